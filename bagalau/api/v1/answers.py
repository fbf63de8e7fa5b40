"""Every answer: JSON with its version, and one shape for refusals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as NotAsDescribed
from pydantic import BaseModel

from bagalau.api.v1.schemas import Refusal
from bagalau.lib.problems import Problem
from bagalau.web.middleware import TOO_LARGE, words
from bagalau.web.records import absent

JSON = "application/json"
VERSION_END = ";"  # an ETag is the version of the record, this, and a digest of the answer

SENTENCES = {
    "missing": gettext_noop("This is missing."),
    "extra_forbidden": gettext_noop("There is no such field."),
    "string_too_long": gettext_noop("This is too long: at most %(max_length)s letters."),
    "string_too_short": gettext_noop("This is too short: at least %(min_length)s letters."),
    "greater_than_equal": gettext_noop("This must be at least %(ge)s."),
    "less_than_equal": gettext_noop("This must be at most %(le)s."),
    "enum": gettext_noop("This is none of what is possible: %(expected)s."),
    "literal_error": gettext_noop("This is none of what is possible: %(expected)s."),
    "string_unicode": gettext_noop("This text holds what is no letter."),
    "timezone_aware": gettext_noop("Say the time zone, as in 2025-06-16T08:00:00Z."),
}
OTHERWISE = gettext_noop("This has not the form that the description of the interface gives.")


def answer(request: HttpRequest, found: BaseModel, status: int = 200, *, version: str = "") -> HttpResponse:
    """The answer that carries this. To a look that brings the tag of what it knows: nothing new (304)."""
    response = HttpResponse(found.model_dump_json(), content_type=JSON, status=status)
    tag = hashlib.sha256(response.content).hexdigest()[:32]
    response["ETag"] = f'"{version}{VERSION_END}{tag}"' if version else f'"{tag}"'
    if request.method == "GET" and response["ETag"] in parse_etags(request.headers.get("If-None-Match", "")):
        unchanged = HttpResponse(status=304, headers={"ETag": response["ETag"]})
        del unchanged["Content-Type"]
        return unchanged
    return response


def expected(request: HttpRequest) -> str:
    """The version that the sender looked at, from ``If-Match``; empty if none is named or any will do."""
    tags = parse_etags(request.headers.get("If-Match", ""))
    tag = tags[0].removeprefix("W/").strip('"') if tags else ""
    return "" if tag == "*" else tag.partition(VERSION_END)[0]


def refused(problem: Problem) -> HttpResponse:
    """The answer to what was refused."""
    details = {name: str(sentence) for name, sentence in problem.details.items()}
    shown = Refusal(code=problem.code, sentence=words(problem), details=details)
    response = HttpResponse(shown.model_dump_json(), content_type=JSON, status=problem.status)
    if problem.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if "seconds" in problem.values:
        response["Retry-After"] = str(problem.values["seconds"])
    return response


def not_as_described(error: NotAsDescribed) -> Problem:
    """The refusal of a request that has another form than the description of the interface gives."""
    details = {".".join(str(step) for step in _place(one)) or "body": _sentence(one) for one in error.errors}
    return Problem("invalid", _("Something is missing or wrong. Nothing was saved."), status=422, details=details)


def _place(error: Mapping[str, Any]) -> tuple[Any, ...]:
    """Where in the request: without its part and, of a body, without the name that only the code knows."""
    source, *steps = error["loc"]
    return tuple(steps[1:] if source in {"body", "form"} and steps[:1] == ["given"] else steps)


def _sentence(error: Mapping[str, Any]) -> str:
    return str(_(SENTENCES.get(error["type"], OTHERWISE)) % error.get("ctx", {}))


def _from_parser(error: HttpError) -> Problem:
    if error.status_code == 400:
        return Problem("bad-json", _("The body is no JSON that can be read."), status=400)
    return absent() if error.status_code == 404 else Problem("refused", str(error), status=error.status_code)


def _from_model(error: ValidationError) -> Problem:
    details = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    said = {name: " ".join(str(message) for message in messages) for name, messages in details.items()}
    return Problem("invalid", _("Something is missing or wrong. Nothing was saved."), status=422, details=said)


def _unreadable(_error: Exception) -> Problem:
    return Problem("bad-request", _("The request cannot be read."), status=400)


PROBLEMS: dict[type[Exception], Any] = {
    Problem: lambda error: error,
    NotAsDescribed: not_as_described,
    HttpError: _from_parser,
    ValidationError: _from_model,
    RequestDataTooBig: lambda _error: Problem("too-large", TOO_LARGE, status=413),
    SuspiciousOperation: _unreadable,
    MultiPartParserError: _unreadable,
}


def as_problem(error: Exception) -> Problem | None:
    """The refusal that an error means; None for one that nobody has foreseen."""
    for kind in type(error).__mro__:
        if kind in PROBLEMS:
            found: Problem = PROBLEMS[kind](error)
            return found
    return None


def _render(_request: HttpRequest, error: Exception) -> HttpResponse:
    problem = as_problem(error)
    if problem is None:
        raise error
    return refused(problem)


def speak(api: NinjaAPI) -> None:
    """Let an interface refuse in this shape. What nobody has foreseen is left to the server, which keeps a record."""
    kinds: list[type[Exception]] = [Exception, *PROBLEMS]
    for kind in kinds:
        api.add_exception_handler(kind, _render)  # type: ignore[arg-type]  # it is given errors, not their types


def read_json(data: bytes) -> Any:
    """A JSON value; numbers that are none (NaN) are refused, which Python would take."""

    def refuse(name: str) -> float:
        raise ValueError(name)

    return json.loads(data, parse_constant=refuse)
