"""Which result each row of the sheet stands under, and the chain of results that comes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from bagalau.projects.rules.record import Indicator, Level, Result
from bagalau.projects.sheets.cells import MOST_SHOWN, refusal

ORDER = {level: place for place, level in enumerate(Level)}
TOP = ""


@dataclass(frozen=True)
class Node:
    """A result or an indicator by its key, with the key of the result that it stands under (``TOP``: none)."""

    key: str
    row: Result | Indicator
    under: str

    @property
    def depth(self) -> int:
        """How far from the top its level is; indicators stand under results of any level."""
        return ORDER.get(Level(self.row.level), 0) if isinstance(self.row, Result) else len(ORDER)


class Parents:
    """The results of a sheet by what cells may call them. ``order``: the keys of its rows, from the first."""

    def __init__(self, nodes: Mapping[str, Node], order: Sequence[str]) -> None:
        self._places = {key: place for place, key in enumerate(order)}
        self._called: dict[str, list[Node]] = defaultdict(list)
        self._nearest: dict[str, str] = {}
        for node in nodes.values():
            if isinstance(node.row, Result):
                for name in {node.row.number.strip().casefold(), node.row.title.strip().casefold()} - {""}:
                    self._called[name].append(node)
        last = TOP
        for key in order:
            self._nearest[key] = last
            if key in nodes and isinstance(nodes[key].row, Result):
                last = key

    def of(self, node: Node, words: str) -> str:
        """The key of the result that a cell calls: of several, the nearest above in the sheet."""
        if not words:
            if isinstance(node.row, Indicator) and not self._nearest[node.key]:
                raise refusal(_("Write the number of the result that this indicator measures."))
            return TOP if isinstance(node.row, Result) else self._nearest[node.key]
        fitting = [one for one in self._called[words.casefold()] if one.depth < node.depth]
        if len(fitting) > 1:
            here = self._places[node.key]
            above = [one for one in fitting if self._places.get(one.key, here) < here]
            fitting = sorted(above, key=lambda one: self._places[one.key])[-1:]
        if not fitting:
            raise refusal(
                _("There is no result “%(words)s” of a higher level: write the number of one that is in this sheet."),
                words=words[:MOST_SHOWN],
            )
        return fitting[0].key


def built(nodes: Mapping[str, Node], before: Sequence[str]) -> tuple[tuple[Result, ...], set[str]]:
    """The chain of results, and the keys that hang on nothing or on themselves.

    Rows keep the order of the record (``before``); those that are new, or moved, come last.
    """
    places = {key: place for place, key in enumerate(before)}
    under: dict[str, list[Node]] = defaultdict(list)
    for node in sorted(nodes.values(), key=lambda node: places.get(node.key, len(places))):
        under[node.under].append(node)
    reached: set[str] = set()

    def grown(node: Node) -> Result | Indicator:
        reached.add(node.key)
        if isinstance(node.row, Indicator):
            return node.row
        rows = [grown(child) for child in under[node.key]]
        return replace(
            node.row,
            indicators=tuple(row for row in rows if isinstance(row, Indicator)),
            children=tuple(row for row in rows if isinstance(row, Result)),
        )

    tops = [grown(node) for node in under[TOP]]
    return tuple(row for row in tops if isinstance(row, Result)), set(nodes) - reached
