"""``bagalau demo --scale N``: a synthetic portfolio of N evaluations and N projects, for load tests and training.

Everything is made up. A second run adds as many more. It is one transaction: others wait with their writing until it is
done.
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
        "--scale", type=int, default=200, metavar="N", help="how many evaluations to add, and as many projects (200)"
    )
    parser.add_argument("--as", dest="person", metavar="MAIL", help="who adds; without it, the first administrator")


def run(args: argparse.Namespace) -> int:
    """Add the portfolio and say what was added."""
    if not 1 <= args.scale <= MOST:
        raise Problem("bad-scale", f"The scale must lie between 1 and {MOST:,}.")
    open_office()
    from django.db import transaction

    from bagalau.evaluations.demo import add_portfolio
    from bagalau.evaluations.demo.offices import staff, units_for_demo
    from bagalau.projects.demo import add_projects

    start = time.perf_counter()
    who = actor(args.person)
    with transaction.atomic():
        added = {**add_portfolio(who, args.scale)}
        units = units_for_demo(who)
        added |= add_projects(who, args.scale, units, staff(units))
    kinds = ("evaluations", "findings", "recommendations", "commitments", "projects")
    counts = ", ".join(f"{added[name]:,} {name}" for name in kinds)
    print(f"Added {counts}: all synthetic, in {time.perf_counter() - start:.1f} s.")
    return 0
