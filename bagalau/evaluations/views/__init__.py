"""Pages of evaluations: the list, one with everything that hangs on it, its history."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from bagalau.commitments.models import STATES, TONES
from bagalau.commitments.queries import possible_evidence
from bagalau.commitments.rules import State, Status, state
from bagalau.documents.queries import documents, documents_of
from bagalau.documents.rules import Visibility
from bagalau.evaluations import actions, queries
from bagalau.evaluations.access import EDIT_EVALUATION, PUBLISH_EVALUATION, VIEW_EVALUATIONS
from bagalau.evaluations.forms import AttachForm, EvaluationFilter
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.rules import Stage, is_overdue
from bagalau.evaluations.tables import columns
from bagalau.people.access import VIEW_HISTORY, Viewer, require
from bagalau.people.middleware import Request, page
from bagalau.people.views.history import history_page
from bagalau.web.exports import export
from bagalau.web.tables import table


@page(VIEW_EVALUATIONS)
def evaluations(request: Request) -> HttpResponseBase:
    """All evaluations, with filters, sorting and exports."""
    form = EvaluationFilter(request.GET, request.viewer)
    rows = queries.evaluations(request.viewer).filter(form.condition())
    shown = columns(request.viewer.today)
    file = export(request, rows, shown, default="-completed", name="evaluations")
    context = {"form": form, "table": None if file else table(request, rows, shown, "-completed")}
    return file or render(request, "evaluations/list.html", context)


@page(VIEW_EVALUATIONS)
def evaluation(request: Request, pk: int) -> HttpResponse:
    """One evaluation: plan, team, documents, findings, lessons, recommendations with answers and key actions."""
    row = queries.evaluation(request.viewer, pk)
    viewer = request.viewer
    shown = _with_states(row, viewer)
    inside = viewer.may(VIEW_HISTORY, row)  # what is public is so without mail addresses, comments, drafts and names
    context = {
        "evaluation": row,
        "tally": _tally(shown),
        "overdue": is_overdue(Stage(row.stage), row.planned_end, viewer.today),
        "recommendations": shown,
        "findings": row.findings.all(),
        "lessons": row.lessons.all(),
        "team": row.team.all(),
        "listed": row.listed_documents.select_related("document"),
        "responses": queries.overall_responses(row),
        "inside": inside,
        "sources": queries.sources(row) if inside else {},
        "read_from": documents_of(viewer, "evaluation", row.pk) if inside else [],
        "may_edit": viewer.may(EDIT_EVALUATION, row),
        "may_publish": viewer.may(PUBLISH_EVALUATION, row),
    }
    return render(request, "evaluations/evaluation.html", context)


def _with_states(row: Evaluation, viewer: Viewer) -> list[dict[str, Any]]:
    """Recommendations with the state of each key action on the viewer's day."""
    shown: list[dict[str, Any]] = []
    for recommendation in queries.recommendations(row):
        found = []
        for action in recommendation.key_actions.all():
            now = state(Status(action.commitment.status), action.commitment.due, viewer.today)
            found.append({"commitment": action.commitment, "name": now, "state": STATES[now], "tone": TONES[now]})
        shown.append({"row": recommendation, "actions": found})
    return shown


def _tally(shown: list[dict[str, Any]]) -> list[dict[str, object]]:
    """How many key actions are in each state, in the order of the states."""
    counted = Counter(action["name"] for item in shown for action in item["actions"])
    return [{"state": STATES[name], "tone": TONES[name], "count": counted[name]} for name in State if counted[name]]


@page(PUBLISH_EVALUATION)
def evaluation_publish(request: Request, pk: int) -> HttpResponse:
    """Publish an evaluation, or take it back."""
    row = queries.evaluation(request.viewer, pk)
    require(request.viewer, PUBLISH_EVALUATION, row)
    if request.method == "POST":
        wanted = Visibility.PUBLIC if request.POST.get("visibility") == Visibility.PUBLIC else Visibility.INTERNAL
        actions.set_visibility(request.viewer, row, wanted)
    return redirect("evaluation", pk=pk)


@page(EDIT_EVALUATION)
def evaluation_attach(request: Request, pk: int, listed: int) -> HttpResponse:
    """Say which document of the office a listed one is."""
    row = queries.evaluation(request.viewer, pk)
    require(request.viewer, EDIT_EVALUATION, row)
    item = queries.listed_document(row, listed)
    offered = possible_evidence(request.viewer, row.unit)
    form = AttachForm(request.POST or None, documents=documents(request.viewer), offered=offered)
    if request.method == "POST" and form.is_valid():
        actions.attach(request.viewer, row, item, form.cleaned_data["document"])
        return redirect("evaluation", pk=pk)
    return render(request, "evaluations/attach.html", {"evaluation": row, "listed": item, "form": form})


@page(VIEW_HISTORY)
def evaluation_history(request: Request, pk: int) -> HttpResponse:
    """Who changed what in an evaluation."""
    row = queries.evaluation(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, row)
    return history_page(request, row, "evaluation")
