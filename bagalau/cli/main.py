"""The command and its subcommands: modules with ``arguments(parser)`` and ``run(args)``, imported when used."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "read": "print what a document holds: the record, the doubtful places and what nobody understood",
    "import": "read documents into drafts for review, or accept them at once",
    "found": "make the first person of an empty office, who administers it",
    "serve": "make the database if there is none, and serve the pages with a worker beside them",
    "work": "send the mails, remind people, and run what the pages left to be done",
    "check": "say what is wrong with what was answered and promised, in papers or in the whole record",
    "report": "make a report as PDF, DOCX, XLSX, HTML or JSON, in a language",
    "journal": "check that the journal is as it was written",
    "index": "bring the index of the search up with the journal, or build it anew",
    "demo": "add a synthetic portfolio, for benches and load tests",
    "docs": "write the reference pages that are made from the code",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a subcommand; 0 is success, 2 a refusal with one sentence, 1 a failure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bagalau.config.settings")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # names of files may hold what is no text
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="bagalau", description="Keeps development programmes accountable.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, help_text in COMMANDS.items():
        subparser = commands.add_parser(name, help=help_text, description=f"{help_text.capitalize()}.")
        if words[:1] == [name]:
            module_of(name).arguments(subparser)
    args = parser.parse_args(words)
    return _run(args)


def module_of(name: str):  # type: ignore[no-untyped-def]  # each is imported only when it is used
    """The module of a subcommand."""
    return import_module(f"bagalau.cli.{name if name != 'import' else 'import_'}")


def _run(args: argparse.Namespace) -> int:
    from bagalau.lib.problems import Problem

    try:
        return int(module_of(args.command).run(args))
    except Problem as problem:
        print(f"bagalau: {problem.sentence}", file=sys.stderr)
        for place, sentence in problem.details.items():
            print(f"  {place}: {sentence}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
