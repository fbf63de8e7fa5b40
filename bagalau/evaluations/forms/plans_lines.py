"""Forms of the lines of a plan, and of the changes that a posted plan may have."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.forms import WhenField
from bagalau.evaluations.actions.plans_lines import as_kept
from bagalau.evaluations.forms.plans import LONGEST, SeenForm, UnitFilter
from bagalau.evaluations.models import CHANGE_KINDS, CHANGE_STATUSES, COMPONENTS, CoveredProject
from bagalau.evaluations.queries.plans import for_approver
from bagalau.evaluations.rules.plans import ChangeKind
from bagalau.evaluations.rules.plans_changes import TOUCHED
from bagalau.people.models import Unit
from bagalau.reference.lists import term_lists

COST = "cost_"
MANDATORY = {"": None, "yes": True, "no": False}


def type_choices(now: str) -> list[tuple[str, Any]]:
    """The types of evaluations in the words that papers use, and the one that a line has."""
    found = term_lists().get("evaluation-types")
    language = get_language() or "en"
    offered = {term.name("en"): term.name(language) for term in (found.terms if found else ())}
    return [("", "–"), *(offered | ({now: offered.get(now, now)} if now else {})).items()]


class LineForm(SeenForm):
    """An evaluation that a plan promises."""

    title = forms.CharField(label=_("Title"), max_length=500)
    type = forms.ChoiceField(label=_("Type"), required=False)
    programme_outcome = forms.CharField(
        label=_("Outcome of the programme"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Of the cooperation framework or the country programme."),
    )
    strategic_outcome = forms.CharField(
        label=_("Outcome of the strategic plan"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    partners = forms.CharField(
        label=_("Partners"), required=False, max_length=500, help_text=_("Of a joint evaluation.")
    )
    commissioned_by = forms.CharField(
        label=_("Commissioned by"), required=False, max_length=300, help_text=_("If not by the unit itself.")
    )
    planned_end = WhenField(
        label=_("Planned completion"), required=False, help_text=_("A day as 2024-12-31 or a month as 2024-12.")
    )
    cost = forms.DecimalField(
        label=_("Estimated cost"),
        required=False,
        min_value=0,
        max_digits=16,
        decimal_places=2,
        help_text=_("Empty: the sum of the components."),
    )
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label=_("Currency"), initial="USD", error_messages={"invalid": _("Write three letters, as USD.")}
    )
    funding_source = forms.CharField(label=_("Provisional source of funding"), required=False, max_length=500)
    projects: forms.ModelMultipleChoiceField[CoveredProject] = forms.ModelMultipleChoiceField(
        label=_("Projects"), required=False, queryset=None, help_text=_("Those that it evaluates.")
    )
    mandatory = forms.ChoiceField(
        label=_("Mandatory"), required=False, choices=[("", _("not stated")), ("yes", _("yes")), ("no", _("no"))]
    )

    def __init__(self, *args: Any, projects: Any, type_now: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for component, label in COMPONENTS.items():
            field = forms.DecimalField(label=label, required=False, min_value=0, max_digits=16, decimal_places=2)
            field.widget.attrs["class"] = "form-control"
            self.fields[f"{COST}{component}"] = field
        self.fields["projects"].queryset = projects  # type: ignore[attr-defined]
        self.fields["type"].choices = type_choices(type_now)  # type: ignore[attr-defined]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.startswith(COST)]

    @property
    def cost_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name.startswith(COST)]

    @property
    def costs_open(self) -> bool:
        return any(field.errors or field.value() not in (None, "") for field in self.cost_fields)

    def kept(self) -> dict[str, Any]:
        """The line as it is kept."""
        values = dict(self.cleaned_data)
        if "mandatory" in values:
            values["mandatory"] = MANDATORY[values["mandatory"]]
        if self.cost_fields:
            values["costs"] = {field.name.removeprefix(COST): values[field.name] for field in self.cost_fields}
            amounts = [amount for amount in values["costs"].values() if amount is not None]
            if values["cost"] is None and amounts:
                values["cost"] = sum(amounts, Decimal())
        return as_kept(values)


def initial_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What a form begins with, from a line as it is kept."""
    words = {True: "yes", False: "no", None: ""}
    costs = {f"{COST}{component}": amount for component, amount in (kept.get("costs") or {}).items()}
    return {**kept, "mandatory": words[kept.get("mandatory")], **costs}


class ChangeForm(LineForm):
    """A change of a posted plan: what it touches, and why."""

    rationale = forms.CharField(
        label=_("Rationale"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why the plan must change. Who approves reads this."),
    )

    def __init__(self, *args: Any, kind: ChangeKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        touched: Collection[str] = TOUCHED[kind]
        for name in list(self.fields):
            asked = "costs" if name.startswith(COST) else name
            if asked not in touched and name not in {"seen", "rationale"}:
                del self.fields[name]


class ChangeFilter(UnitFilter):
    """The filters above the list of changes."""

    waiting = forms.ChoiceField(label=_("For me"), choices=[("", _("All")), ("me", _("Waiting for my decision"))])
    status = forms.ChoiceField(label=_("Status"), choices=[("", _("All")), *CHANGE_STATUSES.items()])
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *CHANGE_KINDS.items()])

    def by_waiting(self, _me: str) -> Q:
        return for_approver(self.viewer)

    def by_unit(self, unit: Unit) -> Q:
        return Q(plan__unit__path__startswith=unit.path)

    def by_status(self, name: str) -> Q:
        return Q(status=name)

    def by_kind(self, name: str) -> Q:
        return Q(kind=name)
