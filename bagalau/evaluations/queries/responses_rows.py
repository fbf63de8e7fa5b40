"""Reads: what a response says of each recommendation, what is missing in it, and how its versions keep it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from bagalau.evaluations.models import (
    KeyAction,
    ManagementResponse,
    PartAnswer,
    Recommendation,
    RecommendationPart,
    RecommendationResponse,
    ResponseVersion,
)
from bagalau.evaluations.queries.content import print_of
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.responses import Answer, Gap, Promise, Said, gaps
from bagalau.reference.lists import lists_for
from bagalau.reference.models import Tag
from bagalau.reference.queries import tags_of
from bagalau.reference.rules import recognise


@dataclass(frozen=True)
class Row:
    """A recommendation as one response answers it."""

    recommendation: Recommendation
    answer: RecommendationResponse | None
    parts: list[tuple[RecommendationPart, PartAnswer | None]]
    actions: list[KeyAction]
    tags: list[Tag] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.recommendation.number

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
        "answers": [
            said(row) | {"key": row.recommendation.pk, "actions": [_action(action) for action in row.actions]}
            for row in of_each
        ],
    }


def by_key(kept: Mapping[str, Any], to: Iterable[Recommendation]) -> dict[int, Mapping[str, Any]]:
    """What a version says of each recommendation, by its key; versions of long ago know only the number."""
    keys = {row.number: row.pk for row in to}
    return {told.get("key", keys.get(told["number"], 0)): told for told in kept.get("answers", ())}


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


def terms_of_row(row: Row) -> list[Tag]:
    """The terms of an answer; where nobody chose any, those that the words of the paper name (F-03)."""
    words = row.answer.classifications if row.answer and not row.tags else {}
    lists = {found.code: found for found in lists_for("recommendationresponse")}
    named = [(code, recognise(given, lists[code].terms)[0]) for code, given in words.items() if code in lists]
    return row.tags or [Tag(list=code, term=term.code) for code, terms in named for term in terms]


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
