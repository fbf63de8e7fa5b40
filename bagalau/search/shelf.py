"""What the index adds to passages: the units above theirs, and the words by which their values are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from django.utils.translation import gettext, override

from bagalau.lib.passages import Passage
from bagalau.lib.words import LANGUAGES, forms
from bagalau.people.models import Unit
from bagalau.search.labels import label
from bagalau.search.schema import About

LONGEST = 60


class Shelf:
    """Looks things up once for as many passages as are indexed together."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, str], tuple[str, ...]] = {}
        self._units: dict[int, tuple[tuple[int, ...], tuple[str, ...]]] = {}

    @cached_property
    def units(self) -> dict[int, Unit]:
        return {unit.pk: unit for unit in Unit.objects.all()}

    def about(self, passage: Passage) -> About:
        above, labels = self._unit(passage.unit)
        found = [*labels, *(f"kind:{one}" for one in self._askable("kind", passage.kind))]
        for name, values in passage.facets.items():
            found += [f"{name}:{one}" for value in values for one in self._askable(name, value)]
        return About(above, found)

    def _unit(self, key: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
        if key not in self._units:
            above = tuple(int(step) for step in self.units[key].path.strip("/").split("/"))
            names = [name for step in above for name in self._unit_names(step)]
            self._units[key] = above, tuple(f"unit:{one}" for one in _ends(names))
        return self._units[key]

    def _unit_names(self, key: int) -> tuple[str, ...]:
        unit = self.units[key]
        return unit.code, unit.name_en, unit.name_ru, unit.name_kk

    def _askable(self, name: str, value: str) -> tuple[str, ...]:
        """By which words somebody may ask for a value, in each language."""
        if (name, value) not in self._words:
            self._words[name, value] = tuple(_ends(self._names(name, value)))
        return self._words[name, value]

    def _names(self, name: str, value: str) -> Iterator[str]:
        yield value
        for language in LANGUAGES:
            with override(language):
                yield label(name, value)
                yield gettext(value)


def _ends(names: Iterable[str]) -> set[str]:
    """Each name from each of its words on, so that "Office of the lakes" is also found as "lakes"."""
    found: set[str] = set()
    for name in names:
        words = forms(name)
        found.update(" ".join(words[at:])[:LONGEST] for at in range(len(words)))
    return found
