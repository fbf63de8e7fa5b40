"""The rows of a synthetic portfolio, not yet saved: evaluations, and what hangs on a completed one."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from bagalau.commitments.models import Commitment, Update
from bagalau.commitments.rules import Status
from bagalau.evaluations.demo.words import LANGUAGES, Words
from bagalau.evaluations.models import (
    Evaluation,
    Finding,
    KeyAction,
    Lesson,
    ManagementResponse,
    Recommendation,
    RecommendationPart,
    RecommendationResponse,
)
from bagalau.evaluations.rules import Stage, Stance, match_key, parts
from bagalau.lib.periods import When, end_of_month, months_after
from bagalau.people.models import Person, Unit

TYPES = {"Project": 55, "Outcome": 15, "Thematic": 12, "Portfolio": 10, "Impact": 8}
UNFINISHED_STAGES = {Stage.PLANNED: 55, Stage.TOR_INITIATED: 15, Stage.TEAM_ONBOARD: 15, Stage.CANCELLED: 15}
STANCES = {Stance.ACCEPTED: 75, Stance.PARTIALLY_ACCEPTED: 18, Stance.REJECTED: 7}
AFTER_DUE = {Status.COMPLETED: 70, Status.NO_LONGER_APPLICABLE: 8, Status.INITIATED: 13, Status.NOT_INITIATED: 9}
BEFORE_DUE = {Status.COMPLETED: 20, Status.INITIATED: 45, Status.NOT_INITIATED: 35}
PRECISIONS: dict[str, int] = {"day": 50, "month": 40, "quarter": 6, "year": 4}


@dataclass
class Rows:
    """Rows by kind, in the order in which they can be saved; each already points at those it hangs on."""

    responses: list[ManagementResponse] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    parts: list[RecommendationPart] = field(default_factory=list)
    answers: list[RecommendationResponse] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    key_actions: list[KeyAction] = field(default_factory=list)
    owners: list[tuple[Commitment, Person]] = field(default_factory=list)


@dataclass(frozen=True)
class Maker:
    """Draws everything from one seeded source, so that the same seed and day give the same rows."""

    source: random.Random
    units: list[Unit]
    staff: dict[int, list[Person]]
    now: datetime
    today: date
    by: Person | None

    def evaluation(self, number: int, *, finished: bool) -> Evaluation:
        """An evaluation; a finished one was completed within the last twelve years."""
        # A few offices have most of the evaluations, as in any organisation.
        unit = self.units[int(len(self.units) * self.source.random() ** 2)]
        words = LANGUAGES[(unit.pk + self.source.randrange(2)) % len(LANGUAGES)]
        title = self._say(words, words.titles, number=number)
        stage = Stage.COMPLETED if finished else self._weighted(UNFINISHED_STAGES)
        made = Evaluation(
            title=title,
            match_key=match_key(title),
            system="demo",
            unit=unit,
            visibility="public" if finished and self.source.random() < 0.4 else "internal",
            type=self._weighted(TYPES),
            stage=stage,
            plan_unit=unit.name_en,
            management_response=finished or None,
            budget=Decimal(self.source.randrange(15, 120) * 1000) if self.source.random() < 0.9 else None,
            currency="USD",
            description=self._say(words, words.found),
            countries=[unit.name_en.removeprefix("Country Office ")],
        )
        days = self.source.randrange(30, 12 * 365) if finished else -self.source.randrange(-300, 4 * 365)
        end = self.today - timedelta(days=days)
        made.planned_end = self._when(end)
        made.completed = self._when(end + timedelta(days=self.source.randrange(-20, 29))) if finished else None
        made.plan_period = f"{end.year - end.year % 5}-{end.year - end.year % 5 + 4}"
        if made.budget is not None and finished:
            made.expenditure = made.budget * self.source.randrange(70, 105) / 100
        return made

    def hang_on(self, evaluation: Evaluation, rows: Rows) -> None:
        """Add what hangs on a completed evaluation (saved before): 3 to 7 recommendations and all else."""
        words = LANGUAGES[sum(map(evaluation.title.count, "әіңғүұқөһ")) > 0 and 2 or evaluation.title.isascii() - 1]
        response = ManagementResponse(
            evaluation=evaluation,
            unit=evaluation.unit,
            responsible_unit=evaluation.unit.name_en,
            description=self._say(words, words.answers),
            approval=self.source.choice(("approved", "approved", "submitted", "draft")),
        )
        rows.responses.append(response)
        for number in range(1, self.source.randrange(4, 9)):
            text = self._say(words, words.found)
            rows.findings.append(Finding(evaluation=evaluation, number=number, text=text, tags=[evaluation.type]))
        for number in range(1, self.source.randrange(1, 4)):
            rows.lessons.append(Lesson(evaluation=evaluation, number=number, text=self._say(words, words.learned)))
        for number in range(1, self.source.randrange(4, 9)):
            self._recommendation(rows, response, words, number)
