"""Records and their pages: by convention the page of a record has the record's kind as its URL name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Field, Model, QuerySet
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, resolve, reverse
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.lib.texts import NO_SIGN

Record = TypeVar("Record", bound=Model)
SOME_KEY = 987_654_321


def one(rows: QuerySet[Record], pk: int) -> Record:
    """The record of a query with this key; hidden and absent look the same (404)."""
    record = rows.filter(pk=pk).first() if pk < 2**63 else None
    if record is None:
        raise absent()
    return record


def check(record: Model, *, fields_alone: bool = False) -> None:
    """Refuse a record that its own fields and constraints do not allow, with a sentence for each field.

    Signs that no page can show are refused in every text, wherever it came from. ``fields_alone`` asks the database
    nothing: for many rows at once, whose links are known to be good.
    """
    try:
        if fields_alone:
            record.clean_fields(exclude={field.name for field in record._meta.concrete_fields if field.is_relation})
        else:
            record.full_clean()
    except ValidationError as error:
        raise _invalid(
            {
                _label(record, name): " ".join(str(message) for message in messages)
                for name, messages in error.message_dict.items()
            }
        ) from error
    values = ((field.name, vars(record).get(field.attname)) for field in record._meta.concrete_fields)
    if unseen := [name for name, value in values if any(map(NO_SIGN.search, _texts(value)))]:
        sentence = _("There are signs in this text that cannot be shown: write it anew instead of pasting it.")
        raise _invalid({_label(record, name): sentence for name in unseen})


def check_all(rows: Sequence[Model]) -> None:
    """``check(row, fields_alone=True)`` for many rows of a table: what they have in common is looked at once."""
    fields = [one for one in rows[0]._meta.concrete_fields if not one.is_relation] if rows else ()
    if not all(_is_good(field, rows) for field in fields):
        for row in rows:
            check(row, fields_alone=True)


def _is_good(field: Field[Any, Any], rows: Sequence[Model]) -> bool:
    """Whether a field allows the values that rows have in it, just as they are."""
    known: set[Any] = set()
    for row in rows:
        value = vars(row)[field.attname]
        key = value if type(value) is str else (repr(value),)
        if key in known:
            continue
        known.add(key)
        if field.blank and value in field.empty_values:
            continue
        try:
            cleaned = field.clean(value, row)
        except ValidationError:
            return False
        if type(cleaned) is not type(value) or cleaned != value or any(map(NO_SIGN.search, _texts(value))):
            return False
    return True


def _texts(value: Any) -> list[str]:
    return [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]


def _invalid(details: dict[str, str]) -> Problem:
    return Problem("invalid", _("Something is missing or wrong. Nothing was saved."), status=422, details=details)


def _label(record: Model, name: str) -> str:
    if name == NON_FIELD_ERRORS:
        return str(record._meta.verbose_name)
    return str(getattr(record._meta.get_field(name), "verbose_name", name))


def absent() -> Problem:
    """The refusal for what is hidden or absent."""
    return Problem("not-found", _("There is no such page, or it is not open to you."), status=404)


def url_of(kind: str, pk: int | None) -> str | None:
    """The address of a record's page, or None where that kind has no page of its own."""
    if pk is None:
        return None
    try:
        before, after = _address(kind, get_script_prefix())
    except NoReverseMatch:
        return None
    return f"{before}{pk}{after}"


@lru_cache(256)
def _address(kind: str, prefix: str) -> tuple[str, str]:
    """What stands before and after the key in the addresses of a kind: asked once, for a page has a hundred of them."""
    before, _key, after = reverse(kind, args=[SOME_KEY]).rpartition(str(SOME_KEY))
    return before, after


def record_at(address: str) -> tuple[str, int] | None:
    """The kind and key of the record whose page has this address (with or without the host); None if there is none.

    Only that the record exists is told, not whether somebody may see it.
    """
    try:
        found = resolve(urlsplit(address.strip()).path)
    except (Resolver404, ValueError):
        return None
    kind, pk = found.url_name or "", found.kwargs.get("pk")
    model = next((model for model in apps.get_models() if model._meta.model_name == kind), None)
    if model is None or not isinstance(pk, int) or not model._default_manager.filter(pk=pk).exists():
        return None
    return kind, pk
