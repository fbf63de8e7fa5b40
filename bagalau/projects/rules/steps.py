"""What each step in the life of a project asks for. Pure.

Source: domain reference, project cycle, part 1.2: what operational and financial closure ask is verified there; what
the steps before ask is Bagalau's own.

PL-05  An appraisal has its date, and a project with at least one output.
PL-06  Approved is what has no open error of the checker: each is mended, or dismissed with a reason.
PL-07  Signed is what has no open error, budget lines, a board, and signatures that all have their date.
PL-08  A project is active from its start on.
PL-09  Whoever sends back, rejects, suspends, takes up again or cancels says why.
PL-10  Operational closure comes after the end, or says which decision closes early. No revision is under way, each line
       of the monitoring plan says how it ended, the final review was held and the final report handed over.
PL-11  Financial closure: assets are transferred or disposed of with letters, no advance and no delivery report is
       outstanding, the balance of each source of money is zero, each evaluation has its management response. People
       answer each, and say in a note by what it can be seen.
PL-12  Nobody approves what they appraised, or decides on a revision that they opened or submitted, as long as somebody
       else may; administrators are not counted. Whoever is alone says why they decide alone.
PL-13  No step has a day that is still to come, or that lies before the step before it.
PL-14  What was signed on paper is registered as signed, or as active, with the day on the paper, whatever the checker
       finds: the paper is what was signed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bagalau.lib.periods import When
from bagalau.projects.rules.life import BEFORE_SIGNATURE, UNDER_WAY, Phase

MAY_REGISTER = BEFORE_SIGNATURE
REGISTERED_AS = (Phase.ACTIVE, Phase.SIGNED)


class Need(StrEnum):
    """What a step asks of the record."""

    MEETING = "meeting"
    OUTPUT = "output"
    ERRORS = "errors"
    LINES = "lines"
    BOARD = "board"
    SIGNATURES = "signatures"
    START = "start"
    END = "end"
    MONITORING = "monitoring"
    REVISION = "revision"


class Question(StrEnum):
    """What a closure asks of people (PL-10, PL-11)."""

    REVIEW = "review"
    REPORT = "report"
    ASSETS = "assets"
    ADVANCES = "advances"
    DELIVERY_REPORTS = "delivery_reports"
    BALANCE = "balance"
    RESPONSES = "responses"


NEEDS: dict[Phase, tuple[Need, ...]] = {
    Phase.APPRAISED: (Need.MEETING, Need.OUTPUT),
    Phase.APPROVED: (Need.OUTPUT, Need.ERRORS),
    Phase.SIGNED: (Need.ERRORS, Need.LINES, Need.BOARD, Need.SIGNATURES),
    Phase.ACTIVE: (Need.START,),
    Phase.OPERATIONALLY_CLOSED: (Need.REVISION, Need.MONITORING, Need.END),
    Phase.CANCELLED: (Need.REVISION,),
}
QUESTIONS: dict[Phase, tuple[Question, ...]] = {
    Phase.OPERATIONALLY_CLOSED: (Question.REVIEW, Question.REPORT),
    Phase.FINANCIALLY_CLOSED: (
        Question.ASSETS,
        Question.ADVANCES,
        Question.DELIVERY_REPORTS,
        Question.BALANCE,
        Question.RESPONSES,
    ),
}
EXPLAINED = frozenset({Phase.DRAFT, Phase.REJECTED, Phase.SUSPENDED, Phase.CANCELLED})  # PL-09
TAKEN_UP = frozenset({Phase.SUSPENDED, Phase.OPERATIONALLY_CLOSED})


@dataclass(frozen=True)
class Facts:
    """What the needs look at. ``unfinished``: lines of the monitoring plan that do not say how they ended; ``sources``:
    the names of the contributions of money; ``last``: the day of the last step that has one."""

    meeting: When | None = None
    outputs: int = 0
    errors: int = 0
    lines: int = 0
    board: int = 0
    signatures: int = 0
    undated: int = 0
    start: When | None = None
    end: When | None = None
    unfinished: int = 0
    in_revision: bool = False
    sources: Sequence[str] = ()
    last: date | None = None


def asked(now: Phase, to: Phase) -> tuple[Need, ...]:
    """PL-05 to PL-08, PL-10: what a step asks of the record; what is taken up again is asked nothing anew."""
    if (to is Phase.ACTIVE and now in TAKEN_UP) or (to is Phase.CANCELLED and now not in UNDER_WAY):
        return ()
    return NEEDS.get(to, ())


def is_met(need: Need, facts: Facts, today: date) -> bool:
    """PL-05 to PL-08, PL-10."""
    return {
        Need.MEETING: facts.meeting is not None and facts.meeting.first_day <= today,
        Need.OUTPUT: facts.outputs > 0,
        Need.ERRORS: facts.errors == 0,
        Need.LINES: facts.lines > 0,
        Need.BOARD: facts.board > 0,
        Need.SIGNATURES: facts.signatures > 0 and facts.undated == 0,
        Need.START: facts.start is not None and facts.start.first_day <= today,
        Need.END: facts.end is not None and facts.end.last_day <= today,
        Need.MONITORING: facts.unfinished == 0,
        Need.REVISION: not facts.in_revision,
    }[need]


def missing(now: Phase, to: Phase, facts: Facts, today: date) -> list[Need]:
    """What has to be mended before a step; an end that is still to come is not mended but explained (PL-10)."""
    return [need for need in asked(now, to) if need is not Need.END and not is_met(need, facts, today)]


def needs_reason(now: Phase, to: Phase, facts: Facts, today: date) -> bool:
    """PL-09, PL-10."""
    if to is Phase.OPERATIONALLY_CLOSED:
        return not is_met(Need.END, facts, today)
    return to in EXPLAINED or (to is Phase.ACTIVE and now in TAKEN_UP)


def questions(to: Phase, facts: Facts) -> list[tuple[Question, str]]:
    """PL-10, PL-11: what people answer; the balance is asked for each source of money, or once where none is stated."""
    sources = list(facts.sources) or [""]
    return [
        (question, source)
        for question in QUESTIONS.get(to, ())
        for source in (sources if question is Question.BALANCE else [""])
    ]


class DayFault(StrEnum):
    """PL-13."""

    AHEAD = "ahead"
    BEFORE = "before"


def day_fault(on: date, facts: Facts, today: date) -> DayFault | None:
    """PL-13."""
    if on > today:
        return DayFault.AHEAD
    return DayFault.BEFORE if facts.last is not None and on < facts.last else None


def is_own(actor: int | None, *did: int | None) -> bool:
    """PL-12: whether somebody did what they are now to decide on."""
    return actor is not None and actor in did
