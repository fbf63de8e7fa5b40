"""Pages of the public that browsers and proxies may keep for a minute, and ask after by the state of the record.

Only pages named here are kept, only for somebody who has no session, and only an answer that sets no cookie. What a
page is known by is the journal's last line, the day, the language, the address and this release: any action makes every
page new, so what is taken back is gone at once for whoever asks us.

``?lang=`` gives a page in a language, for links and search engines; that browser is then spoken to in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from bagalau.people import journal
from bagalau.people.adapter import remember_language
from bagalau.people.middleware import Request

KEPT = frozenset(
    "home statistics feed sitemap sitemap_part evaluations evaluation evaluation_trace recommendation evaluationplans "
    "evaluationplan responses response managementresponse commitments commitment documents document".split()
)
"""Names of pages that show the record and nothing else: no search, whose index follows later, and no form."""
FOR_A_MINUTE = "public, max-age=60"
READING = ("GET", "HEAD")
RELEASE = version("bagalau")


class PublicPages:
    """Answers 304 where nothing has happened since, and says how long an answer may be kept."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: Request) -> HttpResponse:
        chosen = _chosen(request)
        if chosen:
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        response = self.answer(request)
        if chosen and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != chosen:
            remember_language(response, chosen)
        known = getattr(request, "known_by", "")
        if known and response.status_code in (200, 304) and not response.cookies:
            response["ETag"] = known
            response["Cache-Control"] = FOR_A_MINUTE
            patch_vary_headers(response, ("Accept-Language", "Authorization", "Cookie", "HX-Request"))
        return response

    def process_view(self, request: Request, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Before the page is made: whether it would be the one that is known already."""
        if not _may_be_kept(request):
            return None
        known = _known_by(request)
        request.known_by = known  # type: ignore[attr-defined]  # read above, once the answer is there
        asked = parse_etags(request.headers.get("If-None-Match", ""))
        return HttpResponseNotModified() if known in asked else None


def _chosen(request: Request) -> str:
    """The language that the address asks for; a person who is signed in has chosen one already."""
    language = request.GET.get("lang", "") if request.method in READING else ""
    return language if language in dict(settings.LANGUAGES) and request.viewer.is_public else ""


def _may_be_kept(request: Request) -> bool:
    """Whether a page is of those that are kept, and nobody says who they are, by a session or by a token.

    An answer that others may keep must not be one to somebody's credentials (RFC 9111, 3.5).
    """
    name = request.resolver_match.url_name if request.resolver_match else ""
    own = {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys() or "Authorization" in request.headers
    return request.method in READING and name in KEPT and not own


def _known_by(request: Request) -> str:
    """What tells this page from what it was before, and from others."""
    fragment = request.headers.get("HX-Request", "")
    day = request.viewer.today
    address = request.build_absolute_uri()
    what = f"{RELEASE} {journal.last_digest()} {day} {translation.get_language()} {fragment} {address}"
    return f'W/"{hashlib.sha256(what.encode()).hexdigest()[:32]}"'
