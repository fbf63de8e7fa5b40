"""The form of an evaluation with all its fields, in sections, and of the agencies that share it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.actions import Links, Partner
from bagalau.evaluations.forms.fields import FlagField, TypeField, amount, choose_among, chosen, day, when, words
from bagalau.evaluations.models import AGENCY_ROLES, CoveredProject, Evaluation
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import AgencyRole
from bagalau.people.models import Person, Unit
from bagalau.web.formfields import LinesField, paragraphs, text
from bagalau.web.forms import HouseForm


@dataclass(frozen=True)
class Section:
    """Some fields of a long form under one heading; one that is seldom needed is folded while it is empty."""

    name: str
    title: Any
    fields: list[forms.BoundField]
    folded: bool


GEF = ("project_title", "evaluation_type", "focal_area", "project_type", "phase", "project_id", "pims")
SECTIONS: dict[str, tuple[Any, str]] = {
    "what": (_("What is evaluated"), "unit title type description commissioned_by mandatory"),
    "when": (_("Dates and money"), "planned_end tor_completed_on completed budget expenditure currency variance_note "
             "funding_source management_response"),
    "who": (_("Who"), "manager stakeholders reference_group"),
    "projects": (_("Projects and programme"), "projects project_numbers joint_programme plan_period plan_unit "
                 "plan_unit_type strategic_plan corporate_results"),
    "joint": (_("Joint evaluation"), "joint_evaluation"),
    "where": (_("Where and about what"), "countries location focus_areas signature_solutions sdg_goals sdg_targets"),
    "gef": (_("Global Environment Facility"), "gef_is_gef " + " ".join(f"gef_{name}" for name in GEF)),
    "notes": (_("Notes"), "quality_assessment justification comments"),
}  # fmt: skip
OPEN = {"what", "when", "who"}


class EvaluationForm(HouseForm):
    """An evaluation with all its fields. What the form leaves empty is unknown; nothing is taken for zero."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    title = forms.CharField(label=_("Title"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    type = TypeField(_("Type"))
    description = paragraphs(_("Description"), 5)
    commissioned_by = text(_("Commissioned by"), 300)
    mandatory = FlagField(_("Mandatory"))
    planned_end = when(_("Planned end"))
    tor_completed_on = day(_("Terms of reference completed"))
    completed = when(_("Completed"))
    budget = amount(_("Budget"))
    expenditure = amount(_("Expenditure"))
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label=_("Currency"), required=False, help_text=_("Three letters, as USD or KZT."),
        error_messages={"invalid": _("Write the three letters of the currency, as USD.")},
    )  # fmt: skip
    variance_note = paragraphs(
        _("Note on the variance"), help_text=_("Why more was spent than planned, or why it took longer.")
    )
    funding_source = text(_("Source of funding"))
    management_response = FlagField(_("Management response"))
    manager = chosen(
        _("Evaluation manager"), help_text=_("Somebody with a role that fits, who manages none of the projects.")
    )
    stakeholders = paragraphs(_("Key stakeholders"))
    reference_group = LinesField(
        _("Reference group"),
        wide=True,
        help_text=_("One a line; the organisation after a semicolon: Aida Sen; Ministry of Health"),
    )
    projects: forms.ModelMultipleChoiceField[CoveredProject] = forms.ModelMultipleChoiceField(
        label=_("Projects"), queryset=None, required=False
    )
    project_numbers = LinesField(_("Project numbers"))
    joint_programme = FlagField(_("Joint programme"))
    plan_period = text(_("Plan period"), 20)
    plan_unit = text(_("Plan of"), 200)
    plan_unit_type = text(_("Type of office"), 10)
    strategic_plan = text(_("Strategic plan"), 100)
    corporate_results = LinesField(_("Corporate outcome and output"), wide=True)
    joint_evaluation = FlagField(_("Joint evaluation"))
    countries = LinesField(_("Countries"))
    location = text(_("Location"), 300)
    focus_areas = LinesField(_("Focus areas"))
    signature_solutions = LinesField(_("Signature solutions"))
    sdg_goals = LinesField(_("SDG goals"))
    sdg_targets = LinesField(_("SDG targets"))
    gef_is_gef = FlagField(_("GEF evaluation"))
    gef_project_title = text(_("GEF project"))
    gef_evaluation_type = text(_("GEF evaluation type"), 100, help_text=_("Mid-term review or terminal evaluation."))
    gef_focal_area = text(_("GEF focal area"), 200)
    gef_project_type = text(_("GEF project type"), 100)
    gef_phase = text(_("GEF phase"), 50)
    gef_project_id = text(_("GEF project number"), 50)
    gef_pims = text(_("PIMS number"), 50)
    quality_assessment = text(_("Quality assessment"), 200)
    justification = paragraphs(_("Justification"))
    comments = paragraphs(_("Comments"), help_text=_("Seen by the office alone."))

    def __init__(
        self, *args: Any, of: Evaluation, units: QuerySet[Unit], managers: QuerySet[Person],
        projects: QuerySet[CoveredProject], **kwargs: Any,
    ) -> None:  # fmt: skip
        """``of`` is the evaluation that is edited, or one not yet saved; then there is a unit to choose."""
        super().__init__(*args, initial=_initial(of), **kwargs)
        choose_among(self, unit=units, manager=managers, projects=projects)
        cast(TypeField, self.fields["type"]).offer(of.type)
        if of.pk is not None:
            del self.fields["unit"]
        if of.stage != Stage.COMPLETED:
            del self.fields["completed"]  # said with the step to completion

    @property
    def sections(self) -> list[Section]:
        return [self._section(name, title, names.split()) for name, (title, names) in SECTIONS.items()]

    def _section(self, name: str, title: Any, names: list[str]) -> Section:
        fields = [self[one] for one in names if one in self.fields]
        empty = all(field.value() in (None, "", [], False, "False") for field in fields)
        wrong = any(field.errors for field in fields)
        return Section(name, title, fields, folded=name not in OPEN and empty and not wrong)

    def values(self) -> dict[str, Any]:
        """The fields of an evaluation as the form states them."""
        apart = {"seen", "projects", "reference_group"}
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in apart and not name.startswith("gef_")
        }
        gef = {name.removeprefix("gef_"): self.cleaned_data[name] for name in self.fields if name.startswith("gef_")}
        given["gef"] = {name: value for name, value in gef.items() if value not in (None, "")}
        return given

    def links(self, agencies: Iterable[Partner]) -> Links:
        """What hangs on it."""
        members = [line.partition(";") for line in self.cleaned_data["reference_group"]]
        return Links(
            list(self.cleaned_data["projects"]),
            list(agencies),
            [(name.strip()[:200], organisation.strip()[:200]) for name, _sign, organisation in members],
        )


