"""``bagalau demo --scale N``: a synthetic portfolio of N evaluations, for benches, load tests and training.

Everything is made up. A second run adds N more. It is one transaction: others wait with their writing until it is done.
"""

from __future__ import annotations

import argparse
import time

from bagalau.cli.office import actor, open_office
from bagalau.lib.problems import Problem

MOST = 200_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "--scale", type=int, default=200, metavar="N", help="how many evaluations to add (200); run again, it adds more"
    )
    parser.add_argument("--as", dest="person", metavar="MAIL", help="who adds; without it, the first administrator")


def run(args: argparse.Namespace) -> int:
    """Add the portfolio and say what was added."""
    if not 1 <= args.scale <= MOST:
        raise Problem("bad-scale", f"The scale must lie between 1 and {MOST:,}.")
    open_office()
    from bagalau.evaluations.demo import add_portfolio

    start = time.perf_counter()
    added = add_portfolio(actor(args.person), args.scale)
    kinds = ("evaluations", "findings", "recommendations", "commitments")
    counts = ", ".join(f"{added[name]:,} {name}" for name in kinds)
    print(f"Added {counts}: all synthetic, in {time.perf_counter() - start:.1f} s.")
    return 0
