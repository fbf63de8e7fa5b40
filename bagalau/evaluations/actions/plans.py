"""Writes: plans themselves, their reviews, and who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bagalau.documents.models import Document
from bagalau.documents.rules import Visibility
from bagalau.evaluations.access import EDIT_PLAN, PUBLISH_PLAN, REVIEW_PLAN
from bagalau.evaluations.models import EvaluationPlan, PlanReview
from bagalau.evaluations.queries.plans import limits
from bagalau.evaluations.rules.plans import PlanStatus, ReviewKind, words
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Unit
from bagalau.web.records import check

FIELDS = ("unit", "starts", "ends", "rationale", "gaps_note", "comments", "document")
ALWAYS = frozenset({"comments", "document"})  # what may still be changed in a plan that is no draft


@dataclass(frozen=True)
class PlanFields:
    """What is said of a plan as a whole."""

    unit: Unit
    starts: date
    ends: date
    rationale: str = ""
    gaps_note: str = ""
    comments: str = ""
    document: Document | None = None


@journal.turn()
def add_plan(actor: Viewer, given: PlanFields) -> EvaluationPlan:
    """Begin a plan, as a draft."""
    plan = EvaluationPlan(**vars(given))
    require(actor, EDIT_PLAN, plan)
    _refuse_long(actor, given.rationale)
    check(plan)
    plan.save()
    journal.write(actor.person, "add", plan, {}, journal.snapshot(plan, FIELDS))
    return plan


@journal.turn()
def change_plan(actor: Viewer, plan: EvaluationPlan, given: PlanFields, seen: str = "") -> EvaluationPlan:
    """Change what is said of a plan: all of it in a draft, and only comments and document later (EP-01)."""
    require(actor, EDIT_PLAN, plan)
    plan = fresh(plan, seen)
    before = journal.snapshot(plan, FIELDS)
    for name, value in vars(given).items():
        setattr(plan, name, value)
    after = journal.snapshot(plan, FIELDS)
    changed = {name for name in FIELDS if before[name] != after[name]}
    if changed - ALWAYS:
        refuse_unless_draft(plan)
    if "rationale" in changed:
        _refuse_long(actor, given.rationale)
    check(plan)
    plan.save()
    journal.write(actor.person, "change", plan, before, after)
    return plan


def fresh(plan: EvaluationPlan, seen: str = "") -> EvaluationPlan:
    """The plan as it is now; refused if it is not the one that was looked at (``EvaluationPlan.seen``)."""
    plan = EvaluationPlan.objects.select_related("unit").get(pk=plan.pk)
    if seen and seen != plan.seen:
        raise changed_meanwhile()
    return plan


def changed_meanwhile() -> Problem:
    """The refusal of what was decided over a state that is no more."""
    return Problem(
        "changed-meanwhile",
        _("Somebody changed this plan meanwhile. Look at what it says now, and save again."),
        status=409,
    )


def refuse_unless_draft(plan: EvaluationPlan) -> None:
    """EP-01."""
    if plan.status == PlanStatus.POSTED:
        raise Problem("plan-posted", _("This plan is posted: ask for a change of it instead."), status=409)
    if plan.status != PlanStatus.DRAFT:
        raise Problem(
            "plan-under-way",
            _("This plan was submitted: it can be edited again when it is returned to draft."),
            status=409,
        )


def _refuse_long(actor: Viewer, rationale: str) -> None:
    """EP-12."""
    limit, found = limits(actor.today).words, words(rationale)
    if found > limit:
        sentence = ngettext(
            "The rationale has %(found)s word, %(limit)s are allowed.",
            "The rationale has %(found)s words, %(limit)s are allowed.",
            found,
        ) % {"found": found, "limit": limit}
        raise Problem("rationale-too-long", sentence, status=422, details={"rationale": sentence})


@journal.turn()
def set_plan_visibility(actor: Viewer, plan: EvaluationPlan, visibility: Visibility) -> EvaluationPlan:
    """Publish a posted plan, or take it back to the office."""
    require(actor, PUBLISH_PLAN, plan)
    plan = fresh(plan)
    if plan.status != PlanStatus.POSTED and visibility == Visibility.PUBLIC:
        raise Problem("not-posted", _("Only a posted plan can be published."), status=409)
    before, plan.visibility = plan.visibility, visibility
    plan.save(update_fields=["visibility", "updated_at"])
    verb = "publish" if visibility == Visibility.PUBLIC else "unpublish"
    journal.write(actor.person, verb, plan, {"visibility": before}, {"visibility": visibility})
    return plan


@journal.turn()
def note_review(
    actor: Viewer, plan: EvaluationPlan, *, kind: ReviewKind, year: int, held_on: date, note: str
) -> PlanReview:
    """Note what a review of a posted plan found (EP-17)."""
    require(actor, REVIEW_PLAN, plan)
    plan = fresh(plan)
    if plan.status != PlanStatus.POSTED:
        raise Problem("not-posted", _("Only a posted plan is reviewed."), status=409)
    _refuse_wrong_days(plan, year, held_on, actor.today)
    review = PlanReview(plan=plan, kind=kind, year=year, held_on=held_on, note=note.strip(), by=actor.person)
    check(review)
    review.save()
    after = {"kind": str(kind), "year": year, "held": held_on.isoformat(), "note": review.note}
    journal.write(actor.person, "review", plan, {}, after)
    return review


def _refuse_wrong_days(plan: EvaluationPlan, year: int, held_on: date, today: date) -> None:
    if not plan.starts.year <= year <= plan.ends.year:
        sentence = _("The plan does not run in this year.")
        raise Problem("year-outside", sentence, status=422, details={"year": sentence})
    if held_on > today:
        sentence = _("A review can be noted when it was held.")
        raise Problem("day-ahead", sentence, status=422, details={"held_on": sentence})
