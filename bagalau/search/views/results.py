"""The results of a search, passages like one of them, and collecting them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request, page
from bagalau.search import actions, queries
from bagalau.search.access import COLLECT, KEEP_SEARCHES, SEARCH
from bagalau.search.files import file_of
from bagalau.search.forms import CollectForm, search_of
from bagalau.search.labels import unit_names
from bagalau.search.queries import EXPORTED, Found, Search
from bagalau.search.rules import said
from bagalau.search.schema import root_term
from bagalau.search.showing import facets, hits, names_of_units, turns
from bagalau.search.similar import similar
from bagalau.search.tables import address, hit_columns
from bagalau.web.records import absent


@page(SEARCH)
def search(request: Request) -> HttpResponseBase:
    """What is found, ranked, with the words marked and counts to narrow it down."""
    asked = search_of(request.GET)
    if file := _file(request, asked):
        return file
    found = queries.found(request.viewer, asked)
    context = {"search": asked, "found": found, "query": request.GET.get("q", ""), **_kept(request)}
    if asked and found.ready:
        context |= _shown(request, asked, found)
    return render(request, "search/search.html", context)


def _file(request: Request, asked: Search) -> HttpResponseBase | None:
    if "format" not in request.GET:
        return None
    passages = list(queries.all_found(request.viewer, asked))
    units = {int(key): name for key, name in unit_names({str(one.unit) for one in passages}).items()}
    columns = hit_columns(units, request.build_absolute_uri("/").rstrip("/"))
    return file_of(request, lambda: passages, columns, "passages")


def _shown(request: Request, asked: Search, found: Found) -> dict[str, object]:
    units = names_of_units(found, asked)
    plain = {name: values for name, values in request.GET.lists() if name not in {"page", "format"}}
    meaning = asked.asked.meaning
    return {
        "hits": hits(found, units, collects=request.viewer.can(COLLECT)),
        "facets": facets(found, asked, request.GET, units),
        "understood": said(meaning, gettext) if meaning else "",
        "notes": [gettext(note.sentence) % _translated(note.values) for note in found.notes],
        "exported": EXPORTED,
        "here": request.GET.urlencode() if plain else "",
        **turns(found, asked, request.GET),
    }


def _translated(values: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {name: gettext(value) if name == "field" else value for name, value in values}


def _kept(request: Request) -> dict[str, object]:
    """The viewer's folders to fill, for those who may collect."""
    viewer = request.viewer
    return {
        "saved": queries.saved_searches(viewer)[:50] if viewer.can(KEEP_SEARCHES) else [],
        "folders": queries.folders_to_fill(viewer) if viewer.can(COLLECT) else [],
        "collects": viewer.can(COLLECT),
        "keeps": viewer.can(KEEP_SEARCHES),
    }


@page(SEARCH)
def search_similar(request: Request) -> HttpResponse:
    """The passages that are like one, with the words they share."""
    name = request.GET.get("passage", "")[:200]
    if not name:
        return redirect("search")
    passage = next(iter(queries.checked(request.viewer, queries.with_ids([name]).values())), None)
    if passage is None:
        raise absent()
    kind = request.GET.get("kind", "")
    before = kind == "recommendation"
    # whether something was recommended before is asked of other reports
    without = [passage.id] if not before else [passage.id, root_term(passage.root)]
    alike = similar(request.viewer, passage.text, kinds=[kind] if before else (), limit=20, without=without)
    units = unit_names({str(one.passage.unit) for one in alike} | {str(passage.unit)})
    shown = [(one, address(one.passage.root, one.passage.anchor), units.get(str(one.passage.unit))) for one in alike]
    here = address(passage.root, passage.anchor)
    context = {"passage": passage, "address": here, "alike": shown, "before": before}
    return render(request, "search/similar.html", context)


@page(COLLECT)
def search_collect(request: Request) -> HttpResponse:
    """Put the chosen hits into a folder, and go on searching."""
    if request.method != "POST":
        return redirect("search")
    form = CollectForm(request.POST, folders=queries.folders(request.viewer))
    if not form.is_valid():
        raise Problem("unknown-folder", gettext("Choose a folder, or write the name of a new one."), status=422)
    given = form.cleaned_data
    count = actions.collect_into(request.viewer, given["folder"], given["name"], request.POST.getlist("passage"))
    messages.success(
        request,
        ngettext("%(count)s passage was put into the folder.", "%(count)s passages were put into the folder.", count)
        % {"count": count},
    )
    return redirect(f"{reverse('search')}?{given['query']}")
