"""Pages of the lines of a draft: add one, edit one, take one out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bagalau.evaluations.access import EDIT_PLAN
from bagalau.evaluations.actions import plans_lines as actions
from bagalau.evaluations.actions.plans import refuse_unless_draft
from bagalau.evaluations.forms.plans import mark_refusal
from bagalau.evaluations.forms.plans_lines import LineForm, initial_of
from bagalau.evaluations.models import EvaluationPlan, PlanLine
from bagalau.evaluations.queries import plans as queries
from bagalau.evaluations.views.plans import show
from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.web.forms import seen_now


@page(EDIT_PLAN)
def planline_new(request: Request, pk: int) -> HttpResponse:
    """Add an evaluation to a draft."""
    plan = queries.plan(request.viewer, pk)
    require(request.viewer, EDIT_PLAN, plan)
    refuse_unless_draft(plan)
    form = LineForm(request.POST or None, projects=plan.unit.covered_projects.all())
    if request.method == "POST" and form.is_valid():
        try:
            line = actions.add_line(request.viewer, plan, form.kept())
            messages.success(request, _("The evaluation was added to the plan."))
            return _back(plan, line)
        except Problem as problem:
            return _refused(request, plan, None, form, problem)
    return _form(request, plan, None, form)


@page(EDIT_PLAN)
def planline_edit(request: Request, pk: int, line: int) -> HttpResponse:
    """Edit an evaluation of a draft."""
    plan = queries.plan(request.viewer, pk)
    row = queries.line(plan, line)
    require(request.viewer, EDIT_PLAN, plan)
    refuse_unless_draft(plan)
    initial = initial_of(actions.line_as_kept(row)) | {"seen": row.seen}
    projects = plan.unit.covered_projects.all()
    form = LineForm(request.POST or None, initial=initial, projects=projects, type_now=row.type)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_line(request.viewer, row, form.kept(), form.cleaned_data["seen"])
            messages.success(request, _("The changes were saved."))
            return _back(plan, row)
        except Problem as problem:
            row = queries.line(plan, line)
            seen_now(form, row.seen)
            return _refused(request, plan, row, form, problem)
    return _form(request, plan, row, form)


@page(EDIT_PLAN)
def planline_remove(request: Request, pk: int, line: int) -> HttpResponse:
    """Take an evaluation out of a draft."""
    plan = queries.plan(request.viewer, pk)
    row = queries.line(plan, line)
    require(request.viewer, EDIT_PLAN, plan)
    if request.method == "POST":
        try:
            actions.remove_line(request.viewer, row)
            messages.success(request, _("The evaluation was taken out of the plan."))
        except Problem as problem:
            return show(request, plan, problem=problem)
    return redirect("evaluationplan", pk)


def _back(plan: EvaluationPlan, line: PlanLine) -> HttpResponse:
    return redirect(f"{reverse('evaluationplan', args=[plan.pk])}#line-{line.pk}")


def _form(
    request: Request, plan: EvaluationPlan, line: PlanLine | None, form: LineForm, status: int = 200
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors and status == 200 else status
    title = line.title if line else _("New evaluation in the plan")
    context = {"plan": plan, "line": line, "form": form, "title": title}
    return render(request, "evaluations/plan_line.html", context, status=status)


def _refused(
    request: Request, plan: EvaluationPlan, line: PlanLine | None, form: LineForm, problem: Problem
) -> HttpResponse:
    mark_refusal(form, problem)
    return _form(request, plan, line, form, problem.status)
