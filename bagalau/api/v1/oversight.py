"""Figures of oversight, on any day, and the records behind each of them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.commitments.shapes import CommitmentRow
from bagalau.api.v1.commitments.shapes import row_of as commitment_row
from bagalau.api.v1.doors import reads
from bagalau.api.v1.evaluations.shapes import EvaluationRow
from bagalau.api.v1.evaluations.shapes import row_of as evaluation_row
from bagalau.api.v1.lists import order_by, refuse_unknown, turned, understood
from bagalau.api.v1.schemas import Day, Key, Out, Paging, Rows, UnitRef, Words
from bagalau.commitments.tables import columns_for
from bagalau.evaluations.access import VIEW_OVERSIGHT
from bagalau.evaluations.forms.oversight import OversightFilter
from bagalau.evaluations.queries.dashboard import Asked, Dashboard, dashboard, offices, people_of, sums
from bagalau.evaluations.queries.oversight import actions_behind, evaluations_behind
from bagalau.evaluations.rules import oversight as rules
from bagalau.evaluations.tables import columns
from bagalau.evaluations.tables.oversight import FIGURES
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request
from bagalau.reference.parameters import values

router = Router(tags=["Oversight"])
HUNDREDTHS = Decimal("0.01")
OF_SCORE = ("score.", "light.", "response.days", "due_soon.months", "long_overdue.months")


def _of_evaluations(name: str) -> str:
    if name not in OF_EVALUATIONS:
        raise ValueError(name)
    return name


def _of_actions(name: str) -> str:
    if name not in OF_ACTIONS:
        raise ValueError(name)
    return name


OF_EVALUATIONS = [name for name in FIGURES if not name.startswith("actions")]
OF_ACTIONS = [name for name in FIGURES if name.startswith("actions")]
EvaluationFigure = Annotated[str, AfterValidator(_of_evaluations), Field(json_schema_extra={"enum": [*OF_EVALUATIONS]})]
ActionFigure = Annotated[str, AfterValidator(_of_actions), Field(json_schema_extra={"enum": [*OF_ACTIONS]})]


class Share(Out):
    """A part of a whole, and in per cent; without a whole there is no per cent."""

    part: int
    whole: int
    percent: Decimal | None


class CountsRow(Out):
    """How many evaluations and key actions: all inputs of the score, and the tiles."""

    evaluations: int
    planned: int
    completed: int
    overdue: int
    waiting: int
    unanswered: int
    actions: int
    actions_completed: int
    actions_initiated: int
    actions_not_initiated: int
    actions_overdue: int
    actions_no_deadline: int
    actions_dropped: int
    actions_due_soon: int
    actions_long_overdue: int
    ratings: dict[str, int]


class ScoreRow(Out):
    """The score of evaluation management with its three parts, in per cent; null where data are missing."""

    planning: Decimal | None
    response: Decimal | None
    quality: Decimal | None
    total: Decimal | None
    light: Literal["green", "yellow", "red", ""]


class ScoreInputs(Out):
    """The shares that the parts of the score are made of."""

    planning: Share
    answered: Share
    punctual: Share
    not_forgotten: Share


class UnitFigures(Out):
    """The figures of a unit with all that lies under it."""

    unit: UnitRef
    counts: CountsRow
    score: ScoreRow
    inputs: ScoreInputs


class IndicatorRow(Out):
    """One of the nine indicators; no share where the record cannot tell, or not for a day that is past."""

    indicator: rules.Kpi
    shares: list[Share]
    amounts: dict[str, Decimal]


class PastRow(Out):
    """How many key actions were in each state at the end of a quarter."""

    day: date
    states: dict[str, int]


class Figures(Out):
    """All figures of a day; null is what the record cannot tell of that day."""

    as_of: date
    counts: CountsRow
    score: ScoreRow
    inputs: ScoreInputs
    parameters: dict[str, Decimal]
    indicators: list[IndicatorRow]
    closure: Share
    ages: dict[rules.Age, int]
    moved: Share | None
    without_action: Share | None
    past: list[PastRow]
    units: list[UnitFigures]


class FiguresAsked(BaseModel):
    """Which evaluations are counted, and as of which day."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    unit: Key | None = None
    """A unit with all that lies under it."""
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    """Of the end of an evaluation, planned or real."""
    type: Words | None = None
    as_of: Day | None = None
    """The figures as they were at the end of this day; without it, or later than today: now."""


