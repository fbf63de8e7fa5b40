"""Forms: what the page of oversight is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.queries.dashboard import Asked
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.web.forms import FilterForm

FIRST = date(1950, 1, 1)


class OversightFilter(FilterForm):
    """Which evaluations are counted, and as of which day."""

    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    year = forms.IntegerField(label=_("Year"), min_value=FIRST.year, max_value=2100)
    type = forms.CharField(label=_("Type"), max_length=100)
    on = forms.DateField(label=_("As of"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.viewer = viewer
        self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and on > self.viewer.today:
            raise forms.ValidationError(_("This day is still to come. What you see is today."))
        return on

    def asked(self) -> Asked:
        """What makes sense of it; a day of long ago is the first that can be asked for."""
        chosen = self.chosen
        on = max(min(chosen.pop("on", self.viewer.today), self.viewer.today), FIRST)
        return Asked(on, **chosen)
