"""``bagalau journal verify``: whether every line is as it was written."""

from __future__ import annotations

import argparse

from bagalau.cli.office import open_office


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("what", choices=["verify"])


def run(args: argparse.Namespace) -> int:
    """Name the first broken line, with status 1; or say how many lines hold."""
    open_office()
    from bagalau.people.journal import length, verify

    broken = verify()
    if broken:
        number, reason = broken
        print(f"The journal is broken at line {number}: {reason}.")
        return 1
    print(f"The journal holds: {length()} lines, each as it was written.")
    return 0
