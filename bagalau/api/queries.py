"""Reads: one's own tokens, and who holds a token."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.db.models import QuerySet

from bagalau.api.access import HOLD_TOKENS
from bagalau.api.models import ApiToken
from bagalau.api.rules import digest
from bagalau.commitments.queries import commitments
from bagalau.evaluations.models import Evaluation, KeyAction
from bagalau.evaluations.models.content import STATEMENTS, Numbered
from bagalau.evaluations.queries.content_told import told
from bagalau.evaluations.rules.content import LINKS, Kind
from bagalau.people.access import Viewer, require
from bagalau.people.models import JournalEntry
from bagalau.web.records import one

BEFORE_ALL = datetime(1900, 1, 1, tzinfo=UTC)


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


def touched(kind: str, since: datetime) -> QuerySet[JournalEntry, int]:
    """The keys of the records of a kind that something was done to at a moment or later; for use in a condition."""
    return JournalEntry.objects.filter(record_kind=kind, at__gte=since).order_by().values_list("record_id", flat=True)


def statements(viewer: Viewer, kind: Kind) -> QuerySet[Numbered]:
    """What all evaluations tell a viewer (EC-07), of one kind, with what each is linked with."""
    rows = STATEMENTS[kind]._default_manager.filter(evaluation__in=Evaluation.objects.filter(told(viewer)))
    links = [f"{other}s" for other in LINKS[kind]]
    more = ["addressed_units", "parts__addressed_units"] if kind is Kind.RECOMMENDATION else []
    return rows.select_related("evaluation__unit").prefetch_related(*links, *more)


def statement(viewer: Viewer, kind: Kind, pk: int) -> Numbered:
    """The door to a statement."""
    return one(statements(viewer, kind), pk)


def key_actions(viewer: Viewer) -> QuerySet[KeyAction]:
    """The key actions whose commitments are open to a viewer."""
    rows = KeyAction.objects.filter(commitment__in=commitments(viewer))
    return rows.select_related("commitment__unit", "recommendation__evaluation").prefetch_related("parts")


def settled_until() -> datetime:
    """The moment up to which everything that was done is there to be read.

    Actions take turns: each holds the head of the journal until it is committed. So whatever is not there yet was begun
    after the last line that is, and will bear a later time.
    """
    return JournalEntry.objects.order_by("-number").values_list("at", flat=True).first() or BEFORE_ALL
