"""What every page shows of notices: how many are new to whoever is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from bagalau.people.access import Viewer
from bagalau.reminders.queries import COUNT_LIMIT, unread


def waiting(request: HttpRequest) -> dict[str, Any]:
    """The context of every page; the number is looked for only where it is shown."""
    return {"notices_new": SimpleLazyObject(lambda: _words(getattr(request, "viewer", None)))}


def _words(viewer: Viewer | None) -> str:
    if viewer is None or viewer.is_public:
        return ""
    count = unread(viewer)
    return f"{COUNT_LIMIT}+" if count > COUNT_LIMIT else str(count or "")
