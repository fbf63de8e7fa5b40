"""The sheet that comes back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bagalau.documents.forms import not_too_large
from bagalau.web.forms import HouseForm


class SheetForm(HouseForm):
    """A sheet that was filled in."""

    file = forms.FileField(
        label=_("The sheet that you filled in"),
        validators=[not_too_large],
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("XLSX. You see what it changes before anything is saved."),
    )
