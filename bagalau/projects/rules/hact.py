"""The capacity of partners (HACT): how a micro-assessment is rated, and the assurance that follows. Pure.

Source: domain reference, project cycle, part 1.5. The amounts of the profile are UNICEF's; UNDP's were not seen.

PH-01  A question is answered with 1 (low risk) to 4 (high risk), or with 0 if it does not apply. Its points are the
       answer, taken twice for a key question of the first questionnaire unless the answer is 1.
PH-02  First questionnaire: the score is the points by question that applies. From one to the highest score there can
       be, four bands of equal width.
PH-03  Second questionnaire: the points of all questions, from one to four each; the bands end at 15, 30 and 50 per cent
       of the way.
PH-04  As long as a question is not answered, or none applies, there is no rating.
PH-05  An assessment holds for four years, and no longer on the fourth anniversary.
PH-06  Programmatic visits follow from cash and rating, spot checks from reported cash; without a rating, as for a high
       one. Assurance is complete if every minimum is met, void if nothing was done, else partial.
PH-07  What a spot check leaves unresolved is what was ineligible, less what was documented, justified, written off and
       refunded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from bagalau.lib.periods import months_after
from bagalau.lib.problems import Problem
from bagalau.projects.rules.lists import data_file, names
from bagalau.reference.rules import BadList

FILE = "hact"
VALUES = range(5)


class Rating(StrEnum):
    """PH-02, PH-03, from the lowest to the highest."""

    LOW = "low"
    MEDIUM = "medium"
    SIGNIFICANT = "significant"
    HIGH = "high"


@dataclass(frozen=True)
class Area:
    """What a part of a questionnaire asks about."""

    code: str
    names: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class Questionnaire:
    """PH-01 to PH-03: its areas, the weight of key questions, and where the bands end on the way to the highest."""

    code: str
    names: Mapping[str, str] = field(hash=False)
    key_weight: int
    shares: tuple[Decimal, ...]
    areas: tuple[Area, ...]
    verified: bool


@lru_cache(8)
def questionnaires(own: Path | None = None) -> dict[str, Questionnaire]:
    """By code; ``own``: the folder of the organisation's own files."""
    return {one.code: one for one in data_file(FILE, own).rows("questionnaires", _questionnaire)}


def _questionnaire(row: Mapping[str, Any]) -> Questionnaire:
    shares = tuple(Decimal(one) for one in row["shares"])
    if len(shares) != 3 or list(shares) != sorted(shares):
        raise ValueError("the bands need three ends, the lowest first")
    return Questionnaire(
        str(row["code"]),
        names(row["names"]),
        int(row["key_weight"]),
        shares,
        tuple(Area(str(one["code"]), names(one["names"])) for one in row["areas"]),
        bool(row["verified"]),
    )


@dataclass(frozen=True)
class Answer:
    """PH-01: the answer to a question of an area; None if there is none yet."""

    area: str
    value: int | None
    key: bool = False


@dataclass(frozen=True)
class Score:
    """PH-01 to PH-04: the points of so many questions that apply, and the rating they come to."""

    points: int
    applicable: int
    unanswered: int
    rating: Rating | None

    @property
    def score(self) -> Fraction | None:
        """PH-02: points by question."""
        return Fraction(self.points, self.applicable) if self.applicable else None


def assess(answers: Sequence[Answer], version: str = "v2", own: Path | None = None) -> Score:
    """PH-01 to PH-04: how answers are rated: all of them, or those of an area."""
    asked = questionnaires(own)[version]
    if any(one.value is not None and one.value not in VALUES for one in answers):
        raise Problem("bad-hact-answer", "An answer is from 1 (low risk) to 4 (high risk), or 0.", status=422)
    unanswered = sum(one.value is None for one in answers)
    applicable = [(one.value, one.key) for one in answers if one.value]
    points = sum(value if value == 1 or not key else value * asked.key_weight for value, key in applicable)
    if unanswered or not applicable:
        return Score(points, len(applicable), unanswered, None)
    keys = sum(key for _, key in applicable)
    lowest, highest = len(applicable), 4 * (len(applicable) + keys * (asked.key_weight - 1))
    return Score(points, len(applicable), 0, _band(points, lowest, highest, asked.shares))


def _band(points: int, lowest: int, highest: int, shares: Sequence[Decimal]) -> Rating:
    """PH-02, PH-03: points and scores have the same bands, as each score is its points by the same number."""
    ends = [lowest + Fraction(share) * (highest - lowest) for share in shares]
    return list(Rating)[sum(points >= end for end in ends)]


