"""Pages of commitments: the list, one with its update form, its history."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from bagalau.commitments import actions, queries
from bagalau.commitments.access import EDIT, UPDATE, VIEW_COMMITMENTS
from bagalau.commitments.forms import CommitmentFilter, ResponsibleForm, UpdateForm
from bagalau.commitments.models import STATES, TONES, Commitment
from bagalau.commitments.rules import Status, is_long_overdue, state
from bagalau.commitments.tables import columns_for
from bagalau.documents.queries import origins
from bagalau.lib.problems import Problem
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request, page
from bagalau.people.queries import possible_owners, units
from bagalau.people.views.history import history_page
from bagalau.web.exports import export
from bagalau.web.forms import mark_problem
from bagalau.web.tables import table


@page(VIEW_COMMITMENTS)
def commitments(request: Request) -> HttpResponseBase:
    """All commitments, with filters, sorting and exports."""
    form = CommitmentFilter(request.GET, request.viewer)
    rows = queries.commitments(request.viewer).filter(form.condition())
    shown = columns_for(request.viewer)
    file = export(request, rows, shown, default="due", name="commitments")
    context = {"form": form, "table": None if file else table(request, rows, shown, "due")}
    return file or render(request, "commitments/list.html", context)


@page(VIEW_COMMITMENTS)
def commitment(request: Request, pk: int) -> HttpResponse:
    """One commitment: what, who, when, how it stands, with the form to say so and all that was said before."""
    return _show(request, queries.commitment(request.viewer, pk))


def _show(
    request: Request,
    row: Commitment,
    form: UpdateForm | None = None,
    owners: ResponsibleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer = request.viewer
    now = state(Status(row.status), row.due, viewer.today)
    context = {
        "commitment": row,
        "inside": viewer.may(VIEW_HISTORY, row),
        "ours": queries.is_inside(viewer, row),
        "state": STATES[now],
        "tone": TONES[now],
        "long_overdue": is_long_overdue(Status(row.status), row.due, viewer.today),
        "updates": queries.updates(viewer, row),
        "evidence": queries.evidence(viewer, row),
        "origins": {name: origin for (_pk, name), origin in origins("commitment", [row.pk]).items()},
        "form": (form or _update_form(request, row)) if viewer.may(UPDATE, row) else None,
        "owners": (owners or _owners_form(request, row)) if viewer.may(EDIT, row) else None,
        "people": row.responsible_people.all(),
        "units": row.responsible_units.all(),
    }
    return render(request, "commitments/commitment.html", context, status=status)


def _update_form(request: Request, row: Commitment) -> UpdateForm:
    initial = {"status": row.status, "due": row.due.iso if row.due else "", "seen": row.seen}
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    return UpdateForm(*data, initial=initial, documents=queries.possible_evidence(request.viewer, row.unit))


def _owners_form(request: Request, row: Commitment) -> ResponsibleForm:
    initial = {
        "responsible": row.responsible,
        "people": row.responsible_people.all(),
        "units": row.responsible_units.all(),
    }
    data = (request.POST,) if request.method == "POST" else ()
    people = possible_owners(request.viewer, row.unit, row.responsible_people.all())
    choices = {"people": people, "units": units(request.viewer)}
    return ResponsibleForm(*data, initial=initial, **choices)


@page(UPDATE)
def commitment_update(request: Request, pk: int) -> HttpResponse:
    """Say how a commitment stands."""
    row = queries.commitment(request.viewer, pk)
    require(request.viewer, UPDATE, row)
    if request.method != "POST":
        return redirect("commitment", pk=pk)
    form = _update_form(request, row)
    if not form.is_valid():
        return _show(request, row, form, status=422)
    try:
        actions.update(request.viewer, row, form.said(row.due))
    except Problem as problem:
        row = queries.commitment(request.viewer, pk)
        form.show_again(row.seen)
        mark_problem(form, problem)
        return _show(request, row, form, status=problem.status)
    return redirect("commitment", pk=pk)


@page(EDIT)
def commitment_responsible(request: Request, pk: int) -> HttpResponse:
    """Say who is responsible."""
    row = queries.commitment(request.viewer, pk)
    require(request.viewer, EDIT, row)
    if request.method != "POST":
        return redirect("commitment", pk=pk)
    form = _owners_form(request, row)
    if not form.is_valid():
        return _show(request, row, owners=form, status=422)
    given = form.cleaned_data
    actions.assign(request.viewer, row, responsible=given["responsible"], people=given["people"], units=given["units"])
    return redirect("commitment", pk=pk)


@page(VIEW_HISTORY)
def commitment_history(request: Request, pk: int) -> HttpResponse:
    """Who changed what in a commitment."""
    row = queries.commitment(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, row)
    return history_page(request, row, "commitment")
