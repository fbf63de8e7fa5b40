"""The list of commitments, one with all that was said of it, its history."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bagalau.commitments import queries
from bagalau.commitments.access import DECIDE, EDIT, UPDATE, VERIFY, VIEW_COMMITMENTS
from bagalau.commitments.forms import AskForm, CommitmentFilter, DecideForm, ResponsibleForm, UpdateForm, VerifyForm
from bagalau.commitments.models import PROOF_TONES, PROOFS, STATES, TONES, Commitment
from bagalau.commitments.rules import OPEN, Hindrance, State, Status, proof, state
from bagalau.commitments.tables import columns_for, slip_words
from bagalau.documents.queries import documents, origins
from bagalau.people.access import VIEW_HISTORY, Viewer, require
from bagalau.people.middleware import Request, page
from bagalau.people.queries import possible_owners, units
from bagalau.people.views.history import history_page
from bagalau.web.exports import export
from bagalau.web.forms import HouseForm
from bagalau.web.tables import table


@page(VIEW_COMMITMENTS)
def commitments(request: Request) -> HttpResponseBase:
    """All commitments, with filters, sorting and exports."""
    form = CommitmentFilter(request.GET, request.viewer)
    rows = queries.commitments(request.viewer).filter(form.condition())
    shown = columns_for(request.viewer)
    file = export(request, rows, shown, default="due", name="commitments")
    context = {
        "form": form,
        "table": None if file else table(request, rows, shown, "due"),
        "may_update": request.viewer.can(UPDATE),
        "reportable": form.is_reportable,
    }
    return file or render(request, "commitments/list.html", context)


@page(VIEW_COMMITMENTS)
def commitment(request: Request, pk: int) -> HttpResponse:
    """One commitment: what, who, when, how it stands, with the forms to say so and all that was said before."""
    return show(request, queries.commitment(request.viewer, pk))


def show(request: Request, row: Commitment, status: int = 200, **given: HouseForm) -> HttpResponse:
    """The page of a commitment; ``given`` are forms that were sent and refused, by their names."""
    viewer = request.viewer
    now = state(Status(row.status), row.due, viewer.today)
    inside, ours = viewer.may(VIEW_HISTORY, row), queries.is_inside(viewer, row)
    evidence = list(queries.evidence(viewer, row))
    context = {
        "commitment": row,
        "inside": inside,
        "ours": ours,
        "state": STATES[now],
        "tone": TONES[now],
        "long_overdue": now is State.OVERDUE and queries.is_long_overdue(row, viewer.today),
        "slip": slip_words(row.slip),
        "updates": queries.updates(viewer, row),
        "evidence": evidence,
        "origins": {name: origin for (_pk, name), origin in origins("commitment", [row.pk]).items()},
        "people": row.responsible_people.all(),
        "units": row.responsible_units.all(),
        **(_proof(row, evidence=bool(evidence)) if ours else {}),
        **(_forms(request, row) | given),
    }
    return render(request, "commitments/commitment.html", context, status=status)


def _proof(row: Commitment, *, evidence: bool) -> dict[str, Any]:
    found = proof(Status(row.status), row.verification, evidence=evidence, no_evidence=row.no_evidence)
    return {"proof": PROOFS[found], "proof_tone": PROOF_TONES[found]} if found else {}


def _forms(request: Request, row: Commitment) -> dict[str, Any]:
    """The forms that the viewer may send now, by their names on the page."""
    viewer, seen = request.viewer, {"seen": row.seen}
    found: dict[str, Any] = {}
    if viewer.may(UPDATE, row):
        found["form"] = update_form(request, row)
        if row.is_requested and row.requested_by == viewer.person:
            found["withdraw"] = True
        elif row.status in OPEN and not row.is_requested:
            found["ask"] = AskForm(initial=seen)
    if viewer.may(DECIDE, row) and row.is_requested and row.requested_by != viewer.person:
        found["decide"] = DecideForm(initial=seen)
    if viewer.may(VERIFY, row) and row.status == Status.COMPLETED:
        found |= _verifying(viewer, row)
    if viewer.may(EDIT, row):
        found["owners"] = owners_form(request, row)
    return found


def _verifying(viewer: Viewer, row: Commitment) -> dict[str, Any]:
    hindrance = queries.not_independent(viewer, row)
    if hindrance is None:
        return {"verify": VerifyForm(initial={"seen": row.seen})}
    return {"said_it": hindrance is Hindrance.SAID_IT, "not_independent": True}


def update_form(request: Request, row: Commitment, *data: Any) -> UpdateForm:
    """The form that says how a commitment stands, as it stands."""
    initial = {"status": row.status, "due": row.due.iso if row.due else "", "seen": row.seen}
    offered = queries.possible_evidence(request.viewer, row.unit)
    return UpdateForm(*data, initial=initial, documents=documents(request.viewer), offered=offered)


def owners_form(request: Request, row: Commitment, *data: Any) -> ResponsibleForm:
    """The form that says who is responsible, as it stands."""
    initial = {
        "responsible": row.responsible,
        "people": row.responsible_people.all(),
        "units": row.responsible_units.all(),
        "seen": row.seen,
    }
    people = possible_owners(request.viewer, row.unit, row.responsible_people.all())
    choices = {"people": people, "units": units(request.viewer)}
    return ResponsibleForm(*data, initial=initial, **choices)


@page(VIEW_HISTORY)
def commitment_history(request: Request, pk: int) -> HttpResponse:
    """Who changed what in a commitment."""
    row = queries.commitment(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, row)
    return history_page(request, row, "commitment")
