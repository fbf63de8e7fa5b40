"""What takes long to reckon is kept as long as the record stands: it is known by the journal's last line, so that any
action makes it anew and nothing stale is ever shown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib.metadata import version
from typing import TypeVar

from django.core.cache import cache

from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.people.rules import Action

Kept = TypeVar("Kept")
KEPT_FOR = 24 * 3600


def kept(what: str, reckon: Callable[[], Kept], *, state: str = "") -> Kept:
    """What ``reckon`` gives, reckoned once: ``what`` names it with all that it depends on beside the record, such as
    the day and who looks. ``state`` takes the place of the journal's last line for what changes no more. Another
    version of the program reckons anew: what it keeps may have another form."""
    known = f"{version('bagalau')} {state or journal.last_digest()} {what}"
    key = f"kept-{hashlib.sha256(known.encode()).hexdigest()}"
    found: Kept | None = cache.get(key)
    if found is None:
        found = reckon()
        cache.set(key, found, KEPT_FOR)
    return found


def reach(viewer: Viewer, action: Action) -> str:
    """Whose figures those of a viewer are: the same for all whose roles reach the same units and records."""
    scope = viewer.scope(action)
    return "all" if scope.everywhere else f"{sorted(scope.units)} {sorted(scope.records)}"
