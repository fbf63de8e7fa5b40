"""Forms: the filters above the results of checks, and why one is dismissed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.models import SEVERITIES
from bagalau.evaluations.rules.checks import CHECKS
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.web.forms import FilterForm, HouseForm


def _choices() -> list[tuple[str, str]]:
    return [("", _now("All")), *((check.number, f"{check.number} {_now(check.title)}") for check in CHECKS)]


class CheckFilter(FilterForm):
    """The filters above the list of results."""

    check_number = forms.ChoiceField(label=_("Check"), choices=_choices)
    severity = forms.ChoiceField(label=_("Severity"), choices=[("", _("All")), *SEVERITIES.items()])
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    dismissed = forms.ChoiceField(
        label=_("Dismissed"), choices=[("", _("Not dismissed")), ("yes", _("Dismissed")), ("all", _("All"))]
    )

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]

    def condition(self) -> Q:
        """What is dismissed is left out unless it is asked for."""
        found = super().condition()
        return found if self.chosen.get("dismissed") else found & Q(dismissed=False)

    def by_check_number(self, number: str) -> Q:
        return Q(check_number=number)

    def by_severity(self, name: str) -> Q:
        return Q(severity=name)

    def by_unit(self, unit: Unit) -> Q:
        return Q(evaluation__unit__path__startswith=unit.path)

    def by_dismissed(self, name: str) -> Q:
        return Q(dismissed=True) if name == "yes" else Q()


class DismissForm(HouseForm):
    """Why a result is none."""

    reason = forms.CharField(
        label=_("Why this is no matter of concern"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000
    )
