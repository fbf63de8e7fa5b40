"""What the house answers before or instead of an operation, in the shape of the programming interface."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from bagalau.api.v1.answers import JSON, refused
from bagalau.lib.problems import Problem
from bagalau.web.middleware import MAX_REQUEST, TOO_LARGE, Answer
from bagalau.web.records import absent

ROOT = "/api/v1/"


class InOneShape:
    """Every refusal under ``/api/v1/`` is JSON of one shape, whoever refuses."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ROOT):
            return self.answer(request)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_REQUEST:
            return refused(Problem("too-large", TOO_LARGE, status=413))
        response = _shaped(self._asked(request))
        response.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Authorization", "Accept-Language"])
        return response

    def _asked(self, request: HttpRequest) -> HttpResponse:
        """The answer; whoever asks for the head alone is answered like GET, and the server leaves out the body."""
        method = request.method
        if method == "HEAD":
            request.method = "GET"
        response = self.answer(request)
        request.method = method
        if "Allow" in response:
            response["Allow"] = ", ".join(_allowed(response["Allow"]))
            if method == "OPTIONS":
                response = HttpResponse(status=204, headers={"Allow": response["Allow"]})
                del response["Content-Type"]
        return response


def _allowed(said: str) -> list[str]:
    methods = {one.strip() for one in said.split(",")}
    return sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set()))


def _shaped(response: HttpResponse) -> HttpResponse:
    """A refusal in our shape, whoever refused; any other answer as it is."""
    if response.status_code < 400 or response.get("Content-Type") == JSON:
        return response
    shaped = refused(_problem(response.status_code))
    if "Allow" in response:
        shaped["Allow"] = response["Allow"]
    return shaped


def _problem(status: int) -> Problem:
    known = {
        400: ("bad-request", _("The request cannot be read.")),
        405: ("not-so", _("This address cannot be asked in this way.")),
        413: ("too-large", _(TOO_LARGE)),
    }
    if status == 404:
        return absent()
    code, sentence = known.get(status, ("broken", _("Something broke here. Try again, and tell an administrator.")))
    return Problem(code, sentence, status=status)
