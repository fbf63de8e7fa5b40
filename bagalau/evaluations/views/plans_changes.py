"""Pages of changes of posted plans: the list, one with old and new values, asking for one, deciding."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.evaluations.access import APPROVE_PLAN, ASK_CHANGE, VIEW_CHANGES
from bagalau.evaluations.actions import plans_changes as actions
from bagalau.evaluations.actions.plans_lines import line_as_kept
from bagalau.evaluations.forms.plans import CommentForm, mark_refusal
from bagalau.evaluations.forms.plans_lines import ChangeFilter, ChangeForm, initial_of
from bagalau.evaluations.models import CHANGE_KINDS, ChangeRequest, EvaluationPlan, PlanLine
from bagalau.evaluations.models.plan_words import CHANGE_TONES
from bagalau.evaluations.queries import plans as queries
from bagalau.evaluations.rules.plans import ChangeKind, ChangeStatus, PlanStatus, stands_above
from bagalau.evaluations.rules.plans_changes import ChangeStep
from bagalau.evaluations.tables.plans import change_columns, subject
from bagalau.evaluations.tables.plans_words import sides
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer, require
from bagalau.people.middleware import Request, page
from bagalau.web.exports import export
from bagalau.web.forms import seen_now, whole_number
from bagalau.web.middleware import words
from bagalau.web.records import absent
from bagalau.web.tables import table


@page(VIEW_CHANGES)
def changerequests(request: Request) -> HttpResponseBase:
    """All changes of plans, with those that wait for the viewer."""
    form = ChangeFilter(request.GET, request.viewer)
    rows = queries.changes(request.viewer).filter(form.condition())
    shown = change_columns()
    file = export(request, rows, shown, default="-asked", name="plan-changes")
    context = {"form": form, "table": None if file else table(request, rows, shown, "-asked")}
    return file or render(request, "evaluations/plan_changes.html", context)


@page(VIEW_CHANGES)
def changerequest(request: Request, pk: int) -> HttpResponse:
    """One change: old and new values side by side, why, and how it stands."""
    return _show(request, queries.change(request.viewer, pk))


def _show(
    request: Request, row: ChangeRequest, form: CommentForm | None = None, problem: Problem | None = None
) -> HttpResponse:
    viewer = request.viewer
    names = queries.project_names(row)
    context = {
        "change": row,
        "title": subject(row),
        "tone": CHANGE_TONES[ChangeStatus(row.status)],
        "sides": sides(row, names),
        "may_edit": row.status == ChangeStatus.DRAFT and viewer.may(ASK_CHANGE, row.plan),
        "problem": problem,
        "sentence": words(problem) if problem else "",
        "form": form,
        **_decision(viewer, row, form),
    }
    return render(request, "evaluations/plan_change.html", context, status=problem.status if problem else 200)


def _decision(viewer: Viewer, row: ChangeRequest, form: CommentForm | None) -> dict[str, Any]:
    """The form to decide, for who may (EP-14); for others of the role, why not."""
    if row.status != ChangeStatus.SUBMITTED or not viewer.may(APPROVE_PLAN, row.plan):
        return {}
    if viewer.person is not None and viewer.person.pk == row.requested_by_id:
        return {"note": _("You asked for this: somebody else who may approve must decide.")}
    if not stands_above(viewer.scope(APPROVE_PLAN), row.plan.unit_id, row.plan.unit.parent_id):
        return {"note": _("It waits for the evaluation focal point of the office above.")}
    return {"form": form or CommentForm()}


@page(ASK_CHANGE)
def changerequest_new(request: Request, pk: int) -> HttpResponse:
    """Ask for a change of a posted plan; ``kind`` and ``line`` say which, without them it is an addition."""
    plan = queries.plan(request.viewer, pk)
    require(request.viewer, ASK_CHANGE, plan)
    about = {**request.GET.dict(), **request.POST.dict()}
    kind = _kind(about.get("kind", ChangeKind.ADDITION))
    line = _line(plan, kind, about.get("line", ""))
    form = _change_form(request, plan, kind, line, {})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask_change(request.viewer, plan, kind, line=line, **_said(request, form))
            return redirect("changerequest", made.pk)
        except Problem as problem:
            return _refused(request, plan, kind, line, form, problem)
    if plan.status != PlanStatus.POSTED:
        raise Problem("not-posted", _("Only a posted plan is changed by request. Edit the draft itself."), status=409)
    return _form(request, plan, kind, line, form)


@page(ASK_CHANGE)
def changerequest_edit(request: Request, pk: int) -> HttpResponse:
    """Change a request that was kept as a draft, and send it off."""
    row = queries.change(request.viewer, pk)
    require(request.viewer, ASK_CHANGE, row.plan)
    if row.status != ChangeStatus.DRAFT:
        return redirect("changerequest", pk)
    kind, plan, line = ChangeKind(row.kind), row.plan, row.line
    form = _change_form(request, plan, kind, line, {**row.after, "rationale": row.rationale})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_request(request.viewer, row, **_said(request, form))
            return redirect("changerequest", pk)
        except Problem as problem:
            return _refused(request, plan, kind, line, form, problem)
    return _form(request, plan, kind, line, form)


@page(APPROVE_PLAN)
def changerequest_decide(request: Request, pk: int) -> HttpResponse:
    """Approve or reject a change."""
    row = queries.change(request.viewer, pk)
    require(request.viewer, APPROVE_PLAN, row.plan)
    if request.method != "POST":
        return redirect("changerequest", pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form, Problem("invalid", _("This comment cannot be kept."), status=422))
    step = ChangeStep.APPROVE if request.POST.get("do") == ChangeStep.APPROVE else ChangeStep.REJECT
    try:
        actions.decide_change(request.viewer, row, step, form.cleaned_data["comment"])
    except Problem as problem:
        if "comment" in problem.details:
            mark_refusal(form, problem)
        return _show(request, queries.change(request.viewer, pk), form, problem)
    return redirect("changerequest", pk)


def _kind(name: str) -> ChangeKind:
    try:
        return ChangeKind(name)
    except ValueError as error:
        raise absent() from error


def _line(plan: EvaluationPlan, kind: ChangeKind, key: str) -> PlanLine | None:
    """The line that a change is about; an addition is about none."""
    if kind is ChangeKind.ADDITION:
        return None
    return queries.line(plan, whole_number(key) or 0)


def _change_form(
    request: Request, plan: EvaluationPlan, kind: ChangeKind, line: PlanLine | None, wanted: dict[str, Any]
) -> ChangeForm:
    kept = (line_as_kept(line) if line else {}) | wanted
    initial = initial_of(kept) | {"seen": line.seen if line else ""}
    type_now = line.type if line else ""
    projects = plan.unit.covered_projects.all()
    return ChangeForm(request.POST or None, initial=initial, projects=projects, kind=kind, type_now=type_now)


def _said(request: Request, form: ChangeForm) -> dict[str, Any]:
    given = form.cleaned_data
    submit = request.POST.get("do") != "keep"
    return {"wanted": form.kept(), "rationale": given["rationale"], "submit": submit, "seen": given["seen"]}


def _form(
    request: Request,
    plan: EvaluationPlan,
    kind: ChangeKind,
    line: PlanLine | None,
    form: ChangeForm,
    status: int = 200,
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors and status == 200 else status
    context = {"plan": plan, "kind": kind, "title": CHANGE_KINDS[kind], "line": line, "form": form}
    return render(request, "evaluations/plan_change_form.html", context, status=status)


def _refused(
    request: Request,
    plan: EvaluationPlan,
    kind: ChangeKind,
    line: PlanLine | None,
    form: ChangeForm,
    problem: Problem,
) -> HttpResponse:
    if line is not None and problem.code == "changed-meanwhile":
        line = queries.line(plan, line.pk)
        seen_now(form, line.seen)
    mark_refusal(form, problem)
    return _form(request, plan, kind, line, form, problem.status)
