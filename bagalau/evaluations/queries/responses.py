"""Reads: management responses, the doors to them, when they are due, and what each says of each recommendation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, QuerySet

from bagalau.evaluations.access import EDIT_RESPONSE, VIEW_RESPONSES
from bagalau.evaluations.models import (
    Agency,
    Evaluation,
    KeyAction,
    ManagementResponse,
    PartAnswer,
    Recommendation,
    RecommendationPart,
    RecommendationResponse,
    ResponseStep,
    ResponseVersion,
)
from bagalau.evaluations.queries.content import print_of, shared
from bagalau.evaluations.rules import Stage, Stance
from bagalau.evaluations.rules.responses import (
    IN_WORK,
    READ,
    SETTLED,
    Answer,
    Approval,
    Gap,
    Promise,
    Said,
    Timeliness,
    Timing,
    due,
    gaps,
    is_given,
    timeliness,
)
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.reference.models import Tag
from bagalau.reference.parameters import value
from bagalau.reference.queries import tags_of
from bagalau.web.records import one

OPEN = Q(approval__in=[READ, Approval.PUBLISHED]) | Q(approval=Approval.APPROVED, approved_at=None)


def days(today: date) -> int:
    """ER-01: within how many days a response is due; what holds today holds for all that are shown today."""
    return int(value("response.days", today))


def responses(viewer: Viewer) -> QuerySet[ManagementResponse]:
    """Responses that the viewer may see: of their units; what is approved, of evaluations they share; and what is
    public (ER-08, ER-11)."""
    rows = ManagementResponse.objects.select_related("evaluation", "unit")
    scope = viewer.scope(VIEW_RESPONSES)
    if scope.everywhere:
        return rows
    keys = {kind: [key for name, key in scope.records if name == kind] for kind in ("managementresponse", "evaluation")}
    allowed = Q(unit__in=scope.units) | Q(pk__in=keys["managementresponse"]) | Q(evaluation__in=keys["evaluation"])
    if scope.units:
        partly = Agency.objects.filter(unit__in=scope.units).values("evaluation")
        allowed |= Q(approval__in=SETTLED) & (Q(evaluation__unit__in=scope.units) | Q(evaluation__in=partly))
    return rows.filter(allowed | Q(OPEN, evaluation__visibility="public"))


def response(viewer: Viewer, pk: int) -> ManagementResponse:
    """The door to a response."""
    return one(responses(viewer), pk)


def responses_of(viewer: Viewer, of: Evaluation) -> QuerySet[ManagementResponse]:
    """The responses to an evaluation that the viewer may see."""
    return responses(viewer).filter(evaluation=of)


def units_without(of: Evaluation) -> list[Unit]:
    """The units that have yet to answer an evaluation: its own, and in a joint one those of the agencies (ER-11)."""
    asked = [of.unit, *(agency.unit for agency in of.agencies.select_related("unit") if agency.unit)]
    answered = set(of.responses.values_list("unit", flat=True))
    return [unit for key, unit in {unit.pk: unit for unit in asked}.items() if key not in answered]


def may_start(viewer: Viewer, of: Evaluation) -> list[Unit]:
    """The units for which a viewer may begin to answer an evaluation; none as long as it is not completed."""
    if of.stage != Stage.COMPLETED or not viewer.can(EDIT_RESPONSE):
        return []
    return [
        unit for unit in units_without(of) if viewer.may(EDIT_RESPONSE, ManagementResponse(evaluation=of, unit=unit))
    ]


def unanswered(viewer: Viewer) -> QuerySet[Evaluation]:
    """Completed evaluations to which the unit, or one of the agencies that share it, has not begun to answer."""
    own = ManagementResponse.objects.filter(evaluation=OuterRef("pk"), unit=OuterRef("unit"))
    theirs = ManagementResponse.objects.filter(evaluation=OuterRef("evaluation"), unit=OuterRef("unit"))
    silent = Agency.objects.filter(~Exists(theirs), evaluation=OuterRef("pk"), unit__isnull=False)
    rows = Evaluation.objects.filter(shared(viewer), stage=Stage.COMPLETED, completed_on__isnull=False)
    return rows.filter(~Exists(own) | Exists(silent)).select_related("unit")


def timing(of: ManagementResponse, within: int, today: date) -> Timeliness:
    """ER-02: how a response stands to its day."""
    given = is_given(of.approval, of.version)
    return timeliness(due(of.evaluation.completed, within), of.given_on, given=given, today=today)


GIVEN = ~Q(approval__in=IN_WORK) | Q(version__gt=1)


def in_timing(name: str, within: int, today: date) -> Q:
    """The condition for responses that stand so to their day (ER-02)."""
    last = today - timedelta(days=within)
    dated = Q(evaluation__completed_on__isnull=False)
    took = ExpressionWrapper(F("given_on") - F("evaluation__completed_on"), output_field=DurationField())
    in_time = Q(
        pk__in=ManagementResponse.objects.filter(GIVEN)
        .alias(took=took)
        .filter(took__lte=timedelta(within))
        .values("pk")
    )
    conditions = {
        Timing.NO_DATE: ~dated,
        Timing.OVERDUE: dated & ~GIVEN & Q(evaluation__completed_on__lt=last),
        Timing.WAITING: dated & ~GIVEN & Q(evaluation__completed_on__gte=last),
        Timing.GIVEN: dated & GIVEN & Q(given_on=None),
        Timing.ON_TIME: dated & GIVEN & in_time,
        Timing.LATE: dated & GIVEN & Q(given_on__isnull=False) & ~in_time,
    }
    return conditions[Timing(name)]


@dataclass(frozen=True)
class Row:
    """A recommendation as one response answers it."""

    recommendation: Recommendation
    answer: RecommendationResponse | None
    parts: list[tuple[RecommendationPart, PartAnswer | None]]
    actions: list[KeyAction]
    tags: list[Tag] = field(default_factory=list)

    @property
    def seen(self) -> str:
        """What tells one state of the answer from the next; key actions have their own."""
        return print_of(said(self))


def rows(of: ManagementResponse, only: int | None = None) -> list[Row]:
    """Every recommendation (or ``only`` the one with this key) with what a response says of it; eight queries."""
    answers = RecommendationResponse.objects.filter(response=of).prefetch_related("parts")
    actions = KeyAction.objects.filter(commitment__unit=of.unit_id).select_related("commitment")
    actions = actions.prefetch_related("parts", "commitment__responsible_people")
    found = Recommendation.objects.filter(evaluation=of.evaluation_id).prefetch_related(
        "parts", Prefetch("answers", answers, "own_answers"), Prefetch("key_actions", actions, "own_actions")
    )
    found = found.filter(pk=only) if only else found
    listed = [(one, next(iter(one.own_answers), None)) for one in found]
    tags = tags_of("recommendationresponse", [answer.pk for _one, answer in listed if answer])
    return [_row(one, answer, tags.get(answer.pk, []) if answer else []) for one, answer in listed]


def _row(of: Recommendation, answer: RecommendationResponse | None, tags: list[Tag]) -> Row:
    stances = {one.part_id: one for one in answer.parts.all()} if answer else {}
    parts = [(part, stances.get(part.pk)) for part in of.parts.all()]
    return Row(of, answer, parts, list(of.own_actions), tags)  # type: ignore[attr-defined]


def missing(of: Iterable[Row]) -> list[Gap]:
    """What is missing before the response can be submitted (ER-05)."""
    return gaps([_answer(row) for row in of])


def _answer(row: Row) -> Answer:
    answer, of = row.answer, row.recommendation
    return Answer(
        of.pk,
        of.number,
        Stance(answer.stance) if answer and answer.stance else None,
        answer.reason if answer else "",
        [Said(part.pk, part.label, Stance(told.stance), told.reason) for part, told in row.parts if told],
        [_promise(action) for action in row.actions],
        len(row.parts),
    )


def _promise(action: KeyAction) -> Promise:
    of = action.commitment
    names_somebody = bool(of.responsible.strip() or of.responsible_people.all())
    return Promise(names_somebody and of.due is not None, frozenset(part.pk for part in action.parts.all()))


def content(of: ManagementResponse, of_each: Iterable[Row]) -> dict[str, Any]:
    """A response in plain values, as its versions keep it."""
    return {
        "description": of.description,
        "answers": [said(row) | {"actions": [_action(action) for action in row.actions]} for row in of_each],
    }


def said(row: Row) -> dict[str, Any]:
    """What a response says of one recommendation, without its key actions."""
    answer = row.answer
    return {
        "number": row.recommendation.number,
        "recommendation": row.recommendation.text,
        "stance": answer.stance if answer else "",
        "reason": answer.reason if answer else "",
        "text": answer.text if answer else "",
        "classifications": classified(answer.classifications if answer else {}, row.tags),
        "parts": [
            {"label": part.label, "text": part.text, "stance": told.stance, "reason": told.reason}
            for part, told in row.parts
            if told
        ],
    }


def classified(words: Mapping[str, list[str]], tags: Iterable[Tag]) -> dict[str, list[str]]:
    """The classifications by list, in English as papers have them: the terms chosen, or else the words of the paper."""
    chosen: dict[str, list[str]] = {}
    for tag in tags:
        chosen.setdefault(tag.list, []).append(tag.known.names["en"] if tag.known else tag.term)
    return {name: found for name, found in ({**words} | chosen).items() if found}


def _action(action: KeyAction) -> dict[str, Any]:
    commitment = action.commitment
    return {
        "key": action.pk,
        "commitment": commitment.pk,
        "place": action.place,
        "action": commitment.text,
        "responsible": commitment.responsible,
        "due": commitment.due.iso if commitment.due else "",
        "parts": [part.label for part in action.parts.all()],
    }


def steps(of: ManagementResponse) -> QuerySet[ResponseStep]:
    """The way of a response, the latest step first."""
    return of.steps.select_related("by")


def versions(of: ManagementResponse) -> QuerySet[ResponseVersion]:
    """What was approved, the latest first, without its content."""
    return of.versions.defer("content").select_related("by")


def version(of: ManagementResponse, number: int) -> ResponseVersion:
    """The door to a version; the caller has opened that of the response."""
    return one(of.versions.select_related("by"), _key(of, number))


def _key(of: ManagementResponse, number: int) -> int:
    return of.versions.filter(number=min(number, 2**31 - 1)).values_list("pk", flat=True).first() or 0


def key_action(of: ManagementResponse, pk: int) -> KeyAction:
    """The door to a key action of a response."""
    own = KeyAction.objects.filter(recommendation__evaluation=of.evaluation_id, commitment__unit=of.unit_id)
    return one(own.select_related("commitment", "recommendation"), pk)


def action_seen(action: KeyAction) -> str:
    """The state of a key action as a form shows it."""
    return print_of(_action(action))


def is_new(action: KeyAction) -> bool:
    """ER-09: whether a key action may still be rewritten: nobody approved it, reported on it, or read it in a paper."""
    commitment = action.commitment
    if commitment.evidence.exists() or commitment.updates.count() > 1 or commitment.updates.filter(from_source=True):
        return False
    kept = ResponseVersion.objects.filter(
        response__evaluation=action.recommendation.evaluation_id, response__unit=commitment.unit_id
    )
    return action.pk not in {key for version in kept for key in keys_in(version.content)}


def keys_in(kept: Mapping[str, Any]) -> set[int]:
    """The key actions that a version holds."""
    return {action["key"] for answer in kept.get("answers", ()) for action in answer.get("actions", ())}
