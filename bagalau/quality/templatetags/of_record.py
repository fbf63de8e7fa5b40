"""What the page of a record shows of its assessments, which quality assurance knows by kind and key alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import get_language

from bagalau.quality.models import DUE_TONES, STAGES, STATE_TONES, Assessment
from bagalau.quality.queries.of_record import OfRecord, OfStage, of_record
from bagalau.quality.rules.due import DueState
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import said
from bagalau.quality.tables.assessments import label_tone, label_words

register = template.Library()
OPEN = frozenset({DueState.PENDING, DueState.ONGOING})


@register.inclusion_tag("quality/of_record.html", takes_context=True)
def assessments_of(context: Context, kind: str, key: int) -> dict[str, Any]:
    """The assessments of a record by stage, what is due, and the way to the next one."""
    viewer = context["request"].viewer
    of = of_record(viewer, kind, key)
    if of is None:
        return {"of": None}
    stages = [
        {
            "of": one,
            "name": STAGES[one.stage],
            "rows": [_row(of, one, row) for row in one.rows],
            "due": one.due if one.due and one.due.state != DueState.COMPLETED else None,
            "tone": _due_tone(one, viewer.today),
            "waits": one.due is not None and one.due.state == DueState.PENDING and not one.is_under_way,
        }
        for one in of.stages
    ]
    return {"of": of, "stages": stages}


def _due_tone(of: OfStage, today: date) -> str:
    if of.due is None:
        return ""
    is_late = of.due.state in OPEN and of.due.due_on is not None and of.due.due_on < today
    return "late" if is_late else DUE_TONES[DueState(of.due.state)]


def _row(of: OfRecord, stage: OfStage, row: Assessment) -> dict[str, Any]:
    scheme = of.definitions[row.scheme_id].scheme if row.scheme_id in of.definitions else None
    asked = of.definitions[row.questionnaire_id].questionnaire if stage.tells_apart else None
    return {
        "row": row,
        "name": said(asked.name, get_language()) if asked else "",
        "rating": label_words(scheme, row.overall),
        "rating_tone": label_tone(scheme, row.overall),
        "tone": STATE_TONES[State(row.status)],
    }
