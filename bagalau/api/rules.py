"""Tokens, keys that make a request count once, and limits. Pure: no Django, no clock.

A-01  A token is in force until its last day, that day included, unless it was revoked.
A-02  A token opens what its person may, and of that only what its scopes name; whoever writes may also read.
A-03  Of a token only its SHA-256 is kept; the token itself is shown once.
A-04  A request with a key is carried out once: the same request again gets the same answer for a day, another request
      under the key is refused, and so is the same one while the first is still under way. One that never ended counts
      as under way for two minutes.
A-05  In each minute a token, or an address without one, may ask so many times; what is more is refused until the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum


class Scope(StrEnum):
    """A-02: what a token may be used for."""

    READ = "read"
    WRITE_COMMITMENTS = "write:commitments"
    WRITE_EVALUATIONS = "write:evaluations"
    WRITE_PLANS = "write:plans"
    WRITE_PROJECTS = "write:projects"
    WRITE_QUALITY = "write:quality"
    WRITE_DOCUMENTS = "write:documents"
    WRITE_OWN = "write:own"


PREFIX = "bagalau_"
DAYS = (30, 90, 180, 365)
KEPT = timedelta(hours=24)
ABANDONED = timedelta(minutes=2)
WINDOW = 60  # seconds


def in_force(last_day: date, revoked_at: datetime | None, today: date) -> bool:
    """A-01."""
    return revoked_at is None and today <= last_day


def covers(scopes: Iterable[str], wanted: Scope) -> bool:
    """A-02."""
    return wanted is Scope.READ or wanted in set(scopes)


def digest(secret: str) -> str:
    """A-03. A token has 256 random bits, so that one plain round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Known(StrEnum):
    """A-04: what is known of a key when a request comes with it."""

    FREE = "free"
    ANSWERED = "answered"
    UNDER_WAY = "under way"
    OTHER = "other"


def known(kept: str, given: str, begun: datetime, answered: bool, now: datetime) -> Known:
    """A-04: what holds for a request with digest ``given`` if the key was used for ``kept`` at ``begun``."""
    age = now - begun
    if age > (KEPT if answered else ABANDONED):
        return Known.FREE
    if kept != given:
        return Known.OTHER
    return Known.ANSWERED if answered else Known.UNDER_WAY


def window(seconds: float) -> tuple[int, int]:
    """A-05: the number of the minute that a moment lies in, and how many seconds are left of it."""
    number, gone = divmod(int(seconds), WINDOW)
    return number, WINDOW - gone
