"""Reads: what oversight of quality counts: the approved assessments of the units that somebody oversees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from bagalau.people.access import VIEW_UNITS, Viewer, visible
from bagalau.people.keeping import kept, reach
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.quality.access import OVERSEE_QUALITY
from bagalau.quality.models import Assessment, Definition
from bagalau.quality.queries import of_records
from bagalau.quality.rules import shipped
from bagalau.quality.rules.life import State
from bagalau.quality.rules.oversight import Overview, Row, overview
from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.rules.schemes import Scheme

ROW = ("unit_id", "year", "questionnaire_id", "overall", "signs")


@dataclass(frozen=True)
class Asked:
    """What is counted; ``questionnaire`` is the code of one, ``stage`` empty stands for all."""

    unit: Unit | None = None
    year: int | None = None
    stage: str = ""
    questionnaire: str = ""


@dataclass(frozen=True)
class Figures:
    """QO-02: the figures of the assessments on one scale; ``left_out`` counts those on others, ``codes`` are those
    of the questionnaires that are counted."""

    overview: Overview
    scheme: int | None = None
    left_out: int = 0
    codes: frozenset[str] = frozenset()


def reached(viewer: Viewer) -> Q:
    """The condition that leaves the assessments that a viewer oversees by a role."""
    allowed = visible(viewer, OVERSEE_QUALITY, kind="assessment")
    return allowed if viewer.scope(OVERSEE_QUALITY).everywhere else allowed | of_records(viewer, OVERSEE_QUALITY)


def standing(viewer: Viewer, asked: Asked) -> QuerySet[Assessment]:
    """QO-02: the approved assessments that count."""
    rows = Assessment.objects.filter(reached(viewer), status=State.APPROVED).order_by()
    if asked.unit:
        rows = rows.filter(unit__in=Unit.objects.filter(path__startswith=asked.unit.path).order_by().values("pk"))
    for name in ("year", "stage"):
        if given := getattr(asked, name):
            rows = rows.filter(**{name: given})
    return rows.filter(questionnaire__code=asked.questionnaire) if asked.questionnaire else rows


def figures(viewer: Viewer, asked: Asked) -> Figures:
    """The figures of what was approved; kept until something else is approved."""
    unit = asked.unit and asked.unit.path
    known = f"quality {reach(viewer, OVERSEE_QUALITY)} {unit} {asked.year} {asked.stage} {asked.questionnaire}"
    last = Assessment.objects.filter(status=State.APPROVED).aggregate(last=Max("updated_at"), number=Count("pk"))
    return kept(known, lambda: _reckoned(viewer, asked), state=f"quality {last}")


def _reckoned(viewer: Viewer, asked: Asked) -> Figures:
    by_scheme: dict[int, list[Row]] = {}
    for scheme, *values in standing(viewer, asked).values_list("scheme_id", *ROW).iterator(5000):
        by_scheme.setdefault(scheme, []).append(Row._make(values))
    if not by_scheme:
        return Figures(Overview())
    codes = dict(Definition.objects.filter(pk__in=by_scheme).values_list("pk", "code"))
    sizes: Counter[str] = Counter()
    for scheme, rows in by_scheme.items():
        sizes[codes[scheme]] += len(rows)
    (code, number), *_others = sizes.most_common(1)
    taken = [row for scheme, rows in by_scheme.items() if codes[scheme] == code for row in rows]
    asked_with = questionnaires(row.questionnaire for row in taken)
    newest = max(scheme for scheme in by_scheme if codes[scheme] == code)
    asked_codes = frozenset(one.code for one in asked_with.values())
    return Figures(overview(taken, asked_with), newest, sizes.total() - number, asked_codes)


def questionnaires(keys: Any) -> Mapping[int, Questionnaire]:
    """What these versions ask, by their keys."""
    rows = Definition.objects.filter(pk__in=set(keys), kind=Definition.QUESTIONNAIRE).only("text")
    return {row.pk: row.questionnaire for row in rows}


def questionnaires_in_use() -> Mapping[int, Questionnaire]:
    """What was ever asked, by the keys of the versions; the oldest row first."""
    rows = Definition.objects.filter(kind=Definition.QUESTIONNAIRE).order_by("pk").only("text")
    return {row.pk: row.questionnaire for row in rows}


def wordings(found: Figures) -> list[Questionnaire]:
    """The questionnaires in whose words the figures are told, the best last: of those that are counted, the words of
    papers, which are of one language, give way to all others, and older versions to newer ones."""
    rows = Definition.objects.filter(kind=Definition.QUESTIONNAIRE, code__in=found.codes).order_by("pk")
    found_rows = list(rows.only("text", "origin")) if found.codes else []
    papers = [row.questionnaire for row in found_rows if row.origin == Definition.PAPER]
    included = [one for one in shipped.questionnaires().values() if one.code in found.codes]
    return [*papers, *included, *(row.questionnaire for row in found_rows if row.origin != Definition.PAPER)]


def scheme_of_key(key: int | None) -> Scheme | None:
    """A rating scheme by the key of its version."""
    row = Definition.objects.filter(pk=key).only("text").first() if key else None
    return row.scheme if row else None


def units_told(viewer: Viewer, asked: Asked) -> list[Unit]:
    """The units that are told apart, in the order of the tree."""
    rows = units(viewer).order_by("path") if viewer.can(VIEW_UNITS) else Unit.objects.none()
    return list(rows.filter(path__startswith=asked.unit.path) if asked.unit else rows)
