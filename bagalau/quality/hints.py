"""What the record already holds for a question, and which records may stand behind an answer.

This app lies below what it rates and must not know it; ``settings.QUALITY_HINTS`` names the modules that tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings

from bagalau.people.access import Viewer
from bagalau.quality.models import Assessment, Subject


@dataclass(frozen=True)
class Hint:
    """Something that the record holds: a sentence, the day it is of, and the record, if it has a page of its own;
    ``part`` is the part of that page. What says that something is missing (``lacks``) supports no answer."""

    text: str
    on: date | None = None
    kind: str = ""
    key: int | None = None
    part: str = ""
    lacks: bool = False


class Hinting(Protocol):
    """What a domain offers: ``RECORDS`` are the kinds of records that may stand behind an answer."""

    RECORDS: frozenset[str]

    def hints(self, viewer: Viewer, subject: Subject, names: Collection[str]) -> Mapping[str, Sequence[Hint]]:
        """By the name of a hint ("board", "risks", …): what the record holds for it, as far as the viewer sees it."""

    def facts(self, subject: Subject) -> Mapping[str, Sequence[date]]:
        """By the name of a claim: the days on which the record shows that it was looked at."""

    def titles(self, viewer: Viewer, kind: str, keys: Collection[int]) -> Mapping[int, str]:
        """The titles of records of a kind, as far as the viewer may see them."""

    def approved(self, actor: Viewer, assessment: Assessment) -> None:
        """What follows in the domain from an approved assessment; in the turn of the action that approves it."""


def hinting() -> Iterator[Hinting]:
    """The modules that tell."""
    for name in settings.QUALITY_HINTS:
        yield cast(Hinting, import_module(name))


def hints(viewer: Viewer, subject: Subject, names: Collection[str]) -> dict[str, list[Hint]]:
    """What the record holds for each of these names; a name for which it holds nothing is missing."""
    found: dict[str, list[Hint]] = {}
    for one in hinting():
        for name, told in one.hints(viewer, subject, names).items():
            found.setdefault(name, []).extend(told)
    return found


def facts(subject: Subject) -> dict[str, list[date]]:
    """The days on which the record shows that something was looked at, by the name of the claim."""
    found: dict[str, list[date]] = {}
    for one in hinting():
        for name, days in one.facts(subject).items():
            found.setdefault(name, []).extend(days)
    return found


def approved(actor: Viewer, of: Assessment) -> None:
    """Let whoever holds the record of what was assessed take note that an assessment was approved."""
    for one in hinting():
        one.approved(actor, of)


def titles(viewer: Viewer, wanted: Mapping[str, Collection[int]]) -> dict[tuple[str, int], str]:
    """The titles of records by kind and key; what the viewer may not see, or is gone, is missing."""
    found: dict[tuple[str, int], str] = {}
    for one in hinting():
        for kind in one.RECORDS & wanted.keys():
            found |= {(kind, key): title for key, title in one.titles(viewer, kind, wanted[kind]).items()}
    return found
