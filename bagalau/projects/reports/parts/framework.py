"""The results and resources framework: outcome with its indicators, outputs with targets, activity results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from bagalau.formats.report import BLANK, Block, Col, Form, Heading, Table, Value
from bagalau.formats.write.paper.words import number
from bagalau.projects.models.words import MEASURES, RESULT_LEVELS
from bagalau.projects.reports.parts.words import Words, shown
from bagalau.projects.rules.record import Indicator, IndicatorValue, Level, Measure, Project, Result


def framework(project: Project, say: Words) -> Iterator[Block]:
    """Part III without its heading."""
    found = list(walked(project.results))
    outcomes = [row for row in found if row.level == Level.OUTCOME]
    intended = project.framework_outcome or next((row.title for row in outcomes if row.title), "")
    label = _("Applicable Key Result Area")
    if project.strategic_plan:
        label = _("Applicable Key Result Area (from %(years)s Strategic Plan)")
    yield Form(
        [
            [(say(_("Intended Outcome as stated in the Country Programme")), shown(intended))],
            [(say(label, years=project.strategic_plan), shown(project.framework_key_result_area))],
            [(say(_("Partnership Strategy")), shown(project.partnership_strategy))],
            [(say(_("Project title and ID")), " · ".join(filter(None, (project.title, project.award_id))))],
        ]
    )
    outcome_indicators = [one for row in found if row.level in {Level.OUTCOME, Level.IMPACT} for one in row.indicators]
    if outcome_indicators:
        yield indicators(say(_("Outcome indicators")), outcome_indicators, say)
    for row in project.results:
        yield from _branch(row, say)


def walked(results: Sequence[Result]) -> Iterator[Result]:
    """Results with all that leads to them."""
    for row in results:
        yield row
        yield from walked(row.children)


def named(row: Result, say: Words) -> str:
    """A result by its level and number, with its title."""
    return ": ".join(filter(None, (f"{say(RESULT_LEVELS[Level(row.level)])} {row.number}".strip(), row.title)))


def _branch(row: Result, say: Words) -> Iterator[Block]:
    """Every output under a result, with what leads to it; activity results that stand under no output come last."""
    for child in row.children:
        if child.level == Level.OUTPUT:
            yield from _output(child, say)
        elif child.level in {Level.OUTCOME, Level.IMPACT}:
            yield from _branch(child, say)
    if row.level == Level.OUTPUT:
        yield from _output(row, say)
    elif alone := [child for child in row.children if child.level == Level.ACTIVITY_RESULT]:
        yield _activities(alone, say)


def _output(row: Result, say: Words) -> Iterator[Block]:
    yield Heading(named(row, say), 2)
    if row.gender_marker is not None:
        yield Form([[(say(_("Gender marker")), f"GEN{row.gender_marker}")]])
    targets = [child for child in row.children if child.level == Level.TARGET]
    if targets:
        columns = [Col(say(_("Target")), "text", 1), Col(say(_("Text")), "long", 5), Col(say(_("Baseline")), "long", 3)]
        rows = [[say(_("Target %(number)s"), number=one.number), one.title, shown(one.baseline)] for one in targets]
        yield Table(say(_("Output targets")), columns, rows)
    if row.indicators:
        yield indicators(say(_("Indicators")), row.indicators, say)
    activities = [child for child in row.children if child.level == Level.ACTIVITY_RESULT]
    if activities:
        yield _activities(activities, say)


def _activities(rows: Sequence[Result], say: Words) -> Table:
    columns = [
        Col(say(_("Activity result")), "long", 4),
        Col(say(_("Indicative activities")), "long", 6),
        Col(say(_("Responsible parties")), "text", 2.6),
        Col(say(_("Inputs")), "text", 2.4),
    ]
    return Table(say(_("Activity results")), columns, [line for row in rows for line in _activity(row, say)])


def _activity(row: Result, say: Words) -> Iterator[list[Value]]:
    """An activity result, with a line for each of its actions."""
    actions = [action_name(one.number, one.title, say) for one in row.children if one.level == Level.ACTION]
    head = activity_name(row.number, row.title, say)
    yield [head, actions[0] if actions else BLANK, shown(row.responsible_parties), shown(row.inputs)]
    for action in actions[1:]:
        yield [BLANK, action, BLANK, BLANK]


def activity_name(number: str, title: str, say: Words) -> str:
    """An activity result as papers name it."""
    head = say(_("%(number)s. Activity result:"), number=number)
    return f"{head} {title}"


def action_name(number: str, text: str, say: Words) -> str:
    """An action as papers name it."""
    head = say(_("Action %(number)s."), number=number)
    return f"{head} {text}"


def indicators(title: str, rows: Sequence[Indicator], say: Words) -> Table:
    """Indicators as on a reference sheet; the columns that none of them fills are left out."""
    columns = [
        Col(say(_("Indicator")), "long", 4),
        Col(say(_("Baseline")), "text", 2),
        Col(say(_("Target")), "text", 2.6),
    ]
    told: list[list[Value]] = [[_name(one), _baseline(one, say), _targets(one, say)] for one in rows]
    for label, values in (
        (_("By period"), [_by_period(one, say) if one.target else "" for one in rows]),
        (_("Unit of measure"), [_unit(one, say) for one in rows]),
        (_("Means of verification"), [one.verification for one in rows]),
        (_("Source"), [one.data_source for one in rows]),
        (_("Frequency"), [one.frequency for one in rows]),
        (_("Responsible"), [one.responsible for one in rows]),
        (_("Disaggregation"), [", ".join(one.disaggregation) for one in rows]),
    ):
        if any(values):
            columns.append(Col(say(label), "text", 1.8))
            told = [[*row, shown(value)] for row, value in zip(told, values, strict=True)]
    return Table(title, columns, told)


def _name(one: Indicator) -> str:
    return f"{one.number}. {one.name}" if one.number else one.name


def _baseline(one: Indicator, say: Words) -> Value:
    return shown(one.baseline or "\n".join(_value(value, say) for value in one.values if value.is_baseline))


def _targets(one: Indicator, say: Words) -> Value:
    """The target in words, else those by period."""
    return shown(one.target or _by_period(one, say))


def _by_period(one: Indicator, say: Words) -> str:
    targets = [value for value in one.values if not value.is_baseline]
    return "\n".join(": ".join(filter(None, (_period(value, say), _value(value, say)))) for value in targets)


def _period(value: IndicatorValue, say: Words) -> str:
    return say.day(value.period) if value.period else ""


def _value(value: IndicatorValue, say: Words) -> str:
    """A baseline or target with the part of the people, or the place, that it is for."""
    told = value.text or (number(value.value, say.language) if value.value is not None else "")
    parts = ", ".join(filter(None, (value.place_name, value.sex, value.age, value.disability, value.dimension)))
    return f"{told} ({parts})" if parts else told


def _unit(one: Indicator, say: Words) -> str:
    return one.unit or (say(MEASURES[Measure(one.measure)]) if one.measure else "")
