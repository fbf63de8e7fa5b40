"""Parameters and value lists."""

from __future__ import annotations

from typing import Any

from tests.pages import Arguments, Make, Page, plain

PAGES = {
    **plain("parameters value_lists"),
    "parameter_set": Page(
        "parameter", get=200, post=302, sent={"value": "30", "since": "2025-01-01", "reason": "Decided."}
    ),
}


def records(make: Make) -> dict[str, Arguments]:
    return {"parameter": ("response.days",)} if make.where == "own" else {}


BUDGETS = {"parameters": 7, "parameter_set": 7, "value_lists": 5}


def shown(base: Any) -> dict[str, Arguments]:
    return {"parameters": (), "parameter_set": ("response.days",)}
