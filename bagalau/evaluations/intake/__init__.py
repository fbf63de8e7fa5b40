"""The home of evaluation pages and management responses: a reviewed draft becomes, or brings up to date, an evaluation.

A later copy never takes away: what it does not state stays as it is, and a row it lacks stays too. In a joint
evaluation the page of another agency's response answers the evaluation that is there (EL-14).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from bagalau.documents.actions import record_provenance
from bagalau.documents.models import Draft
from bagalau.evaluations import actions
from bagalau.evaluations.access import PUBLISH_EVALUATION
from bagalau.evaluations.actions.responses_way import read as read_response
from bagalau.evaluations.intake.answers import Answering, take_recommendation, take_response
from bagalau.evaluations.intake.rows import take_agencies, take_documents, take_numbered, take_team
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.paper import evaluation_values, has, paths, shown_evaluation, shown_response
from bagalau.evaluations.queries import same_evaluation, same_evaluations
from bagalau.evaluations.rules import STAGE_WORDS, STATUS_WORDS, Stage, is_known, stage
from bagalau.evaluations.rules.life import keeps_stage
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.lib.titles import match_key
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import in_line

EVALUATION, RESPONSE = "evaluation", "management-response"
KINDS = frozenset({EVALUATION, RESPONSE})
APPROVAL_WORDS = {"approved": "approved", "submitted": "submitted", "draft": "draft"}


def find(viewer: Viewer, kind: str, record: Mapping[str, Any], unit: Unit) -> Model | None:
    """The evaluation that a paper tells of (E-03), among those whose papers the viewer may bring."""
    return same_evaluation(viewer, record.get("title") or "", unit, **_apart(record), partners=kind == RESPONSE)


def _apart(record: Mapping[str, Any]) -> dict[str, str | None]:
    """What tells two evaluations with one title apart."""
    plan = record.get("plan") or {}
    return {"period": plan.get("period"), "unit": plan.get("unit")}


def present(record: Model, kind: str, like: Mapping[str, Any], unit: Unit | None = None) -> dict[str, Any]:
    """An evaluation as the paper of a unit would state it."""
    assert isinstance(record, Evaluation)
    answering = record.unit if unit is None or in_line(record.unit, unit) else unit
    shown = shown_evaluation if kind == EVALUATION else shown_response
    return shown(record, like, answering)


def errors(kind: str, record: Mapping[str, Any]) -> dict[str, str]:
    """What must be mended before acceptance: a title, texts and numbers that a row cannot do without."""
    found: dict[str, str] = {}
    if not match_key(record.get("title") or ""):
        found["title"] = _("An evaluation needs a title.")
    for name in ("findings", "lessons", "recommendations"):
        numbers: set[int] = set()
        for place, row in enumerate(record.get(name) or []):
            found |= _row_errors(f"{name}[{place}]", row, numbers)
    if kind == EVALUATION:
        found |= _word_errors("status", record.get("status"), STAGE_WORDS)
    for place, row in enumerate(record.get("recommendations") or []):
        for number, action in enumerate(row.get("key_actions") or []):
            path = f"recommendations[{place}].key_actions[{number}]"
            if not has(action, "text"):
                found[f"{path}.text"] = _("A key action needs a text.")
            found |= _word_errors(f"{path}.status", action.get("status"), STATUS_WORDS)
    return found


def _word_errors(path: str, word: Any, known: Mapping[str, object]) -> dict[str, str]:
    if word in (None, "") or is_known(str(word), known):
        return {}
    words = ", ".join(one.capitalize() for one in known)
    return {path: _("“%(word)s” is no known status. Known are: %(known)s.") % {"word": word, "known": words}}


def _row_errors(path: str, row: Mapping[str, Any], numbers: set[int]) -> dict[str, str]:
    if not has(row, "text"):
        return {f"{path}.text": _("Without a text this row cannot be kept: write it, or take the row out.")}
    number = row.get("number")
    if not isinstance(number, int) or not 1 <= number < 10**6 or number in numbers:
        return {f"{path}.number": _("Each row needs a number of its own, from 1.")}
    numbers.add(number)
    return {}


def accept(actor: Viewer, draft: Draft) -> Evaluation:
    """Create the evaluation or bring it up to date, with all its rows and where they stand in the paper."""
    record = draft.reviewed()
    known = _known(actor, draft, record)
    own = known is None or in_line(known.unit, draft.unit)
    evaluation = known if known is not None and not own else _evaluation(actor, draft, record, known)
    if own:
        take_documents(evaluation, record, whole_list=draft.kind == EVALUATION)
    if draft.kind == EVALUATION:
        take_team(evaluation, record)
        take_agencies(evaluation, record)
        take_numbered(draft, evaluation, record)
    answering = Answering(actor, draft, evaluation, evaluation.unit if own else draft.unit)
    whole = take_response(answering, record)
    for place, row in enumerate(record.get("recommendations") or []):
        take_recommendation(answering, whole, place, row)
    if whole is not None:
        read_response(actor, whole, APPROVAL_WORDS.get(str(record.get("approval_status") or "").lower()))
    return evaluation


def _known(actor: Viewer, draft: Draft, record: Mapping[str, Any]) -> Evaluation | None:
    """The evaluation that a draft tells of: the one it was known to tell of when it was read, if several fit."""
    title = record.get("title") or ""
    found = same_evaluations(actor, title, draft.unit, **_apart(record), partners=draft.kind == RESPONSE)
    if len(found) < 2:
        return found[0] if found else None
    if draft.record_kind == "evaluation" and (meant := [row for row in found if row.pk == draft.record_id]):
        return meant[0]
    rows = "; ".join(f"{row.title} ({row.unit.code}, {row.plan_period or '–'}, {row.pk})" for row in found[:5])
    sentence = _(
        "Several evaluations fit this paper: %(evaluations)s. Correct the title, the period or the unit of the plan in "
        "the draft so that one is meant, or give one of the evaluations another title."
    ) % {"evaluations": rows}
    raise Problem("several-fit", sentence, status=409, details={"title": sentence})


def _evaluation(actor: Viewer, draft: Draft, record: Mapping[str, Any], known: Evaluation | None) -> Evaluation:
    values = evaluation_values(record if draft.kind == EVALUATION else _head_of_response(record))
    completed = values.get("completed")
    if known is None or (draft.kind == EVALUATION and (has(record, "status") or completed)):
        word = record.get("status") if draft.kind == EVALUATION else "Completed"
        told = stage(word, completed if isinstance(completed, When) else None)
        if told and not (known and _keeps(known, told)):
            values["stage"] = told
    document = draft.version.document
    evaluation = known or Evaluation(unit=draft.unit, system=draft.system)
    if known is None and actor.may(PUBLISH_EVALUATION, evaluation):
        evaluation.visibility = document.visibility
    actions.store(actor, evaluation, values, from_source=True)
    record_provenance(draft, evaluation, paths(record if draft.kind == EVALUATION else _head_of_response(record)))
    return evaluation


def _keeps(known: Evaluation, told: Stage) -> bool:
    """EL-13."""
    last = known.steps.first()
    return last is not None and not last.from_source and keeps_stage(Stage(known.stage), told)


def _head_of_response(record: Mapping[str, Any]) -> dict[str, Any]:
    """What the page of a response says of the evaluation itself."""
    return {name: record.get(name) for name in ("title", "type", "completed", "plan") if has(record, name)}
