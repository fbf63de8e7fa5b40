"""Forms of the lines of a plan, and of the changes that a posted plan may have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.actions.plans_lines import as_kept
from bagalau.evaluations.forms.fields import FlagField, TypeField, amount, choose_among, when
from bagalau.evaluations.forms.plans import CURRENCY, UnitFilter
from bagalau.evaluations.models import CHANGE_KINDS, CHANGE_STATUSES, COMPONENTS, CoveredProject
from bagalau.evaluations.queries.plans import for_approver
from bagalau.evaluations.rules.plans import ChangeKind
from bagalau.evaluations.rules.plans_changes import TOUCHED
from bagalau.people.models import Unit
from bagalau.web.formfields import paragraphs, text
from bagalau.web.forms import HouseForm

COST = "cost_"


class LineForm(HouseForm):
    """An evaluation that a plan promises."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=500)
    type = TypeField(_("Type"))
    planned_end = when(_("Planned completion"))
    programme_outcome = paragraphs(
        _("Outcome of the programme"),
        rows=2,
        help_text=_("Of the cooperation framework or the country programme."),
    )
    strategic_outcome = paragraphs(_("Outcome of the strategic plan"), rows=2)
    partners = text(_("Partners"), help_text=_("Of a joint evaluation."))
    commissioned_by = text(_("Commissioned by"), 300, help_text=_("If not by the unit itself."))
    cost = amount(_("Estimated cost"))
    currency = forms.RegexField(r"^[A-Z]{3}$", label=_("Currency"), initial="USD", error_messages=CURRENCY)
    funding_source = text(_("Provisional source of funding"))
    mandatory = FlagField(_("Mandatory"))
    projects: forms.ModelMultipleChoiceField[CoveredProject] = forms.ModelMultipleChoiceField(
        label=_("Projects"), required=False, queryset=None, help_text=_("Those that it evaluates.")
    )

    def __init__(self, *args: Any, projects: Any, type_now: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for component, label in COMPONENTS.items():
            field = amount(label)
            field.widget.attrs["class"] = "form-control"
            self.fields[f"{COST}{component}"] = field
        self.fields["cost"].help_text = _("Empty: the sum of the components.")
        choose_among(self, projects=projects)
        cast(TypeField, self.fields["type"]).offer(type_now)

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
        if self.cost_fields:
            values["costs"] = {field.name.removeprefix(COST): values[field.name] for field in self.cost_fields}
        return as_kept(values)


def initial_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What a form begins with, from a line as it is kept."""
    return {**kept, **{f"{COST}{component}": given for component, given in (kept.get("costs") or {}).items()}}


class ChangeForm(LineForm):
    """A change of a posted plan: what it touches, and why."""

    rationale = paragraphs(_("Rationale"), rows=4, help_text=_("Why the plan must change. Who approves reads this."))

    def __init__(self, *args: Any, kind: ChangeKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rationale"].required = True
        for name in list(self.fields):
            asked = "costs" if name.startswith(COST) else name
            if asked not in TOUCHED[kind] and name not in {"seen", "rationale"}:
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
