"""Writes: correcting, settling, accepting and rejecting drafts, and where accepted values come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.documents import homes
from bagalau.documents.access import ACCEPT, REVIEW
from bagalau.documents.extract import shape_of
from bagalau.documents.extract.records import WrongValue, field_at, leaves, parse, reaches, renumbered, value_at
from bagalau.documents.models import Draft, Provenance
from bagalau.documents.rules import DraftStatus
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require


@journal.turn()
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
    before = {path: value_at(draft.whole(), path)}
    draft.corrections[path] = value
    draft.save(update_fields=["corrections"])
    journal.write(actor.person, "correct", draft, before, {path: value})
    return draft


@journal.turn()
def choose(actor: Viewer, draft: Draft, key: str) -> Draft:
    """Settle a contradiction in one of the ways that the home of the draft offers: all its values at once (D-02)."""
    draft = _open_for_review(actor, draft)
    found = [(one, way) for one in homes.questions(draft) for way in one.choices if way.key == key]
    if not found:
        raise Problem(
            "choice-gone", _("What this choice was about has changed meanwhile. Look at the choices again."), status=409
        )
    question, way = found[0]
    shape, whole = shape_of(draft.kind, draft.system), draft.whole()
    for path in way.values:
        field = field_at(shape, path)
        if field is None or field.kind in {"group", "rows"} or not reaches(whole, path):
            raise Problem("unknown-field", _("This draft has no such field."), status=404)
    before = {path: value_at(whole, path) for path in way.values}
    draft.corrections |= way.values
    meant = {number for number, warning in enumerate(draft.warnings) if warning["path"] == question.path}
    draft.settled = sorted({*draft.settled, *meant})
    draft.save(update_fields=["corrections", "settled"])
    journal.write(actor.person, "choose", draft, before, {**way.values, "choice": f"{question.sentence} {way.label}"})
    return draft


@journal.turn()
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


@journal.turn()
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
    with journal.turn():
        draft = _open_for_review(actor, draft)
        require(actor, ACCEPT, draft)
        home = homes.home_for(draft.kind)
        if errors := {**_open_errors(draft), **(_errors_at_home(draft, home) if home else {})}:
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
        if home:  # D-06
            journal.write(actor.person, "take from paper", result, {}, {"draft": str(draft)})
    return result


@journal.turn()
def reject(actor: Viewer, draft: Draft, reason: str) -> Draft:
    """Keep a draft out of the record for good, with the reason (D-01)."""
    draft = _open_for_review(actor, draft)
    require(actor, ACCEPT, draft)
    draft.reason = reason.replace("\0", "").strip()
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
    """Errors of the reader that were not mended since (D-04): path -> sentence."""
    return {
        warning["path"] or "": draft.sentence(number)
        for number, warning in enumerate(draft.warnings)
        if warning["severity"] == "error" and not _is_mended(draft, number, warning["path"])
    }


def _errors_at_home(draft: Draft, home: homes.Home) -> dict[str, str]:
    """What the home of a draft asks to be mended, under the paths of the review, where no row was taken out."""
    shown = leaves(shape_of(draft.kind, draft.system), draft.whole())
    paths = renumbered({leaf.path: leaf.path for leaf in shown}, draft.removed)
    return {paths.get(path, path): said for path, said in home.errors(draft.kind, draft.reviewed()).items()}


def _is_mended(draft: Draft, number: int, path: str | None) -> bool:
    """Whether the field was corrected or its row taken out; an error that names no field can only be looked at."""
    if path is None:
        return number in draft.settled
    return path in draft.corrections or any(path == row or path.startswith(f"{row}.") for row in draft.removed)


def _open_for_review(actor: Viewer, draft: Draft) -> Draft:
    """The draft, locked and fresh, if it is still open and the actor may review it."""
    require(actor, REVIEW, draft)
    fresh = Draft.objects.select_for_update(of=("self",)).select_related("version__document", "unit").get(pk=draft.pk)
    if not homes.is_open(fresh):
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


def record_provenances(draft: Draft, rows: Iterable[tuple[str, int, Mapping[str, str]]]) -> None:
    """As ``record_provenance``, for many records at once: kind, key, and the path of each field."""
    places = draft.reviewed_spans()
    found = {}
    for kind, key, fields in rows:
        spans = {name: _spans(places, path) for name, path in fields.items()}
        if told := {name: one for name, one in spans.items() if one}:
            found[kind, key] = Provenance(record_kind=kind, record_id=key, draft=draft, spans=told)
    Provenance.objects.bulk_create(
        found.values(),
        500,
        update_conflicts=True,
        unique_fields=["record_kind", "record_id", "draft"],
        update_fields=["spans"],
    )


def _spans(places: Mapping[str, list[list[int]]], path: str) -> list[list[int]]:
    """The stretches of a field; of a list or group, those of its first part."""
    if path in places:
        return places[path]
    return next((spans for name, spans in places.items() if name.startswith((f"{path}[", f"{path}."))), [])
