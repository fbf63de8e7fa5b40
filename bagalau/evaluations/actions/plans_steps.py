"""Writes: the way of a plan from draft to posting (EP-01, EP-02, EP-14)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.documents.rules import Visibility
from bagalau.evaluations.access import APPROVE_PLAN, EDIT_PLAN, PUBLISH_PLAN, RETURN_PLAN, SUBMIT_PLAN
from bagalau.evaluations.actions.plans import fresh
from bagalau.evaluations.actions.plans_evaluations import give_evaluation
from bagalau.evaluations.models import EvaluationPlan, PlanStep
from bagalau.evaluations.models.plan_words import LACKS
from bagalau.evaluations.queries.plans import lacks_of, limits, with_lines
from bagalau.evaluations.rules.plans import PlanStatus, Step, after, stands_above
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.rules import Action

WHO: dict[Step, Action] = {
    Step.SUBMIT: SUBMIT_PLAN,
    Step.RETURN: RETURN_PLAN,
    Step.APPROVE: APPROVE_PLAN,
    Step.POST: EDIT_PLAN,
}


@journal.turn()
def take_step(actor: Viewer, plan: EvaluationPlan, step: Step, *, comment: str = "", seen: str = "") -> EvaluationPlan:
    """Submit, return, approve or post a plan."""
    require(actor, WHO[step], plan)
    plan = fresh(plan)
    then = after(PlanStatus(plan.status), step)
    if then is None:
        raise _not_from_here(step)
    plan = with_lines(fresh(plan, seen))
    _refuse(actor, plan, step, comment.strip())
    before = journal.snapshot(plan, ("status", "visibility"))
    plan.status = then
    if step is Step.POST:
        _post(actor, plan)
    plan.save()
    PlanStep.objects.create(plan=plan, at=timezone.now(), by=actor.person, status=then, comment=comment.strip())
    now = journal.snapshot(plan, ("status", "visibility"))
    journal.write(actor.person, f"{step} plan", plan, before, now | {"comment": comment.strip()})
    return fresh(plan)


def _not_from_here(step: Step) -> Problem:
    sentences = {
        Step.SUBMIT: _("Only a draft can be submitted. Look at how the plan stands now."),
        Step.RETURN: _("Only a submitted or approved plan can be returned. Look at how the plan stands now."),
        Step.APPROVE: _("Only a submitted plan can be approved. Look at how the plan stands now."),
        Step.POST: _("Only an approved plan can be posted. Look at how the plan stands now."),
    }
    return Problem("wrong-step", sentences[step], status=409)


def _refuse(actor: Viewer, plan: EvaluationPlan, step: Step, comment: str) -> None:
    if step is Step.RETURN and not comment:
        sentence = _("Say what must be mended.")
        raise Problem("comment-missing", sentence, status=422, details={"comment": sentence})
    if step is Step.APPROVE:
        submitted = plan.steps.filter(status=PlanStatus.SUBMITTED).order_by("-pk").first()
        refuse_approver(actor, plan, submitted.by_id if submitted else None)
    if step in {Step.SUBMIT, Step.APPROVE}:
        _refuse_incomplete(actor, plan)


def refuse_approver(actor: Viewer, plan: EvaluationPlan, asked_by: int | None) -> None:
    """EP-14."""
    if actor.person is not None and actor.person.pk == asked_by:
        raise Problem(
            "own-request",
            _("You submitted this yourself: somebody else who may approve must look at it."),
            status=403,
        )
    if not stands_above(actor.scope(APPROVE_PLAN), plan.unit_id, plan.unit.parent_id):
        raise Problem(
            "not-above",
            _("This is approved by the evaluation focal point of the office above %(unit)s.") % {"unit": plan.unit},
            status=403,
        )


def _refuse_incomplete(actor: Viewer, plan: EvaluationPlan) -> None:
    """EP-02."""
    details: dict[str, str] = {}
    for lack, title in lacks_of(plan, limits(actor.today)):
        place = title or str(plan)
        details[place] = f"{details.get(place, '')} {LACKS[lack]}".strip()
    if details:
        raise Problem(
            "plan-incomplete",
            _("Something is missing in this plan. Mend it first."),
            status=422,
            details=details,
        )


def _post(actor: Viewer, plan: EvaluationPlan) -> None:
    """Give each line its evaluation; the plan is public at once if the actor may publish it."""
    if actor.may(PUBLISH_PLAN, plan):
        plan.visibility = Visibility.PUBLIC
    for line in plan.lines.filter(deleted=False):
        give_evaluation(actor, plan, line)
