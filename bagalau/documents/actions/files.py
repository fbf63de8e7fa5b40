"""Writes: storing files, reading them into drafts, saying what a document is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db.models import F, Model
from django.utils.translation import gettext as _

from bagalau.documents import homes, storage
from bagalau.documents.access import EDIT_DOCUMENT, PUBLISH_DOCUMENT, UPLOAD, VIEW_DRAFTS
from bagalau.documents.extract import extract
from bagalau.documents.extract.draft import Draft as Read
from bagalau.documents.extract.draft import plain
from bagalau.documents.models import Document, Draft, StoredFile, Version
from bagalau.documents.queries import version_of_file
from bagalau.documents.rules import NEVER_PUBLIC, DocumentType, DraftStatus, Visibility, is_program
from bagalau.formats.read import docx, read
from bagalau.formats.read.limits import refuse_size
from bagalau.formats.reading import Reading
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Unit
from bagalau.people.queries import in_line
from bagalau.web.records import check

DOCUMENT_FIELDS = ("title", "type", "language", "source", "visibility", "unit")


@dataclass(frozen=True)
class About:
    """What is said of a file when it is added."""

    unit: Unit
    title: str = ""
    type: str = ""
    language: str = ""
    source: str = ""
    visibility: str = Visibility.INTERNAL


@dataclass(frozen=True)
class File:
    """Bytes with the name they came under."""

    data: bytes
    name: str


@dataclass(frozen=True)
class Imported:
    """What became of a file: its version, the draft read from it, and whether the same bytes were there before."""

    version: Version
    draft: Draft
    already: bool


def import_file(actor: Viewer, data: bytes, name: str, about: About) -> Imported:
    """Read a file of a known kind and keep it with its draft. A file that cannot be read raises and leaves nothing.

    The same bytes are recognised and give what there is already. A later copy of a known record becomes a new version
    of the same document, and its draft knows the record that it would update.
    """
    require(actor, UPLOAD, Document(unit=about.unit))
    reading = read(data, name)
    return _keep_read(actor, File(data, name), about, reading, extract(reading))


@storage.together()
def _keep_read(actor: Viewer, file: File, about: About, reading: Reading, found: Read) -> Imported:
    """The draft of a file; a file that the unit has already (rejected, or never read) is not kept a second time."""
    record = plain(found.record)
    home = homes.home_for(found.kind)
    target = home.find(actor, found.kind, record, about.unit) if home else None
    whose: Unit = getattr(target, "unit", about.unit)
    unit = whose if in_line(whose, about.unit) else about.unit  # else: a partner's paper
    known = version_of_file(storage.digest(file.data), unit, line=True)
    if known is not None and not actor.may(VIEW_DRAFTS, known.document):
        known = None
    earlier = known.drafts.exclude(status=DraftStatus.REJECTED).order_by("-pk").first() if known else None
    if known is not None and earlier is not None:
        return Imported(known, earlier, already=True)
    title = (about.title or str(record.get("title") or record.get("project_title") or file.name))[:500]
    if known is None or known.document.unit != unit:
        about = replace(about, unit=unit)
        document = _document_of(actor, target, found, unit)
        document = document or _new_document(actor, about, title, about.type or found.kind)
        version = _new_version(actor, document, file)
    else:
        version = known
    draft = Draft.objects.create(
        version=version,
        unit=version.document.unit,
        kind=found.kind,
        system=found.system,
        title=title,
        record=record,
        spans={path: [[span.start, span.end] for span in spans] for path, spans in found.spans.items()},
        warnings=[asdict(warning) for warning in found.warnings],
        unread=[[span.start, span.end] for span in found.unread],
        doubts=len(found.warnings),
        text=reading.text,
        pages=list(reading.pages),
        record_kind=(target._meta.model_name or "") if target else "",
        record_id=target.pk if target else None,
    )
    journal.write(
        actor.person, "read", draft, {}, {"file": file.name, "sha256": version.file.sha256, "kind": found.kind}
    )
    return Imported(version, draft, already=False)


def _document_of(actor: Viewer, target: Model | None, found: Read, unit: Unit) -> Document | None:
    """The document of a unit, of the same kind, that a known record was last read from, if the actor may change it.

    A version of a public document is public at once: only somebody who may publish adds one.
    """
    if target is None:
        return None
    rows = Draft.objects.filter(record_kind=target._meta.model_name, record_id=target.pk, status=DraftStatus.ACCEPTED)
    rows = rows.filter(kind=found.kind, system=found.system, unit=unit).order_by("-pk")
    last = rows.only("version").select_related("version__document").first()
    document = last.version.document if last else None
    if document is None or not actor.may(EDIT_DOCUMENT, document):
        return None
    hidden = document.visibility != Visibility.PUBLIC
    return document if hidden or actor.may(PUBLISH_DOCUMENT, document) else None


def _new_document(actor: Viewer, about: About, title: str, kind: str) -> Document:
    """A new document; who may not publish is told so, and keeps it internal."""
    known = kind if kind in set(DocumentType) else DocumentType.OTHER
    document = Document(**{**vars(about), "title": title, "type": known})
    if document.visibility == Visibility.PUBLIC and not actor.may(PUBLISH_DOCUMENT, document):
        sentence = _("You may not make this public. Keep it internal; the head of the unit can publish it afterwards.")
        raise Problem("not-public", sentence, status=403, details={"visibility": sentence})
    _refuse_open_working_paper(document)
    check(document)
    document.save()
    journal.write(actor.person, "add", document, {}, journal.snapshot(document, DOCUMENT_FIELDS))
    return document


def _refuse_open_working_paper(document: Document) -> None:
    """D-05."""
    if document.visibility == Visibility.PUBLIC and document.type in NEVER_PUBLIC:
        sentence = _(
            "Inception reports, drafts and audit trails are never public. Keep it internal, or say what else it is."
        )
        raise Problem("never-public", sentence, status=422, details={"visibility": sentence})


def _refuse_tracked_changes(document: Document, data: bytes, name: str) -> None:
    """D-07; a file that is damaged shows nothing."""
    if document.visibility != Visibility.PUBLIC or not docx.recognises(data, name):
        return
    try:
        found = docx.has_tracked_changes(data)
    except Problem:
        return
    if found:
        sentence = _(
            "This file still shows its tracked changes, so it is not made public. Accept or reject them in the word "
            "processor and add the clean file; PDF is best."
        )
        raise Problem("tracked-changes", sentence, status=422, details={"visibility": sentence})


def _new_version(actor: Viewer, document: Document, file: File) -> Version:
    stored = StoredFile.objects.filter(sha256=storage.digest(file.data)).first()
    if stored is None:
        size = {"size": len(file.data)}
        stored, _made = StoredFile.objects.get_or_create(sha256=storage.keep(file.data), defaults=size)
    last = document.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return Version.objects.create(
        document=document, number=last + 1, file=stored, name=file.name[-255:], added_by=actor.person
    )


def add_file(actor: Viewer, data: bytes, name: str, about: About) -> Document:
    """Keep a file as it is, unread: evidence, a report, an annex. The same bytes of the same unit are recognised."""
    require(actor, UPLOAD, Document(unit=about.unit))
    return keep_file(actor, data, name, about)


def keep_file(actor: Viewer, data: bytes, name: str, about: About) -> Document:
    """As ``add_file``, for an action that has itself decided who may."""
    _refuse_unfit(data, name)
    with storage.together():
        if known := version_of_file(storage.digest(data), about.unit):
            return known.document
        document = _new_document(actor, about, (about.title or name)[:500], about.type or DocumentType.OTHER)
        _refuse_tracked_changes(document, data, name)
        _new_version(actor, document, File(data, name))
    return document


def _refuse_unfit(data: bytes, name: str) -> None:
    if not data:
        raise Problem("empty-file", _("The file is empty. Choose another one."), status=422)
    refuse_size(len(data))
    if is_program(name, data[:8]):  # D-08
        raise Problem("program", _("This file is a program. Choose a document, a picture or a recording."), status=422)


@storage.together()
def add_version(actor: Viewer, document: Document, data: bytes, name: str) -> Version:
    """Keep a newer file of a document; the older ones stay."""
    require(actor, EDIT_DOCUMENT, document)
    if document.visibility == Visibility.PUBLIC:
        require(actor, PUBLISH_DOCUMENT, document)
    _refuse_unfit(data, name)
    _refuse_tracked_changes(document, data, name)
    last = document.versions.select_related("file").first()
    if last is not None and last.file.sha256 == storage.digest(data):
        return last
    version = _new_version(actor, document, File(data, name))
    journal.write(actor.person, "add version", document, {}, {"version": version.number, "file": name})
    return version


def set_visibility(actor: Viewer, document: Document, visibility: Visibility) -> Document:
    """Publish a document, or take it back; working papers and files with tracked changes are refused (D-05, D-07)."""
    require(actor, PUBLISH_DOCUMENT, document)
    return _changed(actor, document, {"visibility": visibility})


def change_document(actor: Viewer, document: Document, fields: Mapping[str, Any], *, seen: str = "") -> Document:
    """Change what is said of a document."""
    require(actor, EDIT_DOCUMENT, document)
    if fields.get("visibility", document.visibility) != document.visibility:
        require(actor, PUBLISH_DOCUMENT, document)
    return _changed(actor, document, fields, seen)


@journal.turn()
def _changed(actor: Viewer, document: Document, fields: Mapping[str, Any], seen: str = "") -> Document:
    row = Document.objects.select_for_update(of=("self",)).select_related("unit").get(pk=document.pk)
    if seen and seen != row.seen:
        sentence = _("Somebody changed this document meanwhile. Compare with what it says now, and save again.")
        raise Problem("changed-meanwhile", sentence, status=409)
    before = journal.snapshot(row, DOCUMENT_FIELDS)
    for name in DOCUMENT_FIELDS:
        if name in fields:
            setattr(row, name, fields[name])
    _refuse_open_working_paper(row)
    last = row.versions.select_related("file").first()
    if last is not None and before["visibility"] != row.visibility == Visibility.PUBLIC:
        _refuse_tracked_changes(row, storage.path_of(last.file.sha256).read_bytes(), last.name)
    check(row)
    row.save(update_fields=[name for name in DOCUMENT_FIELDS if name in fields])
    journal.write(actor.person, "change", row, before, journal.snapshot(row, DOCUMENT_FIELDS))
    return row


def count_download(version: Version) -> None:
    """One more download; a counter is no change of the record and has no line in the journal."""
    Document.objects.filter(pk=version.document_id).update(downloads=F("downloads") + 1)
