"""Pages: the management actions of an assessment."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request, page
from bagalau.quality import queries
from bagalau.quality.access import EDIT_ASSESSMENT
from bagalau.quality.actions.answering import require_answering
from bagalau.quality.actions.promised import add_action, change_action, remove_action
from bagalau.quality.forms.promised import ActionForm
from bagalau.quality.models import Assessment
from bagalau.quality.queries.promised import action as action_of
from bagalau.quality.queries.promised import action_seen, is_new
from bagalau.web.forms import mark_problem, seen_now
from bagalau.web.records import absent


@page(EDIT_ASSESSMENT)
def assessment_promise(request: Request, pk: int) -> HttpResponse:
    """Promise something because of an answer (``?question=``), or of the whole."""
    of = queries.assessment(request.viewer, pk)
    require_answering(request.viewer, of)
    code = request.GET.get("question", "")
    asked = of.questionnaire.questionnaire.question(code)
    if code and asked is None:
        raise absent()
    form = ActionForm(request.POST if request.method == "POST" else None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            add_action(request.viewer, of, code, form.promised())
            messages.success(request, _("The management action stands among the commitments, too."))
            return redirect(_back(of, code))
        except Problem as problem:
            mark_problem(form, problem)
            status = problem.status
    return _shown(request, of, form, status, asked=asked, back=_back(of, code))


@page(EDIT_ASSESSMENT)
def assessment_action(request: Request, pk: int, action: int) -> HttpResponse:
    """Write a management action anew, or take it out, while it is new."""
    of = queries.assessment(request.viewer, pk)
    require_answering(request.viewer, of)
    row = action_of(of, action)
    code = row.answer.question if row.answer else ""
    form = ActionForm(request.POST if request.method == "POST" else None, action=row)
    if request.POST.get("do") == "remove":
        remove_action(request.viewer, of, row, was=request.POST.get("seen", ""))
        messages.success(request, _("The management action was taken out."))
        return redirect(_back(of, code))
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            change_action(request.viewer, of, row, form.promised(), was=form.cleaned_data["seen"])
            messages.success(request, _("Saved."))
            return redirect(_back(of, code))
        except Problem as problem:
            seen_now(form, action_seen(action_of(of, action)))
            mark_problem(form, problem)
            status = problem.status
    asked = of.questionnaire.questionnaire.question(code)
    return _shown(request, of, form, status, asked=asked, back=_back(of, code), action=row, is_new=is_new(row))


def _back(of: Assessment, code: str) -> str:
    return reverse("assessment", args=[of.pk]) + (f"#question-{code}" if code else "#actions")


def _shown(request: Request, of: Assessment, form: ActionForm, status: int, **more: Any) -> HttpResponse:
    return render(request, "quality/action.html", {"assessment": of, "form": form, **more}, status=status)
