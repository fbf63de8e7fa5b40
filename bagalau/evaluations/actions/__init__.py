"""Writes: evaluations. Each is one transaction with one line in the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.commitments.actions import rename_origin
from bagalau.documents.models import Document
from bagalau.documents.rules import Visibility
from bagalau.evaluations.access import EDIT_EVALUATION, PUBLISH_EVALUATION
from bagalau.evaluations.actions.rated import keep_rated
from bagalau.evaluations.actions.responses_way import hold_back
from bagalau.evaluations.models import Agency, CoveredProject, Evaluation, EvaluationStep, ListedDocument
from bagalau.evaluations.rules.life import AgencyRole
from bagalau.lib.problems import Problem
from bagalau.lib.titles import match_key
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Unit
from bagalau.web.records import check

FIELDS = tuple(
    "title unit visibility type stage plan_period plan_unit plan_unit_type planned_end completed management_response "
    "budget expenditure currency funding_source project_numbers strategic_plan corporate_results joint_programme "
    "joint_evaluation joint_with gef stakeholders countries description comments justification focus_areas "
    "signature_solutions sdg_goals sdg_targets mandatory quality_assessment quality_rating variance_note "
    "tor_completed_on manager commissioned_by location".split()
)
STEP = ("stage", "planned_end_on", "completed_on", "quality_rating", "assessed_rating")


@dataclass(frozen=True)
class Partner:
    """An agency of a joint evaluation; ``unit`` if it works in this system too."""

    name: str
    unit: Unit | None = None
    role: str = AgencyRole.PARTNER


@dataclass(frozen=True)
class Links:
    """What hangs on an evaluation beside its fields; None: not stated, so it stays as it is."""

    projects: Sequence[CoveredProject] | None = None
    agencies: Sequence[Partner] | None = None
    reference_group: Sequence[tuple[str, str]] | None = None


@journal.turn()
def store(
    actor: Viewer,
    evaluation: Evaluation,
    values: Mapping[str, Any],
    links: Links = Links(),
    *,
    verb: str = "",
    reason: str = "",
    from_source: bool = False,
) -> Evaluation:
    """Create an evaluation, or change the named fields of one.

    For papers, plans and other actions, which have asked what their rules ask; people use ``life.edit``.
    """
    require(actor, EDIT_EVALUATION, evaluation)
    known = evaluation.pk is not None
    before = journal.snapshot(evaluation, FIELDS) | _links(evaluation, links) if known else {}
    for name, value in values.items():
        setattr(evaluation, name, value)
    evaluation.match_key = match_key(evaluation.title)
    check(evaluation)
    evaluation.save()
    evaluation.refresh_from_db()  # amounts as they are kept: 5 and 5.00 are no change
    _set_links(evaluation, links)
    after = journal.snapshot(evaluation, FIELDS) | _links(evaluation, links)
    note_step(actor, evaluation, reason, from_source=from_source)
    if before != after:
        keep_rated(evaluation)
        rename_origin("evaluation", evaluation.pk, evaluation.title, evaluation.visibility)
        hold_back(evaluation)
        said = {"reason": reason} if reason else {}
        journal.write(actor.person, verb or ("change" if known else "add"), evaluation, before, after | said)
    return evaluation


def note_step(actor: Viewer, evaluation: Evaluation, reason: str = "", *, from_source: bool = False) -> None:
    """Keep how an evaluation stands from now on, unless it stood so before (EL-01)."""
    now = {name: getattr(evaluation, name) for name in STEP}
    last = evaluation.steps.first()
    if last is None or any(getattr(last, name) != value for name, value in now.items()):
        EvaluationStep.objects.create(
            evaluation=evaluation, at=timezone.now(), by=actor.person, reason=reason, from_source=from_source, **now
        )


def refuse_unseen(evaluation: Evaluation, seen: str) -> None:
    """Refuse somebody who looked at an earlier state of an evaluation; ``seen`` is empty if nobody looked."""
    now = Evaluation.objects.only("updated_at").get(pk=evaluation.pk).seen if seen and evaluation.pk else ""
    if seen and seen != now:
        raise Problem(
            "changed-meanwhile",
            _("Somebody changed this evaluation meanwhile. Compare with what it says now, and save again."),
            status=409,
        )


def _links(evaluation: Evaluation, stated: Links) -> dict[str, list[str]]:
    """The links that are stated, as the journal tells of them."""
    found: dict[str, list[str]] = {}
    if stated.projects is not None:
        found["projects"] = sorted(project.number for project in evaluation.projects.all())
    if stated.agencies is not None:
        found["agencies"] = [f"{agency.name} ({agency.role})" for agency in evaluation.agencies.all()]
    if stated.reference_group is not None:
        rows = evaluation.reference_group.all()
        found["reference group"] = [", ".join(filter(None, (row.name, row.organisation))) for row in rows]
    return found


def _set_links(evaluation: Evaluation, stated: Links) -> None:
    if stated.projects is not None:
        evaluation.projects.set(stated.projects)
    if stated.agencies is not None:
        _set_agencies(evaluation, stated.agencies)
    if stated.reference_group is not None:
        given = list(dict.fromkeys(stated.reference_group))
        if given != list(evaluation.reference_group.values_list("name", "organisation")):
            evaluation.reference_group.all().delete()
            for name, organisation in given:
                evaluation.reference_group.create(name=name, organisation=organisation)


def _set_agencies(evaluation: Evaluation, stated: Sequence[Partner]) -> None:
    names = [one.name for one in stated]
    evaluation.agencies.exclude(name__in=names).delete()
    for one in stated:
        row = evaluation.agencies.filter(name=one.name).first() or Agency(evaluation=evaluation, name=one.name)
        row.unit, row.role = one.unit, one.role
        check(row)
        row.save()


@journal.turn()
def set_visibility(actor: Viewer, evaluation: Evaluation, visibility: Visibility) -> Evaluation:
    """Publish an evaluation with its commitments, or take it back to the office."""
    require(actor, PUBLISH_EVALUATION, evaluation)
    before = evaluation.visibility
    evaluation.visibility = visibility
    evaluation.save(update_fields=["visibility", "updated_at"])
    keep_rated(evaluation)
    rename_origin("evaluation", evaluation.pk, evaluation.title, visibility)
    hold_back(evaluation)
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
