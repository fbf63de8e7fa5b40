"""Writes: beginning a management response and saying what it says. Each is one transaction with one journal line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.evaluations.access import EDIT_RESPONSE
from bagalau.evaluations.actions.content_seen import changed_meanwhile, refuse_unseen
from bagalau.evaluations.models import (
    Evaluation,
    ManagementResponse,
    PartAnswer,
    Recommendation,
    RecommendationResponse,
    ResponseStep,
)
from bagalau.evaluations.queries.responses import overall_seen, units_without
from bagalau.evaluations.queries.responses_rows import Row, rows, said
from bagalau.evaluations.rules import Stage, Stance
from bagalau.evaluations.rules.responses import IN_WORK, Approval, needs_reason
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Unit
from bagalau.reference.actions import set_tags
from bagalau.reference.rules import Term
from bagalau.web.records import check


@dataclass(frozen=True)
class StatedAnswer:
    """The answer to a recommendation as a form gives it; ``parts``: key of a part -> its stance and the reason."""

    stance: Stance | None = None
    reason: str = ""
    text: str = ""
    parts: Mapping[int, tuple[Stance, str]] = field(default_factory=dict)
    terms: Sequence[Term] = ()


@journal.turn()
def start(actor: Viewer, evaluation: Evaluation, unit: Unit) -> ManagementResponse:
    """Begin the response of a unit to a completed evaluation (ER-11)."""
    require(actor, EDIT_RESPONSE, ManagementResponse(evaluation=evaluation, unit=unit))
    if evaluation.stage != Stage.COMPLETED:
        raise Problem(
            "not-completed", _("Only a completed evaluation is answered. Say first that it is completed."), status=409
        )
    if unit not in units_without(evaluation):
        raise Problem(
            "not-asked",
            _("This unit has answered the evaluation already, or takes no part in it. Open its response instead."),
            status=409,
        )
    made = ManagementResponse(
        evaluation=evaluation, unit=unit, responsible_unit=unit.name_en[:200], approval=Approval.DRAFT
    )
    check(made)
    made.save()
    note(actor, made)
    if not evaluation.management_response:
        evaluation.management_response = True
        evaluation.save(update_fields=["management_response", "updated_at"])
    journal.write(actor.person, "start response", made, {}, {"unit": str(unit), "approval": made.approval})
    return made


def note(actor: Viewer, of: ManagementResponse, comment: str = "", *, from_source: bool = False) -> ResponseStep:
    """Keep where a response stands from now on as a step of its way."""
    return ResponseStep.objects.create(
        response=of,
        at=timezone.now(),
        by=actor.person,
        approval=of.approval,
        version=of.version,
        comment=comment,
        from_source=from_source,
    )


def opened(actor: Viewer, of: ManagementResponse) -> ManagementResponse:
    """The response as it is now, if it may be worked on (ER-07)."""
    fresh = ManagementResponse.objects.select_related("evaluation__unit", "unit").filter(pk=of.pk).first()
    if fresh is None:
        raise changed_meanwhile()
    require(actor, EDIT_RESPONSE, fresh)
    if fresh.approval == Approval.SUBMITTED:
        raise Problem(
            "response-submitted",
            _("This response is submitted. Ask whoever approves it to return it, then go on."),
            status=409,
        )
    if fresh.approval not in IN_WORK:
        raise Problem(
            "response-approved",
            _("What was approved is not changed. Reopen the response with a reason: that begins its next version."),
            status=409,
        )
    return fresh


@journal.turn()
def describe(actor: Viewer, of: ManagementResponse, description: str, *, was: str = "") -> ManagementResponse:
    """Write the overall response. ``was`` is the state that was looked at (``queries.responses.overall_seen``)."""
    of = opened(actor, of)
    refuse_unseen(was, overall_seen(of))
    before = of.description
    of.description = description.strip()
    check(of)
    of.save(update_fields=["description", "updated_at"])
    if before != of.description:
        journal.write(actor.person, "change response", of, {"description": before}, {"description": of.description})
    return of


@journal.turn()
def answer(
    actor: Viewer, of: ManagementResponse, recommendation: Recommendation, stated: StatedAnswer, *, was: str = ""
) -> RecommendationResponse:
    """Answer a recommendation, and its parts apart where that is said (ER-03)."""
    of = opened(actor, of)
    row = row_of(of, recommendation)
    refuse_unseen(was, row.seen)
    _refuse_without_reason(row, stated)
    before = _flat(said(row))
    found = row.answer or RecommendationResponse(response=of, recommendation=recommendation)
    found.stance, found.text = stated.stance or "", stated.text.strip()
    found.reason = stated.reason.strip() if needs_reason(stated.stance) else ""
    found.added_on, found.changed_on = found.added_on or actor.today, actor.today
    check(found)
    found.save()
    _keep_parts(found, row, stated)
    set_tags(found, stated.terms)
    after = _flat(said(row_of(of, recommendation)))
    if before != after:
        of.save(update_fields=["updated_at"])
        named = {"recommendation": recommendation.number}
        journal.write(actor.person, "answer", of, before, after | named)
    return found


def row_of(of: ManagementResponse, recommendation: Recommendation) -> Row:
    """What a response says now of a recommendation; refused if that is gone, or of another evaluation."""
    found = rows(of, recommendation.pk)
    if not found:
        raise changed_meanwhile()
    return found[0]


def _refuse_without_reason(row: Row, stated: StatedAnswer) -> None:
    """ER-03: each place where a reason is missing, under the name that a form gives it."""
    places = {"reason": (stated.stance, stated.reason)}
    places |= {f"reason_{key}": told for key, told in stated.parts.items()}
    sentence = _("Say why it is not accepted, or not in full.")
    if wrong := {name: sentence for name, (stance, why) in places.items() if needs_reason(stance) and not why.strip()}:
        raise Problem("reason-missing", sentence, status=422, details=wrong)
    if strange := set(stated.parts) - {part.pk for part, _told in row.parts}:
        assert strange
        raise changed_meanwhile()


def _keep_parts(found: RecommendationResponse, row: Row, stated: StatedAnswer) -> None:
    """The stances on the parts: those given, and no other."""
    found.parts.exclude(part__in=list(stated.parts)).delete()
    for key, (stance, why) in stated.parts.items():
        kept = found.parts.filter(part=key).first() or PartAnswer(answer=found, part_id=key)
        kept.stance, kept.reason = stance, why.strip() if needs_reason(stance) else ""
        check(kept)
        kept.save()


def _flat(told: Mapping[str, Any]) -> dict[str, Any]:
    """An answer as the journal tells of it: one line for each part, the terms without their lists."""
    found = {name: told[name] for name in ("stance", "reason", "text")}
    found["parts"] = [
        " · ".join(filter(None, (f"({part['label']})", part["stance"], part["reason"]))) for part in told["parts"]
    ]
    found["terms"] = [name for names in told["classifications"].values() for name in names]
    return found
