"""The page of recommendations that were made before, in other reports."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from bagalau.evaluations.access import VIEW_CHECKS
from bagalau.evaluations.forms.recurrences import RecurrenceFilter
from bagalau.evaluations.models import Recommendation, Recurrence
from bagalau.evaluations.queries.recurrences import recurrences as pairs_of
from bagalau.evaluations.queries.recurrences import sees_all
from bagalau.evaluations.rules.recurrence import marked
from bagalau.evaluations.tables.recurrences import fate_tone, fate_words, recurrence_columns, stance_words
from bagalau.people.middleware import Request, page
from bagalau.web.exports import export
from bagalau.web.tables import table


@page(VIEW_CHECKS)
def recurrences(request: Request) -> HttpResponseBase:
    """Recommendations that say what an earlier one said, with the words that they share and what became of it."""
    viewer = request.viewer
    form = RecurrenceFilter(request.GET, viewer)
    rows = pairs_of(viewer).filter(form.condition())
    counted = sees_all(viewer)
    columns = recurrence_columns(counted=counted)
    file = export(request, rows, columns, default="-likeness", name="recurrences")
    if file:
        return file
    listed = table(request, rows, columns, "-likeness")
    context = {"form": form, "table": listed, "pairs": shown(listed.page.rows), "counted": counted}
    return render(request, "evaluations/recurrences.html", context)


def shown(rows: Iterable[Recurrence]) -> list[dict[str, Any]]:
    """Pairs as a page shows them: both texts with the words that they share."""
    return [
        {
            "row": row,
            "fate": fate_words(row),
            "tone": fate_tone(row),
            "stance": stance_words(row),
            "sides": [_side(row.earlier, row.later), _side(row.later, row.earlier)],
        }
        for row in rows
    ]


def _side(said: Recommendation, other: Recommendation) -> dict[str, Any]:
    of = said.evaluation
    return {"said": said, "evaluation": of, "date": of.completed or of.planned_end, "text": _text(said, other)}


def _text(said: Recommendation, other: Recommendation) -> SafeString:
    """Joined as plain strings: in a template so many pieces would take most of the time of a page."""
    pieces = marked(_whole(said), _whole(other))
    shown = "".join(f"<mark>{escape(text)}</mark>" if is_shared else escape(text) for text, is_shared in pieces)
    return mark_safe(shown)  # noqa: S308 - every piece is escaped


def _whole(said: Recommendation) -> str:
    return f"{said.text}\n{said.description}"
