"""What the page of a plan shows, for one viewer on one day."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.documents.queries import documents_of
from bagalau.evaluations.access import (
    APPROVE_PLAN,
    ASK_CHANGE,
    EDIT_PLAN,
    EDIT_PROJECT,
    PUBLISH_PLAN,
    REVIEW_PLAN,
    SUBMIT_PLAN,
    VIEW_CHANGES,
    VIEW_EVALUATIONS,
)
from bagalau.evaluations.actions.plans_steps import WHO
from bagalau.evaluations.forms.plans import CommentForm, ReviewForm
from bagalau.evaluations.models import ChangeRequest, EvaluationPlan, PlanLine, PlanStep
from bagalau.evaluations.models.plan_words import CHANGE_TONES, LACKS, NEEDS, PLAN_TONES, UNTOLD
from bagalau.evaluations.queries import plans as queries
from bagalau.evaluations.rules.plans import (
    ChangeStatus,
    PlanStatus,
    ReviewKind,
    Step,
    after,
    midterm_due,
    reviews_overdue,
    stands_above,
)
from bagalau.evaluations.rules.plans_mandatory import Limits
from bagalau.evaluations.tables.plans import money_by_currency, money_words, subject
from bagalau.evaluations.tables.plans_words import ground_words, shown
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer
from bagalau.people.models import Person
from bagalau.people.queries import able
from bagalau.web.middleware import words


def context_of(
    viewer: Viewer, row: EvaluationPlan, forms: dict[str, Any], problem: Problem | None = None
) -> dict[str, Any]:
    """The context of the page; what the office says to itself is there for those inside alone."""
    limits = queries.limits(viewer.today)
    inside = viewer.may(VIEW_CHANGES, row)
    lines = list(queries.lines(row))
    kept = [line for line in lines if not line.deleted]
    context = {
        "plan": row,
        "tone": PLAN_TONES[PlanStatus(row.status)],
        "inside": inside,
        "lines": [_shown(viewer, line, limits) for line in lines if inside or not line.deleted],
        "total": money_words(money_by_currency((line.cost, line.currency) for line in kept)),
        "document": queries.plan_document(viewer, row),
        "may_edit": viewer.may(EDIT_PLAN, row),
        "may_publish": viewer.may(PUBLISH_PLAN, row),
        "draft": row.status == PlanStatus.DRAFT,
        "posted": row.status == PlanStatus.POSTED,
        "problem": problem,
        "sentence": words(problem) if problem else "",
    }
    if inside:
        context |= _inside(viewer, queries.with_lines(row), limits, forms)
        context |= {"sources": queries.sources(row, lines), "read_from": documents_of(viewer, "evaluationplan", row.pk)}
    return context


def _shown(viewer: Viewer, line: PlanLine, limits: Limits) -> Any:
    opens = line.evaluation is not None and viewer.may(VIEW_EVALUATIONS, line.evaluation)
    return shown(line, limits, viewer.today, opens=opens)


def _inside(viewer: Viewer, row: EvaluationPlan, limits: Limits, forms: dict[str, Any]) -> dict[str, Any]:
    steps = list(queries.steps(row))
    open_steps, note = _steps(viewer, row, steps)
    lacking = queries.lacks_of(row, limits) if row.status in {PlanStatus.DRAFT, PlanStatus.SUBMITTED} else []
    changes = list(queries.changes_of(row))
    return {
        "steps": steps,
        "open_steps": open_steps,
        "step_note": note,
        "step_form": forms.get("step") or CommentForm(initial={"seen": row.seen}),
        "lacks": [(title, LACKS[lack]) for lack, title in lacking],
        "gaps": [
            {
                "project": gap.project,
                "need": NEEDS[gap.demand.need],
                "grounds": [ground_words(ground, limits) for ground in gap.demand.grounds],
            }
            for gap in queries.gaps_of(row, limits)
        ],
        "untold": [(project, [UNTOLD[one] for one in found]) for project, found in queries.untold_of(row, limits)],
        "project_count": len(queries.covered_projects(row)),
        "changes": [_change(change) for change in changes],
        "may_ask": viewer.may(ASK_CHANGE, row),
        "may_edit_projects": viewer.may(EDIT_PROJECT, row),
        **_reviews(viewer, row, steps, forms),
    }


def _steps(viewer: Viewer, row: EvaluationPlan, steps: list[PlanStep]) -> tuple[list[Step], str]:
    """The steps that this viewer can make now; and why one that their role would allow is not among them (EP-14)."""
    found = [step for step in Step if after(PlanStatus(row.status), step) and viewer.may(WHO[step], row)]
    if row.status != PlanStatus.SUBMITTED:
        if row.status == PlanStatus.DRAFT and Step.SUBMIT not in found:
            return found, _waits(_("The head of the unit submits it."), able(SUBMIT_PLAN, row.unit, viewer.today))
        if row.status == PlanStatus.APPROVED and Step.POST not in found:
            return found, _waits(_("The office that made it posts it."), able(EDIT_PLAN, row.unit, viewer.today))
        return found, ""
    above = stands_above(viewer.scope(APPROVE_PLAN), row.unit_id, row.unit.parent_id)
    submitter = next((step.by for step in steps if step.status == PlanStatus.SUBMITTED), None)
    if Step.APPROVE in found and above and (submitter is None or submitter != viewer.person):
        return found, ""
    approvers = [one for one in able(APPROVE_PLAN, row.unit.parent or row.unit, viewer.today) if one != submitter]
    note = _waits(_("It waits for the evaluation focal point of the office above."), approvers)
    if above and submitter == viewer.person:
        note = _("You submitted this plan: somebody else who may approve must look at it.")
    return [step for step in found if step is not Step.APPROVE], note


def _waits(sentence: str, people: list[Person]) -> str:
    """Who is to act next, by name as far as somebody has the role."""
    return f"{sentence} {', '.join(map(str, people))}".strip()


def _change(row: ChangeRequest) -> dict[str, Any]:
    return {"row": row, "title": subject(row), "tone": CHANGE_TONES[ChangeStatus(row.status)]}


def _reviews(viewer: Viewer, row: EvaluationPlan, steps: list[PlanStep], forms: dict[str, Any]) -> dict[str, Any]:
    """What was reviewed, which years are overdue (EP-17), and the form to note a review."""
    found = list(queries.reviews(row))
    posted = next((step.at for step in steps if step.status == PlanStatus.POSTED), None)
    overdue: list[int] = []
    if row.status == PlanStatus.POSTED and posted:
        reviewed = {review.year for review in found if review.kind == ReviewKind.ANNUAL}
        overdue = reviews_overdue(row.ends, timezone.localtime(posted).date(), viewer.today, reviewed)
    midterm = (
        row.status == PlanStatus.POSTED
        and midterm_due(row.starts, row.ends, viewer.today)
        and not any(review.kind == ReviewKind.MIDTERM for review in found)
    )
    initial = {"year": overdue[0] if overdue else viewer.today.year, "held_on": viewer.today}
    may = row.status == PlanStatus.POSTED and viewer.may(REVIEW_PLAN, row)
    return {
        "reviews": found,
        "reviews_overdue": overdue,
        "midterm_due": midterm,
        "review_form": forms.get("review") or (ReviewForm(initial=initial) if may else None),
        "review_open": "review" in forms,
    }
