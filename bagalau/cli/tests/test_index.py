"""``bagalau index`` brings the index up, or builds it anew."""

from __future__ import annotations

import pytest

from bagalau.cli.main import main
from bagalau.evaluations.tests.making import evaluation
from bagalau.people import journal
from bagalau.search import store

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    store.forget()
    yield
    store.forget()


def test_what_is_new_is_indexed(office, administrator, capsys):
    journal.write(administrator, "add", evaluation(office.country))
    assert main(["index"]) == 0
    assert "is up with the journal" in capsys.readouterr().out
    state = store.state()
    assert state is not None
    assert state.number == 1
    assert main(["index"]) == 0
    with store.writing():
        journal.write(administrator, "change", evaluation(office.country, "Another"))
        assert main(["index"]) == 0
    assert "Another process" in capsys.readouterr().out


def test_everything_is_indexed_anew(office, administrator, capsys):
    evaluation(office.country)
    assert main(["index", "--rebuild"]) == 0
    assert "holds 1 passages" in capsys.readouterr().out
