"""The data files of projects: dated tables and lists with their source. Pure.

PZ-01  Each file has a code, a version, a source and names in three languages, and says whether its source was seen. An
       organisation's own file of the same name takes the place of the one that comes with it.
PZ-02  A row holds from its first to its last day; without them, always.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from bagalau.reference.rules import LANGUAGES, BadList

SHIPPED = Path(__file__).parents[1] / "lists"
Made = TypeVar("Made")


@dataclass(frozen=True)
class DataFile:
    """PZ-01: a file with its parts; ``verified`` tells whether the values were seen in the source."""

    code: str
    version: str
    source: str
    verified: bool
    names: Mapping[str, str] = field(hash=False)
    parts: Mapping[str, Any] = field(hash=False)

    def rows(self, part: str, make: Callable[[Mapping[str, Any]], Made]) -> tuple[Made, ...]:
        """The rows of a part, each made into a value; ``BadList`` names the first that cannot be."""
        made = []
        for number, row in enumerate(self.parts.get(part, ()), 1):
            try:
                made.append(make(row))
            except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
                raise BadList(f"{self.code}.json, {part}, row {number} cannot be read: {error!r}.") from error
        return tuple(made)


@lru_cache(64)
def data_file(code: str, own: Path | None = None) -> DataFile:
    """PZ-01: a file by its code, from the organisation's own folder if it has one there; read once."""
    path = own / f"{code}.json" if own and (own / f"{code}.json").is_file() else SHIPPED / f"{code}.json"
    try:
        data = json.loads(path.read_text("utf-8"))
        found = DataFile(
            str(data["code"]),
            str(data["version"]),
            str(data["source"]),
            bool(data["verified"]),
            names(data["names"]),
            data,
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadList(f"{path.name} cannot be read: {error!r}.") from error
    if found.code != code:
        raise BadList(f"{path.name} says that its code is {found.code}.")
    return found


def names(given: Mapping[str, str]) -> dict[str, str]:
    """Names by language; at least the English one."""
    if not given.get("en"):
        raise ValueError("an English name is missing")
    return {language: str(given[language]) for language in LANGUAGES if given.get(language)}


def day(text: str | None) -> date | None:
    """A day in ISO, or none."""
    return date.fromisoformat(text) if text else None


class Dated(Protocol):
    """What holds from a day to a day."""

    @property
    def since(self) -> date | None: ...

    @property
    def until(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def holding(rows: Iterable[D], on: date) -> list[D]:
    """PZ-02: the rows that hold on a day."""
    return [row for row in rows if (row.since is None or row.since <= on) and (row.until is None or on <= row.until)]


def latest(rows: Sequence[D]) -> D | None:
    """Of rows that hold, the one that began last."""
    return max(rows, key=lambda row: row.since or date.min, default=None)
