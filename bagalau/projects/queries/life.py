"""Reads: what the steps of a project look at, who else may take one, its steps and versions."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bagalau.lib.periods import When
from bagalau.people.access import Viewer
from bagalau.people.models import Person, RoleGrant
from bagalau.people.rules import Action, Role
from bagalau.projects.models import (
    BoardMember,
    BudgetLine,
    Contribution,
    MonitoringAction,
    Project,
    ProjectRow,
    ProjectStep,
    ProjectVersion,
    Result,
    Signature,
)
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record
from bagalau.projects.rules.life import VersionState
from bagalau.projects.rules.public import public
from bagalau.projects.rules.record import Level
from bagalau.projects.rules.shape import build, plain
from bagalau.projects.rules.steps import Facts
from bagalau.web.records import absent

UNDER_WAY = (VersionState.OPEN, VersionState.SUBMITTED)
NOTHING = record.Project()


def _number(table: type[ProjectRow], **which: Any) -> Coalesce:
    rows = table._default_manager.filter(project=OuterRef("pk"), **which).order_by().values("project")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


def facts(of: Project, *, sources: bool = True) -> Facts:
    """What PL-05 to PL-13 look at, as it is now; a query, and with the ``sources`` of money one more."""
    last = ProjectStep.objects.filter(project=OuterRef("pk"), on__isnull=False).order_by("-at", "-pk")
    rows = Project.objects.filter(pk=of.pk).annotate(
        outputs=_number(Result, level=Level.OUTPUT),
        lines=_number(BudgetLine),
        board=_number(BoardMember),
        signatures=_number(Signature),
        undated=_number(Signature, signed=None),
        unfinished=_number(MonitoringAction, completed="", status=""),
        under_way=Coalesce(
            Subquery(
                ProjectVersion.objects.filter(project=OuterRef("pk"), state__in=UNDER_WAY)
                .order_by()
                .values("project")
                .annotate(number=Count("pk"))
                .values("number")
            ),
            0,
        ),
        last=Subquery(last.values("on")[:1]),
    )
    found: Any = rows.get()
    named = Contribution.objects.filter(project=of.pk, in_kind=False).values_list("name", flat=True)
    return Facts(
        meeting=found.appraisal_meeting,
        outputs=found.outputs,
        errors=found.errors,
        lines=found.lines,
        board=found.board,
        signatures=found.signatures,
        undated=found.undated,
        start=found.start,
        end=found.end,
        unfinished=found.unfinished,
        in_revision=bool(found.under_way),
        sources=tuple(named) if sources else (),
        last=found.last,
    )


def others(actor: Viewer, action: Action, of: Project, on: date) -> QuerySet[Person]:
    """Who else may do an action on a project, administrators apart (PL-12)."""
    above = [int(key) for key in of.unit.path.split("/") if key]
    where = Q(unit__in=above) | Q(record_kind="project", record_id=of.pk) | Q(unit=None, record_id=None)
    grants = RoleGrant.objects.filter(
        Q(starts=None) | Q(starts__lte=on),
        Q(ends=None) | Q(ends__gte=on),
        where,
        role__in=action.roles - {Role.ADMINISTRATOR},
    )
    people = Person.objects.filter(is_active=True, grants__in=grants).distinct().order_by("name")
    return people.exclude(pk=actor.person.pk) if actor.person else people


def steps(of: Project) -> QuerySet[ProjectStep]:
    """How a project stood, the latest first."""
    return of.steps.select_related("by")


def versions(of: Project) -> QuerySet[ProjectVersion]:
    """The versions of a project, the latest first."""
    return of.versions.select_related("opened_by", "submitted_by", "signed_by", "ended_by")


def version(of: Project, number: int) -> ProjectVersion:
    """The door to a version; the caller has opened the project's door."""
    found = of.versions.select_related("opened_by", "submitted_by", "signed_by").filter(number=number).first()
    if found is None:
        raise absent()
    return found


def revision(of: Project) -> ProjectVersion | None:
    """The revision that is under way, if there is one: worked on, or with the board (PL-03)."""
    people = ("opened_by", "submitted_by")
    return of.versions.filter(state__in=UNDER_WAY).select_related(*people).defer("content").first()


def signed_last(of: Project) -> ProjectVersion | None:
    """The version that stands."""
    return of.versions.filter(state=VersionState.SIGNED).order_by("-number").first()


def standing(of: Project) -> tuple[ProjectVersion | None, ProjectVersion | None]:
    """The revision that is under way, if there is one, and the version that stands meanwhile."""
    under_way = revision(of)
    return under_way, signed_last(of) if under_way else None


def content(told: record.Project) -> tuple[dict[str, Any], str]:
    """A record as a version keeps it, and the digest of that."""
    data = plain(told)
    return data, digest(data)


def digest(data: dict[str, Any]) -> str:
    """SHA-256 of what a version says, as canonical JSON."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def fits(of: ProjectVersion) -> bool:
    """PL-04: whether a version still says what its digest was made of."""
    return digest(of.content) == of.digest


def signature_days(of: Project) -> list[When]:
    """The days of the signatures that have one."""
    return [row.signed for row in Signature.objects.filter(project=of, signed__isnull=False) if row.signed]


def said_now(of: Project) -> record.Project:
    """What a project says now."""
    return record_of(of)


def told_outside(of: Project, signed: ProjectVersion | None) -> record.Project:
    """What everybody reads of a published project (PU-01): with a revision under way that which was signed last."""
    return public(said_by(signed) if signed else record_of(of))


def years_of(of: ProjectVersion) -> list[int | None]:
    """The years that a version plans."""
    return [plan.get("year") for plan in of.content.get("work_plans", ())]


def said_by(of: ProjectVersion) -> record.Project:
    """The record that a version holds; of an open revision what is worked on now."""
    if of.state == VersionState.OPEN:
        return record_of(of.project)
    return build(record.Project, of.content)
