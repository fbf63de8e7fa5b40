"""What sheets to be filled in share: headings understood in every language, cells as somebody types them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext, override


@dataclass(frozen=True)
class Difference:
    """One value that a sheet changes: its name, as it is and as it would be."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Mistake:
    """A cell that cannot be taken as it is, and why; ``column`` is the heading above it."""

    address: str
    sentence: str
    column: str = ""


def as_text(value: Any) -> str:
    """A cell as somebody would have typed it; a whole number has no decimals, a date is that of ISO."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip().replace("\0", "")


def headings(labels: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Of each column the headings it may have, in every language; that of the page's language first."""
    language = get_language() or "en"
    return {name: _in_all(words, language) for name, words in labels.items()}


@cache
def _in_all(words: str, language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spoken(words, (language, *languages()))))


def understood(labels: Mapping[Any, Any]) -> dict[str, Any]:
    """What a choice may be called, in lower case: its own value, or its label in any language."""
    words = {value: (str(value), *spoken(label, languages())) for value, label in labels.items()}
    return {one.casefold(): value for value, each in words.items() for one in each}


def languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def spoken(words: Any, codes: Iterable[str]) -> Iterator[str]:
    """A text in several languages: one that is marked, or lazily translated."""
    for code in codes:
        with override(code):
            yield gettext(words) if type(words) is str else str(words)
