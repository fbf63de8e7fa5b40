"""Hits and facets as the page shows them.

Hits are joined as plain strings: in a template they would take most of the time of a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote_plus

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagalau.lib.passages import FACETS
from bagalau.search.labels import label, place_words, unit_names
from bagalau.search.queries import DEEPEST, NEWEST, SIZE, Found, Search
from bagalau.search.rules.snippet import Piece
from bagalau.search.schema import Kept
from bagalau.search.tables import address, month
from bagalau.web.tables import date_words, link
from bagalau.web.templatetags.bagalau import icon, plain_value

SHOWN = 110
"""Letters of a title that are shown over a hit."""
HEADINGS = {
    "kind": gettext_lazy("Kind"),
    "unit": gettext_lazy("Unit"),
    "year": gettext_lazy("Year"),
    "type": gettext_lazy("Type"),
    "criterion": gettext_lazy("Criterion"),
    "tag": gettext_lazy("Tag"),
    "sdg": gettext_lazy("SDG"),
    "status": gettext_lazy("Status"),
}


def names_of_units(found: Found, search: Search) -> dict[str, str]:
    """The names of all units that the page tells of."""
    keys = {*found.counts.get("unit", ()), *(str(hit.passage.unit) for hit in found.hits)}
    return unit_names(keys | ({search.facets["unit"]} if "unit" in search.facets else set()))


def facets(found: Found, search: Search, query: QueryDict, units: Mapping[str, str]) -> SafeString:
    """What tells hits apart, with how many have it, and by what they were chosen: links to narrow and to widen."""
    shown = "".join(_facet(name, found, search, query, units) for name in FACETS)
    return mark_safe(shown)  # noqa: S308 - every value is escaped


def _facet(name: str, found: Found, search: Search, query: QueryDict, units: Mapping[str, str]) -> str:
    counts, chosen = found.counts.get(name, {}), search.facets.get(name)
    if chosen is not None:
        counts = {chosen: found.count}
    if name == "year":
        counts = dict(sorted(counts.items(), reverse=True))
    if not counts:
        return ""
    about = "≈ " if found.is_estimated and chosen is None else ""
    others = link(query, page=None, **{name: None})
    items = []
    for value, count in counts.items():
        words = escape(units.get(value, "–") if name == "unit" else label(name, value))
        number = f'<span class="num">{about}{count if count < 1000 else plain_value(count)}</span>'
        if value == chosen:
            away = f'<span class="visually-hidden">({escape(_("chosen; take away"))})</span>{icon("x")}'
            start = f'<li class="chosen"><a href="{escape(others)}" aria-current="true">'
            items.append(f"{start}<span><bdi>{words}</bdi> {away}</span> {number}</a></li>")
        else:
            url = f"{others}{'' if others == '?' else '&'}{name}={quote_plus(value)}"
            items.append(f'<li><a href="{escape(url)}"><span><bdi>{words}</bdi></span> {number}</a></li>')
    return f"<h2>{escape(str(HEADINGS[name]))}</h2><ul>{''.join(items)}</ul>"


def marked(pieces: Sequence[Piece]) -> str:
    """A snippet as HTML, its words marked."""
    return "".join(f"<mark>{escape(text)}</mark>" if is_marked else escape(text) for text, is_marked in pieces)


def hits(found: Found, units: Mapping[str, str], *, collects: bool) -> SafeString:
    """The hits as list items; with boxes to choose them where somebody may collect."""
    alike = reverse("search_similar")
    kinds: dict[str, str] = {}
    words = {"choose": escape(_("Choose this passage")), "alike": escape(_("Similar passages"))}
    items = []
    for hit in found.hits:
        one = hit.passage
        kind = kinds.setdefault(one.kind, escape(label("kind", one.kind)))
        name = escape(one.id)
        box = f'<input class="form-check-input" type="checkbox" name="passage" value="{name}" form="collect" '
        box = f'{box}aria-label="{words["choose"]}: {escape(one.title[:80])}">' if collects else ""
        items.append(
            f'<li class="hit">{box}<div><div class="hit-head"><span class="status">{kind}</span> {_source(one, units)}'
            f'</div><p class="hit-text"{_lang(one)}>{marked(hit.pieces)}</p>'
            f'<a class="hit-more" href="{alike}?passage={name}">{words["alike"]}</a></div></li>'
        )
    return mark_safe("".join(items))  # noqa: S308 - every value is escaped


def _source(one: Kept, units: Mapping[str, str]) -> str:
    title = escape(one.title if len(one.title) <= SHOWN else f"{one.title[:SHOWN].rstrip()}…")
    when = date_words(month(one.day)) if one.day else ""
    told = (place_words(one.place), units.get(str(one.unit), ""), when)
    where = " · ".join(escape(text) for text in told if text)
    return (
        f'<a href="{escape(address(one.root, one.anchor))}"><bdi>{title}</bdi></a> <span class="quiet">{where}</span>'
    )


def _lang(one: Kept) -> str:
    return f' lang="{one.language}"' if one.language else ""


def turns(found: Found, search: Search, query: QueryDict) -> dict[str, Any]:
    """Where the pages before and after are, and which hits this page has."""
    first = (search.page - 1) * SIZE
    last = min(first + SIZE, found.count)
    return {
        "first": first + 1,
        "last": last,
        "before": link(query, page=str(search.page - 1) if search.page > 2 else None) if search.page > 1 else None,
        "after": link(query, page=str(search.page + 1)) if last < found.count and search.page < DEEPEST else None,
        "by_relevance": link(query, page=None, sort=None),
        "by_date": link(query, page=None, sort=NEWEST),
    }
