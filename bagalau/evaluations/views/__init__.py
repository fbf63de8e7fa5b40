"""Pages of evaluations: the list, one with everything that hangs on it, its history."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from bagalau.commitments.queries import possible_evidence
from bagalau.documents.queries import documents, documents_of
from bagalau.documents.rules import Visibility
from bagalau.evaluations import actions, queries
from bagalau.evaluations.access import EDIT_EVALUATION, PUBLISH_EVALUATION, VIEW_EVALUATIONS, VIEW_ROSTER
from bagalau.evaluations.forms import AttachForm, EvaluationFilter
from bagalau.evaluations.queries.content import whole_evaluation
from bagalau.evaluations.rules import Stage, is_overdue
from bagalau.evaluations.rules.content import is_told
from bagalau.evaluations.tables import columns_for
from bagalau.evaluations.views.content import sections
from bagalau.evaluations.views.life_shown import life_of
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request, page
from bagalau.people.views.history import history_page
from bagalau.reference.parameters import values
from bagalau.web.exports import export
from bagalau.web.tables import table


@page(VIEW_EVALUATIONS)
def evaluations(request: Request) -> HttpResponseBase:
    """All evaluations, with filters, sorting and exports."""
    form = EvaluationFilter(request.GET, request.viewer)
    rows = queries.evaluations(request.viewer).filter(form.condition())
    shown = columns_for(request.viewer)
    file = export(request, rows, shown, default="-completed", name="evaluations")
    context = {
        "form": form,
        "table": None if file else table(request, rows, shown, "-completed"),
        "may_add": request.viewer.can(EDIT_EVALUATION),
        "sees_roster": request.viewer.can(VIEW_ROSTER),
    }
    return file or render(request, "evaluations/list.html", context)


@page(VIEW_EVALUATIONS)
def evaluation(request: Request, pk: int) -> HttpResponse:
    """One evaluation: its life, team and documents, what it says, what was answered and promised."""
    viewer = request.viewer
    row = whole_evaluation(viewer, pk)
    inside = viewer.may(VIEW_HISTORY, row)  # what is public is so without mail addresses, comments, drafts and names
    parameters = values(viewer.today)
    life = life_of(viewer, row, parameters, inside=inside)
    said = sections(viewer, row, life["agencies"], int(parameters["response.days"]))
    context = {
        "evaluation": row,
        "inside": inside,
        "overdue": is_overdue(Stage(row.stage), row.planned_end, viewer.today),
        "sources": queries.sources(row, said["content"].keys) if inside else {},
        "read_from": documents_of(viewer, "evaluation", row.pk) if inside else [],
        "found_by_checks": row.found_by_checks if inside else 0,  # type: ignore[attr-defined]  # counted with the row
        "may_publish": viewer.may(PUBLISH_EVALUATION, row),
        "unseen": life["may_edit"] and row.visibility == Visibility.PUBLIC and not is_told(row.stage),
        **life,
        **said,
    }
    return render(request, "evaluations/evaluation.html", context)


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
