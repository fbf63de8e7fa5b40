"""What the checks look at, and what they say. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bagalau.lib.severity import Severity
from bagalau.quality.rules.questionnaire import Option, Question, Questionnaire
from bagalau.quality.rules.rating import Rated, rate
from bagalau.quality.rules.said import Said
from bagalau.quality.rules.schemes import Label, Scheme

WEAK = frozenset({"weak", "bad"})


@dataclass(frozen=True)
class Given:
    """What was given to a question.

    ``clauses`` says by option and statement ("3.a") whether it is true. ``papers`` are the titles of what stands behind
    the answer, None for one that is gone or hidden. ``actions`` counts the management actions that follow.
    """

    value: str | None = None
    clauses: Mapping[str, bool] = field(default_factory=dict)
    evidence: str = ""
    papers: Sequence[str | None] = ()
    actions: int = 0
    no_action: str = ""


NOTHING = Given()


@dataclass(frozen=True)
class Form:
    """An assessment as the checks see it.

    ``printed`` and ``instead`` hold labels by the code of the section, and the overall one under an empty code: what a
    paper prints, and what was given with a reason instead of what follows. ``facts`` are the days on which the record
    shows that something was looked at, by the name of the claim; what is missing there, the record does not keep.
    """

    questionnaire: Questionnaire
    scheme: Scheme
    given: Mapping[str, Given]
    printed: Mapping[str, str] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    decision: str = ""
    starts: date | None = None
    ends: date | None = None
    facts: Mapping[str, Sequence[date]] = field(default_factory=dict)

    @cached_property
    def rated(self) -> Rated:
        """What follows from the answers."""
        return rate(self.questionnaire, self.scheme, {code: one.value for code, one in self.given.items()})

    @cached_property
    def follows(self) -> Mapping[str, str | None]:
        """The labels that follow from the answers, by section; the overall one under an empty code."""
        return {one.code: one.label for one in self.rated.sections} | {"": self.rated.overall}

    def stands(self, section: str = "") -> Label | None:
        """The rating that counts: the one given instead, the one that follows, or the one printed."""
        code = self.instead.get(section) or self.follows.get(section) or self.printed.get(section)
        return self.scheme.by_code.get(code) if code else None

    def is_weak(self, section: str = "") -> bool:
        """Whether a section, or the whole, is rated weak."""
        label = self.stands(section)
        return label is not None and label.tone in WEAK

    def of(self, question: Question) -> Given:
        """What was given to a question."""
        return self.given.get(question.code, NOTHING)

    def option(self, question: Question) -> Option | None:
        """The option that was chosen."""
        value = self.of(question).value
        return question.option(value) if value else None


@dataclass(frozen=True)
class Finding:
    """What a rule found: at a question, at a section, or at the whole; and what to do about it, in English."""

    rule: str
    severity: Severity
    said: Said
    todo: str
    question: str = ""
    section: str = ""
