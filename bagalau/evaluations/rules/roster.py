"""The roster: who is vetted, who may join a team, how members did. Pure.

Source: domain reference, evaluation and quality, parts 2.6 and 5.4. The scale of EL-11 is Bagalau's own.

EL-08  Somebody who declared a conflict of interest joins the team only after it was cleared, with a reason, by the head
       of the unit, who is neither the one who declared it nor the one who entered it. Who is suspended joins no team.
EL-09  Worth knowing before somebody joins: managing the evaluation itself, an earlier assignment on the same project,
       managing or working for the unit of the project, work expected from it later, no vetting that is in force,
       nothing declared, no pledge.
EL-10  Vetting is in force through its last day.
EL-11  How a member did is rated from 1 to 5 once the evaluation is completed, and never by the member; an average
       counts what was rated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bagalau.evaluations.rules import Stage


class TeamRole(StrEnum):
    """The part of a member in the evaluation team."""

    LEADER = "leader"
    INTERNATIONAL = "international"
    NATIONAL = "national"
    EXPERT = "expert"


class Vetting(StrEnum):
    """Whether the organisation has checked an evaluator."""

    UNVETTED = "unvetted"
    VETTED = "vetted"
    SUSPENDED = "suspended"


class Standing(StrEnum):
    """How the vetting of an evaluator stands on a day (EL-10)."""

    UNVETTED = "unvetted"
    VETTED = "vetted"
    EXPIRED = "expired"
    SUSPENDED = "suspended"


def standing(vetting: Vetting, until: date | None, today: date) -> Standing:
    """EL-10."""
    if vetting is Vetting.VETTED and (until is None or until < today):
        return Standing.EXPIRED
    return Standing(vetting)


class Doubt(StrEnum):
    """EL-09: what speaks against a member, or is not known yet."""

    MANAGER = "manager"
    SAME_PROJECT = "same project"
    PROJECT_MANAGER = "project manager"
    STAFF = "staff"
    FUTURE_WORK = "future work"
    NOT_VETTED = "not vetted"
    UNDECLARED = "undeclared"
    NO_PLEDGE = "no pledge"


@dataclass(frozen=True)
class Known:
    """What is known of an evaluator who is in a team or may join it.

    ``person`` is who the evaluator is in the office, if anybody; ``before`` counts earlier assignments on a project of
    this evaluation.
    """

    standing: Standing
    declared: bool
    pledge: bool
    before: int = 0
    person: int | None = None
    in_line: bool = False
    manages: bool = False
    future_work: bool = False


def doubts(known: Known, project_managers: Iterable[int | None]) -> list[Doubt]:
    """EL-09, the weightiest first."""
    staff = known.person is not None
    found = {
        Doubt.MANAGER: staff and known.manages,
        Doubt.SAME_PROJECT: known.before > 0,
        Doubt.PROJECT_MANAGER: staff and known.person in set(project_managers),
        Doubt.STAFF: staff and known.in_line,
        Doubt.FUTURE_WORK: known.future_work,
        Doubt.NOT_VETTED: known.standing is not Standing.VETTED,
        Doubt.UNDECLARED: not known.declared,
        Doubt.NO_PLEDGE: known.declared and not known.pledge,
    }
    return [doubt for doubt, holds in found.items() if holds]


def may_join(vetting: Vetting) -> bool:
    """EL-08: whether the vetting lets somebody join a team; one that is missing or over is only worth knowing."""
    return vetting is not Vetting.SUSPENDED


def may_clear(actor: int | None, evaluator: int | None, entered_by: int | None) -> bool:
    """EL-08: whether somebody may clear a conflict that somebody else declared and entered."""
    return actor is not None and actor not in {evaluator, entered_by}


def may_rate_member(at: Stage) -> bool:
    """EL-11."""
    return at is Stage.COMPLETED


def average(ratings: Iterable[int | None]) -> tuple[Decimal, int] | None:
    """EL-11: the average with one decimal and how many were rated; None where nothing was."""
    rated = [rating for rating in ratings if rating is not None]
    return ((Decimal(sum(rated)) / len(rated)).quantize(Decimal("0.1")), len(rated)) if rated else None
