"""The map of the site: only what everybody may open, in pages of as many addresses as the protocol allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from bagalau.commitments.queries import commitments
from bagalau.documents.queries import documents
from bagalau.evaluations.queries import evaluations
from bagalau.evaluations.queries.plans import plans
from bagalau.portal.public.queries import everybody
from bagalau.web.records import url_of

MOST = 50_000
CHUNK = 2000
MEDIA_TYPE = "application/xml; charset=utf-8"
PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
PAGES = ("home", "evaluations", "evaluationplans", "commitments", "documents", "statistics")
Absolute = Callable[[str], str]


def kinds(today: date) -> Mapping[str, QuerySet[Any]]:
    """The records of each kind that everybody may open."""
    viewer = everybody(today)
    rows = {
        "evaluation": evaluations(viewer),
        "evaluationplan": plans(viewer),
        "commitment": commitments(viewer),
        "document": documents(viewer),
    }
    return {kind: found.select_related(None).prefetch_related(None).order_by("pk") for kind, found in rows.items()}


def index(absolute: Absolute, today: date) -> Iterator[str]:
    """The list of the maps: the pages of the site, and as many for each kind of record as it needs."""
    yield _head("sitemapindex")
    yield _entry("sitemap", absolute(reverse("sitemap_part", args=["page", 1])))
    for kind, rows in kinds(today).items():
        for number in range(1, -(-rows.count() // MOST) + 1):
            yield _entry("sitemap", absolute(reverse("sitemap_part", args=[kind, number])))
    yield "</sitemapindex>\n"


def part(absolute: Absolute, today: date, kind: str, number: int) -> Iterator[str] | None:
    """The map with this number of a kind; None if there is none."""
    if kind == "page":
        return _urls(absolute(reverse(name)) for name in PAGES) if number == 1 else None
    rows = kinds(today).get(kind)
    if rows is None or number < 1 or number > 10_000:
        return None
    start = (number - 1) * MOST
    keys = rows.values_list("pk", flat=True)[start : start + MOST]
    if not keys[:1]:
        return None
    return _urls(absolute(url_of(kind, key) or "") for key in keys.iterator(CHUNK))


def _urls(addresses: Iterator[str]) -> Iterator[str]:
    yield _head("urlset")
    for address in addresses:
        yield _entry("url", address)
    yield "</urlset>\n"


def _head(root: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{PROTOCOL}">\n'


def _entry(name: str, address: str) -> str:
    """Our addresses hold a host and numbers, nothing that XML would read otherwise."""
    return f"<{name}><loc>{address}</loc></{name}>\n"
