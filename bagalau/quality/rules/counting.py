"""Counts of rated sections, and the cases of a scheme that they meet (QR-03, QR-04). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bagalau.quality.rules.schemes import Case, Condition, Scheme

Tally = Mapping[tuple[str, bool], int]
"""How many sections have a label, by the label and by whether they are critical."""


@dataclass(frozen=True)
class Counted:
    """What a condition asks, and how many of how many sections were counted for it."""

    condition: Condition
    count: int
    total: int

    @property
    def holds(self) -> bool:
        asked = self.condition
        return (
            (not asked.every or self.count == self.total)
            and (asked.least is None or self.count >= asked.least)
            and (asked.most is None or self.count <= asked.most)
        )


def tally(sections: Iterable[tuple[str, bool]]) -> Tally:
    """Rated sections, each told by its label and by whether it is critical."""
    return Counter(sections)


def ranks(scheme: Scheme) -> dict[str, int]:
    """The place of each label: 0 is the best."""
    return {one.code: place for place, one in enumerate(scheme.labels)}


def counted(condition: Condition, sections: Tally, places: Mapping[str, int]) -> Counted:
    """QR-03: how many sections a condition finds among those that it looks at."""
    looked = {(code, critical): n for (code, critical), n in sections.items() if critical or not condition.critical}
    best, worst = places[condition.best], places[condition.worst]
    count = sum(n for (code, _), n in looked.items() if best <= places[code] <= worst)
    return Counted(condition, count, sum(looked.values()))


def meets(case: Case, sections: Tally, places: Mapping[str, int]) -> bool:
    """QR-03: whether a case holds: all of its conditions, or one of them."""
    each = (counted(one, sections, places).holds for one in case.conditions)
    return any(each) if case.either else all(each)


def following(scheme: Scheme, sections: Tally, places: Mapping[str, int]) -> Case | None:
    """QR-04: the first case that holds, None if the scheme has a gap."""
    return next((one for one in scheme.cases if meets(one, sections, places)), None)
