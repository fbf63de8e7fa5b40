"""Indexing that is killed on its way goes on where it was: nothing that is in the index is put in again.

The record is indexed by a process of its own (``python -m bench.resuming DATABASE SLICE``), a slice at a time as the
worker does it; each slice says how many passages it brought in. The first process is killed amid a slice.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench.office import start_django, temporary_folder
from bench.table import Row

SLICES, SECONDS = 2, 4.0


def row(database: Path, *, quick: bool) -> Row:
    """The passages that the second process brought in, against those that the first had not."""
    folder = temporary_folder()
    first = _start(folder, database, 0.01 if quick else SECONDS)
    assert first.stdout is not None
    done = sum(int(first.stdout.readline() or 0) for _slice in range(SLICES))
    try:
        first.wait(SECONDS / 2 if not quick else 0.01)
    except subprocess.TimeoutExpired:
        first.kill()
    done += sum(int(line) for line in first.communicate()[0].split())
    second, _errors = _start(folder, database, 1e9).communicate()
    *rest, whole = map(int, second.split())
    name = f"indexing {whole:,} passages, killed on its way: the rest"
    return Row(name, sum(rest), "passages", whole - done, "what was not yet in the index", 1)


def _start(folder: Path, database: Path, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.resuming", str(folder), str(database), str(seconds)]
    root = Path(__file__).parents[1]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root, env={**os.environ})


def main(folder: str, database: str, seconds: str) -> None:
    """Bring the index up slice by slice; at the end say how many passages it has, if this was done in one go."""
    start_django(Path(folder), Path(database))
    from bagalau.search import indexing, store  # noqa: PLC0415

    indexing.SLICE = float(seconds)
    while store.state() is None:
        print(indexing.catch_up(), flush=True)
    opened = store.opened()
    if indexing.SLICE >= 1e9 and opened is not None:
        print(opened.searcher.num_docs, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
