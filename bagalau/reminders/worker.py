"""The worker: runs the jobs of the schedule and the tasks of the queue, one piece after the other.

Several may run, on one machine or on many. A worker that is asked to stop finishes the piece it is at.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType
from typing import Any

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as Runner
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from bagalau.reminders.schedule import Task, run_due

PAUSE = 1.0  # seconds
PAUSE_WITHOUT_DATABASE = 5.0
TASK_LEASE = timedelta(hours=1)
MOST_RUNS = 3
QUEUE = "default"
log = logging.getLogger(__name__)


class Worker:
    """One process that works until it is asked to stop, or until ``beside`` (the process it belongs to) is gone."""

    def __init__(
        self, jobs: list[Task], *, clock: Callable[[], datetime] = timezone.now, beside: int | None = None
    ) -> None:
        self.jobs = jobs
        self.clock = clock
        self.beside = beside
        self.name = f"{socket.gethostname()}-{os.getpid()}"
        self.stopping = False
        self.library = Runner(
            queue_names=["*"],
            interval=PAUSE,
            batch=False,
            backend_name=QUEUE,
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
            excluded_queue_names=[],
        )

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Stop after this piece."""
        self.stopping = True

    def listen(self) -> None:
        """Let the signals that end a process only ask for the end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def run(self) -> None:
        """Work until asked to stop. A database that is away for a while is waited for."""
        while not self.is_over():
            close_old_connections()
            try:
                pause = 0.0 if self.turn() else PAUSE
            except DatabaseError:
                log.exception("The database does not answer; the worker tries again")
                connection.close()
                pause = PAUSE_WITHOUT_DATABASE
            if pause and not self.is_over():
                time.sleep(pause)

    def is_over(self) -> bool:
        return self.stopping or (self.beside is not None and os.getppid() != self.beside)

    def turn(self) -> int:
        """Whatever is due now; how many pieces that were."""
        return run_due(self.jobs, self.clock) + self.run_tasks()

    def run_tasks(self) -> int:
        """The tasks of the queue, until none is ready or the worker is asked to stop."""
        put_back(self.clock())
        done = 0
        while not self.is_over() and (task := self._claim()):
            self.library.run_task(task)
            done += 1
        return done

    def _claim(self) -> DBTaskResult[..., Any] | None:
        ready = DBTaskResult.objects.ready().filter(backend_name=QUEUE)
        if not ready.exists():  # only a look, which locks nobody out
            return None
        with exclusive_transaction():
            task = ready.get_locked()
            if task is not None:
                task.claim(self.name)
        return task


def put_back(now: datetime) -> int:
    """Let tasks run again whose worker was killed, and give up those that were cut off again and again."""
    cut_off = DBTaskResult.objects.running().filter(backend_name=QUEUE, started_at__lt=now - TASK_LEASE)
    count = 0
    for task in cut_off:
        if len(task.worker_ids) >= MOST_RUNS:
            task.set_failed(TimeoutError(f"Cut off {MOST_RUNS} times."))
        else:
            count += DBTaskResult.objects.filter(pk=task.pk, status=task.status, started_at=task.started_at).update(
                status="READY"
            )
    return count
