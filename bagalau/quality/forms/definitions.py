"""Forms: a version from its file, and why one is retired."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bagalau.quality.rules.reading import MAX_BYTES
from bagalau.web.forms import HouseForm


def _not_too_large(file: UploadedFile[bytes]) -> None:
    if (file.size or 0) > MAX_BYTES:
        raise forms.ValidationError(_("This file has more than 1 MB. A questionnaire is a text."))


class VersionForm(HouseForm):
    """A file, or its text: what was uploaded stands in the text, so that it can be corrected on the page."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("YAML, up to 1 MB. A file goes before the text below."),
        validators=[_not_too_large],
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=MAX_BYTES,
        widget=forms.Textarea(attrs={"rows": 16, "class": "yaml", "spellcheck": "false"}),
    )

    def data_given(self) -> bytes | str:
        """The file, or else the text."""
        file = self.cleaned_data.get("file")
        data: bytes | str = file.read() if file else self.cleaned_data["text"]
        return data


class RetireForm(HouseForm):
    """Why a version is no longer offered."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Assessments that are begun with it go on; new ones cannot choose it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
