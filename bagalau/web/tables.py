"""A table on a page: columns, one page of rows, sorting and the links that keep the filters.

Rows are joined as plain strings: in a template the same rows take most of the time of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import formats, timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagalau.lib.columns import Column
from bagalau.lib.periods import When
from bagalau.web.paging import Order, Page, page

Record = TypeVar("Record", bound=Model)
NONE = '<span class="none">–</span>'


@dataclass(frozen=True)
class Heading:
    """The head of a column: its label, and where sorting by it leads."""

    label: str
    kind: str
    help: str
    url: str | None
    sorted: str


@dataclass(frozen=True)
class Table(Generic[Record]):
    """One page of a list, ready for the template ``table.html``."""

    columns: Sequence[Column[Record]]
    page: Page[Record]
    order: Order
    query: QueryDict
    count: int
    capped: bool

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self.columns if column.on_page]

    def _heading(self, column: Column[Record]) -> Heading:
        here = column.sort == self.order.field
        turn = "-" if here and not self.order.descending else ""
        return Heading(
            str(column.label),
            column.kind,
            str(column.help),
            link(self.query, sort=f"{turn}{column.name}", cursor=None) if column.sort else None,
            ("descending" if self.order.descending else "ascending") if here else "",
        )

    def body(self) -> SafeString:
        return _body([column for column in self.columns if column.on_page], self.page.rows)

    @property
    def first(self) -> str | None:
        return link(self.query, cursor=None) if self.page.before else None

    @property
    def before(self) -> str | None:
        return link(self.query, cursor=self.page.before) if self.page.before else None

    @property
    def after(self) -> str | None:
        return link(self.query, cursor=self.page.after) if self.page.after else None

    def export(self, form: str) -> str:
        return link(self.query, cursor=None, format=form)

    @property
    def csv(self) -> str:
        return self.export("csv")

    @property
    def xlsx(self) -> str:
        return self.export("xlsx")

    @property
    def json(self) -> str:
        return self.export("json")


COUNT_LIMIT = 1000
FEW = 200


def table(
    request: HttpRequest, rows: QuerySet[Record], columns: Sequence[Column[Record]], default: str
) -> Table[Record]:
    """The table that a request asks for: ``?sort=`` with a column's name (``-`` for descending), ``?cursor=``.

    Two queries: the keys, in any order, up to one more than ``COUNT_LIMIT``, which gives a count that costs the same at
    any size; and the rows. Where the keys are few they name the rows, which are then not looked for a second time.
    """
    order = order_of(request, columns, default)
    keys = list(rows.order_by().values_list("pk", flat=True)[: COUNT_LIMIT + 1])
    count = len(keys)
    if count <= FEW:
        rows = rows.filter(pk__in=keys)
    return Table(
        columns,
        page(rows, order, request.GET.get("cursor")),
        order,
        request.GET,
        min(count, COUNT_LIMIT),
        count > COUNT_LIMIT,
    )


def order_of(request: HttpRequest, columns: Sequence[Column[Any]], default: str) -> Order:
    """The order that a request asks for; an unknown one gives the default."""
    sortable = {column.name: column.sort for column in columns if column.sort}
    asked = request.GET.get("sort", default)
    if asked.removeprefix("-") not in sortable:
        asked = default
    return Order(str(sortable[asked.removeprefix("-")]), asked.startswith("-"))


def link(query: QueryDict, **changes: str | None) -> str:
    """The query string with some parameters set or (None) left out."""
    changed = query.copy()
    for name, value in changes.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = value
    return f"?{changed.urlencode()}"


def _body(columns: Sequence[Column[Record]], records: Sequence[Record]) -> SafeString:
    """The rows as HTML; what is the same in every row is put together once."""
    starts = [f'<td class="c-{column.kind}" data-label="{escape(str(column.label))}">' for column in columns]
    pairs = list(zip(starts, columns, strict=True))
    rows = ("".join(f"{start}{_cell(column, record)}</td>" for start, column in pairs) for record in records)
    return mark_safe("".join(f"<tr>{row}</tr>" for row in rows))  # noqa: S308 - cells are escaped


def _cell(column: Column[Record], record: Record) -> str:
    value = column.shown(record) if column.shown else column.value(record)
    html = FORMATS[column.kind](value) if value not in (None, "") else NONE
    if column.tone:
        html = f'<span class="status status-{column.tone(record)}">{html}</span>'
    url = column.url(record) if column.url else None
    return f'<a href="{escape(url)}">{html}</a>' if url else html


def _text(value: Any) -> str:
    return escape(str(value))


def _number(value: Any) -> str:
    """A number grouped as the language does; a whole amount has no decimals. Words stay as they are."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    return str(formats.number_format(value, use_l10n=True, force_grouping=True)).replace(" ", "\u00a0")


def amount_words(amount: Decimal | None, currency: str) -> str | None:
    """An amount with its currency."""
    return None if amount is None else f"{_number(amount)} {currency}".rstrip()


def _flag(value: Any) -> str:
    return escape(_("yes") if value else _("no"))


def date_words(value: Any) -> str:
    """A date in the words of the language, with the precision it has; of a moment, the local day."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return _date_words(value, get_language() or "en")


@lru_cache(4096)
def _date_words(value: Any, language: str) -> str:
    if isinstance(value, When):
        if value.precision == "month":
            words = formats.date_format(value.last_day, "YEAR_MONTH_FORMAT")
            return words if language.startswith("en") else words.lower()  # months are no names in Russian and Kazakh
        return value.iso if value.precision != "day" else formats.date_format(value.last_day)
    return formats.date_format(value)


FORMATS: dict[str, Callable[[Any], str]] = {
    "text": _text,
    "code": _text,
    "long": _text,
    "status": _text,
    "number": _number,
    "money": _number,
    "date": lambda value: escape(date_words(value)),
    "flag": _flag,
}


@dataclass(frozen=True)
class Rows(Generic[Record]):
    """Some rows under their headings, without paging: a short list on a page about something else."""

    columns: Sequence[Column[Record]]
    records: Sequence[Record]

    def __bool__(self) -> bool:
        return bool(self.records)

    @property
    def headings(self) -> list[Heading]:
        return [Heading(str(column.label), column.kind, str(column.help), None, "") for column in self.columns]

    def body(self) -> SafeString:
        return _body(self.columns, self.records)


def rows_of(columns: Sequence[Column[Record]], records: Sequence[Record] | QuerySet[Record]) -> Rows[Record]:
    """A short list."""
    return Rows(columns, list(records))
