"""The passages of commitments: what was promised, and what the office said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from bagalau.commitments.access import VIEW_COMMITMENTS
from bagalau.commitments.models import Commitment
from bagalau.documents.rules import Visibility
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.searchable.statements import facets_of
from bagalau.evaluations.searchable.terms import Terms
from bagalau.lib.passages import Passage


def of_commitments(keys: Collection[int]) -> Iterator[Passage]:
    """The passages of these commitments; one that comes from an evaluation is counted with it."""
    rows = list(Commitment.objects.filter(pk__in=keys).prefetch_related("responsible_people"))
    origins = {row.origin_id for row in rows if row.origin_kind == "evaluation"}
    sources = Evaluation.objects.in_bulk(list(origins))
    terms = Terms.on({"evaluation": list(sources)})
    for row in rows:
        source = sources.get(row.origin_id) if row.origin_kind == "evaluation" else None
        yield from _of_commitment(row, source, terms)


def _of_commitment(row: Commitment, source: Evaluation | None, terms: Terms) -> Iterator[Passage]:
    made = Passage(
        ("commitment", row.pk),
        f"commitment-{row.pk}",
        "action",
        row.text,
        row.origin_title,
        row.unit_id,
        VIEW_COMMITMENTS.name,
        public=row.visibility == Visibility.PUBLIC,
        records=row.access_keys,
        owners=tuple(person.pk for person in row.responsible_people.all()),
        place=row.origin_place,
        day=(source.completed_on or source.planned_end_on) if source else row.due_on or row.created_at.date(),
        facets={**(facets_of(source, terms) if source else {}), "status": (row.status,)},
    )
    yield made
    said = "\n".join(text for text in (row.comment, row.justification) if text.strip())
    if said:
        yield replace(made, part="comment", kind="comment", text=said, inside=True)
