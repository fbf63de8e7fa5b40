"""The sheet in which many commitments are updated: what it looks like, and what its cells say.

Cells that are to be filled in stand beside those that tell the present, and are empty at first: so a sheet says only
what somebody wrote (C-12). Headings and statuses are understood in every language of the house.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO, Any

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models import STATUSES, Commitment
from bagalau.commitments.rules import Status
from bagalau.formats.read.xlsx import Limits, Row, read_table, table
from bagalau.formats.write import form_xlsx
from bagalau.formats.write.form_xlsx import Field
from bagalau.lib.periods import When
from bagalau.web.sheets import as_text, headings, understood

MOST_ROWS = 5000
LONGEST = 10_000  # letters of a comment or a reason, as on the page
TITLE = gettext_noop("Commitments")
HELP = gettext_noop("How to fill it in")
NUMBER, STATUS, DUE, COMMENT, REASON, NO_EVIDENCE, SEEN = (
    *("number", "new_status", "new_due", "new_comment", "reason", "no_evidence", "seen"),
)
LABELS = {
    NUMBER: gettext_noop("Number"),
    "text": gettext_noop("What"),
    "unit": gettext_noop("Unit"),
    "responsible": gettext_noop("Responsible"),
    "source": gettext_noop("Source"),
    "status": gettext_noop("Status now"),
    "due": gettext_noop("Date now"),
    "comment": gettext_noop("Last comment"),
    STATUS: gettext_noop("New status"),
    DUE: gettext_noop("New date"),
    COMMENT: gettext_noop("New comment"),
    REASON: gettext_noop("Reason"),
    NO_EVIDENCE: gettext_noop("Why there is no evidence"),
    SEEN: gettext_noop("State when downloaded"),
}
HELPS = {
    STATUS: _("Choose from the list. Empty: it stays as it is."),
    DUE: _("A day as 2024-12-31 or a month as 2024-12. A new date needs a reason. Empty: it stays as it is."),
    COMMENT: _("What was done since. Completion needs a comment."),
    REASON: _("For a new date, for opening again, or why it is no longer applicable."),
    NO_EVIDENCE: _("For a completion of which no document in Bagalau is evidence."),
}
NOTES = (
    _("Write only in the white columns, and only in the rows that you want to update. What you leave empty stays."),
    _("Do not change the numbers, the first row or the columns. Rows that you do not need may be deleted."),
    _("Choose a status from the list. “No longer applicable” is a request: somebody else has to approve it."),
    _("Completed: write a comment, and say why there is no evidence if no document in Bagalau shows that it was done."),
    _("Write a date as 2024-12-31, or a month as 2024-12. A new date needs a reason; the old one is kept."),
    _("Type values, not formulas, and merge no cells."),
    _("Send the sheet on the page where you found it. You see what it changes before anything is saved."),
)
WIDTHS = {"text": 50, "comment": 40, COMMENT: 40, REASON: 40, NO_EVIDENCE: 40, "source": 30, NUMBER: 9}


@dataclass(frozen=True)
class Wish:
    """What one row of a sheet says: the commitment, what was filled in as text, and which cells hold formulas."""

    row: int
    number: int | None
    texts: Mapping[str, str]
    seen: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)
    formulas: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        return self.texts.get(name, "")


WRITTEN = (STATUS, DUE, COMMENT, REASON, NO_EVIDENCE)


def write(file: IO[bytes], rows: Iterable[Commitment]) -> None:
    """Write the sheet to be filled in, in the language of the page."""
    form_xlsx.write(
        file, gettext(TITLE), _fields(), _values(rows), (gettext(HELP), [str(paragraph) for paragraph in NOTES])
    )


def _fields() -> list[Field]:
    return [
        Field(
            gettext(words),
            width=WIDTHS.get(name, 18),
            open=name in WRITTEN,
            hidden=name == SEEN,
            choices=[str(label) for label in STATUSES.values()] if name == STATUS else (),
            longest=LONGEST if name in (COMMENT, REASON, NO_EVIDENCE) else 0,
            help=str(HELPS.get(name, "")),
            mistake=gettext("Choose one of the list.") if name == STATUS else gettext("This is too long."),
        )
        for name, words in LABELS.items()
    ]


def _values(rows: Iterable[Commitment]) -> Iterator[list[Any]]:
    statuses = {str(status): str(words) for status, words in STATUSES.items()}
    for row in rows:
        now = [statuses[row.status], row.due.iso if row.due else "", row.comment]
        yield [row.pk, row.text, row.unit.code, row.responsible, row.origin_title, *now, *[""] * len(WRITTEN), row.seen]


def read(data: bytes) -> list[Wish]:
    """What the rows of a sheet say, in its own order; rows in which nothing was filled in are left out."""
    sheets = read_table(data, Limits(rows=MOST_ROWS))
    known = headings(LABELS)
    numbers = {words.casefold() for words in known[NUMBER]}
    first = next((one for one in sheets if one.rows and _word(one.rows[0][0]) in numbers), sheets[0])
    return [wish for row in table(first, known) if (wish := _wish(row)).texts or wish.formulas]


def _word(value: Any) -> str:
    return str(value).strip().casefold()


def _wish(row: Row) -> Wish:
    texts = {name: words for name in WRITTEN if (words := as_text(row.cells[name]))}
    formulas = tuple(name for name in (NUMBER, *WRITTEN) if name in row.formulas)
    return Wish(row.number, as_number(row.cells[NUMBER]), texts, as_text(row.cells[SEEN]), row.addresses, formulas)


def as_number(value: Any) -> int | None:
    """The number of a commitment; None for anything else."""
    text = as_text(value)
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 19 else None


def status_of(words: str) -> Status | None:
    """The status that a cell names in any language, or None."""
    return _statuses().get(words.casefold())


def due_of(words: str) -> When | None:
    """The date that a cell names, or None."""
    try:
        return When.parse(words)
    except ValueError:
        return None


@lru_cache(1)
def _statuses() -> dict[str, Status]:
    return understood(STATUSES)