def assess_areas(answers: Iterable[Answer], version: str = "v2", own: Path | None = None) -> dict[str, Score]:
    """The rating of each area, in the order of the questionnaire; areas without a question have none."""
    given = list(answers)
    areas = [area.code for area in questionnaires(own)[version].areas]
    found = {area: [one for one in given if one.area == area] for area in areas}
    return {area: assess(some, version, own) for area, some in found.items() if some}


@dataclass(frozen=True)
class Threshold:
    """From which cash on a partner is assessed; ``stated``: the year in which it was, if known."""

    amount: Decimal
    currency: str
    per: str
    stated: int | None
    verified: bool


@lru_cache(8)
def thresholds(own: Path | None = None) -> tuple[Threshold, ...]:
    """How they changed; the last one is in use."""
    return data_file(FILE, own).rows(
        "thresholds",
        lambda row: Threshold(
            Decimal(row["amount"]),
            str(row["currency"]),
            str(row["per"]),
            int(row["stated"]) if row["stated"] else None,
            bool(row["verified"]),
        ),
    )


@dataclass(frozen=True)
class Profile:
    """PH-05, PH-06: how an organisation applies it. ``visits``: up to which cash, how many by rating."""

    code: str
    names: Mapping[str, str] = field(hash=False)
    verified: bool
    for_undp: bool
    years: int
    spot_check_above: Decimal
    visits: tuple[tuple[Decimal | None, Mapping[Rating, int]], ...] = field(hash=False)


@lru_cache(8)
def profiles(own: Path | None = None) -> dict[str, Profile]:
    """By code; the first one is in use."""
    found = {one.code: one for one in data_file(FILE, own).rows("profiles", _profile)}
    if not found:
        raise BadList("hact.json needs a profile.")
    return found


def _profile(row: Mapping[str, Any]) -> Profile:
    visits = tuple(
        (Decimal(one["up_to"]) if one["up_to"] else None, {rating: int(one[rating]) for rating in Rating})
        for one in row["visits"]
    )
    bounds = [bound for bound, _ in visits[:-1]]
    if None in bounds or bounds != sorted(filter(None, bounds)) or not visits or visits[-1][0] is not None:
        raise ValueError("visits need rising amounts, and a last row without one")
    return Profile(
        str(row["code"]),
        names(row["names"]),
        bool(row["verified"]),
        bool(row["for_undp"]),
        int(row["years"]),
        Decimal(row["spot_check_above"]),
        visits,
    )


def profile(code: str = "", own: Path | None = None) -> Profile:
    """The profile of that code, or else the one in use."""
    found = profiles(own)
    return found.get(code) or next(iter(found.values()))


def expires(assessed: date, by: Profile | None = None) -> date:
    """PH-05: the day from which an assessment no longer holds."""
    return months_after(assessed, 12 * (by or profile()).years)


def is_expired(assessed: date, today: date, by: Profile | None = None) -> bool:
    """PH-05."""
    return today >= expires(assessed, by)


def least_visits(cash: Decimal, rating: Rating | None, by: Profile | None = None) -> int:
    """PH-06: how many programmatic visits a year's cash asks for."""
    fitting = (counts for bound, counts in (by or profile()).visits if bound is None or cash <= bound)
    return next(fitting)[rating or Rating.HIGH]


def least_spot_checks(
    reported: Decimal, *, low_risk_assumed: bool = False, audited: bool = False, by: Profile | None = None
) -> int:
    """PH-06: how many spot checks the reported cash asks for; ``audited``: an audit is planned for the year."""
    return int(reported > (by or profile()).spot_check_above and not low_risk_assumed and not audited)


class Coverage(StrEnum):
    """PH-06."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    VOID = "void"


def coverage(least: Mapping[str, int], done: Mapping[str, int]) -> Coverage:
    """PH-06: how far the minima of a year are met."""
    if all(done.get(what, 0) >= count for what, count in least.items()):
        return Coverage.COMPLETE
    return Coverage.PARTIAL if any(done.get(what, 0) for what in least) else Coverage.VOID


def unresolved(ineligible: Decimal, *settled: Decimal) -> Decimal:
    """PH-07: what is left after what was documented, justified, written off and refunded."""
    return ineligible - sum(settled, Decimal(0))
