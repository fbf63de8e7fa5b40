"""What there is to find in assessments (a source of ``settings.SEARCH_SOURCES``): what was assessed, the evidence of
each answer, the comment of the board and the lessons. All of it is as public as the assessment is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.documents.rules import Visibility
from bagalau.lib.passages import Lent, Passage, RecordKey, Reference, pieces
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.quality.access import VIEW_ASSESSMENTS
from bagalau.quality.models import STATES, Answer, Assessment
from bagalau.quality.queries import assessments
from bagalau.quality.rules.questionnaire import Rates

KINDS = ("assessment",)
ACTIONS = (VIEW_ASSESSMENTS,)
TOGETHER = 200
LABELS: Mapping[str, Mapping[str, Any]] = {
    "kind": {"assessment": _("Assessment"), "evidence": _("Evidence of an answer")},
    "status": {str(key): words for key, words in STATES.items()},
}
PLACES = (gettext_noop("Question %(number)s"),)  # as ``Passage.place`` has it


def touched(kind: str, keys: Collection[int]) -> Iterator[RecordKey]:
    """The assessments that changed records are, of which they are the subject, or whose unit they are."""
    if kind == "assessment":
        yield from (("assessment", key) for key in keys)
        return
    rows = Assessment.objects.none()
    if kind in set(Rates):
        rows = Assessment.objects.filter(subject__kind=kind, subject__key__in=keys)
    elif kind == "subject":
        rows = Assessment.objects.filter(subject__in=keys)
    elif kind == "unit":
        paths = tuple(Unit.objects.filter(pk__in=keys).values_list("path", flat=True))
        units = [pk for pk, path in Unit.objects.values_list("pk", "path") if path.startswith(paths)]
        rows = Assessment.objects.filter(unit__in=units)
    yield from (("assessment", key) for key in rows.order_by().values_list("pk", flat=True))


def keys(kind: str, after: int) -> Sequence[int]:
    """The next assessments after one."""
    rows = Assessment.objects.filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:TOGETHER])


def lent(kind: str, keys: Collection[int]) -> dict[int, Lent]:
    """Assessments lend nothing to the papers they were read from."""
    return {}


def opened(viewer: Viewer, kind: str, asked: Collection[Reference]) -> set[Reference]:
    """Those passages whose assessment the viewer may see now."""
    rows = assessments(viewer).filter(pk__in={one.root for one in asked})
    seen = set(rows.order_by().values_list("pk", flat=True))
    return {one for one in asked if one.root in seen}


def passages(kind: str, keys: Collection[int]) -> Iterator[Passage]:
    """The passages of these assessments, in two queries."""
    heads = {}
    for row in Assessment.objects.filter(pk__in=keys).select_related("subject").defer("signs"):
        heads[row.pk] = head = _head(row)
        yield head
        yield from _part(head, "board", row.board_comment)
        yield from _part(head, "lessons", row.lessons)
    answers = Answer.objects.filter(assessment__in=keys).exclude(evidence="", no_action="")
    for answer in answers.only("assessment_id", "question", "number", "evidence", "no_action"):
        text = f"{answer.evidence}\n{answer.no_action}"
        place, anchor = f"Question {answer.number}", f"question-{answer.question}"
        yield from _part(heads[answer.assessment_id], f"answer-{answer.number}", text, "evidence", place, anchor)


def _head(row: Assessment) -> Passage:
    owners = {*row.owner_ids, row.subject.manager_id} - {None}
    return Passage(
        ("assessment", row.pk),
        "head",
        "assessment",
        "\n".join(text for text in (row.title, row.number, row.about) if text),
        str(row),
        row.unit_id,
        VIEW_ASSESSMENTS.name,
        public=row.visibility == Visibility.PUBLIC,
        records=row.access_keys,
        owners=tuple(sorted(key for key in owners if key is not None)),
        day=row.approved_on or date(row.year, 12, 31),
        facets={"status": (row.status,)},
    )


def _part(
    head: Passage, part: str, text: str, kind: str = "assessment", place: str = "", anchor: str = ""
) -> Iterator[Passage]:
    """A text of an assessment as a passage, or as several where it is long."""
    for number, piece in enumerate(pieces(text.strip())):
        named = f"{part}-{number}" if number else part
        yield replace(head, part=named, kind=kind, text=piece, place=place, anchor=anchor or part, facets={})
