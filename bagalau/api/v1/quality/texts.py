"""Looking at questionnaires."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from pydantic import Field

from bagalau.api.v1.answers import answer
from bagalau.api.v1.doors import reads
from bagalau.api.v1.quality.shapes import AssessedAt, router
from bagalau.api.v1.schemas import Out
from bagalau.people.middleware import Request
from bagalau.quality.access import VIEW_QUESTIONNAIRES
from bagalau.quality.queries import definitions
from bagalau.quality.queries.definitions import Version
from bagalau.quality.rules.questionnaire import Questionnaire, Rates


class QuestionnaireRow(Out):
    """A version of a questionnaire; names by language."""

    code: str
    edition: str
    name: dict[str, str]
    rates: Rates
    stage: AssessedAt
    scheme: str
    verified: bool = Field(description="Whether the wording was compared with an official text.")
    retired: bool
    questions: int


class QuestionnaireList(Out):
    """All versions of questionnaires."""

    items: list[QuestionnaireRow]


class QuestionnaireFull(QuestionnaireRow):
    """A version of a questionnaire with its text, as YAML."""

    text: str


@router.get("/questionnaires", **reads(VIEW_QUESTIONNAIRES, QuestionnaireList))
def questionnaire_rows(request: Request) -> HttpResponse:
    """All versions of questionnaires."""
    found = definitions.questionnaires(request.viewer)
    return answer(request, QuestionnaireList(items=[QuestionnaireRow(**_facts(one)) for one in found]))


@router.get("/questionnaires/{str:code}/{str:edition}", **reads(VIEW_QUESTIONNAIRES, QuestionnaireFull))
def one_questionnaire(request: Request, code: str, edition: str) -> HttpResponse:
    """One version of a questionnaire with its text."""
    found = definitions.questionnaire(request.viewer, code, edition)
    return answer(request, QuestionnaireFull(**_facts(found), text=definitions.text_of(found)))


def _facts(of: Version[Questionnaire]) -> dict[str, Any]:
    told = of.told
    return {
        "code": told.code,
        "edition": told.version,
        "name": dict(told.name),
        "rates": told.rates,
        "stage": told.stage,
        "scheme": told.scheme,
        "verified": told.source.verified,
        "retired": of.is_retired,
        "questions": sum(1 for _question in told.questions),
    }
