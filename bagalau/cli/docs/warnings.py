"""The doubts that extractors can have, found in their code: a code followed by its sentence in the call of a function.

A sentence may stand under a name (``message = …``, ``UNTOLD = {…}``); then all sentences under that name count.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bagalau.documents import extract

CODE = re.compile(r"[a-z]+(-[a-z]+)*")
FOLDER = Path(extract.__file__).parent


@dataclass
class Doubt:
    """A code with all that is said under it, and how grave it can be."""

    code: str
    sentences: set[str] = field(default_factory=set)
    severities: set[str] = field(default_factory=set)


def doubts(folder: Path = FOLDER) -> list[Doubt]:
    """Every code that the modules of a folder warn with, sorted."""
    found: dict[str, Doubt] = {}
    for path in sorted(folder.rglob("*.py")):
        for code, sentences, severity in _warned(ast.parse(path.read_text("utf-8"))):
            doubt = found.setdefault(code, Doubt(code))
            doubt.sentences |= sentences
            doubt.severities.add(severity)
    return [found[code] for code in sorted(found)]


def _warned(tree: ast.Module) -> Iterator[tuple[str, set[str], str]]:
    """Code, sentences and severity of each warning of a module."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    helpers = {node.name: _severity(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for call in calls:
        for first, second in pairwise(call.args):
            code = str(first.value) if isinstance(first, ast.Constant) else ""
            sentences = _sentences(second) or _named(tree, _name(second), call.lineno)
            if CODE.fullmatch(code) and sentences:
                yield code, sentences, _severity(call) or helpers.get(_name(call.func)) or "doubt"


def _severity(node: ast.AST) -> str:
    """The severity that is named in a call, or in the body of a function; nothing if none is."""
    given = (one.value for one in ast.walk(node) if isinstance(one, ast.keyword) and one.arg == "severity")
    return next((str(one.value) for one in given if isinstance(one, ast.Constant)), "")


def _named(tree: ast.Module, name: str, before: int) -> set[str]:
    """The sentences that were last given a name before a line."""
    given = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and node.lineno < before and name and name in map(_name, node.targets)
    ]
    return _sentences(max(given, key=lambda node: node.lineno).value) if given else set()


def _name(node: ast.expr) -> str:
    base = node.value if isinstance(node, ast.Subscript) else node
    return base.id if isinstance(base, ast.Name) else ""


def _sentences(node: ast.expr) -> set[str]:
    texts = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return {text for text in texts if isinstance(text, str) and " " in text and text.endswith(".")}
