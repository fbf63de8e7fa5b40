"""What the checks find, and why a result is none."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from bagalau.api.rules import Scope
from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads, writes
from bagalau.api.v1.lists import condition, turned
from bagalau.api.v1.schemas import In, Key, Needed, Out, Paging, PersonRef, RecordRef, Rows, UnitRef
from bagalau.api.v1.versions import unchanged
from bagalau.evaluations.access import EDIT_EVALUATION, VIEW_CHECKS
from bagalau.evaluations.actions import checks as actions
from bagalau.evaluations.forms.checks import CheckFilter
from bagalau.evaluations.models import CheckResult
from bagalau.evaluations.queries import checks as queries
from bagalau.evaluations.rules.checks import CHECKS
from bagalau.lib.severity import Severity
from bagalau.people.middleware import Request
from bagalau.web.paging import Order

router = Router(tags=["Checks"])
SCOPE = Scope.WRITE_EVALUATIONS
Number = Annotated[str, Field(json_schema_extra={"enum": [check.number for check in CHECKS]})]
FIELDS = {"severity": "weight", "check": "check_number"}


class CheckRow(Out):
    """What a check found; the words are in the language that was asked for."""

    id: int
    check: str
    title: str
    severity: Severity
    evaluation: RecordRef
    unit: UnitRef
    record: RecordRef
    place: str
    sentence: str
    dismissed: bool


class DismissalRow(Out):
    """Why a result is none."""

    reason: str
    by: PersonRef | None
    at: datetime


class CheckFull(CheckRow):
    """One result, and why it is none, if somebody said so."""

    dismissal: DismissalRow | None
    version: str


class CatalogueRow(Out):
    """A check, and how many of its results are open."""

    check: str
    title: str
    severity: Severity
    open: int


class Catalogue(Out):
    """All checks."""

    checks: list[CatalogueRow]


class CheckList(Paging):
    """The filters of the page of checks, and the evaluation."""

    check_number: Number | None = None
    severity: Severity | None = None
    unit: Key | None = None
    """A unit with all that lies under it."""
    dismissed: Literal["yes", "all"] | None = None
    """Without it, only what nobody dismissed."""
    evaluation: Key | None = None
    sort: Literal["severity", "-severity", "check", "-check"] = "severity"


class DismissalIn(In):
    """Why this is no matter of concern."""

    reason: Needed


def _facts(row: CheckResult) -> dict[str, Any]:
    return {
        "id": row.pk,
        "check": row.check_number,
        "title": row.title,
        "severity": row.severity,
        "evaluation": RecordRef.of("evaluation", row.evaluation_id, row.evaluation.title),
        "unit": UnitRef.of(row.evaluation.unit),
        "record": RecordRef.of(row.record_kind, row.record_id, row.where or row.evaluation.title),
        "place": row.where,
        "sentence": row.words,
        "dismissed": row.dismissed,
    }


def _version(row: CheckResult) -> str:
    """A result is another one once it was dismissed, or is about something else."""
    return f"{row.mark}-{row.dismissed}"


def _one(request: Request, pk: int) -> HttpResponse:
    row = queries.result(request.viewer, pk)
    said = queries.dismissals(row.evaluation).get((row.check_number, row.record_kind, row.record_id, row.mark))
    dismissal = DismissalRow(reason=said.reason, by=PersonRef.of(said.by), at=said.at) if said else None
    shown = CheckFull(**_facts(row), dismissal=dismissal, version=_version(row))
    return answer(request, shown, version=_version(row))


@router.get("/checks", **reads(VIEW_CHECKS, Rows[CheckRow]))
def check_rows(request: Request, asked: Query[CheckList]) -> HttpResponse:
    """What the checks find in the evaluations that are open to you."""
    filters = {name: value for name, value in asked.filters().items() if name != "evaluation"}
    of = Q(evaluation=asked.evaluation) if asked.evaluation else Q()
    rows = queries.results(request.viewer).filter(of & condition(CheckFilter(filters, request.viewer), filters))
    order = Order(FIELDS[asked.sort.removeprefix("-")], descending=asked.sort.startswith("-"))
    return turned(request, asked, rows, order, lambda found: [CheckRow(**_facts(row)) for row in found])


@router.get("/checks/catalogue", **reads(VIEW_CHECKS, Catalogue))
def check_catalogue(request: Request) -> HttpResponse:
    """All checks, each with how many of its results are open."""
    numbers = queries.tally(queries.results(request.viewer).filter(dismissed=False))
    rows = [
        CatalogueRow(check=one.number, title=_(one.title), severity=one.severity, open=numbers.get(one.number, 0))
        for one in CHECKS
    ]
    return answer(request, Catalogue(checks=rows))


@router.get("/checks/{int:pk}", **reads(VIEW_CHECKS, CheckFull))
def check_result(request: Request, pk: int) -> HttpResponse:
    """One result."""
    return _one(request, pk)


@router.put("/checks/{int:pk}/dismissal", **writes(EDIT_EVALUATION, SCOPE, CheckFull))
def dismiss_check(request: Request, pk: int, given: DismissalIn) -> HttpResponse:
    """Say why a result is none; it stays dismissed until it is about something else."""
    with unchanged(request, queries.result, pk, _version) as row:
        actions.dismiss(request.viewer, row, given.reason)
    return _one(request, pk)


@router.delete("/checks/{int:pk}/dismissal", **writes(EDIT_EVALUATION, SCOPE, CheckFull))
def restore_check(request: Request, pk: int) -> HttpResponse:
    """Take a dismissal back."""
    with unchanged(request, queries.result, pk, _version) as row:
        actions.restore(request.viewer, row)
    return _one(request, pk)
