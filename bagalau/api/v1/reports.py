"""Reports, as files."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from ninja import Path, Query, Router
from pydantic import BaseModel, ConfigDict, Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads
from bagalau.api.v1.lists import refuse_unknown, understood
from bagalau.api.v1.schemas import Day, Key, Out
from bagalau.commitments.rules import State
from bagalau.exports import catalogue
from bagalau.exports.access import VIEW_REPORTS
from bagalau.exports.forms import EARLIEST, ReportForm
from bagalau.people.middleware import Request

router = Router(tags=["Reports"])
Name = Annotated[str, Field(json_schema_extra={"enum": [kind.NAME for kind in catalogue.REPORTS]})]
FILE = {"responses": {200: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}}}


class ReportRow(Out):
    """A report; ``takes``: its parameters, true for those that must be given."""

    name: str
    label: str
    about: str
    takes: dict[str, bool]


class ReportRows(Out):
    """The reports that you may have."""

    reports: list[ReportRow]


class ReportAsked(BaseModel):
    """What a report shall cover, and as which file."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    format: Literal["pdf", "docx", "xlsx", "html", "json"] = "json"
    language: Literal["en", "ru", "kk"] = "en"
    evaluation: Key | None = None
    unit: Key | None = None
    year: Annotated[int, Field(ge=EARLIEST, le=2100)] | None = None
    period: Literal["first", "second"] | None = None
    state: State | None = None
    as_of: Day | None = None
    """As things stood on this day."""


@router.get("/reports", **reads(VIEW_REPORTS, ReportRows))
def report_rows(request: Request) -> HttpResponse:
    """The reports that you may have, with what each takes."""
    rows = [
        ReportRow(name=kind.NAME, label=str(kind.LABEL), about=str(kind.ABOUT), takes=dict(kind.TAKES))
        for kind in catalogue.reports_for(request.viewer)
    ]
    return answer(request, ReportRows(reports=rows))


@router.get("/reports/{name}", **reads(VIEW_REPORTS, None, openapi_extra=FILE))
def report_file(request: Request, name: Path[Name], asked: Query[ReportAsked]) -> HttpResponse:
    """The file of a report. What the report does not take is refused."""
    refuse_unknown(request, asked)
    kind = catalogue.report(request.viewer, name)
    said = {key: _plain(value) for key, value in asked.model_dump().items() if value is not None}
    form = understood(ReportForm(said, viewer=request.viewer, kind=kind), said)
    given = form.parameters()
    made = catalogue.make(request.viewer, kind, given, language=asked.language, form=asked.format)
    response = HttpResponse(made.data, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, made.name) or ""
    return response


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
