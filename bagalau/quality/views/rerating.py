"""Pages: what another version of a rating scheme would give, and applying it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request, page
from bagalau.quality.access import EDIT_QUESTIONNAIRES, OVERSEE_QUALITY
from bagalau.quality.actions.rerate import rerate
from bagalau.quality.forms.rerating import RerateForm
from bagalau.quality.queries import definitions as queries
from bagalau.quality.queries.definitions import Version
from bagalau.quality.queries.rerating import others, rated_by, rerated
from bagalau.quality.rules.schemes import Scheme
from bagalau.quality.tables.rerating import matrix, rows
from bagalau.web.middleware import words
from bagalau.web.paging import SIZE
from bagalau.web.tables import link


@page(OVERSEE_QUALITY)
def scheme_rerate(request: Request, code: str, version: str) -> HttpResponse:
    """What another version would give for the assessments that this one rated."""
    found = queries.scheme(request.viewer, code, version)
    form = _form(request, found, request.GET)
    context = {"version": found, "told": found.told, "form": form, "may_edit": request.viewer.can(EDIT_QUESTIONNAIRES)}
    picked = form.picked()
    if picked and found.row:
        asked, to = picked
        preview = rerated(request.viewer, asked, found.row, to.told)
        shown = Paginator(preview.changed, SIZE).get_page(request.GET.get("page"))
        context |= {
            "asked": asked,
            "to": to,
            "preview": preview,
            "matrix": matrix(preview, found.told, to.told),
            "rows": rows(list(shown.object_list), asked.questionnaire, found.told, to.told),
            "before": link(request.GET, page=str(shown.number - 1)) if shown.has_previous() else None,
            "after": link(request.GET, page=str(shown.number + 1)) if shown.has_next() else None,
        }
    return render(request, "quality/scheme_rerate.html", context)


@page(EDIT_QUESTIONNAIRES)
def scheme_rerate_apply(request: Request, code: str, version: str) -> HttpResponse:
    """Bring the assessments under way to the other version."""
    found = queries.scheme(request.viewer, code, version)
    form = _form(request, found, request.POST)
    picked = form.picked()
    if request.method != "POST" or picked is None or found.row is None:
        return redirect("scheme_rerate", code, version)
    asked, to = picked
    try:
        count = rerate(request.viewer, asked, found.row, to, request.POST.get("seen", ""))
        told = ngettext("%(count)s assessment was rated anew.", "%(count)s assessments were rated anew.", count)
        messages.success(request, told % {"count": count})
    except Problem as problem:
        messages.error(request, words(problem))
    address = reverse("scheme_rerate", args=(code, version))
    query = {"questionnaire": str(asked.pk), "to": to.told.version}
    return redirect(f"{address}?{urlencode(query)}")


def _form(request: Request, found: Version[Scheme], data: QueryDict) -> RerateForm:
    return RerateForm(data, rated_by(request.viewer, found.row), others(request.viewer, found))
