"""What the templates of public pages need: full addresses, the page in other languages, words for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from bagalau.evaluations.models import Evaluation
from bagalau.people.mail import absolute
from bagalau.portal.public import metadata
from bagalau.reference.models import Tag
from bagalau.web.tables import link

register = template.Library()
Context = Mapping[str, Any]


@register.simple_tag(takes_context=True)
def full(context: Context, name: str, *args: Any) -> str:
    """The full address of a page."""
    return absolute(context["request"], reverse(name, args=args))


@register.simple_tag(takes_context=True)
def in_languages(context: Context) -> list[tuple[str, str]]:
    """This page in each language: codes and full addresses; the first, without one, in the reader's own."""
    request = context["request"]
    codes = [None, *dict(settings.LANGUAGES)]
    return [
        (code or "x-default", absolute(request, request.path + link(request.GET, lang=code)).removesuffix("?"))
        for code in codes
    ]


@register.simple_tag
def in_language(query: Any, language: str) -> str:
    """The query that asks for this page in a language."""
    return link(query, lang=language)


@register.simple_tag(takes_context=True)
def machine_words(context: Context) -> dict[str, Any]:
    """What machines read of the evaluation that the page shows."""
    of: Evaluation = context["evaluation"]
    url, team = _url(context, of), _team(context)
    papers = [
        (item.row.title, absolute(context["request"], reverse("document", args=[item.row.document_id])))
        for item in context["listed"]
        if item.row.document_id and item.opens
    ]
    terms = [tag.name for tag in _terms(context)]
    data = metadata.report(of, url, team=team, terms=terms, documents=papers)
    return {"url": url, "tags": metadata.tags(of, url, team), "script": _safe(data)}


@register.simple_tag(takes_context=True)
def figures_script(context: Context) -> SafeString:
    """What machines read of the page of figures."""
    request = context["request"]
    url = absolute(request, reverse("statistics"))
    files = [("text/csv", f"{url}?format=csv"), ("application/json", f"{url}?format=json")]
    name, about = gettext("Statistics of published evaluations"), gettext("Published evaluations in figures")
    return _safe(metadata.dataset(url, name, about, context["found"].on.isoformat(), files))


@register.simple_tag(takes_context=True)
def sharing(context: Context) -> dict[str, Any]:
    """How an evaluation is passed on: its address, a mail with it, how to cite it, and the feeds to follow."""
    of: Evaluation = context["evaluation"]
    url = _url(context, of)
    feed = reverse("feed")
    feeds = [(of.unit.name, f"{feed}?unit={of.unit_id}")]
    feeds += [(tag.name, f"{feed}?term={quote(f'{tag.list}:{tag.term}')}") for tag in _terms(context)]
    return {
        "url": url,
        "mail": f"mailto:?subject={quote(of.title)}&body={quote(url)}",
        "citation": metadata.citation(of, url, _team(context)),
        "feeds": feeds,
    }


def _url(context: Context, of: Evaluation) -> str:
    return absolute(context["request"], reverse("evaluation", args=[of.pk]))


def _team(context: Context) -> list[str]:
    return [member.row.name for member in context["team"] if member.row.name]


def _terms(context: Context) -> Iterable[Tag]:
    found: Iterable[Tag] = context.get("evaluation_terms") or ()
    return found


def _safe(data: Any) -> SafeString:
    """``metadata.script`` leaves nothing that could end the element."""
    return mark_safe(metadata.script(data))  # noqa: S308
