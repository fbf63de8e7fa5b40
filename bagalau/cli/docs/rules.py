"""``docs/rules.md``: the numbered rules, from the docstrings of the ``rules`` modules."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import apps

from bagalau.cli.docs.markdown import document, table

NAME = "rules.md"
INTRODUCTION = """
What Bagalau decides by itself, it decides by a rule with a number. The code that applies a rule and the tests that
prove it cite the number.
"""
RULE = re.compile(r"^([A-Z]{1,2}-\d\d)  (.+(?:\n {6,7}.+)*)", re.MULTILINE)


def page() -> str:
    """The whole page."""
    parts = []
    for config in apps.get_app_configs():
        name = f"{config.name}.rules"
        if config.name.startswith("bagalau.") and find_spec(name):
            parts += [f"## {config.label.capitalize()}", *(_part(text) for text in _docstrings(name))]
    return document("Rules", INTRODUCTION, *parts)


def _docstrings(name: str) -> list[str]:
    """What the module says, or the modules of a folder of rules, if they number any."""
    module = import_module(name)
    below = [import_module(f"{name}.{one.name}") for one in iter_modules(getattr(module, "__path__", ()))]
    texts = [one.__doc__ or "" for one in (module, *below)]
    return [text for text in texts if RULE.search(text)]


def _part(text: str) -> str:
    before = " ".join(RULE.sub("", text).split())
    return f"{before}\n\n{table(['Rule', 'What it says'], RULE.findall(text))}"
