"""The table of who may do what, read from the ``access`` module of every app."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from bagalau.people.rules import Action, Role

HEADING = """# Who may do what

Made from the code by `make docs`; each app declares its actions in `access.py`.

A role counts from its first to its last day: for a unit and all that lies under it, for one record, or everywhere.
**●** the role may; **○** only where it holds everywhere. **Public**: also without signing in, for what is public.
**Own**: also who is responsible for the record.
"""


def actions() -> list[Action]:
    """Every action of every installed app, by name."""
    modules = [f"{config.name}.access" for config in apps.get_app_configs() if config.name.startswith("bagalau.")]
    found = {
        value.name: value
        for module in modules
        if find_spec(module)
        for value in vars(import_module(module)).values()
        if isinstance(value, Action)
    }
    return [found[name] for name in sorted(found)]


def markdown(listed: Iterable[Action]) -> str:
    """The matrix as a page: a line for each action, a column for each role."""
    columns = ["Action", "Public", "Own", *(role.replace("_", " ").capitalize() for role in Role)]
    lines = [columns, ["---"] + [":-:"] * (len(columns) - 1)]
    for action in listed:
        mark = "○" if action.everywhere else "●"
        may = [action.public, action.own, *(role in action.roles for role in Role)]
        lines.append([f"`{action.name}`", *(mark if one else "" for one in may)])
    return HEADING + "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)
