"""Reads: the terms on records, the parameters and how they were set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from bagalau.people.access import Viewer, require
from bagalau.reference.access import VIEW_REFERENCE
from bagalau.reference.models import Parameter, Tag
from bagalau.reference.parameters import values
from bagalau.reference.rules.parameters import DEFINITIONS, Definition


def tags_of(kind: str, keys: Iterable[int]) -> dict[int, list[Tag]]:
    """The terms on each of the records of a kind that have any; one query."""
    found: dict[int, list[Tag]] = {}
    for tag in Tag.objects.filter(record_kind=kind, record_id__in=list(keys)):
        found.setdefault(tag.record_id, []).append(tag)
    return found


def tagged(kind: str, list_code: str, term: str) -> Q:
    """The condition for records of a kind that have a term."""
    keys = Tag.objects.filter(record_kind=kind, list=list_code, term=term).values("record_id")
    return Q(pk__in=keys)


@dataclass(frozen=True)
class Shown:
    """A parameter as its page shows it: the value of the day, and every value it was given."""

    definition: Definition
    value: Decimal
    history: list[Parameter]

    @property
    def is_own(self) -> bool:
        return self.value != self.definition.default


def parameters(viewer: Viewer) -> list[Shown]:
    """All parameters on the viewer's day."""
    require(viewer, VIEW_REFERENCE)
    history: dict[str, list[Parameter]] = {}
    for row in Parameter.objects.select_related("set_by"):
        history.setdefault(row.name, []).append(row)
    now = values(viewer.today)
    return [Shown(one, now[one.name], history.get(one.name, [])) for one in DEFINITIONS]
