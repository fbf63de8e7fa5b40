"""What the worker does again and again: jobs named in the settings, each run by one worker at a time.

A job of the office is claimed in the database, so that of several workers one runs it. A job that each machine does
for itself is claimed by a lock on a file, which the system opens when a worker is killed.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from bagalau.reminders.models import Job

LEASE = timedelta(minutes=30)  # a worker that is longer at a job is taken for dead
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """A job as the settings name it."""

    name: str
    run: Callable[[], object]
    every: timedelta
    of_machine: bool = False


def tasks() -> list[Task]:
    """The jobs of the settings; a name that leads nowhere is told at once, not when the job is due."""
    office = [(*row, False) for row in settings.WORKER_JOBS]
    machine = [(*row, True) for row in settings.WORKER_JOBS_OF_EACH_MACHINE]
    return [
        Task(name, import_string(function), timedelta(seconds=every), of_machine)
        for name, function, every, of_machine in [*office, *machine]
    ]


def run_due(found: list[Task], clock: Callable[[], datetime]) -> int:
    """Run what is due and nobody else is at; how many jobs were run. One that fails is told of and runs again."""
    names = [task.name for task in found if not task.of_machine]
    due = {task.name for task in found if task.of_machine} | _due_of_office(names, clock())
    return sum(_run(task, clock) for task in found if task.name in due)


def _due_of_office(names: list[str], now: datetime) -> set[str]:
    """One query, which only reads, as long as nothing is due."""
    known = dict(Job.objects.filter(name__in=names).values_list("name", "next_at"))
    if missing := [name for name in names if name not in known]:
        Job.objects.bulk_create([Job(name=name, next_at=now) for name in missing], ignore_conflicts=True)
    return {name for name in names if known.get(name, now) <= now}


def _run(task: Task, clock: Callable[[], datetime]) -> bool:
    claim = _claimed_on_machine if task.of_machine else _claimed_in_office
    with claim(task, clock()) as claimed:
        if not claimed:
            return False
        error = ""
        try:
            task.run()
        except Exception as problem:  # whatever it is: the other jobs go on
            log.exception("The job %s failed", task.name)
            error = f"{type(problem).__name__}: {problem}"[:500]
        _note(task, clock(), error)
        return True


def _note(task: Task, now: datetime, error: str) -> None:
    if not task.of_machine:
        later = {"next_at": now + task.every, "claimed_until": None, "error": error}
        Job.objects.filter(name=task.name).update(**later, **({} if error else {"done_at": now}))


@contextmanager
def _claimed_in_office(task: Task, now: datetime) -> Iterator[bool]:
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    due = Job.objects.filter(free, name=task.name, next_at__lte=now)
    yield due.update(claimed_until=now + LEASE) == 1


@contextmanager
def _claimed_on_machine(task: Task, now: datetime) -> Iterator[bool]:
    """The time of the file is that of the last run."""
    path = Path(settings.DATA_FOLDER) / "work" / f"{task.name}.lock"
    if path.exists() and now - datetime.fromtimestamp(path.stat().st_mtime, UTC) < task.every:
        yield False
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # another worker of this machine is at it
            yield False
            return
        yield True
        os.utime(path, (now.timestamp(), now.timestamp()))
