"""Pages of reports: the catalogue, the form of one, its file."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from bagalau.exports import catalogue
from bagalau.exports.access import VIEW_REPORTS
from bagalau.exports.catalogue import Kind
from bagalau.exports.forms import ReportForm
from bagalau.formats.write.paper.html import policy
from bagalau.people.middleware import Request, page


@page(VIEW_REPORTS)
def reports(request: Request) -> HttpResponse:
    """The reports and lists that the viewer may have."""
    context = {"reports": catalogue.reports_for(request.viewer), "data": catalogue.data_for(request.viewer)}
    return render(request, "exports/reports.html", context)


@page(VIEW_REPORTS)
def report(request: Request, name: str) -> HttpResponse:
    """What a report shall cover; with ``?format=`` its file. Strangers are led to sign in for what is not for them."""
    if request.viewer.is_public and catalogue.is_closed(request.viewer, name):
        return redirect_to_login(request.get_full_path())
    kind = catalogue.report(request.viewer, name)
    form = _form(request, kind)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "exports/report.html", {"form": form, "report": kind}, status=status)
    given = form.cleaned_data
    return _file(
        catalogue.make(request.viewer, kind, form.parameters(), language=given["language"], form=given["format"])
    )


def _form(request: Request, kind: Kind) -> ReportForm:
    language = (get_language() or "en")[:2]
    start = {"language": language, "year": request.viewer.today.year - 1}
    asked = request.GET.copy()
    asked.setdefault("language", language)
    return ReportForm(
        asked if "format" in asked else None,
        initial=start | request.GET.dict(),
        viewer=request.viewer,
        kind=kind,
    )


def _file(made: catalogue.Made) -> HttpResponse:
    """The file; a page is shown at once, under a policy that allows nothing but its own style and pictures."""
    is_page = made.name.endswith(".html")
    response = HttpResponse(made.data, content_type=made.media_type)
    response["Content-Disposition"] = content_disposition_header(not is_page, made.name) or ""
    response["Cache-Control"] = "private, no-store"
    if is_page:
        response["Content-Security-Policy"] = policy(made.report)
    return response
