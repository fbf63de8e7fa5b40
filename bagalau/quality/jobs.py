"""What the worker does of this app: what became due, and how doubtful words are that were typed lately."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from bagalau.quality.actions.counting import recount_since
from bagalau.quality.actions.dues import renew_all

LATELY, LONG = timedelta(minutes=2), timedelta(days=3)  # the second for days on which no worker ran


def renew(now: datetime | None = None) -> int:
    """Bring what is due, and what follows from answers, up to the day; how many rows changed."""
    today = timezone.localtime(now).date()
    return renew_all(today) + recount_since((now or timezone.now()) - LONG, today)


def recount_lately(now: datetime | None = None) -> int:
    """Bring the counts of assessments up to what was typed lately; how many were looked at."""
    return recount_since((now or timezone.now()) - LATELY, timezone.localtime(now).date())
