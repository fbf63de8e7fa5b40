"""Habits of the code that no linter knows (CONTRIBUTING.md, "The house" and "Habits")."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

MANAGERS = {"objects", "_default_manager", "_base_manager"}
NO_QUERIES = {"views", "api", "forms", "tables"}
QUERYING = {"queries", "actions"}  # also in the app that is called api
GETTEXT = {"_", "mark"} | {f"{kind}gettext{end}" for kind in ("", "n", "p", "np") for end in ("", "_lazy", "_noop")}


def managers(tree: ast.Module) -> list[int]:
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in MANAGERS]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_built(text: ast.expr) -> bool:
    """Whether the text is put together before it is translated, so that no catalogue can hold it."""
    called = isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute) and text.func.attr == "format"
    return called or isinstance(text, ast.JoinedStr | ast.BinOp)


def built_messages(tree: ast.Module) -> list[int]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node) in GETTEXT]
    return [call.lineno for call in calls if any(_is_built(argument) for argument in call.args[:2])]


def prints(tree: ast.Module) -> list[int]:
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node) == "print"]


def _speaks_http_or_declares(path: Path) -> bool:
    return path.stem not in QUERYING and bool(NO_QUERIES & {path.stem, *path.parts})


def test_pages_forms_and_tables_leave_querying_to_queries_and_actions(places):
    assert places(managers, _speaks_http_or_declares) == []


def test_a_message_is_translated_before_its_values_are_put_in(places):
    assert places(built_messages, lambda path: True) == []


def test_only_the_command_line_prints(places):
    assert places(prints, lambda path: "cli" not in path.parts) == []


@pytest.mark.parametrize(
    ("find", "code", "lines"),
    [
        (managers, "Role.objects.all()\nrole.objects_of", [1]),
        (built_messages, "_('a %(b)s') % c", []),
        (built_messages, "_(f'a {b}')", [1]),
        (built_messages, "\nt.gettext_lazy('a %s' % b)", [2]),
        (built_messages, "ngettext('one', f'{n}', n)", [1]),
        (built_messages, "_('{}'.format(b))", [1]),
        (built_messages, "_('{}').format(b)", []),
        (prints, "print(1)\npprint(2)", [1]),
    ],
)
def test_the_habits_are_recognised_in_code(find, code, lines):
    assert find(ast.parse(code)) == lines
