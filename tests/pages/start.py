"""The start page's lists of what waits for somebody."""

from __future__ import annotations

from bagalau.portal.waiting import LINES
from tests.pages import Arguments, Make, Page
from tests.pages.office import Base

# Whoever is signed in may look; what is listed is theirs alone.
PAGES = {"waiting": Page("waiting")}
NAMES = tuple(LINES)
BUDGETS = {"waiting": 16}


def records(make: Make) -> dict[str, Arguments]:
    return {"waiting": (NAMES[0],)} if make.where == "own" else {}


def shown(base: Base) -> dict[str, Arguments]:
    return {"waiting": ("plans",)}
