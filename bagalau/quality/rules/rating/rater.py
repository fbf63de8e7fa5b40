"""How answers are rated by a scheme. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from bagalau.lib.problems import Problem
from bagalau.quality.rules.counting import following, ranks, tally
from bagalau.quality.rules.questionnaire import Option, Question, Questionnaire, Section
from bagalau.quality.rules.rating.reckoning import (
    POINTS,
    band_of,
    band_of_points,
    bands_of_all,
    bands_of_sections,
    mean_of,
    measures_risk,
    points_of,
    worst_of,
)
from bagalau.quality.rules.rating.values import Answers, Points, Provisional, Rated, Scored, SectionRating
from bagalau.quality.rules.schemes import Overall, Scheme


def chosen(question: Question, value: str | None) -> Option | None:
    """The option of an answer, None if there is no answer; refused if the question has no such option."""
    if value is None:
        return None
    if option := question.option(value):
        return option
    raise Problem(
        "bad-answer",
        "Question %(number)s of this version of the questionnaire has no option “%(value)s”; choose one that it has.",
        status=422,
        values={"number": question.number, "value": value},
    )


def _extreme(question: Question, highest: bool) -> str | None:
    """The option with the highest, or the lowest, score."""
    scored = {option.score: option.value for option in question.options if option.score is not None}
    return scored[(max if highest else min)(scored)] if scored else None


@dataclass(frozen=True)
class Rater:
    """Rates the answers to a questionnaire by a scheme; quick with many, as the same answers to a section recur."""

    questionnaire: Questionnaire
    scheme: Scheme
    _known: dict[tuple[str, tuple[str | None, ...], bool], SectionRating] = field(
        default_factory=dict, repr=False, compare=False
    )

    def rate(self, answers: Answers, *, provisional: bool = False) -> Rated:
        """QR-02, QR-03; ``provisional``: as if what is not answered were not asked (QR-06)."""
        sections = tuple(
            self.rate_section(one, answers, provisional=provisional) for one in self.questionnaire.sections
        )
        if not provisional and any(one.unanswered for one in sections):
            return Rated(self.questionnaire, self.scheme, sections, None)
        return self._overall(sections)

    def provisional(self, answers: Answers) -> Provisional:
        """QR-06."""
        now = self.rate(answers, provisional=True).overall
        return Provisional(now, self._with(answers, worst=True), self._with(answers, worst=False))

    def _with(self, answers: Answers, *, worst: bool) -> str | None:
        """The overall rating if the open questions are answered at their worst, or at their best."""
        highest = worst is measures_risk(self.scheme)
        full = {one.code: answers.get(one.code) or _extreme(one, highest) for one in self.questionnaire.questions}
        return self.rate(full).overall

    def rate_section(self, section: Section, answers: Answers, *, provisional: bool = False) -> SectionRating:
        """QR-02: one section alone; ``answers`` may hold those of others."""
        values = tuple(answers.get(one.code) or None for one in section.questions)
        at = section.code, values, provisional
        if at not in self._known:
            self._known[at] = self._rated_section(section, values, provisional)
        return self._known[at]

    def _rated_section(self, section: Section, values: Sequence[str | None], provisional: bool) -> SectionRating:
        options = [(one, chosen(one, value)) for one, value in zip(section.questions, values, strict=True)]
        scores = tuple(
            Scored(one.number, option.score, one, option.value)
            for one, option in options
            if option is not None and option.score is not None
        )
        unanswered = tuple(one.number for one, option in options if option is None)
        apart = tuple(one.number for one, option in options if option is not None and not option.applies)
        if self.scheme.overall in POINTS:
            points = points_of(scores, self.scheme.key_weight) if scores else None
            mean = points.points / points.applicable if points else None
        else:
            points, mean = None, mean_of((one.score, one.question.weight) for one in scores)
        rated = scores and (provisional or not unanswered)
        label = self._label(scores, mean, points) if rated else None
        return SectionRating(section.code, label, scores, mean, unanswered, apart, points)

    def _label(self, scores: Sequence[Scored], mean: Fraction | None, points: Points | None) -> str | None:
        """QR-02, QR-08, QR-09."""
        if points is not None:
            return band_of_points(points, self.scheme)
        value = worst_of(scores, self.scheme) if self.scheme.overall is Overall.WORST else mean
        band = None if value is None else band_of(value, bands_of_sections(self.scheme))
        return band.label if band else None

    def _overall(self, sections: tuple[SectionRating, ...]) -> Rated:
        """QR-03, QR-07, QR-08, QR-09."""
        rated = Rated(self.questionnaire, self.scheme, sections, None)
        scores = [score for one in sections for score in one.scores]
        if not scores:
            return rated
        how, bands = self.scheme.overall, bands_of_all(self.scheme)
        if how is Overall.COUNTS:
            return self._by_counts(rated)
        if how in POINTS:
            points = points_of(scores, self.scheme.key_weight)
            return replace(rated, overall=band_of_points(points, self.scheme), value=points.points, points=points)
        if how is Overall.WORST:
            value: Fraction | None = worst_of(scores, self.scheme)
        else:
            value = mean_of((one.mean, self._weights[one.code]) for one in sections if one.mean is not None)
        band = None if value is None else band_of(value, bands)
        return replace(rated, overall=band.label if band else None, value=value)

    def _by_counts(self, rated: Rated) -> Rated:
        """QR-04, QR-07."""
        labels = [(one.label, self._critical[one.code]) for one in rated.sections if one.label is not None]
        if len(labels) != (self.scheme.sections or len(labels)) or not labels:
            return rated
        case = following(self.scheme, tally(labels), self._ranks)
        return replace(rated, overall=case.label if case else None)

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return ranks(self.scheme)

    @cached_property
    def _weights(self) -> Mapping[str, Decimal]:
        return {one.code: one.weight for one in self.questionnaire.sections}

    @cached_property
    def _critical(self) -> Mapping[str, bool]:
        return {one.code: one.critical for one in self.questionnaire.sections}


def rate(questionnaire: Questionnaire, scheme: Scheme, answers: Answers) -> Rated:
    """How answers are rated."""
    return Rater(questionnaire, scheme).rate(answers)


def provisional(questionnaire: Questionnaire, scheme: Scheme, answers: Answers) -> Provisional:
    """QR-06: what the overall rating would be, and what it can still become."""
    return Rater(questionnaire, scheme).provisional(answers)
