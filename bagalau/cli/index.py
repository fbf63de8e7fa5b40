"""``bagalau index``: bring the index of the search up with the journal, or build it anew."""

from __future__ import annotations

import argparse

from bagalau.cli.office import open_office


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--rebuild", action="store_true", help="build it anew; the old one serves until then")


def run(args: argparse.Namespace) -> int:
    """Index what is new since the last time; or everything."""
    open_office()
    from bagalau.search import indexing, jobs

    if args.rebuild:
        print(f"The index holds {indexing.rebuild():,} passages.")
        return 0
    jobs.catch_up(float("inf"))
    behind = indexing.behind()
    print("Another process is indexing; look again later." if behind else "The index is up with the journal.")
    return 0
