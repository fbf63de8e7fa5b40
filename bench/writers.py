"""Fifty people say at once how key actions stand, for half a minute: nothing fails, nothing is lost.

Each database is written to by a process of its own (``python -m bench.writers WRITERS SECONDS``), which reports what
was tried, how long it took, and what is on record afterwards; PostgreSQL is the one that the tests start.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench.office import fill, prepare, seer, start_django, temporary_folder
from bench.table import Row

if TYPE_CHECKING:
    from bagalau.people.access import Viewer

WRITERS, SECONDS = 50, 30.0
EVALUATIONS, UNITS = 100, 40
DATABASES: dict[str, tuple[str, ...]] = {"SQLite": (), "PostgreSQL": ("-m", "tests.postgres", "--", sys.executable)}


@dataclass
class Report:
    """What some writers did: updates tried and kept, errors, updates a second, the slowest in milliseconds."""

    tried: int = 0
    kept: int = 0
    rate: float = 0.0
    slowest: float = 0.0
    errors: list[str] = field(default_factory=list)


def rows(*, quick: bool = False) -> list[Row]:
    """For each database what is kept, and how quick many are against one; quick asks SQLite alone."""
    writers, seconds = (3, 0.5) if quick else (WRITERS, SECONDS)
    found = []
    for name in list(DATABASES)[: 1 if quick else None]:
        one, many = _run(DATABASES[name], writers, seconds)
        for error in [*one.errors, *many.errors][:5]:
            print(f"{name}: {error}", file=sys.stderr)
        what = f"{writers} writers, {name}"
        floor = f"tried in {seconds:g} s"
        found += [
            Row(f"{what}: kept, journal whole", many.kept, "updates", many.tried, floor, 1, more_is_better=True),
            Row(f"{what}: updates a second", many.rate, "/s", one.rate, "one writer", more_is_better=True),
            Row(f"{what}: slowest", many.slowest, "ms", one.slowest, "one writer"),
        ]
    return found


def _run(server: tuple[str, ...], writers: int, seconds: float) -> list[Report]:
    command = [sys.executable, *server, "-m", "bench.writers", str(writers), str(seconds)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])
    return [Report(**one) for one in json.loads(done.stdout.splitlines()[-1])]


def main(writers: str, seconds: str) -> None:
    """One writer for a sixth of the time, then all of them; print both reports."""
    start_django(temporary_folder(), url=os.environ.get("BAGALAU_DATABASE_URL", ""))
    prepare()
    fill(EVALUATIONS // (1 if int(writers) == WRITERS else 20), UNITS)
    reports = [_write(1, float(seconds) / 6), _write(int(writers), float(seconds))]
    print(json.dumps([asdict(report) for report in reports]))


def _write(writers: int, seconds: float) -> Report:
    """Let so many write for so long; then look whether everything that they were told is done is on record."""
    from bagalau.commitments.models import Update  # noqa: PLC0415
    from bagalau.people import journal  # noqa: PLC0415

    before, until = journal.length(), time.monotonic() + seconds
    everybody = [Writer(f"{writers} writers, number {number}", until) for number in range(writers)]
    for writer in everybody:
        writer.start()
    for writer in everybody:
        writer.join()
    accepted = {said for writer in everybody for said in writer.accepted}
    told = set(Update.objects.filter(comment__startswith=f"{writers} writers, ").values_list("commitment", "comment"))
    whole = journal.verify() is None and journal.length() == before + len(accepted)
    return Report(
        tried=sum(writer.tried for writer in everybody),
        kept=len(told & accepted) if whole and told == accepted else 0,
        rate=len(accepted) / seconds,
        slowest=max(writer.slowest for writer in everybody),
        errors=[error for writer in everybody for error in writer.errors],
    )


class Writer(threading.Thread):
    """Says something new of one open key action after another, any of them."""

    def __init__(self, name: str, until: float) -> None:
        super().__init__(name=name)
        self.until = until
        self.tried, self.slowest = 0, 0.0
        self.accepted: list[tuple[int, str]] = []
        self.errors: list[str] = []

    def run(self) -> None:
        from django.db import connection  # noqa: PLC0415

        from bagalau.commitments.queries import commitments, in_state  # noqa: PLC0415

        who, source = seer("administrator"), random.Random(self.name)
        keys = list(commitments(who).filter(in_state("open", who.today)).values_list("pk", flat=True))
        while time.monotonic() < self.until:
            self._say(who, source.choice(keys))
        connection.close()

    def _say(self, who: Viewer, pk: int) -> None:
        from bagalau.commitments.actions.updates import Said, update  # noqa: PLC0415
        from bagalau.commitments.queries import commitment  # noqa: PLC0415
        from bagalau.commitments.rules import Status  # noqa: PLC0415

        self.tried += 1
        comment = f"{self.name}, note {self.tried}"
        start = time.monotonic()
        try:
            of = commitment(who, pk)
            update(who, of, Said(Status(of.status), comment=comment))
        except Exception as error:
            self.errors.append(f"{type(error).__name__}: {error}")
        else:
            self.accepted.append((pk, comment))
            self.slowest = max(self.slowest, (time.monotonic() - start) * 1000)


if __name__ == "__main__":
    main(*sys.argv[1:])
