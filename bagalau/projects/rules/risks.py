"""Risks: words as steps of the scales, the matrix, categories, and the screening's category. Pure.

Source: domain reference, project cycle, part 1.8. The cells of the matrix were not seen in a source.

PK-01  The level of a risk stands in a table of impact by likelihood, each from 1 to 5. It is no product: likely but
       minor is another risk than unlikely but extensive.
PK-02  Words of a paper ("medium") become a step by a table of words; the words are kept, and those that are not in the
       table become none.
PK-03  A category holds from its first to its last day: "political" until 2018, "reputational" since 2019.
PK-04  The category of a screened project is its highest single risk, and low where none was found. As long as a risk
       is not assessed, only "high" is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from bagalau.lib.problems import Problem
from bagalau.projects.rules.lists import data_file, day, holding, names
from bagalau.reference.rules import BadList, folded

Scale = Literal["impact", "likelihood"]
STEPS = range(1, 6)


class Level(StrEnum):
    """PK-01, from the lowest to the highest."""

    LOW = "low"
    MODERATE = "moderate"
    SUBSTANTIAL = "substantial"
    HIGH = "high"


LEVELS = tuple(Level)


@dataclass(frozen=True)
class Step:
    """A step of a scale, with the words that papers use for it."""

    score: int
    names: Mapping[str, str] = field(hash=False)
    words: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """PK-01, PK-02: the levels by impact and likelihood, with both scales."""

    verified: bool
    levels: Mapping[Level, Mapping[str, str]] = field(hash=False)
    impact: tuple[Step, ...]
    likelihood: tuple[Step, ...]
    cells: Mapping[tuple[int, int], Level] = field(hash=False)

    def steps(self, scale: Scale) -> tuple[Step, ...]:
        """The steps of a scale."""
        return self.impact if scale == "impact" else self.likelihood


@lru_cache(8)
def matrix(own: Path | None = None) -> Matrix:
    """The matrix in use; ``own``: the folder of the organisation's own files."""
    data = data_file("risk-matrix", own)
    rows = data.rows("cells", lambda row: (int(row["impact"]), tuple(Level(one) for one in row["levels"])))
    cells = {(impact, likelihood): level for impact, levels in rows for likelihood, level in enumerate(levels, 1)}
    told = dict(data.rows("levels", lambda row: (Level(row["code"]), names(row["names"]))))
    scales = [data.rows(scale, _step) for scale in ("impact", "likelihood")]
    if set(cells) != {(impact, likelihood) for impact in STEPS for likelihood in STEPS} or set(told) != set(LEVELS):
        raise BadList("risk-matrix.json needs five rows of five levels, and a name for each level.")
    if any([step.score for step in steps] != list(STEPS) for steps in scales):
        raise BadList("risk-matrix.json needs the steps 1 to 5 of impact and of likelihood.")
    return Matrix(data.verified, told, scales[0], scales[1], cells)


def _step(row: Mapping[str, Any]) -> Step:
    return Step(int(row["score"]), names(row["names"]), tuple(str(word) for word in row["words"]))


def level(impact: int | None, likelihood: int | None, own: Path | None = None) -> Level | None:
    """PK-01: the level of a risk; None as long as one of the two is not told."""
    if any(score is not None and score not in STEPS for score in (impact, likelihood)):
        raise Problem("bad-risk-score", "Impact and likelihood of a risk are told from 1 to 5.", status=422)
    return None if impact is None or likelihood is None else matrix(own).cells[impact, likelihood]


def score(words: str, scale: Scale, own: Path | None = None) -> int | None:
    """PK-02: the step that words, or its number, name; None if they name none."""
    return _by_words(scale, own).get(folded(words))


@lru_cache(8)
def _by_words(scale: Scale, own: Path | None) -> dict[str, int]:
    found: dict[str, int] = {}
    for step in matrix(own).steps(scale):
        for word in (str(step.score), *step.names.values(), *step.words):
            found.setdefault(folded(word), step.score)
    return found


def highest(levels: Iterable[Level | None]) -> Level | None:
    """The highest of levels; None if none is told."""
    return max((one for one in levels if one is not None), key=LEVELS.index, default=None)


@dataclass(frozen=True)
class Category:
    """PK-03: a category of risks."""

    number: int
    code: str
    names: Mapping[str, str] = field(hash=False)
    aliases: tuple[str, ...]
    since: date | None
    until: date | None
    verified: bool

    def name(self, language: str) -> str:
        """The name in a language, or else in English."""
        return self.names.get(language[:2]) or self.names["en"]


@lru_cache(8)
def all_categories(own: Path | None = None) -> tuple[Category, ...]:
    """PK-03: also those that no longer hold."""
    return data_file("risk-categories", own).rows("categories", _category)


def _category(row: Mapping[str, Any]) -> Category:
    return Category(
        int(row["number"]),
        str(row["code"]),
        names(row["names"]),
        tuple(str(alias) for alias in row["aliases"]),
        day(row["since"]),
        day(row["until"]),
        bool(row["verified"]),
    )


def categories(on: date, own: Path | None = None) -> list[Category]:
    """PK-03: those of a day, in their order."""
    return sorted(holding(all_categories(own), on), key=lambda one: one.number)


def category(words: str, own: Path | None = None) -> Category | None:
    """PK-03: the category that words name, of whatever day; None for words that name none."""
    told = folded(words)
    found = (one for one in all_categories(own) if told in map(folded, (one.code, *one.names.values(), *one.aliases)))
    return next(found, None)


@dataclass(frozen=True)
class Topic:
    """What the screening asks about: a principle or a standard. ``verified``: whether it was seen in a source."""

    kind: str
    code: str
    names: Mapping[str, str] = field(hash=False)
    verified: bool


@lru_cache(8)
def screening_topics(own: Path | None = None) -> tuple[Topic, ...]:
    """Principles and standards, in their order."""
    return data_file("screening", own).rows(
        "topics", lambda row: Topic(str(row["kind"]), str(row["code"]), names(row["names"]), bool(row["verified"]))
    )


def screening_category(levels: Sequence[Level | None], *, screened: bool = True) -> Level | None:
    """PK-04: the category of a project; None if it was not screened, or cannot be told yet."""
    found = highest(levels)
    if not levels:
        return Level.LOW if screened else None
    return found if found is Level.HIGH or None not in levels else None
