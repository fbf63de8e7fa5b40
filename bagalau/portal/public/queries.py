"""Reads: the figures of what is public, the same for everybody, reckoned once for each state of the record and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from bagalau.documents.models import Document
from bagalau.documents.queries import documents
from bagalau.documents.rules import NEVER_PUBLIC
from bagalau.evaluations.models import Evaluation, ListedDocument, RecommendationResponse
from bagalau.evaluations.queries import evaluations
from bagalau.evaluations.queries.indicators import closure
from bagalau.evaluations.queries.oversight import Population, counts, public_population
from bagalau.evaluations.queries.responses import responses
from bagalau.evaluations.rules import Stage, Stance
from bagalau.evaluations.rules.oversight import Counts, Share, total
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.reference.parameters import values
from bagalau.reference.queries import tagged

KEPT_FOR = 24 * 3600
MOST = 10
FEED = 50


@dataclass(frozen=True)
class Asked:
    """What the figures are narrowed to: a unit with all under it, and the year in which evaluations end."""

    unit: Unit | None = None
    year: int | None = None


@dataclass(frozen=True)
class Figures:
    """The figures of a day. The year of ``closure`` is the one asked for, or that of the day."""

    on: date
    asked: Asked
    counts: Counts
    closure: Share
    by_year: list[tuple[int, int]]
    by_type: list[tuple[str, int]]
    by_unit: list[tuple[Unit, int]]
    responses: int
    stances: Mapping[Stance, int]
    documents: int
    downloads: int
    most: list[tuple[int | None, str, int]]

    @property
    def year(self) -> int:
        return self.asked.year or self.on.year


def everybody(today: date) -> Viewer:
    """The viewer that the public is: what is counted here is the same for all, whatever their roles."""
    return Viewer(None, today)


def figures(today: date, asked: Asked) -> Figures:
    """The figures of a day; kept until the next action."""
    what = f"{journal.last_digest()} {today} {asked.unit and asked.unit.path} {asked.year}"
    key = f"public-{hashlib.sha256(what.encode()).hexdigest()}"
    found: Figures | None = cache.get(key)
    if found is None:
        found = _figures(everybody(today), asked)
        cache.set(key, found, KEPT_FOR)
    return found


def _figures(viewer: Viewer, asked: Asked) -> Figures:
    of = public_population(viewer, unit=asked.unit, year=asked.year)
    by_unit = counts(of, values(viewer.today))
    live = of.evaluations.exclude(stage=Stage.CANCELLED)
    given = responses(viewer).filter(evaluation__in=of.evaluations.values("pk")).select_related(None)
    papers = (_papers(viewer, of), _elsewhere(of))
    sums = [rows.aggregate(number=Count("pk"), downloads=Sum("downloads")) for rows in papers]
    return Figures(
        on=viewer.today,
        asked=asked,
        counts=total(by_unit),
        closure=closure(of, asked.year or viewer.today.year),
        by_year=_by_year(live),
        by_type=list(live.values_list("type").annotate(n=Count("pk")).order_by("-n", "type")),
        by_unit=_named({unit: found.evaluations for unit, found in by_unit.items() if found.evaluations}),
        responses=given.count(),
        stances=_stances(given.values("pk")),
        documents=sum(one["number"] for one in sums),
        downloads=sum(one["downloads"] or 0 for one in sums),
        most=_read_most(*papers),
    )


def _by_year(rows: QuerySet[Evaluation]) -> list[tuple[int, int]]:
    found = rows.annotate(year=ExtractYear("end_sort")).values_list("year").annotate(n=Count("pk"))
    return list(found.order_by("year"))


def _read_most(papers: QuerySet[Document], elsewhere: QuerySet[ListedDocument]) -> list[tuple[int | None, str, int]]:
    """Key, title and downloads of what is read most, each title once; without a key where it is kept elsewhere."""
    found: list[tuple[int | None, str, int]] = []
    for rows, key in ((papers, True), (elsewhere, False)):
        first = rows.filter(downloads__gt=0).order_by("-downloads", "pk")[:MOST]
        found += [(row.pk if key else None, row.title, row.downloads or 0) for row in first]
    once = {title: (pk, title, number) for pk, title, number in sorted(found, key=lambda row: row[2])}
    return sorted(once.values(), key=lambda row: -row[2])[:MOST]


def _papers(viewer: Viewer, of: Population) -> QuerySet[Document]:
    """The public documents that the evaluations list."""
    listed = of.evaluations.filter(listed_documents__document__isnull=False).values("listed_documents__document")
    return documents(viewer).filter(pk__in=listed).select_related(None).order_by()


def _elsewhere(of: Population) -> QuerySet[ListedDocument]:
    """The documents that the evaluations list, and whose files and downloads the paper tells of."""
    rows = ListedDocument.objects.filter(evaluation__in=of.evaluations.values("pk"), document=None)
    return rows.exclude(type__in=sorted(NEVER_PUBLIC)).order_by()


def _stances(given: QuerySet[Any, Any]) -> dict[Stance, int]:
    """How recommendations were answered in responses that everybody may read."""
    shown = {stance.value: Count("pk", filter=Q(stance=stance)) for stance in Stance}
    found = RecommendationResponse.objects.filter(response__in=given).aggregate(**shown)
    return {stance: found[stance.value] for stance in Stance}


def _named(found: Mapping[int, int]) -> list[tuple[Unit, int]]:
    """Numbers by unit, the largest first."""
    rows = Unit.objects.in_bulk(list(found))
    return sorted(((rows[key], number) for key, number in found.items()), key=lambda row: (-row[1], row[0].code))


def offices() -> QuerySet[Unit]:
    """The units that have a published evaluation: of the others nothing is told."""
    return Unit.objects.filter(pk__in=Evaluation.objects.filter(visibility="public").values("unit"))


def followed(today: date, *, unit: Unit | None = None, term: tuple[str, str] | None = None) -> list[Evaluation]:
    """The published evaluations that changed last, all of them or those of a unit or with a term."""
    rows = evaluations(everybody(today))
    if unit is not None:
        rows = rows.filter(unit__path__startswith=unit.path)
    if term is not None:
        rows = rows.filter(tagged("evaluation", *term))
    return list(rows.order_by("-updated_at", "-pk")[:FEED])


def office(pk: int) -> Unit | None:
    """A unit that has a published evaluation."""
    return offices().filter(pk=pk).first()


def counted_years(rows: Iterable[tuple[int, int]]) -> list[tuple[int | None, int]]:
    """Numbers by year; None stands for evaluations without any date."""
    return [(year if year < date.max.year else None, number) for year, number in rows]
