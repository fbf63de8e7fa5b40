"""Counts of sections in sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bagalau.lib.texts import mark
from bagalau.quality.rules.counting import Counted, Tally, counted, following, meets, ranks, tally
from bagalau.quality.rules.rating.values import Rated
from bagalau.quality.rules.said import Named, Said, label
from bagalau.quality.rules.schemes import Case, Condition, Scheme


def by_counts(rated: Rated) -> Iterator[Said]:
    scheme, places = rated.scheme, ranks(rated.scheme)
    critical = {one.code: one.critical for one in rated.questionnaire.sections}
    sections = tally((one.label, critical[one.code]) for one in rated.sections if one.label is not None)
    case = following(scheme, sections, places)
    if case is None:
        return
    for one in _counts(case, sections, scheme):
        if one.holds:
            yield _counting(mark("%(label)s: %(count)s (asked for: %(bound)s)"), case, one, scheme)
    better = [one for one in scheme.cases if places[one.label] < places[case.label]]
    nearest = max((places[one.label] for one in better), default=None)
    for other in better:
        if places[other.label] == nearest:
            yield from _lacking(other, case, sections, scheme)


def _counts(case: Case, sections: Tally, scheme: Scheme) -> list[Counted]:
    return [counted(one, sections, ranks(scheme)) for one in case.conditions]


def _lacking(other: Case, case: Case, sections: Tally, scheme: Scheme) -> Iterator[Said]:
    """QR-10: why a better label is not the one that follows."""
    if meets(other, sections, ranks(scheme)):
        sentence = mark("Not %(label)s, though its conditions hold: %(first)s comes first")
        yield Said(sentence, {"label": label(other.label), "first": label(case.label)})
        return
    for one in _counts(other, sections, scheme):
        if not one.holds:
            yield _counting(mark("Not %(label)s: %(count)s (asked for: %(bound)s)"), other, one, scheme)


def _counting(sentence: str, case: Case, one: Counted, scheme: Scheme) -> Said:
    words = mark("%(count)s of %(total)s sections %(range)s")
    if one.condition.critical:
        words = mark("%(count)s of %(total)s critical sections %(range)s")
    count = Said(words, {"count": one.count, "total": one.total, "range": told_range(one.condition, scheme)})
    return Said(sentence, {"label": label(case.label), "count": count, "bound": told_bound(one.condition)})


def told_range(asked: Condition, scheme: Scheme) -> Said | Named:
    """Which ratings a condition counts."""
    best, worst = label(asked.best), label(asked.worst)
    if best == worst:
        return best
    if asked.best == scheme.labels[0].code:
        return Said(mark("%(label)s or better"), {"label": worst})
    if asked.worst == scheme.labels[-1].code:
        return Said(mark("%(label)s or worse"), {"label": best})
    return Said(mark("%(best)s to %(worst)s"), {"best": best, "worst": worst})


def told_bound(asked: Condition) -> tuple[Said, ...]:
    """How many of them it asks for."""
    bounds = [Said(mark("all"))] if asked.every else []
    if asked.least is not None:
        bounds.append(Said(mark("at least %(count)s"), {"count": asked.least}))
    if asked.most is not None:
        bounds.append(Said(mark("at most %(count)s"), {"count": asked.most}))
    return tuple(bounds)
