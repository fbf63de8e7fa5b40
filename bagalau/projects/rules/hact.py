"""The capacity of partners (HACT): how long an assessment holds, and the assurance that follows from its rating. Pure.

Source: domain reference, project cycle, part 1.5. The amounts of the profile are UNICEF's; UNDP's were not seen. How a
micro-assessment is rated stands in ``quality`` (QR-09).

PH-05  An assessment holds for four years, and no longer on the fourth anniversary.
PH-06  Programmatic visits follow from cash and rating, spot checks from reported cash; without a rating, as for a high
       one. Assurance is complete if every minimum is met, void if nothing was done, else partial.
PH-07  What a spot check leaves unresolved is what was ineligible, less what was documented, justified, written off and
       refunded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from bagalau.lib.periods import months_after
from bagalau.projects.rules.lists import data_file, names
from bagalau.reference.rules import BadList

FILE = "hact"


class Rating(StrEnum):
    """Of a partner's risk, from the lowest to the highest."""

    LOW = "low"
    MEDIUM = "medium"
    SIGNIFICANT = "significant"
    HIGH = "high"


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
