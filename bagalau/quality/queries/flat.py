"""Reads: answers, ratings and management actions of all assessments that a viewer may see, as flat tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from bagalau.commitments.queries import commitments
from bagalau.people.access import Viewer
from bagalau.quality.models import Answer, AnswerDocument, AssessmentRating, ManagementAction
from bagalau.quality.queries import assessments
from bagalau.quality.rules.questionnaire import Questionnaire

UNSHOWN = tuple(f"assessment__{name}" for name in ("signs", "lessons", "board_comment"))


def answers(viewer: Viewer, condition: Q) -> QuerySet[Answer]:
    """The answers of assessments under a condition; ``has_document``: a document stands behind it."""
    rows = Answer.objects.filter(assessment__in=_under(viewer, condition)).annotate(has_document=_DOCUMENT)
    return rows.select_related("assessment__unit").defer(*UNSHOWN)


def ratings(viewer: Viewer, condition: Q) -> QuerySet[AssessmentRating]:
    """The ratings of sections, and overall, of assessments under a condition."""
    rows = AssessmentRating.objects.filter(assessment__in=_under(viewer, condition))
    return rows.select_related("assessment__unit", "assessment__subject").defer(*UNSHOWN)


def actions(viewer: Viewer, condition: Q) -> QuerySet[ManagementAction]:
    """The management actions of assessments under a condition, where their commitments are open to the viewer."""
    rows = ManagementAction.objects.filter(assessment__in=_under(viewer, condition), commitment__in=_open(viewer))
    return rows.select_related("assessment__unit", "answer", "commitment").defer(*UNSHOWN)


_DOCUMENT = Exists(AnswerDocument.objects.filter(answer=OuterRef("pk")))


def _under(viewer: Viewer, condition: Q) -> QuerySet[Any]:
    return assessments(viewer).filter(condition).select_related(None).order_by().values("pk")


def _open(viewer: Viewer) -> QuerySet[Any]:
    return commitments(viewer).select_related(None).order_by().values("pk")


def with_document(*, yes: bool) -> Q:
    """The condition that a document stands behind an answer, or that none does."""
    return Q(has_document=yes)


def with_evidence(*, yes: bool) -> Q:
    """The condition that an answer has words of evidence, or that it has none."""
    return ~Q(evidence="") if yes else Q(evidence="")


def scored(of: str) -> Q:
    """The condition that an answer has a score (``none``: that it does not apply)."""
    return Q(score=None) & ~Q(value="") if of == "none" else Q(score=of)


def claims(questionnaires: Mapping[int, Questionnaire]) -> Q:
    """QO-05: the condition that the chosen option asks for a document."""
    found = Q(pk__in=())
    for key, asked in questionnaires.items():
        by_value: dict[str, list[str]] = defaultdict(list)
        for question in asked.questions:
            for option in question.options:
                if option.needs_document:
                    by_value[option.value].append(question.code)
        for value, codes in by_value.items():
            found |= Q(assessment__questionnaire_id=key, value=value, question__in=codes)
    return found


def stands(label: str) -> Q:
    """The condition that a rating is the one that counts; empty: there is none."""
    if not label:
        return Q(given="", computed="", printed="")
    follows = Q(given="", computed=label) | Q(given="", computed="", printed=label)
    return Q(given=label) | follows


def differs() -> Q:
    """The condition that what was given, or is printed, is another rating than follows from the answers."""
    given = ~Q(given="") & ~Q(given=F("computed"))
    return given | (~Q(printed="") & ~Q(computed="") & ~Q(printed=F("computed")))
