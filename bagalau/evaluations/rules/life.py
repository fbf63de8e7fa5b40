"""The life of an evaluation: its stages, what each asks for, deadlines, money, ratings. Pure.

Source: domain reference, evaluation and quality, parts 2.3 to 2.6, 2.9 and 5.4. What EL-03 asks for before completion
is Bagalau's own; the reference names only what completion needs.

EL-01  Each stage, planned end, completion and rating is history: a row from its moment on; the present is the last one.
EL-02  An unfinished evaluation may go on to any later stage, go back to an earlier one, or be cancelled. A completed or
       cancelled one may only be taken up again. To go back, to take up again and to cancel needs a reason.
EL-03  The terms of reference begin with a manager. A team is on board with the document of the terms of reference, a
       member, and a declaration of each member from the roster. Completion needs its date, the expenditure, the terms
       of reference, a report and a member, and where EL-05 asks for it a note. A stage asks also for what the stages
       before it ask, though somebody jumps over them.
EL-04  What is completed cannot lose again what completion needs.
EL-05  A note explains an expenditure above the budget, and a completion after the planned end.
EL-06  The terms of reference are uploaded within some days of the day they were completed, the report within some days
       of the completion of the evaluation; a month counts as its last day.
EL-07  Who manages an evaluation manages none of its projects, and has for its unit a role that fits.
EL-12  A rating is given to a completed evaluation, by somebody who does not manage it.
EL-13  A later copy of a paper moves an evaluation on, but neither sets back nor reopens what the office said itself.
EL-14  In a joint evaluation the response of another agency answers the recommendations that are there, for the unit of
       that agency; what the evaluation itself says is not changed by it.
EL-16  The rating that an approved assessment comes to counts in place of the one that a paper or a person states; both
       are kept. Only the scale of six points is that of the score: what another scale says is shown and feeds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bagalau.evaluations.rules import UNFINISHED, Stage
from bagalau.lib.periods import When, days_after


class QualityRating(StrEnum):
    """How well an evaluation was done, on six points: highly satisfactory to highly unsatisfactory."""

    HS = "hs"
    S = "s"
    MS = "ms"
    MU = "mu"
    U = "u"
    HU = "hu"


ASSESSED = {  # EL-16: labels of rating schemes that are ratings of the score
    "six-point": {
        "highly-satisfactory": QualityRating.HS,
        "satisfactory": QualityRating.S,
        "moderately-satisfactory": QualityRating.MS,
        "moderately-unsatisfactory": QualityRating.MU,
        "unsatisfactory": QualityRating.U,
        "highly-unsatisfactory": QualityRating.HU,
    }
}


def assessed_as(scheme: str, label: str) -> QualityRating | None:
    """EL-16: the rating that a label of a rating scheme is; None for another scale, and where nothing is rated."""
    return ASSESSED.get(scheme, {}).get(label)


class AgencyRole(StrEnum):
    """The part of an agency in a joint evaluation."""

    LEAD = "lead"
    PARTNER = "partner"


ORDER = (Stage.PLANNED, Stage.TOR_INITIATED, Stage.TEAM_ONBOARD, Stage.COMPLETED)


class Turn(StrEnum):
    """What a change of stage is."""

    FORWARD = "forward"
    BACK = "back"
    CANCEL = "cancel"


def turn(at: Stage, to: Stage) -> Turn | None:
    """EL-02: what it is to go from one stage to another; None if that cannot be."""
    if at is to or (at not in UNFINISHED and to not in UNFINISHED):
        return None
    if to is Stage.CANCELLED:
        return Turn.CANCEL
    if at not in UNFINISHED or ORDER.index(to) < ORDER.index(at):
        return Turn.BACK
    return Turn.FORWARD


def ways(at: Stage) -> list[Stage]:
    """EL-02: the stages to which an evaluation may go, the nearest later one first, cancellation last."""
    found = [to for to in Stage if turn(at, to) is not None]
    return sorted(found, key=lambda to: list(Turn).index(turn(at, to) or Turn.CANCEL))


def following(at: Stage) -> Stage | None:
    """The stage that usually comes next; None where the life is over."""
    return ORDER[ORDER.index(at) + 1] if at in UNFINISHED else None


class Need(StrEnum):
    """What a stage asks for; the value is also the name of the field or of the part of the page where it is mended."""

    REASON = "reason"
    MANAGER = "manager"
    TOR = "tor"
    MEMBER = "member"
    DECLARATIONS = "declarations"
    COMPLETED = "completed"
    EXPENDITURE = "expenditure"
    REPORT = "report"
    NOTE = "variance_note"


# What each stage asks for itself; what the stages before it ask comes first (``asked``).
NEEDS: dict[Stage, tuple[Need, ...]] = {
    Stage.PLANNED: (),
    Stage.TOR_INITIATED: (Need.MANAGER,),
    Stage.TEAM_ONBOARD: (Need.TOR, Need.MEMBER, Need.DECLARATIONS),
    Stage.COMPLETED: (Need.COMPLETED, Need.EXPENDITURE, Need.TOR, Need.REPORT, Need.MEMBER, Need.NOTE),
    Stage.CANCELLED: (),
}
TOR, REPORT = "tor", "report"  # types of listed documents, as papers and DocumentType name them


@dataclass(frozen=True)
class Facts:
    """What EL-03 and EL-05 look at. ``documents`` are the types of the documents that the evaluation lists."""

    manager: bool = False
    planned_end: When | None = None
    completed: When | None = None
    budget: Decimal | None = None
    expenditure: Decimal | None = None
    note: bool = False
    documents: frozenset[str] = frozenset()
    members: int = 0
    undeclared: int = 0


def over_budget(facts: Facts) -> bool:
    """EL-05; an amount that is not known is not above another."""
    return facts.budget is not None and facts.expenditure is not None and facts.expenditure > facts.budget


def after_plan(facts: Facts) -> bool:
    """EL-05; of two dates with different precision the last days are compared."""
    if facts.planned_end is None or facts.completed is None:
        return False
    return facts.completed.last_day > facts.planned_end.last_day


def needs_note(facts: Facts) -> bool:
    """EL-05."""
    return over_budget(facts) or after_plan(facts)


def is_met(need: Need, facts: Facts) -> bool:
    """EL-03: whether an evaluation has what a stage asks for. A reason is given with the change and not looked for."""
    return {
        Need.REASON: True,
        Need.MANAGER: facts.manager,
        Need.TOR: TOR in facts.documents,
        Need.MEMBER: facts.members > 0,
        Need.DECLARATIONS: facts.undeclared == 0,
        Need.COMPLETED: facts.completed is not None,
        Need.EXPENDITURE: facts.expenditure is not None,
        Need.REPORT: REPORT in facts.documents,
        Need.NOTE: facts.note or not needs_note(facts),
    }[need]


def asked(to: Stage, facts: Facts) -> list[Need]:
    """EL-03: what a stage and those before it ask for; a note only where there is something to explain."""
    return [need for need in _all_needs(to) if need is not Need.NOTE or needs_note(facts)]


def _all_needs(to: Stage) -> list[Need]:
    passed = ORDER[: ORDER.index(to) + 1] if to in ORDER else ()
    return list(dict.fromkeys(need for stage in passed for need in NEEDS[stage]))


def missing(at: Stage, to: Stage, facts: Facts, reason: str) -> list[Need]:
    """EL-02, EL-03: what is missing for a change of stage that can be; nothing is asked of somebody who goes back."""
    if turn(at, to) is not Turn.FORWARD:
        return [] if reason.strip() else [Need.REASON]
    return [need for need in asked(to, facts) if not is_met(need, facts)]


def lost(before: Facts, after: Facts) -> list[Need]:
    """EL-04: what a completed evaluation had and would have no longer."""
    return [need for need in _all_needs(Stage.COMPLETED) if is_met(need, before) and not is_met(need, after)]


def is_ahead(completed: When | date | None, today: date) -> bool:
    """EL-15."""
    return completed is not None and (completed.first_day if isinstance(completed, When) else completed) > today


def variance(budget: Decimal | None, expenditure: Decimal | None) -> Decimal | None:
    """How far the expenditure lies above (or below) the budget, in per cent of it with one decimal; None if unknown."""
    if not budget or expenditure is None:
        return None
    return ((expenditure - budget) * 100 / budget).quantize(Decimal("0.1"))


@dataclass(frozen=True)
class Deadline:
    """Until when something had to be there, when it was, and how many days late that is (or was by today)."""

    due: date
    done: date | None
    late: int


def deadline(since: date | None, days: int, done: date | None, today: date) -> Deadline | None:
    """EL-06: None where nothing counts from; what is not there yet is late by the days until today."""
    if since is None:
        return None
    due = days_after(since, days)
    return Deadline(due, done, max(((done or today) - due).days, 0))


def manages_both(manager: int | None, project_managers: Iterable[int | None]) -> bool:
    """EL-07: whether the manager also manages one of the projects. Which roles fit is in ``access``."""
    return manager is not None and manager in project_managers


def may_rate(at: Stage, rater: int | None, manager: int | None) -> bool:
    """EL-12."""
    return at is Stage.COMPLETED and (manager is None or rater != manager)


def keeps_stage(at: Stage, told: Stage) -> bool:
    """EL-13: whether the office's word is kept against the stage that a copy tells."""
    return at is not told and turn(at, told) in {Turn.BACK, None}
