"""Writes: what can be rated, as those who hold its record tell of it. Called by their actions, inside their turn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.utils import timezone

from bagalau.documents.rules import Visibility
from bagalau.lib.titles import match_key
from bagalau.people.models import Person, Unit
from bagalau.quality.actions.dues import renew
from bagalau.quality.models import Assessment, Subject
from bagalau.quality.rules.questionnaire import Rates


@dataclass(frozen=True)
class Told:
    """What whoever holds a record tells of it; the days are those of its life, as far as they are known."""

    unit: Unit
    title: str
    number: str = ""
    type: str = ""
    manager: Person | None = None
    visibility: str = Visibility.INTERNAL
    starts: date | None = None
    ends: date | None = None
    signed_on: date | None = None
    closed_on: date | None = None
    dropped_on: date | None = None


def keep_subject(kind: Rates, key: int, told: Told, today: date | None = None) -> Subject:
    """Bring what can be rated to what its record says. One that only a paper named before is taken over, if there is
    exactly one of the same unit with the same number or title (QP-01). What is due of it follows at once where
    somebody says which day it is, and else with the next day of the worker."""
    rows = Subject.objects.select_related("unit", "manager")
    subject = rows.filter(kind=kind, key=key).first() or _named(kind, told) or Subject(kind=kind)
    before = {field.name: getattr(subject, field.name, None) for field in fields(Told)} if subject.pk else None
    after = {field.name: getattr(told, field.name) for field in fields(Told)}
    if before == after and subject.key == key:
        return subject
    subject.key = key
    for name, value in after.items():
        setattr(subject, name, value)
    subject.title, subject.match_key = told.title[:500], match_key(told.title)
    moved = before is not None and before["unit"] != told.unit
    subject.save()
    if moved:
        Assessment.objects.filter(subject=subject).update(unit=told.unit, updated_at=timezone.now())
    if today is not None:
        renew(subject, today)
    return subject


def add_subjects(kind: Rates, told: Iterable[tuple[int, Told]]) -> None:
    """The rows of many records that are new, by their keys. For what is made up: nothing is looked for."""
    given = ((key, {field.name: getattr(one, field.name) for field in fields(Told)}) for key, one in told)
    rows = [Subject(kind=kind, key=key, match_key=match_key(values["title"]), **values) for key, values in given]
    Subject.objects.bulk_create(rows, 1000)


def named_subject(kind: Rates, unit: Unit, number: str, title: str) -> Subject:
    """The subject that a paper names, made if there is none (QP-01). Saved only if it is found; the caller saves."""
    found = _named(kind, Told(unit, title, number), linked=True)
    return found or Subject(kind=kind, unit=unit, number=number, title=title[:500], match_key=match_key(title))


def _named(kind: Rates, told: Told, *, linked: bool = False) -> Subject | None:
    """QP-01."""
    rows = Subject.objects.filter(kind=kind, unit=told.unit)
    if not linked:
        rows = rows.filter(key=None)
    if told.number and len(fits := list(rows.filter(number=told.number)[:2])) == 1:
        return fits[0]
    fits = [row for row in rows.filter(match_key=match_key(told.title))[:5] if _agree(row.number, told.number)]
    return fits[0] if len(fits) == 1 and match_key(told.title) else None


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other
