"""What the record of a project tells quality assurance (a module of ``settings.QUALITY_HINTS``): hints for questions,
the days behind claims, and the titles of projects. Hints are for those who work with the project, as its findings are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import islice

from bagalau.documents.queries import documents_of
from bagalau.lib.titles import folded
from bagalau.people.access import Viewer
from bagalau.projects.access import VIEW_FINDINGS
from bagalau.projects.assessed.told import NEEDED, OF_PROJECT, Seen, partner
from bagalau.projects.models import CapacityAssessment, Project
from bagalau.projects.queries import projects
from bagalau.projects.queries.assessed import days_looked_at, decisions
from bagalau.projects.queries.record import record_of
from bagalau.quality.hints import Hint
from bagalau.quality.models import Assessment, Subject
from bagalau.quality.rules.questionnaire import Rates

RECORDS = frozenset({"project"})
MOST = 8
"""How many hints there are for a name."""
DECIDED = frozenset({"board", "work_plan"})


def hints(viewer: Viewer, subject: Subject, names: Collection[str]) -> Mapping[str, Sequence[Hint]]:
    """What the record of the project holds; of a partner, how projects of its unit assessed it."""
    if subject.kind == Rates.PARTNER:
        return {"partners": _of_partner(viewer, subject)} if "partners" in names else {}
    wanted = [name for name in names if name in OF_PROJECT]
    project = _opened(viewer, subject) if wanted else None
    if project is None:
        return {}
    seen = Seen(
        project=project,
        told=record_of(project, {part for name in wanted for part in NEEDED.get(name, ())}),
        decided=decisions(project) if DECIDED & set(wanted) else (),
        days=days_looked_at(project) if "risks" in wanted else {},
        documents=documents_of(viewer, "project", project.pk)[:MOST] if "documents" in wanted else (),
    )
    found = {name: list(islice(OF_PROJECT[name](seen), MOST)) for name in wanted}
    return {name: told for name, told in found.items() if told}


def _opened(viewer: Viewer, subject: Subject) -> Project | None:
    """The project of a subject, if the viewer works with it."""
    if subject.kind != Rates.PROJECT or subject.key is None:
        return None
    project = projects(viewer).filter(pk=subject.key).first()
    return project if project is not None and viewer.may(VIEW_FINDINGS, project) else None


def _of_partner(viewer: Viewer, subject: Subject) -> list[Hint]:
    rows = CapacityAssessment.objects.filter(project__in=projects(viewer).filter(unit=subject.unit_id).order_by())
    mine = [row for row in rows.select_related("project") if folded(row.partner) == folded(subject.title)]
    return [partner(row.project, row) for row in mine if viewer.may(VIEW_FINDINGS, row.project)][:MOST]


def facts(subject: Subject) -> Mapping[str, Sequence[date]]:
    """The days on which the record shows that risks, board, work plan and procurement were looked at (PQ-02, PQ-03)."""
    if subject.kind != Rates.PROJECT or subject.key is None:
        return {}
    project = Project.objects.filter(pk=subject.key).first()
    return days_looked_at(project) if project is not None else {}


def approved(actor: Viewer, assessment: Assessment) -> None:
    """Nothing in a project follows from an assessment."""


def titles(viewer: Viewer, kind: str, keys: Collection[int]) -> Mapping[int, str]:
    """The titles of projects that the viewer may see."""
    return dict(projects(viewer).filter(pk__in=keys).order_by().values_list("pk", "title"))
