"""The passages of evaluations: what they are, found, concluded, taught and recommended, and how units answered.

Before an evaluation is completed, all but what was planned is for the inside (EC-07).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from django.db.models import Prefetch

from bagalau.documents.rules import Visibility
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.models import (
    Conclusion,
    Evaluation,
    Finding,
    Lesson,
    ManagementResponse,
    Recommendation,
    RecommendationResponse,
)
from bagalau.evaluations.rules.content import is_told
from bagalau.evaluations.searchable.terms import Facets, Terms, merged
from bagalau.lib.passages import Passage

HEAD = "head"
Statement = Finding | Conclusion | Lesson | Recommendation


def of_evaluations(keys: Collection[int]) -> Iterator[Passage]:
    """The passages of these evaluations, in a fixed number of queries."""
    answers = Prefetch("answers", RecommendationResponse.objects.select_related("recommendation"))
    rows = list(
        Evaluation.objects.filter(pk__in=keys).prefetch_related(
            "findings",
            "conclusions",
            "lessons",
            "recommendations",
            Prefetch("responses", ManagementResponse.objects.prefetch_related(answers)),
        )
    )
    terms = Terms.on(_records(rows))
    for row in rows:
        yield from _of_evaluation(row, terms)


def _records(rows: Iterable[Evaluation]) -> dict[str, list[int]]:
    """What may bear terms: kind -> keys."""
    found: dict[str, list[int]] = {"evaluation": [], "finding": [], "conclusion": [], "lesson": []}
    found |= {"recommendation": [], "recommendationresponse": []}
    for row in rows:
        found["evaluation"].append(row.pk)
        found["finding"] += [one.pk for one in row.findings.all()]
        found["conclusion"] += [one.pk for one in row.conclusions.all()]
        found["lesson"] += [one.pk for one in row.lessons.all()]
        found["recommendation"] += [one.pk for one in row.recommendations.all()]
        found["recommendationresponse"] += [one.pk for reply in row.responses.all() for one in reply.answers.all()]
    return found


def facets_of(row: Evaluation, terms: Terms) -> Facets:
    """What an evaluation lends to all that is said in it: its type, criteria, goals and tags."""
    own = terms.of("evaluation", row.pk, row.sdg_goals)
    return {**own, "type": (row.type,) if row.type else ()}


def _of_evaluation(row: Evaluation, terms: Terms) -> Iterator[Passage]:
    shared = facets_of(row, terms)
    texts = (row.title, row.description, row.justification, row.stakeholders)
    head = Passage(
        ("evaluation", row.pk),
        HEAD,
        "evaluation",
        "\n".join(text for text in texts if text.strip()),
        row.title,
        row.unit_id,
        VIEW_EVALUATIONS.name,
        public=row.visibility == Visibility.PUBLIC,
        records=row.access_keys,
        day=row.completed_on or row.planned_end_on,
        facets={**shared, "status": (row.stage,)},
    )
    yield head
    plain = replace(head, facets=shared, inside=not is_told(row.stage))
    if row.comments.strip():
        yield replace(plain, part="comments", kind="comment", text=row.comments, inside=True)
    for kind, rows in (("finding", row.findings), ("conclusion", row.conclusions), ("lesson", row.lessons)):
        for one in rows.all():
            own = terms.of(kind, one.pk, getattr(one, "tags", ()))
            yield _statement(plain, one, kind, f"{kind}s", own)
    for item in row.recommendations.all():
        own = terms.of("recommendation", item.pk)
        found = _statement(plain, item, "recommendation", f"recommendation-{item.number}", own)
        yield replace(found, text=f"{item.text}\n{item.description}".strip())
    for response in row.responses.all():
        yield from _of_response(plain, response, terms)


def _statement(like: Passage, one: Statement, kind: str, anchor: str, own: Facets) -> Passage:
    return replace(
        like,
        part=f"{kind}-{one.pk}",
        kind=kind,
        text=one.text,
        place=f"{kind.capitalize()} {one.number}",
        anchor=anchor,
        facets=merged(like.facets, own),
    )


def _of_response(like: Passage, response: ManagementResponse, terms: Terms) -> Iterator[Passage]:
    """The overall response and the answers; one that is not open (ER-08) is the own of the office that answers."""
    like = replace(like, kind="response")
    if not response.is_open:
        like = replace(like, inside=True, unit=response.unit_id, records=response.access_keys)
    if response.description.strip():
        yield replace(like, part=f"managementresponse-{response.pk}", text=response.description)
    for answer in response.answers.all():
        text = f"{answer.text}\n{answer.reason}".strip()
        words = [word for words in answer.classifications.values() for word in words]
        own = terms.of("recommendationresponse", answer.pk, words)
        number = answer.recommendation.number
        if text:
            yield replace(
                like,
                part=f"recommendationresponse-{answer.pk}",
                text=text,
                place=f"Response to recommendation {number}",
                anchor=f"recommendation-{number}",
                facets={**merged(like.facets, own), "status": (answer.stance,) if answer.stance else ()},
            )
