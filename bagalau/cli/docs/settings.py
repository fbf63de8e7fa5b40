"""``docs/settings.md``: the variables by which an office changes how Bagalau runs."""

from __future__ import annotations

from dataclasses import Field, fields
from pathlib import Path
from typing import Any

from django.conf import settings

from bagalau.cli.docs.markdown import code, document, table

NAME = "settings.md"
TYPES = {"Path": "folder", "str": "text", "int": "whole number", "bool": "1 or 0", "tuple[str, ...]": "list"}
INTRODUCTION = """
Variables of the environment, read once at start-up. A name that begins with `BAGALAU_` and is not listed here, or a
value of the wrong type, is refused with one sentence that names the variable.
"""


def page() -> str:
    """The whole page."""
    rows = [
        [code(f"BAGALAU_{one.name.upper()}"), TYPES[str(one.type)], _default(one), one.metadata["help"]]
        for one in fields(settings.ENVIRONMENT)
    ]
    return document("Settings", INTRODUCTION, table(["Variable", "Type", "Default", "Meaning"], rows))


def _default(one: Field[Any]) -> str:
    """The default as somebody would write it; the data folder as it lies in a checkout."""
    if isinstance(one.default, Path):
        return code(f"{one.default.name}/")
    if isinstance(one.default, bool):
        return code("1" if one.default else "0")
    return code(",".join(one.default) if isinstance(one.default, tuple) else str(one.default))
