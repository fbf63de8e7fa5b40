"""The worker: jobs and tasks are run by one of several workers, and what fails or is cut off stops nothing else."""

from __future__ import annotations

import os
import signal
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from bagalau.reminders import outbox, worker
from bagalau.reminders.models import Job
from bagalau.reminders.schedule import LEASE, Task, run_due, tasks
from bagalau.reminders.worker import MOST_RUNS, TASK_LEASE, Worker

done: list[str] = []


@task()
def note(word: str) -> None:
    if word == "bad":
        raise ValueError(word)
    done.append(word)


@pytest.fixture(autouse=True)
def _nothing_done(monkeypatch) -> None:
    """And a worker does not close the connection of the test, which holds its transaction."""
    done.clear()
    monkeypatch.setattr("bagalau.reminders.worker.close_old_connections", lambda: None)


def hourly(name: str = "counting", *, of_machine: bool = False, run=lambda: done.append("counted")) -> Task:
    return Task(name, run, timedelta(hours=1), of_machine)


@pytest.mark.django_db
@pytest.mark.parametrize("of_machine", [False, True])
def test_a_job_runs_when_it_is_due_and_not_before(clock, of_machine, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    jobs = [hourly(of_machine=of_machine)]
    runs = []
    for _turn in range(5):
        runs.append(run_due(jobs, clock))
        clock.later(minutes=30)
    assert runs == [1, 0, 1, 0, 1]


@pytest.mark.django_db
def test_a_job_that_another_worker_is_at_is_left_to_it(clock):
    run_due([hourly()], clock)
    clock.later(hours=2)
    Job.objects.update(claimed_until=clock.now + LEASE)
    assert run_due([hourly()], clock) == 0
    clock.later(seconds=LEASE.total_seconds() + 1)  # it was killed
    assert run_due([hourly()], clock) == 1


@pytest.mark.django_db
def test_a_job_of_a_machine_that_another_worker_of_it_is_at_is_left_to_it(clock, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    inner = []
    outer = hourly(of_machine=True, run=lambda: inner.append(run_due([hourly(of_machine=True)], clock)))
    assert run_due([outer], clock) == 1
    assert (inner, done) == ([0], [])


@pytest.mark.django_db
def test_a_job_that_fails_is_told_of_and_runs_again_and_the_others_run(clock, caplog):
    def fail() -> None:
        raise RuntimeError("no wood")

    jobs = [hourly("failing", run=fail), hourly()]
    assert run_due(jobs, clock) == 2
    job = Job.objects.get(name="failing")
    assert (job.error, job.done_at, job.next_at) == ("RuntimeError: no wood", None, clock.now + timedelta(hours=1))
    assert done == ["counted"]
    assert "The job failing failed" in caplog.text


def test_the_jobs_of_the_settings_lead_somewhere():
    found = {job.name: job for job in tasks()}
    assert {"reminders", "tidying", "mails"} <= set(found)
    assert found["mails"].of_machine
    assert found["mails"].run is outbox.deliver


@pytest.mark.django_db
def test_a_task_is_there_only_if_what_it_belongs_to_was_saved(clock):
    with transaction.atomic():
        note.enqueue("lost")
        transaction.set_rollback(True)
    with transaction.atomic():
        note.enqueue("kept")
    assert Worker([], clock=clock).turn() == 1
    assert done == ["kept"]


@pytest.mark.django_db
def test_a_task_that_fails_stops_nothing(clock):
    for word in ("bad", "good"):
        note.enqueue(word)
    assert Worker([], clock=clock).run_tasks() == 2
    assert done == ["good"]
    assert DBTaskResult.objects.failed().get().args_kwargs["args"] == ["bad"]


@pytest.mark.django_db
def test_a_task_whose_worker_was_killed_is_run_again_but_not_without_end(clock):
    note.enqueue("again")
    row = DBTaskResult.objects.get()
    row.claim("a worker that was killed")
    clock.now = row.started_at
    assert Worker([], clock=clock).run_tasks() == 0
    clock.later(seconds=TASK_LEASE.total_seconds() + 1)
    assert Worker([], clock=clock).run_tasks() == 1
    assert done == ["again"]
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["killed"] * MOST_RUNS, started_at=row.started_at)
    assert Worker([], clock=clock).run_tasks() == 0
    assert DBTaskResult.objects.failed().exists()


@pytest.mark.django_db
def test_asked_to_stop_it_finishes_the_piece_it_is_at(clock):
    found = Worker([], clock=clock)

    def piece() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        done.append("finished")

    found.jobs = [hourly(run=piece)]
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        found.listen()
        found.run()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert done == ["finished"]


@pytest.mark.django_db
def test_it_waits_for_a_database_that_is_away(clock, monkeypatch, caplog):
    found, pauses = Worker([], clock=clock), []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        found.stop()

    def away() -> int:
        raise DatabaseError("gone")

    monkeypatch.setattr("bagalau.reminders.worker.time.sleep", pause)
    monkeypatch.setattr("bagalau.reminders.worker.connection", type("Gone", (), {"close": lambda: None}))
    monkeypatch.setattr(found, "turn", away)
    found.run()
    assert pauses == [worker.PAUSE_WITHOUT_DATABASE]
    assert "does not answer" in caplog.text


def test_beside_a_server_it_ends_with_it(clock):
    assert not Worker([], clock=clock, beside=os.getppid()).is_over()
    assert Worker([], clock=clock, beside=os.getppid() + 1).is_over()
