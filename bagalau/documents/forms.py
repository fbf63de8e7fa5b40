"""Forms: adding a file, what is said of a document, the filters above the lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.documents.access import PUBLISH_DOCUMENT, UPLOAD
from bagalau.documents.actions import About
from bagalau.documents.models import DOCUMENT_TYPES, DRAFT_STATUSES, LANGUAGES, VISIBILITIES
from bagalau.documents.rules import DocumentType, Visibility
from bagalau.formats.read import MAX_BYTES
from bagalau.people.access import VIEW_UNITS, Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units, units_of
from bagalau.web.forms import FilterForm, HouseForm
from bagalau.web.texts import holds

READ, KEEP = "read", "keep"


def not_too_large(file: UploadedFile[bytes]) -> None:
    """Refuse a file by its size before its bytes are taken into memory."""
    if (file.size or 0) > MAX_BYTES:
        raise forms.ValidationError(_("This file has more than 50 MB. Make its pictures smaller, or split it."))


def offer_public(form: HouseForm, viewer: Viewer) -> None:
    """Leave "public" to choose to those alone who may publish a document somewhere."""
    field = form.fields["visibility"]
    assert isinstance(field, forms.ChoiceField)
    if not viewer.can(PUBLISH_DOCUMENT):
        field.choices = [(Visibility.INTERNAL, VISIBILITIES[Visibility.INTERNAL])]


class FileForm(HouseForm):
    """A file with what should become of it."""

    MAIN = ("file", "purpose", "unit", "visibility")

    file = forms.FileField(
        label=_("File"), help_text=_("PDF, DOCX, HTML or text, up to 50 MB."), validators=[not_too_large]
    )
    purpose = forms.ChoiceField(
        label=_("What to do with it"),
        choices=[
            (READ, _("Read it: an evaluation page, a response, a quality or project document")),
            (KEEP, _("Keep it as it is")),
        ],
        initial=READ,
    )
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    title = forms.CharField(
        label=_("Title"), required=False, max_length=500, help_text=_("Empty: the title that the document itself has.")
    )
    type = forms.ChoiceField(
        label=_("Type"), required=False, choices=[("", _("As the document says")), *DOCUMENT_TYPES.items()]
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=list(LANGUAGES.items()))
    source = forms.CharField(label=_("Source"), required=False, max_length=500, help_text=_("Where it comes from."))
    visibility = forms.ChoiceField(
        label=_("Visibility"), choices=list(VISIBILITIES.items()), initial=Visibility.INTERNAL
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_of(viewer, UPLOAD)  # type: ignore[attr-defined]
        if viewer.person is not None:
            self.fields["unit"].initial = viewer.person.unit_id
        offer_public(self, viewer)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MAIN]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.MAIN]

    @property
    def more_wrong(self) -> bool:
        return any(field.errors for field in self.more_fields)

    def about(self) -> About:
        """What is said of the file."""
        names = ("unit", "title", "type", "language", "source", "visibility")
        return About(**{name: self.cleaned_data[name] for name in names})


class DocumentForm(HouseForm):
    """What is said of a document."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=500)
    type = forms.ChoiceField(label=_("Type"), choices=list(DOCUMENT_TYPES.items()))
    language = forms.ChoiceField(label=_("Language"), required=False, choices=list(LANGUAGES.items()))
    source = forms.CharField(label=_("Source"), required=False, max_length=500)
    visibility = forms.ChoiceField(label=_("Visibility"), choices=list(VISIBILITIES.items()))


class VersionForm(HouseForm):
    """A newer file of a document."""

    file = forms.FileField(label=_("Newer file"), validators=[not_too_large])


class DocumentFilter(FilterForm):
    """The filters above the list of documents."""

    words = forms.CharField(label=_("Words"), max_length=100)
    type = forms.ChoiceField(label=_("Type"), choices=[("", _("All")), *DOCUMENT_TYPES.items()])
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("All")), *((code, name) for code, name in LANGUAGES.items() if code)]
    )
    visibility = forms.ChoiceField(label=_("Visibility"), choices=[("", _("All")), *VISIBILITIES.items()])
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        if viewer.can(VIEW_UNITS):
            self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]
        else:
            del self.fields["unit"], self.fields["visibility"]

    def by_words(self, text: str) -> Q:
        return holds("title", text) | holds("source", text)

    def by_type(self, kind: str) -> Q:
        return Q(type=DocumentType(kind))

    def by_language(self, code: str) -> Q:
        return Q(language=code)

    def by_visibility(self, name: str) -> Q:
        return Q(visibility=name)

    def by_unit(self, unit: Unit) -> Q:
        return Q(unit__path__startswith=unit.path)


class DraftFilter(FilterForm):
    """The filters above the list of drafts."""

    status = forms.ChoiceField(label=_("Status"), choices=[("", _("All")), *DRAFT_STATUSES.items()])
    words = forms.CharField(label=_("Words"), max_length=100)

    def by_status(self, name: str) -> Q:
        return Q(status=name)

    def by_words(self, text: str) -> Q:
        return holds("title", text)
