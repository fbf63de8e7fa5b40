"""Cost recovery (general management support, GMS): what is expected, and what was meant by what is declared. Pure.

Source: domain reference, project cycle, parts 0.2 and 1.4. Rates are in per cent.

PG-01  On the net base the rate is of the direct cost, on the gross base of the sum that includes cost recovery.
PG-02  Effective rates are told on both bases; of nothing there is no rate.
PG-03  A declared amount fits a base if it is as near to what is expected on it as the tolerance (0.5) allows. It may
       fit both, or none; then the nearer one is told.
PG-04  The rate is that of the type of source on the day of the agreement, not of today, and says whether it was seen in
       a source. A minimum is kept by every rate that is not lower.
PG-05  Where the type of source has no rate, none is guessed; core money bears none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from bagalau.lib.problems import Problem
from bagalau.projects.rules.lists import data_file, day, holding, latest
from bagalau.projects.rules.money import rounded
from bagalau.projects.rules.record.words import Base

FILE = "cost-recovery"
TOLERANCE = Decimal("0.5")
DIGITS = Decimal("0.0001")  # of an effective rate in per cent


def checked_rate(rate: Decimal) -> Decimal:
    """A rate in per cent, or a refusal."""
    if not rate.is_finite() or not 0 <= rate < 100 or rate != round(rate, 6):
        raise Problem("bad-gms-rate", "A rate of cost recovery is from 0 to less than 100 per cent.", status=422)
    return rate


def of_direct(direct: Decimal, rate: Decimal, base: Base) -> Decimal:
    """PG-01: what is expected on top of a direct cost."""
    part = Fraction(checked_rate(rate)) / 100
    return rounded(Fraction(direct) * (part if base is Base.NET else part / (1 - part)), 2)


def of_whole(whole: Decimal, rate: Decimal, base: Base) -> Decimal:
    """PG-01: what is expected within a sum that includes it."""
    part = Fraction(checked_rate(rate)) / 100
    return rounded(Fraction(whole) * (part / (1 + part) if base is Base.NET else part), 2)


@dataclass(frozen=True)
class Effective:
    """PG-02: the rates that an amount comes to, in per cent, on the direct cost and on the whole."""

    net: Decimal | None
    gross: Decimal | None


def effective(declared: Decimal, whole: Decimal) -> Effective:
    """PG-02: the rates that a declared amount comes to; ``whole`` includes it."""
    return Effective(_per_cent(declared, whole - declared), _per_cent(declared, whole))


def _per_cent(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part / whole * 100).quantize(DIGITS) if whole > 0 else None


@dataclass(frozen=True)
class Fit:
    """PG-03: what one base expects, and how much more is declared."""

    base: Base
    expected: Decimal
    difference: Decimal
    fits: bool


@dataclass(frozen=True)
class Judgement:
    """PG-02, PG-03: a declared amount seen on both bases, the nearer one first."""

    declared: Decimal
    whole: Decimal
    rate: Decimal
    fits: tuple[Fit, Fit]
    effective: Effective

    @property
    def bases(self) -> frozenset[Base]:
        """The bases that it fits."""
        return frozenset(fit.base for fit in self.fits if fit.fits)

    @property
    def nearest(self) -> Fit:
        """The base that comes nearest."""
        return self.fits[0]

    def on(self, base: Base) -> Fit:
        """How it fits a base."""
        return next(fit for fit in self.fits if fit.base is base)


def judge(declared: Decimal, whole: Decimal, rate: Decimal, tolerance: Decimal = TOLERANCE) -> Judgement:
    """PG-03: which base a declared amount fits; ``whole`` includes it."""
    found = []
    for base in (Base.NET, Base.GROSS):
        expected = of_whole(whole, rate, base)
        found.append(Fit(base, expected, declared - expected, abs(declared - expected) <= tolerance))
    near, far = sorted(found, key=lambda fit: abs(fit.difference))
    return Judgement(declared, whole, rate, (near, far), effective(declared, whole))


@dataclass(frozen=True)
class TableRate:
    """PG-04: a rate for a type of source, for agreements of some days."""

    source_type: str
    rate: Decimal
    base: Base
    minimum: bool
    since: date | None
    until: date | None
    source: str
    verified: bool
    dates_verified: bool
    base_verified: bool

    def allows(self, rate: Decimal) -> bool:
        """PG-04: whether a rate agrees with the table."""
        return rate >= self.rate if self.minimum else rate == self.rate


@lru_cache(8)
def rate_table(own: Path | None = None) -> tuple[TableRate, ...]:
    """All rates; ``own``: the folder of the organisation's own files."""
    return data_file(FILE, own).rows("rates", _row)


def _row(row: Mapping[str, Any]) -> TableRate:
    return TableRate(
        str(row["source_type"]),
        checked_rate(Decimal(row["rate"])),
        Base(row["base"]),
        bool(row["minimum"]),
        day(row["since"]),
        day(row["until"]),
        str(row["source"]),
        bool(row["verified"]),
        bool(row["dates_verified"]),
        bool(row["base_verified"]),
    )


def table_rate(source_type: str, agreed: date, own: Path | None = None) -> TableRate | None:
    """PG-04, PG-05: the rate for a type of source by the day of the agreement."""
    return latest([row for row in holding(rate_table(own), agreed) if row.source_type == source_type])


def bears_cost_recovery(source_type: str, on: date, own: Path | None = None) -> bool:
    """PG-05: whether money of such a source is charged; unless the table says that the rate is zero, it is."""
    found = table_rate(source_type, on, own)
    return found is None or found.rate > 0
