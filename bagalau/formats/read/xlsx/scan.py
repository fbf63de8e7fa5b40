"""A look through a sheet before it is read: how far its values reach, which cells are formulas, which are merged."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from bagalau.formats.read.limits import Clock
from bagalau.formats.read.xlsx.parts import Unpacked, damaged
from bagalau.lib.problems import Problem

_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_TAGS = tuple(f"{{*}}{name}" for name in ("row", "c", "v", "is", "f", "mergeCell"))


@dataclass(frozen=True)
class Limits:
    """How far the values of a sheet may reach."""

    rows: int = 5000
    columns: int = 50


@dataclass(frozen=True)
class Found:
    """What stands out in a sheet: the addresses of formulas, the ranges that are merged."""

    formulas: frozenset[str] = frozenset()
    merged: tuple[str, ...] = ()


def refuse_rows(limits: Limits) -> Problem:
    return Problem(
        "too-many-rows",
        "This sheet has more than %(rows)s rows, which is more than is taken at once: split it, or filter the list"
        " before you download it.",
        status=413,
        values={"rows": limits.rows},
    )


def address(row: int, place: int) -> str:
    """The address of a cell by its row, from 1, and its place in it, from 0."""
    return f"{column(place)}{row}"


def column(place: int) -> str:
    """The letters of a column by its place, from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def scan(part: Unpacked, limits: Limits, clock: Clock) -> Found:
    """Look through a sheet piece by piece; values beyond the limits are refused as soon as the first is met."""
    look = _Look(limits)
    try:
        steps = etree.iterparse(
            part,
            events=("start", "end"),
            tag=_TAGS,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for event, element in steps:
            name = etree.QName(element).localname
            if event == "start":
                look.at(name, element)
            elif name == "row":
                clock.check()
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged() from error
    return Found(frozenset(look.formulas), tuple(look.merged))


class _Look:
    """Follows the elements of a sheet. A row or cell that does not say where it is comes behind the one before."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.row, self.place = 0, -1
        self.formulas: set[str] = set()
        self.merged: list[str] = []

    def at(self, name: str, element: etree._Element) -> None:
        if name == "row":
            self.row, self.place = _number(element.get("r"), self.row + 1), -1
        elif name == "c":
            self._cell(element.get("r"))
        elif name == "mergeCell":
            self.merged.append(str(element.get("ref") or "")[:30])
        else:
            self._value(formula=name == "f")

    def _cell(self, where: str | None) -> None:
        if where is None:
            self.place += 1
            return
        match = _PLACE.fullmatch(where.upper())
        if match is None:
            raise damaged()
        self.row, self.place = int(match[2]), 0
        for letter in match[1]:
            self.place = self.place * 26 + ord(letter) - 64
        self.place -= 1

    def _value(self, *, formula: bool) -> None:
        if self.row > self.limits.rows + 1:  # and the one with the headings
            raise refuse_rows(self.limits)
        if self.place >= self.limits.columns:
            raise Problem(
                "too-many-columns",
                "This sheet reaches to column %(column)s, and at most %(most)s columns are read: take out the rest.",
                status=413,
                values={"column": address(self.row, self.place).rstrip("0123456789"), "most": self.limits.columns},
            )
        if formula:
            self.formulas.add(address(self.row, self.place))


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not text.isascii() or not text.isdigit() or len(text) > 7:
        raise damaged()
    return int(text)
