"""Reads: documents, versions, drafts, and where a record's values come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from bagalau.documents.access import VIEW_DOCUMENTS, VIEW_DRAFTS
from bagalau.documents.models import Document, Draft, Provenance, Version
from bagalau.documents.rules import DraftStatus
from bagalau.people.access import Viewer, visible
from bagalau.people.models import Unit
from bagalau.web.records import one


def documents(viewer: Viewer) -> QuerySet[Document]:
    """Documents that the viewer may see."""
    return Document.objects.filter(visible(viewer, VIEW_DOCUMENTS, kind="document")).select_related("unit")


def document(viewer: Viewer, pk: int) -> Document:
    """The door to a document."""
    return one(documents(viewer), pk)


def versions(of: Document) -> QuerySet[Version]:
    """The versions of a document, the newest first, with file and reader."""
    return of.versions.select_related("file", "added_by").prefetch_related(
        Prefetch("drafts", Draft.objects.only("status", "version"))
    )


def version(viewer: Viewer, pk: int) -> Version:
    """The door to one version, for downloading it."""
    return one(Version.objects.filter(document__in=documents(viewer)).select_related("file", "document"), pk)


def drafts(viewer: Viewer) -> QuerySet[Draft]:
    """Drafts that the viewer may see, without their long texts."""
    return (
        Draft.objects.filter(visible(viewer, VIEW_DRAFTS, kind="draft", parents="record"))
        .defer("record", "spans", "warnings", "unread", "text", "corrections")
        .select_related("unit", "version__document")
    )


def waiting(viewer: Viewer) -> QuerySet[Draft]:
    """Drafts that wait for review, the oldest first."""
    return drafts(viewer).filter(status=DraftStatus.WAITING).order_by("created_at", "pk")


def draft(viewer: Viewer, pk: int) -> Draft:
    """The door to a draft, with all that was read."""
    rows = Draft.objects.filter(visible(viewer, VIEW_DRAFTS, kind="draft", parents="record"))
    return one(rows.select_related("unit", "version__document", "decided_by"), pk)


def version_of_file(sha256: str, unit: Unit, *, line: bool = False) -> Version | None:
    """The newest version that holds these bytes among a unit's documents; with ``line``, also above and below it."""
    of = Q(document__unit=unit)
    if line:
        above = [int(key) for key in unit.path.split("/") if key]
        of = Q(document__unit__in=above) | Q(document__unit__path__startswith=unit.path)
    rows = Version.objects.filter(of, file__sha256=sha256)
    return rows.select_related("document", "file").order_by("-pk").first()


@dataclass(frozen=True)
class Origin:
    """Where one value stands: the draft and the first stretch of its text."""

    draft_id: int
    start: int
    end: int


def origins(kind: str, pks: Iterable[int]) -> dict[tuple[int, str], Origin]:
    """For records of one kind: where each field's value comes from, the latest copy first. One query."""
    return origins_of({kind: pks}).get(kind, {})


def origins_of(keys: Mapping[str, Iterable[int]]) -> dict[str, dict[tuple[int, str], Origin]]:
    """The same for records of several kinds, by kind. One query."""
    wanted = Q(pk=None)
    for kind, pks in keys.items():
        wanted |= Q(record_kind=kind, record_id__in=list(pks))
    found: dict[str, dict[tuple[int, str], Origin]] = {}
    for row in Provenance.objects.filter(wanted):
        of_kind = found.setdefault(row.record_kind, {})
        for name, spans in row.spans.items():
            of_kind.setdefault((row.record_id, name), Origin(row.draft_id, spans[0][0], spans[0][1]))
    return found


def documents_of(viewer: Viewer, kind: str, pk: int) -> QuerySet[Document]:
    """The documents that a record was read from, as far as the viewer may see them."""
    read = Provenance.objects.filter(record_kind=kind, record_id=pk).values("draft__version__document")
    return documents(viewer).filter(pk__in=read)
