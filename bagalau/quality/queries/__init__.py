"""Reads: assessments as far as the viewer may see them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from bagalau.documents.rules import Visibility
from bagalau.people.access import Viewer, visible
from bagalau.people.rules import Action
from bagalau.quality.access import VIEW_ASSESSMENTS, VIEW_DUES
from bagalau.quality.models import Answer, Assessment, Due, Subject
from bagalau.web.records import one


def assessments(viewer: Viewer) -> QuerySet[Assessment]:
    """Assessments that the viewer may see."""
    person = viewer.person
    own = Q(assessor=person) | Q(approver=person) | Q(subject__manager=person) if person else None
    allowed = visible(viewer, VIEW_ASSESSMENTS, kind="assessment", own=own)
    if not viewer.scope(VIEW_ASSESSMENTS).everywhere:
        allowed |= _of_records(viewer, VIEW_ASSESSMENTS)
    return Assessment.objects.filter(allowed).select_related("unit", "subject", "assessor", "approver")


def assessment(viewer: Viewer, pk: int) -> Assessment:
    """The door to an assessment, with its questionnaire and scheme."""
    return one(assessments(viewer).select_related("questionnaire", "scheme", "subject__manager"), pk)


def answer_of(of: Assessment, question: str) -> Answer | None:
    """The answer to a question; the caller has opened the assessment's door."""
    return of.answers.filter(question=question).first()


def dues(viewer: Viewer) -> QuerySet[Due]:
    """Assessments that are due, done or exempted, as far as the viewer may see what they are of."""
    allowed = visible(viewer, VIEW_DUES, kind="due")
    if not viewer.scope(VIEW_DUES).everywhere:
        allowed |= _of_records(viewer, VIEW_DUES)
    return Due.objects.filter(allowed).select_related("unit", "subject", "assessment")


def subjects(viewer: Viewer) -> QuerySet[Subject]:
    """What can be rated, as far as the viewer may see it."""
    scope = viewer.scope(VIEW_DUES)
    if scope.everywhere:
        allowed = Q()
    else:
        allowed = Q(unit_id__in=scope.units) | Q(visibility=Visibility.PUBLIC)
        for kind, key in scope.records:
            allowed |= Q(kind=kind, key=key)
        if viewer.person:
            allowed |= Q(manager=viewer.person)
    return Subject.objects.filter(allowed).select_related("unit", "manager")


def subject(viewer: Viewer, pk: int) -> Subject:
    """The door to what is rated."""
    return one(subjects(viewer), pk)


def _of_records(viewer: Viewer, action: Action) -> Q:
    """What belongs to a record on which somebody has a role."""
    found = Q(pk__in=())
    for kind, key in viewer.scope(action).records:
        found |= Q(subject__kind=kind, subject__key=key)
    return found
