"""A record as data with a declared shape: corrected, taken apart, compared. Pure; the rules D-02 and D-03 stand in
``documents.rules``."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bagalau.documents.extract.draft import path_steps
from bagalau.documents.extract.shapes import Field, mark
from bagalau.documents.extract.values import flag, money
from bagalau.lib.periods import When


def reviewed(record: Mapping[str, Any], corrections: Mapping[str, Any], removed: Iterable[str]) -> dict[str, Any]:
    """D-02: the record as the reviewer left it. Rows are taken out last, so that paths keep their meaning."""
    result = copy.deepcopy(dict(record))
    for path, value in corrections.items():
        put(result, path, value)
    for path in innermost_first(removed):
        put(result, path, _TAKEN_OUT)
    return {name: _without_taken_out(value) for name, value in result.items()}


_TAKEN_OUT = object()


def innermost_first(rows: Iterable[str]) -> list[str]:
    """Paths of rows so that one taken out does not change what the paths after it mean: deeper and later ones first."""
    return sorted(rows, key=lambda path: (path.count("["), int(path[path.rindex("[") + 1 : -1])), reverse=True)


def _without_taken_out(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_taken_out(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_taken_out(item) for item in value if item is not _TAKEN_OUT]
    return value


def renumbered(spans: Mapping[str, Any], removed: Iterable[str]) -> dict[str, Any]:
    """The places of a draft's values under the paths that they have once rows were taken out (D-02)."""
    result = dict(spans)
    for path in innermost_first(removed):
        rows, number = path[: path.rindex("[")], int(path[path.rindex("[") + 1 : -1])
        result = {
            _moved(name, rows, number): places
            for name, places in result.items()
            if not name.startswith((f"{path}.", f"{path}[")) and name != path
        }
    return result


def restored(path: str, removed: Iterable[str]) -> str:
    """The path that a place of the reviewed record had before rows were taken out: ``renumbered`` backwards."""
    for row in reversed(innermost_first(removed)):
        rows, number = row[: row.rindex("[")], int(row[row.rindex("[") + 1 : -1])
        match = re.match(rf"{re.escape(rows)}\[(\d+)\](.*)", path, re.DOTALL)
        if match and int(match[1]) >= number:
            path = f"{rows}[{int(match[1]) + 1}]{match[2]}"
    return path


def _moved(path: str, rows: str, number: int) -> str:
    """A path one row up, if it lies in the same rows after the one taken out."""
    match = re.match(rf"{re.escape(rows)}\[(\d+)\](.*)", path, re.DOTALL)
    if not match or int(match[1]) < number:
        return path
    return f"{rows}[{int(match[1]) - 1}]{match[2]}"


def put(record: dict[str, Any], path: str, value: Any) -> None:
    """Store a value under a path; rows that do not exist yet are added."""
    steps = path_steps(path)
    here: Any = record
    for step, following in pairwise(steps):
        fresh: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            while len(here) <= step:
                here.append({})
            here = here[step]
        else:
            if here.get(step) is None:
                here[step] = fresh
            here = here[step]
    last = steps[-1]
    if isinstance(last, int):
        while len(here) <= last:
            here.append({})
    here[last] = value


def value_at(record: Any, path: str) -> Any:
    """The value under a path, or None."""
    for step in path_steps(path):
        try:
            record = record[step]
        except (KeyError, IndexError, TypeError):
            return None
    return record


_NAME = re.compile(r"[^.\[\]]{1,200}")
_PART = re.compile(r"(\w+)(\[(?:0|[1-9]\d{0,5})\])?", re.ASCII)


def field_at(shape: Sequence[Field], path: str) -> Field | None:
    """The declaration of the field that a path names; None if there is no such field or the path is none."""
    here, more, rest = path.partition(".")
    match = _PART.fullmatch(here)
    found = next((item for item in shape if match and item.name == match[1]), None)
    if match is None or found is None or (match[2] and found.kind != "rows"):
        return None
    if not more:
        return found
    if found.kind == "group" and not found.fields:
        return Field(rest, rest, found.each) if _NAME.fullmatch(rest) else None
    return None if found.kind == "rows" and not match[2] else field_at(found.fields, rest)


def reaches(record: Any, path: str, *, new: bool = False) -> bool:
    """Whether the rows that a path passes through are there; with ``new``, the first row after them counts too."""
    for step in path_steps(path):
        if not isinstance(step, int):
            record = record.get(step) if isinstance(record, Mapping) else None
            continue
        rows = record if isinstance(record, list) else []
        if step >= len(rows) + new:
            return False
        record = rows[step] if step < len(rows) else None
    return True


