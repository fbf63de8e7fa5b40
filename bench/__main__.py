"""Run every measurement, or those named: `python -m bench portfolio search`. Ends with 1 when a goal was missed.

`--quick` measures little and once: it shows that the benches run, and its figures mean nothing.
"""

from __future__ import annotations

import sys

from bench import exports, portfolio, projects, quality, reading, search, writers
from bench.table import rendered

MODULES = (reading, portfolio, projects, quality, exports, search, writers)
"""Every module with ``rows(quick=…) -> list[Row]``; its own last name is what the command line takes."""


def main(words: list[str]) -> int:
    names = [word for word in words if word != "--quick"]
    chosen = [module for module in MODULES if not names or module.__name__.rpartition(".")[2] in names]
    if not chosen:
        known = ", ".join(module.__name__.rpartition(".")[2] for module in MODULES)
        print(f"No such measurement. Known are: {known}.", file=sys.stderr)
        return 2
    rows = [row for module in chosen for row in module.rows(quick="--quick" in words)]
    print(rendered(rows))
    return int(any(row.met is False for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
