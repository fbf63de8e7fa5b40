"""``bagalau found``: an empty office gets its first person."""

from __future__ import annotations

import io

import pytest

from bagalau.cli.main import main
from bagalau.people.models import Person

PASSWORD = "a-horse-on-the-steppe"


@pytest.fixture
def typed(db, monkeypatch):
    """``typed(password)``: what is piped into the command."""
    return lambda password: monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))


def test_the_first_person_administers_everything_and_can_sign_in(typed, capsys):
    typed(PASSWORD)
    assert main(["found", "Asel@Example.org", "--name", "Asel Nur"]) == 0
    person = Person.objects.get()
    assert person.email == "asel@example.org"
    assert person.check_password(PASSWORD)
    assert [grant.role for grant in person.grants.all()] == ["administrator"]
    assert "asel@example.org" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("mail", "password", "sentence"),
    [
        ("asel@example.org", "short", "too short"),
        ("asel@example.org", "asel@example.org", "too similar"),
        ("asel", PASSWORD, "valid email address"),
    ],
)
def test_what_the_pages_would_refuse_is_refused(typed, capsys, mail, password, sentence):
    typed(password)
    assert main(["found", mail, "--name", "Asel Nur"]) == 2
    assert sentence in capsys.readouterr().err
    assert not Person.objects.exists()


def test_an_office_is_founded_once(typed, capsys):
    for status in (0, 2):
        typed(PASSWORD)
        assert main(["found", "asel@example.org", "--name", "Asel Nur"]) == status
    assert "There are people here already" in capsys.readouterr().err
