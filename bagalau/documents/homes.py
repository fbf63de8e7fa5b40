"""Where a read document goes: each domain offers an intake for its kinds, named in ``settings.DOCUMENT_HOMES``.

This app lies below the domains and must not know them; the list in the settings is the only wiring.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings
from django.db.models import Model

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
