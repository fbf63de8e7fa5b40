"""How two records of a project differ, field by field. Pure.

PV-01  Rows are the same if they have the same key; else, if they have the same number and name; else, where one has no
       key, if they have the same number or else name, or by their place among those that are left.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import field as kept
from typing import Any, TypeVar

from bagalau.projects.rules.record import Row
from bagalau.projects.rules.shape import children, plain_value, shape_of, values

R = TypeVar("R", bound=Row)
NAMES = ("number", "year", "name", "title", "heading", "party", "role", "account", "action", "description", "text")

MOST_CALLED = 160
ALIKE = 60  # what begins with so many of the same letters has the same name


@dataclass(frozen=True)
class Difference:
    """One value that differs, or a whole row that one of the two has (``field`` is empty then).

    ``steps`` lead to the row: the field of its list and what the row is called. ``row`` is the row, as it is later if
    it is still there.
    """

    steps: tuple[tuple[str, str], ...]
    field: str
    before: Any
    after: Any
    row: Row = kept(default_factory=Row, compare=False, repr=False)

    @property
    def label(self) -> str:
        """Where it stands, in the names of the record: for the journal."""
        steps = [f"{name} {called}".strip() for name, called in self.steps]
        return " · ".join([*steps, self.field] if self.field else steps)


def differences(before: Row, after: Row, steps: tuple[tuple[str, str], ...] = ()) -> list[Difference]:
    """All that differs between two rows of one class, from the top down."""
    found = [
        Difference(steps, name, plain_value(getattr(before, name)), plain_value(getattr(after, name)), after)
        for name in values(type(before))
        if getattr(before, name) != getattr(after, name)
    ]
    for name in children(type(before)):
        found += _rows(getattr(before, name), getattr(after, name), steps, name)
    return found


def called(row: Row) -> str:
    """What tells a row from its neighbours, in short."""
    line = " ".join(" ".join(_names(row)[:2]).split())
    return line if len(line) <= MOST_CALLED else f"{line[:MOST_CALLED].rsplit(' ', 1)[0]} …"


def _names(row: Row) -> list[str]:
    return [str(getattr(row, name)) for name in NAMES if getattr(row, name, None) not in (None, "", 0)]


def summary(row: Row) -> str:
    """A row in one line: its values that are stated."""
    said = [plain_value(getattr(row, name)) for name in values(type(row))]
    return "; ".join(str(one) for one in said if one not in (None, "", [], False, True))[:300]


def _rows(
    before: Sequence[Row], after: Sequence[Row], steps: tuple[tuple[str, str], ...], name: str
) -> list[Difference]:
    found: list[Difference] = []
    for one, other in paired(before, after):
        if one is not None and other is not None:
            found += differences(one, other, (*steps, (name, called(other))))
        elif row := one or other:
            told = (summary(one) if one else None, summary(other) if other else None)
            found.append(Difference((*steps, (name, called(row))), "", *told, row))
    return found


def paired(before: Sequence[R], after: Sequence[R]) -> list[tuple[R | None, R | None]]:
    """PV-01: the rows of two lists side by side, in the order of the later one; those that are gone come last."""
    free = dict(enumerate(before))
    found: dict[int, int] = {}
    for alike in (_key, _name, _number, _anything):
        places: dict[Any, deque[int]] = defaultdict(deque)
        for place, row in free.items():
            places[alike(row)].append(place)
        for at, row in enumerate(after):
            fits = places.get(alike(row)) if at not in found else None
            if fits and (alike in {_key, _name} or _may_be_same(before[fits[0]], row)):
                found[at] = fits.popleft()
                del free[found[at]]
    pairs: list[tuple[R | None, R | None]] = [
        (before[found[at]] if at in found else None, row) for at, row in enumerate(after)
    ]
    return [*pairs, *((row, None) for row in free.values())]


def _key(row: Row) -> Any:
    return row.id if row.id is not None else object()


def _name(row: Row) -> Any:
    return called(row)[:ALIKE] or object()


def _number(row: Row) -> Any:
    return next(iter(_names(row)), None) or object()


def _anything(_row: Row) -> str:
    return ""


def _may_be_same(one: Row, other: Row) -> bool:
    return one.id is None or other.id is None or one.id == other.id


def merged(known: R, told: R) -> R:
    """A record brought up to date by a later paper: what that does not state stays, and a row that it lacks stays too.

    Rows keep their keys; where they stand is told as the paper has it.
    """
    given: dict[str, Any] = {}
    for name in values(type(known)):
        stated = getattr(told, name)
        given[name] = getattr(known, name) if stated == shape_of(type(known)).defaults[name] else stated
    for name in children(type(known)):
        given[name] = tuple(
            merged(one, other) if one and other else (one or other)
            for one, other in paired(getattr(known, name), getattr(told, name))
        )
    return replace(told, id=known.id, **given)
