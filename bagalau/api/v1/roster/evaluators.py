"""The roster."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from bagalau.api.rules import Scope
from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads, writes
from bagalau.api.v1.lists import Source, condition, listed, named
from bagalau.api.v1.roster.shapes import (
    EvaluatorFull,
    EvaluatorRow,
    assignment_row,
    declaration_row,
    evaluator_facts,
    router,
)
from bagalau.api.v1.schemas import PLAIN, Day, In, Items, Key, Lines, Listing, PersonRef, Text, Words
from bagalau.api.v1.versions import unchanged
from bagalau.evaluations.access import EDIT_ROSTER, VIEW_ROSTER
from bagalau.evaluations.actions import roster as actions
from bagalau.evaluations.forms.roster import RosterFilter
from bagalau.evaluations.models import Evaluator
from bagalau.evaluations.queries import roster as queries
from bagalau.evaluations.rules.roster import Standing, Vetting
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request
from bagalau.people.queries import units_of
from bagalau.web.paging import Order

SCOPE = Scope.WRITE_EVALUATIONS
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), PLAIN]
TOUCHED = {"evaluator": "pk"}


class EvaluatorList(Listing):
    """The filters above the roster."""

    name: Words | None = None
    expertise: Words | None = None
    language: Words | None = None
    country: Words | None = None
    vetting: Standing | None = None
    unit: Key | None = None
    """Kept by a unit, or what lies under it."""
    sort: Literal["name", "-name"] = "name"


class EvaluatorChange(In):
    """What is known of an evaluator; what is left out stays as it is."""

    name: Name = ""
    unit: Key = 0
    is_firm: bool = False
    email: Annotated[Words, Field(max_length=254)] = ""
    nationality: Words = ""
    person: Key | None = None
    """Who this is in the office, if the evaluator also works here."""
    expertise: Lines = []
    sectors: Lines = []
    languages: Lines = []
    countries: Lines = []
    vetting: Vetting = Vetting.UNVETTED
    vetted_until: Day | None = None
    profile: Text = ""


class EvaluatorIn(EvaluatorChange):
    """A new entry of the roster."""

    name: Name
    unit: Key


def _values(viewer: Viewer, row: Evaluator, given: EvaluatorChange) -> dict[str, Any]:
    sent = {name: getattr(given, name) for name in given.model_fields_set}
    allowed = units_of(viewer, EDIT_ROSTER)
    if "unit" in sent:
        (sent["unit"],) = named(allowed, [given.unit], "unit")
    if given.person:
        (sent["person"],) = named(queries.staff(allowed, row), [given.person], "person")
    return sent


def _one(request: Request, pk: int, status: int = 200) -> HttpResponse:
    viewer, row = request.viewer, queries.evaluator(request.viewer, pk)
    done = queries.record(viewer, row)
    conflicts = queries.conflicts_of(viewer, row)
    mean = done.average[0] if done.average else None
    shown = EvaluatorFull(
        **evaluator_facts(viewer, row, assignments=done.count, performance=mean),
        profile=row.profile,
        person=PersonRef.of(row.person),
        record=[assignment_row(one) for one in done.assignments],
        conflicts=[declaration_row(one, row.name) for one in conflicts],
    )
    return answer(request, shown, status, version=row.seen)


def _row(viewer: Viewer, row: Evaluator) -> EvaluatorRow:
    count: int = row.assignment_count  # type: ignore[attr-defined]  # counted by the query
    mean: float | None = row.performance  # type: ignore[attr-defined]
    return EvaluatorRow(**evaluator_facts(viewer, row, assignments=count, performance=mean))


@router.get("/evaluators", **reads(VIEW_ROSTER, Items[EvaluatorRow]))
def evaluator_rows(request: Request, asked: Query[EvaluatorList]) -> HttpResponse:
    """The roster: one for the whole organisation."""
    viewer, filters = request.viewer, asked.filters()
    rows = queries.evaluators(viewer).filter(condition(RosterFilter(filters, viewer), filters))
    source = Source(rows, Order("name", descending=asked.sort == "-name"), TOUCHED)
    return listed(request, asked, source, lambda found: [_row(viewer, row) for row in found])


@router.get("/evaluators/{int:pk}", **reads(VIEW_ROSTER, EvaluatorFull))
def one_evaluator(request: Request, pk: int) -> HttpResponse:
    """One evaluator, with where they worked and how."""
    return _one(request, pk)


@router.post("/evaluators", **writes(EDIT_ROSTER, SCOPE, EvaluatorFull, status=201))
def add_evaluator(request: Request, given: EvaluatorIn) -> HttpResponse:
    """Add somebody to the roster."""
    made = Evaluator()
    kept = actions.keep_evaluator(request.viewer, made, _values(request.viewer, made, given))
    return _one(request, kept.pk, 201)


@router.patch("/evaluators/{int:pk}", **writes(EDIT_ROSTER, SCOPE, EvaluatorFull))
def change_evaluator(request: Request, pk: int, given: EvaluatorChange) -> HttpResponse:
    """Change an entry of the roster."""
    with unchanged(request, queries.evaluator, pk) as row:
        actions.keep_evaluator(request.viewer, row, _values(request.viewer, row, given))
    return _one(request, pk)
