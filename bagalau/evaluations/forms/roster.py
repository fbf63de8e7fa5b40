"""Forms: the filters above the roster, an entry of it, a member of a team, a declaration, how a member did."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagalau.documents.forms import not_too_large
from bagalau.evaluations.actions.roster import MEMBER, PERFORMANCE, Declared
from bagalau.evaluations.forms.fields import choose_among, chosen, day
from bagalau.evaluations.models import TEAM_ROLES, VETTINGS, Evaluator, TeamMember
from bagalau.evaluations.queries.roster import in_standing, listing, seen
from bagalau.evaluations.rules.roster import Standing, Vetting
from bagalau.evaluations.tables.roster import STANDINGS
from bagalau.people.access import Viewer
from bagalau.people.models import Person, Unit
from bagalau.people.queries import units
from bagalau.web.formfields import LinesField, paragraphs, text
from bagalau.web.forms import FilterForm, HouseForm
from bagalau.web.texts import holds


class RosterFilter(FilterForm):
    """The filters above the roster."""

    name = forms.CharField(label=_("Name"), max_length=100)
    expertise = forms.CharField(label=_("Expertise"), max_length=100)
    language = forms.CharField(label=_("Language"), max_length=100)
    country = forms.CharField(label=_("Country"), max_length=100)
    vetting = forms.ChoiceField(label=_("Vetting"), choices=[("", _("All")), *STANDINGS.items()])
    unit = chosen(_("Kept by"), _("All"))

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.today = viewer.today
        choose_among(self, unit=units(viewer))

    def by_name(self, value: str) -> Q:
        return holds("name", value)

    def by_expertise(self, value: str) -> Q:
        return listing(value, "expertise", "sectors")

    def by_language(self, value: str) -> Q:
        return listing(value, "languages")

    def by_country(self, value: str) -> Q:
        return listing(value, "countries") | holds("nationality", value)

    def by_vetting(self, value: str) -> Q:
        return in_standing(Standing(value), self.today)

    def by_unit(self, value: Unit) -> Q:
        return Q(unit__path__startswith=value.path)


class EvaluatorForm(HouseForm):
    """Somebody, or a firm, on the roster."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=200)
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Kept by"), queryset=None)
    is_firm = forms.BooleanField(label=_("A firm"), required=False)
    email = forms.EmailField(label=_("Mail address"), required=False, help_text=_("Never shown to the public."))
    nationality = text(_("Nationality"), 100)
    person = chosen(_("Person of the office"), help_text=_("If the evaluator also works here."))
    expertise = LinesField(_("Expertise"))
    sectors = LinesField(_("Sectors"))
    languages = LinesField(_("Languages"))
    countries = LinesField(_("Countries of experience"))
    vetting = forms.ChoiceField(label=_("Vetting"), choices=list(VETTINGS.items()))
    vetted_until = day(_("Vetted until"))
    profile = paragraphs(_("Profile"), 5)

    def __init__(
        self, *args: Any, of: Evaluator, units: QuerySet[Unit], people: QuerySet[Person], **kwargs: Any
    ) -> None:
        initial = {name: getattr(of, name) for name in self.base_fields if hasattr(of, name)} if of.pk else {}
        initial |= {"unit": of.unit_id, "person": of.person_id, "seen": of.seen if of.pk else ""}
        super().__init__(*args, initial=initial, **kwargs)
        choose_among(self, unit=units, person=people)

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("vetting") == Vetting.VETTED and not found.get("vetted_until"):
            self.add_error("vetted_until", _now("Say until when the evaluator is vetted."))
        return found

    def values(self) -> dict[str, Any]:
        """The fields of the entry."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class MemberForm(HouseForm):
    """A member of the team: from the roster, or by hand."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    evaluator = chosen(_("From the roster"), _("nobody: by hand"))
    name = text(_("Name"), 200, help_text=_("Empty: as in the roster."))
    role = forms.ChoiceField(label=_("Part"), required=False, choices=[("", "–"), *TEAM_ROLES.items()])
    title = text(_("Title"), 200)
    email = text(_("Mail address"), 200, help_text=_("Never shown to the public."))
    nationality = text(_("Nationality"), 100)

    def __init__(
        self, *args: Any, of: TeamMember | None = None, candidates: QuerySet[Evaluator], **kwargs: Any
    ) -> None:
        if of is not None:
            kwargs["initial"] = {name: getattr(of, name) for name in MEMBER} | {"seen": seen(of, MEMBER)}
        super().__init__(*args, **kwargs)
        choose_among(self, evaluator=candidates)
        if of is not None and of.evaluator_id is not None:
            del self.fields["evaluator"]

    def values(self) -> dict[str, Any]:
        """The fields of the member."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class PerformanceForm(HouseForm):
    """How a member did."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    performance = forms.TypedChoiceField(
        label=_("Performance"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("not rated")),
            (5, _("5: outstanding")),
            (4, _("4: good")),
            (3, _("3: as expected")),
            (2, _("2: weak")),
            (1, _("1: not acceptable")),
        ],
    )
    performance_note = paragraphs(_("Note on the performance"))

    def __init__(self, *args: Any, of: TeamMember, **kwargs: Any) -> None:
        initial = {name: getattr(of, name) for name in PERFORMANCE} | {"seen": seen(of, PERFORMANCE)}
        super().__init__(*args, initial=initial, **kwargs)


class DeclarationForm(HouseForm):
    """What an evaluator declares before an evaluation."""

    evaluator = chosen(_("Evaluator"), "–")
    declared_on = forms.DateField(
        label=_("Declared"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    has_conflict = forms.TypedChoiceField(
        label=_("Conflict of interest"),
        choices=[("", "–"), ("no", _("none is declared")), ("yes", _("a conflict of interest is declared"))],
        coerce=lambda one: one == "yes",
    )
    future_work = forms.TypedChoiceField(
        label=_("Later work from the project or the unit"),
        choices=[("", "–"), ("no", _("none is expected")), ("yes", _("it is expected or was promised"))],
        coerce=lambda one: one == "yes",
        help_text=_("Contracts that may depend on what the evaluation finds."),
    )
    statement = paragraphs(
        _("Statement"),
        help_text=_("Earlier work on the same project, interests in its partners, relatives in the office."),
    )
    pledge = forms.BooleanField(label=_("Pledge of ethical conduct signed"), required=False)
    file = forms.FileField(label=_("Signed paper"), required=False, validators=[not_too_large])

    def __init__(self, *args: Any, candidates: QuerySet[Evaluator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, evaluator=candidates)
        self.fields["evaluator"].required = True

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("has_conflict") and not found.get("statement"):
            self.add_error("statement", _now("Describe the conflict of interest."))
        return found

    def said(self) -> Declared:
        """What is declared."""
        found = self.cleaned_data
        file = found["file"]
        on: date = found["declared_on"]
        paper = (file.read(), file.name) if file else None
        return Declared(on, found["has_conflict"], found["statement"], found["pledge"], paper, found["future_work"])


class ClearForm(HouseForm):
    """Why a declared conflict is no obstacle."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it is no obstacle"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
