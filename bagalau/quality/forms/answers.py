"""What the form of an assessment sends: the fields of one answer, and what they said when they were looked at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagalau.documents.forms import not_too_large
from bagalau.lib.problems import Problem
from bagalau.web.forms import HouseForm, whole_number

LONGEST = 20_000
TEXTS = ("value", "evidence", "no_action")


@dataclass(frozen=True)
class Sent:
    """The fields that somebody changed, and what these said before."""

    given: Mapping[str, Any] = field(default_factory=dict)
    was: Mapping[str, Any] = field(default_factory=dict)


def answer_sent(data: QueryDict) -> Sent:
    """What a page sent of one answer: the script sends ``sent``, a page without it all fields of the question."""
    if "sent" in data:
        return _of_script(data.get("sent", ""), (*TEXTS, "clauses"))
    given: dict[str, Any] = {name: _lines(data.get(name, "")) for name in TEXTS if name in data}
    was: dict[str, Any] = {name: _lines(data.get(f"was_{name}", "")) for name in given}
    if "value" in data:
        given["clauses"], was["clauses"] = _statements(data, "clause:"), _statements(data, "was_clause:")
    return _changed(given, was)


def _statements(data: QueryDict, prefix: str) -> dict[str, bool]:
    """Which statements are said to be true and which untrue; those that are open are missing."""
    told = {name.removeprefix(prefix): data[name] for name in data if name.startswith(prefix)}
    return {name: value == "yes" for name, value in told.items() if value in {"yes", "no"}}


def texts_sent(data: QueryDict, names: tuple[str, ...]) -> Sent:
    """The same of the texts at the end of the form."""
    if "sent" in data:
        return _of_script(data.get("sent", ""), names)
    given = {name: _lines(data.get(name, "")) for name in names if name in data}
    return _changed(given, {name: _lines(data.get(f"was_{name}", "")) for name in given})


def _changed(given: dict[str, Any], was: dict[str, Any]) -> Sent:
    """What nobody touched is not sent: somebody else may have changed it meanwhile."""
    touched = {name: value for name, value in given.items() if value != was[name]}
    return Sent(touched, {name: was[name] for name in touched})


def _of_script(text: str, names: tuple[str, ...]) -> Sent:
    try:
        told = json.loads(text)
        parts = [{name: told[part][name] for name in names if name in told[part]} for part in ("given", "was")]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _unread() from error
    for part in parts:
        for name, value in part.items():
            if not isinstance(value, Mapping if name == "clauses" else str):
                raise _unread()
    return Sent(*parts)


def refuse_long(sent: Sent) -> None:
    """Refuse texts that nobody reads; asked after they were taken, so that the form still holds them."""
    for name, value in sent.given.items():
        if isinstance(value, str) and len(value) > LONGEST:
            sentence = _(
                "This text is longer than %(most)s characters. Put the rest into a document behind the answer."
            )
            said = sentence % {"most": LONGEST}
            raise Problem("too-long", said, status=422, details={name: said})


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _unread() -> Problem:
    return Problem("bad-answer", _("What the page sent cannot be read. Load it again and try once more."), status=400)


class ProofForm(HouseForm):
    """One thing that is put behind an answer: a file, a document of the office, or a record of it."""

    file: forms.Field = forms.FileField(label=gettext_lazy("File"), required=False, validators=[not_too_large])
    document = forms.CharField(required=False, max_length=20)
    record = forms.CharField(required=False, max_length=60)
    said = forms.CharField(required=False, max_length=2000, strip=False)

    def clean_document(self) -> int | None:
        return whole_number(self.cleaned_data["document"])

    def clean_record(self) -> tuple[str, int] | None:
        kind, _colon, key = self.cleaned_data["record"].partition(":")
        number = whole_number(key)
        return (kind, number) if number is not None else None

    @property
    def upload(self) -> UploadedFile[bytes] | None:
        found: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        return found
