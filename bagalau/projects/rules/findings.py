"""What the checker says: a finding with its place, what was expected and found, and corrections that are never applied
by themselves. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bagalau.lib.periods import When
from bagalau.lib.severity import Severity
from bagalau.projects.rules.record import Project
from bagalau.projects.rules.shape import changed, plain_value


def amount(value: Decimal) -> str:
    """Money as English papers write it."""
    whole = value.is_finite() and value == value.to_integral_value()
    return f"{value:,.0f}" if whole else f"{value:,.2f}" if value.is_finite() else str(value)


@dataclass(frozen=True)
class Number:
    """A number in a sentence that is no money: a rate, a share, a quantity, with the digits that are told."""

    digits: str

    def __str__(self) -> str:
        return self.digits


@dataclass(frozen=True)
class Words:
    """How values of sentences are told in a language: money, dates, numbers, and words that the rules use."""

    money: Callable[[Decimal], str] = amount
    day: Callable[[When], str] = str
    word: Callable[[str], str] = str
    number: Callable[[str], str] = str

    def told(self, value: Any) -> str:
        """A value in words. A tuple lists English words, which are translated one by one, or pairs of a name and what
        is told of it."""
        if isinstance(value, tuple):
            return "; ".join(self._listed(one) for one in value)
        if isinstance(value, Decimal):
            return self.money(value)
        if isinstance(value, Number):
            return self.number(value.digits)
        return self.day(value) if isinstance(value, When) else str(value)

    def _listed(self, value: Any) -> str:
        if isinstance(value, tuple):
            return f"{value[0]}: {self.told(value[1])}"
        return self.word(value) if isinstance(value, str) else self.told(value)

    def filled(self, sentence: str, values: Mapping[str, Any]) -> str:
        """A sentence of the rules, translated and filled."""
        said = self.word(sentence)
        return said % {name: self.told(value) for name, value in values.items()} if values else said.replace("%%", "%")


def filled(sentence: str, values: Mapping[str, Any]) -> str:
    """A sentence in English."""
    return Words().filled(sentence, values)


@dataclass(frozen=True)
class Change:
    """A value that a correction would set: where the row stands, which field, and the value as the field has it."""

    at: str
    name: str
    value: Any


@dataclass(frozen=True)
class Correction:
    """One way to mend a finding. ``label`` is an English template, ``values`` fill it; ``changes`` is what it does."""

    label: str
    changes: tuple[Change, ...]
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """What a rule found. ``sentence`` is an English template filled from ``values`` (see ``told``). ``at`` and ``name``
    are the row and the field that are meant; ``also`` names other rows concerned."""

    rule: str
    severity: Severity
    at: str
    name: str
    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)
    expected: Decimal | str | None = None
    found: Decimal | str | None = None
    corrections: tuple[Correction, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """What was found less what was expected, where both are amounts."""
        if isinstance(self.expected, Decimal) and isinstance(self.found, Decimal):
            return self.found - self.expected
        return None

    @property
    def text(self) -> str:
        """The sentence in English."""
        return filled(self.sentence, self.values)

    @property
    def mark(self) -> str:
        """By what a dismissal knows the finding again: it changes when what was found changes."""
        values = {name: _same(value) for name, value in self.values.items()}
        said = [self.rule, self.at, self.name, _same(self.expected), _same(self.found), values]
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _same(value: Any) -> str:
    """A value as text that is the same for the same amount: 5 and 5.00."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value.is_finite() else str(value)
    return "; ".join(map(_same, value)) if isinstance(value, tuple) else str(plain_value(value))


def corrected(project: Project, correction: Correction) -> Project:
    """The record as it would be with a correction; the one that is given stays as it is."""
    return changed(project, {(one.at, one.name): one.value for one in correction.changes})
