"""The annual report on evaluation of a unit: its plan, what was completed, responses, key actions, the score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagalau.commitments.rules import State
from bagalau.evaluations.access import VIEW_OVERSIGHT
from bagalau.evaluations.queries import indicators, oversight
from bagalau.evaluations.queries.oversight import Population
from bagalau.evaluations.reports.actions import left_out, states_chart
from bagalau.evaluations.reports.annual_lists import Answered, Standing, answered, listed, overdue
from bagalau.evaluations.reports.annual_tables import completed_table, overdue_table, planned_table, responses_table
from bagalau.evaluations.reports.parts import as_of_words, foot, language
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules import oversight as rules
from bagalau.evaluations.rules.oversight import Age, Counts, Indicator
from bagalau.evaluations.rules.responses import Timing
from bagalau.evaluations.tables.oversight import INDICATORS
from bagalau.formats.report import Block, Col, Facts, Heading, Note, Report, Share, Table, Value
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.reference.parameters import values

NAME = "annual"
LABEL = gettext_lazy("Annual report on evaluation")
ABOUT = gettext_lazy(
    "Plan and evaluations of a unit in a year, responses, key actions, closure, the score with its parts."
)
ACTION = VIEW_OVERSIGHT
TAKES = {"unit": True, "year": True, "as_of": False}


def build(viewer: Viewer, *, unit: Unit, year: int, as_of: date) -> Report:
    """The report of a unit and what lies under it for a year, as of a day."""
    parameters = values(as_of)
    of = oversight.population(viewer, on=as_of, unit=unit)
    counts = rules.total(oversight.counts(of, parameters))
    planned, completed = listed(of, year, "planned_end_on"), listed(of, year, "completed_on")
    offices = units(viewer).filter(path__startswith=unit.path)
    responses = answered(viewer, of, year, int(parameters["response.days"]))
    blocks: list[Block] = [
        Heading(_("In short")),
        Facts(_in_short(of, year, counts, planned, completed, responses)),
        *left_out(of.actions.count() - counts.actions if of.past else 0),
        Heading(_("Implementation of the plan")),
        planned_table(planned, as_of),
        Heading(_("Completed evaluations")),
        completed_table(completed),
        Heading(_("Management responses")),
        responses_table(responses),
        Heading(_("Key actions")),
        states_chart(states(counts)),
        ages_table(indicators.ages(of)),
        *_overdue(viewer, of),
        Heading(_("Score of evaluation management")),
        *score_blocks(counts, parameters),
        Heading(_("Indicators of the evaluation function")),
        kpi_table(indicators.indicators(of, offices, year, parameters), year),
    ]
    title = _("Annual report on evaluation %(year)s") % {"year": year}
    return Report(title, language(), as_of, blocks, f"{unit.name}\n{as_of_words(as_of)}", foot(as_of), wide=True)


def _in_short(
    of: Population,
    year: int,
    counts: Counts,
    planned: Sequence[Standing],
    completed: Sequence[Standing],
    responses: Sequence[Answered],
) -> list[tuple[str, Value]]:
    done = sum(one.stage is Stage.COMPLETED for one in planned)
    in_time = sum(one.found.timing is Timing.ON_TIME for one in responses)
    closed = indicators.closure(of, year)
    return [
        (_("Evaluations planned for the year and completed"), Share(done, len(planned))),
        (_("Evaluations completed in the year"), len(completed)),
        (_("Responses due in the year and given in time"), Share(in_time, len(responses))),
        (_("Key actions due in the year and closed"), Share(closed.part, closed.whole)),
        (_("Key actions overdue"), Share(counts.actions_overdue, counts.actions)),
        (_("Key actions long overdue"), Share(counts.actions_long_overdue, counts.actions)),
    ]


def states(counts: Counts) -> dict[State, int]:
    """Key actions by state."""
    return {
        State.NOT_INITIATED: counts.actions_not_initiated,
        State.INITIATED: counts.actions_initiated,
        State.OVERDUE: counts.actions_overdue,
        State.NO_DEADLINE: counts.actions_no_deadline,
        State.COMPLETED: counts.actions_completed,
        State.NO_LONGER_APPLICABLE: counts.actions_dropped,
    }


def ages_table(ages: Mapping[Age, int]) -> Table:
    """EO-09: overdue key actions by how long they are."""
    words = {
        Age.TO_3: _("up to 3 months"),
        Age.TO_12: _("3 to 12 months"),
        Age.TO_36: _("1 to 3 years"),
        Age.BEYOND: _("over 3 years"),
    }
    columns = [Col(_("Overdue for"), "text", 3), Col(_("Key actions"), "number", 1.5)]
    return Table(_("Age of overdue key actions"), columns, [[words[age], ages[age]] for age in Age])


SHOWN = 200  # overdue key actions that a report lists; the others are told in a sentence


def _overdue(viewer: Viewer, of: Population) -> list[Block]:
    found, count = overdue(viewer, of, SHOWN)
    blocks: list[Block] = [overdue_table(found)]
    if count > len(found):
        said = _("The %(shown)s that are overdue longest, of %(count)s. The tracking table has all of them.")
        blocks.append(Note(said % {"shown": len(found), "count": count}))
    return blocks


def score_blocks(counts: Counts, parameters: Mapping[str, Decimal]) -> list[Block]:
    """EO-02 to EO-06: the score, its parts and what they are made of."""
    found = rules.score(counts, parameters)
    rated = sum(counts.ratings.values())
    columns = [
        Col(_("Part"), "text", 4),
        Col(_("Made of"), "text", 3),
        Col(_("Weight, %"), "number", 1),
        Col(_("Value, %"), "number", 1),
    ]
    parts = (rules.planning(counts), rules.answered(counts), rules.punctual(counts), rules.not_forgotten(counts))
    on_time, answers, punctual, recent = (Share(one.part, one.whole) for one in parts)
    rows: list[list[Value]] = [
        [_("Planning: evaluations that are not overdue"), on_time, parameters["score.planning"], _one(found.planning)],
        [_("Responses: reports that are not left without one"), answers, None, None],
        [_("Responses: key actions that are not overdue"), punctual, None, None],
        [_("Responses: key actions that are not long overdue"), recent, None, None],
        [_("Responses together"), None, parameters["score.response"], _one(found.response)],
        [_("Quality: mean of the ratings of three years"), rated, parameters["score.quality"], _one(found.quality)],
        [_("Score"), None, None, _one(found.total)],
    ]
    blocks: list[Block] = [Table("", columns, rows)]
    if found.total is None:
        blocks.append(Note(_("There is no score, because data for one of its parts are missing."), "soon"))
    return blocks


def kpi_table(found: Sequence[Indicator], year: int) -> Table:
    """EO-07: the nine indicators; one that the record cannot tell says so."""
    columns = [Col(_("Indicator"), "text", 3), Col(_("What it tells"), "long", 4), Col(_("Value"), "number", 1.6)]
    rows: list[list[Value]] = []
    for number, one in enumerate(found, 1):
        words = INDICATORS[one.kpi]
        told: list[tuple[str, Value]] = [
            (str(label), Share(share.part, share.whole)) for label, share in zip(words.shares, one.shares, strict=False)
        ]
        told += [(_("expenditure in %(currency)s") % {"currency": name}, sum_) for name, sum_ in one.amounts.items()]
        told = told or [(str(words.missing % {"year": year}), None)]
        rows += [[f"{number}. {words.name}", label, value] for label, value in told]
    return Table("", columns, rows)


def _one(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.1"))
