"""Reads: assessments as far as the viewer may see them."""

from __future__ import annotations

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from bagalau.documents.rules import Visibility
from bagalau.people.access import VIEW_HISTORY, Viewer, visible
from bagalau.people.rules import Action
from bagalau.quality.access import EDIT_ASSESSMENT, VIEW_ASSESSMENTS, VIEW_DUES
from bagalau.quality.models import Answer, Assessment, Due, Exemption, Subject
from bagalau.quality.rules.due import OPEN
from bagalau.quality.rules.life import UNDER_WAY
from bagalau.web.records import one
from bagalau.web.texts import holds


def assessments(viewer: Viewer) -> QuerySet[Assessment]:
    """Assessments that the viewer may see."""
    person = viewer.person
    own = Q(assessor=person) | Q(approver=person) | Q(subject__manager=person) if person else None
    allowed = visible(viewer, VIEW_ASSESSMENTS, kind="assessment", own=own)
    if not viewer.scope(VIEW_ASSESSMENTS).everywhere:
        allowed |= of_records(viewer, VIEW_ASSESSMENTS)
    return Assessment.objects.filter(allowed).select_related("unit", "subject", "assessor", "approver")


def with_stage_due(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Each with ``stage_due_on``, the day on which its stage is due, as long as somebody works on it."""
    of_stage = Due.objects.filter(subject=OuterRef("subject"), stage=OuterRef("stage"), state__in=sorted(OPEN))
    day = Subquery(of_stage.order_by().values("due_on")[:1])
    return rows.annotate(stage_due_on=Case(When(status__in=sorted(UNDER_WAY), then=day)))


def assessment(viewer: Viewer, pk: int) -> Assessment:
    """The door to an assessment, with its questionnaire and scheme."""
    return one(assessments(viewer).select_related("questionnaire", "scheme", "subject__manager"), pk)


def versions(viewer: Viewer, of: Assessment) -> QuerySet[Assessment]:
    """All versions of an assessment, the latest first: of the same subject, stage, partner and questionnaire, made one
    after the other."""
    same = Q(
        subject=of.subject_id, stage=of.stage, about=of.about, year=of.year, questionnaire__code=of.questionnaire.code
    )
    linked = Q(previous__isnull=False) | Q(next__isnull=False)
    return assessments(viewer).filter(same, linked).order_by("-version")


def own(viewer: Viewer, how: str = "yes") -> Q:
    """The condition that the viewer is assessor or approver, or one of the two."""
    if viewer.person is None:
        return Q(pk__in=())
    held = {name: Q(**{name: viewer.person}) for name in ("assessor", "approver")}
    return held.get(how, held["assessor"] | held["approver"])


def with_words(text: str) -> Q:
    """The condition that the title, the number or the partner holds a text."""
    return holds("title", text) | holds("number", text) | holds("about", text)


def due_with_words(text: str) -> Q:
    """The same for what is due."""
    return holds("subject__title", text) | holds("subject__number", text)


def is_inside(viewer: Viewer, of: Assessment) -> bool:
    """Whether the viewer sees an assessment by a role or by working on it, and not as the public does."""
    return viewer.may(VIEW_HISTORY, of) or (viewer.person is not None and viewer.person.pk in of.owner_ids)


def may_answer(viewer: Viewer, of: Assessment) -> bool:
    """Whether the viewer may work on its answers: not whoever is to approve it (QL-02)."""
    return viewer.may(EDIT_ASSESSMENT, of) and (viewer.person is None or viewer.person.pk != of.approver_id)


def answer_of(of: Assessment, question: str) -> Answer | None:
    """The answer to a question; the caller has opened the assessment's door."""
    return of.answers.filter(question=question).first()


def dues(viewer: Viewer) -> QuerySet[Due]:
    """Assessments that are due, done or exempted, as far as the viewer may see what they are of."""
    allowed = visible(viewer, VIEW_DUES, kind="due")
    if not viewer.scope(VIEW_DUES).everywhere:
        allowed |= of_records(viewer, VIEW_DUES)
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


def of_records(viewer: Viewer, action: Action) -> Q:
    """What belongs to a record on which somebody has a role."""
    found = Q(pk__in=())
    for kind, key in viewer.scope(action).records:
        found |= Q(subject__kind=kind, subject__key=key)
    return found


def exemptions(of: Subject) -> QuerySet[Exemption]:
    """The decisions that something need not be assessed, also those taken back; the caller has opened the door."""
    return of.exemptions.select_related("by", "ended_by")


def exemption(viewer: Viewer, pk: int) -> Exemption:
    """The door to an exemption: that of what is exempted."""
    rows = Exemption.objects.filter(subject__in=subjects(viewer).values("pk"))
    return one(rows.select_related("subject__unit"), pk)
