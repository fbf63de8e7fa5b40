"""Pages of management responses: the lists, one with everything in it, its steps, versions and history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.evaluations.access import EDIT_RESPONSE, VIEW_RESPONSES
from bagalau.evaluations.actions import responses as actions
from bagalau.evaluations.actions.responses_way import WHO, is_own, take
from bagalau.evaluations.forms.responses import ResponseFilter, StartForm, StepForm
from bagalau.evaluations.models import ManagementResponse
from bagalau.evaluations.models.response import TIMING_TONES
from bagalau.evaluations.queries import responses as reads
from bagalau.evaluations.queries.content import offices, opens, shared_evaluation
from bagalau.evaluations.queries.content_told import approved
from bagalau.evaluations.queries.responses_rows import by_key, content, missing, rows
from bagalau.evaluations.queries.responses_shown import ShownStance, in_words, shown_of
from bagalau.evaluations.rules.responses import BY_ANOTHER, IN_WORK, STEPS, Approval, Difference, Step, differences
from bagalau.evaluations.tables.responses import (
    FIELDS,
    approval_tone,
    approval_words,
    columns,
    timing_words,
    waiting_columns,
)
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.lib.texts import mark
from bagalau.people.access import VIEW_HISTORY, Viewer, require
from bagalau.people.middleware import Request, page
from bagalau.people.queries import able
from bagalau.people.views.history import history_page
from bagalau.web.exports import export
from bagalau.web.forms import mark_problem, whole_number
from bagalau.web.tables import date_words, table


@page(VIEW_RESPONSES)
def responses(request: Request) -> HttpResponseBase:
    """All responses, with filters, sorting and exports."""
    viewer = request.viewer
    within = reads.days(viewer.today)
    form = ResponseFilter(request.GET, viewer, within)
    found = reads.responses(viewer).filter(form.condition())
    shown = columns(within, viewer.today)
    file = export(request, found, shown, default="-updated", name="responses")
    listed = None if file else table(request, found, shown, "-updated")
    context = {"form": form, "table": listed, "may_start": viewer.can(EDIT_RESPONSE)}
    return file or render(request, "evaluations/responses.html", context)


@page(EDIT_RESPONSE)
def responses_waiting(request: Request) -> HttpResponseBase:
    """Completed evaluations that nobody has begun to answer, those due first on top."""
    viewer = request.viewer
    found = reads.unanswered(viewer)
    shown = waiting_columns(reads.days(viewer.today), viewer.today)
    file = export(request, found, shown, default="completed", name="responses-waiting")
    context = {"table": None if file else table(request, found, shown, "completed")}
    return file or render(request, "evaluations/responses_waiting.html", context)


@page(EDIT_RESPONSE)
def response_new(request: Request, pk: int) -> HttpResponse:
    """Begin the response of a unit to an evaluation."""
    of = shared_evaluation(request.viewer, pk)
    units = reads.may_start(request.viewer, of)
    if not units:
        require(request.viewer, EDIT_RESPONSE, ManagementResponse(evaluation=of, unit=of.unit))
    offered = offices(request.viewer).filter(pk__in=[unit.pk for unit in units])
    form = StartForm(*((request.POST,) if request.method == "POST" else ()), offered=offered)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start(request.viewer, of, form.cleaned_data["unit"])
            messages.success(request, _("The response is begun: answer each recommendation, then submit it."))
            return redirect("response", pk=made.pk)
        except Problem as problem:
            mark_problem(form, problem)
            status = problem.status
    context = {"evaluation": of, "form": form, "units": units}
    return render(request, "evaluations/response_new.html", context, status=status)


@page(VIEW_RESPONSES)
def response(request: Request, pk: int) -> HttpResponse:
    """One response: the overall answer, the answer to each recommendation, what is missing, the steps."""
    return show(request, reads.response(request.viewer, pk))


def show(request: Request, of: ManagementResponse, form: StepForm | None = None, status: int = 200) -> HttpResponse:
    """The page of a response, with the form of a step that was refused."""
    viewer = request.viewer
    found = rows(of)
    inside = viewer.may(VIEW_HISTORY, of)
    in_work = of.approval in IN_WORK
    stands = reads.timing(of, reads.days(viewer.today), viewer.today)
    gaps = missing(found) if in_work and inside else []
    kept = approved([of]).get(of.pk)
    before = by_key(kept.content, [row.recommendation for row in found]) if kept else {}
    context = {
        "response": of,
        "items": [
            (
                row,
                shown_of(of.unit.name, before.get(row.recommendation.pk, now), row.recommendation.text),
                [gap for gap in gaps if gap.key == row.recommendation.pk],
            )
            for row, now in zip(found, content(of, found)["answers"], strict=True)
        ],
        "gaps": gaps,
        "inside": inside,
        "approval": approval_words(of),
        "approval_tone": approval_tone(of),
        "stands": stands,
        "stands_words": timing_words(stands),
        "stands_tone": TIMING_TONES[stands.timing],
        "steps": reads.steps(of) if inside else [],
        "versions": reads.versions(of) if inside else [],
        "may_edit": in_work and viewer.may(EDIT_RESPONSE, of),
        "offered": [] if form else [one for one in _offered(request, of) if not (one.step is Step.SUBMIT and gaps)],
        "form": form,
        "opens": opens(viewer, of.evaluation),
        "waits": _waits(viewer, of) if inside else "",
    }
    return render(request, "evaluations/response.html", context, status=status)


def _waits(viewer: Viewer, of: ManagementResponse) -> str:
    """Who is to act next, if that is not the viewer."""
    step = {Approval.SUBMITTED: Step.APPROVE, Approval.APPROVED: Step.PUBLISH}.get(Approval(of.approval or "draft"))
    own = step is Step.APPROVE and is_own(viewer, of)
    if step is None or (viewer.may(WHO[step], of) and not own):
        return ""
    people = ", ".join(str(one) for one in able(WHO[step], of.unit, viewer.today) if not own or one != viewer.person)
    if not people:
        return _("Nobody has the role for the next step yet. Ask an administrator.")
    if step is Step.APPROVE:
        return _("It waits for approval or return by %(people)s.") % {"people": people}
    return _("It waits to be published by %(people)s.") % {"people": people}


def _offered(request: Request, of: ManagementResponse) -> list[StepForm]:
    """The steps that the viewer may take from here, each as its form."""
    return [
        StepForm(step=step, initial={"seen": of.seen})
        for step, (before, _after) in STEPS.items()
        if of.approval in before
        and request.viewer.may(WHO[step], of)
        and not (step in BY_ANOTHER and is_own(request.viewer, of))
    ]


TAKEN = {
    Step.SUBMIT: mark("The response was submitted."),
    Step.RETURN: mark("The response was returned."),
    Step.APPROVE: mark("The response was approved."),
    Step.PUBLISH: mark("The response was published."),
    Step.REOPEN: mark("The response was reopened as a draft of its next version."),
}


def _taking(step: Step) -> Callable[[Request, int], HttpResponse]:
    """The view of a step: whoever may take it presses the button, with words where it needs them."""

    @page(WHO[step])
    def view(request: Request, pk: int) -> HttpResponse:
        of = reads.response(request.viewer, pk)
        require(request.viewer, WHO[step], of)
        if request.method != "POST":
            return redirect("response", pk=pk)
        form = StepForm(request.POST, step=step)
        try:
            if not form.is_valid():
                raise Problem("too-long", str(form.errors["words"][0]), status=422)
            take(request.viewer, of, step, form.cleaned_data["words"], was=form.cleaned_data["seen"])
        except Problem as problem:
            of = reads.response(request.viewer, pk)
            form.show_again(of.seen)
            if not form.errors:
                mark_problem(form, problem)
            return show(request, of, form, problem.status)
        messages.success(request, _(TAKEN[step]))
        return redirect("response", pk=pk)

    return view


response_submit = _taking(Step.SUBMIT)
response_return = _taking(Step.RETURN)
response_approve = _taking(Step.APPROVE)
response_publish = _taking(Step.PUBLISH)
response_reopen = _taking(Step.REOPEN)


@page(VIEW_HISTORY)
def response_version(request: Request, pk: int, number: int) -> HttpResponse:
    """A version as it was approved, and how it differs from another, or from what is worked on now."""
    of = reads.response(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, of)
    version = reads.version(of, number)
    against = request.GET.get("against", "")
    other = None
    if against == "now":
        other = content(of, rows(of))
    elif against:
        other = reads.version(of, whole_number(against) or 0).content
    context = {
        "response": of,
        "version": version,
        "answers": [(kept, shown_of(of.unit.name, kept)) for kept in version.content["answers"]],
        "versions": reads.versions(of).exclude(pk=version.pk),
        "against": against,
        "compared": other is not None,
        "differences": [
            (place_words(one), _field_words(one.field), *(_value_words(one.field, told) for told in one.told))
            for one in differences(version.content, other)
        ]
        if other is not None
        else [],
    }
    return render(request, "evaluations/response_version.html", context)


def place_words(of: Difference) -> str:
    """Where two versions differ: the recommendation, the part or the key action."""
    found = [_("Recommendation %(number)s") % {"number": of.number}] if of.number else []
    if of.place.startswith("#"):
        found.append(_("Key action %(number)s") % {"number": of.place[1:]})
    elif of.place:
        found.append(of.place)
    return " · ".join(found)


def _field_words(name: str) -> str:
    return str(FIELDS[name]) if name in FIELDS else in_words({name: []})[0][0]


def _value_words(name: str, value: Any) -> str:
    if name == "stance":
        return ShownStance(value or "", "").words
    if name == "due" and value:
        return date_words(When.parse(value))
    if isinstance(value, list):
        return "; ".join(in_words({name: value})[0][1] if name not in FIELDS else value)
    return str(value or "")


@page(VIEW_HISTORY)
def response_history(request: Request, pk: int) -> HttpResponse:
    """Who changed what in a response."""
    of = reads.response(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, of)
    return history_page(request, of, "managementresponse")
