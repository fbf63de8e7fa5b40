"""The mistakes of a file, told together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bagalau.lib.texts import mark

MOST = 100
"""Who made more mistakes than this mends these first."""


@dataclass(frozen=True)
class Mistake:
    """What is wrong in which line. ``sentence`` is a template which ``values`` fill, so that it can be translated."""

    line: int
    column: int
    sentence: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def said(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in a language."""
        return translate(self.sentence) % self.values

    def in_file(self, name: str, translate: Callable[[str], str] = str) -> str:
        """The sentence after the name of the file and the line."""
        where = {"file": name, "line": self.line, "mistake": self.said(translate)}
        return translate(mark("%(file)s, line %(line)s: %(mistake)s")) % where


class Refused(Exception):
    """QF-01: a file cannot be used, and why, in the order of its lines."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda one: (one.line, one.column)))
        super().__init__("\n".join(f"line {one.line}: {one.said()}" for one in self.mistakes))
