"""On which days the record of a project shows that something was looked at: for claims like "each quarter". Pure.

PQ-01  A date in words counts by its days: a day, a month or a quarter by its first and its last day; a year only by
       its last, for it does not tell in which quarter it was.
PQ-02  The risks were looked at when one was identified or last updated, in the log as it is or as a version kept it,
       and when somebody changed a line of the log here.
PQ-03  The board, the work plan and the procurement were looked at when a line of the monitoring plan on them was
       completed; the board and the work plan also when the board decided on a revision.
PQ-04  Of a log of risks that has rows, and of which no day is known, it is told that no day is known. Of anything else
       of which the record holds no day, it keeps none, and nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from bagalau.projects.rules.due_words import dates_in
from bagalau.projects.rules.record import MonitoringAction, Risk

MOST_SIGNS = 500  # of words that are read
TOPICS = {
    "board": re.compile(r"\bboard\b|\bсовет|\bправлени|\bкеңес", re.IGNORECASE),
    "work_plan": re.compile(
        r"\bwork\s?-?plan|\bплан\w*\s(?:\w+\s)?работ|\bрабоч\w+ план|\bжұмыс жоспар", re.IGNORECASE
    ),
    "procurement": re.compile(r"\bprocure|\bpurchas|\bзакуп|\bсатып алу", re.IGNORECASE),
}


def days_in(words: str) -> Iterator[date]:
    """PQ-01."""
    text = re.sub(r"\s+", " ", words[:MOST_SIGNS]).strip().lower()
    for when in dates_in(text)[0]:
        if when.precision != "year":
            yield when.first_day
        yield when.last_day


def lines_on(topic: str, plan: Iterable[MonitoringAction]) -> list[MonitoringAction]:
    """The lines of a monitoring plan that are about something."""
    return [line for line in plan if TOPICS[topic].search(line.action)]


def of_risks(risks: Iterable[Risk]) -> set[date]:
    """PQ-02: the days that a log of risks names."""
    return {day for risk in risks for words in (risk.identified, risk.updated) for day in days_in(words)}


def looked_at(
    risks: Iterable[Risk], plan: Sequence[MonitoringAction], decided: Iterable[date], changed: Iterable[date]
) -> Mapping[str, list[date]]:
    """PQ-02 to PQ-04. ``risks`` are those of now and of kept versions; ``decided`` the days on which the board decided
    on a revision, ``changed`` those on which somebody changed a line of the log."""
    log = list(risks)
    found = {"risks": of_risks(log) | set(changed)}
    for topic in TOPICS:
        found[topic] = {day for line in lines_on(topic, plan) for day in days_in(line.completed)}
    for topic in ("board", "work_plan"):
        found[topic] |= set(decided)
    return {name: sorted(days) for name, days in found.items() if days or (name == "risks" and log)}
