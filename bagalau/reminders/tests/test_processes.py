"""Workers as they run: processes of their own, at once, killed, and beside a server; on the database of this run."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

START = "import sys; from bagalau.cli.main import main; sys.exit(main(sys.argv[1:]))"
MAILS = 24
WANTED = [f"person{number}@example.org" for number in range(MAILS)]
PATIENCE = 60


@dataclass
class Place:
    """An office apart: its environment, and what is run in it."""

    variables: dict[str, str]

    def start(self, *words: str, code: str = START, **more: Any) -> subprocess.Popen[str]:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        return subprocess.Popen([sys.executable, "-c", code, *words], env=self.variables, **{**pipes, **more})

    def run(self, *words: str) -> None:
        process = self.start(*words)
        said, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said

    def ask(self, code: str) -> Any:
        """What a piece of Python, run with the models at hand, leaves in ``answer``."""
        lines = [
            "import json, django",
            "django.setup()",
            "from bagalau.reminders.models import *",
            "from bagalau.reminders.tests.chores import note",
            "from django_tasks_db.models import DBTaskResult",
            "answer = None",
            code,
            "print(json.dumps(answer))",
        ]
        process = self.start(code="\n".join(lines))
        said, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
        return json.loads(said.splitlines()[-1])

    def put_mails(self) -> None:
        self.ask(
            f"Mail.objects.all().delete()\nfor address in {WANTED!r}:\n"
            "    Mail.objects.create(key=address, to=[address], subject='Wood', text='Cut.')"
        )

    def states(self) -> dict[str, int]:
        found: list[str] = self.ask("answer = list(Mail.objects.values_list('state', flat=True))")
        return {state: found.count(state) for state in found}


@pytest.fixture(scope="module")
def apart(tmp_path_factory) -> Iterator[Place]:
    """On SQLite a file of its own, on PostgreSQL a database of its own on the server of this run."""
    url = os.environ.get("BAGALAU_DATABASE_URL", "")
    name = f"apart_{os.getpid()}"
    variables = {key: value for key, value in os.environ.items() if not key.startswith("BAGALAU_")} | {
        "BAGALAU_DATA": str(tmp_path_factory.mktemp("apart")),
        "DJANGO_SETTINGS_MODULE": "bagalau.config.settings",
    }
    if url:
        variables["BAGALAU_DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
    place = Place(variables)
    try:
        place.run("serve", "--prepare", "--empty")
        yield place
    finally:
        if url:
            with psycopg.connect(url, autocommit=True) as server:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def served(apart, post) -> Place:
    """The same office with the mail server of the test."""
    return Place({**apart.variables, "BAGALAU_EMAIL_URL": f"smtp://127.0.0.1:{post.port}"})


def test_two_at_once_send_each_mail_and_run_each_task_once(served, post, tmp_path):
    served.put_mails()
    trace = tmp_path / "trace"
    served.ask(f"for number in range(12):\n    note.enqueue({str(trace)!r}, f'task {{number}}')")
    work = "\n".join(
        [
            "import django, sys",
            "django.setup()",
            "from bagalau.reminders.outbox import deliver",
            "from bagalau.reminders.worker import Worker",
            "print('ready', flush=True)",
            "sys.stdin.readline()",
            "sent = deliver()",
            "print(sent, Worker([]).run_tasks())",
        ]
    )
    workers = [served.start(code=work) for _worker in range(2)]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    said = [worker.communicate(timeout=PATIENCE)[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], said
    counts = [[int(word) for word in words.split()[-2:]] for words in said]
    assert [sum(one) for one in zip(*counts, strict=True)] == [MAILS, 12]
    assert sorted(post.to) == sorted(WANTED)
    assert served.states() == {"sent": MAILS}
    assert sorted(trace.read_text().splitlines()) == sorted(f"task {number}" for number in range(12))


def test_a_killed_worker_repeats_nothing_and_loses_nothing(served, post):
    served.put_mails()
    victim = served.start("work")
    reached = []

    def kill() -> None:
        """The server has the seventh mail, and the worker never hears that it has."""
        reached.append(1)
        if len(reached) == 7:
            victim.send_signal(signal.SIGKILL)
            victim.wait()

    post.meanwhile = kill
    victim.wait(timeout=PATIENCE)
    assert len(post.letters) == 7
    lock = Path(served.variables["BAGALAU_DATA"]) / "work" / "mails.lock"
    lock.unlink()  # or it would be two seconds until the next run
    served.run("work", "--once")
    assert sorted(post.to) == sorted(WANTED)
    assert served.states() == {"sent": MAILS - 1, "handed": 1}
    served.ask("Mail.objects.filter(state='handed').update(claimed_until='2020-01-01T00:00Z')")
    lock.unlink()
    served.run("work", "--once")
    assert sorted(post.to) == sorted(WANTED)
    assert served.states() == {"sent": MAILS - 1, "unsure": 1}


# It works, and did not only before this test
WORKING = """
import time
from django.utils import timezone
begun = timezone.now()
while not Job.objects.filter(done_at__gt=begun).exists(): time.sleep(0.1)
"""


def test_a_worker_that_is_asked_to_stop_ends_well(served):
    worker = served.start("work")
    served.ask(WORKING)
    worker.send_signal(signal.SIGTERM)
    said, _ = worker.communicate(timeout=PATIENCE)
    assert (worker.returncode, said) == (0, "")


def test_a_worker_beside_the_server_sends_mail_and_ends_with_it(apart):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    apart.put_mails()
    server = apart.start("serve", "--empty", "--port", str(port), "--workers", "1", stdin=subprocess.DEVNULL)
    try:
        apart.ask("import time\nwhile Mail.objects.exclude(state='sent').exists(): time.sleep(0.1)")
    finally:
        server.send_signal(signal.SIGTERM)
    said, _ = server.communicate(timeout=PATIENCE)  # ends when nobody holds the pipe any more, the worker included
    assert f"http://127.0.0.1:{port}/" in said
    assert len(list(Path(apart.variables["BAGALAU_DATA"], "mail").iterdir())) >= 1


def test_an_office_of_an_older_version_is_not_worked_on(tmp_path):
    place = Place({**os.environ, "BAGALAU_DATA": str(tmp_path), "BAGALAU_DATABASE_URL": ""})
    worker = place.start("work")
    said, _ = worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 2
    assert "There is no database yet" in said
