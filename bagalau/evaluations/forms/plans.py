"""Forms of plans: the filters above their list, a plan, a step, a review, a project that plans must cover."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bagalau.documents.models import Document
from bagalau.evaluations.actions.plans import PlanFields
from bagalau.evaluations.forms.fields import amount, choose_among, chosen, day
from bagalau.evaluations.models import GEF_SIZES, PLAN_STATUSES, REVIEW_KINDS
from bagalau.evaluations.rules.plans import words
from bagalau.lib.problems import Problem
from bagalau.people.access import VIEW_UNITS, Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.web.formfields import LONGEST, LinesField, paragraphs
from bagalau.web.forms import FilterForm, HouseForm, mark_problem
from bagalau.web.texts import holds

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CURRENCY = {"invalid": _("Write three letters, as USD.")}


def mark_refusal(form: forms.BaseForm, problem: Problem) -> None:
    """Show a refusal in the form it came from; also what the constraints of the record say, which name no field."""
    mark_problem(form, problem)
    if problem.code == "invalid":
        for said in (text for name, text in problem.details.items() if name not in form.fields):
            form.add_error(None, said)


class UnitFilter(FilterForm):
    """Filters with a unit, which the public does not choose from."""

    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.viewer = viewer
        if viewer.can(VIEW_UNITS):
            choose_among(self, unit=units(viewer))
        else:
            del self.fields["unit"]

    def by_unit(self, unit: Unit) -> Q:
        return Q(unit__path__startswith=unit.path)


class PlanFilter(UnitFilter):
    """The filters above the list of plans."""

    year = forms.IntegerField(label=_("Year"), min_value=1950, max_value=2100)
    status = forms.ChoiceField(label=_("Status"), choices=[("", _("All")), *PLAN_STATUSES.items()])

    def by_year(self, year: int) -> Q:
        return Q(starts__year__lte=year, ends__year__gte=year)

    def by_status(self, name: str) -> Q:
        return Q(status=name)


class PlanForm(HouseForm):
    """What is said of a plan as a whole; of one that is no draft, comments and document alone."""

    LATER = frozenset({"seen", "comments", "document"})

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    starts = forms.DateField(label=_("First day"), widget=DAY)
    ends = forms.DateField(label=_("Last day"), widget=DAY)
    rationale = paragraphs(_("Rationale"), rows=8)
    gaps_note = paragraphs(
        _("Why a mandatory evaluation is left out"),
        help_text=_("Only if the plan does not hold one. It stays in the office."),
    )
    comments = paragraphs(_("Comments"))
    document: forms.ModelChoiceField[Document] = chosen(
        _("Plan document"), help_text=_("One of the latest documents of the unit.")
    )

    def __init__(
        self, *args: Any, units: Any, documents: Any, limit: int, known: bool = False, draft: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.limit = limit
        choose_among(self, unit=units, document=documents)
        self.fields["rationale"].help_text = _now(
            "For internal use, at most %(limit)s words: what is chosen and why, and how it covers the programme."
        ) % {"limit": limit}
        asked = set(self.fields) - {"unit" if known else "document"} if draft else set(self.LATER)
        for name in set(self.fields) - asked:
            del self.fields[name]

    def clean_rationale(self) -> str:
        """EP-12."""
        text = str(self.cleaned_data["rationale"])
        if (found := words(text)) > self.limit:
            sentence = ngettext(
                "The rationale has %(found)s word, %(limit)s are allowed.",
                "The rationale has %(found)s words, %(limit)s are allowed.",
                found,
            )
            raise forms.ValidationError(sentence % {"found": found, "limit": self.limit})
        return text

    def given(self, known: Any = None) -> PlanFields:
        """What the form says; what it does not ask stays as it is."""
        names = PlanFields.__dataclass_fields__
        before = {name: getattr(known, name) for name in names} if known else {}
        return PlanFields(**before | {name: self.cleaned_data[name] for name in names if name in self.fields})


class CommentForm(HouseForm):
    """A comment on a step: needed where something is sent back or rejected."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    comment = paragraphs(_("Comment"), rows=2)


class ReviewForm(HouseForm):
    """What a review of a plan found."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(REVIEW_KINDS.items()))
    year = forms.IntegerField(label=_("Year"), min_value=1950, max_value=2100)
    held_on = forms.DateField(label=_("Held"), widget=DAY)
    note = forms.CharField(
        label=_("What was found and decided"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class ProjectFilter(UnitFilter):
    """The filters above the list of projects."""

    words = forms.CharField(label=_("Words"), max_length=100)

    def by_words(self, text: str) -> Q:
        return holds("title", text) | holds("number", text)


class ProjectForm(HouseForm):
    """What a plan must know of a project."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    number = forms.CharField(label=_("Number"), max_length=50)
    title = forms.CharField(label=_("Title"), max_length=500)
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    budget = amount(_("Budget"))
    expenditure = amount(_("Expenditure"), help_text=_("So far. The higher one of the two decides."))
    currency = forms.RegexField(r"^[A-Z]{3}$", label=_("Currency"), initial="USD", error_messages=CURRENCY)
    starts = day(_("Start"))
    ends = day(_("End"))
    funders = LinesField(_("Funders"))
    gef_size = forms.ChoiceField(
        label=_("Size of a GEF project"), required=False, choices=[("", _("no GEF project")), *GEF_SIZES.items()]
    )
    funder_asks = forms.BooleanField(label=_("The agreement with a funder asks for an evaluation"), required=False)
    later_phase = forms.BooleanField(label=_("Second or later phase"), required=False)
    scaling_up = forms.BooleanField(label=_("Considered for scaling up"), required=False)
    manager = chosen(_("Project manager"))

    def __init__(self, *args: Any, units: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, unit=units, manager=people)

    def values(self) -> dict[str, Any]:
        """The fields of the project."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
