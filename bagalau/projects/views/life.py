"""Pages: the steps of a project's life, and papers that were signed long ago."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.people.rules import Action
from bagalau.projects import queries
from bagalau.projects.access import APPRAISE_PROJECT, APPROVE_PROJECT, CLOSE_PROJECT, EDIT_PROJECT, SIGN_PROJECT
from bagalau.projects.actions import life as actions
from bagalau.projects.forms.life import RegisterForm, StepForm
from bagalau.projects.models import Project
from bagalau.projects.queries import life
from bagalau.projects.rules.life import STEPS, Phase
from bagalau.projects.rules.steps import needs_reason, questions
from bagalau.projects.views.life_shown import following, steps_of, ways, who
from bagalau.web.formfields import mark_all
from bagalau.web.forms import seen_now


def _stepping(action: Action) -> Callable[[Request, int], HttpResponse]:
    """The page of the steps that an action stands for; ``to`` says which, or else it is the next one."""

    @page(action)
    def view(request: Request, pk: int) -> HttpResponse:
        row = queries.project(request.viewer, pk)
        require(request.viewer, action, row)
        to = _wanted(request, row, action)
        if to is None:
            return redirect("project", pk=pk)
        return _step(request, row, to)

    return view


def _wanted(request: Request, row: Project, action: Action) -> Phase | None:
    """The step that is asked for; what can no longer be taken is left to the action to refuse."""
    asked = request.POST.get("to") or request.GET.get("to") or ""
    if asked in set(Phase) and actions.WHO[Phase(asked)] == action:
        return Phase(asked)
    now = Phase(row.status)
    fits = [to for to in Phase if to in STEPS[now] and actions.WHO[to] == action]
    return following(now) if following(now) in fits else next(iter(fits), None)


def _step(request: Request, row: Project, to: Phase) -> HttpResponse:
    viewer, known, status = request.viewer, life.facts(row), 200
    initial = {"seen": row.seen, "to": to, "on": viewer.today}
    form = StepForm(request.POST or None, initial=initial, questions=questions(to, known))
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                more = {"reason": given["reason"], "answers": form.answers(), "seen": given["seen"]}
                done = actions.take_step(viewer, row, to, given["on"], **more)
                messages.success(request, _("The project is now: %(status)s.") % {"status": done.get_status_display()})
                return redirect("project", pk=row.pk)
            except Problem as problem:
                row = queries.project(viewer, row.pk)
                seen_now(form, row.seen)
                mark_all(form, problem)
                status = problem.status
    way = next((way for way in ways(viewer, row, life.facts(row)) if way.to is to), None)
    if way is None and request.method != "POST":
        return redirect("project", pk=row.pk)
    blocked = way is not None and way.is_blocked and request.method != "POST"
    context = {
        "project": row,
        "form": None if blocked else form,
        "way": way,
        "mended_by": who(viewer, EDIT_PROJECT, row) if blocked else None,
        "explains": needs_reason(Phase(row.status), to, known, viewer.today),
        "steps": steps_of(row),
    }
    return render(request, "projects/step.html", context, status=status)


project_appraise = _stepping(APPRAISE_PROJECT)
project_approve = _stepping(APPROVE_PROJECT)
project_sign = _stepping(SIGN_PROJECT)
project_close = _stepping(CLOSE_PROJECT)


@page(APPRAISE_PROJECT)
def project_register(request: Request, pk: int) -> HttpResponse:
    """Note that a project was signed on paper."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, APPRAISE_PROJECT, row)
    last = max((one.last_day for one in life.signature_days(row)), default=None)
    form = RegisterForm(request.POST or None, initial={"seen": row.seen, "signed": last})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            more = {"reason": given["reason"], "seen": given["seen"]}
            try:
                actions.register(request.viewer, row, Phase(given["to"]), form.days(), **more)
                messages.success(request, _("The signed document is kept as version 1."))
                return redirect("project", pk=pk)
            except Problem as problem:
                row = queries.project(request.viewer, pk)
                seen_now(form, row.seen)
                mark_all(form, problem)
                status = problem.status
    return render(request, "projects/register.html", {"project": row, "form": form}, status=status)
