"""Recommendations that were made before, in other reports."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads
from bagalau.api.v1.lists import condition, order_by, turned
from bagalau.api.v1.schemas import Key, Out, Paging, RecordRef, Rows, UnitRef, Words
from bagalau.evaluations.access import VIEW_CHECKS
from bagalau.evaluations.forms.recurrences import RecurrenceFilter
from bagalau.evaluations.models import Recommendation, Recurrence
from bagalau.evaluations.queries import recurrences as queries
from bagalau.evaluations.queries.content import recommendation
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.recurrence import Fate, Span, shared
from bagalau.evaluations.tables.recurrences import recurrence_columns
from bagalau.people.access import Viewer
from bagalau.people.middleware import Request

router = Router(tags=["Recommended before"])


class SaidRow(Out):
    """A recommendation of one report."""

    recommendation: RecordRef
    evaluation: RecordRef
    unit: UnitRef
    number: int
    text: str


class RecurrenceRow(Out):
    """A recommendation that says what an earlier one said: how much alike they are in per cent, and which words both
    have. ``fate`` and ``stance`` are of the earlier one, as far as they are open to you; ``repeats``, how many earlier
    ones there are, is told to those from whom nothing is hidden."""

    likeness: int
    words: list[str]
    day: date
    span: Span
    language: str
    repeats: int | None
    fate: Fate
    stance: Stance | None
    later: SaidRow
    earlier: SaidRow


class RecurrenceRows(Out):
    """The pairs in which one recommendation is, those first in which it is the later."""

    items: list[RecurrenceRow]


class RecurrenceList(Paging):
    """The filters of the page of what was recommended before. Unit, year and language are those of the later one."""

    fate: Fate | None = None
    span: Span | None = None
    unit: Key | None = None
    """A unit with all that lies under it."""
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    agency: Words | None = None
    language: Literal["en", "ru", "kk"] | None = None
    evaluation: Annotated[int, Field(ge=1, le=2**53)] | None = None
    """That of the later one."""
    sort: Literal["likeness", "-likeness", "date", "-date"] = "-likeness"


def _row(viewer: Viewer, row: Recurrence) -> RecurrenceRow:
    stance: str = row.stance  # type: ignore[attr-defined]  # told by the query, as the fate is
    return RecurrenceRow(
        likeness=row.likeness,
        words=list(shared(row.later.text, row.earlier.text)),
        day=row.day,
        span=Span(row.span),
        language=row.language,
        repeats=row.repeats if queries.sees_all(viewer) else None,
        fate=Fate(row.became),  # type: ignore[attr-defined]
        stance=Stance(stance) if stance else None,
        later=_said(row.later),
        earlier=_said(row.earlier),
    )


def _said(row: Recommendation) -> SaidRow:
    of = row.evaluation
    return SaidRow(
        recommendation=RecordRef.of("recommendation", row.pk, str(row)),
        evaluation=RecordRef.of("evaluation", of.pk, of.title),
        unit=UnitRef.of(of.unit),
        number=row.number,
        text=row.text,
    )


@router.get("/recurrences", **reads(VIEW_CHECKS, Rows[RecurrenceRow]))
def recurrence_rows(request: Request, asked: Query[RecurrenceList]) -> HttpResponse:
    """Recommendations that were made before, in reports that are both open to you."""
    viewer, filters = request.viewer, asked.filters()
    rows = queries.recurrences(viewer).filter(condition(RecurrenceFilter(filters, viewer), filters))
    order = order_by(asked.sort, recurrence_columns(counted=False))
    return turned(request, asked, rows, order, lambda found: [_row(viewer, row) for row in found])


@router.get("/recommendations/{int:pk}/recurrences", **reads(VIEW_CHECKS, RecurrenceRows))
def recommendation_recurrences(request: Request, pk: int) -> HttpResponse:
    """Whether a recommendation was made before, or again, and what became of it."""
    viewer = request.viewer
    pairs = queries.recurrences_of(viewer, recommendation(viewer, pk))
    return answer(request, RecurrenceRows(items=[_row(viewer, row) for row in pairs]))
