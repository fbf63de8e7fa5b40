"""Reads: what each unit answers, in the words of the page: as it is now, or as it was last published (ER-08)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import translation

from bagalau.evaluations.models import (
    STANCES,
    Evaluation,
    ManagementResponse,
    PartAnswer,
    Recommendation,
    RecommendationResponse,
    ResponseVersion,
)
from bagalau.evaluations.models.response import STANCE_TONES
from bagalau.evaluations.queries.content_told import approved
from bagalau.evaluations.queries.responses import timing
from bagalau.evaluations.queries.responses_rows import by_key, classified
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.content import is_told
from bagalau.evaluations.rules.responses import Timeliness
from bagalau.people.access import Viewer
from bagalau.reference.lists import term_lists
from bagalau.reference.models import Tag
from bagalau.reference.rules import recognise


@dataclass(frozen=True)
class ShownStance:
    """A stance with its reason; ``label`` names the part, and is empty for the recommendation as a whole."""

    stance: str
    reason: str
    label: str = ""

    @property
    def words(self) -> str:
        return str(STANCES[Stance(self.stance)]) if self.stance else ""

    @property
    def tone(self) -> str:
        return STANCE_TONES[Stance(self.stance)] if self.stance else "rest"


@dataclass(frozen=True)
class ShownAnswer:
    """The answer of a unit to a recommendation. ``pk`` is None where a version is shown, ``response`` where the viewer
    may not open the page of the response. ``answered``: the words it answered, where they are others now (EC-06)."""

    unit: str
    stance: ShownStance
    text: str
    parts: list[ShownStance]
    classifications: list[tuple[str, list[str]]]
    response: int | None = None
    pk: int | None = None
    added_on: date | None = None
    changed_on: date | None = None
    answered: str = ""


def in_words(given: Mapping[str, list[str]]) -> list[tuple[str, list[str]]]:
    """Classifications as pages show them: the name of each list, and its values in the language of the page."""
    language, lists = translation.get_language() or "en", term_lists()
    found = []
    for code, words in given.items():
        known = lists.get(code)
        terms, strange = recognise(words, known.terms if known else [])
        label = known.name(language) if known else code.replace("_", " ").capitalize()
        found.append((label, [*(term.name(language) for term in terms), *strange]))
    return found


def answer_rows(seen: Iterable[ManagementResponse]) -> list[RecommendationResponse]:
    """What each of some responses says of the recommendations; two queries."""
    stances = Prefetch("parts", PartAnswer.objects.select_related("part"))
    rows = RecommendationResponse.objects.filter(response__in=[row.pk for row in seen])
    return list(rows.select_related("response__unit", "recommendation").prefetch_related(stances))


def answers(
    to: Sequence[Recommendation],
    rows: Sequence[RecommendationResponse],
    tags: Mapping[int, list[Tag]],
    kept: Iterable[ResponseVersion],
) -> dict[int, list[ShownAnswer]]:
    """What each unit answers, by key of the recommendation: of the responses that are seen as they are now, of those
    that are worked on the last version that was published."""
    found: dict[int, list[ShownAnswer]] = {}
    texts = {row.pk: row.text for row in to}
    stand = approved({row.response_id: row.response for row in rows}.values())
    before = {key: by_key(version.content, to) for key, version in stand.items()}
    for row in rows:
        given = classified(row.classifications, tags.get(row.pk, []))
        key = row.recommendation_id
        found.setdefault(key, []).append(
            ShownAnswer(
                row.response.unit.name,
                ShownStance(row.stance, row.reason),
                row.text,
                [ShownStance(part.stance, part.reason, part.part.label) for part in row.parts.all()],
                in_words(given),
                row.response_id,
                row.pk,
                row.added_on,
                row.changed_on,
                words_before(texts.get(key, ""), before.get(row.response_id, {}).get(key)),
            )
        )
    for version in kept:
        for key, said in by_key(version.content, to).items():
            found.setdefault(key, []).append(shown_of(version.response.unit.name, said, texts.get(key, "")))
    return found


def words_before(now: str, kept: Mapping[str, Any] | None) -> str:
    """The words of a recommendation that an approved answer was given to, if they are others now (EC-06)."""
    then = str(kept.get("recommendation", now)) if kept else now
    return then if then.split() != now.split() else ""


def shown_of(unit: str, kept: Mapping[str, Any], now: str | None = None) -> ShownAnswer:
    """An answer of a version; ``now`` are the words of the recommendation today, where they stand beside it."""
    return ShownAnswer(
        unit,
        ShownStance(kept["stance"], kept["reason"]),
        kept["text"],
        [ShownStance(part["stance"], part["reason"], part["label"]) for part in kept["parts"]],
        in_words(kept["classifications"]),
        answered="" if now is None else words_before(now, kept),
    )


def published(of: Evaluation, seen: Iterable[ManagementResponse]) -> list[ResponseVersion]:
    """The last published version of each response that is not among those seen (ER-08), if the evaluation is public
    and tells what it says (EC-07)."""
    if of.visibility != "public" or not is_told(of.stage):
        return []
    rows = ResponseVersion.objects.filter(response__evaluation=of, published_at__isnull=False)
    rows = rows.exclude(response__in=[row.pk for row in seen]).select_related("response__unit").order_by("number")
    return list({version.response_id: version for version in rows}.values())


@dataclass(frozen=True)
class ShownOverall:
    """The overall response of a unit. ``row`` is None where a published version stands for what is worked on."""

    unit: str
    description: str
    row: ManagementResponse | None = None
    stands: Timeliness | None = None


def overall(
    viewer: Viewer,
    of: Evaluation,
    seen: Iterable[ManagementResponse],
    kept: Iterable[ResponseVersion],
    within: int,
) -> list[ShownOverall]:
    """What each unit answers to an evaluation as a whole, and how it stands to its day."""
    found = [
        ShownOverall(row.unit.name, row.description, row, timing(row, within, viewer.today))
        for row in sorted(seen, key=lambda row: (row.unit_id != of.unit_id, row.pk))
    ]
    return found + [ShownOverall(version.response.unit.name, version.content["description"]) for version in kept]
