"""The home of evaluation pages and management responses: a reviewed draft becomes, or brings up to date, an evaluation.

A later copy never takes away: what it does not state stays as it is, and a row it lacks stays too.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from bagalau.commitments import actions as commitments
from bagalau.commitments.actions import Given, Origin
from bagalau.documents.actions import record_provenance
from bagalau.documents.models import Draft
from bagalau.evaluations import actions
from bagalau.evaluations.access import PUBLISH_EVALUATION
from bagalau.evaluations.actions.content import tag_from_words
from bagalau.evaluations.actions.content_parts import cut
from bagalau.evaluations.actions.responses_way import is_kept
from bagalau.evaluations.actions.responses_way import read as read_response
from bagalau.evaluations.models import Evaluation, KeyAction, ManagementResponse, Recommendation
from bagalau.evaluations.paper import LISTED, TEAM, day, evaluation_values, has, paths, shown_evaluation, shown_response
from bagalau.evaluations.queries import same_evaluation
from bagalau.evaluations.rules import (
    STAGE_WORDS,
    STATUS_WORDS,
    action_status,
    is_known,
    match_key,
    pair,
    stage,
    stance,
)
from bagalau.lib.periods import When
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.web.records import check

EVALUATION, RESPONSE = "evaluation", "management-response"
KINDS = frozenset({EVALUATION, RESPONSE})
APPROVAL_WORDS = {"approved": "approved", "submitted": "submitted", "draft": "draft"}


def find(viewer: Viewer, kind: str, record: Mapping[str, Any], unit: Unit) -> Model | None:
    """The evaluation that a paper tells of (E-03), among those whose papers the viewer may bring."""
    plan = record.get("plan") or {}
    return same_evaluation(viewer, record.get("title") or "", unit, period=plan.get("period"), unit=plan.get("unit"))


def present(record: Model, kind: str, like: Mapping[str, Any]) -> dict[str, Any]:
    """An evaluation as the paper would state it."""
    assert isinstance(record, Evaluation)
    return shown_evaluation(record, like) if kind == EVALUATION else shown_response(record, like)


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
    known = find(actor, draft.kind, record, draft.unit)
    evaluation = _evaluation(actor, draft, record, known if isinstance(known, Evaluation) else None)
    _take_documents(evaluation, record, whole_list=draft.kind == EVALUATION)
    if draft.kind == EVALUATION:
        _take_team(evaluation, record)
        _take_numbered(draft, evaluation, record)
    whole = _response(actor, draft, evaluation, record)
    for place, row in enumerate(record.get("recommendations") or []):
        _take_recommendation(actor, draft, evaluation, whole, place, row)
    if whole is not None:
        read_response(actor, whole, APPROVAL_WORDS.get(str(record.get("approval_status") or "").lower()))
    return evaluation


def _evaluation(actor: Viewer, draft: Draft, record: Mapping[str, Any], known: Evaluation | None) -> Evaluation:
    values = evaluation_values(record if draft.kind == EVALUATION else _head_of_response(record))
    completed = values.get("completed")
    if known is None or (draft.kind == EVALUATION and (has(record, "status") or completed)):
        word = record.get("status") if draft.kind == EVALUATION else "Completed"
        if told := stage(word, completed if isinstance(completed, When) else None):
            values["stage"] = told
    document = draft.version.document
    evaluation = known or Evaluation(unit=draft.unit, system=draft.system)
    if known is None and actor.may(PUBLISH_EVALUATION, evaluation):
        evaluation.visibility = document.visibility
    actions.store(actor, evaluation, values)
    record_provenance(draft, evaluation, paths(record if draft.kind == EVALUATION else _head_of_response(record)))
    return evaluation


def _head_of_response(record: Mapping[str, Any]) -> dict[str, Any]:
    """What the page of a response says of the evaluation itself."""
    return {name: record.get(name) for name in ("title", "type", "completed", "plan") if has(record, name)}


def _take_team(evaluation: Evaluation, record: Mapping[str, Any]) -> None:
    """The team has no numbers to be known by: a later copy replaces the list that it states."""
    if has(record, "team"):
        evaluation.team.all().delete()
        for row in record["team"]:
            _keep(evaluation.team, {}, {name: str(row.get(name) or "") for name in TEAM})


def _take_documents(evaluation: Evaluation, record: Mapping[str, Any], *, whole_list: bool) -> None:
    """The listed documents: the page of an evaluation states them all, that of a response only its own."""
    if not has(record, "documents"):
        return
    owned: dict[str, list[Any]] = {}  # the files of the lines with one title, in their order: two may be called alike
    for line in evaluation.listed_documents.select_related("document"):
        owned.setdefault(line.title, []).append(line.document)
    if whole_list:
        evaluation.listed_documents.all().delete()
    for row in record["documents"]:
        stated = {"title": "–"} | {name: row[name] for name in LISTED if has(row, name)}
        if has(stated, "size_kb"):
            stated["size_kb"] = Decimal(str(stated["size_kb"]))
        lines = owned.get(stated["title"])
        if whole_list or not lines:
            _keep(evaluation.listed_documents, {}, {"document": lines.pop(0) if lines else None, **stated})
        else:
            lines.pop(0)


def _keep(rows: Any, key: Mapping[str, Any], stated: Mapping[str, Any]) -> Any:
    """The row of an owner that has this key, or a new one, brought to what is stated; refused if that does not fit."""
    row = (rows.filter(**key).first() if key else None) or rows.model(**{rows.field.name: rows.instance}, **key)
    for name, value in stated.items():
        setattr(row, name, value)
    check(row)
    row.save()
    return row


def _take_numbered(draft: Draft, evaluation: Evaluation, record: Mapping[str, Any]) -> None:
    for name in ("findings", "lessons"):
        for place, row in enumerate(record.get(name) or []):
            kept, _made = getattr(evaluation, name).update_or_create(
                number=row["number"], defaults={"text": row["text"], "tags": row.get("tags") or []}
            )
            tag_from_words(kept, kept.tags)
            path = f"{name}[{place}]"
            record_provenance(draft, kept, {"text": f"{path}.text", "tags": f"{path}.tags"})


def _response(
    actor: Viewer, draft: Draft, evaluation: Evaluation, record: Mapping[str, Any]
) -> ManagementResponse | None:
    """The overall answer, if the paper holds one."""
    answered = any(row.get("response") or row.get("key_actions") for row in record.get("recommendations") or [])
    if draft.kind == EVALUATION and not answered:
        return None
    fields = {
        "commissioning_unit": record.get("commissioning_unit"),
        "responsible_unit": record.get("responsible_unit") or record.get("unit"),
        "description": record.get("description"),
    }
    if draft.kind == EVALUATION:
        fields = {}
    stated = {name: value for name, value in fields.items() if value}
    if evaluation.management_response is None:
        actions.store(actor, evaluation, {"management_response": True})
    if (known := evaluation.responses.filter(unit=evaluation.unit).first()) and is_kept(known):
        return None  # the office works on it itself (ER-07)
    whole: ManagementResponse = _keep(evaluation.responses, {"unit": evaluation.unit}, stated)
    sources = {"description": "description", "approval": "approval_status", "responsible_unit": "responsible_unit"}
    record_provenance(draft, whole, sources if draft.kind == RESPONSE else {})
    return whole


def _take_recommendation(
    actor: Viewer,
    draft: Draft,
    evaluation: Evaluation,
    whole: ManagementResponse | None,
    place: int,
    row: Mapping[str, Any],
) -> None:
    path = f"recommendations[{place}]"
    stated = {name: row[name] for name in ("text", "description") if has(row, name)}
    kept, _made = evaluation.recommendations.update_or_create(number=row["number"], defaults=stated)
    record_provenance(draft, kept, {name: f"{path}.{name}" for name in stated})
    cut(kept)
    if whole is not None:
        _take_answer(draft, whole, kept, path, row)
    _take_actions(actor, draft, evaluation, kept, path, row)


def _take_answer(
    draft: Draft, whole: ManagementResponse, recommendation: Recommendation, path: str, row: Mapping[str, Any]
) -> None:
    given = row.get("response") or {}
    stated = {
        "text": given.get("text"),
        "stance": stance(given.get("category")),
        "classifications": row.get("classifications"),
        "added_on": day(given.get("added")),
        "changed_on": day(given.get("updated")),
    }
    stated = {name: value for name, value in stated.items() if value not in (None, "", {})}
    answer, _made = whole.answers.update_or_create(recommendation=recommendation, defaults=stated)
    record_provenance(
        draft,
        answer,
        {
            "text": f"{path}.response.text",
            "stance": f"{path}.response.category",
            "classifications": f"{path}.classifications",
        },
    )


def _take_actions(
    actor: Viewer,
    draft: Draft,
    evaluation: Evaluation,
    recommendation: Recommendation,
    path: str,
    row: Mapping[str, Any],
) -> None:
    """Make the key actions, or bring those that are there to what the paper says (E-06)."""
    known = list(recommendation.key_actions.select_related("commitment").order_by("place"))
    given = row.get("key_actions") or []
    partners = pair([action.commitment.text for action in known], [action["text"] for action in given])
    last = max((action.place for action in known), default=0)
    origin = Origin("evaluation", evaluation.pk, evaluation.title, f"Recommendation {recommendation.number}")
    for number, (action, partner) in enumerate(zip(given, partners, strict=True)):
        stated = _given(evaluation, action)
        if partner is None:
            last += 1
            commitment = commitments.add(actor, stated, origin, from_source=True)
            KeyAction.objects.create(recommendation=recommendation, place=last, commitment=commitment)
        else:
            commitment = commitments.take_over(actor, known[partner].commitment, stated, origin)
        record_provenance(
            draft,
            commitment,
            {
                field: f"{path}.key_actions[{number}].{field}"
                for field in ("text", "responsible", "status", "due", "comment", "justification")
            },
        )


def _given(evaluation: Evaluation, action: Mapping[str, Any]) -> Given:
    return Given(
        text=action["text"],
        unit=evaluation.unit,
        responsible=(action.get("responsible") or "")[:500],
        status=action_status(action["status"]) if has(action, "status") else None,
        due=When.parse(action["due"]) if action.get("due") else None,
        comment=action.get("comment") or "",
        justification=action.get("justification") or "",
        visibility=evaluation.visibility,
        added_on=day(action.get("added")),
        changed_on=day(action.get("updated")),
    )
