"""Reads: everything that an evaluation says and what is answered to it, as its pages show it to a viewer.

The number of queries does not depend on how much there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q, Value

from bagalau.commitments.models import STATES, TONES, Commitment
from bagalau.commitments.queries import commitments
from bagalau.commitments.rules import State, Status, state
from bagalau.evaluations.models import (
    Evaluation,
    KeyAction,
    ManagementResponse,
    Recommendation,
    RecommendationPart,
    RecommendationResponse,
    ResponseVersion,
)
from bagalau.evaluations.models.content import KINDS, STATEMENTS, Numbered
from bagalau.evaluations.queries.content import all_statements, terms_of
from bagalau.evaluations.queries.content_told import tells
from bagalau.evaluations.queries.responses_shown import ShownAnswer, answer_rows, answers, published
from bagalau.evaluations.rules.content import LINKS, Kind
from bagalau.people.access import Viewer
from bagalau.reference.models import Tag
from bagalau.reference.rules import recognise

Links = dict[Kind, list[int]]


@dataclass(frozen=True)
class Shown:
    """A statement with what it is linked to (from either end), its terms, and the paper's words that are no terms."""

    kind: Kind
    row: Numbered
    links: Links
    tags: list[Tag]
    words: list[str]

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.row.number}"

    @property
    def title(self) -> str:
        return f"{KINDS[self.kind]} {self.row.number}"


@dataclass(frozen=True)
class ShownAction:
    """A key action with its state on the viewer's day; ``opens``: the viewer may open its page."""

    commitment: Commitment
    name: State
    parts: list[str]
    opens: bool

    @property
    def state(self) -> str:
        return str(STATES[self.name])

    @property
    def tone(self) -> str:
        return TONES[self.name]


@dataclass(frozen=True)
class ShownRecommendation(Shown):
    """A recommendation with its parts, the answer of each unit, and the key actions."""

    parts: list[RecommendationPart] = field(default_factory=list)
    answers: list[ShownAnswer] = field(default_factory=list)
    actions: list[ShownAction] = field(default_factory=list)


@dataclass(frozen=True)
class Content:
    """What an evaluation says, by kind, and the terms that it has itself.

    ``kept`` are the published versions that stand for responses which are not seen. ``told``: the evaluation tells the
    viewer what it says; else it is empty here (EC-07).
    """

    terms: list[Tag]
    findings: list[Shown]
    conclusions: list[Shown]
    lessons: list[Shown]
    recommendations: list[ShownRecommendation]
    kept: list[ResponseVersion] = field(default_factory=list)
    told: bool = True

    @property
    def keys(self) -> dict[str, list[int]]:
        """The keys of all its rows whose values papers state, by kind."""
        listed = (*self.findings, *self.conclusions, *self.lessons, *self.recommendations)
        found: dict[str, list[int]] = {}
        for item in listed:
            found.setdefault(str(item.kind), []).append(item.row.pk)
        said = [answer.pk for item in self.recommendations for answer in item.answers if answer.pk is not None]
        return found | {"recommendationresponse": said}

    @property
    def tally(self) -> list[dict[str, object]]:
        """How many key actions are in each state, in the order of the states."""
        counted = Counter(action.name for item in self.recommendations for action in item.actions)
        return [{"state": STATES[name], "tone": TONES[name], "count": counted[name]} for name in State if counted[name]]


def content_of(viewer: Viewer, of: Evaluation, seen: Iterable[ManagementResponse], *, hidden: bool = True) -> Content:
    """Everything that an evaluation says; ``seen`` are the responses that the viewer may see, ``hidden`` whether there
    may be others."""
    if not tells(viewer, of):
        return Content(terms_of(of), [], [], [], [], told=False)
    seen = list(seen)
    kept = published(of, seen) if hidden else []
    rows = all_statements(of)
    given = answer_rows(seen)
    tags = _tags(of, rows, given)
    linked = links(of)
    parts, carried = _parts(of)
    to = [row for row in rows[Kind.RECOMMENDATION] if isinstance(row, Recommendation)]
    said = answers(to, given, {row.pk: tags.get(("recommendationresponse", row.pk), []) for row in given}, kept)
    promised = _actions(viewer, of, seen, carried)

    def around(kind: Kind, row: Numbered) -> tuple[Links, list[Tag], list[str]]:
        own = tags.get((kind, row.pk), [])
        return linked.get((kind, row.number), {}), own, strange(getattr(row, "tags", []), own)

    def shown(kind: Kind) -> list[Shown]:
        return [Shown(kind, row, *around(kind, row)) for row in rows[kind]]

    recommendations = [
        ShownRecommendation(
            Kind.RECOMMENDATION,
            row,
            *around(Kind.RECOMMENDATION, row),
            parts=parts.get(row.pk, []),
            answers=said.get(row.pk, []),
            actions=promised.get(row.pk, []),
        )
        for row in to
    ]
    terms = tags.get(("evaluation", of.pk), [])
    return Content(terms, shown(Kind.FINDING), shown(Kind.CONCLUSION), shown(Kind.LESSON), recommendations, kept)


