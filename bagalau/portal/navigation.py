"""The main menu: what the viewer can open, with how much waits there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from bagalau.commitments.access import VIEW_COMMITMENTS
from bagalau.documents.access import UPLOAD, VIEW_DOCUMENTS, VIEW_DRAFTS
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.people.access import VIEW_JOURNAL, VIEW_PEOPLE, VIEW_UNITS, Viewer


@dataclass(frozen=True)
class Item:
    """One entry of the menu."""

    label: str
    url: str
    here: bool


@dataclass(frozen=True)
class Navigation:
    """The menu for one viewer on one page."""

    items: list[Item]
    can_upload: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The context of every page."""
    return {"navigation": SimpleLazyObject(lambda: _navigation(request))}


def _navigation(request: HttpRequest) -> Navigation:
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        return Navigation([], can_upload=False)
    entries = [
        (_("Evaluations"), "evaluations", VIEW_EVALUATIONS),
        (_("Commitments"), "commitments", VIEW_COMMITMENTS),
        (_("Documents"), "documents", VIEW_DOCUMENTS),
        (_("Review"), "drafts", VIEW_DRAFTS),
        (_("Units"), "units", VIEW_UNITS),
        (_("People"), "people", VIEW_PEOPLE),
        (_("Journal"), "journal", VIEW_JOURNAL),
    ]
    return Navigation(
        [
            Item(label, url, request.path.startswith(url))
            for label, url, action in ((label, reverse(name), action) for label, name, action in entries)
            if viewer.can(action)
        ],
        can_upload=viewer.can(UPLOAD),
    )
