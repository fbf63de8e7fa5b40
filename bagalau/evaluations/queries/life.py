"""Reads: what an evaluation has of what its stages ask for, who may manage it, which papers it lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from bagalau.documents.models import Document
from bagalau.documents.queries import documents
from bagalau.documents.rules import NEVER_PUBLIC
from bagalau.evaluations.access import MANAGE_EVALUATION
from bagalau.evaluations.models import (
    UNRATED,
    CoveredProject,
    Declaration,
    Evaluation,
    EvaluationStep,
    ListedDocument,
    TeamMember,
    rated_as,
)
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import REPORT, TOR, Deadline, Facts, QualityRating, deadline, manages_both
from bagalau.people.access import VIEW_HISTORY, Viewer, visible
from bagalau.people.models import Person, RoleGrant, Unit
from bagalau.reference import parameters
from bagalau.web.texts import holds


def record_begins(of: Evaluation) -> date | None:
    """The day of the first step that is kept of an evaluation: before it there is no history to tell."""
    first = of.steps.order_by("at").values_list("at", flat=True).first()
    return timezone.localdate(first) if first else None


def facts(
    of: Evaluation,
    listed: Iterable[ListedDocument] | None = None,
    team: Iterable[TeamMember] | None = None,
    declared: Iterable[Declaration] | None = None,
) -> Facts:
    """What EL-03 to EL-05 look at; the rows that the caller has loaded already are not read again."""
    listed = of.listed_documents.all() if listed is None else listed
    team = list(of.team.all() if team is None else team)
    declared = of.declarations.all() if declared is None else declared
    clean = {row.evaluator_id for row in declared if not row.is_open}
    return Facts(
        manager=of.manager_id is not None,
        planned_end=of.planned_end,
        completed=of.completed,
        budget=of.budget,
        expenditure=of.expenditure,
        note=bool(of.variance_note.strip()),
        documents=frozenset(row.type.strip().lower() for row in listed),
        members=len(team),
        undeclared=sum(row.evaluator_id is not None and row.evaluator_id not in clean for row in team),
    )


def listed_documents(viewer: Viewer, of: Evaluation) -> QuerySet[ListedDocument]:
    """The documents that an evaluation lists, each with ``opens``: whether the viewer may see the file.

    Outside the office nothing is told of working papers (D-05), nor of files that do not open.
    """
    opens = Exists(documents(viewer).filter(pk=OuterRef("document")))
    rows = of.listed_documents.annotate(opens=opens).select_related("document")
    if viewer.may(VIEW_HISTORY, of):
        return rows
    return rows.exclude(type__in=sorted(NEVER_PUBLIC)).filter(Q(document=None) | Q(opens=True))


@dataclass(frozen=True)
class Deadlines:
    """Whether the terms of reference and the report came in time (EL-06)."""

    tor: Deadline | None
    report: Deadline | None


def deadlines(
    of: Evaluation, listed: Sequence[ListedDocument], today: date, known: Mapping[str, Decimal] | None = None
) -> Deadlines:
    """EL-06, by the files of the office: when the paper's own copies came is not known.

    ``known`` are the parameters of the day, if the caller has read them already.
    """
    given = parameters.values(today) if known is None else known

    def came(kind: str) -> date | None:
        days = [_day(row.document) for row in listed if row.type.lower() == kind and row.document]
        return min(days, default=None)

    def due(kind: str, since: date | None, days: str) -> Deadline | None:
        elsewhere = any(row.type.lower() == kind and row.document is None for row in listed)
        found = deadline(since, int(given[days]), came(kind), today)
        return None if found and found.done is None and elsewhere else found

    return Deadlines(due(TOR, of.tor_completed_on, "tor.days"), due(REPORT, of.completed_on, "report.days"))


def _day(document: Document) -> date:
    return timezone.localtime(document.created_at).date()


def steps(of: Evaluation) -> QuerySet[EvaluationStep]:
    """How an evaluation stood from which moment on, the latest first (EL-01)."""
    return of.steps.select_related("by")


def possible_managers(viewer: Viewer, units: Iterable[Unit], already: Person | None = None) -> QuerySet[Person]:
    """EL-07: people with a role that fits for one of some units, on the viewer's day; and who manages already."""
    day = viewer.today
    grants = RoleGrant.objects.filter(
        Q(starts=None) | Q(starts__lte=day),
        Q(ends=None) | Q(ends__gte=day),
        Q(unit__in=_above(units)) | Q(unit=None, record_id=None),
        role__in=MANAGE_EVALUATION.roles,
    )
    fitting = Q(pk__in=grants.values("person"), is_active=True)
    return Person.objects.filter(fitting | Q(pk=already.pk) if already else fitting)


def covered_projects(units: Iterable[Unit]) -> QuerySet[CoveredProject]:
    """The projects that evaluations of some units may cover: those of the units, above and below them."""
    units = list(units)
    below = Q(pk=None)
    for unit in units:
        below |= Q(unit__path__startswith=unit.path)
    return CoveredProject.objects.filter(below | Q(unit__in=_above(units)))


def _above(units: Iterable[Unit]) -> set[int]:
    """The keys of units and of those that they are part of."""
    return {int(step) for unit in units for step in unit.path.split("/") if step}


def project_managers(of: Evaluation) -> list[int | None]:
    """Who manages the projects of an evaluation."""
    return list(of.projects.values_list("manager", flat=True))


def clashes(of: Evaluation) -> bool:
    """EL-07: whether the manager of an evaluation also manages one of its projects."""
    return manages_both(of.manager_id, project_managers(of))


def managed_by_name(viewer: Viewer, name: str) -> Q:
    """The evaluations that somebody with this in the name manages, where the viewer may know who that is."""
    return holds("manager__name", name) & visible(viewer, VIEW_HISTORY, kind="evaluation")


def rated(viewer: Viewer, code: str) -> Q:
    """The evaluations with a rating, where the viewer may know it; ``none``: completed ones that wait for theirs."""
    found = UNRATED & Q(stage=Stage.COMPLETED) if code == "none" else rated_as(QualityRating(code))
    return found & visible(viewer, VIEW_HISTORY, kind="evaluation")


def unit_named(name: str) -> Unit | None:
    """The unit that has this code or name, in whichever language; None if there is none or more than one."""
    wanted = name.strip()
    names = Q(code__iexact=wanted) | Q(name_en__iexact=wanted) | Q(name_ru=wanted) | Q(name_kk=wanted)
    found = list(Unit.objects.filter(names)[:2])
    return found[0] if len(found) == 1 else None
