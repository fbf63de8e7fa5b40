"""``docs/data.md``: the columns of every list and of its exports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps
from django.utils import timezone

from bagalau.cli.docs.markdown import code, document, table
from bagalau.lib.columns import Column

NAME = "data.md"
INTRODUCTION = """
Each list can be had as CSV and as XLSX, with the filters and the order of the page: `?format=csv`, `?format=xlsx`.
CSV has the names below as its first line, XLSX the labels in the language of the reader.

What is not known is empty everywhere; a zero is a zero.
"""
KINDS = (
    ("text, long, code, status", "words", "text; if a spreadsheet would run it, with an apostrophe before it", "text"),
    ("number, money", "grouped digits", "digits with a decimal point", "number"),
    ("date", "words, as precise as it is known", "ISO: 2024-12-31, 2024-12, 2024-Q4 or 2024", "ISO, or a date cell"),
    ("flag", "yes or no", "1 or 0", "TRUE or FALSE"),
)


def page() -> str:
    """The whole page."""
    kinds = table(["Kind", "On the page", "In CSV", "In XLSX"], KINDS)
    return document("Data dictionary", INTRODUCTION, kinds, *(_part(name, columns) for name, columns in lists()))


def lists() -> Iterator[tuple[str, Sequence[Column[Any]]]]:
    """Every list of the house by name, with its columns."""
    for config in apps.get_app_configs():
        if config.name.startswith("bagalau.") and find_spec(f"{config.name}.tables"):
            yield from _lists_of(config.label, import_module(f"{config.name}.tables"))


def _lists_of(app: str, tables: ModuleType) -> Iterator[tuple[str, Sequence[Column[Any]]]]:
    """A tuple of columns is the list of its name; columns that depend on the day are made by ``columns(today)``."""
    if hasattr(tables, "columns"):
        yield app, tables.columns(timezone.localdate())
    for name, value in vars(tables).items():
        if isinstance(value, tuple) and value and all(isinstance(one, Column) for one in value):
            yield name.lower(), value


def _part(name: str, columns: Sequence[Column[Any]]) -> str:
    rows = [
        [
            code(one.name),
            str(one.label),
            one.kind,
            "" if one.on_page else "export only",
            "yes" if one.sort else "",
            str(one.help),
        ]
        for one in columns
    ]
    return f"## {name.capitalize()}\n\n{table(['Name', 'Label', 'Kind', 'Where', 'Sorts', 'Note'], rows)}"
