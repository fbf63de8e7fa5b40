"""The numbers and bullets that a word processor shows before the items of its lists."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from lxml import etree

from bagalau.formats.read.docx.package import W
from bagalau.formats.read.docx.styles import value

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Level(NamedTuple):
    """How a level of a list is numbered: ``text`` holds ``%1`` where the number of level 1 stands."""

    kind: str
    text: str
    start: int


class Numbers:
    """Counts the items of each list as they are met."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._list: dict[str, str] = {}
        self._restart: dict[str, dict[int, int]] = {}
        self._count: dict[str, dict[int, int]] = defaultdict(dict)
        for node in () if root is None else root:
            if node.tag == W + "abstractNum":
                self._levels[node.get(W + "abstractNumId", "")] = _levels(node)
            elif node.tag == W + "num":
                number = node.get(W + "numId", "")
                self._list[number] = value(node, "abstractNumId") or ""
                self._restart[number] = {
                    _whole(part.get(W + "ilvl")): _whole(value(part, "startOverride"))
                    for part in node.findall(W + "lvlOverride")
                    if value(part, "startOverride")
                }

    def mark(self, number: str | None, level: int) -> str:
        """What stands before the next item of a list's level, with a blank: ``- ``, ``2. ``, ``2.1 `` or nothing."""
        name = self._list.get(number or "")
        form = self._levels.get(name or "", {}).get(level)
        if name is None or number is None or form is None:
            return ""
        count = self._count[name]
        count.update(self._restart[number] and {at: start - 1 for at, start in self._restart.pop(number).items()})
        self._restart.setdefault(number, {})
        count[level] = count.get(level, form.start - 1) + 1
        for deeper in [at for at in count if at > level]:
            del count[deeper]
        if form.kind == "bullet":
            return "  " * level + "- "
        return self._shown(form, self._levels[name], count)

    def _shown(self, form: Level, levels: dict[int, Level], count: dict[int, int]) -> str:
        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = levels.get(at)
            return "" if level is None else _in_figures(count.get(at, level.start), level.kind)

        text = re.sub(r"%([1-9])", one, form.text).strip()
        return text + " " if text else ""


def _levels(node: etree._Element) -> dict[int, Level]:
    return {
        _whole(level.get(W + "ilvl")): Level(
            value(level, "numFmt") or "decimal", value(level, "lvlText") or "", _whole(value(level, "start"), 1)
        )
        for level in node.findall(W + "lvl")
    }


def _whole(text: str | None, missing: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else missing


def _in_figures(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (number - 1) % 26) * min(1 + (number - 1) // 26, 9)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(number) if kind == "lowerRoman" else _roman(number).upper()
    return "" if kind == "none" else str(number)


def _roman(number: int) -> str:
    made, left = "", number % 4000
    for worth, sign in _ROMAN:
        made += sign * (left // worth)
        left %= worth
    return made
