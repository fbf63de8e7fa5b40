"""What is answered about management responses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from ninja import Router

from bagalau.api.v1.answers import answer
from bagalau.api.v1.commitments.shapes import CommitmentRow
from bagalau.api.v1.commitments.shapes import row_of as commitment_row
from bagalau.api.v1.content.shapes import TermRef, terms_of
from bagalau.api.v1.schemas import Out, PersonRef, RecordRef, UnitRef
from bagalau.evaluations.models import ManagementResponse, ResponseStep, ResponseVersion
from bagalau.evaluations.queries.responses import days, timing
from bagalau.evaluations.queries.responses_rows import Row, missing, rows
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.responses import Approval, Missing, Timing
from bagalau.people.access import VIEW_HISTORY, Viewer
from bagalau.people.middleware import Request
from bagalau.web.records import url_of

router = Router(tags=["Management responses"])


class ResponseRow(Out):
    """The response of a unit to an evaluation. Without ``approval`` the paper it was read from does not say."""

    id: int
    page: str | None
    evaluation: RecordRef
    unit: UnitRef
    approval: Approval | None
    number: int
    description: str
    timing: Timing
    due_on: date | None
    given_on: date | None
    created_at: datetime
    updated_at: datetime
    version: str


class PartStance(Out):
    """The stance on a part of a recommendation, where it is answered apart."""

    part: int
    label: str
    stance: Stance
    reason: str


class PromisedRow(Out):
    """A key action of a response. ``commitment`` is null where it does not open to you."""

    id: int
    text: str
    parts: list[int]
    commitment: CommitmentRow | None


class AnswerRow(Out):
    """What a response says of one recommendation."""

    recommendation: int
    number: int
    recommended: str
    stance: Stance | None
    reason: str
    text: str
    terms: list[TermRef]
    parts: list[PartStance]
    actions: list[PromisedRow]


class GapRow(Out):
    """What is missing before a response can be submitted."""

    missing: Missing
    recommendation: int
    number: int
    part: str


class ResponseFull(ResponseRow):
    """One response with what it says of each recommendation; what is missing is told in the office alone."""

    answers: list[AnswerRow]
    gaps: list[GapRow] | None


class ResponseStepRow(Out):
    """One step of a response on its way."""

    id: int
    at: datetime
    by: PersonRef | None
    approval: Approval | None
    number: int
    comment: str
    from_source: bool


class ResponseVersionRow(Out):
    """A response as it was approved."""

    number: int
    at: datetime
    by: PersonRef | None
    published_at: datetime | None


class ResponseVersionFull(ResponseVersionRow):
    """A response as it was approved, with its content."""

    content: dict[str, Any]


def rows_of(viewer: Viewer, found: Iterable[ManagementResponse]) -> list[ResponseRow]:
    """Responses in a list; the days that they have are asked once."""
    within = days(viewer.today)
    return [ResponseRow(**_facts(row, within, viewer)) for row in found]


def _facts(row: ManagementResponse, within: int, viewer: Viewer) -> dict[str, Any]:
    told = timing(row, within, viewer.today)
    return {
        "id": row.pk,
        "page": url_of("response", row.pk),
        "evaluation": RecordRef.of("evaluation", row.evaluation_id, row.evaluation.title),
        "unit": UnitRef.of(row.unit),
        "approval": Approval(row.approval) if row.approval else None,
        "number": row.version,
        "timing": told.timing,
        "due_on": told.due,
        "version": row.seen,
        **{name: getattr(row, name) for name in ("description", "given_on", "created_at", "updated_at")},
    }


def one(request: Request, of: ManagementResponse, status: int = 200) -> HttpResponse:
    """The answer that shows one response."""
    viewer = request.viewer
    said = rows(of)
    inside = viewer.may(VIEW_HISTORY, of)
    gaps = [
        GapRow(missing=gap.missing, recommendation=gap.key, number=gap.number, part=gap.label)
        for gap in (missing(said) if inside else ())
    ]
    shown = ResponseFull(
        **_facts(of, days(viewer.today), viewer),
        answers=[_answer(viewer, of, row, inside=inside) for row in said],
        gaps=gaps if inside else None,
    )
    return answer(request, shown, status, version=of.seen)


def _answer(viewer: Viewer, of: ManagementResponse, row: Row, *, inside: bool) -> AnswerRow:
    stance = row.answer.stance if row.answer else ""
    return AnswerRow(
        recommendation=row.recommendation.pk,
        number=row.recommendation.number,
        recommended=row.recommendation.text,
        stance=Stance(stance) if stance else None,
        reason=row.answer.reason if row.answer else "",
        text=row.answer.text if row.answer else "",
        terms=terms_of(row.tags),
        parts=[
            PartStance(part=part.pk, label=part.label, stance=Stance(told.stance), reason=told.reason)
            for part, told in row.parts
            if told
        ],
        actions=[_promised(viewer, of, action, inside=inside) for action in row.actions],
    )


def _promised(viewer: Viewer, of: ManagementResponse, action: Any, *, inside: bool) -> PromisedRow:
    commitment = action.commitment
    commitment.unit = of.unit  # the actions of a response are those of its unit
    opens = inside or commitment.visibility == "public"
    return PromisedRow(
        id=action.pk,
        text=commitment.text,
        parts=[part.pk for part in action.parts.all()],
        commitment=commitment_row(viewer, commitment) if opens else None,
    )


def step_row(row: ResponseStep) -> ResponseStepRow:
    """One step of a response."""
    approval = Approval(row.approval) if row.approval else None
    same = {name: getattr(row, name) for name in ("at", "comment", "from_source")}
    return ResponseStepRow(id=row.pk, by=PersonRef.of(row.by), approval=approval, number=row.version, **same)


def version_row(row: ResponseVersion) -> ResponseVersionRow:
    """A version without its content."""
    return ResponseVersionRow(number=row.number, at=row.at, by=PersonRef.of(row.by), published_at=row.published_at)
