"""Pages: what is due, beginning an assessment, exemptions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.quality import queries
from bagalau.quality.access import ADD_ASSESSMENT, APPROVE_ASSESSMENT, EDIT_ASSESSMENT, EXEMPT, VIEW_DUES
from bagalau.quality.actions import dues as actions
from bagalau.quality.actions.beginning import begin_with
from bagalau.quality.forms.dues import DueFilter, ExemptForm
from bagalau.quality.forms.steps import BeginForm
from bagalau.quality.models import Subject
from bagalau.quality.queries.definitions import offered_for
from bagalau.quality.queries.way import who_may
from bagalau.quality.tables.dues import columns
from bagalau.web.exports import export
from bagalau.web.formfields import mark_all
from bagalau.web.records import url_of
from bagalau.web.tables import table


@page(VIEW_DUES)
def dues(request: Request) -> HttpResponseBase:
    """What is due, overdue first, with filters and exports."""
    form = DueFilter(request.GET, request.viewer)
    rows = queries.dues(request.viewer).filter(form.condition())
    shown = columns(request.viewer)
    file = export(request, rows, shown, default="due", name="assessments-due")
    context = {"form": form, "table": None if file else table(request, rows, shown, "due")}
    return file or render(request, "quality/dues.html", context)


@page(ADD_ASSESSMENT)
def subject_assess(request: Request, pk: int) -> HttpResponse:
    """Begin an assessment of something."""
    viewer, subject = request.viewer, queries.subject(request.viewer, pk)
    require(viewer, ADD_ASSESSMENT, subject)
    form = _begin_form(request, subject)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_with(viewer, subject, form.chosen(), form.begun())
            messages.success(request, _("The assessment is begun: answer its questions."))
            return redirect("assessment", pk=made.pk)
        except Problem as problem:
            mark_all(form, problem)
            status = problem.status
    context = {
        "subject": subject,
        "form": form,
        "address": url_of(subject.kind, subject.key),
        "may_exempt": viewer.may(EXEMPT, subject),
    }
    return render(request, "quality/begin.html", context, status=status)


def _begin_form(request: Request, subject: Subject) -> BeginForm:
    """What may be begun today, with the questionnaire of the stage that is asked for."""
    viewer, stage = request.viewer, request.GET.get("stage", "")
    offered = offered_for(viewer, subject)
    due = subject.dues.filter(stage=stage).first() if stage else None
    fits = [one.name for one in offered if one.told.stage == stage]
    people = {
        "assessors": who_may(EDIT_ASSESSMENT, subject, viewer.today),
        "approvers": who_may(APPROVE_ASSESSMENT, subject, viewer.today),
    }
    initial = {
        "questionnaire": next(iter(fits), None),
        "year": viewer.today.year,
        "due_on": due.due_on if due else None,
        "assessor": viewer.person.pk if viewer.person else None,
    }
    return BeginForm(request.POST if request.method == "POST" else None, offered=offered, initial=initial, **people)


@page(EXEMPT)
def subject_exempt(request: Request, pk: int) -> HttpResponse:
    """Decide that something need not be assessed, and see what was decided before."""
    viewer, subject = request.viewer, queries.subject(request.viewer, pk)
    require(viewer, EXEMPT, subject)
    initial = {"stage": request.GET.get("stage", ""), "starts": viewer.today}
    form = ExemptForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.exempt(viewer, subject, form.given())
            messages.success(request, _("The exemption is kept with its reason."))
            return redirect("subject_exempt", pk=pk)
        except Problem as problem:
            mark_all(form, problem)
            status = problem.status
    found = list(queries.exemptions(subject))
    context = {"subject": subject, "form": form, "exemptions": found, "address": url_of(subject.kind, subject.key)}
    return render(request, "quality/exempt.html", context, status=status)


@page(EXEMPT)
def exemption_end(request: Request, pk: int) -> HttpResponse:
    """Take an exemption back."""
    found = queries.exemption(request.viewer, pk)
    require(request.viewer, EXEMPT, found.subject)
    if request.method == "POST":
        actions.end_exemption(request.viewer, found)
        messages.success(request, _("The exemption was taken back."))
    return redirect("subject_exempt", pk=found.subject_id)
