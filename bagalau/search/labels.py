"""What to call the values that results are counted by, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import get_language, gettext

from bagalau.people.models import Unit
from bagalau.reference.lists import evaluation_type, term
from bagalau.search.sources import sources

LISTS = {"criterion": ("criteria", "uneg_criteria"), "sdg": ("sdg",)}
"""The facets whose values are codes of terms, with their lists; a tag says its own list: ``erc-themes:…``."""


def label(name: str, value: str) -> str:
    """What to call a value in the language of the page; a value that nobody knows is its own name."""
    return _label(name, value, get_language() or "en")


@lru_cache(10_000)
def _label(name: str, value: str, language: str) -> str:
    for source in sources():
        if value in source.LABELS.get(name, {}):
            return str(source.LABELS[name][value])
    lists, code = LISTS.get(name, ()), value
    if name == "tag" and ":" in value:
        listed, _colon, code = value.partition(":")
        lists = (listed,)
    if name == "type":
        return evaluation_type(value)
    found = next((one for one in (term(listed, code) for listed in lists) if one), None)
    return found.name(language) if found else value


def unit_names(keys: Iterable[str]) -> dict[str, str]:
    """The names of units by key: one query."""
    return {str(unit.pk): unit.name for unit in Unit.objects.filter(pk__in=[int(key) for key in keys])}


def place_words(place: str) -> str:
    """The words of a place in the source, as "Finding 3"; its pattern is marked for translation where it is made."""
    word, _space, number = place.rpartition(" ")
    pattern = f"{word} %(number)s"
    return gettext(pattern) % {"number": number} if word else place
