"""What the pages of plans show in words: a line with how it stands, the grounds of a rule, old and new values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _now

from bagalau.evaluations.models import COMPONENTS, STAGE_TONES, STAGES, ChangeRequest, PlanLine
from bagalau.evaluations.rules import UNFINISHED, Stage
from bagalau.evaluations.rules.plans import Component, difference
from bagalau.evaluations.rules.plans_changes import LINE_FIELDS
from bagalau.evaluations.rules.plans_mandatory import Ground, Limits
from bagalau.evaluations.tables.plans import is_late
from bagalau.lib.periods import When
from bagalau.web.tables import amount_words, date_words


@dataclass(frozen=True)
class Shown:
    """A line of a plan as its page shows it; ``sum`` is that of the components where it is not the cost (EP-13)."""

    row: PlanLine
    status: str
    tone: str
    cost: str | None
    parts: list[tuple[str, str]]
    sum: str | None
    grounds: list[str]
    opens: bool
    may_change: bool


def shown(row: PlanLine, limits: Limits, today: date, *, opens: bool) -> Shown:
    """A line with its status on a day, its costs in words and why it is mandatory."""
    status, tone = _status(row, today)
    amounts = [cost.amount for cost in row.costs.all()]
    differs = difference(row.cost, amounts) is not None
    return Shown(
        row,
        status,
        tone,
        amount_words(row.cost, row.currency),
        [
            (str(COMPONENTS[Component(cost.component)]), str(amount_words(cost.amount, row.currency)))
            for cost in row.costs.all()
        ],
        amount_words(sum(amounts, Decimal()), row.currency) if differs else None,
        [ground_words(ground, limits) for ground in row.grounds],
        opens,
        not row.deleted and (row.evaluation is None or row.evaluation.stage in UNFINISHED),
    )


def _status(row: PlanLine, today: date) -> tuple[str, str]:
    if row.deleted:
        return _now("Deleted"), "rest"
    if is_late(row, today):
        return _now("Overdue"), "late"
    stage = Stage(row.evaluation.stage) if row.evaluation else Stage.PLANNED
    return str(STAGES[stage]), STAGE_TONES[stage]


def ground_words(ground: str, limits: Limits) -> str:
    """Why an evaluation is mandatory, with the number of the rule."""

    def dollars(amount: Decimal) -> str:
        return str(number_format(amount, decimal_pos=0, force_grouping=True))

    words = {
        Ground.BOTH: _now("budget or expenditure above %(both)s USD") % {"both": dollars(limits.both)},
        Ground.EITHER: _now("budget or expenditure from %(either)s to %(both)s USD")
        % {"either": dollars(limits.either), "both": dollars(limits.both)},
        Ground.LONG: _now("longer than %(years)s years") % {"years": limits.years},
        Ground.LATER_PHASE: _now("second or later phase"),
        Ground.SCALING_UP: _now("considered for scaling up"),
        Ground.GEF: _now("size of the GEF project"),
        Ground.FUNDER: _now("agreement with a funder"),
    }
    return f"{words[Ground(ground)]} ({ground})" if ground in set(Ground) else ground


@dataclass(frozen=True)
class Side:
    """One field of a change: what it is called, what was and what shall be."""

    label: str
    before: str
    after: str


def sides(row: ChangeRequest, projects: Mapping[int, str]) -> list[Side]:
    """Old and new values side by side, in the order of the fields."""
    names = [name for name in LINE_FIELDS if name in row.before or name in row.after]
    return [
        Side(
            field_label(name),
            kept_words(name, row.before.get(name), projects),
            kept_words(name, row.after.get(name), projects),
        )
        for name in names
    ]


def field_label(name: str) -> str:
    """What a field of a line is called."""
    if name in {"planned_end", "costs"}:
        return {"planned_end": _now("planned completion"), "costs": _now("components of the cost")}[name]
    return str(PlanLine._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def kept_words(name: str, value: Any, projects: Mapping[int, str]) -> str:
    """A value as it is kept in a change, in words."""
    writers: dict[str, Callable[[Any], str]] = {
        "planned_end": lambda iso: date_words(When.parse(iso)),
        "cost": lambda amount: str(amount_words(Decimal(amount), "")),
        "costs": lambda costs: "; ".join(
            f"{COMPONENTS[Component(part)]}: {amount_words(Decimal(amount), '')}" for part, amount in costs.items()
        ),
        "projects": lambda keys: "; ".join(projects.get(key, str(key)) for key in keys),
        "mandatory": lambda flag: _now("yes") if flag else _now("no"),
    }
    if value in (None, "", [], {}):
        return ""
    return writers.get(name, str)(value)
