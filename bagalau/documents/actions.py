"""Writes: storing files, reviewing drafts, accepting them. Each is one transaction with one line in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.documents import homes, storage
from bagalau.documents.access import ACCEPT, EDIT_DOCUMENT, REVIEW, UPLOAD, VIEW_DRAFTS
from bagalau.documents.extract import extract, shape_of
from bagalau.documents.extract.draft import Draft as Read
from bagalau.documents.extract.draft import plain
from bagalau.documents.extract.records import WrongValue, field_at, parse, reaches
from bagalau.documents.models import Document, Draft, Provenance, StoredFile, Version
from bagalau.documents.queries import version_of_file
from bagalau.documents.rules import DocumentType, DraftStatus, Visibility
from bagalau.formats.read import read
from bagalau.formats.read.limits import refuse_size
from bagalau.formats.reading import Reading
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Unit
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
class Imported:
    """What became of a file: its version, the draft read from it, and whether the same bytes were there before."""

    version: Version
    draft: Draft | None
    already: bool


def import_file(actor: Viewer, data: bytes, name: str, about: About) -> Imported:
    """Read a file of a known kind and keep it with its draft. A file that cannot be read raises and leaves nothing.

    The same bytes are recognised and give what there is already. A later copy of a known record becomes a new version
    of the same document, and its draft knows the record that it would update.
    """
    require(actor, UPLOAD, Document(unit=about.unit))
    reading = read(data, name)
    found = extract(reading)
    known = version_of_file(storage.digest(data))
    if known is not None and actor.may(VIEW_DRAFTS, known.document):
        earlier = known.drafts.exclude(status=DraftStatus.REJECTED).order_by("-pk").first()
        if earlier is not None:
            return Imported(known, earlier, already=True)
    return _keep_read(actor, data, name, about, reading, found)


@storage.together()
def _keep_read(actor: Viewer, data: bytes, name: str, about: About, reading: Reading, found: Read) -> Imported:
    record = plain(found.record)
    home = homes.home_for(found.kind)
    target = home.find(actor, found.kind, record) if home else None
    title = about.title or str(record.get("title") or record.get("project_title") or name)
    document = _document_of(target, found) or _new_document(actor, about, title[:500], about.type or found.kind)
    version = _new_version(actor, document, data, name)
    draft = Draft.objects.create(
        version=version,
        unit=document.unit,
        kind=found.kind,
        system=found.system,
        title=title[:500],
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
    journal.write(actor.person, "read", draft, {}, {"file": name, "sha256": version.file.sha256, "kind": found.kind})
    return Imported(version, draft, already=False)


def _document_of(target: Model | None, found: Read) -> Document | None:
    """The document of the same kind that a known record was last read from."""
    if target is None:
        return None
    rows = Provenance.objects.filter(record_kind=target._meta.model_name, record_id=target.pk)
    rows = rows.filter(draft__kind=found.kind, draft__system=found.system)
    last = rows.select_related("draft__version__document").first()
    return last.draft.version.document if last else None


def _new_document(actor: Viewer, about: About, title: str, kind: str) -> Document:
    known = kind if kind in set(DocumentType) else DocumentType.OTHER
    document = Document(**{**vars(about), "title": title, "type": known})
    check(document)
    document.save()
    journal.write(actor.person, "add", document, {}, journal.snapshot(document, DOCUMENT_FIELDS))
    return document


def _new_version(actor: Viewer, document: Document, data: bytes, name: str) -> Version:
    file = StoredFile.objects.filter(sha256=storage.digest(data)).first()
    if file is None:
        file, _made = StoredFile.objects.get_or_create(sha256=storage.keep(data), defaults={"size": len(data)})
    last = document.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return Version.objects.create(
        document=document, number=last + 1, file=file, name=name[-255:], added_by=actor.person
    )


def add_file(actor: Viewer, data: bytes, name: str, about: About) -> Document:
    """Keep a file as it is, unread: evidence, a report, an annex. The same bytes of the same unit are recognised."""
    require(actor, UPLOAD, Document(unit=about.unit))
    return keep_file(actor, data, name, about)


def keep_file(actor: Viewer, data: bytes, name: str, about: About) -> Document:
    """As ``add_file``, for an action that has itself decided who may."""
    _refuse_bad_size(data)
    known = version_of_file(storage.digest(data))
    if known is not None and known.document.unit_id == about.unit.pk:
        return known.document
    with storage.together():
        document = _new_document(actor, about, (about.title or name)[:500], about.type or DocumentType.OTHER)
        _new_version(actor, document, data, name)
    return document


def _refuse_bad_size(data: bytes) -> None:
    if not data:
        raise Problem("empty-file", _("The file is empty. Choose another one."), status=422)
    refuse_size(len(data))


@storage.together()
def add_version(actor: Viewer, document: Document, data: bytes, name: str) -> Version:
    """Keep a newer file of a document; the older ones stay."""
    require(actor, EDIT_DOCUMENT, document)
    _refuse_bad_size(data)
    version = _new_version(actor, document, data, name)
    journal.write(actor.person, "add version", document, {}, {"version": version.number, "file": name})
    return version


@transaction.atomic
def change_document(actor: Viewer, document: Document, fields: Mapping[str, Any]) -> Document:
    """Change what is said of a document."""
    require(actor, EDIT_DOCUMENT, document)
    before = journal.snapshot(document, DOCUMENT_FIELDS)
    for name in DOCUMENT_FIELDS:
        if name in fields:
            setattr(document, name, fields[name])
    check(document)
    document.save()
    journal.write(actor.person, "change", document, before, journal.snapshot(document, DOCUMENT_FIELDS))
    return document


def count_download(version: Version) -> None:
    """One more download; a counter is no change of the record and has no line in the journal."""
    Document.objects.filter(pk=version.document_id).update(downloads=F("downloads") + 1)


@transaction.atomic
def correct(actor: Viewer, draft: Draft, path: str, text: str) -> Draft:
    """Replace one value of a draft by what the reviewer typed (D-02, D-03)."""
    draft = _open_for_review(actor, draft)
    field = field_at(shape_of(draft.kind, draft.system), path)
    if field is None or field.kind in {"group", "rows"} or not reaches(draft.whole(), path, new=True):
        raise Problem("unknown-field", _("This draft has no such field."), status=404)
    try:
        value = parse(field, text)
    except WrongValue as wrong:
        raise Problem("wrong-value", _(wrong.sentence), details={path: _(wrong.sentence)}) from wrong
    before = {path: draft.corrections.get(path)} if path in draft.corrections else {}
    draft.corrections[path] = value
    draft.save(update_fields=["corrections"])
    journal.write(actor.person, "correct", draft, before, {path: value})
    return draft


@transaction.atomic
def take_out(actor: Viewer, draft: Draft, path: str, *, back: bool = False) -> Draft:
    """Leave a row out of the record, or put it back (D-02)."""
    draft = _open_for_review(actor, draft)
    shape = shape_of(draft.kind, draft.system)
    if not path.endswith("]") or field_at(shape, path) is None or not reaches(draft.whole(), path):
        raise Problem("unknown-field", _("This draft has no such row."), status=404)
    removed = [other for other in draft.removed if other != path]
    draft.removed = removed if back else [*removed, path]
    draft.save(update_fields=["removed"])
    journal.write(actor.person, "put back" if back else "take out", draft, {}, {"row": path})
    return draft


@transaction.atomic
def settle(actor: Viewer, draft: Draft, number: int, *, open_again: bool = False) -> Draft:
    """Say that a doubtful place has been looked at, or that it is doubtful after all."""
    draft = _open_for_review(actor, draft)
    if not 0 <= number < len(draft.warnings):
        raise Problem("unknown-warning", _("This draft has no such warning."), status=404)
    settled = {other for other in draft.settled if other != number}
    draft.settled = sorted(settled if open_again else settled | {number})
    draft.save(update_fields=["settled"])
    journal.write(actor.person, "doubt again" if open_again else "settle", draft, {}, {"warning": number})
    return draft


def accept(actor: Viewer, draft: Draft) -> Model:
    """Bring a reviewed draft into the record (D-01, D-04); returns the record, or the draft if its kind has no home."""
    with transaction.atomic():
        draft = _open_for_review(actor, draft)
        require(actor, ACCEPT, draft)
        record = draft.reviewed()
        home = homes.home_for(draft.kind)
        if errors := {**_open_errors(draft), **(home.errors(draft.kind, record) if home else {})}:
            raise Problem(
                "draft-has-errors",
                _("This draft cannot be accepted yet. Mend what is marked as an error first."),
                status=422,
                details=errors,
            )
        result: Model = home.accept(actor, draft) if home else draft
        _decide(actor, draft, DraftStatus.ACCEPTED if home else DraftStatus.REVIEWED)
        if home:
            draft.record_kind, draft.record_id = result._meta.model_name or "", result.pk
        draft.save()
        journal.write(actor.person, "accept", draft, {}, {"record": str(result)})
    return result


@transaction.atomic
def reject(actor: Viewer, draft: Draft, reason: str) -> Draft:
    """Keep a draft out of the record for good, with the reason (D-01)."""
    draft = _open_for_review(actor, draft)
    require(actor, ACCEPT, draft)
    draft.reason = reason.strip()
    if not draft.reason:
        raise Problem("reason-missing", _("Say why the draft is rejected."), details={"reason": _("Say why.")})
    _decide(actor, draft, DraftStatus.REJECTED)
    draft.save()
    journal.write(actor.person, "reject", draft, {}, {"reason": draft.reason})
    return draft


def _decide(actor: Viewer, draft: Draft, status: DraftStatus) -> None:
    draft.status = status
    draft.decided_at = timezone.now()
    draft.decided_by = actor.person


def _open_errors(draft: Draft) -> dict[str, str]:
    """Errors of the reader whose field was not corrected since."""
    return {
        warning["path"] or "": _(warning["message"]) % warning["values"]
        for number, warning in enumerate(draft.warnings)
        if warning["severity"] == "error" and number not in draft.settled and warning["path"] not in draft.corrections
    }


def _open_for_review(actor: Viewer, draft: Draft) -> Draft:
    """The draft, locked and fresh, if it is still open and the actor may review it."""
    require(actor, REVIEW, draft)
    fresh = Draft.objects.select_for_update(of=("self",)).select_related("version__document", "unit").get(pk=draft.pk)
    if not fresh.is_open:
        raise Problem("draft-decided", _("This draft was decided before. Open it again to see how."), status=409)
    return fresh


def record_provenance(draft: Draft, record: Model, fields: Mapping[str, str]) -> None:
    """Keep where the fields of an accepted record stand; ``fields`` maps a field's name to the path in the draft."""
    places = draft.reviewed_spans()
    spans = {name: _spans(places, path) for name, path in fields.items()}
    spans = {name: found for name, found in spans.items() if found}
    if spans:
        Provenance.objects.update_or_create(
            record_kind=record._meta.model_name, record_id=record.pk, draft=draft, defaults={"spans": spans}
        )


def _spans(places: Mapping[str, list[list[int]]], path: str) -> list[list[int]]:
    """The stretches of a field; of a list or group, those of its first part."""
    if path in places:
        return places[path]
    return next((spans for name, spans in places.items() if name.startswith((f"{path}[", f"{path}."))), [])
