"""Where a read document goes: each domain offers an intake for its kinds, named in ``settings.DOCUMENT_HOMES``.

This app lies below the domains and must not know them; the list in the settings is the only wiring.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings
from django.db.models import Model

from bagalau.documents.extract.records import restored
from bagalau.documents.models import Draft
from bagalau.documents.rules import DraftStatus
from bagalau.people.access import Held, Viewer
from bagalau.people.models import Unit


class Record(Held, Protocol):
    """A record that a draft became."""


class Home(Protocol):
    """What a domain's ``intake`` module offers."""

    KINDS: frozenset[str]

    def find(self, viewer: Viewer, kind: str, record: Mapping[str, Any], unit: Unit) -> Model | None:
        """The record of a unit, or of one in its line, that the document is a copy of; None if it is new."""

    def present(self, record: Model, kind: str, like: Mapping[str, Any], unit: Unit | None = None) -> dict[str, Any]:
        """A record in the form of the reading contract, its rows in the order of a later copy, which a unit brings."""

    def errors(self, kind: str, record: Mapping[str, Any]) -> dict[str, str]:
        """What must be mended before the record can be accepted: path -> sentence."""

    def accept(self, actor: Viewer, draft: Draft) -> Model:
        """Create the record or bring it up to date, with provenance; called inside the transaction of acceptance."""


@dataclass(frozen=True)
class Choice:
    """One way to settle a contradiction of a paper: what it sets, path by path, and what it brings about, in words.

    ``good`` is what agrees then, ``gone`` what is no longer found, ``bad`` what no longer agrees or is newly found, and
    ``then`` what else follows. ``places`` says in words where a path leads, if the home has better words than the form.
    """

    key: str
    label: str
    values: Mapping[str, Any]
    good: Sequence[str] = ()
    gone: Sequence[str] = ()
    bad: Sequence[str] = ()
    then: Sequence[str] = ()
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """What a paper leaves open, where it stands (``place``: in words), and the ways to settle it; nothing is chosen by
    itself."""

    path: str
    severity: str
    sentence: str
    choices: Sequence[Choice]
    place: str = ""


class Asking(Protocol):
    """What a home offers beside, if it knows how contradictions of its papers may be settled."""

    def choices(self, kind: str, record: Mapping[str, Any]) -> Sequence[Question]:
        """The questions of a record, the gravest first; their paths are those of the record."""


def questions(draft: Draft) -> list[Question]:
    """What the home of a draft asks the reviewer, under the paths of the review, where no row was taken out."""
    home = home_for(draft.kind)
    if home is None or not hasattr(home, "choices"):
        return []
    asked = cast(Asking, home).choices(draft.kind, draft.reviewed())
    return [
        replace(
            one,
            path=restored(one.path, draft.removed),
            choices=[
                replace(way, values=_restored(way.values, draft), places=_restored(way.places, draft))
                for way in one.choices
            ],
        )
        for one in asked
    ]


def _restored(found: Mapping[str, Any], draft: Draft) -> dict[str, Any]:
    return {restored(path, draft.removed): value for path, value in found.items()}


def home_for(kind: str) -> Home | None:
    """The intake for a kind of document; None for a kind whose home is not built."""
    for name in settings.DOCUMENT_HOMES:
        home = cast(Home, import_module(name))
        if kind in home.KINDS:
            return home
    return None


def is_open(draft: Draft) -> bool:
    """Whether a draft is still to be decided: also one that was kept when its kind had no home, and now has one."""
    return draft.is_open or (draft.status == DraftStatus.REVIEWED and home_for(draft.kind) is not None)
