"""What rules say about ratings and answers: an English template with the values that fill it. Pure.

The names of labels, sections and questions belong to questionnaires and schemes, so a value names them by their code;
the page resolves them in the language of its reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bagalau.quality.rules.questionnaire import Questionnaire, said
from bagalau.quality.rules.schemes import Scheme


class Kind(StrEnum):
    """What a code is the code of."""

    LABEL = "label"
    SECTION = "section"
    DECISION = "decision"


@dataclass(frozen=True)
class Named:
    """Something that has a name in every language, by its code."""

    kind: Kind
    code: str


def label(code: str) -> Named:
    """A rating."""
    return Named(Kind.LABEL, code)


def section(code: str) -> Named:
    """A section."""
    return Named(Kind.SECTION, code)


@dataclass(frozen=True)
class Said:
    """An English template, marked for translation, and what fills it: numbers, texts, names, sayings, lists of them."""

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return Telling().told(self)


def code_of(named: Named) -> str:
    """The name of something as long as nobody says which scheme it is of."""
    return named.code


@dataclass(frozen=True)
class Telling:
    """How what rules say is told in a language; without anything, in English and with codes."""

    word: Callable[[str], str] = str
    name: Callable[[Named], str] = code_of
    number: Callable[[Decimal], str] = str

    def told(self, value: Any) -> str:
        """A value in words; the members of a list are told one by one."""
        if isinstance(value, Said):
            sentence = self.word(value.sentence)
            return sentence % {name: self.told(one) for name, one in value.values.items()} if value.values else sentence
        if isinstance(value, Named):
            return self.name(value)
        if isinstance(value, tuple):
            return (", " if all(isinstance(one, int | Decimal) for one in value) else "; ").join(map(self.told, value))
        return self.number(value) if isinstance(value, Decimal) else str(value)


def names_in(questionnaire: Questionnaire, scheme: Scheme, language: str | None = None) -> Callable[[Named], str]:
    """QN-04: the names that a questionnaire and its scheme give, in a language."""
    names = {Named(Kind.LABEL, one.code): said(one.name, language) for one in scheme.labels}
    names |= {Named(Kind.SECTION, one.code): said(one.name, language) for one in questionnaire.sections}
    names |= {Named(Kind.DECISION, code): said(words, language) for code, words in questionnaire.decisions.items()}
    return lambda named: names.get(named) or named.code
