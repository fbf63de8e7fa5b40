"""The parts of recommendations."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpResponse
from pydantic import Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.content.changes import SCOPE
from bagalau.api.v1.content.shapes import PartRow, part_row, router
from bagalau.api.v1.doors import writes
from bagalau.api.v1.lists import named
from bagalau.api.v1.schemas import Done, In, Keys, Line, LongText, Needed, Out
from bagalau.api.v1.versions import unchanged
from bagalau.evaluations.access import EDIT_EVALUATION
from bagalau.evaluations.actions import content_parts as actions
from bagalau.evaluations.models import Recommendation, RecommendationPart
from bagalau.evaluations.queries.content import offices, part, parts_of, recommendation, seen
from bagalau.evaluations.rules.content import LABEL_LENGTH, Priority
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request

Label = Annotated[Line, Field(min_length=1, max_length=LABEL_LENGTH)]
NAMES = ("label", "text", "priority", "time_frame", "addressed_to")


class PartChange(In):
    """A part of a recommendation; what is left out stays as it is."""

    label: Label = ""
    text: LongText = ""
    priority: Priority | None = None
    time_frame: Annotated[Line, Field(max_length=100)] = ""
    addressed_to: Annotated[Line, Field(max_length=300)] = ""
    addressed_units: Keys = []


class PartIn(PartChange):
    """A new part, behind the others."""

    label: Label
    text: Needed


class SplitIn(In):
    """The text of the part, with an empty line wherever it is to be split."""

    text: Needed


class Parts(Out):
    """The parts of a recommendation, in their order."""

    parts: list[PartRow]


def _stated(viewer: Viewer, given: PartChange, row: RecommendationPart | None = None) -> actions.StatedPart:
    facts: dict[str, Any] = {name: getattr(row, name) for name in NAMES} if row else {}
    facts |= {name: getattr(given, name) for name in NAMES if name in given.model_fields_set}
    facts["priority"] = facts.get("priority") or ""
    units = list(row.addressed_units.all()) if row else []
    if "addressed_units" in given.model_fields_set:
        units = named(offices(viewer), given.addressed_units, "addressed_units")
    return actions.StatedPart(**facts, addressed_units=units)


def _one(request: Request, pk: int, status: int = 200) -> HttpResponse:
    row = part(request.viewer, pk)
    return answer(request, part_row(row), status, version=seen(row))


@router.post("/recommendations/{int:pk}/parts", **writes(EDIT_EVALUATION, SCOPE, PartRow, status=201))
def add_part(request: Request, pk: int, given: PartIn) -> HttpResponse:
    """Add a part to a recommendation. No later copy of the paper cuts it again."""
    row = recommendation(request.viewer, pk)
    return _one(request, actions.add_part(request.viewer, row, _stated(request.viewer, given)).pk, 201)


@router.patch("/parts/{int:pk}", **writes(EDIT_EVALUATION, SCOPE, PartRow))
def change_part(request: Request, pk: int, given: PartChange) -> HttpResponse:
    """Change a part."""
    with unchanged(request, part, pk, seen) as row:
        actions.change_part(request.viewer, row, _stated(request.viewer, given, row))
    return _one(request, pk)


@router.delete("/parts/{int:pk}", **writes(EDIT_EVALUATION, SCOPE, Done))
def remove_part(request: Request, pk: int) -> HttpResponse:
    """Take a part out, unless something hangs on it."""
    with unchanged(request, part, pk, seen) as row:
        actions.remove_part(request.viewer, row)
    return answer(request, Done())


def _all(request: Request, of: Recommendation) -> HttpResponse:
    return answer(request, Parts(parts=[part_row(row) for row in parts_of(of)]))


@router.post("/parts/{int:pk}/split", **writes(EDIT_EVALUATION, SCOPE, Parts))
def split_part(request: Request, pk: int, given: SplitIn) -> HttpResponse:
    """Split a part; what hangs on it stays with the first piece."""
    with unchanged(request, part, pk, seen) as row:
        actions.split_part(request.viewer, row, given.text)
    return _all(request, row.recommendation)


@router.post("/parts/{int:pk}/merge", **writes(EDIT_EVALUATION, SCOPE, Parts))
def merge_part(request: Request, pk: int) -> HttpResponse:
    """Join a part with the next one, with all that hangs on either."""
    with unchanged(request, part, pk, seen) as row:
        actions.merge_part(request.viewer, row)
    return _all(request, row.recommendation)


@router.post("/recommendations/{int:pk}/cut", **writes(EDIT_EVALUATION, SCOPE, Parts))
def cut_recommendation(request: Request, pk: int) -> HttpResponse:
    """Cut a recommendation into parts by its own numbering, however it was cut by hand."""
    with unchanged(request, recommendation, pk, seen) as row:
        actions.cut_again(request.viewer, row)
    return _all(request, row)
