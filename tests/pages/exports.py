"""Reports and data: the catalogue, and the form of a report."""

from __future__ import annotations

from typing import Any

from tests.pages import Arguments, Make, Page, plain

PAGES = {**plain("reports"), "report": Page("report")}


def records(make: Make) -> dict[str, Arguments]:
    return {"report": ("key-actions",)} if make.where == "own" else {}


BUDGETS = {"reports": 6, "report": 6}
PUBLIC = {"reports": 1, "report": 1}


def shown(base: Any) -> dict[str, Arguments]:
    return {"reports": (), "report": ("key-actions",)}
