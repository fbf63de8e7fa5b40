"""The columns of the list of commitments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext

from bagalau.commitments.actions import Line
from bagalau.commitments.models import PROOFS, STATES, STATUSES, TONES, Commitment
from bagalau.commitments.rules import Slip, State, Status, proof, state
from bagalau.lib.columns import Column
from bagalau.lib.periods import When
from bagalau.people.access import VIEW_HISTORY, Viewer
from bagalau.people.tables import Change
from bagalau.web.records import url_of
from bagalau.web.tables import date_words

# they may be of the office, not of the source
OFFICE_ONLY = frozenset({"comment", "justification", "proof", "verified", "no_evidence", "requested"})


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
    proofs = {key: str(words) for key, words in PROOFS.items()}
    statuses = {str(key): str(words) for key, words in STATUSES.items()}

    def state_of(row: Commitment) -> State:
        return state(Status(row.status), row.due, today)

    def proof_of(row: Commitment) -> str:
        shown = {"evidence": row.has_evidence, "no_evidence": row.no_evidence}  # type: ignore[attr-defined]
        found = proof(Status(row.status), row.verification, **shown)
        return proofs[found] if found else ""

    def day(at: datetime | None, row: Commitment) -> date | None:
        return at.astimezone(zone).date() if at and inside(row) else None

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
        Column("proof", _("Proof"), lambda row: proof_of(row) if inside(row) else "", help=PROOF_HELP),
        Column("slip", _("Slip, mo."), lambda row: row.slip.months if row.moves else None, "number", help=SLIP_HELP),
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
        Column("first_due", _("First date promised"), lambda row: row.first_due, "date", on_page=False),
        Column("slip_days", _("Days late"), lambda row: row.slip.days, "number", on_page=False),
        Column("moves", _("Times moved"), lambda row: row.moves, "number", on_page=False),
        Column("completed", _("Said to be completed on"), lambda row: row.completed_on, "date", on_page=False),
        Column("verified", _("Verified on"), lambda row: day(row.verified_at, row), "date", on_page=False),
        Column(
            "no_evidence",
            _("Why there is no evidence"),
            lambda row: row.no_evidence if inside(row) else "",
            "long",
            on_page=False,
        ),
        Column("requested", _("Asked to drop on"), lambda row: day(row.requested_at, row), "date", on_page=False),
        Column("updated", _("Updated"), lambda row: row.updated_at.astimezone(zone).date(), "date", sort="updated_at"),
    ]
    return [column for column in found if not only or column.name in only]


def slip_words(slip: Slip) -> str:
    """C-10: how a date slipped, in words; nothing if it never moved."""
    if not slip.moves:
        return ""
    moved = ngettext("moved once", "moved %(count)s times", slip.moves) % {"count": slip.moves}
    if slip.days is None or slip.days == 0:
        return moved
    if abs(slip.months or 0) >= 1:
        count = abs(slip.months or 0)
        later = ngettext("%(count)s month later", "%(count)s months later", count)
        earlier = ngettext("%(count)s month earlier", "%(count)s months earlier", count)
    else:
        count = abs(slip.days)
        later = ngettext("%(count)s day later", "%(count)s days later", count)
        earlier = ngettext("%(count)s day earlier", "%(count)s days earlier", count)
    return f"{(later if slip.days > 0 else earlier) % {'count': count}}, {moved}"


@dataclass(frozen=True)
class BatchRow:
    """A row of a sheet on its page: the commitment, and each value that it changes, in words."""

    row: int
    number: int
    text: str
    changes: list[Change]


def batch_rows(rows: Sequence[Line] | Sequence[dict[str, Any]]) -> list[BatchRow]:
    """The rows of a sheet in words: those that would be saved, or those that were."""
    return [
        BatchRow(row.wish.row, row.commitment.pk, str(row.commitment), [_words(asdict(one)) for one in row.changes])
        if isinstance(row, Line) and row.commitment
        else BatchRow(row["row"], row["number"], row["text"], [_words(one) for one in row["changes"]])  # type: ignore[index]
        for row in rows
    ]


def _words(change: dict[str, str]) -> Change:
    """A value that a sheet changes, in the language of the page."""
    name, before, after = change["name"], change["before"], change["after"]
    if name in ("status", "requested"):
        before, after = (str(STATUSES[Status(value)]) if value else "" for value in (before, after))
    if name == "due":
        before, after = (date_words(When.parse(value)) if value else "" for value in (before, after))
    return Change(str(CHANGED[name]), before, after)


CHANGED = {
    "status": _("Status"),
    "requested": _("Request to drop, for approval"),
    "due": _("Due"),
    "comment": _("Comment"),
    "reason": _("Reason"),
    "no_evidence": _("Why there is no evidence"),
}
PROOF_HELP = _("How far a completion is proven.")
SLIP_HELP = _("From the first date that was promised to the present one.")
# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (
    gettext_noop("update"),
    gettext_noop("update from source"),
    gettext_noop("assign"),
    gettext_noop("verify"),
    gettext_noop("return"),
    gettext_noop("ask to drop"),
    gettext_noop("withdraw request"),
    gettext_noop("approve dropping"),
    gettext_noop("decline dropping"),
    gettext_noop("take back"),
)
# What its lines tell beside the fields of a record
NOTED = (gettext_noop("evidence"), gettext_noop("people"), gettext_noop("units"), gettext_noop("batch"))
