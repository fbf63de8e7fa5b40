"""What a paper answers: the response of a unit, recommendation by recommendation, and its key actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bagalau.commitments import actions as commitments
from bagalau.commitments.actions import Given, Origin
from bagalau.documents.actions import record_provenance
from bagalau.documents.models import Draft
from bagalau.evaluations import actions
from bagalau.evaluations.actions.content_parts import cut
from bagalau.evaluations.actions.responses_way import is_kept
from bagalau.evaluations.intake.rows import keep
from bagalau.evaluations.models import Evaluation, KeyAction, ManagementResponse, Recommendation
from bagalau.evaluations.paper import day, has
from bagalau.evaluations.rules import action_status, pair, stance
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer
from bagalau.people.models import Unit

RESPONSE = "management-response"
ACTION = ("text", "responsible", "status", "due", "comment", "justification")


@dataclass(frozen=True)
class Answering:
    """A draft that answers an evaluation for a unit: the evaluation's own, or in a joint one that of an agency."""

    actor: Viewer
    draft: Draft
    evaluation: Evaluation
    unit: Unit

    @property
    def is_partner(self) -> bool:
        """EL-14: what the evaluation itself says is not theirs to change."""
        return self.unit != self.evaluation.unit


def take_response(by: Answering, record: Mapping[str, Any]) -> ManagementResponse | None:
    """The overall answer, if the paper holds one."""
    answered = any(row.get("response") or row.get("key_actions") for row in record.get("recommendations") or [])
    if by.draft.kind != RESPONSE and not answered:
        return None
    fields = {
        "commissioning_unit": record.get("commissioning_unit"),
        "responsible_unit": record.get("responsible_unit") or record.get("unit"),
        "description": record.get("description"),
    }
    stated = {name: value for name, value in fields.items() if value and by.draft.kind == RESPONSE}
    if by.evaluation.management_response is None and not by.is_partner:
        actions.store(by.actor, by.evaluation, {"management_response": True}, from_source=True)
    if (known := by.evaluation.responses.filter(unit=by.unit).first()) and is_kept(known):
        return None  # the office works on it itself (ER-07)
    whole: ManagementResponse = keep(by.evaluation.responses, {"unit": by.unit}, stated)
    sources = {"description": "description", "approval": "approval_status", "responsible_unit": "responsible_unit"}
    record_provenance(by.draft, whole, sources if by.draft.kind == RESPONSE else {})
    return whole


def take_recommendation(by: Answering, whole: ManagementResponse | None, place: int, row: Mapping[str, Any]) -> None:
    """A recommendation with its answer and key actions."""
    path = f"recommendations[{place}]"
    kept = _answered(by, row) if by.is_partner else _stated(by, path, row)
    if whole is not None:
        _take_answer(by, whole, kept, path, row)
    _take_actions(by, kept, path, row)


def _stated(by: Answering, path: str, row: Mapping[str, Any]) -> Recommendation:
    stated = {name: row[name] for name in ("text", "description") if has(row, name)}
    kept, _made = by.evaluation.recommendations.update_or_create(number=row["number"], defaults=stated)
    record_provenance(by.draft, kept, {name: f"{path}.{name}" for name in stated})
    cut(kept)
    return kept


def _answered(by: Answering, row: Mapping[str, Any]) -> Recommendation:
    """EL-14: the recommendation that another agency answers, which must be there with much the same text."""
    known = by.evaluation.recommendations.filter(number=row["number"]).first()
    if known is None or pair([known.text], [row["text"]]) == [None]:
        sentence = _(
            "The joint evaluation has no recommendation %(number)s with this text. Ask %(unit)s to correct the "
            "evaluation, or correct the number here."
        ) % {"number": row["number"], "unit": by.evaluation.unit}
        raise Problem("other-recommendation", sentence, status=422, details={"recommendations": sentence})
    return known


def _take_answer(
    by: Answering, whole: ManagementResponse, recommendation: Recommendation, path: str, row: Mapping[str, Any]
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
    sources = {"text": "response.text", "stance": "response.category", "classifications": "classifications"}
    record_provenance(by.draft, answer, {name: f"{path}.{source}" for name, source in sources.items()})


def _take_actions(by: Answering, recommendation: Recommendation, path: str, row: Mapping[str, Any]) -> None:
    """Make the key actions, or bring those of the unit that are there to what the paper says (E-06)."""
    every = list(recommendation.key_actions.select_related("commitment").order_by("place"))
    known = [action for action in every if action.commitment.unit_id == by.unit.pk]
    given = row.get("key_actions") or []
    partners = pair([action.commitment.text for action in known], [action["text"] for action in given])
    last = max((action.place for action in every), default=0)
    of = by.evaluation
    origin = Origin("evaluation", of.pk, of.title, f"Recommendation {recommendation.number}")
    for number, (action, partner) in enumerate(zip(given, partners, strict=True)):
        stated = _given(by, action)
        if partner is None:
            last += 1
            commitment = commitments.add(by.actor, stated, origin, from_source=True)
            KeyAction.objects.create(recommendation=recommendation, place=last, commitment=commitment)
        else:
            commitment = commitments.take_over(by.actor, known[partner].commitment, stated, origin)
        record_provenance(by.draft, commitment, {field: f"{path}.key_actions[{number}].{field}" for field in ACTION})


def _given(by: Answering, action: Mapping[str, Any]) -> Given:
    return Given(
        text=action["text"],
        unit=by.unit,
        responsible=(action.get("responsible") or "")[:500],
        status=action_status(action["status"]) if has(action, "status") else None,
        due=When.parse(action["due"]) if action.get("due") else None,
        comment=action.get("comment") or "",
        justification=action.get("justification") or "",
        visibility=by.evaluation.visibility,
        added_on=day(action.get("added")),
        changed_on=day(action.get("updated")),
    )
