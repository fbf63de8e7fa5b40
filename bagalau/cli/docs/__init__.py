"""``bagalau docs [--check]``: the reference pages that are made from the code, so that they cannot lag behind it.

A page is a module with ``NAME`` (of the file under ``docs/``) and ``page() -> str``, named in ``PAGES``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Protocol

from bagalau.lib.problems import Problem

FOLDER = Path(__file__).resolve().parents[3] / "docs"


class Page(Protocol):
    """What a module of this package offers."""

    @property
    def NAME(self) -> str: ...  # noqa: N802
    def page(self) -> str: ...


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 if a page differs from the code")


def run(args: argparse.Namespace) -> int:
    """Write the pages that differ, or name them."""
    if not FOLDER.is_dir():
        raise Problem("no-docs", f"There is no folder {FOLDER}. The reference pages are made in a checkout of Bagalau.")
    differ = {path: text for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in differ.items():
        if args.check:
            print(f"docs/{path.name} differs from the code. Run `make docs`.")
        else:
            path.write_text(text, "utf-8")
            print(f"docs/{path.name} written.")
    return 1 if differ and args.check else 0


def pages() -> dict[Path, str]:
    """Every page with the file it belongs in; in English, whatever the language of the office is."""
    import django

    django.setup()
    from django.utils import translation

    from bagalau.cli.docs import commands, data, permissions, questionnaires, reading, rules, settings

    chosen: tuple[Page, ...] = (commands, data, permissions, questionnaires, reading, rules, settings)
    with translation.override(None):
        return {FOLDER / one.NAME: one.page() for one in chosen}
