"""The columns of answers, ratings and management actions of all assessments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models import STATES as COMMITMENT_STATES
from bagalau.commitments.models import TONES as COMMITMENT_TONES
from bagalau.commitments.rules import Status
from bagalau.commitments.rules import state as state_of
from bagalau.lib.columns import Column
from bagalau.people.access import Viewer
from bagalau.quality.models import (
    STAGES,
    STATES,
    Answer,
    AssessmentRating,
    ManagementAction,
)
from bagalau.quality.queries import is_inside
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import Question, Questionnaire, Stage, said
from bagalau.quality.rules.schemes import Scheme
from bagalau.quality.tables.assessments import label_tone, label_words, titled
from bagalau.web.records import url_of

Texts = Mapping[int, Questionnaire]


def _of_assessment(anchor: Callable[[Any], str]) -> list[Column[Any]]:
    """The assessment of a row; its title leads to the row on the page."""

    def url(row: Any) -> str | None:
        page = url_of("assessment", row.assessment_id)
        return f"{page}#{anchor(row)}" if page else None

    return [
        Column("key", _("Key"), lambda row: row.pk, "number", on_page=False),
        Column("assessment_key", _("Key of the assessment"), lambda row: row.assessment_id, "number", on_page=False),
        Column(
            "assessment",
            _("What is assessed"),
            lambda row: titled(row.assessment),
            "long",
            url=url,
            sort="assessment_id",
        ),
        Column("number", _("Number"), lambda row: row.assessment.number, "code", on_page=False),
        Column("unit", _("Unit"), lambda row: row.assessment.unit.code, "code"),
        Column("stage", _("Stage"), lambda row: str(STAGES[Stage(row.assessment.stage)]), "code"),
        Column("year", _("Year"), lambda row: row.assessment.year, "code"),
        Column("status", _("Status"), lambda row: str(STATES[State(row.assessment.status)]), on_page=False),
    ]


def _question(texts: Texts, row: Any) -> Question | None:
    asked = texts.get(row.assessment.questionnaire_id)
    return asked.question(row.question) if asked else None


def _question_words(texts: Texts) -> Callable[[Any], str]:
    def words(row: Any) -> str:
        found = _question(texts, row)
        return said(found.text, get_language()) if found else ""

    return words


def section_words(texts: Texts, key: int, code: str) -> str:
    """What a version of a questionnaire calls a section; a code that it does not know stays as it is."""
    asked = texts.get(key)
    found = next((one for one in asked.sections if one.code == code), None) if asked else None
    return said(found.name, get_language()) if found else code


def answer_columns(texts: Texts) -> list[Column[Answer]]:
    """The columns of answers."""
    return [
        *_of_assessment(lambda row: f"question-{row.question}"),
        Column("question", _("Question"), lambda row: row.question, on_page=False),
        Column("question_number", _("Number"), lambda row: row.number, "number"),
        Column("question_words", _("Question"), _question_words(texts), "text"),
        Column("section", _("Code of the section"), lambda row: row.section, "code", on_page=False),
        Column(
            "section_name",
            _("Section"),
            lambda row: section_words(texts, row.assessment.questionnaire_id, row.section),
            on_page=False,
        ),
        Column("answer", _("Answer"), lambda row: row.value, "code"),
        Column("score", _("Score"), lambda row: row.score, "number", on_page=False),
        Column("evidence", _("Evidence"), lambda row: row.evidence),
        Column("has_document", _("Document"), lambda row: row.has_document, "flag"),
        Column("no_action", _("Why no action follows"), lambda row: row.no_action, on_page=False),
        Column(
            "changed",
            _("Changed"),
            lambda row: timezone.localtime(row.changed_at).date() if row.changed_at else None,
            "date",
            on_page=False,
        ),
    ]


def rating_columns(viewer: Viewer, texts: Texts, schemes: Mapping[int, Scheme]) -> list[Column[AssessmentRating]]:
    """The columns of ratings; why another one was given is not for the public."""

    def scheme(row: AssessmentRating) -> Scheme | None:
        return schemes.get(row.assessment.scheme_id)

    def words(name: str) -> Callable[[AssessmentRating], str | None]:
        return lambda row: label_words(scheme(row), getattr(row, name)) or None

    def reason(row: AssessmentRating) -> str | None:
        return row.reason if is_inside(viewer, row.assessment) else None

    def value(row: AssessmentRating) -> Any:
        found = scheme(row)
        label = found.by_code.get(row.stands) if found else None
        return label.value if label else None

    return [
        *_of_assessment(lambda row: f"section-{row.section}" if row.section else "ratings"),
        Column("section", _("Code of the section"), lambda row: row.section, "code", on_page=False),
        Column(
            "section_name",
            _("Section"),
            lambda row: section_words(texts, row.assessment.questionnaire_id, row.section) or _("Overall"),
        ),
        Column("rating", _("Rating"), words("stands"), "status", tone=lambda row: label_tone(scheme(row), row.stands)),
        Column("rating_code", _("Code of the rating"), lambda row: row.stands, "code", on_page=False),
        Column("value", _("Value of the rating"), value, "number", on_page=False),
        Column("computed", _("Follows from the answers"), words("computed")),
        Column("printed", _("Printed"), words("printed")),
        Column("given", _("Given instead"), words("given")),
        Column("reason", _("Reason"), reason, on_page=False),
    ]


def action_columns(viewer: Viewer) -> list[Column[ManagementAction]]:
    """The columns of management actions."""

    def anchor(row: ManagementAction) -> str:
        return f"question-{row.answer.question}" if row.answer else "actions"

    def state(row: ManagementAction) -> Any:
        return state_of(Status(row.commitment.status), row.commitment.due, viewer.today)

    return [
        *_of_assessment(anchor),
        Column("question", _("Question"), lambda row: row.answer.number if row.answer else None, "number"),
        Column(
            "action",
            _("Management action"),
            lambda row: row.commitment.text,
            url=lambda row: url_of("commitment", row.commitment_id),
        ),
        Column("due", _("Due"), lambda row: row.commitment.due, "date"),
        Column(
            "state",
            _("State"),
            lambda row: str(COMMITMENT_STATES[state(row)]),
            "status",
            tone=lambda row: COMMITMENT_TONES[state(row)],
        ),
        Column("commitment", _("Key of the commitment"), lambda row: row.commitment_id, "number", on_page=False),
    ]
