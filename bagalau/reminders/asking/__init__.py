"""What is asked of whom today: one module a kind of record, each with ``asked(today, terms, reach)``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bagalau.reminders.asking import commitments, decisions, drafts, evaluations, plans
from bagalau.reminders.asking.reach import Ask, Reach
from bagalau.reminders.rules import TERMS, Terms

SOURCES = (commitments, decisions, evaluations, plans, drafts)

__all__ = ["SOURCES", "Ask", "Reach", "asked"]


def asked(today: date, terms: Terms = TERMS) -> Iterator[Ask]:
    """Everything that is asked for on a day, with the people who are told."""
    reach = Reach(today)
    for source in SOURCES:
        yield from source.asked(today, terms, reach)