def _parts(of: Evaluation) -> tuple[dict[int, list[RecommendationPart]], dict[int, list[str]]]:
    """The parts by recommendation, and the labels of the parts that each key action carries out; one query."""
    rows = RecommendationPart.objects.filter(recommendation__evaluation=of).annotate(action=F("key_actions"))
    parts: dict[int, dict[int, RecommendationPart]] = {}
    labels: dict[int, list[str]] = {}
    for row in rows:
        parts.setdefault(row.recommendation_id, {}).setdefault(row.pk, row)
        labels.setdefault(row.action, []).append(row.label)
    return {key: list(found.values()) for key, found in parts.items()}, labels


def strange(words: Iterable[str], tags: Iterable[Tag]) -> list[str]:
    """The words of a paper that name none of these terms."""
    return recognise(words, [tag.known for tag in tags if tag.known])[1]


def links(of: Evaluation) -> dict[tuple[Kind, int], Links]:
    """For each statement, by kind and number, the numbers of those it is linked with, from either end; one query."""
    parts = []
    for kind, others in LINKS.items():
        for other in others:
            through = getattr(STATEMENTS[kind], f"{other}s").through
            pairs = through.objects.filter(**{f"{kind}__evaluation": of})
            named = pairs.annotate(one=Value(str(kind)), other=Value(str(other)))
            parts.append(named.values_list("one", "other", f"{kind}__number", f"{other}__number"))
    found: dict[tuple[Kind, int], Links] = {}
    for one, other, number, its in parts[0].union(*parts[1:], all=True):
        found.setdefault((Kind(one), number), {}).setdefault(Kind(other), []).append(its)
        found.setdefault((Kind(other), its), {}).setdefault(Kind(one), []).append(number)
    return {key: {kind: sorted(said[kind]) for kind in Kind if kind in said} for key, said in found.items()}


def _tags(
    of: Evaluation, rows: dict[Kind, list[Numbered]], given: Iterable[RecommendationResponse]
) -> dict[tuple[str, int], list[Tag]]:
    """The terms on an evaluation, its statements of all kinds and the answers to it; one query."""
    wanted = Q(record_kind="evaluation", record_id=of.pk)
    wanted |= Q(record_kind="recommendationresponse", record_id__in=[row.pk for row in given])
    for kind, found in rows.items():
        wanted |= Q(record_kind=kind, record_id__in=[row.pk for row in found])
    tags: dict[tuple[str, int], list[Tag]] = {}
    for tag in Tag.objects.filter(wanted):
        tags.setdefault((tag.record_kind, tag.record_id), []).append(tag)
    return tags


def _actions(
    viewer: Viewer, of: Evaluation, seen: Iterable[ManagementResponse], carried: Mapping[int, list[str]]
) -> dict[int, list[ShownAction]]:
    """The key actions by recommendation: of the responses that are seen, and others that are open by themselves."""
    opens = Exists(commitments(viewer).filter(pk=OuterRef("commitment")))
    units = [row.unit_id for row in seen]
    rows = KeyAction.objects.filter(recommendation__evaluation=of).annotate(opens=opens)
    rows = rows.filter(Q(opens=True) | Q(commitment__unit__in=units)).select_related("commitment__unit")
    found: dict[int, list[ShownAction]] = {}
    for row in rows:
        now = state(Status(row.commitment.status), row.commitment.due, viewer.today)
        parts = carried.get(row.pk, [])
        found.setdefault(row.recommendation_id, []).append(ShownAction(row.commitment, now, parts, row.opens))
    return found
