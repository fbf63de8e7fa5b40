"""What a questionnaire is. Pure.

Source: domain reference, evaluation and quality, parts 1.3, 1.4, 2.9, 3.4; project cycle, parts 1.5 and 1.8.

QN-01  A questionnaire has sections, a section has questions, a question has at least two options; codes are unique in
       the questionnaire (sections, questions) and in the question (options).
QN-02  An option has a score from the scale of its rating scheme, or none if it says that the question does not apply.
QN-03  The clauses of an option are answered one by one; "all" and "both" hold if each is true, "any" if one is.
QN-04  Every text stands in English; where another language is missing the English one is shown.
QN-05  What somebody answered never changes: another wording is another version.
QN-06  A version is offered from its first day on, until its last, as long as it is not retired.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Stage(StrEnum):
    """When in the life of what is rated a questionnaire is asked."""

    DESIGN = "design"
    IMPLEMENTATION = "implementation"
    CLOSURE = "closure"
    ONCE = "once"


class Rates(StrEnum):
    """What a questionnaire rates."""

    PROJECT = "project"
    EVALUATION = "evaluation"
    PARTNER = "partner"


class Join(StrEnum):
    """QN-03: how many clauses of an option must be true."""

    ALL = "all"
    BOTH = "both"
    ANY = "any"


class Often(StrEnum):
    """How often something is claimed to have happened."""

    QUARTER = "quarter"
    YEAR = "year"


Words = Mapping[str, str]
"""A text by language: ``{"en": …, "ru": …, "kk": …}``; QN-04."""


def said(words: Words, language: str | None) -> str:
    """QN-04: a text in a language ("ru", "ru-kz"), or in English."""
    return words.get((language or "en").partition("-")[0]) or words.get("en", "")


@dataclass(frozen=True)
class Clause:
    """One of the statements that an option makes."""

    code: str
    text: Words = field(hash=False)


@dataclass(frozen=True)
class Option:
    """A way to answer. ``score`` None: the question does not apply, and no score counts it (QN-02).

    ``claims`` names a record and how often the option says that it was looked at: ``{"risks": Often.QUARTER}``.
    ``needs_document``: the answer claims so much that a document must stand behind it.
    ``needs_action``: the answer is weak, so that an action or a reason must follow.
    """

    value: str
    score: Decimal | None
    text: Words = field(hash=False)
    join: Join | None = None
    clauses: tuple[Clause, ...] = ()
    claims: Mapping[str, Often] = field(default_factory=dict, hash=False)
    needs_document: bool = False
    needs_action: bool = False

    @property
    def applies(self) -> bool:
        return self.score is not None


Scale = frozenset[tuple[str, Decimal]]
"""The answers among which a question lets choose, with their scores."""


@dataclass(frozen=True)
class Question:
    """A question. ``hints`` names what the record may hold for it (``"board"``, ``"risks"``, ``"evaluations"`` …);
    ``key`` questions weigh more where the scheme says so; ``needs_evidence``: an answer without a text is not done."""

    code: str
    number: int
    text: Words = field(hash=False)
    options: tuple[Option, ...]
    guidance: Words = field(default_factory=dict, hash=False)
    weight: Decimal = Decimal(1)
    key: bool = False
    needs_evidence: bool = True
    hints: tuple[str, ...] = ()

    @property
    def scale(self) -> Scale:
        """What can be answered where the question applies."""
        return frozenset((one.value, one.score) for one in self.options if one.score is not None)

    def option(self, value: str) -> Option | None:
        """The option of a value, or None: this question has none such."""
        return next((one for one in self.options if one.value == value), None)


@dataclass(frozen=True)
class Section:
    """Questions that are rated together. ``critical``: overall rules may ask more of it."""

    code: str
    name: Words = field(hash=False)
    questions: tuple[Question, ...]
    weight: Decimal = Decimal(1)
    critical: bool = False


@dataclass(frozen=True)
class Source:
    """Where a questionnaire or scheme comes from; what is not verified is labelled so wherever it is shown."""

    text: str
    verified: bool = False
    address: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """A version of a questionnaire. ``scheme`` names the rating scheme and its version: ``project-qa@1``.

    ``decisions`` are the codes and names of the decisions that its approver may take, none if none is asked.
    """

    code: str
    version: str
    name: Words = field(hash=False)
    rates: Rates
    stage: Stage
    scheme: str
    source: Source
    sections: tuple[Section, ...]
    valid_from: date | None = None
    valid_until: date | None = None
    decisions: Mapping[str, Words] = field(default_factory=dict, hash=False)

    @property
    def questions(self) -> Iterator[Question]:
        """All questions in their order."""
        return (question for section in self.sections for question in section.questions)

    def question(self, code: str) -> Question | None:
        """A question by its code."""
        return next((one for one in self.questions if one.code == code), None)

    def section_of(self, code: str) -> Section | None:
        """The section in which a question stands."""
        return next((one for one in self.sections if any(code == each.code for each in one.questions)), None)

    def holds_on(self, day: date) -> bool:
        """QN-06, but for retiring, which is not said in the questionnaire."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )
