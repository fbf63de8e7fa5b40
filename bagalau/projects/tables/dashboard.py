"""The words of the figures of the dashboard, and the columns of its table of units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bagalau.lib.columns import Column
from bagalau.people.models import Unit
from bagalau.projects.rules.figures import money as in_money
from bagalau.projects.rules.portfolio import Brief
from bagalau.web.records import url_of
from bagalau.web.tables import amount_words, link


@dataclass(frozen=True)
class Tile:
    """A figure: the count it shows, its words, its colour where it is not nothing, and the filter of its rows."""

    name: str
    label: Any
    tone: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    inside: bool = False


TILES = (
    Tile("projects", _("projects")),
    Tile("under_way", _("under way"), asked={"status": "under_way"}),
    Tile("soon", _("end in the next six months"), "soon", {"ends": "soon"}),
    Tile("past", _("past their end, but still under way"), "late", {"ends": "past"}),
    Tile("revised", _("in revision: the figures are not decided"), "soon", {"revision": "yes"}),
    Tile("errors", _("with errors"), "late", {"found": "errors"}, inside=True),
    Tile("warnings", _("with warnings"), "soon", {"found": "warnings"}, inside=True),
    Tile("indicators", _("indicators")),
    Tile("no_baseline", _("indicators without a baseline"), "soon", {"lacks": "no_baseline"}, inside=True),
    Tile("no_sex", _("indicators not told by sex"), "soon", {"lacks": "no_sex"}, inside=True),
)


def unit_columns(found: Mapping[int, Brief], query: QueryDict, currency: str, *, inside: bool) -> list[Column[Unit]]:
    """The columns of the units, each with what lies under it: every number leads to its projects."""

    def leads(row: Unit, **asked: str) -> str:
        return reverse("projects") + link(query, unit=str(row.pk), **asked)

    def number(name: str, label: Any, **asked: str) -> Column[Unit]:
        return Column(
            name, label, lambda row: found[row.pk].counts[name], "number", url=lambda row: leads(row, **asked)
        )

    def amount(row: Unit) -> str | None:
        cents = found[row.pk].totals.get(currency)
        return amount_words(in_money(cents), currency) if cents is not None else None

    shown = [
        Column[Unit]("unit", _("Unit"), lambda row: row.name, "long", url=lambda row: url_of("unit", row.pk)),
        number("projects", _("Projects")),
        number("under_way", _("Under way"), status="under_way"),
        Column("budget", _("Budget"), amount, "money", url=lambda row: leads(row, currency=currency)),
    ]
    checked = [
        number("errors", _("With errors"), found="errors"),
        number("warnings", _("With warnings"), found="warnings"),
    ]
    return [*shown, *(checked if inside else ())]
