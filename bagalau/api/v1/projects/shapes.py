"""What is answered about projects. Outside the office null is what it keeps to itself, and the record is what everybody
may read of it (PU-01)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from bagalau.api.rules import Scope
from bagalau.api.v1.answers import answer
from bagalau.api.v1.schemas import Out, PersonRef, UnitRef, iso
from bagalau.documents.rules import Visibility
from bagalau.people.access import VIEW_HISTORY, Viewer
from bagalau.people.middleware import Request
from bagalau.projects.access import VIEW_FINDINGS
from bagalau.projects.models import Project
from bagalau.projects.queries.life import standing, told_outside
from bagalau.projects.queries.portfolio import project_with_version
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules.figures import money
from bagalau.projects.rules.life import Phase
from bagalau.projects.rules.shape import plain
from bagalau.web.records import url_of

router = Router(tags=["Projects"])
SCOPE = Scope.WRITE_PROJECTS
SAME = (
    "title number award_id status visibility country implementing_partner responsible_parties currency "
    "sdg_targets created_at updated_at"
).split()


class ProjectDocumentRow(Out):
    """A project in a list; ``budget`` is the sum of its lines."""

    id: int
    page: str | None
    title: str
    number: str
    award_id: str
    unit: UnitRef
    manager: PersonRef | None
    status: Phase
    visibility: Visibility
    country: str
    start: str | None
    end: str | None
    implementing_partner: str
    responsible_parties: list[str]
    currency: str
    budget: Decimal
    budget_by_year: dict[str, Decimal]
    budget_by_source: dict[str, Decimal]
    budget_by_account: dict[str, Decimal]
    outputs: int
    indicators: int
    sdg_targets: list[str]
    errors: int | None
    warnings: int | None
    signed_version: int | None
    in_revision: bool = Field(description="A revision is under way: what the office reads here is not decided.")
    created_at: datetime
    updated_at: datetime
    version: str


class ProjectDocument(ProjectDocumentRow):
    """One project with its whole record."""

    record: dict[str, Any] = Field(
        description="What the document says, part by part. Each row has its id and, in at, its kind and id."
    )


def facts(viewer: Viewer, row: Project) -> dict[str, Any]:
    """What lists say of a project."""
    knows, kept = viewer.may(VIEW_FINDINGS, row), row.figures
    sums = {
        f"budget_by_{name}": {key: money(cents) for key, cents in kept.get(f"{name}s", {}).items()}
        for name in ("year", "source", "account")
    }
    return {
        "id": row.pk,
        "page": url_of("project", row.pk),
        "unit": UnitRef.of(row.unit),
        "manager": PersonRef.of(row.manager) if viewer.may(VIEW_HISTORY, row) else None,
        "start": iso(row.start),
        "end": iso(row.end),
        "budget": row.total,
        "outputs": kept.get("outputs", 0),
        "indicators": kept.get("indicators", 0),
        "errors": row.errors if knows else None,
        "warnings": row.warnings if knows else None,
        "signed_version": row.signed,  # type: ignore[attr-defined]  # queried with it
        "in_revision": row.in_revision,  # type: ignore[attr-defined]  # queried with it
        "version": row.seen,
        **sums,
        **{name: getattr(row, name) for name in SAME},
    }


def one(request: Request, pk: int, status: int = 200) -> HttpResponse:
    """The answer that carries a project with its record."""
    row = project_with_version(request.viewer, pk)
    inside = request.viewer.may(VIEW_FINDINGS, row)
    told = record_of(row) if inside else told_outside(row, standing(row)[1])
    shown = ProjectDocument(**facts(request.viewer, row), record=plain(told))
    return answer(request, shown, status, version=row.seen)
