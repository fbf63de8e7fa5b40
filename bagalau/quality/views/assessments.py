"""Pages: the list of assessments."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.shortcuts import render

from bagalau.people.middleware import Request, page
from bagalau.quality import queries
from bagalau.quality.access import VIEW_ASSESSMENTS
from bagalau.quality.forms.filters import AssessmentFilter
from bagalau.quality.queries.schemes import labels_in_use, schemes_in_use
from bagalau.quality.tables.assessments import columns
from bagalau.web.exports import export
from bagalau.web.tables import table


@page(VIEW_ASSESSMENTS)
def assessments(request: Request) -> HttpResponseBase:
    """All assessments, with filters, sorting and exports."""
    viewer, schemes = request.viewer, schemes_in_use()
    form = AssessmentFilter(request.GET, viewer, labels_in_use(schemes))
    rows = queries.with_stage_due(queries.assessments(viewer).filter(form.condition()))
    shown = columns(viewer, schemes)
    file = export(request, rows, shown, default="-year", name="assessments")
    context = {"form": form, "table": None if file else table(request, rows, shown, "-year")}
    return file or render(request, "quality/assessments.html", context)
