"""Writes: when assessments are due, kept up with what is rated (QD-01 to QD-04), and what is exempted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.quality.access import EXEMPT
from bagalau.quality.models import Assessment, Due, Exemption, Subject
from bagalau.quality.rules.due import Assessed, DueStage, DueState, Exempted, Life, dues
from bagalau.quality.rules.life import UNDER_WAY, State
from bagalau.quality.rules.questionnaire import Rates, Stage
from bagalau.reference.parameters import value
from bagalau.web.records import absent, check

LIFE = ("type", "starts", "ends", "signed_on", "closed_on", "dropped_on")
FIELDS = ("state", "due_on", "assessed_on", "assessment_id", "unit_id")


def renew(subject: Subject, today: date) -> None:
    """Bring what is due of a subject to what is known of it; called inside the turn of an action."""
    renew_many([subject], today)


def renew_many(subjects: Iterable[Subject], today: date) -> int:
    """The same for many subjects: how many rows were made or changed. What is not a project has no stages."""
    of = {one.pk: one for one in subjects if one.kind == Rates.PROJECT}
    if not of:
        return 0
    months = int(value("quality.months", today))
    made: dict[int, list[Assessment]] = {pk: [] for pk in of}
    for row in Assessment.objects.filter(subject__in=of).exclude(status=State.REPLACED).order_by("pk").defer("signs"):
        made[row.subject_id].append(row)
    exempted: dict[int, list[Exempted]] = {pk: [] for pk in of}
    for one in Exemption.objects.filter(subject__in=of, ended_at=None):
        stage = Stage(one.stage) if one.stage else None
        exempted[one.subject_id].append(Exempted(stage, one.starts, one.until))
    kept = {(row.subject_id, row.stage): row for row in Due.objects.filter(subject__in=of)}
    new: list[Due] = []
    changed: list[Due] = []
    for pk, subject in of.items():
        life = Life(**{name: getattr(subject, name) for name in LIFE})
        for told in dues(life, [_assessed(one, today) for one in made[pk]], exempted[pk], months, today):
            due = kept.get((pk, told.stage)) or Due(subject=subject, stage=told.stage)
            if _brought(due, subject, told, made[pk], today):
                (changed if due.pk else new).append(due)
    Due.objects.bulk_create(new, 500)
    Due.objects.bulk_update(changed, FIELDS, 500)
    return len(new) + len(changed)


def _assessed(of: Assessment, today: date) -> Assessed:
    return Assessed(Stage(of.stage), _approved_on(of, today) if of.status == State.APPROVED else None)


def _approved_on(of: Assessment, today: date) -> date:
    """The day of approval; a paper that does not tell it counts from the end of its year on (QP-08)."""
    return of.approved_on or min(date(of.year, 12, 31), today)


def _brought(row: Due, subject: Subject, told: DueStage, made: list[Assessment], today: date) -> bool:
    """Bring one row to what is told; whether anything changed."""
    before = [getattr(row, name) for name in FIELDS] if row.pk else None
    row.state, row.due_on, row.assessed_on, row.unit_id = told.state, told.due_on, told.assessed_on, subject.unit_id
    row.assessment = _shown(told, [one for one in made if one.stage == told.stage], today)
    return before != [getattr(row, name) for name in FIELDS]


def _shown(told: DueStage, made: list[Assessment], today: date) -> Assessment | None:
    """The assessment to which the row leads: the one under way, or else the last one."""
    under_way = [one for one in made if one.status in UNDER_WAY]
    if told.state is DueState.COMPLETED or not under_way:
        approved = [one for one in made if one.status == State.APPROVED]
        under_way = [one for one in approved if _approved_on(one, today) == told.assessed_on]
    return under_way[-1] if under_way else None


def renew_all(today: date, by: int = 500) -> int:
    """Bring up everything, as days go by: how many rows changed. The journal tells nothing of it, as nobody did it."""
    changed, after = 0, 0
    while rows := list(Subject.objects.filter(pk__gt=after, kind=Rates.PROJECT).order_by("pk")[:by]):
        with journal.turn():
            changed += renew_many(rows, today)
        after = rows[-1].pk
    return changed


@dataclass(frozen=True)
class Exempting:
    """Why and when something need not be assessed: a stage, or all (None)."""

    reason: str
    starts: date
    until: date | None = None
    stage: Stage | None = None


@journal.turn()
def exempt(actor: Viewer, subject: Subject, given: Exempting) -> Exemption:
    """Decide that something need not be assessed for some days."""
    require(actor, EXEMPT, subject)
    given = replace(given, reason=given.reason.strip())
    made = Exemption(subject=subject, stage=given.stage or "", by=actor.person)
    made.reason, made.starts, made.until = given.reason, given.starts, given.until
    check(made)
    made.save()
    renew(subject, actor.today)
    told = {"reason": given.reason, "stage": given.stage or "", "from": journal.plain(given.starts)}
    journal.write(actor.person, "exempt from assessment", subject, {}, told | {"until": journal.plain(given.until)})
    return made


@journal.turn()
def end_exemption(actor: Viewer, exemption: Exemption) -> Exemption:
    """Take an exemption back."""
    found = Exemption.objects.select_related("subject__unit").filter(pk=exemption.pk).first()
    if found is None:
        raise absent()
    require(actor, EXEMPT, found.subject)
    if found.ended_at is not None:
        raise Problem("ended", _("This exemption was taken back already."), status=409)
    found.ended_at, found.ended_by = timezone.now(), actor.person
    found.save(update_fields=["ended_at", "ended_by"])
    renew(found.subject, actor.today)
    journal.write(actor.person, "end exemption", found.subject, {"reason": found.reason}, {})
    return found
