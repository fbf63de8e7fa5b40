"""What the worker does of this app: telling at once what waits for a decision, reminding every hour, and tidying up
once a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bagalau.people import journal
from bagalau.reminders import digests
from bagalau.reminders.models import Mail, Notice
from bagalau.reminders.notices import bring_up
from bagalau.reminders.queries import terms_on
from bagalau.reminders.rules import AT_ONCE, MailState

TOLD = "notices-told"  # the line of the journal up to which decisions were told of
FIRST_HOUR = 6  # of the office: nobody's digest is written in the night
KEPT_MAILS = timedelta(days=90)
KEPT_NOTICES = timedelta(days=400)  # a notice that is gone would be told a second time; its period is over by then
KEPT_TASKS = timedelta(days=30)


def remind(now: datetime | None = None) -> int:
    """Bring the notices up to the day, and write the digests whose time has come; how many were written."""
    moment = timezone.localtime(now)
    bring_up(moment, moment.date(), terms_on(moment.date()))
    return digests.write_all(moment.date()) if moment.hour >= FIRST_HOUR else 0


def tell(now: datetime | None = None) -> int:
    """M-13: whenever something was said, tell those who have to decide, or to whom it comes back; how many are told."""
    state = journal.last_digest()
    if cache.get(TOLD) == state:
        return 0
    moment = timezone.localtime(now)
    brought = bring_up(moment, moment.date(), terms_on(moment.date()), AT_ONCE)
    cache.set(TOLD, state, None)
    return brought.added


def tidy(now: datetime | None = None) -> None:
    """Forget what nobody needs any more: sent mails, closed notices, finished tasks."""
    moment = timezone.localtime(now)
    Mail.objects.filter(state=MailState.SENT, sent_at__lt=moment - KEPT_MAILS).delete()
    Notice.objects.filter(closed_at__lt=moment - KEPT_NOTICES).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=moment - KEPT_TASKS).delete()
