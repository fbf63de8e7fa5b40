"""When something of a monitoring plan is due: read from words, and told as dates. Pure.

PS-01  Words say how often ("each quarter", "twice a year"), to what it is tied (each activity, the end of the project),
       or dates. What was not understood is kept beside, never guessed; a span of dates is no due date.
PS-02  A month without a year has the year of the date after it: "Aug, Dec 2014".
PS-03  What recurs is due at the end of each calendar period that the project touches; the last one, at the latest, on
       the last day of the project.
PS-04  Dates that a plan names count if the project runs on any of their days; the others are told apart.
PS-05  Two frequencies agree if as many months lie between. Without a frequency nothing can be compared.
PS-06  So many times a year is asked of each calendar year, and of a year that the project fills in part, of its share,
       rounded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain, islice

from bagalau.lib.periods import Precision, When, end_of_month
from bagalau.projects.rules.due_words import KINDS, dates_in, left_over

MOST_DATES = 600
MOST_SIGNS = 500  # of words that are read


class Kind(StrEnum):
    """PS-01: how often, or to what it is tied."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    TWO_YEARLY = "two-yearly"
    EACH_ACTIVITY = "each-activity"
    AT_END = "at-end"
    AS_NEEDED = "as-needed"
    DATES = "dates"


MONTHS = {Kind.MONTHLY: 1, Kind.QUARTERLY: 3, Kind.HALF_YEARLY: 6, Kind.YEARLY: 12, Kind.TWO_YEARLY: 24}
PRECISION: dict[Kind, Precision] = {
    Kind.MONTHLY: "month",
    Kind.QUARTERLY: "quarter",
    Kind.HALF_YEARLY: "day",
    Kind.YEARLY: "year",
    Kind.TWO_YEARLY: "year",
}


@dataclass(frozen=True)
class Rule:
    """PS-01: when something is due; ``unread`` are the words that were not understood."""

    kinds: tuple[Kind, ...]
    dates: tuple[When, ...] = ()
    unread: str = ""

    @property
    def months(self) -> int | None:
        """PS-05: how many months lie between; None for what does not recur by the calendar."""
        return next((MONTHS[kind] for kind in self.kinds if kind in MONTHS), None)


def parse(words: str) -> Rule | None:
    """PS-01, PS-02: what words of a plan say; None if nothing of them is understood."""
    text = re.sub(r"\s+", " ", words).strip().lower()
    if len(text) > MOST_SIGNS:
        return None
    kinds = []
    for name, pattern in KINDS.items():
        text, count = pattern.subn(" ; ", text)
        kinds += [Kind(name)] if count else []
    dates, text = dates_in(text)
    kinds += [Kind.DATES] if dates else []
    return Rule(tuple(kinds), tuple(sorted(set(dates))), left_over(text)) if kinds else None


def due_dates(rule: Rule, start: date, end: date, activities: Iterable[When] = ()) -> list[When]:
    """PS-03, PS-04: when it is due while the project runs; ``activities``: when each of them is over."""
    if start > end:
        return []
    found: list[Iterable[When]] = [[when for when in rule.dates if touches(when, start, end)]]
    for kind in rule.kinds:
        if kind in MONTHS:
            found.append(islice(_periods(kind, start, end), MOST_DATES))
        elif kind is Kind.EACH_ACTIVITY:
            found.append(activities)
        elif kind is Kind.AT_END:
            found.append([When(end)])
    return sorted(set(chain(*found)))[:MOST_DATES]


def _periods(kind: Kind, start: date, end: date) -> Iterator[When]:
    """PS-03."""
    months = MONTHS[kind]
    first = start.year * 12 + (0 if months > 12 else (start.month - 1) // months * months)
    while first <= end.year * 12 + end.month - 1:
        first += months
        year, month = divmod(first - 1, 12)
        last = end_of_month(year, month + 1) if year <= date.max.year else date.max
        yield When(last, PRECISION[kind]) if last <= end else When(end)


def touches(when: When, start: date, end: date) -> bool:
    """PS-04: whether the project runs on any day of it."""
    return when.first_day <= end and start <= when.last_day


def outside(rule: Rule, start: date, end: date) -> list[When]:
    """PS-04: the dates that are named, but do not lie in the project."""
    return [when for when in rule.dates if not touches(when, start, end)]


def agree(one: Rule, other: Rule) -> bool | None:
    """PS-05: whether two rules name the same frequency; None where one of them names none."""
    if one.months is None or other.months is None:
        return None
    return one.months == other.months


def asked_in(year: int, times: int, start: date, end: date) -> int:
    """PS-06: how often something that is due so many times a year is due in one year of a project."""
    months = [month for month in range(1, 13) if start <= end_of_month(year, month) and date(year, month, 1) <= end]
    return (times * len(months) * 2 + 12) // 24


@dataclass(frozen=True)
class Shortfall:
    """PS-06: a year with fewer dates than asked."""

    year: int
    asked: int
    planned: int


def shortfalls(times: int, dates: Sequence[When], start: date, end: date) -> list[Shortfall]:
    """PS-06: the years of a project in which fewer dates are planned than so many times a year."""
    planned = Counter(when.last_day.year for when in dates)
    found = [Shortfall(year, asked_in(year, times, start, end), planned[year]) for year in _years(start, end)]
    return [one for one in found if one.planned < one.asked]


def _years(start: date, end: date) -> range:
    return range(start.year, min(end.year, start.year + MOST_DATES) + 1)
