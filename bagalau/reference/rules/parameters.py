"""The parameters that an organisation sets for itself. Pure.

Source: domain reference, evaluation and quality, part 5.3. What the sources do not confirm is marked as not verified
and shown so.

F-04  A parameter has, on a day, the value set last on or before that day, or else its default. None is larger than its
      unit makes sense.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bagalau.lib.texts import mark

DAYS, MONTHS, YEARS = mark("days"), mark("months"), mark("years")
WORDS, DOLLARS, PERCENT = mark("words"), mark("US dollars"), mark("per cent")
GUIDELINES = "UNDP Evaluation Guidelines 2021"
SCORE = "UNDP performance methodology, evaluation management, 2024"
STANDARDS = "UNDP POPP, Quality Standards for Programming"
COMPLETION = "UNDP performance methodology, project quality assurance, 2024"
FAO = "FAO, follow-up to evaluations"
OWN = "Bagalau"
MOST = {DAYS: 3650, MONTHS: 600, YEARS: 100, WORDS: 100_000, DOLLARS: 10**12, PERCENT: 100}


@dataclass(frozen=True)
class Definition:
    """A parameter: what it is called, its default, its unit, and where the default comes from."""

    name: str
    label: str
    default: Decimal
    unit: str
    source: str

    @property
    def verified(self) -> bool:
        """Whether the default stands in a source; our own choices do not."""
        return self.source != OWN

    @property
    def most(self) -> Decimal:
        """The largest value that makes sense: beyond it no day can be counted, and no share told."""
        return Decimal(MOST[self.unit])


DEFINITIONS = tuple(
    Definition(name, label, Decimal(default), unit, source)
    for name, default, unit, source, label in (
        ("mandatory.either", 3_000_000, DOLLARS, GUIDELINES, mark("Budget from which one evaluation is mandatory")),
        ("mandatory.both", 5_000_000, DOLLARS, GUIDELINES, mark("Budget above which two evaluations are mandatory")),
        ("mandatory.years", 5, YEARS, GUIDELINES, mark("Duration above which an evaluation is mandatory")),
        ("rationale.words", 300, WORDS, GUIDELINES, mark("Longest rationale of a plan")),
        ("tor.days", 14, DAYS, GUIDELINES, mark("Time to upload the terms of reference")),
        ("report.days", 14, DAYS, GUIDELINES, mark("Time to upload the report")),
        ("response.days", 42, DAYS, SCORE, mark("Time to respond to an evaluation")),
        ("response.warning_days", 28, DAYS, OWN, mark("First reminder of a response after")),
        ("due_soon.months", 3, MONTHS, SCORE, mark("A key action is due soon within")),
        ("long_overdue.months", 36, MONTHS, SCORE, mark("A key action is long overdue after")),
        ("update.months", 3, MONTHS, OWN, mark("Open key actions are updated every")),
        ("silent.months", 6, MONTHS, OWN, mark("A key action is silent without an update for")),
        ("tracking.years", 5, YEARS, OWN, mark("Key actions are followed after the evaluation for")),
        ("escalation.days", 90, DAYS, OWN, mark("Overdue key actions go to the head of unit after")),
        ("follow_up.months", 12, MONTHS, FAO, mark("First follow-up report after")),
        ("follow_up.second_months", 24, MONTHS, FAO, mark("Second follow-up report after")),
        ("quality.months", 24, MONTHS, STANDARDS, mark("Quality of running projects is assessed every")),
        ("quality.window_months", 24, MONTHS, COMPLETION, mark("Quality assessments count as recent for")),
        ("score.planning", 30, PERCENT, SCORE, mark("Weight of planning in the score")),
        ("score.response", 30, PERCENT, SCORE, mark("Weight of responses in the score")),
        ("score.quality", 40, PERCENT, SCORE, mark("Weight of quality in the score")),
        ("light.green", 90, PERCENT, SCORE, mark("Score from which the light is green")),
        ("light.yellow", 80, PERCENT, SCORE, mark("Score from which the light is yellow")),
    )
)
BY_NAME = {definition.name: definition for definition in DEFINITIONS}


@dataclass(frozen=True)
class Setting:
    """A value that a parameter has from a day on."""

    name: str
    value: Decimal
    since: date


def in_force(settings: Iterable[Setting], on: date) -> dict[str, Decimal]:
    """F-04: the value of every parameter on a day."""
    values = {definition.name: definition.default for definition in DEFINITIONS}
    for setting in sorted(settings, key=lambda one: one.since):
        if setting.since <= on and setting.name in values:
            values[setting.name] = min(setting.value, BY_NAME[setting.name].most)
    return values
