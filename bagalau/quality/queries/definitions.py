"""Reads: the versions of questionnaires and rating schemes: those that come along, and those with a row of their own.

A version with a row is as its row says, whatever the program brings along by now (QN-05).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Count

from bagalau.people.access import Viewer, require
from bagalau.quality.access import EDIT_QUESTIONNAIRES, VIEW_QUESTIONNAIRES
from bagalau.quality.models import Definition, Subject
from bagalau.quality.queries import assessments
from bagalau.quality.rules import shipped
from bagalau.quality.rules.questionnaire import Questionnaire, Rates
from bagalau.quality.rules.schemes import Scheme
from bagalau.web.records import absent

Told = TypeVar("Told", Questionnaire, Scheme)


@dataclass(frozen=True)
class Version(Generic[Told]):
    """One version: what it says, its row if it has one, and in how many assessments the viewer sees it used."""

    told: Told
    row: Definition | None
    used: int = 0

    @property
    def name(self) -> str:
        """How others refer to it: ``project-closure@2018``."""
        return f"{self.told.code}@{self.told.version}"

    @property
    def kind(self) -> str:
        return Definition.SCHEME if isinstance(self.told, Scheme) else Definition.QUESTIONNAIRE

    @property
    def is_retired(self) -> bool:
        return bool(self.row and self.row.retired_on)

    @property
    def origin(self) -> str:
        return self.row.origin if self.row else Definition.SHIPPED


def versions(viewer: Viewer) -> tuple[list[Version[Questionnaire]], list[Version[Scheme]]]:
    """All versions of questionnaires, but those with the words of a paper, and of rating schemes: by code, the newest
    version first."""
    require(viewer, VIEW_QUESTIONNAIRES)
    rows, used = list(_rows()), _used(viewer)
    return _questionnaires(rows, used), _schemes(rows)


def questionnaires(viewer: Viewer) -> list[Version[Questionnaire]]:
    """The versions of questionnaires alone, without how often each was used."""
    require(viewer, VIEW_QUESTIONNAIRES)
    return _questionnaires(_rows(Definition.QUESTIONNAIRE), {})


def schemes(viewer: Viewer) -> list[Version[Scheme]]:
    """The versions of rating schemes alone."""
    require(viewer, VIEW_QUESTIONNAIRES)
    return _schemes(_rows(Definition.SCHEME))


def offered(viewer: Viewer, rates: Rates) -> list[Version[Questionnaire]]:
    """QN-06: what may be begun today for such a subject."""
    return [
        one
        for one in questionnaires(viewer)
        if one.told.rates is rates and not one.is_retired and one.told.holds_on(viewer.today)
    ]


def offered_for(viewer: Viewer, subject: Subject) -> list[Version[Questionnaire]]:
    """QN-06: what may be begun today for something; the partners of a project are assessed with it."""
    kinds = [Rates(subject.kind), *([Rates.PARTNER] if subject.kind == Rates.PROJECT else [])]
    return [one for rates in kinds for one in offered(viewer, rates)]


def questionnaire(viewer: Viewer, code: str, version: str) -> Version[Questionnaire]:
    """The door to a version of a questionnaire. The words of a paper are open to those who see what was answered."""
    require(viewer, VIEW_QUESTIONNAIRES)
    row = Definition.objects.filter(kind=Definition.QUESTIONNAIRE, code=code, version=version).first()
    used = assessments(viewer).filter(questionnaire=row).count() if row else 0
    if row and row.origin == Definition.PAPER and not used and not viewer.can(EDIT_QUESTIONNAIRES):
        raise absent()
    told = row.questionnaire if row else shipped.questionnaires().get(f"{code}@{version}")
    if told is None:
        raise absent()
    return Version(told, row, used)


def scheme(viewer: Viewer, code: str, version: str) -> Version[Scheme]:
    """The door to a version of a rating scheme."""
    require(viewer, VIEW_QUESTIONNAIRES)
    row = Definition.objects.filter(kind=Definition.SCHEME, code=code, version=version).first()
    told = row.scheme if row else shipped.schemes().get(f"{code}@{version}")
    if told is None:
        raise absent()
    return Version(told, row)


def scheme_of(told: Questionnaire) -> Version[Scheme]:
    """The rating scheme that a questionnaire names; none was ever taken in without its scheme."""
    code, _at, version = told.scheme.partition("@")
    row = Definition.objects.filter(kind=Definition.SCHEME, code=code, version=version).first()
    return Version(row.scheme if row else shipped.schemes()[told.scheme], row)


def schemes_by_name(viewer: Viewer) -> Mapping[str, Scheme]:
    """The rating schemes that a new questionnaire may name."""
    return {one.name: one.told for one in schemes(viewer) if not one.is_retired}


def text_of(found: Version[Questionnaire] | Version[Scheme]) -> str:
    """The file of a version."""
    if found.row:
        return found.row.text
    return shipped.text("schemes" if isinstance(found.told, Scheme) else "questionnaires", found.name)


def definition(viewer: Viewer, pk: int) -> Definition:
    """The row of a version, as links from elsewhere name it; its page is that of its code and version."""
    require(viewer, VIEW_QUESTIONNAIRES)
    row = Definition.objects.filter(pk=pk).defer("text").first() if pk < 2**63 else None
    if row is None:
        raise absent()
    return row


def _rows(*kinds: str) -> Iterable[Definition]:
    rows = Definition.objects.exclude(origin=Definition.PAPER)
    return rows.filter(kind__in=kinds) if kinds else rows


def _questionnaires(rows: Iterable[Definition], used: Mapping[int, int]) -> list[Version[Questionnaire]]:
    found = {name: Version(told, None) for name, told in shipped.questionnaires().items()}
    for row in rows:
        if row.kind == Definition.QUESTIONNAIRE:
            found[f"{row.code}@{row.version}"] = Version(row.questionnaire, row, used.get(row.pk, 0))
    return _newest_first(found.values())


def _schemes(rows: Iterable[Definition]) -> list[Version[Scheme]]:
    found = {name: Version(told, None) for name, told in shipped.schemes().items()}
    for row in rows:
        if row.kind == Definition.SCHEME:
            found[f"{row.code}@{row.version}"] = Version(row.scheme, row)
    return _newest_first(found.values())


def _newest_first(found: Iterable[Version[Told]]) -> list[Version[Told]]:
    ordered = sorted(found, key=lambda one: _digits(one.told.version), reverse=True)
    return sorted(ordered, key=lambda one: one.told.code)


def _digits(version: str) -> list[tuple[int, str]]:
    """Versions in the order of their numbers: 1.10 comes after 1.9."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|[^\d]+", version)]


def _used(viewer: Viewer) -> dict[int, int]:
    """By the key of a row: the assessments that were made with it."""
    rows = assessments(viewer).order_by().values_list("questionnaire").annotate(Count("pk", distinct=True))
    return dict(rows)
