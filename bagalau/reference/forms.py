"""Forms: a new value of a parameter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bagalau.web.forms import HouseForm


class ParameterForm(HouseForm):
    """A value, from when on, and why."""

    value = forms.DecimalField(label=_("Value"), min_value=0, max_digits=14, decimal_places=2)
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Who decided it, and where it is written."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
