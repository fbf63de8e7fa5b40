"""Oversight of quality, and the flat lists behind its figures."""

from __future__ import annotations

from typing import Any

from tests.pages import Arguments, plain

LISTS = ("answers", "assessmentratings", "managementactions")
PAGES = {**plain("answers assessmentratings managementactions quality_oversight quality_projects")}
BUDGETS = {**dict.fromkeys(LISTS, 12), "quality_oversight": 20, "quality_projects": 12}
EXPORTS = {**dict.fromkeys(LISTS, 12), "quality_projects": 12}
PUBLIC = dict.fromkeys(LISTS, 8)


def shown(base: Any) -> dict[str, Arguments]:
    return dict.fromkeys(PAGES, ())
