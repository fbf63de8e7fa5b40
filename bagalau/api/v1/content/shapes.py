"""What is answered about the statements of evaluations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from ninja import Router

from bagalau.api.v1.answers import answer
from bagalau.api.v1.schemas import Out, RecordRef, UnitRef
from bagalau.evaluations.models import Recommendation, RecommendationPart
from bagalau.evaluations.models.content import Numbered
from bagalau.evaluations.queries.content import seen
from bagalau.evaluations.rules.content import LINKS, Kind, Priority
from bagalau.people.middleware import Request
from bagalau.reference.models import Tag
from bagalau.reference.queries import tags_of

router = Router(tags=["What evaluations say"])


class TermRef(Out):
    """A term of a value list; the name is in the language that was asked for."""

    list: str
    code: str
    name: str


class StatementRow(Out):
    """A finding, conclusion, lesson or recommendation. What it is linked with is given by numbers of records.

    ``tags`` are the words of the paper; ``terms`` those of the value lists.
    """

    id: int
    evaluation: RecordRef
    number: int
    text: str
    tags: list[str]
    terms: list[TermRef]
    findings: list[int]
    conclusions: list[int]
    lessons: list[int]


class PartRow(Out):
    """A part of a recommendation."""

    id: int
    label: str
    text: str
    priority: Priority | None
    time_frame: str
    addressed_to: str
    addressed_units: list[UnitRef]
    version: str


class RecommendationRow(StatementRow):
    """A recommendation with its parts."""

    page: str | None
    description: str
    priority: Priority | None
    time_frame: str
    addressed_to: str
    addressed_units: list[UnitRef]
    parts: list[PartRow]


def rows_of(found: Sequence[Numbered]) -> list[StatementRow]:
    """Statements of one kind, with their terms; one query."""
    kind = found[0]._meta.model_name or "" if found else ""
    tags = tags_of(kind, [row.pk for row in found])
    return [_row(row, tags.get(row.pk, [])) for row in found]


def _row(row: Numbered, tags: Sequence[Tag]) -> StatementRow:
    kind = Kind(row._meta.model_name or "")
    linked = {f"{other}s": [one.pk for one in getattr(row, f"{other}s").all()] for other in LINKS[kind]}
    evaluation = RecordRef.of("evaluation", row.evaluation_id, row.evaluation.title)
    facts: dict[str, Any] = {"findings": [], "conclusions": [], "lessons": [], **linked}
    facts |= {"id": row.pk, "evaluation": evaluation, "number": row.number, "text": row.text}
    facts |= {"tags": getattr(row, "tags", []), "terms": terms_of(tags)}
    return StatementRow(**facts) if not isinstance(row, Recommendation) else _recommendation(row, facts)


def terms_of(tags: Sequence[Tag]) -> list[TermRef]:
    """Terms as they are answered."""
    return [TermRef(list=tag.list, code=tag.term, name=tag.name) for tag in tags]


def _recommendation(row: Recommendation, facts: dict[str, Any]) -> RecommendationRow:
    page = RecordRef.of("recommendation", row.pk, "").page
    parts = [part_row(part) for part in row.parts.all()]
    return RecommendationRow(**facts, **_addressed(row), page=page, description=row.description, parts=parts)


def _addressed(row: Recommendation | RecommendationPart) -> dict[str, Any]:
    return {
        "priority": row.priority or None,
        "time_frame": row.time_frame,
        "addressed_to": row.addressed_to,
        "addressed_units": [UnitRef.of(unit) for unit in row.addressed_units.all()],
    }


def part_row(row: RecommendationPart) -> PartRow:
    """A part of a recommendation."""
    return PartRow(id=row.pk, label=row.label, text=row.text, version=seen(row), **_addressed(row))


def one(request: Request, row: Numbered, status: int = 200) -> HttpResponse:
    """The answer that shows one statement."""
    (shown,) = rows_of([row])
    return answer(request, shown, status, version=seen(row))
