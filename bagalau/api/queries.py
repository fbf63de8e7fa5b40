"""Reads: one's own tokens, and who holds a token."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet

from bagalau.api.access import HOLD_TOKENS
from bagalau.api.models import ApiToken
from bagalau.api.rules import digest
from bagalau.people.access import Viewer, require
from bagalau.people.models import JournalEntry
from bagalau.web.records import one


def tokens(viewer: Viewer) -> QuerySet[ApiToken]:
    """One's own tokens, the newest first; nobody sees those of others."""
    require(viewer, HOLD_TOKENS)
    return ApiToken.objects.filter(person=viewer.person)


def token(viewer: Viewer, pk: int) -> ApiToken:
    """The door to a token."""
    return one(tokens(viewer), pk)


def held(secret: str, today: date) -> ApiToken | None:
    """The token in force with this secret (A-01, A-03), of a person who may sign in; None if there is none."""
    found = ApiToken.objects.filter(digest=digest(secret), person__is_active=True).select_related("person").first()
    return found if found and found.is_in_force(today) else None


def settled_until() -> datetime | None:
    """The moment up to which everything that was done is there to be read.

    Actions take turns: each holds the head of the journal until it is committed. So whatever is not there yet was begun
    after the last line that is, and will bear a later time.
    """
    return JournalEntry.objects.order_by("-number").values_list("at", flat=True).first()
