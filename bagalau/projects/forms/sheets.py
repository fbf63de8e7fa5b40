"""The sheet that comes back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bagalau.documents.forms import not_too_large
from bagalau.web.forms import HouseForm


class ProjectSheetForm(HouseForm):
    """A sheet that was filled in."""

    file = forms.FileField(
        label=_("The sheet that you filled in"),
        validators=[not_too_large],
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("XLSX. You see what it changes before anything is saved."),
    )
    takes_out = forms.BooleanField(
        label=_("Rows that are missing are taken out"),
        required=False,
        help_text=_("Without this, rows of the project that the sheet does not have stay as they are."),
    )
