"""The public site."""

from __future__ import annotations

from typing import Any

from tests.pages import Arguments, Make, Page, plain

PAGES = {**plain("statistics feed sitemap robots"), "sitemap_part": Page("map")}


def records(make: Make) -> dict[str, Arguments]:
    return {"map": ("page", 1)} if make.where == "own" else {}


BUDGETS = {"statistics": 22, "feed": 6, "sitemap": 8, "sitemap_part": 6}
PUBLIC = {"statistics": 17, "feed": 3, "sitemap": 5, "sitemap_part": 3, "home": 17}
WITHOUT_LISTS = {"robots"}


def shown(base: Any) -> dict[str, Arguments]:
    return {"statistics": (), "feed": (), "sitemap": (), "sitemap_part": ("evaluation", 1)}
