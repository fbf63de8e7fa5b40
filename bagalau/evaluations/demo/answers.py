"""What a completed evaluation of a synthetic portfolio says, and what is answered to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bagalau.evaluations.demo.draw import Subject
from bagalau.evaluations.demo.promises import Promises
from bagalau.evaluations.demo.rows import Desk, Office
from bagalau.evaluations.models import (
    Conclusion,
    Evaluation,
    Finding,
    Lesson,
    ManagementResponse,
    PartAnswer,
    Recommendation,
    RecommendationPart,
    RecommendationResponse,
    ResponseStep,
)
from bagalau.evaluations.rules import Stance, parts
from bagalau.evaluations.rules.content import Priority
from bagalau.evaluations.rules.responses import Approval

APPROVALS = {Approval.APPROVED: 70, Approval.SUBMITTED: 20, Approval.DRAFT: 10}
STANCES = {Stance.ACCEPTED: 75, Stance.PARTIALLY_ACCEPTED: 18, Stance.REJECTED: 7}
PRIORITIES = {Priority.HIGH: 30, Priority.MEDIUM: 45, Priority.LOW: 10, "": 15}
FRAMES = ("2020-2022", "12 months", "6 months", "")


@dataclass(frozen=True)
class Answers:
    """Makes findings, conclusions, lessons and recommendations, and the responses to them."""

    desk: Desk

    def add(self, of: Evaluation, office: Office, about: Subject) -> None:
        """Everything that hangs on a completed evaluation. A few wait for their response."""
        draw, rows, end = self.desk.draw, self.desk.rows, of.completed_on or self.desk.today
        findings = [
            Finding(evaluation=of, number=number, text=draw.say(about, about.words.found, end), tags=[about.theme])
            for number in range(1, draw.source.randint(4, 9))
        ]
        conclusions = [
            Conclusion(evaluation=of, number=number, text=draw.say(about, about.words.learned, end))
            for number in range(1, draw.source.randint(1, 4))
        ]
        rows.findings += findings
        rows.conclusions += conclusions
        for conclusion in conclusions:
            for finding in draw.source.sample(findings, 2):
                rows.concluded.append(Conclusion.findings.through(conclusion=conclusion, finding=finding))
        for number in range(1, draw.source.randint(1, 3)):
            rows.lessons.append(Lesson(evaluation=of, number=number, text=draw.say(about, about.words.learned, end)))
        self._recommend(of, office, about, findings)

    def _recommend(self, of: Evaluation, office: Office, about: Subject, findings: list[Finding]) -> None:
        end = of.completed_on or self.desk.today
        waits = end > self.desk.today - timedelta(days=150) and self.desk.draw.chance(0.6)
        response = None if waits else self._response(of, office, about, end)
        for number in range(1, self.desk.draw.source.randint(7, 16)):
            made = self._recommendation(of, about, number, end)
            finding = self.desk.draw.source.choice(findings)
            self.desk.rows.founded.append(Recommendation.findings.through(recommendation=made, finding=finding))
            own = self._parts(made)
            if response is not None:
                stance = self._answer(response, made, own, about, end)
                Promises(self.desk).add(response, made, own, office, about, stance)

    def _recommendation(self, of: Evaluation, about: Subject, number: int, end: date) -> Recommendation:
        draw = self.desk.draw
        text = draw.say(about, about.words.split if draw.chance(0.3) else about.words.ask, end)
        made = Recommendation(
            evaluation=of,
            number=number,
            text=text,
            priority=draw.weighted(PRIORITIES),
            time_frame=draw.source.choice(FRAMES),
        )
        self.desk.rows.recommendations.append(made)
        return made

    def _parts(self, of: Recommendation) -> list[RecommendationPart]:
        made = [
            RecommendationPart(recommendation=of, place=place, label=part.label, text=part.text)
            for place, part in enumerate(parts(of.text))
        ]
        self.desk.rows.parts += made
        return made

    def _response(self, of: Evaluation, office: Office, about: Subject, end: date) -> ManagementResponse:
        """As a paper gives it: with the days on which it was answered and approved."""
        draw = self.desk.draw
        given = min(end + draw.days(10, 80), self.desk.today)
        approval = draw.weighted(APPROVALS)
        if given < self.desk.today - timedelta(days=365):
            approval = Approval.APPROVED if draw.chance(0.95) else approval
        made = ManagementResponse(
            evaluation=of,
            unit=office.unit,
            responsible_unit=office.unit.name_en,
            description=draw.say(about, about.words.answers, end),
            approval=approval,
            given_on=given,
        )
        self.desk.rows.responses.append(made)
        order = (Approval.DRAFT, Approval.SUBMITTED, Approval.APPROVED)
        for gap, step in zip((-9, 0, 12), order[: order.index(approval) + 1], strict=False):
            at = self.desk.moment(given + timedelta(days=gap))
            self.desk.rows.response_steps.append(
                ResponseStep(response=made, at=at, by=self.desk.by, approval=step, from_source=True)
            )
        return made

    def _answer(
        self,
        response: ManagementResponse,
        of: Recommendation,
        own: list[RecommendationPart],
        about: Subject,
        end: date,
    ) -> Stance:
        draw = self.desk.draw
        stance = draw.weighted(STANCES)
        text = draw.say(about, about.words.answers, end)
        made = RecommendationResponse(
            response=response,
            recommendation=of,
            text=text,
            stance=stance,
            reason="" if stance is Stance.ACCEPTED else draw.say(about, about.words.reasons, end),
            added_on=response.given_on,
        )
        self.desk.rows.answers.append(made)
        if own and stance is Stance.PARTIALLY_ACCEPTED:
            refused = draw.source.choice(own)
            for part in own:
                said = Stance.REJECTED if part is refused else Stance.ACCEPTED
                reason = made.reason if part is refused else ""
                self.desk.rows.part_answers.append(PartAnswer(answer=made, part=part, stance=said, reason=reason))
        return stance
