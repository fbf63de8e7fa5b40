"""Forms about one commitment: how it stands, whether it is dropped, whether it was done, who is responsible."""

from __future__ import annotations

import re
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.actions import Said
from bagalau.commitments.models import STATUSES
from bagalau.commitments.rules import Status, reachable
from bagalau.commitments.sheets import LONGEST
from bagalau.documents.extract.values import iso_date
from bagalau.documents.forms import not_too_large
from bagalau.documents.models import Document
from bagalau.lib.periods import When
from bagalau.people.models import Person, Unit
from bagalau.web.forms import HouseForm, whole_number
from bagalau.web.records import record_at


def words(label: Any, rows: int = 2, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    """A field for some sentences; what is longer is a document and comes in as evidence."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=area, help_text=help_text)


class WhenField(forms.CharField):
    """A date with the precision it has: 2024-12-31, 2024-12, 2024-Q4 or 2024; or as it is written here, 31.12.2024, or
    in words."""

    default_error_messages = {"invalid": _("Write a date as 2024-12-31, or a month as 2024-12.")}

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return When.typed(text)
        except ValueError as error:
            if said := iso_date(text):
                return When.parse(said)
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class SeenForm(HouseForm):
    """A form that knows which state of the commitment was looked at."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def show_again(self, seen: str) -> None:
        """Keep what was typed, for somebody who has now looked at what the commitment has become."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = seen
        self.data = data


class UpdateForm(SeenForm):
    """How a commitment stands now."""

    status = forms.ChoiceField(label=_("Status"), choices=list(STATUSES.items()))
    due = WhenField(label=_("Due"), required=False, help_text=_("A day as 2024-12-31 or a month as 2024-12."))
    comment = words(_("Comment"), 3, _("What was done since. Completion needs a comment."))
    reason = words(_("Reason"), 2, _("For a new date, for opening again, or for setting back to not initiated."))
    file = forms.FileField(label=_("A file as evidence"), required=False, validators=[not_too_large])
    evidence: forms.ModelMultipleChoiceField[Document] = forms.ModelMultipleChoiceField(
        label=_("Or evidence among the documents"),
        required=False,
        queryset=None,
        help_text=_("The latest of the unit; several can be chosen."),
    )
    named = forms.CharField(
        label=_("Or any other document"),
        required=False,
        max_length=1000,
        help_text=_("The number or the address of its page; several with spaces between them."),
    )
    no_evidence = words(_("Why there is no evidence"), 2, _("Only for a completion of which no document tells."))

    def __init__(self, *args: Any, documents: Any, offered: Any, **kwargs: Any) -> None:
        """``documents`` are all that may be named; those ``offered`` are few enough for a list to choose from."""
        super().__init__(*args, **kwargs)
        self.documents = documents
        self.fields["evidence"].queryset = offered  # type: ignore[attr-defined]
        now = Status(self.initial["status"])
        self.fields["status"].widget.choices = [
            (status, label) for status, label in STATUSES.items() if status in reachable(now)
        ]

    def clean_named(self) -> list[Document]:
        """The documents that are named by number or by the address of their page."""
        found = {}
        for text in re.split(r"[\s,;]+", self.cleaned_data["named"].strip()):
            kind, number = record_at(text) or ("document", whole_number(text.removeprefix("#")))
            if text and (kind != "document" or number is None):
                raise forms.ValidationError(self._unknown(text))
            if text:
                found[number] = text
        documents = {one.pk: one for one in self.documents.filter(pk__in=list(found))} if found else {}
        for number, text in found.items():
            if number not in documents:
                raise forms.ValidationError(self._unknown(text))
        return list(documents.values())

    @staticmethod
    def _unknown(text: str) -> str:
        return _now("“%(text)s” is no document that is open to you.") % {"text": text[:100]}

    def said(self, before: When | None) -> Said:
        """What the form says; an emptied date takes the deadline away."""
        given = self.cleaned_data
        return Said(
            status=Status(given["status"]),
            comment=given["comment"],
            reason=given["reason"],
            due=given["due"],
            due_removed=given["due"] is None and before is not None,
            documents=[*given["evidence"], *given["named"]],
            files=[(given["file"].read(), given["file"].name)] if given["file"] else [],
            no_evidence=given["no_evidence"],
            seen=given["seen"],
        )


class AskForm(SeenForm):
    """Why a commitment need not be kept any longer."""

    reason = words(_("Justification"), 3, _("Why it is no longer applicable. Somebody else has to approve it."))


class DecideForm(SeenForm):
    """What somebody makes of a request to drop a commitment."""

    comment = words(_("Comment"), 2, _("To decline, say why it stays applicable."))


class VerifyForm(SeenForm):
    """What somebody independent makes of a completion."""

    comment = words(_("Comment"), 2, _("What you looked at. To return it, say what is missing."))


class ResponsibleForm(SeenForm):
    """Who is responsible for a commitment."""

    responsible = forms.CharField(label=_("As the paper has it"), max_length=500, required=False)
    people: forms.ModelMultipleChoiceField[Person] = forms.ModelMultipleChoiceField(
        label=_("People"), required=False, queryset=None
    )
    units: forms.ModelMultipleChoiceField[Unit] = forms.ModelMultipleChoiceField(
        label=_("Units"), required=False, queryset=None
    )

    def __init__(self, *args: Any, people: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]
        self.fields["units"].queryset = units  # type: ignore[attr-defined]
