"""Forms of plans: the filters above their list, a plan, a step, a review, a project that plans must cover."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bagalau.documents.models import Document
from bagalau.evaluations.actions.plans import PlanFields
from bagalau.evaluations.models import GEF_SIZES, PLAN_STATUSES, REVIEW_KINDS
from bagalau.evaluations.rules.plans import words
from bagalau.people.access import VIEW_UNITS, Viewer
from bagalau.people.models import Person, Unit
from bagalau.people.queries import units
from bagalau.web.forms import FilterForm, HouseForm
from bagalau.web.texts import holds

LONGEST = 20_000  # letters of a text: what is longer is a document
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SeenForm(HouseForm):
    """A form that knows which state of the record was looked at."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def show_again(self, seen: str) -> None:
        """Keep what was typed, for somebody who has now looked at what the record has become."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = seen
        self.data = data


class UnitFilter(FilterForm):
    """Filters with a unit, which the public does not choose from."""

    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.viewer = viewer
        if viewer.can(VIEW_UNITS):
            self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]
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


class PlanForm(SeenForm):
    """What is said of a plan as a whole; of one that is no draft, comments and document alone."""

    LATER = ("seen", "comments", "document")

    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    starts = forms.DateField(label=_("First day"), widget=DAY)
    ends = forms.DateField(label=_("Last day"), widget=DAY)
    rationale = forms.CharField(
        label=_("Rationale"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8})
    )
    gaps_note = forms.CharField(
        label=_("Why a mandatory evaluation is left out"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only if the plan does not hold one. It stays in the office."),
    )
    comments = forms.CharField(
        label=_("Comments"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    document: forms.ModelChoiceField[Document] = forms.ModelChoiceField(
        label=_("Plan document"),
        required=False,
        queryset=None,
        empty_label=_("none"),
        help_text=_("One of the latest documents of the unit."),
    )

    def __init__(
        self, *args: Any, units: Any, documents: Any, limit: int, known: bool = False, draft: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.limit = limit
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        self.fields["rationale"].help_text = _now(
            "For internal use, at most %(limit)s words: what is chosen and why, and how it covers the programme."
        ) % {"limit": limit}
        for name in list(self.fields):
            if (
                (known and name == "unit")
                or (not draft and name not in self.LATER)
                or (not known and name == "document")
            ):
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


class CommentForm(SeenForm):
    """A comment on a step: needed where something is sent back or rejected."""

    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )


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


class ProjectForm(SeenForm):
    """What a plan must know of a project."""

    number = forms.CharField(label=_("Number"), max_length=50)
    title = forms.CharField(label=_("Title"), max_length=500)
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    budget = forms.DecimalField(
        label=_("Budget"),
        required=False,
        min_value=0,
        max_digits=16,
        decimal_places=2,
        help_text=_("Or what was spent, if that is more."),
    )
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label=_("Currency"), initial="USD", error_messages={"invalid": _("Write three letters, as USD.")}
    )
    starts = forms.DateField(label=_("Start"), required=False, widget=DAY)
    ends = forms.DateField(label=_("End"), required=False, widget=DAY)
    funders = forms.CharField(
        label=_("Funders"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line."),
    )
    gef_size = forms.ChoiceField(
        label=_("Size of a GEF project"), required=False, choices=[("", _("no GEF project")), *GEF_SIZES.items()]
    )
    funder_asks = forms.BooleanField(label=_("The agreement with a funder asks for an evaluation"), required=False)
    later_phase = forms.BooleanField(label=_("Second or later phase"), required=False)
    scaling_up = forms.BooleanField(label=_("Considered for scaling up"), required=False)
    manager: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Project manager"), required=False, queryset=None, empty_label=_("not known")
    )

    def __init__(self, *args: Any, units: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["manager"].queryset = people  # type: ignore[attr-defined]

    def clean_funders(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["funders"].splitlines())
        return [line for line in lines if line]

    def values(self) -> dict[str, Any]:
        """The fields of the project."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
