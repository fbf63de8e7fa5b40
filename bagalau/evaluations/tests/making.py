"""Papers and records for tests: the sample texts of the extractors, and rows made without a paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bagalau.commitments.models import Commitment
from bagalau.documents.actions import About, Imported, accept, import_file
from bagalau.documents.extract import shape_of
from bagalau.documents.extract.records import differences
from bagalau.documents.models import Document, Draft
from bagalau.evaluations import intake
from bagalau.evaluations.models import Evaluation, KeyAction, Recommendation
from bagalau.lib.periods import When
from bagalau.lib.titles import match_key
from bagalau.people.access import Viewer
from bagalau.people.models import Unit

SAMPLES = Path(__file__).resolve().parents[2] / "documents" / "tests" / "samples"
ERC_PAGE = "erc_evaluation/full_page"
ERC_RESPONSE = "erc_response/several_responsibles"
GATE_RESPONSE = "gate_response/labels_and_cells"
PLAN = "evaluation_plan/pipe_cells"
QUALITY = "quality_assessment/all_seven_sections_short"  # of a kind without a home


def paper(name: str, *changes: tuple[str, str]) -> bytes:
    """The bytes of a sample; each change replaces a text that must be there, as a later copy would differ."""
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def bring(actor: Viewer, unit: Unit, name: str, *changes: tuple[str, str], **about: Any) -> Imported:
    """Import a sample, or a later copy of it."""
    return import_file(actor, paper(name, *changes), f"{name.split('/')[1]}.txt", About(unit=unit, **about))


def accepted(actor: Viewer, draft: Draft) -> Evaluation:
    """The evaluation that a draft becomes, or brings up to date."""
    record = accept(actor, draft)
    assert isinstance(record, Evaluation)
    return record


def evaluation(unit: Unit, title: str = "Review of the mills", **given: Any) -> Evaluation:
    """An evaluation without a paper; dates as ISO texts."""
    for name in ("planned_end", "completed"):
        if name in given:
            given[name] = When.parse(given[name])
    return Evaluation.objects.create(unit=unit, title=title, match_key=match_key(title), **given)


def promise(of: Evaluation, text: str = "Mend the mill", due: str | None = None, **given: Any) -> Commitment:
    """A commitment that answers the last recommendation of an evaluation, which is made if there is none."""
    recommendation = of.recommendations.last() or Recommendation.objects.create(evaluation=of, number=1, text="Mend")
    commitment = Commitment(
        text=text,
        unit=given.pop("unit", of.unit),
        visibility=given.pop("visibility", of.visibility),
        origin_kind="evaluation",
        origin_id=of.pk,
        origin_title=of.title,
        **given,
    )
    commitment.due = When.parse(due) if due else None
    commitment.save()
    KeyAction.objects.create(recommendation=recommendation, place=1, commitment=commitment)
    return commitment


def document(unit: Unit, title: str = "A report", **given: Any) -> Document:
    """A document without a file."""
    return Document.objects.create(unit=unit, title=title, **given)


def changes_of(draft: Draft, record: Evaluation) -> dict[str, tuple[object, object]]:
    """What the review page says that accepting a copy would change."""
    copy = draft.reviewed()
    found = differences(shape_of(draft.kind, draft.system), intake.present(record, draft.kind, copy, draft.unit), copy)
    return {one.path: (one.before, one.after) for one in found if one.after not in (None, "", [])}
