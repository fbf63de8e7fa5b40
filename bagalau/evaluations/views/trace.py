"""The page of the thread from finding to evidence."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations import queries
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.queries.responses import responses_of
from bagalau.evaluations.queries.trace import trace
from bagalau.people.access import VIEW_HISTORY
from bagalau.people.middleware import Request, page

GAPS = {
    "loose": _("findings and conclusions that no recommendation takes up"),
    "groundless": _("recommendations without a finding or conclusion"),
    "unanswered": _("recommendations without an answer"),
    "idle": _("recommendations that nobody acts on"),
    "left": _("parts that nobody seems to act on"),
    "unproven": _("key actions completed without evidence"),
}


@page(VIEW_EVALUATIONS)
def evaluation_trace(request: Request, pk: int) -> HttpResponse:
    """From what was found to the proof that something changed, with the places where the thread breaks."""
    viewer = request.viewer
    row = queries.evaluation(viewer, pk)
    inside = viewer.may(VIEW_HISTORY, row)
    found = trace(viewer, row, responses_of(viewer, row), inside=inside)
    gaps = [{"label": GAPS[name], "number": number} for name, number in found.gaps.items()]
    context = {"evaluation": row, "trace": found, "gaps": gaps, "inside": inside}
    return render(request, "evaluations/evaluation_trace.html", context)
