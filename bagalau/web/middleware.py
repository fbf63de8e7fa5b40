"""Safe headers on every answer, and one place where a ``Problem`` becomes a page, a fragment or JSON."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop

from bagalau.lib.problems import Problem

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)
MAX_REQUEST = 60 * 2**20  # bytes: the largest file that is read, and the form around it
TOO_LARGE = gettext_noop("This is more than can be sent at once. Files may have up to 50 MB.")
Answer = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """A strict content security policy: only our own files, no inline script or style."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        if "text/html" in response.get("Content-Type", ""):
            response.setdefault("Cache-Control", "private, no-store")
        return response


class Problems:
    """Turns a ``Problem`` that a view raised into the kind of answer the request asked for."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_REQUEST:
            return problem_page(request, Problem("too-large", TOO_LARGE, status=413))
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return problem_page(request, error) if isinstance(error, Problem) else None


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The answer for a refusal: JSON for programs, otherwise a page with the sentence."""
    sentence = words(problem)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse(
            {"code": problem.code, "detail": sentence, "details": problem.details}, status=problem.status
        )
    return render(request, "problem.html", {"problem": problem, "sentence": sentence}, status=problem.status)


def words(problem: Problem) -> str:
    """The sentence of a problem in the language of the page."""
    return problem.said(gettext)
