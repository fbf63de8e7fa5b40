"""Evaluation plans: their way to posting, what approval asks, reviews. Pure.

Source: domain reference, evaluation and quality, parts 2.1 and 5.

EP-01  A plan is a draft, submitted, approved, posted. What is submitted or approved may be returned to draft with a
       comment; what is posted stays posted. Only a draft is edited.
EP-02  A plan is submitted and approved only with a rationale and at least one line, each with planned completion, cost
       and source of funding; and if every mandatory evaluation is covered, or the plan says why one is not. A line is
       completed in the years of its plan; an extension that is approved later may reach beyond them.
EP-12  The rationale has at most as many words as the parameter says. A word is what stands between blanks and holds a
       letter or a digit, in any script.
EP-13  The components of a cost add up to it. What does not is kept as it was given, and shown with the difference.
EP-14  Plans and their changes are approved by whoever may approve them for an office above that of the plan (for an
       office that stands at the top, of that office itself), and never by who submitted or asked. A paper changes no
       plan on its way that the office made or moved itself.
EP-17  A posted plan is reviewed each year: from the year it was posted, a year that is over without a review is
       overdue. After half of the period a midterm review is recommended.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bagalau.lib.periods import When
from bagalau.people.rules import Scope


class PlanStatus(StrEnum):
    """Where a plan stands on its way to posting."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    POSTED = "posted"


class ChangeKind(StrEnum):
    """What a change of a posted plan does."""

    ADDITION = "addition"
    DELETION = "deletion"
    DATE = "date"
    SCOPE = "scope"


class ChangeStatus(StrEnum):
    """Where a change stands; one that is approved is applied with that."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"


class Component(StrEnum):
    """What makes up the cost of an evaluation."""

    EVALUATORS = "evaluators"
    ADVISORY_PANEL = "advisory_panel"
    TRAVEL = "travel"
    CONSULTATIONS = "consultations"
    DATA = "data"
    SUPPLIES = "supplies"
    COMMUNICATION = "communication"
    PUBLICATION = "publication"


class GefSize(StrEnum):
    """The kinds of projects of the Global Environment Facility."""

    ENABLING = "enabling"
    MEDIUM = "medium"
    FULL = "full"


class ReviewKind(StrEnum):
    """The reviews of a plan."""

    ANNUAL = "annual"
    MIDTERM = "midterm"


class Step(StrEnum):
    """What can be done with a plan as a whole."""

    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    POST = "post"


WAY = {
    Step.SUBMIT: (frozenset({PlanStatus.DRAFT}), PlanStatus.SUBMITTED),
    Step.RETURN: (frozenset({PlanStatus.SUBMITTED, PlanStatus.APPROVED}), PlanStatus.DRAFT),
    Step.APPROVE: (frozenset({PlanStatus.SUBMITTED}), PlanStatus.APPROVED),
    Step.POST: (frozenset({PlanStatus.APPROVED}), PlanStatus.POSTED),
}


def after(status: PlanStatus, step: Step) -> PlanStatus | None:
    """EP-01: how a plan stands after a step; None if that step cannot be made from here."""
    before, then = WAY[step]
    return then if status in before else None


class Lack(StrEnum):
    """What a plan lacks that is to be submitted or approved."""

    LINES = "lines"
    END = "end"
    PERIOD = "period"
    COST = "cost"
    FUNDING = "funding"
    RATIONALE = "rationale"
    WORDS = "words"
    MANDATORY = "mandatory"


@dataclass(frozen=True)
class Promise:
    """What EP-02 asks of a line."""

    title: str
    dated: bool
    costed: bool
    funded: bool
    timely: bool = True


def lacks(
    promises: Sequence[Promise], *, rationale: str, limit: int, uncovered: int, explained: bool
) -> list[tuple[Lack, str]]:
    """EP-02: what is missing, each with the title of the line that lacks it, or nothing for the plan itself."""
    found: list[tuple[Lack, str]] = [] if promises else [(Lack.LINES, "")]
    if not rationale.strip():
        found.append((Lack.RATIONALE, ""))
    if words(rationale) > limit:
        found.append((Lack.WORDS, ""))
    if uncovered and not explained:
        found.append((Lack.MANDATORY, ""))
    for one in promises:
        given = {Lack.END: one.dated, Lack.PERIOD: one.timely, Lack.COST: one.costed, Lack.FUNDING: one.funded}
        found += [(lack, one.title) for lack, there in given.items() if not there]
    return found


def is_within(when: When | None, starts: date, ends: date) -> bool:
    """EP-02: whether something is completed in the years of its plan; what has no date lies nowhere else."""
    return when is None or (when.last_day >= starts and when.first_day <= ends)


def words(text: str) -> int:
    """EP-12."""
    return sum(1 for piece in text.split() if re.search(r"[^\W_]", piece))


def difference(cost: Decimal | None, components: Collection[Decimal]) -> Decimal | None:
    """EP-13: by how much the components differ from the cost; None if they do not, or if one of the two is missing."""
    if cost is None or not components:
        return None
    return (sum(components, Decimal()) - cost) or None


def stands_above(scope: Scope, unit: int, parent: int | None) -> bool:
    """EP-14: whether what may be done in a scope may be done for the office above a unit."""
    return scope.everywhere or (unit if parent is None else parent) in scope.units


def reviews_overdue(ends: date, posted: date, today: date, reviewed: Collection[int]) -> list[int]:
    """EP-17: the years of a posted plan that are over and were not reviewed."""
    return [year for year in range(posted.year, min(ends.year, today.year - 1) + 1) if year not in reviewed]


def midterm_due(starts: date, ends: date, today: date) -> bool:
    """EP-17: whether half of the period of a plan is over, and the plan is not."""
    return starts + (ends - starts) / 2 < today <= ends
