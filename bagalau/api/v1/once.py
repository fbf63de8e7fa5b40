"""A request with ``Idempotency-Key`` is carried out once, however often it is sent (A-04)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.api.actions import Kept, begin, finish, give_back
from bagalau.api.models import KeyedRequest
from bagalau.api.v1.answers import JSON, as_problem, refused
from bagalau.api.v1.doors import FORM
from bagalau.documents import storage
from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request

HEADER = "Idempotency-Key"
REPEATED = "Idempotent-Replayed"
KEPT_HEADERS = ("ETag", "Location")
KEY = r"^[\x21-\x7e]{1,200}$"
PASSING = {409, 412, 429}  # refusals of the moment: the same request may be right a moment later
View = Callable[..., HttpResponse]
BY_ITSELF: set[View] = set()


def by_itself(view: View) -> View:
    """Marks an operation that does nothing twice by itself, and reads files: nobody else waits while it does."""
    BY_ITSELF.add(view)
    return view


def once(view: View) -> View:
    """Let an operation that is sent with POST count once for each key of its sender."""

    @wraps(view)
    def answered(request: Request, *args: Any, **given: Any) -> HttpResponse:
        key = request.headers.get(HEADER)
        if request.method != "POST" or key is None:
            return view(request, *args, **given)
        if not re.search(KEY, key):
            raise Problem(
                "bad-key", _("A key has 1 to 200 letters, digits or signs of ASCII, and no blanks."), status=400
            )
        assert request.viewer.person is not None  # whoever sends something has a token
        row = begin(request.viewer.person, key, _digest(request), timezone.now())
        if isinstance(row, Kept):
            return HttpResponse(
                row.answer, status=row.status, content_type=JSON, headers={**row.headers, REPEATED: "true"}
            )
        together = nullcontext() if view in BY_ITSELF else storage.together()
        return _carry_out(row, together, lambda: view(request, *args, **given))

    return answered


def _carry_out(
    row: KeyedRequest, together: AbstractContextManager[None], work: Callable[[], HttpResponse]
) -> HttpResponse:
    """Do it and keep the answer, both or neither: who asks again after a crash finds it undone."""
    try:
        with together:
            response = work()
            finish(row, _kept(response))
    except Exception as error:
        problem = as_problem(error)
        if problem is None or problem.status in PASSING:
            give_back(row)
            raise
        response = refused(problem)
        finish(row, _kept(response))
    return response


def _kept(response: HttpResponse) -> Kept:
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    return Kept(response.status_code, response.content.decode(), headers)


def _digest(request: Request) -> str:
    """What makes two requests the same: where to, and every byte that was sent."""
    found = hashlib.sha256(f"{request.get_full_path()}\n".encode())
    if request.content_type == FORM:
        for name, value in sorted(request.POST.items()):
            found.update(f"{name}={len(value)}:{value}\n".encode())
        for name, sent in sorted(request.FILES.items()):
            file = cast("UploadedFile[Any]", sent)
            found.update(f"{name}={file.name}:{file.size}\n".encode())
            for chunk in file.chunks():
                found.update(chunk)
            file.seek(0)
    else:
        found.update(request.body)
    return found.hexdigest()
