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
        response = self.answer(request)
        if response.status_code >= 400 and response.get("Content-Type") != JSON:
            shaped = refused(_problem(response.status_code))
            if "Allow" in response:
                shaped["Allow"] = response["Allow"]
            response = shaped
        response.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Authorization", "Accept-Language"])
        return response


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
