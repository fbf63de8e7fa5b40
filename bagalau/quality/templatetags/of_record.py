"""What the page of a record shows of its assessments, which quality assurance knows by kind and key alone."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import get_language

from bagalau.quality.models import STAGES, STATE_TONES, Assessment
from bagalau.quality.queries.of_record import OfRecord, OfStage, of_record
from bagalau.quality.rules.due import DueState
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import said
from bagalau.quality.tables.assessments import label_tone, label_words
from bagalau.quality.tables.dues import state_tone, state_words

register = template.Library()


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
            "words": state_words(one.due, viewer.today) if one.due else "",
            "tone": state_tone(one.due, viewer.today) if one.due else "",
            "waits": one.due is not None and one.due.state == DueState.PENDING and not one.is_under_way,
        }
        for one in of.stages
    ]
    return {"of": of, "stages": stages}


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
