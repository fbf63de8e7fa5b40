"""Forms: what the public figures are asked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagalau.people.models import Unit
from bagalau.portal.public.queries import Asked, offices
from bagalau.web.forms import FilterForm


class StatisticsFilter(FilterForm):
    """Which published evaluations are counted."""

    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    year = forms.IntegerField(label=_("Year"), min_value=1950, max_value=2100)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["unit"].queryset = offices()  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What makes sense of it."""
        return Asked(**self.chosen)
