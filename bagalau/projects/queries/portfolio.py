"""Reads: what the list of projects is filtered by. Each is a condition on projects."""

from __future__ import annotations

import json
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import IContains

from bagalau.lib.periods import months_after
from bagalau.people.access import VIEW_HISTORY, Viewer, visible
from bagalau.projects.access import VIEW_FINDINGS
from bagalau.projects.models import Contribution, Project, ProjectVersion
from bagalau.projects.queries import projects
from bagalau.projects.queries.life import UNDER_WAY as UNDECIDED
from bagalau.projects.rules.figures import NONE, mark_of
from bagalau.projects.rules.life import UNDER_WAY, VersionState
from bagalau.projects.rules.portfolio import ENDING_MONTHS
from bagalau.web.records import one
from bagalau.web.texts import holds

# What a page of the list shows of a project: reading the rest would take longer than the rest of a row
SHOWN = ("title", "number", "award_id", "status", "start", "end", "ends_on", "total", "currency", "unit__code")
SHOWN_INSIDE = ("visibility", "errors", "warnings", "manager__name")


def in_revision(of: str = "pk") -> Exists:
    """Whether a revision is under way of a project: what it says then is not decided. ``of`` is the project's key."""
    return Exists(ProjectVersion.objects.filter(project=OuterRef(of), state__in=UNDECIDED))


def revised() -> Q:
    """A project of which a revision is under way."""
    return Q(pk__in=ProjectVersion.objects.filter(state__in=UNDECIDED).values("project"))


def portfolio(viewer: Viewer) -> QuerySet[Project]:
    """The projects that the viewer may see, each with ``signed``, the number of its last signed version, and
    ``in_revision``."""
    versions = ProjectVersion.objects.filter(project=OuterRef("pk"), state=VersionState.SIGNED)
    rows = projects(viewer).annotate(in_revision=in_revision())
    return rows.annotate(signed=Subquery(versions.order_by("-number").values("number")[:1]))


def listed(viewer: Viewer, condition: Q) -> QuerySet[Project]:
    """The projects that fit, with what a page of the list shows the viewer."""
    if viewer.is_public:
        rows = projects(viewer).annotate(in_revision=in_revision()).filter(condition)
        return rows.select_related(None).select_related("unit").only(*SHOWN)
    return portfolio(viewer).filter(condition).only(*SHOWN, *SHOWN_INSIDE)


def project_with_version(viewer: Viewer, pk: int) -> Project:
    """The door to a project, with ``signed``."""
    return one(portfolio(viewer), pk)


def with_words(text: str) -> Q:
    """A project whose title holds a text, or whose number it is; texts are found by the search."""
    return holds("title", text) | Q(number=text) | Q(award_id=text)


def standing(name: str) -> Q:
    """A project in a status, or in one of those between signature and closure (``under_way``)."""
    return Q(status__in=UNDER_WAY) if name == "under_way" else Q(status=name)


def in_year(year: int) -> Q:
    """PO-04."""
    return Q(start__lt=str(year + 1), ends_on__gte=date(year, 1, 1), ends_on__lt=date.max)


def planned_in(year: int) -> Q:
    """A project with money planned for a year."""
    return Q(marks__contains=mark_of("years", str(year)))


def paid_by(kind: str) -> Q:
    """A project with money from a kind of source (PO-01)."""
    return Q(marks__contains=mark_of("sources", kind))


def with_account(code: str) -> Q:
    """A project with money in an account of the budget (PO-01)."""
    return Q(marks__contains=mark_of("accounts", code))


def with_partner(text: str) -> Q:
    """A project whose implementing partner, responsible parties or sources of money hold a text."""
    giving = Contribution.objects.filter(holds("name", text))
    return holds("implementing_partner", text) | _lists("responsible_parties", text) | _has(giving)


def towards(goal: int) -> Q:
    """A project with a target of one of the Sustainable Development Goals, or the goal itself."""
    return _lists("sdg_targets", f'"{goal}.') | _lists("sdg_targets", f'"{goal}"')


def ending_soon(today: date) -> Q:
    """A project under way that ends in the next months."""
    return Q(status__in=UNDER_WAY, ends_on__gte=today, ends_on__lte=months_after(today, ENDING_MONTHS))


def past_end(today: date) -> Q:
    """A project that is still under way after its end."""
    return Q(status__in=UNDER_WAY, ends_on__lt=today)


def lacking(what: str) -> Q:
    """A project with indicators that lack something (PO-02)."""
    return Q(**{f"figures__{what}__gt": 0})


def with_findings(viewer: Viewer, which: str) -> Q:
    """A project in which the checker finds something (or nothing, ``none``), where the viewer may know."""
    found = {"errors": Q(errors__gt=0), "warnings": Q(warnings__gt=0), NONE: Q(errors=0, warnings=0)}[which]
    return found & visible(viewer, VIEW_FINDINGS, kind="project", own=_own(viewer))


def managed_by(viewer: Viewer, name: str) -> Q:
    """A project managed by somebody with this in the name, where the viewer may know who that is."""
    return holds("manager__name", name) & visible(viewer, VIEW_HISTORY, kind="project")


def mine(viewer: Viewer) -> Q:
    """The projects that the viewer manages."""
    return Q(manager=viewer.person)


def _own(viewer: Viewer) -> Q | None:
    return Q(manager=viewer.person) if viewer.person else None


def _has(rows: QuerySet[Contribution]) -> Q:
    return Q(pk__in=rows.order_by().values("project"))


def _lists(field: str, text: str) -> Q:
    """The condition that a list holds a text; SQLite keeps lists with their letters escaped."""
    kept = Cast(F(field), TextField())
    return Q(IContains(kept, text)) | Q(IContains(kept, json.dumps(text)[1:-1]))
