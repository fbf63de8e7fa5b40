"""A table of a file, out of which typed values are taken; what is wrong with them is told, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from bagalau.lib.texts import mark
from bagalau.quality.rules.questionnaire import Source, Words
from bagalau.quality.rules.reading.mistakes import MOST, Mistake, Refused
from bagalau.quality.rules.reading.tree import Node, Scalar, Sequence, Table

LANGUAGES = ("en", "ru", "kk")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
NUMBER = re.compile(r"-?[0-9]{1,4}(\.[0-9]{1,4})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MAX_CODE, MAX_VALUE, MAX_NAME, MAX_TEXT = 60, 40, 300, 5000

MISSING = mark("“%(key)s” is missing.")
UNKNOWN = mark("“%(key)s” is not known here. Known are: %(known)s.")
MEANT = mark("“%(key)s” is not known here. Is “%(meant)s” meant?")
NOT_TABLE = mark("Names with values were expected in “%(key)s”, such as “code: …”.")
NOT_LIST = mark("A list was expected in “%(key)s”, each line beginning with a dash.")
NOT_ONE = mark("A single value was expected in “%(key)s”.")
NO_TEXT = mark("“%(key)s” is empty.")
LONG = mark("“%(key)s” is longer than %(most)s signs.")
NOT_CODE = mark("“%(value)s” is no code. A code has small Latin letters, digits and hyphens, at most %(most)s.")
NOT_VERSION = mark(
    "“%(value)s” is no version. A version has Latin letters, digits, dots and hyphens, at most %(most)s."
)
NOT_NUMBER = mark("“%(value)s” is not a number below 10000 with at most %(most)s decimals.")
NOT_WHOLE = mark("“%(value)s” is not a whole number from zero on.")
NOT_DAY = mark("“%(value)s” is not a day. Write it as 2024-12-31.")
NOT_FLAG = mark("“%(value)s” is neither true nor false.")
NOT_CHOICE = mark("“%(value)s” is not known in “%(key)s”. Known are: %(known)s.")
NOT_POSITIVE = mark("“%(key)s” must be more than zero.")
NO_LANGUAGE = mark("The language “%(value)s” is not known. Known are: %(known)s.")
NO_ENGLISH = mark("“%(key)s” has no English text (en).")

Choice = TypeVar("Choice", bound=StrEnum)


class Part:
    """A table of a file. The names that are asked for are the known ones: ``done`` tells of all others. ``whole``: it
    is all of the file, so that there is nothing to read on in what is no table."""

    def __init__(self, node: Node, key: str, mistakes: list[Mistake], *, whole: bool = False) -> None:
        self.mistakes = mistakes
        self.node = node
        self.known: list[str] = []
        if not isinstance(node, Table):
            self.tell(node, NOT_TABLE, key=key)
            if whole:
                raise Refused(self.mistakes)
        self.table = node if isinstance(node, Table) else Table(node.line, node.column, (), ())

    def tell(self, node: Node | None, sentence: str, **values: object) -> None:
        """Something is wrong there, or in the table as a whole."""
        at = node or self.node
        self.mistakes.append(Mistake(at.line, at.column, sentence, values))
        if len(self.mistakes) >= MOST:
            raise Refused(self.mistakes)

    def done(self) -> None:
        """All that is known was asked for."""
        for key in self.table.keys:
            if key.text in self.known:
                continue
            if near := get_close_matches(key.text[:MAX_CODE], self.known, n=1):
                self.tell(key, MEANT, key=key.text[:MAX_CODE], meant=near[0])
            else:
                self.tell(key, UNKNOWN, key=key.text[:MAX_CODE], known=", ".join(self.known))

    def has(self, key: str) -> bool:
        """Whether anything stands under a name."""
        node = self.table.get(key)
        return node is not None and not (isinstance(node, Scalar) and node.nothing)

    def node_of(self, key: str, required: bool = True) -> Node | None:
        """What stands under a name; an empty value is none."""
        self.known.append(key)
        node = self.table.get(key)
        if self.has(key):
            return node
        if required:
            self.tell(node, MISSING, key=key)
        return None

    def text(self, key: str, *, required: bool = True, most: int = MAX_TEXT) -> str:
        """A single value as it is written."""
        node = self.node_of(key, required)
        return "" if node is None else self.plain(node, key, most)

    def plain(self, node: Node, key: str, most: int = MAX_TEXT) -> str:
        if not isinstance(node, Scalar):
            self.tell(node, NOT_ONE, key=key)
            return ""
        if not node.text:
            self.tell(node, NO_TEXT, key=key)
        if len(node.text) > most:
            self.tell(node, LONG, key=key, most=most)
        return node.text

    def code(self, most: int = MAX_CODE) -> str:
        return self._fits("code", CODE, NOT_CODE, most)

    def version(self) -> str:
        return self._fits("version", VERSION, NOT_VERSION, MAX_VALUE)

    def _fits(self, key: str, pattern: re.Pattern[str], sentence: str, most: int) -> str:
        value = self.text(key)
        if value and (len(value) > most or not pattern.fullmatch(value)):
            self.tell(self.table.get(key), sentence, value=value[:MAX_CODE], most=most)
        return value

    def number(self, key: str, *, required: bool = True, decimals: int = 4) -> Decimal | None:
        """A number, or None if there is none."""
        value = self.text(key, required=required)
        return self.decimal(self.table.get(key), value, decimals) if value else None

    def decimal(self, node: Node | None, value: str, decimals: int = 4) -> Decimal | None:
        if NUMBER.fullmatch(value) and len(value.partition(".")[2]) <= decimals:
            return Decimal(value)
        self.tell(node, NOT_NUMBER, value=value[:MAX_CODE], most=decimals)
        return None

    def whole(self, key: str, *, required: bool = True, positive: bool = False) -> int | None:
        """A whole number, not below zero."""
        number = self.number(key, required=required)
        if number is not None and (number != int(number) or number < 0):
            self.tell(self.table.get(key), NOT_WHOLE, value=number)
        elif number == 0 and positive:
            self.tell(self.table.get(key), NOT_POSITIVE, key=key)
        return None if number is None else int(number)

    def weight(self, key: str = "weight") -> Decimal:
        """A number above zero; one if it is not said."""
        number = self.number(key, required=False)
        if number is not None and number <= 0:
            self.tell(self.table.get(key), NOT_POSITIVE, key=key)
        return Decimal(1) if number is None else number

    def flag(self, key: str, *, default: bool = False) -> bool:
        """true or false."""
        value = self.text(key, required=False)
        if value and value not in ("true", "false"):
            self.tell(self.table.get(key), NOT_FLAG, value=value[:MAX_CODE])
        return value == "true" if value else default

    def day(self, key: str) -> date | None:
        """A day, or None if there is none."""
        value = self.text(key, required=False)
        if not value:
            return None
        try:
            if DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass  # the 30th of February
        self.tell(self.table.get(key), NOT_DAY, value=value[:MAX_CODE])
        return None

    def choice(self, key: str, choices: type[Choice], *, required: bool = True) -> Choice | None:
        """One of the values of an enum."""
        value = self.text(key, required=required)
        if value and value not in list(choices):
            self.tell(
                self.table.get(key), NOT_CHOICE, key=key, value=value[:MAX_CODE], known=", ".join(map(str, choices))
            )
        return choices(value) if value in list(choices) else None

    def words(self, key: str, *, required: bool = True, most: int = MAX_TEXT) -> Words:
        """QN-04: a text by language, which stands in English at least."""
        node = self.node_of(key, required)
        return {} if node is None else self.words_in(node, key, most)

    def words_in(self, node: Node, key: str, most: int = MAX_TEXT) -> Words:
        part = self.under(node, key)
        found = {}
        for name, value in zip(part.table.keys, part.table.values, strict=True):
            if name.text not in LANGUAGES:
                self.tell(name, NO_LANGUAGE, value=name.text[:MAX_CODE], known=", ".join(LANGUAGES))
            elif text := self.plain(value, f"{key}: {name.text}", most):
                found[name.text] = text
        if isinstance(node, Table) and part.table.get("en") is None:
            self.tell(node, NO_ENGLISH, key=key)
        return found

    def part(self, key: str) -> Part | None:
        """The table under a name."""
        node = self.node_of(key)
        return None if node is None else self.under(node, key)

    def under(self, node: Node, key: str) -> Part:
        return Part(node, key, self.mistakes)

    def items(self, key: str, *, required: bool = True) -> list[Node]:
        """The items of the list under a name."""
        node = self.node_of(key, required)
        if node is not None and not isinstance(node, Sequence):
            self.tell(node, NOT_LIST, key=key)
        return list(node.items) if isinstance(node, Sequence) else []

    def parts(self, key: str, *, required: bool = True) -> list[Part]:
        """The tables of the list under a name."""
        return [self.under(node, key) for node in self.items(key, required=required)]

    def named(self, key: str) -> Iterator[tuple[Scalar, Node]]:
        """The names and values of the table under a name, if there is one."""
        node = self.node_of(key, required=False)
        if node is not None:
            part = self.under(node, key)
            yield from zip(part.table.keys, part.table.values, strict=True)

    def source(self) -> Source:
        """Where something comes from."""
        part = self.part("source")
        if part is None:
            return Source("")
        found = Source(part.text("text"), part.flag("verified"), part.text("address", required=False))
        part.done()
        return found
