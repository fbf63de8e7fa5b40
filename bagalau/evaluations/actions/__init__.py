"""Writes: evaluations. Each is one transaction with one line in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bagalau.commitments.actions import rename_origin
from bagalau.documents.models import Document
from bagalau.documents.rules import Visibility
from bagalau.evaluations.access import EDIT_EVALUATION, PUBLISH_EVALUATION
from bagalau.evaluations.models import Evaluation, ListedDocument
from bagalau.evaluations.rules import match_key
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.web.records import check

FIELDS = tuple(
    "title unit visibility type stage plan_period plan_unit plan_unit_type planned_end completed management_response "
    "budget expenditure currency funding_source project_numbers strategic_plan corporate_results joint_programme "
    "joint_evaluation joint_with gef stakeholders countries description comments justification focus_areas "
    "signature_solutions sdg_goals sdg_targets mandatory quality_assessment location".split()
)


@journal.turn()
def store(actor: Viewer, evaluation: Evaluation, values: Mapping[str, Any]) -> Evaluation:
    """Create an evaluation, or change the named fields of one."""
    require(actor, EDIT_EVALUATION, evaluation)
    known = evaluation.pk is not None
    before = journal.snapshot(evaluation, FIELDS) if known else {}
    for name, value in values.items():
        setattr(evaluation, name, value)
    evaluation.match_key = match_key(evaluation.title)
    check(evaluation)
    evaluation.save()
    evaluation.refresh_from_db()  # amounts as they are kept: 5 and 5.00 are no change
    after = journal.snapshot(evaluation, FIELDS)
    if before != after:
        rename_origin("evaluation", evaluation.pk, evaluation.title, evaluation.visibility)
        journal.write(actor.person, "change" if known else "add", evaluation, before, after)
    return evaluation


@journal.turn()
def set_visibility(actor: Viewer, evaluation: Evaluation, visibility: Visibility) -> Evaluation:
    """Publish an evaluation with its commitments, or take it back to the office."""
    require(actor, PUBLISH_EVALUATION, evaluation)
    before = evaluation.visibility
    evaluation.visibility = visibility
    evaluation.save(update_fields=["visibility", "updated_at"])
    rename_origin("evaluation", evaluation.pk, evaluation.title, visibility)
    verb = "publish" if visibility == Visibility.PUBLIC else "unpublish"
    journal.write(actor.person, verb, evaluation, {"visibility": before}, {"visibility": visibility})
    return evaluation


@journal.turn()
def attach(actor: Viewer, evaluation: Evaluation, listed: ListedDocument, document: Document) -> ListedDocument:
    """Say that a document of the office is the one that the evaluation's page lists."""
    require(actor, EDIT_EVALUATION, evaluation)
    before = {"document": str(listed.document) if listed.document else None}
    listed.document = document
    listed.save(update_fields=["document"])
    journal.write(actor.person, "attach", evaluation, before, {"document": str(document), "listed": listed.title})
    return listed
