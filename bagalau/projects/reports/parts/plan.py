"""The annual work plans: targets of the year, activities by quarter, and the budget line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from bagalau.formats.report import BLANK, Block, Col, Heading, Note, PageBreak, Sums, Table, Value
from bagalau.formats.write.paper.words import number
from bagalau.projects.reports.parts.framework import action_name, activity_name, walked
from bagalau.projects.reports.parts.words import Words, amount, marks, shown
from bagalau.projects.rules.record import (
    BudgetLine,
    Indicator,
    Level,
    PlannedResult,
    Project,
    Result,
    WorkPlan,
)

Row = list[Value] | Sums


def work_plans(project: Project, say: Words) -> Iterator[Block]:
    """Part IV without its heading: a page for each year."""
    for place, plan in enumerate(project.work_plans, 1):
        if place > 1:
            yield PageBreak(turned=True)
        yield Heading(say(_("Year %(place)s: %(year)s"), place=place, year=plan.year), 2)
        yield from work_plan(project, plan, say)


def work_plan(project: Project, plan: WorkPlan, say: Words) -> Iterator[Block]:
    """The plan of a year."""
    targets = list(_targets(project, plan, say))
    if targets:
        columns = [
            Col(say(_("Output")), "text", 2.1),
            Col(say(_("Target")), "text", 1.5),
            Col(say(_("Text")), "long", 4),
            Col(say(_("Baseline")), "long", 4),
            Col(say(_("Indicators and annual targets")), "long", 5),
        ]
        yield Table(say(_("Expected outputs in %(year)s"), year=plan.year), columns, targets)
    if project.gms_rate is not None:
        rate = number(project.gms_rate, say.language)
        sentence = _("GMS (%(rate)s%%) is listed in the budget of each Activity Result that has to bear it.")
        yield Note(say.lines(sentence, rate=rate))
    if plan.activity_results:
        yield _budget(project, plan, say)


def _targets(project: Project, plan: WorkPlan, say: Words) -> Iterator[Row]:
    for output in walked(project.results):
        for target in output.children if output.level == Level.OUTPUT else ():
            if target.level == Level.TARGET:
                yield [
                    say(_("Output %(number)s"), number=output.number),
                    say(_("Target %(number)s"), number=target.number),
                    target.title,
                    shown(target.baseline),
                    shown(_indicators(target, plan.year, say)),
                ]


def _indicators(target: Result, year: int, say: Words) -> str:
    """The indicators of a target for a year; several are counted."""
    told = list(_of_year(target, year, say))
    if len(told) < 2:
        return "".join(told)
    heads = (say(_("Indicator %(number)s"), number=at) for at in range(1, len(told) + 1))
    return "\n".join(f"{head}: {one}" for head, one in zip(heads, told, strict=True))


def _of_year(target: Result, year: int, say: Words) -> Iterator[str]:
    """The indicators of a target with what is to be reached in a year."""
    for one in target.indicators:
        told = _told(one, year, say)
        if told is not None:
            yield f"{one.name}: {told}" if told and told != one.name else one.name


def _told(one: Indicator, year: int, say: Words) -> str | None:
    """What is to be reached in a year, in words or as a number; None if nothing is said of that year."""
    found = [value for value in one.values if not value.is_baseline and value.period]
    of_year = [value for value in found if value.period and value.period.last_day.year == year]
    words = [value.text or (number(value.value, say.language) if value.value is not None else "") for value in of_year]
    return "; ".join(filter(None, words)) if of_year else None


def _budget(project: Project, plan: WorkPlan, say: Words) -> Table:
    columns = [
        Col(say(_("Planned activities")), "long", 5.8),
        *(Col(say(_("Q%(quarter)s"), quarter=quarter), "flag", 0.85) for quarter in range(1, 5)),
        Col(say(_("Responsible party")), "text", 2.3),
        Col(say(_("Funding source")), "text", 2.3),
        Col(say(_("Account")), "code", 1.6),
        Col(say(_("Budget description")), "text", 3.2),
        Col(say(_("Amount, %(currency)s"), currency=project.currency), "money", 1.7),
    ]
    rows = [row for planned in plan.activity_results for row in _planned(planned, say)]
    total = plan.total if plan.total is not None else _sum(line for one in plan.activity_results for line in one.lines)
    rows.append(_sums(say(_("TOTAL")), total))
    return Table(say(_("Activities and budget in %(year)s"), year=plan.year), columns, rows)


def _planned(planned: PlannedResult, say: Words) -> Iterator[Row]:
    """An activity result: its head, its actions, its budget lines, its subtotal."""
    head = activity_name(planned.number, planned.title, say)
    yield Sums((head, *marks(planned.quarters), shown(planned.responsible_parties), *[BLANK] * 4))
    for action in planned.actions:
        yield [action_name(action.number, action.text, say), *marks(action.quarters), *[BLANK] * 5]
    for line in planned.lines:
        yield _line(line, say)
    subtotal = planned.subtotal if planned.subtotal is not None else _sum(planned.lines)
    yield _sums(say(_("Subtotal")), subtotal)


def _line(line: BudgetLine, say: Words) -> Row:
    """A budget line; what several sources pay is told source by source."""
    source = line.source
    if line.split:
        source = "\n".join(f"{one.source}: {_plain(one.amount, say)}" for one in line.split)
    quarters: list[Value] = [BLANK if one is None else _plain(one, say) for one in line.quarters[:4]]
    quarters += [BLANK] * (4 - len(quarters))
    return [
        BLANK,
        *quarters,
        BLANK,
        shown(source),
        shown(line.account),
        shown("\n".join(filter(None, (line.description, _reckoned(line, say))))),
        amount(line.amount),
    ]


def _reckoned(line: BudgetLine, say: Words) -> str:
    """How an amount is made: so many units at a price."""
    if line.quantity is None or line.unit_cost is None:
        return ""
    count = " ".join(filter(None, (number(line.quantity, say.language), line.unit)))
    return f"{count} × {_plain(line.unit_cost, say)}"


def _plain(value: Decimal | None, say: Words) -> str:
    return "" if value is None else number(value, say.language)


def _sums(label: str, total: Decimal | None) -> Sums:
    return Sums((label, *[BLANK] * 8, amount(total)))


def _sum(lines: Iterable[BudgetLine]) -> Decimal | None:
    found = [line.amount for line in lines if line.amount is not None]
    return sum(found, Decimal(0)) if found else None
