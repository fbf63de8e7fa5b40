"""Pages and files of the public site."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagalau.formats.report import Chart
from bagalau.formats.write.paper.charts import svg
from bagalau.lib.problems import Problem
from bagalau.people.access import VIEW_HOME
from bagalau.people.mail import absolute
from bagalau.people.middleware import Request, page
from bagalau.portal.public import feed as atom
from bagalau.portal.public import queries, sitemap, tables
from bagalau.portal.public.forms import StatisticsFilter
from bagalau.reference.lists import term
from bagalau.web.exports import STREAMS
from bagalau.web.forms import whole_number
from bagalau.web.records import absent
from bagalau.web.tables import link


@page(VIEW_HOME)
def statistics(request: Request) -> HttpResponseBase:
    """What is published in figures, with charts, their tables, and files of the figures."""
    form = StatisticsFilter(request.GET)
    found = queries.figures(request.viewer.today, form.asked())
    wanted = request.GET.get("format")
    if wanted is not None:
        return _file(found, wanted)
    context = {
        "form": form,
        "found": found,
        "charts": [_drawn(chart) for chart in tables.drawn(found)],
        "linked": request.viewer.is_public and not form.in_use,
        "files": [(name.upper(), link(request.GET, format=name, lang=None)) for name in STREAMS],
    }
    return render(request, "portal/statistics.html", context)


def _drawn(chart: Chart) -> dict[str, object]:
    """A chart with its picture, whose words the drawing escapes."""
    return {"chart": chart, "svg": mark_safe(svg(chart))}  # noqa: S308


def _file(found: queries.Figures, wanted: str) -> StreamingHttpResponse:
    if wanted not in STREAMS:
        raise Problem("unknown-format", _("The figures can be had as CSV or JSON."))
    lines, media_type = STREAMS[wanted]
    response = StreamingHttpResponse(lines(tables.NAMES, tables.rows(found)), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="statistics.{wanted}"'
    return response


@page(VIEW_HOME)
def feed(request: Request) -> HttpResponse:
    """The published evaluations that changed last, as Atom: all, those of a unit, or those with a term."""
    title, unit, tag = _("Published evaluations"), None, None
    if "unit" in request.GET:
        unit = queries.office(whole_number(request.GET["unit"]) or 0)
        if unit is None:
            raise absent()
        title = f"{title}: {unit.name}"
    if "term" in request.GET:
        code, _colon, name = request.GET["term"].partition(":")
        known = term(code, name)
        if known is None:
            raise absent()
        tag = (code, name)
        title = f"{title}: {known.name(get_language() or 'en')}"
    content = atom.atom(
        queries.followed(request.viewer.today, unit=unit, term=tag),
        _absolute(request),
        title=f"Bagalau: {title}",
        about=_("Evaluations, the answers of management to them, and how far each promised action has come."),
        address=absolute(request, reverse("feed") + link(request.GET).removesuffix("?")),
        language=get_language() or "en",
    )
    return HttpResponse(content, content_type=atom.MEDIA_TYPE)


@page(VIEW_HOME)
def sitemap_index(request: Request) -> HttpResponse:
    """The list of the maps of the site."""
    content = "".join(sitemap.index(_absolute(request), request.viewer.today))
    return HttpResponse(content, content_type=sitemap.MEDIA_TYPE)


@page(VIEW_HOME)
def sitemap_part(request: Request, kind: str, number: int) -> StreamingHttpResponse:
    """One map of the site."""
    found = sitemap.part(_absolute(request), request.viewer.today, kind, number)
    if found is None:
        raise absent()
    return StreamingHttpResponse(found, content_type=sitemap.MEDIA_TYPE)


@page(VIEW_HOME)
def robots(request: Request) -> HttpResponse:
    """What programs that gather pages should leave alone, and where the map is."""
    shut = (reverse("account_login").removesuffix("login/"), reverse("search"), "/*format=", "/*cursor=")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in shut)]
    lines.append(f"Sitemap: {absolute(request, reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _absolute(request: Request) -> Callable[[str], str]:
    return partial(absolute, request)