@dataclass(frozen=True)
class WrongValue(Exception):
    """D-03: why a correction was refused, as a template to translate."""

    sentence: str


def parse(field: Field, text: str) -> Any:
    """D-03: what a reviewer typed, as the field's value; an empty text is None (or an empty list)."""
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if field.kind == "texts":
        return [line.strip() for line in text.split("\n") if line.strip()]
    if not text:
        return None
    if field.kind == "date":
        return _date(text)
    if field.kind in {"money", "number"}:
        return _number(text)
    if field.kind == "flag":
        return _flag(text)
    if field.kind == "flags":
        return [_flag(word) for word in re.split(r"[\s,;]+", text) if word] or None
    return text if field.kind == "long" else re.sub(r"\s+", " ", text)


def _date(text: str) -> str:
    try:
        return When.parse(text).iso
    except ValueError as error:
        raise WrongValue(mark("Write a date as 2024-12-31, a month as 2024-12, or a year as 2024.")) from error


def _flag(text: str) -> bool:
    value = flag(text)
    if value is None:
        raise WrongValue(mark("Write yes or no."))
    return value


def _number(text: str) -> int | float:
    amount = money(text)
    if amount is None or amount.copy_abs() >= 10**15:
        raise WrongValue(mark("Write a number, such as 20000 or 20000.50."))
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def unparse(field: Field, value: Any) -> str:
    """A value as a reviewer types it; ``parse(field, unparse(field, value)) == value`` for every valid value."""
    if value is None:
        return ""
    if field.kind == "texts":
        return "\n".join(str(item) for item in value)
    if field.kind == "flags":
        return ", ".join("yes" if item else "no" for item in value)
    if field.kind == "flag" or isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


@dataclass(frozen=True)
class Leaf:
    """One value of a record with its path, its declaration, and the row it stands in."""

    path: str
    field: Field
    value: Any


def leaves(shape: Sequence[Field], record: Mapping[str, Any], prefix: str = "") -> Iterator[Leaf]:
    """Every declared value of a record, rows unfolded."""
    for item in shape:
        value = record.get(item.name) if isinstance(record, Mapping) else None
        path = f"{prefix}{item.name}"
        if item.kind == "group":
            yield from leaves(item.parts(value), value or {}, f"{path}.")
        elif item.kind == "rows":
            for number, row in enumerate(value or []):
                yield from leaves(item.fields, row, f"{path}[{number}].")
        else:
            yield Leaf(path, item, value)


def trail(shape: Sequence[Field], path: str) -> list[tuple[str, int | None]]:
    """A path as people read it: the labels on the way to a field, with the number of the row (from 1)."""
    found: list[tuple[str, int | None]] = []
    fields, is_open = shape, False
    for step in path_steps(path):
        if isinstance(step, int):
            if found:
                found[-1] = (found[-1][0], step + 1)
            continue
        field = next((item for item in fields if item.name == step), None)
        if field is None:
            return [*found, (step, None)] if is_open else found
        is_open = field.kind == "group" and not field.fields
        found.append((field.label, None))
        fields = field.fields
    return found


@dataclass(frozen=True)
class Difference:
    """A field that differs between the record and a later copy."""

    path: str
    field: Field
    before: Any
    after: Any


def differences(shape: Sequence[Field], before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Field by field, what a later copy would change; white space alone is no difference."""
    old = {leaf.path: leaf for leaf in leaves(shape, before)}
    new = {leaf.path: leaf for leaf in leaves(shape, after)}
    return [
        Difference(
            path,
            (new.get(path) or old[path]).field,
            old[path].value if path in old else None,
            new[path].value if path in new else None,
        )
        for path in [*new, *(path for path in old if path not in new)]
        if not same(old[path].value if path in old else None, new[path].value if path in new else None)
    ]


def same(one: Any, other: Any) -> bool:
    """Equal but for white space; nothing, an empty text and an empty list are the same."""
    return bool(_folded(one) == _folded(other))


def _folded(value: Any) -> Any:
    if value in (None, "", [], {}):
        return None
    if isinstance(value, str):
        return re.sub(r"\s+", " ", value).strip() or None
    return [_folded(item) for item in value] if isinstance(value, list) else value
