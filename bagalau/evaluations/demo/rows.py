"""The rows of a synthetic portfolio, not yet saved, and the offices they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time
from typing import Any

from bagalau.commitments.models import Commitment, Update
from bagalau.evaluations.demo.draw import Draw
from bagalau.evaluations.demo.words import LANGUAGES
from bagalau.evaluations.models import (
    Agency,
    Conclusion,
    CoveredProject,
    Declaration,
    Evaluation,
    EvaluationPlan,
    EvaluationStep,
    Evaluator,
    Finding,
    KeyAction,
    Lesson,
    ListedDocument,
    ManagementResponse,
    PartAnswer,
    PlanCost,
    PlanLine,
    PlanStep,
    Recommendation,
    RecommendationPart,
    RecommendationResponse,
    ReferenceMember,
    ResponseStep,
    TeamMember,
)
from bagalau.people.models import Person, Unit


@dataclass
class Rows:
    """Rows by kind, in the order in which they can be saved; each already points at those it hangs on."""

    evaluations: list[Evaluation] = field(default_factory=list)
    steps: list[EvaluationStep] = field(default_factory=list)
    documents: list[ListedDocument] = field(default_factory=list)
    agencies: list[Agency] = field(default_factory=list)
    advisers: list[ReferenceMember] = field(default_factory=list)
    members: list[TeamMember] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    projects: list[CoveredProject] = field(default_factory=list)
    covered: list[Any] = field(default_factory=list)
    plans: list[EvaluationPlan] = field(default_factory=list)
    plan_steps: list[PlanStep] = field(default_factory=list)
    plan_lines: list[PlanLine] = field(default_factory=list)
    plan_costs: list[PlanCost] = field(default_factory=list)
    responses: list[ManagementResponse] = field(default_factory=list)
    response_steps: list[ResponseStep] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    conclusions: list[Conclusion] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    concluded: list[Any] = field(default_factory=list)
    founded: list[Any] = field(default_factory=list)
    parts: list[RecommendationPart] = field(default_factory=list)
    answers: list[RecommendationResponse] = field(default_factory=list)
    part_answers: list[PartAnswer] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    key_actions: list[KeyAction] = field(default_factory=list)
    carried_out: list[Any] = field(default_factory=list)
    owners: list[Any] = field(default_factory=list)

    def kinds(self) -> dict[str, list[Any]]:
        """The rows of each kind under its name."""
        return {kind.name: getattr(self, kind.name) for kind in fields(self)}


@dataclass(frozen=True)
class Office:
    """A unit, the people in it, the evaluators it keeps, and the language (its place in ``LANGUAGES``) it writes in.

    ``projects`` and ``plans`` (by their first day) are filled while the portfolio is made.
    """

    unit: Unit
    people: list[Person]
    evaluators: list[Evaluator]
    language: int
    projects: list[CoveredProject] = field(default_factory=list)
    plans: dict[date, EvaluationPlan] = field(default_factory=dict)


@dataclass(frozen=True)
class Desk:
    """What everything that makes rows works with: the lots, the rows, the day they hold for, and who adds them."""

    draw: Draw
    rows: Rows
    offices: list[Office]
    today: date
    now: datetime
    by: Person | None

    def moment(self, day: date) -> datetime:
        """Nine o'clock of a day, or now if that is later."""
        return min(datetime.combine(day, time(9), UTC), self.now)


def offices(
    units: list[Unit],
    staff: Mapping[int, list[Person]],
    roster: Mapping[int, list[Evaluator]],
    plans: Mapping[int, list[EvaluationPlan]],
) -> list[Office]:
    """The units with their people, evaluators and plans; every third one writes in the same language."""
    return [
        Office(
            unit,
            staff[unit.pk],
            roster[unit.pk],
            place % len(LANGUAGES),
            plans={plan.starts: plan for plan in plans.get(unit.pk, [])},
        )
        for place, unit in enumerate(units)
    ]
