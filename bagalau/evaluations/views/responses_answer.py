"""Pages on which a response is written: the overall answer, one recommendation at a time, its key actions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.evaluations.access import EDIT_RESPONSE
from bagalau.evaluations.actions import responses as actions
from bagalau.evaluations.actions import responses_promised as promised
from bagalau.evaluations.forms.responses import ActionForm, AnswerForm, OverallForm
from bagalau.evaluations.models import KeyAction, ManagementResponse, Recommendation
from bagalau.evaluations.queries import responses as reads
from bagalau.evaluations.queries.responses_rows import Row, action_seen, content, is_new, missing, rows
from bagalau.evaluations.queries.responses_shown import ShownAnswer, shown_of
from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.web.forms import HouseForm, mark_problem
from bagalau.web.records import absent


def _opened(request: Request, pk: int) -> ManagementResponse:
    """A response that the viewer may write; that it is in work is asked first, so that nobody types in vain."""
    of = reads.response(request.viewer, pk)
    require(request.viewer, EDIT_RESPONSE, of)
    if request.method != "POST":
        actions.opened(request.viewer, of)
    return of


def _row(of: ManagementResponse, recommendation: int) -> Row:
    found = rows(of, recommendation)
    if not found:
        raise absent()
    return found[0]


@page(EDIT_RESPONSE)
def response_overall(request: Request, pk: int) -> HttpResponse:
    """Write the overall response."""
    of = _opened(request, pk)
    form = OverallForm(*((request.POST,) if request.method == "POST" else ()), of=of)
    status, now = 200, ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.describe(request.viewer, of, given["description"], was=given["seen"])
            messages.success(request, _("The overall response was saved."))
            return redirect("response", pk=pk)
        except Problem as problem:
            of = reads.response(request.viewer, pk)
            form.show_again(reads.overall_seen(of))
            mark_problem(form, problem)
            status, now = problem.status, of.description if problem.status == 409 else ""
    context = {"response": of, "form": form, "now": now}
    return render(request, "evaluations/response_overall.html", context, status=422 if _wrong(form, status) else status)


def _wrong(form: OverallForm | AnswerForm | ActionForm, status: int) -> bool:
    return status == 200 and bool(form.errors)


@page(EDIT_RESPONSE)
def response_answer(request: Request, pk: int, recommendation: int) -> HttpResponse:
    """Answer a recommendation: stance, reason, words, terms, its parts; and promise key actions for it.

    Whichever button is pressed, what was typed of both is saved: the page is one form.
    """
    of = _opened(request, pk)
    row = _row(of, recommendation)
    given = (request.POST,) if request.method == "POST" else ()
    form, promise = AnswerForm(*given, row=row, viewer=request.viewer), _promise(row, *given)
    if request.method != "POST":
        return _show(request, of, row, form, promise)
    adds = request.POST.get("do") == "add" or promise.has_changed()
    if not adds:
        promise = _promise(row)
    if not form.is_valid() or (adds and not promise.is_valid()):
        return _show(request, of, row, form, promise, 422)
    asked: HouseForm = form
    try:
        if set(form.changed_data) - {"seen"}:
            actions.answer(request.viewer, of, row.recommendation, form.stated(), was=form.cleaned_data["seen"])
            messages.success(request, _("The answer was saved."))
        if adds:
            asked = promise
            promised.add_action(request.viewer, of, row.recommendation, promise.promised())
            messages.success(request, _("The key action was added."))
    except Problem as problem:
        row = _row(of, recommendation)
        form.show_again(row.seen)
        mark_problem(asked, problem)
        return _show(request, of, row, form, promise, problem.status)
    return redirect("response_answer", pk=pk, recommendation=recommendation)


def _promise(row: Row, *given: Any) -> ActionForm:
    """The fields of a new key action, beside those of the answer."""
    return ActionForm(*given, row=row, prefix="action", use_required_attribute=False)


def _show(
    request: Request, of: ManagementResponse, row: Row, form: AnswerForm, promise: ActionForm, status: int = 200
) -> HttpResponse:
    numbers = list(of.evaluation.recommendations.values_list("pk", flat=True))
    place = numbers.index(row.recommendation.pk)
    context = {
        "response": of,
        "row": row,
        "form": form,
        "action_form": promise,
        "gaps": missing([row]),
        "now": _now(of, row) if status == 409 else None,
        "before": numbers[place - 1] if place else None,
        "after": numbers[place + 1] if place + 1 < len(numbers) else None,
    }
    return render(request, "evaluations/response_answer.html", context, status=status)


def _now(of: ManagementResponse, row: Row) -> ShownAnswer:
    """What somebody else has saved meanwhile."""
    return shown_of(of.unit.name, content(of, [row])["answers"][0])


@page(EDIT_RESPONSE)
def response_action(request: Request, pk: int, action: int) -> HttpResponse:
    """Write a key action anew, say which parts it carries out, or take it out."""
    of = _opened(request, pk)
    found = reads.key_action(of, action)
    row = _row(of, found.recommendation_id)
    form = ActionForm(*((request.POST,) if request.method == "POST" else ()), row=row, action=found)
    if request.method != "POST":
        return _show_action(request, of, found, form)
    status = 422
    try:
        if request.POST.get("do") == "remove":
            promised.remove_action(request.viewer, of, found, was=request.POST.get("seen", ""))
            messages.success(request, _("The key action was taken out."))
            return _to_answer(of, found.recommendation)
        if form.is_valid():
            promised.change_action(request.viewer, of, found, form.promised(), was=form.cleaned_data["seen"])
            messages.success(request, _("The changes were saved."))
            return _to_answer(of, found.recommendation)
    except Problem as problem:
        found = reads.key_action(of, action)
        form.show_again(action_seen(found))
        mark_problem(form, problem)
        status = problem.status
    return _show_action(request, of, found, form, status)


def _to_answer(of: ManagementResponse, to: Recommendation) -> HttpResponse:
    return redirect("response_answer", pk=of.pk, recommendation=to.pk)


def _show_action(
    request: Request, of: ManagementResponse, action: KeyAction, form: ActionForm, status: int = 200
) -> HttpResponse:
    context = {"response": of, "action": action, "form": form, "is_new": is_new(action)}
    return render(request, "evaluations/response_action.html", context, status=status)
