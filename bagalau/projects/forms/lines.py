"""What the sheet of a budget sends: changes of lines as JSON in one field of a form."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.projects.actions.budget import LineChange
from bagalau.projects.rules.typed_lines import COLUMNS

MOST_LINES = 20_000


def line_changes(text: str) -> list[LineChange]:
    """The changes that a sheet sent; refuses what no sheet of ours can have sent."""
    try:
        data = json.loads(text)
        found = [_change(one) for one in data]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _unread() from error
    if not isinstance(data, list) or len(found) > MOST_LINES or len({one.key for one in found}) < len(found):
        raise _unread()
    return found


def _change(one: dict[str, Any]) -> LineChange:
    key, cells = str(one["key"])[:40], one.get("cells")
    known = key.isascii() and key.isdigit() and len(key) < 16
    parent = one.get("parent")
    return LineChange(
        key=key,
        pk=int(key) if known else None,
        seen=str(one.get("seen", "")),
        parent=int(parent) if parent is not None else None,
        cells=None if cells is None else {name: str(cells.get(name, "")) for name in COLUMNS},
    )


def _unread() -> Problem:
    return Problem("bad-sheet", _("What the page sent cannot be read. Load it again and try once more."), status=400)
