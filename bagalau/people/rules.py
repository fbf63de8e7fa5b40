"""Roles, unit types, who may do what, and the chain of the journal. Pure: no Django, no clock.

P-01  A role counts from its first to its last day, both included.
P-02  A role given for a unit counts for everything that lies under it; one given for a record, for that record alone;
      one given for neither, everywhere.
P-03  An action is open to the roles it names, to the public if it says so, and to nobody else. Where an action is
      about everything at once, only roles that hold everywhere count.
P-04  Each journal line carries a digest of its content and of the digest before it; the head keeps the last number
      and digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class UnitType(StrEnum):
    """The kinds of units in the tree; office codes as in GATE (RO, MCO, CO, PP, HQ, EO)."""

    HQ = "hq"
    BUREAU = "bureau"
    RO = "ro"
    MCO = "mco"
    CO = "co"
    PP = "pp"
    EO = "eo"
    MINISTRY = "ministry"
    AGENCY = "agency"
    NGO = "ngo"
    DONOR = "donor"


class Role(StrEnum):
    """What a person is trusted with, for a unit or for one record."""

    ADMINISTRATOR = "administrator"
    OVERSIGHT = "oversight"
    EVALUATION_FOCAL_POINT = "evaluation_focal_point"
    EVALUATION_MANAGER = "evaluation_manager"
    PROGRAMME_OFFICER = "programme_officer"
    PROJECT_MANAGER = "project_manager"
    HEAD_OF_UNIT = "head_of_unit"
    BOARD_MEMBER = "board_member"
    CONTRIBUTOR = "contributor"
    READER = "reader"
    AUDITOR = "auditor"


EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Action:
    """Something that can be done, and who may. Each app lists its own in ``access.py``.

    ``public`` opens it to people who are not signed in; ``own`` also to whoever is responsible for the record;
    ``everywhere`` leaves it to roles that hold everywhere.
    """

    name: str
    roles: frozenset[Role]
    public: bool = False
    own: bool = False
    everywhere: bool = False


@dataclass(frozen=True)
class Grant:
    """A role in force: for a set of units, for one record, or (both None) everywhere."""

    role: Role
    units: frozenset[int] | None = None
    record: tuple[str, int] | None = None

    @property
    def everywhere(self) -> bool:
        return self.units is None and self.record is None


@dataclass(frozen=True)
class Scope:
    """Where somebody may do something: everywhere, or in some units and on some records."""

    everywhere: bool
    units: frozenset[int]
    records: frozenset[tuple[str, int]]

    def covers(self, unit: int | None, *records: tuple[str, int] | None) -> bool:
        return self.everywhere or unit in self.units or any(record in self.records for record in records)

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.units) or bool(self.records)


def in_force(starts: date | None, ends: date | None, today: date) -> bool:
    """P-01."""
    return (starts is None or starts <= today) and (ends is None or today <= ends)


def scope(action: Action, grants: Iterable[Grant]) -> Scope:
    """P-02, P-03: where the grants allow the action."""
    counting = [grant for grant in grants if grant.role in action.roles and grant.everywhere >= action.everywhere]
    return Scope(
        everywhere=any(grant.everywhere for grant in counting),
        units=frozenset(unit for grant in counting for unit in grant.units or ()),
        records=frozenset(grant.record for grant in counting if grant.record),
    )


FIRST = "0" * 64


def digest(previous: str, content: Mapping[str, Any]) -> str:
    """P-04: SHA-256 over the previous digest and the line's content as canonical JSON."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()


@dataclass(frozen=True)
class JournalLine:
    """One line of the journal as the chain sees it."""

    number: int
    previous: str
    digest: str
    content: Mapping[str, Any]


def first_broken(lines: Iterable[JournalLine], head: tuple[int, str]) -> tuple[int, str] | None:
    """The number of the first line that is not as it was written, with the reason; None if the chain holds (P-04).

    Lines come in order of their number. An edited, a removed and a reordered line are all found, and so are
    lines removed from the end, because ``head`` (number and digest of the last line) would not be met.
    """
    expected, previous = 1, FIRST
    for line in lines:
        if line.number != expected:
            return expected, "missing"
        if line.previous != previous:
            return line.number, "out of order"
        if digest(previous, line.content) != line.digest:
            return line.number, "edited"
        expected, previous = expected + 1, line.digest
    last = expected - 1
    if last < head[0]:
        return expected, "missing"
    if last > head[0]:
        return head[0] + 1, "added"
    if previous != head[1]:
        return last, "replaced"
    return None


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only the fields that differ, as they were and as they are; a field that was and is empty does not differ."""
    keys = [key for key in {**before, **after} if _differs(before, after, key)]
    return {key: before[key] for key in keys if key in before}, {key: after[key] for key in keys if key in after}


def _differs(before: Mapping[str, Any], after: Mapping[str, Any], key: str) -> bool:
    if key in before and key in after:
        return bool(before[key] != after[key])
    return {**before, **after}[key] not in (None, "", [], {})
