"""``docs/commands.md``: every subcommand with its arguments."""

from __future__ import annotations

import argparse

from bagalau.cli.docs.markdown import code, document, table
from bagalau.cli.main import COMMANDS, module_of

NAME = "commands.md"
INTRODUCTION = """
The `bagalau` command calls the same actions and queries as the pages. In a checkout it is `.venv/bin/bagalau`.

Status 0 is success, 1 a failure that the command looked for (a broken journal, a page that differs), 2 a refusal: one
sentence on the error output says what to do.
"""


def page() -> str:
    """The whole page."""
    return document("Commands", INTRODUCTION, *(_part(name, help_text) for name, help_text in COMMANDS.items()))


def parser_of(name: str) -> argparse.ArgumentParser:
    """The parser of one subcommand."""
    parser = argparse.ArgumentParser(prog=f"bagalau {name}", add_help=False)
    module_of(name).arguments(parser)
    return parser


def _part(name: str, help_text: str) -> str:
    given = parser_of(name)._actions  # argparse has no other way to them, and its help differs between versions
    usage = " ".join([f"bagalau {name}", *(_usage(action) for action in given)])
    rows = [[code(_names(action)), action.help] for action in given if action.help]
    parts = [f"## bagalau {name}", f"{help_text.capitalize()}.", f"    {usage}"]
    return "\n\n".join([*parts, table(["Argument", "Meaning"], rows)] if rows else parts)


def _usage(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"{_value(action)} …" if action.nargs == "+" else _value(action)
    return _names(action) if action.required else f"[{_names(action)}]"


def _names(action: argparse.Action) -> str:
    return " ".join([*action.option_strings, _value(action)]).strip()


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.choices is not None:
        return " or ".join(str(choice) for choice in action.choices)
    return str(action.metavar or action.dest.upper())
