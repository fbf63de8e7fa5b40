"""What the checks ask of texts: whether two say the same, and which numbers of what they claim. Pure.

Texts are compared by the stems of their telling words. All of it is bounded: of a text its first thousand letters, of a
list its first forty entries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from bagalau.lib.words import content, tidied
from bagalau.projects.rules.checks.lines import once
from bagalau.projects.rules.record import Level, PlannedAction, PlannedResult, Project, Result
from bagalau.projects.rules.shape import walk

LIKE, WITHIN, FEW = 0.5, 0.75, 3
MOST_LETTERS, MOST_ENTRIES = 1000, 40
R = TypeVar("R")


@lru_cache(8192)
def stems(text: str) -> frozenset[str]:
    """The stems of the telling words of a text, without its numbers."""
    return frozenset(word.stem for word in content(tidied(text[:MOST_LETTERS])) if not word.stem.isdecimal())


def alike(one: str, other: str) -> float:
    """How much two texts say the same, from 0 to 1: the share of all stems that both have; as much as counts if most of
    the shorter one stands in the longer one."""
    if same(one, other):
        return 1.0
    first, second = stems(one), stems(other)
    if not first or not second:
        return 0.0
    both = len(first & second)
    shorter = min(len(first), len(second))
    shared = both / len(first | second)
    return max(shared, LIKE) if shorter >= FEW and both / shorter >= WITHIN else shared


def same(one: str, other: str) -> bool:
    """Whether two texts differ at most in case, blanks and marks."""
    return folded(one) == folded(other)


@lru_cache(8192)
def folded(text: str) -> str:
    """A text without case, blanks and marks."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def best(text: str, among: Iterable[tuple[str, R]]) -> R | None:
    """Of several texts the one that says the same, with what hangs on it; None if none does."""
    found = [(alike(text, other), -at, what) for at, (other, what) in enumerate(islice(among, MOST_ENTRIES))]
    likeness, _at, what = max(found, key=lambda one: one[:2], default=(0.0, 0, None))
    return what if likeness >= LIKE else None


def results(project: Project, *levels: Level) -> list[Result]:
    """The results of a level, from the top down."""
    return [row for top in project.results for row in walk(top) if isinstance(row, Result) and row.level in levels]


def planned_of(project: Project, result: Result) -> list[tuple[int, PlannedResult]]:
    """What the work plans say of an activity result, by year: known by its number, or else by its title. Where each
    output counts its own from one, by both; where one of the two sides writes the number of the output before that of
    the activity result ("1.2" for 2 of output 1), by both as well."""
    known = _by_number(project)

    def meant(planned: PlannedResult) -> bool:
        if not planned.number or not result.number:
            return same(planned.title, result.title)
        namesakes = known.get(planned.number, [])
        if not any(one is result for _title, one in namesakes):
            return False
        if planned.number != result.number and planned.title and alike(planned.title, result.title) < LIKE:
            return False
        nearest = best(planned.title, namesakes) if len(namesakes) > 1 else None
        return nearest is None or nearest is result

    return [(plan.year, planned) for plan in project.work_plans for planned in plan.activity_results if meant(planned)]


@once
def _by_number(project: Project) -> dict[str, list[tuple[str, Result]]]:
    """The activity results by their numbers; by numbers with that of the output before, or without, that none has."""
    found: dict[str, list[tuple[str, Result]]] = defaultdict(list)
    others: dict[str, list[tuple[str, Result]]] = defaultdict(list)
    for one in results(project, Level.ACTIVITY_RESULT):
        found[one.number].append((one.title, one))
    for output in results(project, Level.OUTPUT):
        for row in walk(output) if output.number else ():
            if isinstance(row, Result) and row.level == Level.ACTIVITY_RESULT and row.number:
                short = row.number.removeprefix(f"{output.number}.")
                others[short if short != row.number else f"{output.number}.{short}"].append((row.title, row))
    return others | found


def actions(result: Result) -> Sequence[Result]:
    """The actions of an activity result."""
    return [row for row in result.children if row.level == Level.ACTION][:MOST_ENTRIES]


def counterpart(action: Result, planned: PlannedResult) -> PlannedAction | None:
    """The action of a work plan that is meant by one of the framework."""
    return best(action.title, ((one.text, one) for one in planned.actions))


@dataclass(frozen=True)
class Claim:
    """A number of something: "at least 10 pilot projects"; ``words`` are the stems that say of what, the noun last."""

    number: int
    words: tuple[str, ...]
    said: str
    start: int
    end: int


_CLAIM = re.compile(r"(?<![\w.,/№#%–-])(?P<number>[1-9]\d{0,4})\s(?P<of>[^\W\d_][\w-]+(?:\s[^\W\d_][\w-]+){0,2})")
_NO_THING = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:calendar )?years?"
    r"|weeks?|months?|days?|hours?|quarters?|per cent|percent|usd|kzt|eur|million|billion|thousand|tenge"
    r"|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|год|лет|недел|месяц|дн|процент|млн|тыс|тенге|доллар"
    r"|жыл|ай|апта|күн|пайыз|мың|қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)",
    re.IGNORECASE,
)


def claims(text: str) -> Iterator[Claim]:
    """The numbers of things that a text names; dates, spans of time, amounts and shares are none."""
    for found in _CLAIM.finditer(text):
        if _NO_THING.match(found["of"]):
            continue
        words: list[str] = []
        forms = found["of"].split()
        for form in forms:
            stem = next((one.stem for one in content(form)), "")
            if not stem:
                break
            words.append(stem)
        if words:
            said = " ".join([found["number"], *forms[: len(words)]])
            yield Claim(int(found["number"]), tuple(words), said, found.start(), found.end("number"))


def about(one: Claim, other: Claim) -> bool:
    """Whether two claims count the same: the first words after the number are the same."""
    return one.words[0] == other.words[0] or bool(set(one.words) & set(other.words))
