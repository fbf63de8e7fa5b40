"""What the page of an evaluation shows of its life: steps, what the next stage asks for, money, team, documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from bagalau.documents.rules import DocumentType
from bagalau.evaluations.access import CLEAR_CONFLICT, EDIT_EVALUATION, RATE_EVALUATION, VIEW_ROSTER
from bagalau.evaluations.models import STAGES, CoveredProject, Declaration, Evaluation, ListedDocument, TeamMember
from bagalau.evaluations.models.typed import type_words
from bagalau.evaluations.queries import life, roster
from bagalau.evaluations.queries.content_told import tells
from bagalau.evaluations.queries.plans import line_with
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import NEEDS, Facts, Need, asked, following, is_met, may_rate, needs_note, variance
from bagalau.evaluations.rules.roster import may_clear
from bagalau.evaluations.tables.life import NEEDS as WORDS
from bagalau.evaluations.tables.life import language_words
from bagalau.evaluations.tables.roster import DOUBTS
from bagalau.people.access import Viewer


@dataclass(frozen=True)
class Check:
    """One thing that a stage asks for, and where it is mended."""

    words: str
    done: bool
    url: str


@dataclass(frozen=True)
class Member:
    """A member of the team, with what was declared and what speaks against it."""

    row: TeamMember
    declaration: Declaration | None
    doubts: list[str]


@dataclass(frozen=True)
class File:
    """A listed document in the words of the page."""

    row: ListedDocument
    type: str
    language: str

    @property
    def downloads(self) -> int | None:
        return self.row.document.downloads if self.row.document else self.row.downloads

    @property
    def opens(self) -> bool:
        return bool(getattr(self.row, "opens", False))


def checklist(of: Evaluation, facts: Facts, to: Stage) -> list[Check]:
    """EL-03: what a stage asks for, each leading to where it is mended."""
    return _told(of, facts, asked(to, facts))


def _told(of: Evaluation, facts: Facts, needs: Iterable[Need]) -> list[Check]:
    return [Check(str(WORDS[need]), is_met(need, facts), _mended(of, need)) for need in needs]


def _mended(of: Evaluation, need: Need) -> str:
    page, rest = {
        Need.MANAGER: ("evaluation_edit", "#who"),
        Need.TOR: ("evaluation_document", f"?type={DocumentType.TOR}"),
        Need.REPORT: ("evaluation_document", f"?type={DocumentType.REPORT}"),
        Need.MEMBER: ("evaluation_join", ""),
        Need.DECLARATIONS: ("evaluation_declare", ""),
    }.get(need, ("evaluation_stage", ""))
    return reverse(page, args=[of.pk]) + rest


def life_of(viewer: Viewer, of: Evaluation, parameters: Mapping[str, Decimal], *, inside: bool) -> dict[str, Any]:
    """The context of the page: what the public may see, and for the office how it came to that and what is missing."""
    listed = list(life.listed_documents(viewer, of))
    known = inside or tells(viewer, of)  # the team is told with what it says (EC-07)
    team = list(roster.team(of) if inside else of.team.all()) if known else []
    context: dict[str, Any] = {
        "listed": [File(row, type_words(row.type), language_words(row.language)) for row in listed],
        "agencies": list(of.agencies.select_related("unit")),
        "projects": list(of.projects.all()),
        "variance": variance(of.budget, of.expenditure),
        "team": [Member(row, None, []) for row in team],
        "may_edit": viewer.may(EDIT_EVALUATION, of),
    }
    if inside:
        context["deadlines"] = life.deadlines(of, listed, viewer.today, parameters)
        context |= _inside(viewer, of, listed, team, context["projects"])
    return context


def _inside(
    viewer: Viewer,
    of: Evaluation,
    listed: list[ListedDocument],
    team: list[TeamMember],
    projects: list[CoveredProject],
) -> dict[str, Any]:
    declared = list(roster.declarations(of))
    facts = life.facts(of, listed, team, declared)
    to = following(Stage(of.stage))
    at = Stage(of.stage)
    me = viewer.person.pk if viewer.person else None
    return {
        "plan_line": line_with(of),
        "steps": list(life.steps(of)),
        "reference_group": list(of.reference_group.all()),
        "next_stage": to,
        "next_stage_words": STAGES[to] if to else "",
        "checks": _checks(of, facts, at),
        "unexplained": needs_note(facts) and not facts.note,
        "team": _members(viewer, of, team, declared, projects),
        "declared": [row for row in declared if all(row.evaluator_id != member.evaluator_id for member in team)],
        "clearable": {row.pk for row in declared if _may_clear(viewer, of, row)},
        "may_rate": viewer.may(RATE_EVALUATION, of) and may_rate(at, me, of.manager_id),
        "sees_roster": viewer.can(VIEW_ROSTER),
    }


def _checks(of: Evaluation, facts: Facts, at: Stage) -> list[Check]:
    """What the next stage asks for; of a completed evaluation what it lacks, as one read from a paper may."""
    to = following(at)
    if to is not None:
        return checklist(of, facts, to)
    return [check for check in _told(of, facts, NEEDS[at]) if not check.done]


def _may_clear(viewer: Viewer, of: Evaluation, row: Declaration) -> bool:
    me = viewer.person.pk if viewer.person else None
    free = may_clear(me, row.evaluator.person_id, row.declared_by_id)
    return row.is_open and free and viewer.may(CLEAR_CONFLICT, of)


def _members(
    viewer: Viewer,
    of: Evaluation,
    team: list[TeamMember],
    declared: list[Declaration],
    projects: list[CoveredProject],
) -> list[Member]:
    known = [row.evaluator for row in team if row.evaluator is not None]
    found = roster.doubts_about(of, known, declared, projects, viewer.today)
    said = {row.evaluator_id: row for row in declared}
    return [
        Member(
            row,
            said.get(row.evaluator_id) if row.evaluator_id else None,
            [str(DOUBTS[doubt]) for doubt in found.get(row.evaluator_id or 0, [])],
        )
        for row in team
    ]
