"""The rule of a rating scheme in words, before anything is rated by it. Pure.

QR-13  A scheme says in words how sections are rated and how the overall rating follows, case by case in the order in
       which the cases are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bagalau.lib.texts import mark
from bagalau.quality.rules.rating.counts import told_bound, told_range
from bagalau.quality.rules.rating.numbers import plain
from bagalau.quality.rules.said import Said, label
from bagalau.quality.rules.schemes import Band, Case, Overall, Scheme

MEAN = mark("The mean of the scores of a section gives its rating: %(bands)s.")
ALONE = {
    Overall.WORST: mark("The worst answer gives the overall rating."),
    Overall.POINTS_1: mark(
        "The score of an answer is its points; those of a key question count %(weight)s times unless the score is the"
        " lowest. The points divided by the number of answers give the overall rating: between the fewest and the most"
        " that are possible lie bands of equal width, one for each label."
    ),
    Overall.POINTS_2: mark(
        "The score of an answer is its points. Their sum gives the overall rating: the bands end at %(shares)s of the"
        " way from the fewest points that are possible to the most, and the last one at the most."
    ),
}


def of_sections(scheme: Scheme) -> Said | None:
    """QR-13: how a section is rated, where its mean decides."""
    return Said(MEAN, {"bands": told_bands(scheme.bands)}) if scheme.bands else None


def of_all(scheme: Scheme) -> Said:
    """QR-13: how the overall rating follows; of counts and means, what the cases or bands below it mean."""
    if scheme.overall is Overall.COUNTS:
        sentence = mark("Of %(sections)s rated sections the first of these that holds gives the overall rating:")
        return Said(sentence, {"sections": scheme.sections})
    if scheme.overall is Overall.MEAN:
        sentence = mark("The mean of the sections, each with its weight, gives the overall rating: %(bands)s.")
        return Said(sentence, {"bands": told_bands(scheme.overall_bands)})
    shares = tuple(Said("%(share)s %%", {"share": plain(100 * one)}) for one in scheme.shares)
    return Said(ALONE[scheme.overall], {"weight": scheme.key_weight, "shares": shares})


def cases(scheme: Scheme) -> Iterator[Said]:
    """QR-13: what must hold for each label, in the order in which the cases are asked."""
    for case in scheme.cases:
        yield Said(_joined(case), {"label": label(case.label), "conditions": tuple(_conditions(case, scheme))})


def told_bands(bands: Sequence[Band]) -> tuple[Said, ...]:
    """Bands from the best to the last, which takes what is left."""
    return tuple(
        Said(mark("%(label)s below that"), {"label": label(one.label)})
        if one.least is None
        else Said(mark("%(label)s from %(end)s on"), {"label": label(one.label), "end": one.least})
        for one in bands
    )


def _joined(case: Case) -> str:
    if len(case.conditions) == 1:
        return mark("%(label)s – %(conditions)s")
    return mark("%(label)s – one of: %(conditions)s") if case.either else mark("%(label)s – all of: %(conditions)s")


def _conditions(case: Case, scheme: Scheme) -> Iterator[Said]:
    for one in case.conditions:
        words = (
            mark("critical sections %(range)s: %(bound)s") if one.critical else mark("sections %(range)s: %(bound)s")
        )
        yield Said(words, {"range": told_range(one, scheme), "bound": told_bound(one)})
