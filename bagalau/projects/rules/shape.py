"""What a project document is made of, told by its classes: walking, plain data and back, changes by place. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from bagalau.lib.periods import When
from bagalau.projects.rules.record import Row

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Shape:
    """What a class of rows is made of: the types of its fields, their defaults, its values with what makes each of them
    from JSON data, those of several parts, and the rows in it."""

    hints: Mapping[str, Any]
    defaults: Mapping[str, Any]
    values: tuple[str, ...]
    made: Mapping[str, Callable[[Any], Any]]
    lists: tuple[str, ...]
    children: Mapping[str, type[Row]]


_SHAPES: dict[type[Row], Shape] = {}


def shape_of(kind: type[Row]) -> Shape:
    """What a class is made of, found once."""
    if kind not in _SHAPES:
        hints = get_type_hints(kind)
        listed = {name: get_args(hint)[0] for name, hint in hints.items() if get_origin(hint) is tuple}
        inner = {name: one for name, one in listed.items() if isinstance(one, type) and issubclass(one, Row)}
        names = tuple(one.name for one in fields(kind) if one.name not in {"id", "at", *inner})
        _SHAPES[kind] = Shape(
            hints,
            {one.name: one.default for one in fields(kind)},
            names,
            {name: _maker(hints[name]) for name in names},
            tuple(name for name in names if name in listed),
            inner,
        )
    return _SHAPES[kind]


def children(kind: type[Row]) -> Mapping[str, type[Row]]:
    """The fields of a class that hold rows, with the class of those rows."""
    return shape_of(kind).children


def values(kind: type[Row]) -> tuple[str, ...]:
    """The fields of a class that hold values: neither rows nor what only says which row it is."""
    return shape_of(kind).values


def walk(row: Row) -> Iterator[Row]:
    """A row and all rows under it, in their order."""
    yield row
    for name in children(type(row)):
        for child in getattr(row, name):
            yield from walk(child)


def changed(row: R, changes: Mapping[tuple[str, str], Any]) -> R:
    """A record with some values replaced; ``changes`` maps where a row stands and the field to the new value.

    What stands nowhere is passed over. The record that was given stays as it is.
    """
    given = {name: value for (at, name), value in changes.items() if at == row.at and name in values(type(row))}
    for name in children(type(row)):
        before = getattr(row, name)
        after = tuple(changed(child, changes) for child in before)
        if any(one is not other for one, other in zip(before, after, strict=True)):
            given[name] = after
    return replace(row, **given) if given else row


def plain(row: Row) -> dict[str, Any]:
    """A record as JSON data, with keys and places; ``build`` makes it again."""
    found: dict[str, Any] = {"id": row.id, "at": row.at} if row.id is not None or row.at else {}
    shape = shape_of(type(row))
    for name in shape.values:
        value = getattr(row, name)
        if value != shape.defaults[name]:
            found[name] = value if type(value) is str else plain_value(value)
    for name in shape.children:
        if rows := getattr(row, name):
            found[name] = [plain(child) for child in rows]
    return found


def plain_value(value: Any) -> Any:
    """A value as JSON data: dates in ISO, money as text that loses nothing."""
    if isinstance(value, When):
        return value.iso
    if isinstance(value, Decimal | date):
        return str(value)
    return [plain_value(one) for one in value] if isinstance(value, tuple) else value


def build(kind: type[R], data: Mapping[str, Any]) -> R:
    """A record from what ``plain`` made of it; what the class does not know is passed over, ``ValueError`` if it fits
    no field."""
    given: dict[str, Any] = {name: data[name] for name in ("id", "at") if name in data}
    for name in values(kind):
        if name in data:
            given[name] = built_value(kind, name, data[name])
    for name, item in children(kind).items():
        given[name] = tuple(build(item, one) for one in data.get(name, ()))
    return kind(**given)


def built_value(kind: type[Row], name: str, value: Any) -> Any:
    """JSON data as the type that a field has."""
    return shape_of(kind).made[name](value)


def _maker(hint: Any) -> Callable[[Any], Any]:
    """What makes JSON data a value of some type; nothing is nothing in each."""
    options = get_args(hint) or (hint,)
    if get_origin(hint) is tuple:
        one = _maker(options[0])
        return lambda value: None if value is None else tuple(map(one, value))
    if When in options:
        return lambda value: value if value is None or isinstance(value, When) else When.parse(value)
    if Decimal in options:
        return lambda value: None if value is None else Decimal(str(value))
    return lambda value: value
