"""What the worker does of this app: reminding every hour, and tidying up once a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bagalau.reminders import digests
from bagalau.reminders.models import Mail, Notice
from bagalau.reminders.notices import bring_up
from bagalau.reminders.queries import terms_on
from bagalau.reminders.rules import MailState

FIRST_HOUR = 6  # of the office: nobody's digest is written in the night
KEPT_MAILS = timedelta(days=90)
KEPT_NOTICES = timedelta(days=400)  # a notice that is gone would be told a second time; its period is over by then
KEPT_TASKS = timedelta(days=30)


def remind(now: datetime | None = None) -> int:
    """Bring the notices up to the day, and write the digests whose time has come; how many were written."""
    moment = timezone.localtime(now)
    bring_up(moment, moment.date(), terms_on(moment.date()))
    return digests.write_all(moment.date()) if moment.hour >= FIRST_HOUR else 0


def tidy(now: datetime | None = None) -> None:
    """Forget what nobody needs any more: sent mails, closed notices, finished tasks."""
    moment = timezone.localtime(now)
    Mail.objects.filter(state=MailState.SENT, sent_at__lt=moment - KEPT_MAILS).delete()
    Notice.objects.filter(closed_at__lt=moment - KEPT_NOTICES).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=moment - KEPT_TASKS).delete()
