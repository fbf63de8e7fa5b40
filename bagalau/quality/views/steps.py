"""Pages: the steps of an assessment, other ratings, who assesses and approves, publication."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.documents.rules import Visibility
from bagalau.lib.problems import Problem
from bagalau.lib.texts import mark
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.quality import queries
from bagalau.quality.access import (
    ADD_ASSESSMENT,
    APPROVE_ASSESSMENT,
    EDIT_ASSESSMENT,
    PUBLISH_ASSESSMENT,
)
from bagalau.quality.actions import steps as actions
from bagalau.quality.actions.overriding import give_rating
from bagalau.quality.actions.reopening import reopen
from bagalau.quality.forms.steps import AssignForm, RatingForm, StepForm
from bagalau.quality.models import Assessment
from bagalau.quality.queries.way import who_may
from bagalau.quality.rules.life import Step
from bagalau.quality.views.assessment import show
from bagalau.web.forms import mark_problem, seen_now

TAKEN = {
    Step.SUBMIT: mark("The assessment lies with its approver."),
    Step.RETURN: mark("The assessment was returned."),
    Step.APPROVE: mark("The assessment was approved. Its answers and ratings stand."),
    Step.REOPEN: mark("A new version is begun with what the old one says. The old one stands until it is approved."),
}


def _taking(step: Step) -> Callable[[Request, int], HttpResponse]:
    """The view of a step: whoever may take it presses the button, with words where it needs them."""

    @page(actions.WHO[step])
    def view(request: Request, pk: int) -> HttpResponse:
        of = queries.assessment(request.viewer, pk)
        require(request.viewer, actions.WHO[step], of)
        if request.method != "POST":
            return redirect("assessment", pk=pk)
        form = StepForm(request.POST, step=step, of=of)
        status = 422
        if form.is_valid():
            try:
                done = _take(request, of, step, form)
                messages.success(request, _(TAKEN[step]))
                return redirect("assessment", pk=done.pk)
            except Problem as problem:
                if problem.code == "own-assessment":
                    raise
                of, status = queries.assessment(request.viewer, pk), problem.status
                seen_now(form, of.seen)
                mark_problem(form, problem)
        return show(request, of, status, refused=form)

    return view


def _take(request: Request, of: Assessment, step: Step, form: StepForm) -> Assessment:
    words, seen = form.words(), form.cleaned_data["seen"]
    if step is Step.REOPEN:
        return reopen(request.viewer, of, words.comment, was=seen)
    return actions.take(request.viewer, of, step, words, was=seen)


assessment_submit = _taking(Step.SUBMIT)
assessment_return = _taking(Step.RETURN)
assessment_approve = _taking(Step.APPROVE)
assessment_reopen = _taking(Step.REOPEN)


@page(APPROVE_ASSESSMENT)
def assessment_rating(request: Request, pk: int) -> HttpResponse:
    """Give a section, or the whole, another rating than follows from the answers."""
    of = queries.assessment(request.viewer, pk)
    require(request.viewer, APPROVE_ASSESSMENT, of)
    if request.method != "POST":
        return redirect("assessment", pk=pk)
    section = request.POST.get("section", "")[:60]
    form = RatingForm(request.POST, scheme=of.scheme.scheme, section=section)
    status = 422
    if form.is_valid():
        given = form.cleaned_data
        try:
            give_rating(request.viewer, of, section, given["given"], given["reason"], was=given["seen"])
            messages.success(request, _("Both ratings are kept: the one that follows, and the one given."))
            return redirect("assessment", pk=pk)
        except Problem as problem:
            if problem.code == "own-assessment":
                raise
            of, status = queries.assessment(request.viewer, pk), problem.status
            seen_now(form, of.seen)
            mark_problem(form, problem)
    return show(request, of, status, refused_rating=form)


@page(ADD_ASSESSMENT)
def assessment_assign(request: Request, pk: int) -> HttpResponse:
    """Say who assesses and who approves."""
    viewer, of = request.viewer, queries.assessment(request.viewer, pk)
    require(viewer, ADD_ASSESSMENT, of)
    people = {
        "assessors": who_may(EDIT_ASSESSMENT, of.subject, viewer.today),
        "approvers": who_may(APPROVE_ASSESSMENT, of.subject, viewer.today),
    }
    initial = {"assessor": of.assessor_id, "approver": of.approver_id, "seen": of.seen}
    form = AssignForm(request.POST if request.method == "POST" else None, initial=initial, **people)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.assign(viewer, of, form.named(), was=form.cleaned_data["seen"])
            messages.success(request, _("Saved."))
            return redirect("assessment", pk=pk)
        except Problem as problem:
            seen_now(form, queries.assessment(viewer, pk).seen)
            mark_problem(form, problem)
            status = problem.status
    return render(request, "quality/assign.html", {"assessment": of, "form": form}, status=status)


@page(PUBLISH_ASSESSMENT)
def assessment_publish(request: Request, pk: int) -> HttpResponse:
    """Publish an assessment, or take it back."""
    of = queries.assessment(request.viewer, pk)
    require(request.viewer, PUBLISH_ASSESSMENT, of)
    if request.method == "POST":
        wanted = Visibility.PUBLIC if request.POST.get("visibility") == Visibility.PUBLIC else Visibility.INTERNAL
        actions.set_visibility(request.viewer, of, wanted)
    return redirect("assessment", pk=pk)
