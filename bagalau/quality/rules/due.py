"""When an assessment is due, and how many are done. Pure.

Source: domain reference, evaluation and quality, parts 1.1 and 1.2. That a project near its end needs no implementation
assessment any more, that a project that is over needs its closure alone, and how an exemption postpones one, are
Bagalau's own; the types of projects are those that UNDP exempts from screening, as no list for quality
assurance was found.

QD-01  The design of a project is assessed before it is signed, the implementation every so many months from its start,
       or from the last approved assessment, and the closure at the operational closure.
QD-02  Nothing is required of what was due before March 2016, when the standards were introduced; nor of a project that
       was dropped; nor of an implementation that ends before, or within six months after, its assessment is due. A
       project that is over, as it was closed operationally or its closure was approved and its end has passed, needs
       no assessment of its design or implementation any more.
QD-03  A project of an exempted type is exempted, and so is one by a decision: while that holds, whatever was assessed
       before, and what was due in its time unless it was assessed. The months to the next assessment of the
       implementation then begin anew with its last day.
QD-04  What was assessed is completed, an implementation until the next assessment is due. Else what is required is
       ongoing as long as somebody works on it, and pending before.
QD-05  Of the projects of which something was due, those are complete of which nothing is open and whose last approved
       assessment is not older than so many months; the approved closure never becomes too old. The rate is their
       share. Exempted and not required ones do not count, and neither does what is not due yet.
QD-06  The light of a project is green if something was approved in this calendar year or the one before, or its closure
       ever; else red; grey if nothing was due.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bagalau.lib.periods import months_after
from bagalau.quality.rules.questionnaire import Stage

INTRODUCED = date(2016, 3, 1)
BEFORE_CLOSURE = 6  # months
EXEMPT_TYPES = frozenset("DEVEF DEVT FCORE FNONC FPART INT MGMT MSA PROJM RMCOR RMFLC RMPLC UNC UNV".split())


class DueState(StrEnum):
    """How it stands with the assessment of a stage, in the terms of UNDP's project quality assurance."""

    NOT_REQUIRED = "not_required"
    EXEMPTED = "exempted"
    PENDING = "pending"
    ONGOING = "ongoing"
    COMPLETED = "completed"


OPEN = frozenset({DueState.PENDING, DueState.ONGOING})


class Light(StrEnum):
    """QD-06."""

    GREEN = "green"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True)
class Life:
    """The days of a project: ``ends`` as it is planned, ``closed_on`` operationally, ``dropped_on`` cancelled or
    rejected."""

    type: str = ""
    starts: date | None = None
    ends: date | None = None
    signed_on: date | None = None
    closed_on: date | None = None
    dropped_on: date | None = None


@dataclass(frozen=True)
class Exempted:
    """A decision that nothing is assessed: for a stage, or for all (None), for some days."""

    stage: Stage | None
    starts: date
    until: date | None = None

    def covers(self, stage: Stage, day: date | None) -> bool:
        """Whether the decision holds for a stage on a day."""
        fits = self.stage is None or self.stage is stage
        return fits and day is not None and self.starts <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Assessed:
    """An assessment that was made, or that somebody works on (``approved_on`` None)."""

    stage: Stage
    approved_on: date | None = None


@dataclass(frozen=True)
class DueStage:
    """How it stands with a stage: when it is (or was) due, and when it was last approved."""

    stage: Stage
    state: DueState
    due_on: date | None = None
    assessed_on: date | None = None


