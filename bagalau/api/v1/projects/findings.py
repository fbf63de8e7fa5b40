"""What the checker finds in a project, why a finding stands, and mending it as is offered."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from pydantic import Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads, writes
from bagalau.api.v1.projects.shapes import SCOPE, ProjectDocument, one, router
from bagalau.api.v1.schemas import Done, In, Needed, Out
from bagalau.api.v1.versions import unchanged
from bagalau.lib.severity import Severity
from bagalau.people.access import require
from bagalau.people.middleware import Request
from bagalau.projects.access import DISMISS_FINDING, EDIT_PROJECT, VIEW_FINDINGS
from bagalau.projects.actions import findings as actions
from bagalau.projects.models import FindingDismissal
from bagalau.projects.queries import project
from bagalau.projects.queries.findings import findings
from bagalau.projects.rules.findings import Correction, Finding
from bagalau.projects.rules.shape import plain_value
from bagalau.projects.tables.findings import WORDS


class CorrectedValue(Out):
    """What a correction sets: a field of a row."""

    at: str
    name: str
    value: Any


class CorrectionRow(Out):
    """A way to mend a finding; its number is its place in the list, from 0."""

    label: str
    changes: list[CorrectedValue]


class FindingRow(Out):
    """What the checker found; the words are in the language that was asked for. ``mark`` tells it from others."""

    rule: str
    mark: str
    severity: Severity
    at: str
    name: str
    sentence: str
    expected: str | None
    found: str | None
    corrections: list[CorrectionRow]
    dismissed: str | None = Field(description="Why it stands, if somebody said so.")


class FindingList(Out):
    """Everything that the checker finds, the gravest first; what was dismissed stands last."""

    findings: list[FindingRow]


class FindingDismissalIn(In):
    """Why this is no matter of concern."""

    reason: Needed


class CorrectionIn(In):
    """Which of the corrections is to be done, from 0."""

    correction: int = Field(ge=0, le=1000)


def _text(value: Any) -> str | None:
    return None if value is None else str(plain_value(value))


def _correction(one: Correction) -> CorrectionRow:
    changes = [CorrectedValue(at=step.at, name=step.name, value=plain_value(step.value)) for step in one.changes]
    return CorrectionRow(label=WORDS.filled(one.label, one.values), changes=changes)


def _row(one: Finding, dismissal: FindingDismissal | None = None) -> FindingRow:
    return FindingRow(
        rule=one.rule,
        mark=one.mark,
        severity=one.severity,
        at=one.at,
        name=one.name,
        sentence=WORDS.filled(one.sentence, one.values),
        expected=_text(one.expected),
        found=_text(one.found),
        corrections=[_correction(step) for step in one.corrections],
        dismissed=dismissal.reason if dismissal else None,
    )


@router.get("/project-documents/{int:pk}/findings", **reads(VIEW_FINDINGS, FindingList))
def project_findings(request: Request, pk: int) -> HttpResponse:
    """What the checker finds in a project, with the corrections that it offers."""
    found = findings(request.viewer, project(request.viewer, pk))
    rows = [*map(_row, found.open), *(_row(one, dismissal) for one, dismissal in found.dismissed)]
    return answer(request, FindingList(findings=rows))


PLACE = "/project-documents/{int:pk}/findings/{rule}/{mark}"


@router.put(f"{PLACE}/dismissal", **writes(DISMISS_FINDING, SCOPE, Done))
def dismiss_project_finding(request: Request, pk: int, rule: str, mark: str, given: FindingDismissalIn) -> HttpResponse:
    """Say why a finding stands."""
    of = project(request.viewer, pk)
    require(request.viewer, DISMISS_FINDING, of)
    actions.dismiss(request.viewer, of, rule, mark, given.reason)
    return answer(request, Done())


@router.delete(f"{PLACE}/dismissal", **writes(DISMISS_FINDING, SCOPE, Done))
def restore_project_finding(request: Request, pk: int, rule: str, mark: str) -> HttpResponse:
    """Take the dismissal of a finding back."""
    of = project(request.viewer, pk)
    require(request.viewer, DISMISS_FINDING, of)
    actions.restore(request.viewer, of, rule, mark)
    return answer(request, Done())


@router.post(f"{PLACE}/correction", **writes(EDIT_PROJECT, SCOPE, ProjectDocument))
def correct_project_finding(request: Request, pk: int, rule: str, mark: str, given: CorrectionIn) -> HttpResponse:
    """Do what a correction offers."""
    with unchanged(request, project, pk) as row:
        actions.apply_correction(request.viewer, row, rule, mark, given.correction)
    return one(request, pk)
