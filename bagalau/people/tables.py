"""The columns of the list of people, and the words in which a journal line is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from bagalau.lib.columns import Column
from bagalau.people.models import JournalEntry, Person
from bagalau.web.records import url_of


def _roles(person: Person) -> str:
    names = {str(grant.get_role_display()) for grant in person.grants.all()}
    return ", ".join(sorted(names))


PEOPLE: tuple[Column[Person], ...] = (
    Column("name", _("Name"), lambda row: row.name, url=lambda row: url_of("person", row.pk), sort="name"),
    Column("position", _("Position"), lambda row: row.position),
    Column("unit", _("Unit"), lambda row: row.unit and row.unit.name, url=lambda row: url_of("unit", row.unit_id)),
    Column("roles", _("Roles"), _roles),
    Column("email", _("Mail address"), lambda row: row.email, on_page=False),
    Column("may_sign_in", _("May sign in"), lambda row: row.is_active and row.has_usable_password(), "flag"),
)

# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (
    gettext_noop("add"),
    gettext_noop("change"),
    gettext_noop("found office"),
    gettext_noop("grant role"),
    gettext_noop("end role"),
    gettext_noop("invite again"),
    gettext_noop("accept invitation"),
    gettext_noop("change password"),
    gettext_noop("reset password"),
    gettext_noop("turn two-step sign-in on"),
    gettext_noop("turn two-step sign-in off"),
    gettext_noop("make new recovery codes"),
)


@dataclass(frozen=True)
class Change:
    """One field of a journal line, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One journal line, in words."""

    entry: JournalEntry
    verb: str
    kind: str
    url: str | None
    changes: list[Change]


def lines(entries: Iterable[JournalEntry]) -> list[Line]:
    """Journal lines as the pages show them."""
    return [
        Line(
            entry,
            gettext(entry.verb),
            kind_label(entry.record_kind),
            url_of(entry.record_kind, entry.record_id),
            changes(entry),
        )
        for entry in entries
    ]


def changes(entry: JournalEntry) -> list[Change]:
    """What a line says has changed, field by field."""
    names = [*entry.before, *(name for name in entry.after if name not in entry.before)]
    return [_change(entry, name) for name in names]


def _change(entry: JournalEntry, name: str) -> Change:
    own = settings.JOURNAL_WORDS.get(entry.record_kind)
    told: Change | None = import_module(own).told(entry, name) if own else None
    return told or _plainly(entry, name)


def _plainly(entry: JournalEntry, name: str) -> Change:
    before, after = (_words(values.get(name), entry.record_kind, name) for values in (entry.before, entry.after))
    return Change(_label(entry.record_kind, name), before, after)


@lru_cache(1000)
def fields_of(kind: str, name: str) -> list[models.Field[Any, Any]]:
    """The fields that a journal line may speak of: of the record, and of its parts, as a role of a person."""
    found = []
    for model in _speakers(kind):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        found += [field] if isinstance(field, models.Field) else []
    return found


@lru_cache(100)
def _speakers(kind: str) -> list[type[models.Model]]:
    """The model of a kind, and those that have no other record than one of it: its parts."""
    of = kinds().get(kind)
    if of is None:
        return []
    parts = (one.related_model for one in of._meta.related_objects if one.on_delete is models.CASCADE)
    return [of, *(part for part in parts if part.__module__.startswith("bagalau."))]


@lru_cache(1000)
def words_of(kind: str, name: str) -> Callable[[str], str] | None:
    """How a model says the values of a field, where it is not by the choices of the field: its ``CALLED``."""
    told = (getattr(model, "CALLED", {}).get(name) for model in _speakers(kind))
    return next((one for one in told if one), None)


@lru_cache(1)
def kinds() -> dict[str, type[models.Model]]:
    """The records that were given a name, by what the journal calls them; the other rows are parts of one."""
    return {
        str(model._meta.model_name): model
        for model in apps.get_models()
        if model.__module__.startswith("bagalau.")
        and "verbose_name" in model._meta.original_attrs
        and model is not JournalEntry
    }


def kind_label(kind: str) -> str:
    """What to call a kind of record."""
    model = kinds().get(kind)
    return str(model._meta.verbose_name) if model else kind


def verb_label(verb: str) -> str:
    """What to call an action; every app marks its own verbs for translation."""
    return gettext(verb)


def _label(kind: str, name: str) -> str:
    named = (str(field.verbose_name) for field in fields_of(kind, name) if field._verbose_name)  # type: ignore[attr-defined]
    return next(named, "") or gettext(name.replace("_", " "))


def _words(value: Any, kind: str, name: str) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return ", ".join(_words(item, kind, name) for item in value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and (called := words_of(kind, name)):
        return called(value)
    labels = (dict(field.flatchoices) for field in fields_of(kind, name) if field.choices)
    return next((str(known[value]) for known in labels if value in known), str(value))
