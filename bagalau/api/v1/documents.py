"""Documents: what is said of them, their versions, and the files themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile

from bagalau.api.rules import Scope
from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import FORM, reads, writes
from bagalau.api.v1.lists import Source, condition, listed, named, order_by
from bagalau.api.v1.once import by_itself
from bagalau.api.v1.schemas import In, Items, Key, Line, Listing, Out, PersonRef, RecordRef, UnitRef, Words
from bagalau.api.v1.versions import unchanged
from bagalau.documents import actions, queries
from bagalau.documents.access import EDIT_DOCUMENT, PUBLISH_DOCUMENT, UPLOAD, VIEW_DOCUMENTS
from bagalau.documents.forms import DocumentFilter, not_too_large
from bagalau.documents.models import Document, Version
from bagalau.documents.rules import DocumentType, Visibility
from bagalau.documents.tables import DOCUMENTS
from bagalau.documents.views.documents import download
from bagalau.people.access import VIEW_HISTORY
from bagalau.people.middleware import Request
from bagalau.people.queries import units_of
from bagalau.web.records import url_of

router = Router(tags=["Documents"])
Language = Literal["en", "ru", "kk", "fr", "es", "pt", "ar", "zh"]


class DocumentRow(Out):
    """A document in a list."""

    id: int
    page: str | None
    title: str
    type: DocumentType
    language: Language | None
    source: str
    visibility: Visibility
    unit: UnitRef
    downloads: int
    created_at: datetime


class VersionRow(Out):
    """One state of a document. ``content`` is where its bytes are."""

    id: int
    number: int
    name: str
    size: int
    sha256: str
    added_at: datetime
    added_by: PersonRef | None
    content: str


class DocumentFull(DocumentRow):
    """One document with its versions, the latest first. ``draft``: what was read from a file that was just sent."""

    versions: list[VersionRow]
    draft: RecordRef | None = None


class DocumentList(Listing):
    """The filters of the page of documents."""

    words: Words | None = None
    type: DocumentType | None = None
    language: Language | None = None
    visibility: Visibility | None = None
    unit: Key | None = None
    """A unit with all that lies under it."""
    sort: Literal["title", "-title", "added", "-added"] = "-added"


class DocumentIn(In):
    """What is said of a file that is sent."""

    unit: Key
    purpose: Literal["keep", "read"] = "keep"
    """``read``: a draft is made of it, which somebody reviews on the pages."""
    title: Line = ""
    type: DocumentType | None = None
    language: Language | None = None
    source: Line = ""
    visibility: Visibility = Visibility.INTERNAL


class DocumentChange(In):
    """What shall change; what is left out stays as it is."""

    title: Line = ""
    type: DocumentType = DocumentType.OTHER
    language: Language | Literal[""] = ""
    source: Line = ""
    visibility: Visibility = Visibility.INTERNAL


class DocumentVisibilityIn(In):
    """Whether everybody may see it."""

    visibility: Visibility


def _facts(row: Document) -> dict[str, Any]:
    same = ("title", "type", "source", "visibility", "downloads", "created_at")
    return {
        "id": row.pk,
        "page": url_of("document", row.pk),
        "language": row.language or None,
        "unit": UnitRef.of(row.unit),
        **{name: getattr(row, name) for name in same},
    }


def _version(row: Version, *, inside: bool) -> VersionRow:
    return VersionRow(
        id=row.pk,
        number=row.number,
        name=row.name,
        size=row.file.size,
        sha256=row.file.sha256,
        added_at=row.added_at,
        added_by=PersonRef.of(row.added_by) if inside else None,
        content=f"/api/v1/versions/{row.pk}/content",
    )


def _one(request: Request, row: Document, status: int = 200, draft: RecordRef | None = None) -> HttpResponse:
    inside = request.viewer.may(VIEW_HISTORY, row)
    versions = [_version(one, inside=inside) for one in queries.versions(row)]
    shown = DocumentFull(**_facts(row), versions=versions, draft=draft)
    return answer(request, shown, status, version=_state(row, len(versions)))


def _state(row: Document, versions: int | None = None) -> str:
    """What tells one state of a document from the next: what is said of it, and how many versions it has."""
    return f"{row.seen}-{queries.versions(row).count() if versions is None else versions}"


@router.get("/documents", **reads(VIEW_DOCUMENTS, Items[DocumentRow]))
def documents(request: Request, asked: Query[DocumentList]) -> HttpResponse:
    """All documents that are open to you."""
    form = DocumentFilter(asked.filters(), request.viewer)
    rows = queries.documents(request.viewer).filter(condition(form, asked.filters()))
    source = Source(rows, order_by(asked.sort, DOCUMENTS), {"document": "pk"})
    return listed(request, asked, source, lambda found: [DocumentRow(**_facts(row)) for row in found])


@router.get("/documents/{int:pk}", **reads(VIEW_DOCUMENTS, DocumentFull))
def document(request: Request, pk: int) -> HttpResponse:
    """One document with its versions."""
    return _one(request, queries.document(request.viewer, pk))


BYTES = {"responses": {200: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}}}


@router.get("/versions/{int:pk}/content", **reads(VIEW_DOCUMENTS, None, openapi_extra=BYTES))
def version_content(request: Request, pk: int) -> HttpResponseBase:
    """The bytes of a version."""
    return download(request, pk)


@router.post("/documents", **writes(UPLOAD, Scope.WRITE_DOCUMENTS, DocumentFull, status=201, takes=FORM))
@by_itself
def add_document(request: Request, given: Form[DocumentIn], file: File[UploadedFile]) -> HttpResponse:
    """Send a file, to be kept or to be read. The same bytes of the same unit are recognised, and kept once."""
    viewer = request.viewer
    not_too_large(file)
    (unit,) = named(units_of(viewer, UPLOAD), [given.unit], "unit")
    about = actions.About(unit, given.title, given.type or "", given.language or "", given.source, given.visibility)
    name = file.name or "file"
    if given.purpose == "keep":
        return _one(request, actions.add_file(viewer, file.read(), name, about), 201)
    read = actions.import_file(viewer, file.read(), name, about)
    draft = RecordRef.of("draft", read.draft.pk, read.draft.title)
    return _one(request, queries.document(viewer, read.version.document_id), 201, draft)


@router.post("/documents/{int:pk}/versions", **writes(EDIT_DOCUMENT, Scope.WRITE_DOCUMENTS, DocumentFull, takes=FORM))
def add_version(request: Request, pk: int, file: File[UploadedFile]) -> HttpResponse:
    """Send a newer file of a document; the older ones stay."""
    not_too_large(file)
    data = file.read()
    with unchanged(request, queries.document, pk, _state) as row:
        actions.add_version(request.viewer, row, data, file.name or "file")
    return _one(request, row)


@router.patch("/documents/{int:pk}", **writes(EDIT_DOCUMENT, Scope.WRITE_DOCUMENTS, DocumentFull))
def change_document(request: Request, pk: int, given: DocumentChange) -> HttpResponse:
    """Change what is said of a document."""
    with unchanged(request, queries.document, pk, _state) as row:
        changed = actions.change_document(request.viewer, row, given.model_dump(exclude_unset=True))
    return _one(request, changed)


@router.put("/documents/{int:pk}/visibility", **writes(PUBLISH_DOCUMENT, Scope.WRITE_DOCUMENTS, DocumentFull))
def publish_document(request: Request, pk: int, given: DocumentVisibilityIn) -> HttpResponse:
    """Publish a document, or take it back to the office."""
    with unchanged(request, queries.document, pk, _state) as row:
        changed = actions.set_visibility(request.viewer, row, given.visibility)
    return _one(request, changed)
