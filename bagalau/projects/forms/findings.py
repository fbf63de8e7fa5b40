"""Forms: why a finding stands."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bagalau.web.forms import HouseForm


class DismissForm(HouseForm):
    """Why a finding is no matter of concern."""

    reason = forms.CharField(
        label=_("Why this is no matter of concern"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000
    )
