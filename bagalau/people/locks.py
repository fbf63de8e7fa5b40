"""The lock against guessing: wrong passwords and wrong codes count together, for each mail address from one place.

Counting is django-axes' work; here is what it does not do by itself: codes of two-step sign-in, and saying until when.
"""

from __future__ import annotations

from datetime import datetime
from ipaddress import ip_address
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.conf import settings
from django.http import HttpRequest

from bagalau.people.models import Person


def client_address(request: HttpRequest) -> str:
    """Where a request comes from: what the outermost trusted proxy wrote down, or without proxies the neighbour.

    What stands further left in ``X-Forwarded-For`` anybody can write.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    seen = request.headers.get("X-Forwarded-For", "").split(",")
    neighbour = str(request.META.get("REMOTE_ADDR", ""))
    if not 0 < proxies <= len(seen):
        return neighbour
    try:
        return str(ip_address(seen[-proxies].strip()))
    except ValueError:  # a word or nothing: not from a proxy
        return neighbour


def credentials(person: Person) -> dict[str, Any]:
    """How the lock knows a person: by the mail address, as typed on the sign-in page."""
    return {"login": (person.email or "").lower()}


def is_locked(request: HttpRequest, person: Person) -> bool:
    """Whether this person is locked out here; if so, the answer to the request becomes the page that says so."""
    if AxesProxyHandler.is_allowed(request, credentials(person)):
        return False
    request.axes_locked_out = True  # type: ignore[attr-defined]
    request.axes_credentials = credentials(person)  # type: ignore[attr-defined]
    return True


def count_failure(request: HttpRequest, person: Person) -> None:
    """Count a wrong code like a wrong password."""
    AxesProxyHandler.user_login_failed(sender=__name__, credentials=credentials(person), request=request)


def locked_until(request: HttpRequest, given: dict[str, Any] | None) -> datetime | None:
    """When the lock opens; the same for addresses that nobody has."""
    AxesProxyHandler.update_request(request)
    attempts = AxesProxyHandler.get_implementation().get_user_attempts(request, given)
    times = [attempt.attempt_time for rows in attempts for attempt in rows]
    return max(times) + get_cool_off(request) if times else None
