"""``bagalau serve`` refuses what cannot work before it begins, each with one sentence and status 2."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from bagalau.cli import serve
from bagalau.cli.main import main
from bagalau.cli.serve import free, is_private, writable
from bagalau.lib.problems import Problem
from bagalau.people.models import Person, Unit
from bagalau.portal import example

START = "import sys; from bagalau.cli.main import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def busy():
    """A port on which something listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_busy_port_is_refused_with_another_to_take(busy):
    with pytest.raises(Problem, match=rf"Port {busy} on 127.0.0.1 is taken.*BAGALAU_PORT={busy + 1}"):
        free("127.0.0.1", busy)


def test_a_free_port_is_not_refused(busy):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    free("127.0.0.1", port)


@pytest.mark.parametrize("port", [0, -1, 65536, 10**9])
def test_a_port_that_cannot_be_is_refused(port):
    with pytest.raises(Problem, match="between 1 and 65535"):
        free("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused_as_such():
    with pytest.raises(Problem, match=r"Nothing can listen on 192\.0\.2\.1"):
        free("192.0.2.1", 8123)


def test_a_folder_that_cannot_be_written_to_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Problem, match="cannot be written to"):
        writable(tmp_path / "file")


def test_a_folder_that_is_not_there_is_made(tmp_path):
    writable(tmp_path / "new" / "office")
    assert list((tmp_path / "new" / "office").iterdir()) == []


@pytest.mark.django_db
def test_a_busy_port_ends_the_command_before_anything_is_made(busy, capsys):
    assert main(["serve", "--port", str(busy)]) == 2
    assert capsys.readouterr().err.startswith(f"bagalau: Port {busy}")


def started(folder, *words, **variables):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BAGALAU_")}
    return subprocess.run(
        [sys.executable, "-c", START, *words],
        env={**kept, "BAGALAU_DATA": str(folder / "office"), **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("words", "variables", "sentence"),
    [
        (["serve"], {"BAGALAU_DATA": "/dev/null/office"}, "The folder /dev/null/office cannot be written to."),
        (["serve"], {"BAGALAU_PORT": "http"}, "BAGALAU_PORT must be a whole number"),
        (["serve"], {"BAGALAU_TIME_ZONE": "Moon"}, "BAGALAU_TIME_ZONE must name a time zone"),
        (["serve", "--port", "0", "--host", "192.0.2.1"], {}, "Nothing can listen on 192.0.2.1"),
        (
            ["serve", "--prepare"],
            {"BAGALAU_DATABASE_URL": "postgresql://me@127.0.0.1:1/none"},
            "The database cannot be opened: ",
        ),
        (["journal", "verify"], {}, "There is no database yet. Run `make run`"),
        (["import", "x.txt"], {}, "There is no database yet."),
    ],
)
def test_what_cannot_work_is_one_sentence_and_status_two(tmp_path, words, variables, sentence):
    done = started(tmp_path, *words, **variables)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(f"bagalau: {sentence}")
    assert done.stderr.count("\n") == 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where an office is made, and found again a second time."""
    return tmp_path_factory.mktemp("new")


@pytest.fixture(scope="module")
def prepared(folder):
    """An office with a public address, made from nothing."""
    return started(folder, "serve", "--prepare", BAGALAU_ORIGIN="https://bagalau.example.org")


def test_an_office_with_a_public_address_is_left_empty_and_says_how_to_begin(prepared):
    assert (prepared.returncode, prepared.stderr) == (0, "")
    assert "Begin with: bagalau found" in prepared.stdout
    assert "example office" not in prepared.stdout


def test_a_new_office_is_prepared_and_a_second_time_at_once(prepared, folder):
    assert (prepared.returncode, prepared.stderr) == (0, "")
    done = started(folder, "serve", "--prepare", "--empty")
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "office" / "bagalau.sqlite3").exists()
    assert (folder / "office" / "static" / "staticfiles.json").exists()
    assert started(folder, "journal", "verify").stdout == "The journal holds: 0 lines, each as it was written.\n"


@pytest.mark.parametrize(
    ("host", "public", "expected"),
    [
        ("127.0.0.1", [], True),
        ("localhost", [], True),
        ("::1", [], True),
        ("0.0.0.0", [], False),
        ("office.example.org", [], False),
        ("127.0.0.1", ["https://bagalau.example.org"], False),
        ("127.0.0.1", ["bagalau.example.org"], False),
    ],
)
def test_the_example_office_is_for_an_address_that_only_this_machine_reaches(host, public, expected):
    assert is_private(host, public) == expected


@pytest.mark.django_db
def test_an_interrupted_start_leaves_nothing_and_the_next_one_begins_again(monkeypatch, settings, tmp_path):
    def interrupted(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(serve, "_collect_static", lambda: None)
    monkeypatch.setattr(example, "documents", interrupted)
    assert serve.prepare()
    with pytest.raises(KeyboardInterrupt):
        serve.begin(example=True)
    assert (Person.objects.count(), Unit.objects.count()) == (0, 0)
    assert serve.prepare()
