"""Compares a record with an expected one, in the notation of the samples.

A plain value must be equal (white space folded), an absent key is not compared, a list is compared item by item, null
stands for anything empty. Looser: ``{"$starts": text}``, ``{"$present": true}``, ``{"$count": n}``, ``{"$any": [...]}``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


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
        rows = got if isinstance(got, list) else []
        for index in range(max(len(want), len(rows))):
            if index >= len(want):
                yield f"{path}[{index}]: want nothing, got {str(rows[index])[:200]!r}"
            else:
                yield from differences(want[index], rows[index] if index < len(rows) else None, f"{path}[{index}]")
    elif not _same(want, got):
        yield f"{path}: want {want!r}, got {str(got)[:200]!r}"


def _loosely(want: dict[str, Any], got: Any) -> bool:
    (rule, given), *_ = want.items()
    if rule == "$starts":
        return isinstance(got, str) and str(_fold(got)).startswith(str(_fold(given)))
    if rule == "$present":
        return bool(got)
    if rule == "$count":
        return len(got or []) == given
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
