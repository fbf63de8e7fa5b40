"""The rows of a synthetic portfolio, not yet saved: evaluations, and what hangs on a completed one."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bagalau.commitments.models import Commitment, Update
from bagalau.commitments.rules import Status
from bagalau.documents.rules import Visibility
from bagalau.evaluations.demo.draw import Draw, Subject
from bagalau.evaluations.demo.words import LANGUAGES
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
from bagalau.people.models import Person, Unit

TYPES = {"Project": 55, "Outcome": 15, "Thematic": 12, "Portfolio": 10, "Impact": 8}
UNFINISHED = {Stage.PLANNED: 55, Stage.TOR_INITIATED: 15, Stage.TEAM_ONBOARD: 15, Stage.CANCELLED: 15}
APPROVALS = {"approved": 60, "submitted": 25, "draft": 15}
STANCES = {Stance.ACCEPTED: 75, Stance.PARTIALLY_ACCEPTED: 18, Stance.REJECTED: 7}
STATUSES_AFTER_DUE = {
    Status.COMPLETED: 70,
    Status.NO_LONGER_APPLICABLE: 8,
    Status.INITIATED: 13,
    Status.NOT_INITIATED: 9,
}
STATUSES_BEFORE_DUE = {Status.COMPLETED: 20, Status.INITIATED: 45, Status.NOT_INITIATED: 35}


@dataclass
class Rows:
    """Rows by kind, in the order in which they can be saved; each already points at those it hangs on."""

    evaluations: list[Evaluation] = field(default_factory=list)
    responses: list[ManagementResponse] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    parts: list[RecommendationPart] = field(default_factory=list)
    answers: list[RecommendationResponse] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    key_actions: list[KeyAction] = field(default_factory=list)
    owners: list[Any] = field(default_factory=list)

    def kinds(self) -> dict[str, list[Any]]:
        """The rows of each kind under its name."""
        return {kind.name: getattr(self, kind.name) for kind in fields(self)}


@dataclass(frozen=True)
class Office:
    """A unit, the people in it who can be responsible, and the language (its place in ``LANGUAGES``) it writes in."""

    unit: Unit
    people: list[Person]
    language: int


@dataclass(frozen=True)
class Maker:
    """Makes rows as they stand ``today``; ``now`` and ``by`` are put on the first update of each commitment."""

    draw: Draw
    offices: list[Office]
    today: date
    now: datetime
    by: Person | None

    def add(self, rows: Rows, number: int, *, completed: bool) -> None:
        """Add an evaluation; one that is completed has findings, recommendations, answers and key actions."""
        # A few offices have most of the evaluations, as in any organisation.
        office = self.offices[int(len(self.offices) * self.draw.source.random() ** 2)]
        about = self.draw.subject(office.language if self.draw.chance(0.8) else 0)
        evaluation = self._evaluation(office, about, number, completed=completed)
        rows.evaluations.append(evaluation)
        if completed:
            self._hang_on(rows, evaluation, about, office)

    def _evaluation(self, office: Office, about: Subject, number: int, *, completed: bool) -> Evaluation:
        draw = self.draw
        end = self.today - (draw.days(30, 12 * 365) if completed else draw.days(-4 * 365, 300))
        title = draw.say(about, about.words.titles, end, number)
        budget = Decimal(draw.source.randrange(15, 120) * 1000) if draw.chance(0.9) else None
        made = Evaluation(
            title=title,
            match_key=match_key(title),
            system="demo",
            unit=office.unit,
            visibility=Visibility.PUBLIC if completed and draw.chance(0.4) else Visibility.INTERNAL,
            type=draw.weighted(TYPES),
            stage=Stage.COMPLETED if completed else draw.weighted(UNFINISHED),
            plan_period=f"{end.year - end.year % 5}-{end.year - end.year % 5 + 4}",
            plan_unit=office.unit.name_en,
            management_response=completed or None,
            budget=budget,
            expenditure=budget * draw.source.randrange(70, 105) / 100 if budget and completed else None,
            currency="USD" if budget else "",
            countries=[office.unit.name_en.removeprefix("Country Office ")],
            description=draw.say(about, about.words.found, end),
        )
        made.planned_end = draw.when(end)
        made.completed = draw.when(min(end + draw.days(-20, 90), self.today)) if completed else None
        return made

    def _hang_on(self, rows: Rows, evaluation: Evaluation, about: Subject, office: Office) -> None:
        draw, end = self.draw, evaluation.completed_on or self.today
        response = ManagementResponse(
            evaluation=evaluation,
            unit=office.unit,
            responsible_unit=office.unit.name_en,
            description=draw.say(about, about.words.answers, end),
            approval=draw.weighted(APPROVALS),
        )
        rows.responses.append(response)
        for number in range(1, draw.source.randint(4, 8)):
            text = draw.say(about, about.words.found, end)
            rows.findings.append(Finding(evaluation=evaluation, number=number, text=text, tags=[about.theme]))
        for number in range(1, draw.source.randint(1, 3)):
            text = draw.say(about, about.words.learned, end)
            rows.lessons.append(Lesson(evaluation=evaluation, number=number, text=text))
        for number in range(1, draw.source.randint(4, 8)):
            self._recommend(rows, response, about, office, number)

    def _recommend(self, rows: Rows, response: ManagementResponse, about: Subject, office: Office, number: int) -> None:
        draw, evaluation = self.draw, response.evaluation
        end = evaluation.completed_on or self.today
        text = draw.say(about, about.words.split if draw.chance(0.3) else about.words.ask, end)
        made = Recommendation(evaluation=evaluation, number=number, text=text)
        rows.recommendations.append(made)
        rows.parts += [
            RecommendationPart(recommendation=made, place=place, label=part.label, text=part.text)
            for place, part in enumerate(parts(text))
        ]
        answer = RecommendationResponse(
            response=response,
            recommendation=made,
            text=draw.say(about, about.words.answers, end),
            stance=draw.weighted(STANCES),
            added_on=end,
        )
        rows.answers.append(answer)
        for place in range(1, draw.source.randint(2, 4)):
            self._promise(rows, made, about, office, place)

    def _promise(self, rows: Rows, of: Recommendation, about: Subject, office: Office, place: int) -> None:
        evaluation = of.evaluation
        commitment = self._commitment(evaluation, about, office)
        commitment.origin_title = evaluation.title
        commitment.origin_place = f"Recommendation {of.number}"
        rows.commitments.append(commitment)
        rows.key_actions.append(KeyAction(recommendation=of, place=place, commitment=commitment))
        rows.updates.append(self._first_update(commitment))
        if office.people and self.draw.chance(0.4):
            person = self.draw.source.choice(office.people)
            commitment.responsible = person.name
            rows.owners.append(Commitment.responsible_people.through(commitment=commitment, person=person))

    def _commitment(self, evaluation: Evaluation, about: Subject, office: Office) -> Commitment:
        draw, words, end = self.draw, about.words, evaluation.completed_on or self.today
        due = draw.when(end + draw.days(90, 1200)) if draw.chance(0.93) else None
        is_past = due is None or due.is_past(self.today)
        status = draw.weighted(STATUSES_AFTER_DUE if is_past else STATUSES_BEFORE_DUE)
        dropped = status is Status.NO_LONGER_APPLICABLE
        made = Commitment(
            text=draw.say(about, words.promises, end),
            unit=office.unit,
            responsible=draw.source.choice(words.owners),
            status=status,
            comment=draw.say(about, words.comments, end) if status is not Status.NOT_INITIATED else "",
            justification=draw.say(about, words.reasons, end) if dropped else "",
            visibility=evaluation.visibility,
            origin_kind="evaluation",
            added_on=end,
            changed_on=min(end + draw.days(30, 900), self.today),
        )
        made.due = due
        return made

    def _first_update(self, commitment: Commitment) -> Update:
        """What the source said, so that the present follows from it (C-06)."""
        return Update(
            commitment=commitment,
            at=self.now,
            by=self.by,
            status=commitment.status,
            due_on=commitment.due_on,
            due_precision=commitment.due_precision if commitment.due_on else "",
            comment=commitment.comment or None,
            from_source=True,
        )


def offices(units: list[Unit], staff: dict[int, list[Person]]) -> list[Office]:
    """The units with their people; every third one writes in the same language."""
    return [Office(unit, staff[unit.pk], place % len(LANGUAGES)) for place, unit in enumerate(units)]