class EvaluationsBehind(FiguresAsked, Paging):
    """The figure whose evaluations are asked for."""

    figure: EvaluationFigure = "evaluations"


class ActionsBehind(FiguresAsked, Paging):
    """The figure whose key actions are asked for."""

    figure: ActionFigure = "actions"


def _asked(viewer: Viewer, given: FiguresAsked) -> Asked:
    said = {"unit": given.unit, "year": given.year, "type": given.type, "on": given.as_of}
    filters = {name: value for name, value in said.items() if value not in (None, "")}
    return understood(OversightFilter(filters, viewer), filters).asked()


@router.get("/oversight", **reads(VIEW_OVERSIGHT, Figures))
def oversight_figures(request: Request, asked: Query[FiguresAsked]) -> HttpResponse:
    """Tiles, score with every input, indicators, closure, ageing and slippage of the units that you oversee."""
    refuse_unknown(request, asked)
    given = _asked(request.viewer, asked)
    found = dashboard(request.viewer, given)
    return answer(request, _figures(given, found, _units(request.viewer, given, found)))


def _figures(asked: Asked, found: Dashboard, units: list[UnitFigures]) -> Figures:
    return Figures(
        as_of=asked.on,
        counts=_counts(found.counts),
        score=_score(found.score),
        inputs=_inputs(found.counts),
        parameters={name: value for name, value in found.parameters.items() if name.startswith(OF_SCORE)},
        indicators=[
            IndicatorRow(indicator=one.kpi, shares=[_share(part) for part in one.shares], amounts=dict(one.amounts))
            for one in found.indicators
        ],
        closure=_share(found.closure),
        ages=dict(found.ages),
        moved=_share(found.moved) if found.moved else None,
        without_action=_share(found.without_action) if found.without_action else None,
        past=[PastRow(day=day, states=dict(states)) for day, states in found.past],
        units=units,
    )


def _units(viewer: Viewer, asked: Asked, found: Dashboard) -> list[UnitFigures]:
    """The units that have anything to count, in the order of the tree."""
    rows = list(offices(viewer, asked))
    counted = sums(rows, {unit: counts for unit, (counts, _score_) in found.units.items()})
    return [
        UnitFigures(
            unit=UnitRef.of(row),
            counts=_counts(counted[row.pk]),
            score=_score(rules.score(counted[row.pk], found.parameters)),
            inputs=_inputs(counted[row.pk]),
        )
        for row in rows
        if counted[row.pk] != rules.Counts()
    ]


def _counts(counts: rules.Counts) -> CountsRow:
    ratings = {str(rating): number for rating, number in counts.ratings.items()}
    return CountsRow(**asdict(counts), planned=counts.planned, ratings=ratings)


def _score(score: rules.Score) -> ScoreRow:
    parts: dict[str, Any] = {name: _rounded(getattr(score, name)) for name in ("planning", "response", "quality")}
    return ScoreRow(**parts, total=_rounded(score.total), light=score.light)  # type: ignore[arg-type]


def _inputs(counts: rules.Counts) -> ScoreInputs:
    reckoned = (rules.planning, rules.answered, rules.punctual, rules.not_forgotten)
    return ScoreInputs(**{one.__name__: _share(one(counts)) for one in reckoned})


def _share(share: rules.Share) -> Share:
    return Share(part=share.part, whole=share.whole, percent=_rounded(share.percent))


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(HUNDREDTHS)


@router.get("/oversight/evaluations", **reads(VIEW_OVERSIGHT, Rows[EvaluationRow]))
def oversight_evaluations(request: Request, asked: Query[EvaluationsBehind]) -> HttpResponse:
    """The evaluations that a figure counts."""
    viewer, given = request.viewer, _asked(request.viewer, asked)
    rows = evaluations_behind(people_of(viewer, given), asked.figure, values(given.on))
    order = order_by("-completed", columns(viewer.today))
    return turned(request, asked, rows, order, lambda found: [evaluation_row(viewer, row) for row in found])


@router.get("/oversight/actions", **reads(VIEW_OVERSIGHT, Rows[CommitmentRow]))
def oversight_actions(request: Request, asked: Query[ActionsBehind]) -> HttpResponse:
    """The key actions that a figure counts."""
    viewer, given = request.viewer, _asked(request.viewer, asked)
    rows = actions_behind(viewer, people_of(viewer, given), asked.figure, values(given.on))
    order = order_by("due", columns_for(viewer))
    return turned(request, asked, rows, order, lambda found: [commitment_row(viewer, row) for row in found])
