"""The main menu: what the viewer can open; what is used less often stands behind "More"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from bagalau.commitments.access import VIEW_COMMITMENTS
from bagalau.documents.access import UPLOAD, VIEW_DOCUMENTS, VIEW_DRAFTS
from bagalau.evaluations.access import (
    VIEW_CHECKS,
    VIEW_EVALUATIONS,
    VIEW_OVERSIGHT,
    VIEW_PLANS,
    VIEW_RESPONSES,
    VIEW_ROSTER,
)
from bagalau.exports.access import VIEW_REPORTS
from bagalau.people.access import VIEW_HOME, VIEW_JOURNAL, VIEW_PEOPLE, VIEW_UNITS, Viewer
from bagalau.people.rules import Action
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.quality.access import VIEW_ASSESSMENTS
from bagalau.reference.access import VIEW_REFERENCE

Entry = tuple[str, str, Action]


@dataclass(frozen=True)
class Item:
    """One entry of the menu."""

    label: str
    url: str
    here: bool


@dataclass(frozen=True)
class Navigation:
    """The menu for one viewer on one page."""

    items: list[Item] = field(default_factory=list)
    more: list[Item] = field(default_factory=list)
    can_upload: bool = False

    @property
    def all(self) -> list[Item]:
        return [*self.items, *self.more]

    @property
    def here_in_more(self) -> bool:
        return any(item.here for item in self.more)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The context of every page."""
    return {"navigation": SimpleLazyObject(lambda: _navigation(request))}


def _navigation(request: HttpRequest) -> Navigation:
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        return Navigation()
    first: Sequence[Entry] = (
        (_("Projects"), "projects", VIEW_PROJECTS),
        (_("Evaluations"), "evaluations", VIEW_EVALUATIONS),
        (_("Quality"), "assessments", VIEW_ASSESSMENTS),
        (_("Commitments"), "commitments", VIEW_COMMITMENTS),
        (_("Oversight"), "oversight", VIEW_OVERSIGHT),
        (_("Documents"), "documents", VIEW_DOCUMENTS),
        (_("Review"), "drafts", VIEW_DRAFTS),
    )
    more: Sequence[Entry] = (
        (_("Plans"), "evaluationplans", VIEW_PLANS),
        (_("Responses"), "responses", VIEW_RESPONSES),
        (_("Checks"), "checks", VIEW_CHECKS),
        (_("Recommended again"), "recurrences", VIEW_CHECKS),
        (_("Reports"), "reports", VIEW_REPORTS),
        (_("Statistics"), "statistics", VIEW_HOME),
        (_("Roster"), "evaluators", VIEW_ROSTER),
        (_("Units"), "units", VIEW_UNITS),
        (_("People"), "people", VIEW_PEOPLE),
        (_("Parameters"), "parameters", VIEW_REFERENCE),
        (_("Value lists"), "value_lists", VIEW_REFERENCE),
        (_("Journal"), "journal", VIEW_JOURNAL),
    )
    return Navigation(_items(request, viewer, first), _items(request, viewer, more), can_upload=viewer.can(UPLOAD))


def _items(request: HttpRequest, viewer: Viewer, entries: Sequence[Entry]) -> list[Item]:
    """The entries that the viewer can open."""
    addresses = [(label, reverse(name)) for label, name, action in entries if viewer.can(action)]
    return [Item(label, url, request.path.startswith(url)) for label, url in addresses]
