"""What the documents say is true: pages are as the code makes them, commands exist, links lead somewhere."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path
from typing import get_args

import pytest

from bagalau.cli.docs import FOLDER, pages
from bagalau.cli.docs.commands import parser_of
from bagalau.cli.docs.data import KINDS, lists
from bagalau.cli.docs.rules import RULE
from bagalau.cli.docs.warnings import doubts
from bagalau.cli.main import COMMANDS, main
from bagalau.documents.extract import extract
from bagalau.formats.read import read
from bagalau.lib.columns import ColumnKind

ROOT = FOLDER.parent
GUIDES = ("README.md", "CONTRIBUTING.md")
SAMPLES = ROOT / "bagalau" / "documents" / "tests" / "samples"
CODE = re.compile(r"^    (.+)$|`([^`\n]+)`", re.MULTILINE)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def code_in(text: str) -> list[str]:
    """The lines of code and the words in code style of a Markdown text."""
    return [(block or inline).strip() for block, inline in CODE.findall(text)]


def make_targets(text: str) -> list[str]:
    return [name for line in code_in(text) for name in re.findall(r"(?:^|\s)make ([\w./]+)", line) if "=" not in name]


def bagalau_calls(text: str) -> list[list[str]]:
    """The arguments of every call of the command."""
    lines = [line for line in code_in(text) if re.match(r"(\S*/)?bagalau \w", line)]
    return [shlex.split(line, comments=True)[1:] for line in lines]


def test_the_reference_pages_are_as_the_code_makes_them():
    differ = [path.name for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text]
    assert differ == [], "Run `make docs`."


def test_the_check_names_the_pages_that_differ_and_writes_none(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("bagalau.cli.docs.FOLDER", tmp_path)
    assert main(["docs", "--check"]) == 1
    assert "rules.md differs" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())
    assert main(["docs"]) == 0
    assert main(["docs", "--check"]) == 0


@pytest.mark.parametrize("name", GUIDES)
def test_every_make_target_that_is_named_exists(name):
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("$(ENV)", ".venv")
    known = set(re.findall(r"^([\w./]+):", makefile, re.MULTILINE))
    named = set(make_targets((ROOT / name).read_text("utf-8")))
    assert named
    assert named <= known


@pytest.mark.parametrize("name", [*GUIDES, *(f"docs/{path.name}" for path in FOLDER.glob("*.md"))])
def test_every_call_of_the_command_that_is_shown_can_be_made(name):
    for command, *given in bagalau_calls((ROOT / name).read_text("utf-8")):
        assert command in COMMANDS
        if not {"…", "FILE", "[--check]"} & set(given) and given and "[" not in " ".join(given):
            assert isinstance(parser_of(command).parse_args(given), argparse.Namespace)


def test_files_that_the_tour_names_are_there():
    named = re.findall(r"\b(?:examples|bench|tests|bagalau)/[\w./ -]+\.\w+", (ROOT / "README.md").read_text("utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *FOLDER.rglob("*.md")]), ids=lambda path: path.name)
def test_links_lead_to_files_of_the_project(path: Path):
    links = [link.split("#")[0] for link in LINK.findall(path.read_text("utf-8"))]
    lost = [link for link in links if link and "://" not in link and not (path.parent / link).exists()]
    assert lost == []


def test_every_rule_is_cited_in_a_test():
    rules = re.findall(r"^\| ([A-Z]{1,2}-\d\d) \|", (FOLDER / "rules.md").read_text("utf-8"), re.MULTILINE)
    tests = [
        path for top in ("bagalau", "tests") for path in (ROOT / top).rglob("test_*.py") if path.name != "test_docs.py"
    ]
    cited = {number for path in tests for number in re.findall(r"\b[A-Z]{1,2}-\d\d\b", path.read_text("utf-8"))}
    assert rules
    assert [rule for rule in rules if rule not in cited] == []


def test_a_rule_is_read_with_the_lines_that_it_runs_on():
    text = "Words.\n\nT-01  First\n      and more.\nT-02  Second.\n"
    assert RULE.findall(text) == [("T-01", "First\n      and more."), ("T-02", "Second.")]


def test_every_kind_of_column_is_explained_and_every_list_has_a_label_for_each_column():
    assert {name for kinds, *_ in KINDS for name in kinds.split(", ")} == set(get_args(ColumnKind))
    assert {name for name, _columns in lists()} >= {"evaluations", "commitments", "documents", "drafts", "people"}
    assert all(str(column.label) for _name, columns in lists() for column in columns)


def test_every_doubt_that_the_samples_raise_is_listed():
    listed = {doubt.code for doubt in doubts()}
    raised = {
        warning.code
        for path in SAMPLES.rglob("*.txt")
        for warning in extract(read(path.read_bytes(), path.name)).warnings
    }
    assert raised
    assert raised <= listed


def test_a_decision_says_what_was_met_decided_and_followed():
    decisions = sorted((FOLDER / "decisions").glob("[0-9]*.md"))
    numbers = [int(path.name[:4]) for path in decisions]
    assert numbers == list(range(1, len(numbers) + 1))
    for path in decisions:
        assert re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
        ]
