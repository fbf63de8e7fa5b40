"""Reads: notices, preferences, the calendar of a person, the mails that go out and the jobs."""

from __future__ import annotations

import hashlib
from datetime import date

from django.core.cache import cache
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from bagalau.commitments.models import NEVER, Commitment
from bagalau.commitments.queries import mine
from bagalau.evaluations.access import EDIT_RESPONSE, REVIEW_PLAN
from bagalau.evaluations.models import Evaluation, EvaluationPlan, ManagementResponse
from bagalau.evaluations.queries.responses import GIVEN
from bagalau.evaluations.rules import Stage
from bagalau.lib.periods import months_after
from bagalau.people.access import Viewer, require, visible
from bagalau.people.models import Person
from bagalau.people.queries import oneself
from bagalau.reference.parameters import values
from bagalau.reminders.access import VIEW_MAILS, VIEW_NOTICES
from bagalau.reminders.digests import preference_of
from bagalau.reminders.models import Calendar, Job, Mail, Notice, Preference
from bagalau.reminders.notices import counted
from bagalau.reminders.rules import MailState, Terms
from bagalau.web.records import absent, one

COUNT_LIMIT = 99
COUNT_KEPT = 60  # seconds
MOST_EVENTS = 1000
MOST, MOST_YEARS = 3650, 100  # of a parameter: with more, days lie beyond the calendar
STUCK_SHOWN = 50


def terms_on(day: date) -> Terms:
    """The parameters of the rules as the organisation has set them for a day."""
    found = {name: min(int(value), MOST) for name, value in values(day).items()}
    return Terms(
        response_days=found["response.days"],
        response_first_days=found["response.warning_days"],
        soon_months=found["due_soon.months"],
        silent_months=max(1, found["update.months"]),
        escalation_days=found["escalation.days"],
        tracking_months=12 * min(found["tracking.years"], MOST_YEARS),
    )


def notices(viewer: Viewer) -> QuerySet[Notice]:
    """What the viewer is asked for now."""
    return Notice.objects.filter(person=oneself(viewer), closed_at=None)


def notice(viewer: Viewer, pk: int) -> Notice:
    """The door to a notice: one's own, also when it is over, for mails that told of it lead here."""
    return one(Notice.objects.filter(person=oneself(viewer)), pk)


def unread(viewer: Viewer) -> int:
    """How much of it is new, up to one more than a hundred; remembered for a minute, for every page asks."""
    require(viewer, VIEW_NOTICES)
    person = oneself(viewer)
    count: int | None = cache.get(counted(person.pk))
    if count is None:
        rows = Notice.objects.filter(person=person, closed_at=None, read_at=None)
        count = rows.order_by().values("pk")[: COUNT_LIMIT + 1].count()
        cache.set(counted(person.pk), count, COUNT_KEPT)
    return count


def preference(viewer: Viewer) -> Preference:
    """How often the viewer wants a digest, and of what."""
    return preference_of(oneself(viewer))


def calendar(viewer: Viewer) -> Calendar | None:
    """The viewer's calendar, if there is one."""
    return Calendar.objects.filter(person=oneself(viewer)).first()


def calendar_owner(token: str) -> Person:
    """The door to a calendar: whoever knows its secret address."""
    found = Calendar.objects.filter(digest=digest(token), person__is_active=True).select_related("person").first()
    if found is None:
        raise absent()
    return found.person


def digest(token: str) -> str:
    """What is kept of a secret address."""
    return hashlib.sha256(token.encode()).hexdigest()


def reader(pk: int | None) -> Person:
    """The person whose digests a signed address ends."""
    return one(Person.objects.filter(is_active=True), pk or 0)


def dated_commitments(viewer: Viewer) -> QuerySet[Commitment]:
    """The viewer's open commitments that have a date."""
    return mine(viewer).filter(due_on__lt=NEVER).order_by("due_sort", "pk")[:MOST_EVENTS]


def unanswered(viewer: Viewer) -> QuerySet[Evaluation]:
    """The completed evaluations of the viewer's units that have no answer yet, the latest first."""
    answers = ManagementResponse.objects.filter(GIVEN).values("evaluation")
    rows = Evaluation.objects.filter(visible(viewer, EDIT_RESPONSE, kind="evaluation"))
    # a month that runs has not ended yet
    completed = rows.filter(stage=Stage.COMPLETED, completed_on__lt=months_after(viewer.today, 2)).exclude(
        pk__in=answers
    )
    return completed.order_by("-end_sort", "-pk")[:MOST_EVENTS]


def plans(viewer: Viewer) -> QuerySet[EvaluationPlan]:
    """The plans of the viewer's units that run."""
    rows = EvaluationPlan.objects.filter(visible(viewer, REVIEW_PLAN, kind="evaluationplan"))
    return rows.filter(ends__gte=viewer.today)


def mails(viewer: Viewer) -> QuerySet[Mail]:
    """The outbox, without the words of the mails."""
    require(viewer, VIEW_MAILS)
    return Mail.objects.defer("text", "html", "headers")


def stuck(viewer: Viewer) -> QuerySet[Mail]:
    """The latest mails that were refused, or of which nobody knows whether they were sent."""
    return (
        mails(viewer).filter(state__in=(MailState.FAILED, MailState.UNSURE)).order_by("-made_at", "-pk")[:STUCK_SHOWN]
    )


def mail(viewer: Viewer, pk: int) -> Mail:
    """The door to a mail."""
    return one(mails(viewer), pk)


def jobs(viewer: Viewer) -> QuerySet[Job]:
    """What the worker does again and again."""
    require(viewer, VIEW_MAILS)
    return Job.objects.order_by("name")


def failed_tasks(viewer: Viewer) -> int:
    """How many tasks of the queue failed."""
    require(viewer, VIEW_MAILS)
    return DBTaskResult.objects.failed().count()
