"""The charts of projects: money by source, account and year, and how projects stand. Amounts are those of one currency.

``of_record`` gives the charts of one project, ``of_money`` those of many.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagalau.formats.report import Chart
from bagalau.formats.write.paper.charts import svg
from bagalau.projects.models.words import SOURCE_TYPES, STATUS_TONES, STATUSES
from bagalau.projects.rules.accounts import account
from bagalau.projects.rules.figures import NONE, figures, money, paid
from bagalau.projects.rules.life import Phase
from bagalau.projects.rules.portfolio import Money
from bagalau.projects.rules.record import Project, SourceType
from bagalau.web import charts
from bagalau.web.tables import amount_words

MOST = 12
"""Bars of a chart; the smallest beyond it are told together."""
LONGEST = 26
TONES = {"rest": "#a9b3bd", "work": charts.LIGHT, "done": charts.GREEN, "late": charts.RED}


@dataclass(frozen=True)
class Line:
    """A figure under a chart: what it tells, as words, and the rows behind it."""

    label: str
    shown: str
    asked: Mapping[str, str]


@dataclass(frozen=True)
class Drawn:
    """A chart with its picture and its figures."""

    title: str
    alt: str
    picture: SafeString
    lines: list[Line]


def drawn(chart: Chart, lines: list[Line]) -> Drawn:
    """A chart as a page shows it; the drawing escapes whatever stands in it."""
    return Drawn(chart.table.title, chart.alt, mark_safe(svg(chart)), lines)  # noqa: S308


def of_money(found: Money, currency: str) -> list[Drawn]:
    """Money by year, kind of source and account."""
    asked = {"currency": currency}
    told = [
        _amounts(charts.columns, _("Budget by year, %(currency)s"), found.years, currency, {}, ("planned", asked)),
        _amounts(
            charts.bars, _("Budget by source, %(currency)s"), found.sources, currency, _kinds(), ("source", asked)
        ),
        _amounts(
            charts.bars,
            _("Budget by account, %(currency)s"),
            found.accounts,
            currency,
            _accounts(found.accounts),
            ("account", asked),
        ),
    ]
    return [one for one in told if one]


def of_statuses(found: Mapping[str, int]) -> Drawn:
    """How many projects stand how, in the order of their life."""
    there = {status: found[status] for status in Phase if found.get(status)}
    values = {str(STATUSES[status]): number for status, number in there.items()}
    title = _("Projects by status")
    chart = charts.bars(title, _("Status"), values, [TONES[STATUS_TONES[status]] for status in there])
    return drawn(
        chart, [Line(str(STATUSES[status]), str(number), {"status": status}) for status, number in there.items()]
    )


def of_record(told: Project) -> list[Drawn]:
    """The charts of one project: budget by year with its quarters, by source, by account."""
    kept = figures(told)
    found: list[Drawn | None] = [
        _quarters(told)
        or _amounts(charts.columns, _("Budget by year, %(currency)s"), kept["years"], told.currency, {}),
        _amounts(
            charts.bars,
            _("Budget by source, %(currency)s"),
            _sources(told),
            told.currency,
            {NONE: _("Without a source")},
        ),
        _amounts(
            charts.bars,
            _("Budget by account, %(currency)s"),
            kept["accounts"],
            told.currency,
            _accounts(kept["accounts"]),
        ),
    ]
    return [one for one in found if one]


def _amounts(
    draw: Any,
    title: str,
    cents: Mapping[str, int],
    currency: str,
    labels: Mapping[str, str],
    behind: tuple[str, Mapping[str, str]] | None = None,
) -> Drawn | None:
    """A chart of amounts by name; ``behind``: the filter that leads to the rows of each, and what else it asks."""
    if not any(cents.values()):
        return None
    by_year = draw is charts.columns
    kept = sorted(cents) if by_year else sorted(cents, key=lambda name: -cents[name])[:MOST]
    values = {_short(labels.get(name, name)): money(cents[name]) for name in kept}
    words = {name: amount_words(amount, "") or "" for name, amount in values.items()}
    chart = draw(title % {"currency": currency}, _("Source") if not by_year else _("Year"), values, shown=words)
    lines = [
        Line(
            labels.get(name, name),
            words[_short(labels.get(name, name))],
            {behind[0]: name, **behind[1]} if behind else {},
        )
        for name in kept
    ]
    return drawn(chart, lines)


def _short(label: str) -> str:
    """A label that leaves room for its bar."""
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"


def _quarters(told: Project) -> Drawn | None:
    """The years by their quarters, if the lines state any."""
    parts: dict[str, dict[str, Decimal]] = {}
    for plan in told.work_plans:
        for planned in plan.activity_results:
            for line in planned.lines:
                stated = [*line.quarters, *[None] * 4][:4]
                for at, amount in enumerate(stated, 1):
                    _add(parts, str(plan.year), _("Q%(quarter)s") % {"quarter": at}, amount)
                if line.amount is not None:
                    rest = line.amount - sum((amount for amount in stated if amount is not None), Decimal())
                    _add(parts, str(plan.year), _("no quarter"), rest if rest > 0 else None)
    if not any(len(found) > 1 for found in parts.values()):
        return None
    title = _("Budget by year and quarter, %(currency)s") % {"currency": told.currency}
    ordered = {year: dict(sorted(parts[year].items())) for year in sorted(parts)}
    lines = [
        Line(year, "; ".join(f"{name}: {amount_words(amount, '')}" for name, amount in found.items()), {})
        for year, found in ordered.items()
    ]
    return drawn(charts.stacked(title, _("Year"), ordered), lines)


def _add(parts: dict[str, dict[str, Decimal]], year: str, name: str, amount: Decimal | None) -> None:
    if amount:
        found = parts.setdefault(year, {})
        found[name] = found.get(name, Decimal()) + amount


def _sources(told: Project) -> dict[str, int]:
    """The money by contribution, in cents."""
    names = {name.casefold(): one.name for one in told.contributions for name in (*one.also_called, one.name)}
    found: dict[str, int] = {}
    for source, cents in paid(told):
        name = names.get(source.casefold(), NONE)
        found[name] = found.get(name, 0) + cents
    return found


def _kinds() -> dict[str, str]:
    return {kind: str(SOURCE_TYPES[kind]) for kind in SourceType} | {NONE: _("Without a source")}


def _accounts(codes: Mapping[str, int]) -> dict[str, str]:
    """The accounts with their names."""
    language = get_language() or "en"
    found = {code: account(code) for code in codes}
    named = {code: f"{code} {one.label(language)}" for code, one in found.items() if one}
    return {NONE: _("Without an account")} | named
