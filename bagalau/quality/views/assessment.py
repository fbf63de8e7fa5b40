"""Pages of one assessment: everything in it with how its ratings came about, and its history."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from bagalau.commitments.queries import commitments
from bagalau.documents.queries import documents_of, origins_of
from bagalau.documents.rules import Visibility
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request, page
from bagalau.people.views.history import history_page
from bagalau.quality import queries
from bagalau.quality.access import VIEW_ASSESSMENTS, VIEW_DUES
from bagalau.quality.actions import is_worked_on
from bagalau.quality.models import STATE_TONES, Assessment
from bagalau.quality.queries.filled import Filled, filled
from bagalau.quality.queries.way import returned
from bagalau.quality.reports.offered import papers
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import said
from bagalau.quality.tables.telling import telling
from bagalau.quality.views.shown import Beside, decision_words, shown
from bagalau.quality.views.way import rating_forms, way_of


@page(VIEW_ASSESSMENTS)
def assessment(request: Request, pk: int) -> HttpResponse:
    """One assessment: its ratings with how they came about, its answers, what stands out, its way."""
    return show(request, queries.assessment(request.viewer, pk))


def show(request: Request, of: Assessment, status: int = 200, **given: Any) -> HttpResponse:
    """The page of an assessment; ``given`` are forms that were sent and refused, by their names."""
    viewer, inside = request.viewer, queries.is_inside(request.viewer, of)
    what = filled(viewer, of)
    way = way_of(viewer, of, what) if inside else {}
    opens = commitments(viewer).filter(management_actions__assessment=of).values_list("pk", flat=True)
    beside = Beside(
        frozenset(opens if what.actions else ()),
        rating_forms(of, what) if way.get("may_rate") else {},
        way.get("by_question", {}),
    )
    context = {
        "assessment": of,
        "questionnaire": what.questionnaire,
        "questionnaire_name": said(what.questionnaire.name, get_language()),
        "shown": shown(what, viewer.today, beside),
        "telling": telling(what.questionnaire, what.scheme),
        "tone": STATE_TONES[State(of.status)],
        "decision": decision_words(of),
        "inside": inside,
        "opens_subject": inside or of.subject.visibility == Visibility.PUBLIC,
        "sees_subject": viewer.may(VIEW_DUES, of.subject),
        "may_edit": is_worked_on(of) and queries.may_answer(viewer, of),
        "sees_history": viewer.may(VIEW_HISTORY, of),
        "papers": list(papers(of.pk)),
        **way,
        "returned": returned(of) if inside else None,
        **(_past(request, of, what) if inside else {}),
        **given,
    }
    return render(request, "quality/assessment.html", context, status=status)


def _past(request: Request, of: Assessment, what: Filled) -> dict[str, Any]:
    """What is not for the public: how it went, the versions, where it was read."""
    answers = [one.answer.pk for one in what.questions]
    ratings = [what.overall.pk, *(one.rating.pk for one in what.sections)]
    return {
        "steps": list(of.steps.select_related("by")),
        "versions": list(queries.versions(request.viewer, of)),
        "sources": origins_of({"assessment": [of.pk], "answer": answers, "assessmentrating": ratings}),
        "read_from": documents_of(request.viewer, "assessment", of.pk),
    }


@page(VIEW_HISTORY)
def assessment_history(request: Request, pk: int) -> HttpResponse:
    """Who changed what in an assessment."""
    of = queries.assessment(request.viewer, pk)
    require(request.viewer, VIEW_HISTORY, of)
    return history_page(request, of, "assessment")