def _initial(of: Evaluation) -> dict[str, Any]:
    names = [name for _title, names in SECTIONS.values() for name in names.split()]
    fields = {field.name for field in of._meta.concrete_fields} - {"unit", "manager"}
    found = {name: getattr(of, name) for name in names if name in fields}
    found |= {name: words(getattr(of, name)) for name in ("planned_end", "completed")}
    found |= {f"gef_{name}": of.gef.get(name) for name in ("is_gef", *GEF)}
    if of.pk is None:
        return found | {"unit": of.unit_id, "reference_group": []}
    group = [f"{row.name}; {row.organisation}" if row.organisation else row.name for row in of.reference_group.all()]
    return found | {"seen": of.seen, "manager": of.manager_id, "projects": of.projects.all(), "reference_group": group}


class AgencyForm(HouseForm):
    """One agency of a joint evaluation; without a name there is none."""

    name = text(_("Agency"), 200)
    role = forms.ChoiceField(
        label=_("Part"), required=False, choices=list(AGENCY_ROLES.items()), initial=AgencyRole.PARTNER
    )
    unit = chosen(_("Unit in this system"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.queryset = units  # type: ignore[attr-defined]
        field.widget.choices = [("", "–"), *((unit.pk, unit.name) for unit in units)]


class Agencies(forms.BaseFormSet[AgencyForm]):
    """The agencies of a joint evaluation, and room for two more."""

    @classmethod
    def of(cls, data: Mapping[str, Any] | None, evaluation: Evaluation, units: QuerySet[Unit]) -> Agencies:
        rows = evaluation.agencies.all() if evaluation.pk else []
        initial = [{"name": row.name, "role": row.role, "unit": row.unit_id} for row in rows]
        made = forms.formset_factory(AgencyForm, formset=cls, extra=2, max_num=50)
        return cast(Agencies, made(data, initial=initial, prefix="agency", form_kwargs={"units": list_once(units)}))

    def clean(self) -> None:
        names = [partner.name for partner in self.partners()]
        if len(set(names)) < len(names):
            raise forms.ValidationError(_now("Two agencies have the same name. Name each once."))
        if sum(partner.role == AgencyRole.LEAD for partner in self.partners()) > 1:
            raise forms.ValidationError(_now("A joint evaluation has one lead agency."))

    def partners(self) -> list[Partner]:
        """The agencies that have a name, or at least a unit."""
        given = [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data]
        return [
            Partner(row["name"] or row["unit"].name_en, row["unit"], row["role"] or AgencyRole.PARTNER)
            for row in given
            if row["name"] or row["unit"]
        ]


def list_once(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """The units read once, for the rows of a form that all offer them."""
    len(units)
    return units
