"""The key actions of a synthetic portfolio, each with what was said of it since it was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bagalau.commitments.models import Commitment, Update
from bagalau.commitments.rules import Act, Status, Verification
from bagalau.documents.rules import Visibility
from bagalau.evaluations.demo.draw import Subject
from bagalau.evaluations.demo.rows import Desk, Office
from bagalau.evaluations.models import KeyAction, ManagementResponse, Recommendation, RecommendationPart
from bagalau.evaluations.rules import Stance
from bagalau.lib.periods import When

STATUSES_AFTER_DUE = {
    Status.COMPLETED: 70,
    Status.NO_LONGER_APPLICABLE: 8,
    Status.INITIATED: 13,
    Status.NOT_INITIATED: 9,
}
STATUSES_BEFORE_DUE = {Status.COMPLETED: 20, Status.INITIATED: 45, Status.NOT_INITIATED: 35}
EACH = {Stance.ACCEPTED: (1, 2, 3, 4, 5), Stance.PARTIALLY_ACCEPTED: (2, 3), Stance.REJECTED: (0,)}


@dataclass
class Told:
    """What is said of a commitment, one thing after another, each on a later day than the one before."""

    desk: Desk
    commitment: Commitment
    day: date

    def say(self, day: date, **said: object) -> None:
        """Add an update; ``status`` and ``due`` also change how the commitment stands."""
        of, self.day = self.commitment, min(max(day, self.day), self.desk.today)
        due = said.pop("due", None)
        if isinstance(due, When):
            of.due = due
            said |= {"due_on": due.last_day, "due_precision": due.precision}
        if status := said.get("status"):
            of.status = str(status)
        if said.get("comment"):
            of.comment = str(said["comment"])
        self.desk.rows.updates.append(
            Update(
                commitment=of,
                at=self.desk.moment(self.day),
                by=self.desk.by,
                stands=of.status,
                stands_due_on=of.due_on,
                **said,
            )
        )


@dataclass(frozen=True)
class Promises:
    """Makes the key actions that carry out a recommendation."""

    desk: Desk

    def add(
        self,
        response: ManagementResponse,
        of: Recommendation,
        own: list[RecommendationPart],
        office: Office,
        about: Subject,
        stance: Stance,
    ) -> None:
        """Some promises, each for a part if there are parts; of a part nobody may think."""
        for place in range(1, self.desk.draw.source.choice(EACH[stance]) + 1):
            made = self._commitment(response, of, office, about)
            action = KeyAction(recommendation=of, place=place, commitment=made)
            self.desk.rows.commitments.append(made)
            self.desk.rows.key_actions.append(action)
            if own and self.desk.draw.chance(0.8):
                part = own[(place - 1) % len(own)]
                link = KeyAction.parts.through(keyaction=action, recommendationpart=part)
                self.desk.rows.carried_out.append(link)

    def _commitment(
        self, response: ManagementResponse, of: Recommendation, office: Office, about: Subject
    ) -> Commitment:
        draw, words, evaluation = self.desk.draw, about.words, of.evaluation
        given = response.given_on or self.desk.today
        made = Commitment(
            text=draw.say(about, words.promises, given),
            unit=office.unit,
            responsible=draw.source.choice(words.owners),
            visibility=evaluation.visibility if response.is_open else Visibility.INTERNAL,
            origin_kind="evaluation",
            origin_title=evaluation.title,
            origin_place=f"Recommendation {of.number}",
            added_on=given,
            status=Status.NOT_INITIATED,
        )
        due = draw.when(given + draw.days(90, 1200)) if draw.chance(0.93) else None
        if due:
            made.first_due_on, made.first_due_precision = due.last_day, due.precision
        told = Told(self.desk, made, given)
        told.say(given, status=Status.NOT_INITIATED, due=due, from_source=True)
        self._go_on(told, due, about)
        made.changed_on = told.day
        if office.people and draw.chance(0.4):
            person = draw.source.choice(office.people)
            made.responsible = person.name
            owner = Commitment.responsible_people.through(commitment=made, person=person)
            self.desk.rows.owners.append(owner)
        return made

    def _go_on(self, told: Told, due: When | None, about: Subject) -> None:
        """From the promise to how it stands today."""
        draw, words, made = self.desk.draw, about.words, told.commitment
        status = draw.weighted(
            STATUSES_AFTER_DUE if due is None or due.is_past(self.desk.today) else STATUSES_BEFORE_DUE
        )
        if status is Status.NOT_INITIATED:
            return
        last = due.last_day if due else told.day + timedelta(days=400)
        comment = draw.say(about, words.comments, told.day)
        told.say(told.day + draw.days(20, 200), status=Status.INITIATED, comment=comment)
        if due and draw.chance(0.22):
            later = draw.when(last + draw.days(60, 500))
            if later.last_day > last:
                told.say(last - draw.days(0, 40), due=later, reason=draw.say(about, words.comments, last))
                made.moves += 1
                last = later.last_day
        if status is Status.COMPLETED:
            self._complete(told, last + draw.days(-120, 150), draw.say(about, words.comments, last))
        elif status is Status.NO_LONGER_APPLICABLE:
            made.justification = draw.say(about, words.reasons, last)
            told.say(last, status=status, reason=made.justification, from_source=True)

    def _complete(self, told: Told, day: date, comment: str) -> None:
        """Said by the office with a reason why there is no evidence, or by a paper without; some are verified."""
        draw, made = self.desk.draw, told.commitment
        here = draw.chance(0.4)
        reason = draw.source.choice(("The paper is kept in the archive.", "It was seen on a visit.")) if here else ""
        told.say(day, status=Status.COMPLETED, comment=comment, no_evidence=reason, from_source=not here)
        made.completed_on, made.no_evidence = told.day, reason
        if here and draw.chance(0.4):
            told.say(told.day + draw.days(5, 60), act=Act.VERIFIED)
            made.verification, made.verified_by = Verification.VERIFIED, self.desk.by
            made.verified_at = self.desk.moment(told.day)
