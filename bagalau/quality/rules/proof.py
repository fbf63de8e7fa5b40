"""The proof that a scheme rates whatever is rated, and each exactly once. Pure.

QR-12  Counts are proved by going through all combinations of ratings of the sections: how many come to which label, and
       which come to none. Bands are proved to reach from the best to the worst without a gap, and shares to rise. A
       scheme with a gap is not used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations_with_replacement, pairwise
from math import comb, factorial, prod

from bagalau.lib.texts import mark
from bagalau.quality.rules.counting import Tally, following, meets, ranks
from bagalau.quality.rules.said import Said, label
from bagalau.quality.rules.schemes import Band, Overall, Scheme

MOST = 50_000  # combinations that are told apart; seven sections with five labels have 1,050
EXAMPLES = 3


@dataclass(frozen=True)
class Proof:
    """What was gone through: ``total`` combinations, how many come to each label, how many meet several cases (of which
    the first is taken), and the gaps, told. Schemes without counts of sections have gaps at most."""

    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    several: int = 0
    gaps: tuple[Said, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the scheme may be used."""
        return not self.gaps


def prove(scheme: Scheme, critical: int | None = None) -> Proof:
    """QR-12, QR-04. ``critical``: how many of the sections are; one, if the scheme asks about critical ones."""
    gaps = (*_gaps_of_bands(scheme.bands), *_gaps_of_bands(scheme.overall_bands), *_gaps_of_shares(scheme))
    if scheme.overall is not Overall.COUNTS:
        return Proof(gaps=gaps)
    if critical is None:
        critical = int(any(one.critical for case in scheme.cases for one in case.conditions))
    return _by_counts(scheme, min(critical, scheme.sections or 0), gaps)


def _by_counts(scheme: Scheme, critical: int, gaps: tuple[Said, ...]) -> Proof:
    sections, labels = scheme.sections or 0, len(scheme.labels)
    plain = sections - critical
    distinct = comb(labels + plain - 1, plain) * comb(labels + critical - 1, critical)
    if distinct > MOST:
        sentence = mark("With %(labels)s labels and %(sections)s sections there is too much to go through.")
        return Proof(gaps=(*gaps, Said(sentence, {"labels": labels, "sections": sections})))
    places, counts, several, lost = ranks(scheme), Counter[str](), 0, list[tuple[Tally, int]]()
    for found, times in combinations(scheme, plain, critical):
        case = following(scheme, found, places)
        several += times * (sum(meets(one, found, places) for one in scheme.cases) > 1)
        if case is None:
            lost.append((found, times))
        else:
            counts[case.label] += times
    total = labels**sections
    told = {one.code: counts[one.code] for one in scheme.labels}
    return Proof(total, told, several, (*gaps, *_told_gaps(lost, total)))


def combinations(scheme: Scheme, plain: int, critical: int) -> Iterator[tuple[Tally, int]]:
    """QR-12: how many sections can have which labels, and in how many ways each comes about."""
    codes = [one.code for one in scheme.labels]
    for one in combinations_with_replacement(codes, plain):
        for other in combinations_with_replacement(codes, critical):
            found = Counter({(code, False): count for code, count in Counter(one).items()})
            found |= Counter({(code, True): count for code, count in Counter(other).items()})
            yield found, _ways(one) * _ways(other)


def _ways(combination: Sequence[str]) -> int:
    return factorial(len(combination)) // prod(map(factorial, Counter(combination).values()))


def _told_gaps(lost: Sequence[tuple[Tally, int]], total: int) -> Iterator[Said]:
    if lost:
        count = sum(times for _, times in lost)
        yield Said(mark("%(count)s of %(total)s combinations come to no label."), {"count": count, "total": total})
    for found, _ in lost[:EXAMPLES]:
        parts = tuple(
            Said(
                mark("%(count)s × %(label)s (critical)") if critical else mark("%(count)s × %(label)s"),
                {"count": count, "label": label(code)},
            )
            for (code, critical), count in found.items()
        )
        yield Said(mark("No label follows from: %(combination)s."), {"combination": parts})


def _gaps_of_bands(bands: Sequence[Band]) -> Iterator[Said]:
    """QR-12: each bound lies below the one before, and the last band has none."""
    for upper, lower in pairwise(bands):
        if upper.least is None or (lower.least is not None and lower.least >= upper.least):
            yield Said(mark("The band of %(label)s is never reached."), {"label": label(lower.label)})
    if bands and bands[-1].least is not None:
        yield Said(mark("A mean below %(least)s comes to no label."), {"least": bands[-1].least})


def _gaps_of_shares(scheme: Scheme) -> Iterator[Said]:
    if scheme.overall is Overall.POINTS_2:
        ends = [Decimal(0), *scheme.shares, Decimal(1)]
        if len(scheme.shares) != len(scheme.labels) - 1 or any(one >= other for one, other in pairwise(ends)):
            yield Said(mark("Shares must rise from 0 to 1, one less than there are labels."))
