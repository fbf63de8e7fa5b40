"""Run every measurement, or those named: `python -m bench reading`. Ends with 1 when a goal was missed."""

from __future__ import annotations

import sys

from bench import reading
from bench.table import rendered

MODULES = (reading,)
"""Every module with ``rows() -> list[Row]``; its own last name is what the command line takes."""


def main(names: list[str]) -> int:
    chosen = [module for module in MODULES if not names or module.__name__.rpartition(".")[2] in names]
    if not chosen:
        known = ", ".join(module.__name__.rpartition(".")[2] for module in MODULES)
        print(f"No such measurement. Known are: {known}.", file=sys.stderr)
        return 2
    rows = [row for module in chosen for row in module.rows()]
    print(rendered(rows))
    return int(any(row.met is False for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
