"""``docs/rules.md``: the numbered rules, from the docstrings of the ``rules`` modules."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from bagalau.cli.docs.markdown import document, table

NAME = "rules.md"
INTRODUCTION = """
What Bagalau decides by itself, it decides by a rule with a number. The code that applies a rule and the tests that
prove it cite the number.
"""
RULE = re.compile(r"^([A-Z]-\d\d)  (.+(?:\n {6}.+)*)", re.MULTILINE)


def page() -> str:
    """The whole page."""
    parts = []
    for config in apps.get_app_configs():
        name = f"{config.name}.rules"
        if config.name.startswith("bagalau.") and find_spec(name):
            parts.append(_part(config.label, import_module(name).__doc__ or ""))
    return document("Rules", INTRODUCTION, *parts)


def _part(app: str, text: str) -> str:
    before = " ".join(RULE.sub("", text).split())
    return f"## {app.capitalize()}\n\n{before}\n\n{table(['Rule', 'What it says'], RULE.findall(text))}"
