"""Oversight of evaluations."""

from __future__ import annotations

from typing import Any

from tests.pages import Arguments, Make, Page, plain

PAGES = {**plain("oversight"), "oversight_rows": Page("figure")}


def records(make: Make) -> dict[str, Arguments]:
    return {"figure": ("actions_overdue",)} if make.where == "own" else {}


BUDGETS = {"oversight": 45, "oversight_rows": 9}


def shown(base: Any) -> dict[str, Arguments]:
    return {"oversight": (), "oversight_rows": ("actions_overdue",)}
