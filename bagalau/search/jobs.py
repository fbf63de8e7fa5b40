"""What the worker does for the search, on each machine: the index lies beside the server."""

from __future__ import annotations

import time

from bagalau.search import indexing

PATIENCE = 10.0
"""Seconds after which the worker turns to its other jobs; the next time it goes on."""


def catch_up(seconds: float = PATIENCE) -> int:
    """Bring the index up with the journal, or for about so long; how much was done."""
    end, done = time.monotonic() + seconds, 0
    while found := indexing.catch_up():
        done += found
        if time.monotonic() > end:
            break
    return done
