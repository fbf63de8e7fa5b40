"""Cells and rows of the reading contract as rows of the record whose fields have the same names. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from bagalau.lib.periods import When
from bagalau.projects.rules.record import BudgetLine, Row
from bagalau.projects.rules.shape import built_value, children, plain_value, values

R = TypeVar("R", bound=Row)


def text(value: Any) -> str:
    """A text; what is not stated is the empty one."""
    return "" if value is None else str(value)


def number(value: Any) -> Decimal | None:
    """An amount or a rate; what is none is not stated."""
    try:
        found = Decimal(str(value)) if value not in (None, "") else None
    except InvalidOperation:
        return None
    return found if found is None or found.is_finite() else None


def when(value: Any) -> When | None:
    """A date in ISO; what is none is not stated."""
    try:
        return When.parse(str(value)) if value else None
    except ValueError:
        return None


def rows(kind: type[R], told: Mapping[str, Any], name: str, under: str = "") -> tuple[R, ...]:
    """The rows of a list of the contract."""
    at = f"{under}.{name}" if under else name
    return tuple(row_of(kind, row, f"{at}[{place}]") for place, row in enumerate(told.get(name) or ()))


def row_of(kind: type[R], told: Mapping[str, Any], at: str) -> R:
    """A row with all it states under names that the class knows, and the rows in it."""
    given = cells_of(kind, told)
    given |= {name: rows(child, told, name, at) for name, child in children(kind).items()}
    return kind(at=at, **given)


def cells_of(kind: type[Row], told: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a row states, as the types that the fields have; what fits no field is not stated."""
    found: dict[str, Any] = {}
    for name in values(kind):
        if told.get(name) is not None:
            try:
                value = built_value(kind, name, told[name])
            except (ValueError, InvalidOperation, TypeError):
                continue
            if not (isinstance(value, Decimal) and value.is_snan()):
                found[name] = str(value) if _is_text(kind, name) else value
    return found


def _is_text(kind: type[Row], name: str) -> bool:
    return isinstance(kind.__dataclass_fields__[name].default, str)


def told_of(row: Row) -> dict[str, Any]:
    """A row as the contract states it: empty texts are not stated, money stays ``Decimal``."""
    found: dict[str, Any] = {}
    for name in values(type(row)):
        value = getattr(row, name)
        found[name] = value if isinstance(value, Decimal) else (None if value == "" else plain_value(value))
    if isinstance(row, BudgetLine):
        found["source"] = row.source or row.printed_source or None
    for name in children(type(row)):
        found[name] = [told_of(one) for one in getattr(row, name)]
    return found
