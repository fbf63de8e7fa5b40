"""The columns of hits and of collected passages in files, and the words of the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.lib.columns import Column
from bagalau.lib.periods import When
from bagalau.search.labels import label, place_words
from bagalau.search.models import Folder
from bagalau.search.queries import Collected
from bagalau.search.schema import Kept
from bagalau.web.records import url_of

STATES = {
    "same": _("as it is now"),
    "changed": _("changed since in the record"),
    "gone": _("no longer in the record"),
    "unknown": "",
}


def address(root: tuple[str, int], anchor: str) -> str:
    """The address of the place where a passage stands."""
    page = url_of(*root) or ""
    return f"{page}#{anchor}" if page and anchor else page


def month(day: date | None) -> When | None:
    """The month of a passage: the index keeps the last day of what may be known to the month alone."""
    return When(day, "month") if day else None


def _values(name: str) -> Callable[[Kept], str]:
    return lambda row: "; ".join(label(name, value) for value in row.facets.get(name, ()))


def hit_columns(units: Mapping[int, str], origin: str) -> list[Column[Kept]]:
    """The columns of hits; ``origin`` is what addresses begin with outside the pages."""
    return [
        Column("kind", _("Kind"), lambda row: label("kind", row.kind)),
        Column("text", _("Text"), lambda row: row.text, "long"),
        Column("source", _("Source"), lambda row: row.title),
        Column("place", _("Place in the source"), lambda row: place_words(row.place)),
        Column("unit", _("Unit"), lambda row: units.get(row.unit, "")),
        Column("date", _("Date"), lambda row: month(row.day), "date"),
        Column("type", _("Type"), _values("type")),
        Column("criteria", _("Criteria"), _values("criterion")),
        Column("tags", _("Tags"), _values("tag")),
        Column("sdg", _("SDG"), _values("sdg")),
        Column("status", _("Status"), _values("status")),
        Column("address", _("Address"), lambda row: f"{origin}{address(row.root, row.anchor)}"),
    ]


def passage_columns(origin: str) -> list[Column[Collected]]:
    """The columns of the passages of a folder; of one that does not open, only that it is there."""
    zone = get_current_timezone()

    def if_open(value: Callable[[Collected], object]) -> Callable[[Collected], object]:
        return lambda one: value(one) if one.is_open else None

    return [
        Column("kind", _("Kind"), lambda one: label("kind", one.row.kind)),
        Column("text", _("Text"), if_open(lambda one: one.row.text), "long"),
        Column("source", _("Source"), if_open(lambda one: one.row.title)),
        Column("place", _("Place in the source"), if_open(lambda one: place_words(one.row.place))),
        Column("unit", _("Unit"), if_open(lambda one: one.row.unit.name)),
        Column("date", _("Date"), if_open(lambda one: month(one.row.day)), "date"),
        Column("state", _("State"), if_open(lambda one: str(STATES[one.state]))),
        Column("note", _("Note"), if_open(lambda one: one.row.note), "long"),
        Column("added", _("Added"), lambda one: one.row.added_at.astimezone(zone).date(), "date"),
        Column("added_by", _("Added by"), lambda one: one.row.added_by and one.row.added_by.name),
        Column("address", _("Address"), if_open(lambda one: f"{origin}{address(one.root, one.row.anchor)}")),
    ]


FOLDERS: tuple[Column[Folder], ...] = (
    Column("name", _("Name"), lambda row: row.name, "long", url=lambda row: url_of("folder", row.pk)),
    Column("passages", _("Passages"), lambda row: row.passage_count, "number"),  # type: ignore[attr-defined]
    Column("owner", _("Kept by"), lambda row: row.owner.name),
    Column("unit", _("Shared with"), lambda row: row.unit and row.unit.name),
    Column("updated", _("Updated"), lambda row: row.updated_at, "date", sort="updated_at"),
)

# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (
    gettext_noop("save search"),
    gettext_noop("forget search"),
    gettext_noop("collect"),
    gettext_noop("delete"),
    gettext_noop("take out"),
)
# What its lines tell beside the fields of a record
NOTED = (gettext_noop("passages"),)
