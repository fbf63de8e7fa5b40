"""The columns of the list of commitments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.commitments.models import STATES, STATUSES, TONES, Commitment
from bagalau.commitments.rules import State, Status, state
from bagalau.lib.columns import Column
from bagalau.people.access import VIEW_HISTORY, Viewer
from bagalau.web.records import url_of

OFFICE_ONLY = frozenset({"comment", "justification"})  # they may be of the office, not of the source


def columns_for(viewer: Viewer) -> list[Column[Commitment]]:
    """The columns of a viewer: what the office says itself is empty for others, and no column at all for the public."""
    found = columns(viewer.today, inside=lambda row: viewer.may(VIEW_HISTORY, row))
    return [column for column in found if not (viewer.is_public and column.name in OFFICE_ONLY)]


def columns(
    today: date, only: Sequence[str] = (), inside: Callable[[Commitment], bool] = lambda row: True
) -> list[Column[Commitment]]:
    """All columns, or those named, for lists and exports; the state holds for the day that is given.

    The words of states are in the language that is active now, and so is the time zone: asked once, not once a row.
    """
    zone = get_current_timezone()
    states = {key: str(words) for key, words in STATES.items()}
    statuses = {str(key): str(words) for key, words in STATUSES.items()}

    def state_of(row: Commitment) -> State:
        return state(Status(row.status), row.due, today)

    found: list[Column[Commitment]] = [
        Column("number", _("Number"), lambda row: row.pk, "number", on_page=False),
        Column("text", _("What"), lambda row: row.text, "long", url=lambda row: url_of("commitment", row.pk)),
        Column("unit", _("Unit"), lambda row: row.unit.code, "code"),
        Column("responsible", _("Responsible"), lambda row: row.responsible),
        Column("due", _("Due"), lambda row: row.due, "date", sort="due_sort"),
        Column(
            "state",
            _("Status"),
            lambda row: states[state_of(row)],
            "status",
            tone=lambda row: TONES[state_of(row)],
            sort="status",
        ),
        Column("status", _("Stored status"), lambda row: statuses[row.status], on_page=False),
        Column(
            "source",
            _("Source"),
            lambda row: row.origin_title,
            url=lambda row: url_of(row.origin_kind, row.origin_id),
            sort="origin_title",
        ),
        Column("place", _("Place in the source"), lambda row: row.place, on_page=False),
        Column("comment", _("Comment"), lambda row: row.comment if inside(row) else "", "long", on_page=False),
        Column(
            "justification",
            _("Justification"),
            lambda row: row.justification if inside(row) else "",
            "long",
            on_page=False,
        ),
        Column("updated", _("Updated"), lambda row: row.updated_at.astimezone(zone).date(), "date", sort="updated_at"),
    ]
    return [column for column in found if not only or column.name in only]


# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (
    gettext_noop("update"),
    gettext_noop("update from source"),
    gettext_noop("assign"),
)
# What its lines tell beside the fields of a record
NOTED = (gettext_noop("evidence"), gettext_noop("people"), gettext_noop("units"))
