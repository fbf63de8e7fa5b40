"""When an assessment is due, and how many are done. Pure.

Source: domain reference, evaluation and quality, parts 1.1 and 1.2. That a project near its end needs no implementation
assessment any more, and how an exemption postpones one, are Bagalau's own; the types of projects are those that UNDP
exempts from screening, as no list for quality assurance was found.

QD-01  The design of a project is assessed before it is signed, the implementation every so many months from its start,
       or from the last approved assessment, and the closure at the operational closure.
QD-02  Nothing is required of what was due before March 2016, when the standards were introduced; nor of a project that
       was dropped; nor of an implementation that ends before, or within six months after, its assessment is due.
QD-03  A project of an exempted type is exempted, and so is one by a decision: while that holds, and for what was due in
       its time. The months to the next assessment of the implementation then begin anew with its last day.
QD-04  What was assessed is completed, an implementation until the next assessment is due. Else what is required is
       ongoing as long as somebody works on it, and pending before.
QD-05  Of the projects of which something was due, those are complete of which nothing is open and whose last approved
       assessment is not older than so many months; the rate is their share. Exempted and not required ones do not
       count, and neither does what is not due yet.
QD-06  The light of a project is red if nothing was approved in this calendar year or the one before, else green; grey
       if nothing was due.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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
LEFT_OUT = frozenset({DueState.NOT_REQUIRED, DueState.EXEMPTED})


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

    def is_due(self, today: date) -> bool:
        """Whether its day is known and has come."""
        return self.due_on is not None and self.due_on <= today


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
    for stage in (Stage.DESIGN, Stage.IMPLEMENTATION, Stage.CLOSURE):
        own = [one for one in assessed if one.stage is stage]
        last = max((one.approved_on for one in own if one.approved_on is not None), default=None)
        day = _day(life, stage, last, exempted, months, today)
        exempt = life.type in exempt_types or any(
            one.covers(stage, today) or (one.covers(stage, day) and stage is not Stage.IMPLEMENTATION)
            for one in exempted
        )
        required = _is_required(life, stage, day)
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


def _is_required(life: Life, stage: Stage, day: date | None) -> bool:
    """QD-02."""
    if life.dropped_on is not None:
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
    lasts = stage is not Stage.IMPLEMENTATION or not required or day is None or day > today
    if last is not None and lasts:
        return DueState.COMPLETED
    if exempt:
        return DueState.EXEMPTED
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


def is_complete(rows: Iterable[DueStage], months: int, today: date) -> bool | None:
    """QD-05: whether a project is complete; None if nothing of it was due."""
    due = [one for one in rows if one.state not in LEFT_OUT and (one.state is DueState.COMPLETED or one.is_due(today))]
    if not due:
        return None
    last = max((one.assessed_on for one in due if one.assessed_on is not None), default=None)
    return not any(one.state in OPEN for one in due) and last is not None and last >= months_after(today, -months)


def completion(projects: Iterable[Iterable[DueStage]], months: int, today: date) -> Completion:
    """QD-05: over the projects that run; give a single stage of each to count by stage."""
    told = [is_complete(rows, months, today) for rows in projects]
    return Completion(told.count(True), told.count(False))


def light(rows: Iterable[DueStage], today: date) -> Light:
    """QD-06."""
    due = [one for one in rows if one.state not in LEFT_OUT and (one.state is DueState.COMPLETED or one.is_due(today))]
    if not due:
        return Light.GREY
    years = {one.assessed_on.year for one in due if one.assessed_on is not None}
    return Light.GREEN if years & {today.year, today.year - 1} else Light.RED
