"""Drafts that wait for review: told of once they wait for a week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from bagalau.documents.models import Draft
from bagalau.documents.rules import DraftStatus
from bagalau.reminders.asking.reach import OFFICERS, Ask, Reach
from bagalau.reminders.rules import Asked, Kind, Terms

PATIENCE = timedelta(days=7)


def asked(today: date, terms: Terms, reach: Reach) -> Iterator[Ask]:
    """Of each draft that nobody decided on; one query."""
    rows = Draft.objects.filter(status=DraftStatus.WAITING).order_by()
    for pk, title, unit, made_at in rows.values_list("pk", "title", "unit", "created_at").iterator(2000):
        since = timezone.localtime(made_at).date()
        if since + PATIENCE <= today:
            yield Ask(Asked(Kind.DRAFT, f"{since}"), ("draft", pk), title[:300], reach.nearest(OFFICERS, unit))
