"""A mark beside a row or a field of a project's pages: what the checker finds there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext

from bagalau.projects.rules.checks import BY_NUMBER
from bagalau.projects.tables.findings import TONES, WORDS

register = template.Library()


@register.inclusion_tag("projects/findings_of.html", takes_context=True)
def findings_of(context: Mapping[str, Any], at: str, name: str = "") -> dict[str, Any]:
    """The findings of the row that stands at a place, or of one of its fields alone.

    The page gives them as ``findings`` (``Findings.by_place``) beside its ``project``; without, nothing is shown.
    """
    found = (context.get("findings") or {}).get(at, ())
    return {
        "project": context.get("project"),
        "findings": [
            {
                "rule": one.rule,
                "mark": one.mark,
                "tone": TONES[one.severity],
                "title": gettext(BY_NUMBER[one.rule].title),
                "sentence": WORDS.filled(one.sentence, one.values),
            }
            for one in found
            if not name or one.name == name
        ],
    }
