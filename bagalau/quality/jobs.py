"""What the worker does of this app: once a day, what became due."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from bagalau.quality.actions.dues import renew_all


def renew(now: datetime | None = None) -> int:
    """Bring what is due up to the day; how many rows changed."""
    return renew_all(timezone.localtime(now).date())
