"""Looking at projects."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads
from bagalau.api.v1.journal import JournalLine, line_of, since
from bagalau.api.v1.lists import Source, condition, listed, order_by, turned
from bagalau.api.v1.projects.shapes import ProjectDocument, ProjectDocumentRow, facts, one, router
from bagalau.api.v1.schemas import Code, Items, Key, Listing, Out, Paging, Rows, Words
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request
from bagalau.people.queries import history
from bagalau.projects.access import VIEW_PROJECTS, VIEW_VERSIONS
from bagalau.projects.forms.portfolio import ProjectFilter
from bagalau.projects.queries import project
from bagalau.projects.queries.portfolio import portfolio
from bagalau.projects.queries.versions import signed_version, signed_versions
from bagalau.projects.rules.life import Phase, RevisionKind
from bagalau.projects.rules.record import SourceType
from bagalau.projects.tables.portfolio import columns
from bagalau.web.paging import Order

Year = Annotated[int, Field(ge=1950, le=2100)]
NONE = Literal["none"]


class ProjectDocumentList(Listing):
    """The filters of the page of projects."""

    words: Words | None = None
    status: Phase | Literal["under_way"] | None = None
    unit: Key | None = None
    """A unit with all that lies under it."""
    year: Year | None = None
    """Under way in this year."""
    source: SourceType | NONE | None = None
    partner: Words | None = None
    found: Literal["errors", "warnings", "none"] | None = None
    sdg: Annotated[int, Field(ge=1, le=17)] | None = None
    manager: Words | None = None
    mine: Literal["yes"] | None = None
    ends: Literal["soon", "past"] | None = None
    planned: Year | None = None
    """With money planned for this year."""
    account: Annotated[str, Field(pattern=r"^([0-9]{5}|none)$")] | None = None
    lacks: Literal["no_baseline", "no_sex"] | None = None
    currency: Code | None = None
    sort: Literal["title", "-title", "period", "-period", "budget", "-budget"] = "title"


class ProjectVersionRow(Out):
    """A signed version of a project document; the digest is the SHA-256 of what it says."""

    number: int
    kind: RevisionKind
    reason: str
    signed_at: datetime | None
    digest: str


class VersionFull(ProjectVersionRow):
    """A signed version with what it says."""

    record: dict[str, Any]


@router.get("/project-documents", **reads(VIEW_PROJECTS, Items[ProjectDocumentRow]))
def project_documents(request: Request, asked: Query[ProjectDocumentList]) -> HttpResponse:
    """All projects that are open to you."""
    viewer, filters = request.viewer, asked.filters()
    rows = portfolio(viewer).filter(condition(ProjectFilter(filters, viewer), filters))
    source = Source(rows, order_by(asked.sort, columns(viewer)), {"project": "pk"})
    return listed(request, asked, source, lambda found: [ProjectDocumentRow(**facts(viewer, row)) for row in found])


@router.get("/project-documents/{int:pk}", **reads(VIEW_PROJECTS, ProjectDocument))
def project_document(request: Request, pk: int) -> HttpResponse:
    """One project with its whole record."""
    return one(request, pk)


@router.get("/project-documents/{int:pk}/versions", **reads(VIEW_VERSIONS, Rows[ProjectVersionRow]))
def project_versions(request: Request, pk: int, asked: Query[Paging]) -> HttpResponse:
    """The signed versions of a project, the latest first."""
    of = project(request.viewer, pk)
    require(request.viewer, VIEW_VERSIONS, of)
    rows = signed_versions(request.viewer, of).defer("content")
    order = Order("number", descending=True)
    return turned(request, asked, rows, order, lambda found: [ProjectVersionRow(**_version(row)) for row in found])


@router.get("/project-documents/{int:pk}/versions/{int:number}", **reads(VIEW_VERSIONS, VersionFull))
def project_version(request: Request, pk: int, number: int) -> HttpResponse:
    """One signed version with what it says."""
    of = project(request.viewer, pk)
    require(request.viewer, VIEW_VERSIONS, of)
    row = signed_version(request.viewer, of, number)
    return answer(request, VersionFull(**_version(row), record=row.content))


def _version(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ProjectVersionRow.model_fields}


@router.get("/project-documents/{int:pk}/history", **reads(VIEW_HISTORY, Items[JournalLine]))
def project_document_history(request: Request, pk: int, asked: Query[Listing]) -> HttpResponse:
    """What was done to a project, the latest first."""
    of = project(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, of)
    source = Source(history("project", of.pk).filter(since(asked)), Order("number", descending=True), {})
    return listed(request, asked, source, lambda found: [line_of(row) for row in found])
