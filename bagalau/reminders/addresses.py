"""Addresses that work from outside: of pages in mails, and those that need no sign-in because they are signed."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

STOPS = Signer(salt="bagalau.reminders.stop")


def origin() -> str:
    """The public address of the office, or else the one that the server listens on."""
    environment = settings.ENVIRONMENT
    return str(environment.origin or f"http://{environment.host}:{environment.port}")


def host() -> str:
    """The name of the office in numbers of mails and events, which must stay the same."""
    return urlsplit(origin()).hostname or "localhost"


def absolute(path: str) -> str:
    """The full address of a page."""
    return urljoin(origin(), path)


def stop_path(person: int) -> str:
    """The address that ends the digests of a person, without signing in."""
    return reverse("digest_stop", args=[STOPS.sign(str(person))])


def person_of(token: str) -> int | None:
    """Whose digests an address ends; None if it was not made here."""
    try:
        return int(STOPS.unsign(token))
    except BadSignature:
        return None