def dues(
    life: Life,
    assessed: Sequence[Assessed],
    exempted: Sequence[Exempted],
    months: int,
    today: date,
    exempt_types: Collection[str] = EXEMPT_TYPES,
) -> tuple[DueStage, ...]:
    """QD-01 to QD-04: how it stands with each stage of a project on a day; ``months`` between two assessments of the
    implementation."""
    found = []
    over = _is_over(life, assessed, today)
    for stage in (Stage.DESIGN, Stage.IMPLEMENTATION, Stage.CLOSURE):
        own = [one for one in assessed if one.stage is stage]
        last = max((one.approved_on for one in own if one.approved_on is not None), default=None)
        day = _day(life, stage, last, exempted, months, today)
        exempt = life.type in exempt_types or any(one.covers(stage, today) for one in exempted)
        if stage is not Stage.IMPLEMENTATION and last is None:
            exempt |= any(one.covers(stage, day) for one in exempted)
        required = _is_required(life, stage, day, over=over)
        under_way = any(one.approved_on is None for one in own)
        state = _state(stage, last, day, today, exempt=exempt, required=required, under_way=under_way)
        found.append(DueStage(stage, state, day if required and not exempt else None, last))
    return tuple(found)


def _day(
    life: Life, stage: Stage, last: date | None, exempted: Sequence[Exempted], months: int, today: date
) -> date | None:
    """QD-01: when an assessment of a stage is due; None if no day is known."""
    if stage is Stage.DESIGN:
        return life.signed_on or life.starts
    if stage is Stage.CLOSURE:
        return life.closed_on or life.ends
    begin = life.starts or life.signed_on
    ended = (
        one.until for one in exempted if one.stage in (None, stage) and one.until is not None and one.until < today
    )
    since = [day for day in (begin, last, *ended) if day is not None]
    return months_after(max(INTRODUCED, *since), months) if since else None


def _is_over(life: Life, assessed: Sequence[Assessed], today: date) -> bool:
    """QD-02: whether a project needs its closure alone."""
    if life.closed_on is not None and life.closed_on <= today:
        return True
    ended = life.ends is None or life.ends < today
    return ended and any(one.stage is Stage.CLOSURE and one.approved_on is not None for one in assessed)


def _is_required(life: Life, stage: Stage, day: date | None, *, over: bool) -> bool:
    """QD-02."""
    if life.dropped_on is not None or (over and stage is not Stage.CLOSURE):
        return False
    if day is None:
        return stage is Stage.DESIGN
    end = life.closed_on or life.ends
    if stage is Stage.IMPLEMENTATION and end is not None:
        return day <= months_after(end, -BEFORE_CLOSURE)
    return day >= INTRODUCED


def _state(
    stage: Stage, last: date | None, day: date | None, today: date, *, exempt: bool, required: bool, under_way: bool
) -> DueState:
    """QD-02 to QD-04."""
    if exempt:
        return DueState.EXEMPTED
    lasts = stage is not Stage.IMPLEMENTATION or not required or day is None or day > today
    if last is not None and lasts:
        return DueState.COMPLETED
    if not required:
        return DueState.NOT_REQUIRED
    return DueState.ONGOING if under_way else DueState.PENDING


@dataclass(frozen=True)
class Completion:
    """QD-05: how many are complete and how many are not; the rate keeps both."""

    complete: int = 0
    incomplete: int = 0

    @property
    def rate(self) -> Fraction | None:
        """Per cent; None if nothing was due."""
        counted = self.complete + self.incomplete
        return Fraction(100 * self.complete, counted) if counted else None


@dataclass(frozen=True)
class Standing:
    """What was due of a project, or is completed: how many assessments, how many of them are open, when one was last
    approved, and how many approved ones are of the closure."""

    due: int
    open: int = 0
    last: date | None = None
    closed: int = 0

    def is_complete(self, since: date) -> bool | None:
        """QD-05: whether the project is complete, by what was approved since a day; None if nothing of it was due."""
        if not self.due:
            return None
        return not self.open and (self.closed > 0 or (self.last is not None and self.last >= since))

    def light(self, today: date) -> Light:
        """QD-06."""
        if not self.due:
            return Light.GREY
        lately = self.last is not None and self.last >= recent(today)
        return Light.GREEN if self.closed or lately else Light.RED


def recent(today: date) -> date:
    """QD-06: from which day on an approval keeps a light green."""
    return date(today.year - 1, 1, 1)
