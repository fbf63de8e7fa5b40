"""What templates of projects need: the words for values of a record."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import get_language

from bagalau.projects.models import words
from bagalau.projects.rules.accounts import account
from bagalau.projects.rules.risks import matrix
from bagalau.projects.tables.findings import signed as signed_words
from bagalau.projects.tables.theory import FAULTS

register = template.Library()
WORDS: dict[str, Any] = {
    "level": words.RESULT_LEVELS,
    "source": words.SOURCE_TYPES,
    "base": words.BASES,
    "measure": words.MEASURES,
    "aggregation": words.AGGREGATIONS,
    "role": words.BOARD_ROLES,
    "annex": words.ANNEX_KINDS,
    "fault": FAULTS,
}
TONES = {"low": "done", "moderate": "soon", "substantial": "soon", "high": "late"}


@register.filter
def called(value: Any, kind: str) -> str:
    """What a value is called; the value itself if it has no name."""
    return str(WORDS[kind].get(value, value))


@register.filter
def signed(amount: Decimal | None) -> str:
    """A difference with its sign."""
    return signed_words(amount)


@register.filter
def account_name(code: str) -> str:
    """What papers call an account of the budget, or nothing."""
    found = account(code)
    return found.label(get_language() or "en") if found else ""


@register.filter
def risk_level(level: Any) -> str:
    """What a level of risk is called."""
    names = matrix().levels.get(level, {})
    return str(names.get((get_language() or "en")[:2]) or names.get("en", ""))


@register.filter
def risk_tone(level: Any) -> str:
    """The tone in which a level of risk is shown."""
    return TONES.get(level, "rest")
