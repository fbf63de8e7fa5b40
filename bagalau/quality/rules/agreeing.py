"""Which answers agree with the ratings that a paper prints. Pure.

QR-14  An option agrees with the printed rating of its section if some choice for the other open questions of the
       section gives that rating. Where no choice does, the paper contradicts itself.
QR-15  The printed overall rating agrees if it follows from ratings of sections that agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from bagalau.quality.rules.questionnaire import Questionnaire, Section
from bagalau.quality.rules.rating import Answers, Rater
from bagalau.quality.rules.schemes import Scheme

MOST = 5_000  # choices that are tried for a section, and for the whole


@dataclass(frozen=True)
class SectionAgreement:
    """How the open questions of a section may be answered.

    ``completions`` are the choices that give the printed rating, each in the order of ``open``; None if there are too
    many to try. ``printed`` None: the paper prints no rating, so whatever is chosen agrees.
    """

    code: str
    printed: str | None
    open: tuple[str, ...]
    completions: tuple[tuple[str, ...], ...] | None

    @property
    def contradicts(self) -> bool:
        """QR-14: no answer to what is open gives the printed rating."""
        return self.completions == ()

    @property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """QR-14: by open question the values that agree; a question is missing if too many choices were there."""
        if self.completions is None:
            return {}
        return {
            code: tuple(dict.fromkeys(one[place] for one in self.completions)) for place, code in enumerate(self.open)
        }

    @property
    def only(self) -> Mapping[str, str]:
        """What is decided already: by question the one value that agrees."""
        return {code: values[0] for code, values in self.options.items() if len(values) == 1}


@dataclass(frozen=True)
class Agreement:
    """How the open questions of a paper may be answered. ``overall`` are the overall ratings that can follow."""

    sections: tuple[SectionAgreement, ...]
    printed: str | None
    overall: frozenset[str] | None

    @property
    def contradicts(self) -> bool:
        """QR-14, QR-15: what the paper prints cannot all be right."""
        beside = self.printed is not None and self.overall is not None and self.printed not in self.overall
        return beside or any(one.contradicts for one in self.sections)

    @property
    def options(self) -> Mapping[str, tuple[str, ...]]:
        """QR-14: by open question the values that agree."""
        return {code: values for one in self.sections for code, values in one.options.items()}

    @property
    def only(self) -> Mapping[str, str]:
        """By question the one value that agrees."""
        return {code: value for one in self.sections for code, value in one.only.items()}


def agreement(
    questionnaire: Questionnaire, scheme: Scheme, answers: Answers, printed: Mapping[str, str | None]
) -> Agreement:
    """QR-14, QR-15. ``printed``: labels by the code of the section, and the overall one under an empty code."""
    rater = Rater(questionnaire, scheme)
    sections = tuple(_section(rater, one, answers, printed.get(one.code) or None) for one in questionnaire.sections)
    return Agreement(sections, printed.get("") or None, _overall(rater, answers, sections))


def _section(rater: Rater, section: Section, answers: Answers, printed: str | None) -> SectionAgreement:
    open_ones = tuple(one for one in section.questions if not answers.get(one.code))
    codes = tuple(one.code for one in open_ones)
    values = [[option.value for option in one.options] for one in open_ones]
    if prod(map(len, values)) > MOST:
        return SectionAgreement(section.code, printed, codes, None)
    fitting = (
        choice
        for choice in product(*values)
        if printed is None or rater.rate_section(section, {**answers, **_told(codes, choice)}).label == printed
    )
    return SectionAgreement(section.code, printed, codes, tuple(fitting))


def _told(codes: Sequence[str], choice: Sequence[str]) -> dict[str, str | None]:
    return dict(zip(codes, choice, strict=True))


def _overall(rater: Rater, answers: Answers, sections: Sequence[SectionAgreement]) -> frozenset[str] | None:
    """QR-15: by all choices that agree; None if there are too many, or none, of them."""
    ways = [one.completions or () for one in sections]
    if not 0 < prod(map(len, ways)) <= MOST:
        return None
    codes = [code for one in sections for code in one.open]
    found = (rater.rate({**answers, **_told(codes, _flat(choice))}).overall for choice in product(*ways))
    return frozenset(one for one in found if one is not None)


def _flat(choice: Sequence[Sequence[str]]) -> list[str]:
    return [value for part in choice for value in part]
