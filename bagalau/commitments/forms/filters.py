"""The filters above the list of commitments."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models import STATES
from bagalau.commitments.queries import in_proof, in_state, owned_by_name, slipped
from bagalau.commitments.rules import State
from bagalau.people.access import VIEW_UNITS, Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.web.forms import FilterForm
from bagalau.web.texts import holds

GROUPS = [
    ("open", _("Open")),
    ("due_soon", _("Due soon")),
    ("long_overdue", _("Long overdue")),
]
PROOF = [
    ("verified", _("Verified")),
    ("unverified", _("Completed, not verified")),
    ("without_evidence", _("Completed without evidence")),
    ("returned", _("Returned")),
    ("requested", _("Asked to drop")),
]
MOVED = [("moved", _("Moved")), ("later", _("Later than first promised"))]


class CommitmentFilter(FilterForm):
    """The filters above the list of commitments."""

    words = forms.CharField(label=_("Words"), max_length=100)
    state = forms.ChoiceField(label=_("Status"), choices=[("", _("All")), *GROUPS, *STATES.items()])
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    responsible = forms.CharField(label=_("Responsible"), max_length=100)
    due_from = forms.DateField(label=_("Due from"), widget=forms.DateInput(attrs={"type": "date"}))
    due_to = forms.DateField(label=_("Due to"), widget=forms.DateInput(attrs={"type": "date"}))
    proof = forms.ChoiceField(label=_("Proof"), choices=[("", _("All")), *PROOF])
    moved = forms.ChoiceField(label=_("Slip"), choices=[("", _("All")), *MOVED])
    source = forms.CharField(label=_("Source"), max_length=100)

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.viewer = viewer
        if viewer.can(VIEW_UNITS):
            self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]
        else:
            del self.fields["unit"]
        if viewer.is_public:
            del self.fields["proof"]

    @property
    def is_reportable(self) -> bool:
        """Whether the report on key actions can be narrowed as the list is: by unit and by a single state."""
        chosen = self.chosen
        return set(chosen) <= {"unit", "state"} and chosen.get("state", State.OVERDUE) in set(State)

    def by_words(self, text: str) -> Q:
        return holds("text", text)

    def by_state(self, name: str) -> Q:
        return in_state(name, self.viewer.today)

    def by_unit(self, unit: Unit) -> Q:
        return Q(unit__path__startswith=unit.path)

    def by_responsible(self, text: str) -> Q:
        return holds("responsible", text) | owned_by_name(self.viewer, text)

    def by_due_from(self, day: date) -> Q:
        return Q(due_on__gte=day)

    def by_due_to(self, day: date) -> Q:
        return Q(due_on__lte=day)

    def by_source(self, text: str) -> Q:
        return holds("origin_title", text)

    def by_proof(self, name: str) -> Q:
        return in_proof(self.viewer, name)

    def by_moved(self, name: str) -> Q:
        return slipped(name)
