"""What is asked of whom today: one module a kind of record, each with ``asked(today, terms, reach)``.

``LATER`` are those that ask for nothing which is told at once (M-13).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bagalau.reminders.asking import (
    assessments,
    assessments_due,
    commitments,
    decisions,
    drafts,
    evaluations,
    plans,
    projects,
    returned,
)
from bagalau.reminders.asking.reach import Ask, Reach
from bagalau.reminders.rules import AT_ONCE, TERMS, Kind, Terms

SOURCES = (commitments, decisions, evaluations, plans, projects, assessments, assessments_due, drafts, returned)
LATER = (commitments, assessments_due, drafts)

__all__ = ["SOURCES", "Ask", "Reach", "asked"]


def asked(today: date, terms: Terms = TERMS, kinds: frozenset[Kind] = frozenset(Kind)) -> Iterator[Ask]:
    """Everything of these kinds that is asked for on a day, with the people who are told."""
    reach = Reach(today)
    for source in SOURCES:
        if source not in LATER or not kinds <= AT_ONCE:
            yield from (ask for ask in source.asked(today, terms, reach) if ask.asked.kind in kinds)
