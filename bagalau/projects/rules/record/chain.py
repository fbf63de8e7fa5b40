"""The chain of results with its indicators, and the theory of change. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bagalau.lib.periods import When
from bagalau.projects.rules.record.base import Row
from bagalau.projects.rules.record.words import Level


@dataclass(frozen=True, kw_only=True)
class IndicatorValue(Row):
    """A baseline or a target, for a period, maybe for a place and a part of the people."""

    is_baseline: bool = False
    period: When | None = None
    value: Decimal | None = None
    text: str = ""
    place_name: str = ""
    sex: str = ""
    age: str = ""
    disability: str = ""
    dimension: str = ""


@dataclass(frozen=True, kw_only=True)
class Indicator(Row):
    """An indicator with the fields of IATI's result element and of a reference sheet."""

    number: str = ""
    name: str = ""
    baseline: str = ""
    target: str = ""
    measure: str = ""
    unit: str = ""
    ascending: bool = True
    aggregation: str = ""
    disaggregation: tuple[str, ...] = ()
    references: tuple[str, ...] = ()  # vocabulary and code, as "SDG 16.6.2"
    definition: str = ""
    verification: str = ""
    data_source: str = ""
    method: str = ""
    frequency: str = ""
    responsible: str = ""
    values: tuple[IndicatorValue, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Result(Row):
    """A node of the chain of results, with what it is measured by and what leads to it."""

    level: str = Level.OUTPUT
    number: str = ""
    title: str = ""
    baseline: str = ""
    responsible_parties: str = ""
    inputs: str = ""
    gender_marker: int | None = None
    indicators: tuple[Indicator, ...] = ()
    children: tuple[Result, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Assumption(Row):
    """A condition that a theory of change rests on, or a factor outside of the project."""

    external: bool = False
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Link(Row):
    """A causal claim: one node leads to another. Both ends are named by where they stand (``at``)."""

    cause: str = ""
    effect: str = ""
    claim: str = ""
    evidence: str = ""
