"""Reports as files: one module a format, each with FORMAT, MEDIA_TYPE and ``write(report)``; the name in ``WRITERS``.

The same report gives the same bytes, whenever and wherever it is written.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from bagalau.formats.report import Report

WRITERS = ("pdf", "docx", "xlsx", "html", "json")


def write(report: Report, form: str) -> bytes:
    """The report as a file of one of the ``WRITERS``; a writer is loaded when it is first used."""
    return cast(bytes, _module(form).write(report))


def media_type(form: str) -> str:
    """The media type of a format."""
    return str(_module(form).MEDIA_TYPE)


def _module(form: str):  # type: ignore[no-untyped-def]  # the modules are alike by convention
    return import_module(f"{__name__}.{form}")
