"""Compares a record with an expected one, in the notation of the samples.

A plain value must be equal (white space folded), an absent key is not compared, a list is compared item by item,
null stands for anything empty. Looser: ``{"$starts": "…"}``, ``{"$present": true}``, ``{"$count": 3}``,
``{"$any": ["…", null]}``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bagalau.documents.extract.shapes import Field
from bagalau.formats.reading import Reading

SAMPLES = Path(__file__).parent / "samples"


def samples(folder: str) -> list[str]:
    """The names of the sample pages of a kind."""
    return sorted(path.stem for path in (SAMPLES / folder).glob("*.txt"))


def sample(folder: str, name: str) -> tuple[Reading, Any]:
    """A sample page and the record that it must give."""
    text = (SAMPLES / folder / f"{name}.txt").read_text(encoding="utf-8")
    expected = (SAMPLES / folder / f"{name}.expected.json").read_text(encoding="utf-8")
    return Reading(text, "text"), json.loads(expected)


def undeclared(record: dict[str, Any], shape: Sequence[Field], path: str = "") -> Iterator[str]:
    """The keys of a record that its shape does not name; a group without fields may hold any."""
    fields = {field.name: field for field in shape}
    for key, value in record.items():
        if not path and key in {"kind", "system"}:
            continue
        if key not in fields:
            yield f"{path}{key}"
        elif fields[key].fields:
            for row in value if isinstance(value, list) else [value] if value else []:
                yield from undeclared(row, fields[key].fields, f"{path}{key}.")


def differences(want: Any, got: Any, path: str = "") -> Iterator[str]:
    """A sentence for each field that differs."""
    if isinstance(want, dict) and len(want) == 1 and next(iter(want)).startswith("$"):
        if not _loosely(want, got):
            yield f"{path}: want {want}, got {str(got)[:200]!r}"
    elif isinstance(want, dict):
        held = got if isinstance(got, dict) else {}
        for key, value in want.items():
            yield from differences(value, held.get(key), f"{path}.{key}" if path else key)
    elif isinstance(want, list):
        yield from _of_rows(want, got if isinstance(got, list) else [], path)
    elif not _same(want, got):
        yield f"{path}: want {want!r}, got {str(got)[:200]!r}"


def _of_rows(want: list[Any], got: list[Any], path: str) -> Iterator[str]:
    for index in range(max(len(want), len(got))):
        if index >= len(want):
            yield f"{path}[{index}]: want nothing, got {str(got[index])[:200]!r}"
        else:
            yield from differences(want[index], got[index] if index < len(got) else None, f"{path}[{index}]")


def _loosely(want: dict[str, Any], got: Any) -> bool:
    (rule, given), *_ = want.items()
    if rule == "$starts":
        return isinstance(got, str) and str(_fold(got)).startswith(str(_fold(given)))
    if rule == "$present":
        return bool(got)
    if rule == "$count":
        return bool(len(got or []) == given)
    if rule == "$any":
        return any(_same(option, got) for option in given)
    raise ValueError(f"unknown rule {rule}")


def _same(want: Any, got: Any) -> bool:
    if want is None:
        return got in (None, "", [], {})
    if isinstance(want, bool) or isinstance(got, bool):
        return want is got
    return bool(_fold(want) == _fold(got))


def _fold(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value
