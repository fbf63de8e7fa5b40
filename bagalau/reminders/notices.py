"""Bringing the notices up to what is asked for today: new ones are added, those no longer asked for are closed.

It may be cut off anywhere and begun again: what is there already is not added twice (M-08), and the rest follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.core.cache import cache

from bagalau.reminders.asking import Ask, asked
from bagalau.reminders.models import Notice
from bagalau.reminders.rules import TERMS, Kind, Terms

BATCH = 500
KEY = ("person", "kind", "record_kind", "record_id", "period")
Key = tuple[int, str, str, int, str]
Item = TypeVar("Item")


@dataclass(frozen=True)
class Brought:
    """How many notices were added or opened again, and how many were closed."""

    added: int = 0
    closed: int = 0


def bring_up(now: datetime, today: date, terms: Terms = TERMS, kinds: frozenset[Kind] = frozenset(Kind)) -> Brought:
    """M-08: let there be an open notice for whatever a person is asked for today, and for nothing else of ``kinds``."""
    wanted = {key: ask for ask in asked(today, terms, kinds) for key in keys_of(ask)}
    open_now = Notice.objects.filter(closed_at=None, kind__in=kinds)
    there = {(person, *rest): pk for pk, person, *rest in open_now.values_list("pk", *KEY)}
    over = [pk for key, pk in there.items() if key not in wanted]
    for part in _parts(over):
        Notice.objects.filter(pk__in=part).update(closed_at=now)
    missing = [key for key in wanted if key not in there]
    for keys in _parts(missing):
        _open_again(keys)
        rows = [_notice(key, wanted[key], today) for key in keys]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
    touched = {key[0] for key in missing} | {key[0] for key, pk in there.items() if key not in wanted}
    cache.delete_many([counted(person) for person in touched])
    return Brought(len(missing), len(over))


def keys_of(ask: Ask) -> Iterator[Key]:
    """What a notice may exist once for."""
    for person in ask.people:
        yield (person, str(ask.asked.kind), *ask.record, ask.asked.period)


def counted(person: int) -> str:
    """Where the number of unread notices of a person is kept for a while."""
    return f"notices-{person}"


def _open_again(keys: list[Key]) -> None:
    """Of what is asked for once more in the same period, as after reopening, the old notice is the notice."""
    records = Notice.objects.filter(closed_at__isnull=False, record_id__in={key[3] for key in keys})
    asked_for = set(keys)
    found = [pk for pk, *key in records.values_list("pk", *KEY) if tuple(key) in asked_for]
    Notice.objects.filter(pk__in=found).update(closed_at=None)


def _notice(key: Key, ask: Ask, today: date) -> Notice:
    person, kind, record_kind, record_id, period = key
    label = " ".join(ask.label.split())[:300] or "–"
    return Notice(
        person_id=person,
        kind=kind,
        record_kind=record_kind,
        record_id=record_id,
        period=period,
        label=label,
        due_on=ask.due.last_day if ask.due else None,
        due_precision=ask.due.precision if ask.due else "day",
        asked_on=today,
    )


def _parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    rows = list(items)
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))
