"""Adding, changing and removing what evaluations say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import Field

from bagalau.api.queries import statement
from bagalau.api.rules import Scope
from bagalau.api.v1.answers import answer
from bagalau.api.v1.content.shapes import RecommendationRow, StatementRow, one, router
from bagalau.api.v1.doors import writes
from bagalau.api.v1.lists import named
from bagalau.api.v1.schemas import Done, In, Keys, Line, LongText, Needed, Words
from bagalau.api.v1.versions import unchanged
from bagalau.evaluations.access import EDIT_EVALUATION
from bagalau.evaluations.actions import content as actions
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.models.content import HIGHEST, Numbered
from bagalau.evaluations.queries import evaluation
from bagalau.evaluations.queries.content import linkable, linked, offices, seen, terms_of
from bagalau.evaluations.rules.content import LINKS, Kind, Priority
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request
from bagalau.reference.lists import term
from bagalau.reference.rules import Term

SCOPE = Scope.WRITE_EVALUATIONS
ADDRESSED = ("priority", "time_frame", "addressed_to", "addressed_units")
Number = Annotated[int, Field(ge=1, le=HIGHEST)]


class TermIn(In):
    """A term of a value list."""

    list: Words
    code: Words


Terms = Annotated[list[TermIn], Field(max_length=200)]


class StatementChange(In):
    """A statement; what is left out stays as it is. What it stands on is named by numbers of records."""

    text: LongText = ""
    number: Number | None = None
    findings: Keys = []
    conclusions: Keys = []
    lessons: Keys = []
    terms: Terms = []


class RecommendationChange(StatementChange):
    """A recommendation; what is left out stays as it is."""

    description: LongText = ""
    priority: Priority | None = None
    time_frame: Annotated[Line, Field(max_length=100)] = ""
    addressed_to: Annotated[Line, Field(max_length=300)] = ""
    addressed_units: Keys = []


class StatementIn(StatementChange):
    """A new statement; without a number it takes the next free one."""

    text: Needed


class RecommendationIn(RecommendationChange):
    """A new recommendation; it is cut into parts by its own numbering."""

    text: Needed


def _stated(
    viewer: Viewer, of: Evaluation, kind: Kind, given: StatementChange, row: Numbered | None = None
) -> actions.Stated:
    """What was sent, and for the rest what there is."""
    sent = given.model_fields_set
    names = ("text", "number", "description", *ADDRESSED)
    facts = {name: getattr(given, name) for name in names if name in sent}
    if row is not None:
        facts = {name: _present(row, name) for name in names if hasattr(row, name)} | facts
    facts["priority"] = facts.get("priority") or ""
    if "addressed_units" in sent and isinstance(given, RecommendationChange):
        facts["addressed_units"] = named(offices(viewer), given.addressed_units, "addressed_units")
    terms = terms_named(given.terms) if "terms" in sent or row is None else _terms(row)
    return actions.Stated(**facts, links=_links(of, kind, given, row), terms=terms)


def _present(row: Numbered, name: str) -> Any:
    value = getattr(row, name)
    return list(value.all()) if name == "addressed_units" else value


def _terms(row: Numbered) -> list[Term]:
    return [tag.known for tag in terms_of(row) if tag.known]


def _links(
    of: Evaluation, kind: Kind, given: StatementChange, row: Numbered | None
) -> Mapping[Kind, Sequence[Numbered]]:
    offered = linkable(of, kind)
    if strange := [f"{other}s" for other in Kind if f"{other}s" in given.model_fields_set and other not in LINKS[kind]]:
        sentence = _("This is not linked from here, but from the other end.")
        raise Problem("invalid", sentence, status=422, details=dict.fromkeys(strange, sentence))
    found: dict[Kind, Sequence[Numbered]] = {}
    for other in LINKS[kind]:
        if f"{other}s" in given.model_fields_set or row is None:
            found[other] = named(offered[other], getattr(given, f"{other}s", []), f"{other}s")
        else:
            found[other] = list(linked(row, other))
    return found


def terms_named(given: Sequence[TermIn]) -> list[Term]:
    """The terms with these lists and codes; refused if one is not there."""
    found = [(one, term(one.list, one.code)) for one in given]
    if strange := [f"{one.list}: {one.code}" for one, known in found if known is None]:
        sentence = _("There is no such term: %(terms)s.") % {"terms": ", ".join(strange[:10])}
        raise Problem("invalid", sentence, status=422, details={"terms": sentence})
    return [known for _one, known in found if known is not None]


def _add(request: Request, pk: int, kind: Kind, given: StatementChange) -> HttpResponse:
    of = evaluation(request.viewer, pk)
    made = actions.add_statement(request.viewer, of, kind, _stated(request.viewer, of, kind, given))
    return one(request, statement(request.viewer, kind, made.pk), 201)


def _change(request: Request, pk: int, kind: Kind, given: StatementChange) -> HttpResponse:
    viewer = request.viewer
    with unchanged(request, partial(_door, kind), pk, seen) as row:
        actions.change_statement(viewer, row, _stated(viewer, row.evaluation, kind, given, row))
    return one(request, statement(viewer, kind, pk))


def _remove(request: Request, pk: int, kind: Kind) -> HttpResponse:
    with unchanged(request, partial(_door, kind), pk, seen) as row:
        actions.remove_statement(request.viewer, row)
    return answer(request, Done())


def _door(kind: Kind, viewer: Viewer, pk: int) -> Numbered:
    return statement(viewer, kind, pk)


@router.post("/evaluations/{int:pk}/findings", **writes(EDIT_EVALUATION, SCOPE, StatementRow, status=201))
def add_finding(request: Request, pk: int, given: StatementIn) -> HttpResponse:
    """Add a finding to an evaluation."""
    return _add(request, pk, Kind.FINDING, given)


@router.post("/evaluations/{int:pk}/conclusions", **writes(EDIT_EVALUATION, SCOPE, StatementRow, status=201))
def add_conclusion(request: Request, pk: int, given: StatementIn) -> HttpResponse:
    """Add a conclusion to an evaluation."""
    return _add(request, pk, Kind.CONCLUSION, given)


@router.post("/evaluations/{int:pk}/lessons", **writes(EDIT_EVALUATION, SCOPE, StatementRow, status=201))
def add_lesson(request: Request, pk: int, given: StatementIn) -> HttpResponse:
    """Add a lesson to an evaluation."""
    return _add(request, pk, Kind.LESSON, given)


@router.post("/evaluations/{int:pk}/recommendations", **writes(EDIT_EVALUATION, SCOPE, RecommendationRow, status=201))
def add_recommendation(request: Request, pk: int, given: RecommendationIn) -> HttpResponse:
    """Add a recommendation to an evaluation."""
    return _add(request, pk, Kind.RECOMMENDATION, given)


@router.patch("/findings/{int:pk}", **writes(EDIT_EVALUATION, SCOPE, StatementRow))
def change_finding(request: Request, pk: int, given: StatementChange) -> HttpResponse:
    """Change a finding."""
    return _change(request, pk, Kind.FINDING, given)


@router.patch("/conclusions/{int:pk}", **writes(EDIT_EVALUATION, SCOPE, StatementRow))
def change_conclusion(request: Request, pk: int, given: StatementChange) -> HttpResponse:
    """Change a conclusion."""
    return _change(request, pk, Kind.CONCLUSION, given)


@router.patch("/lessons/{int:pk}", **writes(EDIT_EVALUATION, SCOPE, StatementRow))
def change_lesson(request: Request, pk: int, given: StatementChange) -> HttpResponse:
    """Change a lesson."""
    return _change(request, pk, Kind.LESSON, given)


@router.patch("/recommendations/{int:pk}", **writes(EDIT_EVALUATION, SCOPE, RecommendationRow))
def change_recommendation(request: Request, pk: int, given: RecommendationChange) -> HttpResponse:
    """Change a recommendation."""
    return _change(request, pk, Kind.RECOMMENDATION, given)


@router.delete("/findings/{int:pk}", **writes(EDIT_EVALUATION, SCOPE, Done))
def remove_finding(request: Request, pk: int) -> HttpResponse:
    """Take a finding out."""
    return _remove(request, pk, Kind.FINDING)


@router.delete("/conclusions/{int:pk}", **writes(EDIT_EVALUATION, SCOPE, Done))
def remove_conclusion(request: Request, pk: int) -> HttpResponse:
    """Take a conclusion out."""
    return _remove(request, pk, Kind.CONCLUSION)


@router.delete("/lessons/{int:pk}", **writes(EDIT_EVALUATION, SCOPE, Done))
def remove_lesson(request: Request, pk: int) -> HttpResponse:
    """Take a lesson out."""
    return _remove(request, pk, Kind.LESSON)


@router.delete("/recommendations/{int:pk}", **writes(EDIT_EVALUATION, SCOPE, Done))
def remove_recommendation(request: Request, pk: int) -> HttpResponse:
    """Take a recommendation out that nobody has answered."""
    return _remove(request, pk, Kind.RECOMMENDATION)
