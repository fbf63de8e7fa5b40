"""``docs/permissions.md``: who may do what."""

from __future__ import annotations

from bagalau.people.permissions import actions, markdown

NAME = "permissions.md"


def page() -> str:
    """The whole page."""
    return markdown(actions())
