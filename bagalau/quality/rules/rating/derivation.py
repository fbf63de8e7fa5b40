"""Why a rating is what it is, in sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bagalau.lib.texts import mark
from bagalau.quality.rules.rating.counts import by_counts
from bagalau.quality.rules.rating.numbers import banded, exact, plain, shown, told_points, unit
from bagalau.quality.rules.rating.reckoning import bands_of_all, bands_of_sections, shares_of, worst_of
from bagalau.quality.rules.rating.values import Points, Rated, Scored, SectionRating
from bagalau.quality.rules.said import Said, label, section
from bagalau.quality.rules.schemes import Overall


def derivation(rated: Rated) -> tuple[Said, ...]:
    """QR-10: how sections and the whole came to their ratings."""
    return (*of_sections(rated), *of_all(rated))


def of_sections(rated: Rated) -> Iterator[Said]:
    """QR-10: one sentence for each section, and one for what does not apply."""
    for one in rated.sections:
        yield of_section(rated, one)
    if apart := tuple(number for one in rated.sections for number in one.apart):
        yield Said(mark("Questions that do not apply and are not counted: %(numbers)s"), {"numbers": apart})


def of_section(rated: Rated, one: SectionRating) -> Said:
    """QR-10, QR-06, QR-07: how a section came to its rating."""
    named: dict[str, object] = {"section": section(one.code)}
    if one.label is None and one.unanswered:
        told = mark("%(section)s: not rated as long as questions are open: %(numbers)s")
        return Said(told, {**named, "numbers": one.unanswered})
    if one.mean is None:
        return Said(mark("%(section)s: not rated, as none of its questions applies"), named)
    scores = {**named, "scores": told_scores(one.scores)}
    if one.points:
        return Said("%(section)s: %(points)s", {**named, "points": told_points(one.points, rated.scheme)})
    bands = bands_of_sections(rated.scheme)
    if rated.scheme.overall is Overall.WORST:
        worst = worst_of(one.scores, rated.scheme)
        found = {**scores, "score": exact(worst), "rating": banded(worst, bands)}
        return Said(mark("%(section)s: the worst of %(scores)s is %(score)s → %(rating)s"), found)
    values = {**scores, "mean": shown(one.mean, bands), "rating": banded(one.mean, bands)}
    weights = tuple(plain(each.question.weight) for each in one.scores)
    if len(set(weights)) > 1:
        sentence = mark("%(section)s: %(scores)s with the weights %(weights)s → mean %(mean)s → %(rating)s")
        return Said(sentence, {**values, "weights": weights})
    return Said(mark("%(section)s: %(scores)s → mean %(mean)s → %(rating)s"), values)


def told_scores(scores: Sequence[Scored]) -> tuple[Decimal, ...] | Said:
    """QR-10: scores, and once for each answer in words what it counts."""
    told = tuple(plain(each.score) for each in scores)
    worded = {each.value: at for each, at in zip(scores, told, strict=True) if each.value != str(at)}
    if not worded:
        return told
    named = tuple(Said("%(answer)s = %(score)s", {"answer": value, "score": at}) for value, at in worded.items())
    return Said("%(scores)s (%(named)s)", {"scores": told, "named": named})


def of_all(rated: Rated) -> Iterator[Said]:
    """QR-10: how the whole came to its rating, or why it has none."""
    if rated.overall is None:
        yield _why_not(rated)
    elif rated.scheme.overall is Overall.COUNTS:
        yield from by_counts(rated)
    elif rated.scheme.overall is Overall.MEAN:
        yield from _by_mean(rated)
    elif rated.scheme.overall is Overall.WORST:
        yield _by_worst(rated)
    elif rated.points:
        yield from _by_points(rated, rated.points)


def _why_not(rated: Rated) -> Said:
    """QR-06, QR-07, QR-04."""
    scheme, named = rated.scheme, [one for one in rated.sections if one.label is not None]
    if rated.unanswered:
        return Said(mark("No rating as long as questions are open: %(numbers)s"), {"numbers": rated.unanswered})
    if not any(one.scores for one in rated.sections):
        return Said(mark("No rating, as no question applies"))
    if scheme.overall is Overall.COUNTS and scheme.sections and len(named) != scheme.sections:
        sentence = mark("No rating: %(rated)s sections are rated, and the rule counts among %(asked)s")
        return Said(sentence, {"rated": len(named), "asked": scheme.sections})
    return Said(mark("No rating: none of the conditions of the scheme holds"))


def _by_mean(rated: Rated) -> Iterator[Said]:
    """QR-05, QR-07."""
    bands, weights = bands_of_all(rated.scheme), {one.code: one.weight for one in rated.questionnaire.sections}
    parts = tuple(
        Said(
            mark("%(section)s %(mean)s × %(weight)s"),
            {"section": section(one.code), "mean": shown(one.mean, ()), "weight": plain(weights[one.code])},
        )
        for one in rated.sections
        if one.mean is not None
    )
    if left := tuple(section(one.code) for one in rated.sections if one.mean is None):
        yield Said(mark("Sections that are not rated are left out of the mean: %(sections)s"), {"sections": left})
    if rated.value is not None:
        told = {"parts": parts, "mean": shown(rated.value, bands), "rating": banded(rated.value, bands)}
        yield Said(mark("Weighted mean of the sections: %(parts)s → %(mean)s → %(rating)s"), told)


def _by_worst(rated: Rated) -> Said:
    """QR-08."""
    scores = [each for one in rated.sections for each in one.scores]
    worst, bands = worst_of(scores, rated.scheme), bands_of_all(rated.scheme)
    numbers = tuple(one.number for one in scores if one.score == worst)
    told = {"score": exact(worst), "numbers": numbers, "rating": banded(worst, bands)}
    if len(numbers) == len(scores) > 1:
        return Said(mark("All answers have the score %(score)s → %(rating)s"), told)
    return Said(mark("Worst score: %(score)s (questions: %(numbers)s) → %(rating)s"), told)


def _by_points(rated: Rated, points: Points) -> Iterator[Said]:
    """QR-09."""
    scheme, by = rated.scheme, unit(points, rated.scheme)
    if scheme.key_weight != 1 and any(one.key for one in rated.questionnaire.questions):
        sentence = mark("Key questions count %(weight)s times, unless the answer has the lowest score")
        yield Said(sentence, {"weight": scheme.key_weight})
    yield told_points(points, scheme)
    rising = [one.code for one in sorted(scheme.labels, key=lambda one: one.value)]
    ends = [end / by for end in points.ends(shares_of(scheme))]
    listed = [
        Said(mark("%(label)s below %(end)s"), {"label": label(code), "end": exact(end)})
        for code, end in zip(rising, ends, strict=False)
    ]
    last = Said(mark("%(label)s from %(end)s on"), {"label": label(rising[-1]), "end": exact(ends[-1])})
    yield Said(mark("Bands: %(bands)s"), {"bands": (*listed, last)})
