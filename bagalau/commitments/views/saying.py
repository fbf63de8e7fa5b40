"""What is said of one commitment: each page takes a form, and shows the commitment again if something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse
from django.shortcuts import redirect

from bagalau.commitments import actions, queries
from bagalau.commitments.access import DECIDE, EDIT, UPDATE, VERIFY
from bagalau.commitments.forms import AskForm, DecideForm, SeenForm, VerifyForm
from bagalau.commitments.models import Commitment
from bagalau.commitments.views.pages import owners_form, show, update_form
from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.people.rules import Action
from bagalau.web.forms import mark_problem

Form = TypeVar("Form", bound=SeenForm)


def _take(
    request: Request,
    pk: int,
    action: Action,
    name: str,
    form_of: Callable[[Commitment], Form],
    act: Callable[[Commitment, Form], object],
) -> HttpResponse:
    """Take a form about a commitment: act on it, or show it again with what is wrong and what was typed."""
    row = queries.commitment(request.viewer, pk)
    require(request.viewer, action, row)
    if request.method != "POST":
        return redirect("commitment", pk=pk)
    form = form_of(row)
    if not form.is_valid():
        return show(request, row, 422, **{name: form})
    try:
        act(row, form)
    except Problem as problem:
        row = queries.commitment(request.viewer, pk)
        form.show_again(row.seen)
        mark_problem(form, problem)
        return show(request, row, problem.status, **{name: form})
    return redirect("commitment", pk=pk)


@page(UPDATE)
def commitment_update(request: Request, pk: int) -> HttpResponse:
    """Say how a commitment stands."""
    return _take(
        request,
        pk,
        UPDATE,
        "form",
        lambda row: update_form(request, row, request.POST, request.FILES),
        lambda row, form: actions.update(request.viewer, row, form.said(row.due)),
    )


@page(UPDATE)
def commitment_ask(request: Request, pk: int) -> HttpResponse:
    """Ask that a commitment need not be kept any longer."""
    return _take(
        request,
        pk,
        UPDATE,
        "ask",
        lambda row: AskForm(request.POST),
        lambda row, form: actions.ask(request.viewer, row, form.cleaned_data["reason"], seen=form.cleaned_data["seen"]),
    )


@page(UPDATE)
def commitment_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back what one asked for oneself."""
    row = queries.commitment(request.viewer, pk)
    require(request.viewer, UPDATE, row)
    if request.method == "POST":
        actions.withdraw(request.viewer, row)
    return redirect("commitment", pk=pk)


@page(DECIDE)
def commitment_decide(request: Request, pk: int) -> HttpResponse:
    """Approve or decline that a commitment is no longer applicable."""
    return _take(
        request,
        pk,
        DECIDE,
        "decide",
        lambda row: DecideForm(request.POST),
        lambda row, form: actions.decide(
            request.viewer, row, approved=request.POST.get("decision") == "approve", **form.cleaned_data
        ),
    )


@page(VERIFY)
def commitment_verify(request: Request, pk: int) -> HttpResponse:
    """Verify a completion, or return it."""
    act = actions.verify if request.POST.get("decision") == "verify" else actions.give_back
    return _take(
        request,
        pk,
        VERIFY,
        "verify",
        lambda row: VerifyForm(request.POST),
        lambda row, form: act(request.viewer, row, form.cleaned_data["comment"], seen=form.cleaned_data["seen"]),
    )


@page(EDIT)
def commitment_responsible(request: Request, pk: int) -> HttpResponse:
    """Say who is responsible."""
    return _take(
        request,
        pk,
        EDIT,
        "owners",
        lambda row: owners_form(request, row, request.POST),
        lambda row, form: actions.assign(request.viewer, row, **form.cleaned_data),
    )
