"""The door of each operation: who asks, whether the action is open to them, how often, and in which form."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bagalau.api.actions import note_use
from bagalau.api.models import ApiToken
from bagalau.api.queries import held
from bagalau.api.rules import WINDOW, Scope, covers, window
from bagalau.api.v1.answers import JSON
from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.locks import client_address
from bagalau.people.middleware import Request
from bagalau.people.queries import viewer_for
from bagalau.people.rules import Action
from bagalau.web.records import absent

FORM = "multipart/form-data"
NOTHING_SENT = (None, "", "0")


class Token:
    """Asked by the interface before anything of a request is read: gives it the viewer for whom the token speaks.

    Without a token the public asks. Cookies count for nothing here, so no page of another site can act for anybody.
    """

    openapi_security_schema = {"type": "http", "scheme": "bearer"}

    def __init__(self, action: Action, scope: Scope = Scope.READ, takes: str = JSON) -> None:
        self.action, self.scope, self.takes = action, scope, takes

    def __call__(self, request: Request) -> bool:
        now = timezone.now()
        today = timezone.localdate(now)
        secret = _secret(request)
        token = held(secret, today) if secret else None
        _count(f"token-{token.pk}" if token else f"address-{client_address(request)}", "token" if token else "address")
        if secret is not None and token is None:
            raise _no_token(_("This token is not in force: it was revoked, is too old, or was never given."))
        request.viewer = viewer_for(token.person if token else None, today)
        self._refuse_closed(request, token)
        self._refuse_form(request)
        if token is not None:
            note_use(token, now)
        return True

    def _refuse_closed(self, request: Request, token: ApiToken | None) -> None:
        if token is None and (not self.action.public or self.scope is not Scope.READ):
            raise _no_token(_("This needs a token. Make one on the page of your account."))
        if token is not None and not covers(token.scopes, self.scope):
            sentence = gettext_noop("This token was not made for this. Make one that has the scope “%(scope)s”.")
            raise Problem("scope-missing", sentence, status=403, values={"scope": self.scope.value})
        require(request.viewer, self.action)

    def _refuse_form(self, request: HttpRequest) -> None:
        if request.META.get("CONTENT_LENGTH") in NOTHING_SENT or request.method == "GET":
            return
        if request.content_type != self.takes:
            sentence = gettext_noop("Send this as %(form)s, and say so in Content-Type.")
            raise Problem("wrong-form", sentence, status=415, values={"form": self.takes})


def shut(_request: HttpRequest) -> bool:
    """The door of an operation that names no action."""
    raise absent()


def _secret(request: HttpRequest) -> str | None:
    """The token that a request brings, None without one; what is no token of ours is one that does not exist."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    kind, _space, secret = header.strip().partition(" ")
    return secret.strip() if kind.lower() == "bearer" and secret.strip() else "none"


def _no_token(sentence: str) -> Problem:
    return Problem("token-needed", sentence, status=401)


def _count(who: str, kind: str) -> None:
    """A-05. Counts of two servers at the same moment may be taken for one: the limit keeps order, it is no lock."""
    minute, left = window(time.time())
    key = f"api-{who}-{minute}"
    asked = 1 + int(cache.get(key, 0))
    cache.set(key, asked, 2 * WINDOW)
    if asked > settings.API_PER_MINUTE[kind]:
        sentence = gettext_noop("Too many requests. Ask again in %(seconds)s seconds.")
        raise Problem("too-many", sentence, status=429, values={"seconds": left})


LOOKING = (400, 401, 403, 404, 405, 422, 429, 500)
SENDING = (409, 412, 413, 415)


def reads(action: Action, shown: Any, **more: Any) -> dict[str, Any]:
    """The options of an operation that looks: its action, and what it answers."""
    return {"auth": Token(action), "response": {200: shown, 304: None}, **more}


def writes(
    action: Action, scope: Scope, shown: Any, *, status: int = 200, takes: str = JSON, **more: Any
) -> dict[str, Any]:
    """The options of an operation that changes something."""
    return {"auth": Token(action, scope, takes), "response": {status: shown}, **more}


def refusals(door: Token) -> list[int]:
    """The statuses with which an operation may refuse; all refusals have one shape."""
    return sorted(LOOKING if door.scope is Scope.READ else LOOKING + SENDING)
