"""Writing and checking the journal. Every action writes one line, in its own transaction."""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from bagalau.people.models import JournalEntry, JournalHead, Person
from bagalau.people.rules import FIRST, JournalLine, changed, digest, first_broken

NOTHING: Mapping[str, Any] = {}


@contextmanager
def turn() -> Iterator[None]:
    """One action at a time: a transaction that holds the head of the journal from its first statement.

    Every action takes its turn before it looks at anything, so what it finds stays true until it is done, nothing is
    made twice by a double click, and no two actions wait for each other's rows.
    """
    with _line(), transaction.atomic():
        _head()
        yield


@contextmanager
def _line() -> Iterator[None]:
    """Stand in line with all processes that write to a file of SQLite: it lets whoever waits try again and again, and
    of many some never come through. PostgreSQL keeps such a line itself."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with (settings.DATA_FOLDER / "turn.lock").open("a") as line:
        fcntl.flock(line, fcntl.LOCK_EX)  # until the file is closed
        yield


def _head() -> JournalHead:
    head, _made = JournalHead.objects.select_for_update().get_or_create(pk=1, defaults={"digest": FIRST})
    return head


def write(
    actor: Person | None,
    verb: str,
    record: models.Model,
    before: Mapping[str, Any] = NOTHING,
    after: Mapping[str, Any] = NOTHING,
    *,
    label: str | None = None,
) -> JournalEntry:
    """Add a line about a record. Only the fields that differ are kept; ``actor`` None is the system itself."""
    was, now = changed(before, after)
    with transaction.atomic():
        head = _head()
        entry = JournalEntry(
            number=head.number + 1,
            at=timezone.now().astimezone(UTC),
            actor=actor,
            verb=verb,
            record_kind=record._meta.model_name or "",
            record_id=record.pk,
            record_label=(str(record) if label is None else label)[:300],
            before=was,
            after=now,
            previous=head.digest,
        )
        entry.digest = digest(head.digest, entry.content())
        entry.save(force_insert=True)
        head.number, head.digest = entry.number, entry.digest
        head.save()
    return entry


def snapshot(record: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    """The named fields of a record as JSON data."""
    return {name: plain(getattr(record, name)) for name in fields}


def plain(value: Any) -> Any:
    """A value as the journal keeps it: dates in ISO, money as text, a linked record as its name."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if value is None or isinstance(value, bool | int | float | list | dict):
        return value
    return str(value)


def verify() -> tuple[int, str] | None:
    """The first broken line and why, or None if every line is as it was written (P-04)."""
    head = JournalHead.objects.filter(pk=1).first()
    return first_broken(_lines(), (head.number, head.digest) if head else (0, FIRST))


def _lines() -> Iterator[JournalLine]:
    for entry in JournalEntry.objects.order_by("number").iterator(2000):
        entry.at = entry.at.astimezone(UTC)
        yield JournalLine(entry.number, entry.previous, entry.digest, entry.content())


def length() -> int:
    """How many lines the journal has."""
    return JournalEntry.objects.count()


def last_digest() -> str:
    """The digest of the last line: what is known by it holds until the next action."""
    head = JournalHead.objects.filter(pk=1).first()
    return head.digest if head else FIRST
