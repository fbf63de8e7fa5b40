"""Pages of plans: the list, one with everything that hangs on it, its way to posting, reviews, history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.commitments.queries import possible_evidence
from bagalau.documents.queries import documents
from bagalau.documents.rules import Visibility
from bagalau.evaluations.access import (
    APPROVE_PLAN,
    EDIT_PLAN,
    PUBLISH_PLAN,
    RETURN_PLAN,
    REVIEW_PLAN,
    SUBMIT_PLAN,
    VIEW_CHANGES,
    VIEW_PLANS,
)
from bagalau.evaluations.actions import plans as actions
from bagalau.evaluations.actions.plans_lines import propose_lines
from bagalau.evaluations.actions.plans_steps import WHO, take_step
from bagalau.evaluations.forms.plans import CommentForm, PlanFilter, PlanForm, ReviewForm, mark_refusal
from bagalau.evaluations.models import EvaluationPlan
from bagalau.evaluations.queries import plans as queries
from bagalau.evaluations.rules.plans import PlanStatus, ReviewKind, Step
from bagalau.evaluations.tables.plans import plan_columns
from bagalau.evaluations.views.plans_shown import context_of
from bagalau.lib.problems import Problem
from bagalau.lib.texts import mark
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request, page
from bagalau.people.queries import units_of
from bagalau.people.views.history import history_page
from bagalau.web.exports import export
from bagalau.web.forms import seen_now
from bagalau.web.tables import table


@page(VIEW_PLANS)
def evaluationplans(request: Request) -> HttpResponseBase:
    """All plans, with filters, sorting and exports."""
    form = PlanFilter(request.GET, request.viewer)
    rows = queries.listed_plans(request.viewer).filter(form.condition())
    shown = plan_columns(request.viewer, queries.limits(request.viewer.today))
    file = export(request, rows, shown, default="-period", name="plans")
    context = {"form": form, "table": None if file else table(request, rows, shown, "-period")}
    may = {"may_add": request.viewer.can(EDIT_PLAN), "inside": request.viewer.can(VIEW_CHANGES)}
    return file or render(request, "evaluations/plans.html", context | may)


@page(VIEW_PLANS)
def evaluationplan(request: Request, pk: int) -> HttpResponse:
    """One plan: lines with costs, what is mandatory, its way to posting, changes, reviews."""
    return show(request, queries.plan(request.viewer, pk))


def show(
    request: Request, row: EvaluationPlan, forms: Mapping[str, Any] | None = None, problem: Problem | None = None
) -> HttpResponse:
    """The page of a plan, with what was typed and refused if something was."""
    context = context_of(request.viewer, row, dict(forms or {}), problem)
    return render(request, "evaluations/plan.html", context, status=problem.status if problem else 200)


@page(EDIT_PLAN)
def evaluationplan_new(request: Request) -> HttpResponse:
    """Begin a plan."""
    viewer = request.viewer
    form = PlanForm(
        request.POST or None,
        initial={"unit": viewer.person.unit_id if viewer.person else None},
        units=units_of(viewer, EDIT_PLAN),
        documents=documents(viewer).none(),
        limit=queries.limits(viewer.today).words,
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_plan(viewer, form.given())
            messages.success(request, _("The plan is begun: add its evaluations, then let it be submitted."))
            return redirect("evaluationplan", made.pk)
        except Problem as problem:
            return _refused(request, form, problem, _("New plan"))
    return _form(request, form, _("New plan"))


@page(EDIT_PLAN)
def evaluationplan_edit(request: Request, pk: int) -> HttpResponse:
    """Edit what is said of a plan as a whole."""
    viewer = request.viewer
    row = queries.plan(viewer, pk)
    require(viewer, EDIT_PLAN, row)
    form = PlanForm(
        request.POST or None,
        initial={name: getattr(row, name) for name in actions.FIELDS} | {"seen": row.seen},
        units=units_of(viewer, EDIT_PLAN),
        documents=_documents(request, row),
        limit=queries.limits(viewer.today).words,
        known=True,
        draft=row.status == PlanStatus.DRAFT,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_plan(viewer, row, form.given(row), form.cleaned_data["seen"])
        except Problem as problem:
            seen_now(form, queries.plan(viewer, pk).seen)
            return _refused(request, form, problem, str(row), row)
        messages.success(request, _("The changes were saved."))
        return redirect("evaluationplan", pk)
    return _form(request, form, str(row), row)


def _documents(request: Request, row: EvaluationPlan) -> Any:
    """The latest documents of the unit, and the one that the plan has, if the viewer may see it."""
    offered = possible_evidence(request.viewer, row.unit)
    return offered | documents(request.viewer).filter(pk=row.document_id) if row.document_id else offered


def _form(
    request: Request, form: PlanForm, title: str, row: EvaluationPlan | None = None, status: int = 200
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors and status == 200 else status
    return render(request, "evaluations/plan_form.html", {"form": form, "title": title, "plan": row}, status=status)


def _refused(
    request: Request, form: PlanForm, problem: Problem, title: str, row: EvaluationPlan | None = None
) -> HttpResponse:
    if problem.status == 403:
        raise problem
    mark_refusal(form, problem)
    return _form(request, form, title, row, problem.status)


@page(SUBMIT_PLAN)
def evaluationplan_submit(request: Request, pk: int) -> HttpResponse:
    """Submit a plan for approval."""
    return _step(request, pk, Step.SUBMIT)


@page(RETURN_PLAN)
def evaluationplan_return(request: Request, pk: int) -> HttpResponse:
    """Return a plan to draft, with what must be mended."""
    return _step(request, pk, Step.RETURN)


@page(APPROVE_PLAN)
def evaluationplan_approve(request: Request, pk: int) -> HttpResponse:
    """Approve a plan."""
    return _step(request, pk, Step.APPROVE)


@page(EDIT_PLAN)
def evaluationplan_post(request: Request, pk: int) -> HttpResponse:
    """Post a plan: each line gets its evaluation."""
    return _step(request, pk, Step.POST)


def _step(request: Request, pk: int, step: Step) -> HttpResponse:
    row = queries.plan(request.viewer, pk)
    require(request.viewer, WHO[step], row)
    if request.method != "POST":
        return redirect("evaluationplan", pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return show(request, row, {"step": form}, Problem("invalid", _("This comment cannot be kept."), status=422))
    try:
        take_step(request.viewer, row, step, comment=form.cleaned_data["comment"], seen=form.cleaned_data["seen"])
    except Problem as problem:
        row = queries.plan(request.viewer, pk)
        seen_now(form, row.seen)
        if "comment" in problem.details:
            mark_refusal(form, problem)
        return show(request, row, {"step": form}, problem)
    messages.success(request, _(TAKEN[step]))
    return redirect("evaluationplan", pk)


TAKEN = {
    Step.SUBMIT: mark("The plan was submitted."),
    Step.RETURN: mark("The plan was returned."),
    Step.APPROVE: mark("The plan was approved."),
    Step.POST: mark("The plan was posted. Each of its lines has its evaluation now."),
}


@page(EDIT_PLAN)
def evaluationplan_propose(request: Request, pk: int) -> HttpResponse:
    """Add a line for each mandatory evaluation that is missing."""
    row = queries.plan(request.viewer, pk)
    require(request.viewer, EDIT_PLAN, row)
    if request.method == "POST":
        try:
            propose_lines(request.viewer, row)
            messages.success(request, _("The mandatory evaluations that were missing are in the plan."))
        except Problem as problem:
            return show(request, queries.plan(request.viewer, pk), problem=problem)
    return redirect("evaluationplan", pk)


@page(PUBLISH_PLAN)
def evaluationplan_publish(request: Request, pk: int) -> HttpResponse:
    """Publish a posted plan, or take it back."""
    row = queries.plan(request.viewer, pk)
    require(request.viewer, PUBLISH_PLAN, row)
    if request.method == "POST":
        wanted = Visibility.PUBLIC if request.POST.get("visibility") == Visibility.PUBLIC else Visibility.INTERNAL
        try:
            actions.set_plan_visibility(request.viewer, row, wanted)
        except Problem as problem:
            return show(request, row, problem=problem)
    return redirect("evaluationplan", pk)


@page(REVIEW_PLAN)
def evaluationplan_review(request: Request, pk: int) -> HttpResponse:
    """Note what a review of a plan found."""
    row = queries.plan(request.viewer, pk)
    require(request.viewer, REVIEW_PLAN, row)
    if request.method != "POST":
        return redirect("evaluationplan", pk)
    form = ReviewForm(request.POST)
    problem = Problem("invalid", _("The review was not noted: mend what is marked."), status=422)
    if form.is_valid():
        given = form.cleaned_data | {"kind": ReviewKind(form.cleaned_data["kind"])}
        try:
            actions.note_review(request.viewer, row, **given)
            messages.success(request, _("The review was noted."))
            return redirect("evaluationplan", pk)
        except Problem as refused:
            problem = refused
            mark_refusal(form, problem)
    return show(request, row, {"review": form}, problem)


@page(VIEW_HISTORY)
def evaluationplan_history(request: Request, pk: int) -> HttpResponse:
    """Who changed what in a plan."""
    row = queries.plan(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, row)
    return history_page(request, row, "evaluationplan")
