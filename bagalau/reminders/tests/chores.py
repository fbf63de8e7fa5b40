"""A task that leaves a trace, for workers that run as processes of their own."""

from __future__ import annotations

from pathlib import Path

from django_tasks import task


@task()
def note(path: str, word: str) -> None:
    """Add a line to a file."""
    with Path(path).open("a") as file:
        file.write(f"{word}\n")
