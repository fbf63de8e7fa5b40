"""What an indicator achieved, and whether it keeps pace. Pure.

Source: domain reference, project cycle, part 2.5. How values come together: ``aggregation``.

PR-01  Achievement is the way made from the baseline, of the way from the baseline to the target. So it is right for
       indicators that shall rise and for those that shall fall.
PR-02  Without a baseline, or with one of zero, it is the actual value of the target. Without a baseline there is no
       share where the value shall fall, or the target is not above zero.
PR-03  Where the target is the baseline the value shall be maintained: it is or it is not, and there is no share.
PR-04  A share is told as it is, also below zero and above one. Only for an average it counts as at least zero and at
       most one; an indicator without a share is left out of it and counted.
PR-05  The pace is the share achieved of the share of time that has passed: on track from 0.9, at risk from 0.6, else
       off track. Before the first day, and without an actual value, there is none.
PR-06  What is missing is not zero: without an actual value or a target nothing is told.
PR-07  If the target lies below the baseline of an indicator that shall rise, or above it of one that shall fall, the
       two contradict each other; the way to the target is taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bagalau.projects.rules.money import rounded

ON_TRACK, AT_RISK = Decimal("0.9"), Decimal("0.6")


class Way(StrEnum):
    """By which rule something was achieved."""

    SIMPLE = "simple"
    FROM_BASELINE = "from baseline"
    MAINTAIN = "maintain"
    REACHED = "reached or not"


@dataclass(frozen=True)
class Achievement:
    """PR-01 to PR-03: the share of the target (one: all of it), if there is one, and whether the target is reached."""

    way: Way
    reached: bool
    share: Fraction | None = None

    @property
    def percent(self) -> Decimal | None:
        """PR-04: the share in per cent, to two digits."""
        return None if self.share is None else rounded(self.share * 100, 2)


def achievement(
    actual: Decimal | None, target: Decimal | None, baseline: Decimal | None = None, *, ascending: bool = True
) -> Achievement | None:
    """PR-01 to PR-03, PR-06: what was achieved; for a ratio give its values, not its numerators."""
    if actual is None or target is None:
        return None
    if baseline is not None and baseline == target:
        return Achievement(Way.MAINTAIN, actual >= target if ascending else actual <= target)
    if baseline is not None:
        share = Fraction(actual - baseline) / Fraction(target - baseline)
        return Achievement(Way.FROM_BASELINE if baseline else Way.SIMPLE, share >= 1, share)
    reached = actual >= target if ascending else actual <= target
    if not ascending or target <= 0:
        return Achievement(Way.REACHED, reached)
    return Achievement(Way.SIMPLE, reached, Fraction(actual) / Fraction(target))


def contradicts(target: Decimal | None, baseline: Decimal | None, *, ascending: bool) -> bool:
    """PR-07: whether the target lies on the wrong side of the baseline."""
    if target is None or baseline is None:
        return False
    return target < baseline if ascending else target > baseline


@dataclass(frozen=True)
class Average:
    """PR-04: the mean of so many of all shares, in per cent."""

    percent: Decimal | None
    counted: int
    left_out: int


def average(achieved: Iterable[Achievement | None]) -> Average:
    """PR-04: informative only; a rating is made by people."""
    given = list(achieved)
    shares = [min(max(one.share, Fraction(0)), Fraction(1)) for one in given if one and one.share is not None]
    mean = rounded(sum(shares, Fraction(0)) / len(shares) * 100, 2) if shares else None
    return Average(mean, len(shares), len(given) - len(shares))


class Pace(StrEnum):
    """PR-05."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


def elapsed(start: date, end: date, today: date) -> Fraction:
    """PR-05: the share of time that has passed with this day, from zero to one."""
    duration = (end - start).days + 1
    if duration < 1:
        raise ValueError("A project ends on or after its first day.")
    return Fraction(min(max((today - start).days + 1, 0), duration), duration)


def pace(
    achieved: Achievement | None, passed: Fraction, on_track: Decimal = ON_TRACK, at_risk: Decimal = AT_RISK
) -> Pace | None:
    """PR-05: how it goes when so much of the time has passed."""
    if achieved is None or passed <= 0:
        return None
    if achieved.share is None:
        return Pace.ON_TRACK if achieved.reached else Pace.OFF_TRACK if achieved.way is Way.MAINTAIN else None
    speed = achieved.share / passed
    return Pace.ON_TRACK if speed >= on_track else Pace.AT_RISK if speed >= at_risk else Pace.OFF_TRACK
