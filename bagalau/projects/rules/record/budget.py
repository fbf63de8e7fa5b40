"""Contributions, and the work plans with their budget lines. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bagalau.lib.periods import When
from bagalau.projects.rules.record.base import Row
from bagalau.projects.rules.record.words import SourceType


@dataclass(frozen=True, kw_only=True)
class Contribution(Row):
    """Money, or what is worth money, that somebody agreed to give. ``amount`` is in the currency of the project."""

    name: str = ""
    also_called: tuple[str, ...] = ()
    source_type: str = SourceType.OTHER
    listed_under: str = ""
    amount: Decimal | None = None
    agreed_amount: Decimal | None = None
    agreed_currency: str = ""
    rate: Decimal | None = None  # units of the agreed currency for one of the project's
    rate_on: When | None = None
    in_kind: bool = False
    agreed: When | None = None
    gms_rate: Decimal | None = None  # per cent
    gms_base: str = ""


@dataclass(frozen=True, kw_only=True)
class Share(Row):
    """A source's part of a budget line that several pay."""

    source: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class BudgetLine(Row):
    """A line of a year's budget. ``source`` is the name of a contribution; ``quarters`` the amounts by quarter."""

    account: str = ""
    description: str = ""
    source: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    unit_cost: Decimal | None = None
    amount: Decimal | None = None
    quarters: tuple[Decimal | None, ...] = ()
    printed_source: str = ""
    printed_label: str = ""
    split: tuple[Share, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlannedAction(Row):
    """An action in the words of a year's work plan; ``quarters`` are the marks of its time frame."""

    number: str = ""
    text: str = ""
    quarters: tuple[bool, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlannedResult(Row):
    """What a year's work plan says of an activity result: when, who, which money. ``subtotal`` is the printed one."""

    number: str = ""
    title: str = ""
    responsible_parties: str = ""
    quarters: tuple[bool, ...] = ()
    quarter_marks: int | None = None
    subtotal: Decimal | None = None
    printed_after: str = ""  # "2.5": the subtotal is printed after the fifth line of activity result 2
    labels: int | None = None
    amounts: int | None = None
    actions: tuple[PlannedAction, ...] = ()
    lines: tuple[BudgetLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WorkPlan(Row):
    """A year; ``total`` is printed under the plan, ``cover_total`` on the cover."""

    year: int = 0
    total: Decimal | None = None
    cover_total: Decimal | None = None
    activity_results: tuple[PlannedResult, ...] = ()
