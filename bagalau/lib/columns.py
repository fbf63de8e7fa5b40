"""A column, declared once: page, XLSX, CSV and data dictionary follow from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

Row = TypeVar("Row")
ColumnKind = Literal["text", "code", "long", "number", "money", "date", "status", "flag"]


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One value of a row.

    ``name`` is the stable name in exports and in ``?sort=``; ``label`` may be lazily translated. ``value`` gives the
    raw value (text, number, ``Decimal``, date, ``When``, bool or None), ``shown`` the words for the page where they
    differ, ``url`` a link, ``tone`` the colour of a status. ``sort`` names the indexed, never empty database field that
    orders by this column. ``on_page`` False keeps a column for exports alone.
    """

    name: str
    label: Any
    value: Callable[[Row], Any]
    kind: ColumnKind = "text"
    shown: Callable[[Row], Any] | None = None
    url: Callable[[Row], str | None] | None = None
    tone: Callable[[Row], str] | None = None
    sort: str | None = None
    on_page: bool = True
    help: Any = ""
