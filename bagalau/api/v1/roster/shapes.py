"""What is answered about evaluators and teams."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Router

from bagalau.api.v1.schemas import Out, PersonRef, RecordRef, UnitRef
from bagalau.evaluations.models import Declaration, Evaluator, TeamMember
from bagalau.evaluations.rules.roster import Doubt, Standing, TeamRole, Vetting, standing
from bagalau.people.access import Viewer
from bagalau.web.records import url_of

router = Router(tags=["Roster and teams"])
SAME = (
    "name is_firm email nationality expertise sectors languages countries vetted_until created_at updated_at"
).split()
TENTH = Decimal("0.1")


class EvaluatorRow(Out):
    """Somebody, or a firm, on the roster. ``performance`` is the mean of the ratings from 1 to 5."""

    id: int
    page: str | None
    name: str
    unit: UnitRef
    is_firm: bool
    email: str
    nationality: str
    expertise: list[str]
    sectors: list[str]
    languages: list[str]
    countries: list[str]
    vetting: Vetting
    vetted_until: date | None
    standing: Standing
    assignments: int
    performance: Decimal | None
    created_at: datetime
    updated_at: datetime
    version: str


class AssignmentRow(Out):
    """A team that an evaluator was in, of an evaluation that is open to you."""

    evaluation: RecordRef
    role: TeamRole | None
    performance: int | None
    note: str


class DeclarationRow(Out):
    """What an evaluator declared before an evaluation; ``open``: a conflict that nobody cleared."""

    id: int
    evaluator: RecordRef
    declared_on: date
    has_conflict: bool
    statement: str
    pledge: bool
    document: int | None
    cleared_by: PersonRef | None
    cleared_reason: str
    open: bool


class EvaluatorFull(EvaluatorRow):
    """One evaluator, with where they worked and how, and the conflicts of interest that they declared."""

    profile: str
    person: PersonRef | None
    record: list[AssignmentRow]
    conflicts: list[DeclarationRow]


class TeamMemberRow(Out):
    """A member of a team. ``performance`` is told to those who may see the roster."""

    id: int
    name: str
    title: str
    role: TeamRole | None
    nationality: str
    email: str
    evaluator: int | None
    performance: int | None
    performance_note: str | None
    doubts: list[Doubt]


class TeamFull(Out):
    """The team of an evaluation, and what was declared for it."""

    evaluation: RecordRef
    members: list[TeamMemberRow]
    declarations: list[DeclarationRow]
    version: str


def evaluator_facts(viewer: Viewer, row: Evaluator, *, assignments: int, performance: Any) -> dict[str, Any]:
    """What lists tell of an evaluator; costs no query."""
    return {
        "id": row.pk,
        "page": url_of("evaluator", row.pk),
        "unit": UnitRef.of(row.unit),
        "vetting": row.vetting,
        "standing": standing(Vetting(row.vetting), row.vetted_until, viewer.today),
        "assignments": assignments,
        "performance": None if performance is None else Decimal(str(performance)).quantize(TENTH),
        "version": row.seen,
        **{name: getattr(row, name) for name in SAME},
    }


def assignment_row(row: TeamMember) -> AssignmentRow:
    """Where an evaluator worked."""
    return AssignmentRow(
        evaluation=RecordRef.of("evaluation", row.evaluation_id, row.evaluation.title),
        role=TeamRole(row.role) if row.role else None,
        performance=row.performance,
        note=row.performance_note,
    )


def declaration_row(row: Declaration, name: str) -> DeclarationRow:
    """What an evaluator of this name declared."""
    same = "declared_on has_conflict statement pledge cleared_reason".split()
    return DeclarationRow(
        id=row.pk,
        evaluator=RecordRef.of("evaluator", row.evaluator_id, name),
        document=row.document_id,
        cleared_by=PersonRef.of(row.cleared_by),
        open=row.is_open,
        **{name: getattr(row, name) for name in same},
    )


def member_row(row: TeamMember, doubts: list[Doubt], *, rated: bool) -> TeamMemberRow:
    """A member of a team; ``rated``: whether the viewer is told how the member did."""
    return TeamMemberRow(
        id=row.pk,
        role=TeamRole(row.role) if row.role else None,
        evaluator=row.evaluator_id,
        performance=row.performance if rated else None,
        performance_note=row.performance_note if rated else None,
        doubts=doubts,
        **{name: getattr(row, name) for name in ("name", "title", "nationality", "email")},
    )
