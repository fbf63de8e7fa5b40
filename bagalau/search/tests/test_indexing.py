"""The index follows the journal, goes on after an interruption, and is built anew when it cannot be used."""

from __future__ import annotations

import json

import pytest

from bagalau.evaluations.models import Finding
from bagalau.evaluations.tests import making
from bagalau.people import journal
from bagalau.people.models import JournalEntry, JournalHead
from bagalau.search import indexing, store
from bagalau.search.tests.making import ROOF, TAP, ask, noted, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(administrator, viewer):
    return viewer(administrator)


def number_of_passages() -> int:
    index = store.opened()
    assert index is not None
    return index.searcher.num_docs


def test_a_change_is_found_after_the_next_turn(record, admin, indexed):
    record.finding.text = "The door of the mill is new."
    record.finding.save()
    noted(record.internal, admin)
    assert texts(admin, "leaks") == {ROOF}
    assert indexed() > 0
    assert texts(admin, "leaks") == set()
    assert texts(admin, "door") == {"The door of the mill is new."}
    assert indexed() == 0


def test_a_line_about_a_part_brings_in_the_whole(record, admin, indexed):
    Finding.objects.filter(pk=record.finding.pk).update(text="The beam is old.")
    journal.write(admin.person, "change", record.finding)
    indexed()
    assert texts(admin, "beam") == {"The beam is old."}


def test_a_part_that_is_gone_from_the_record_goes_from_the_index(record, admin, indexed):
    key = record.finding.pk
    journal.write(admin.person, "delete", record.finding)
    record.finding.delete()
    assert not Finding.objects.filter(pk=key).exists()
    indexed()
    assert texts(admin, "leaks") == set()


def test_what_a_later_copy_of_a_paper_says_is_found_after_the_next_turn(admin, office, indexed):
    """D-06"""
    first = making.accepted(admin, making.bring(admin, office.country, making.ERC_PAGE).draft)
    indexed()
    copy = making.bring(admin, office.country, making.ERC_PAGE, ("Costs rose in 2019.", "Zebras graze.")).draft
    assert making.accepted(admin, copy) == first
    indexed()
    assert ask(admin, "zebras").count == 1
    line = JournalEntry.objects.filter(record_kind="evaluation", record_id=first.pk).latest("number")
    assert (line.verb, line.after) == ("take from paper", {"draft": str(copy)})


def test_a_unit_that_moves_takes_what_is_its_own_with_it(record, office, admin, indexed):
    assert ask(admin, "roof", unit=str(office.region.pk)).count == 4
    office.country.path = f"{office.hq.path}{office.country.pk}/"
    office.country.save()
    noted(office.country, admin)
    indexed()
    assert ask(admin, "roof", unit=str(office.region.pk)).count == 0
    assert ask(admin, "roof", unit=str(office.hq.pk)).count == 4


def test_what_was_interrupted_is_done_again_without_harm(record, admin, indexed, monkeypatch):
    before = number_of_passages()
    Finding.objects.create(evaluation=record.internal, number=2, text="The stones are worn.")
    noted(record.internal, admin)
    save = store.save

    def killed(state: store.State) -> None:
        raise KeyboardInterrupt  # after the engine has committed, before the state is written

    monkeypatch.setattr(store, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        indexed()
    monkeypatch.setattr(store, "save", save)
    assert indexed() > 0
    assert number_of_passages() == before + 1
    assert texts(admin, "stones") == {"The stones are worn."}


def test_building_goes_on_where_it_stopped(record, admin, indexed, monkeypatch):
    whole = number_of_passages()
    store.drop()
    monkeypatch.setattr(indexing, "SLICE", -1)  # pauses after every few roots
    monkeypatch.setattr("bagalau.evaluations.searchable.TOGETHER", 1)
    turns = 0
    while store.state() is None:
        assert not ask(admin, "roof").ready
        assert indexing.catch_up() > 0
        turns += 1
    assert turns > 3
    assert number_of_passages() == whole
    assert texts(admin, "leaks") == {ROOF}


def test_building_that_is_killed_adds_nothing_twice(record, admin, indexed, monkeypatch):
    whole = number_of_passages()
    store.drop()
    monkeypatch.setattr(indexing, "SLICE", -1)
    remember, at = store.remember, []

    def killed(made: store.Building) -> None:
        at.append(made.kind)
        if len(at) == 2:
            raise KeyboardInterrupt
        remember(made)

    monkeypatch.setattr(store, "remember", killed)
    with pytest.raises(KeyboardInterrupt):
        indexed()
    indexed()
    assert number_of_passages() == whole


@pytest.mark.parametrize("what", ["missing", "no state", "old", "not JSON", "torn"])
def test_an_index_that_cannot_be_used_is_built_anew_and_is_no_error(record, admin, indexed, what):
    state = store.state()
    assert state is not None
    folder, file = store.home() / state.folder, store.home() / "state.json"
    if what == "missing":
        folder.rename(store.home() / "elsewhere")
    elif what == "no state":
        file.unlink()
    elif what == "old":
        file.write_text(json.dumps({**json.loads(file.read_text()), "schema": 0}))
    elif what == "not JSON":
        file.write_text("{")
    else:
        (folder / "meta.json").write_text("{")
    store.forget()
    assert not ask(admin, "roof").ready
    indexed()
    assert texts(admin, "leaks") == {ROOF}
    assert [path.name for path in store.home().glob("index-*")] != [state.folder]


def test_files_that_are_damaged_later_are_found_out_when_they_are_read(record, admin, indexed):
    state = store.state()
    assert state is not None
    for path in (store.home() / state.folder).glob("*.store"):
        path.write_bytes(b"\xff" * path.stat().st_size)
    store.forget()
    assert not ask(admin, "roof").ready
    indexed()
    assert texts(admin, "leaks") == {ROOF}


def test_an_index_of_another_database_is_not_believed(record, admin, indexed):
    state = store.state()
    assert state is not None
    store.save(store.State(state.folder, state.schema, state.number, "f" * 64))
    assert not ask(admin, "roof").ready
    assert indexing.behind()
    indexed()
    assert ask(admin, "roof").ready


def test_a_database_that_was_set_back_is_indexed_anew(record, admin, indexed):
    head = JournalHead.objects.get()
    state = store.state()
    assert state is not None
    store.save(store.State(state.folder, state.schema, head.number + 5, "a" * 64))
    assert indexing.behind()
    indexed()
    found = store.state()
    assert found is not None
    assert found.number == head.number


def test_one_process_writes_at_a_time(record, admin, indexed):
    noted(record.internal, admin)
    with store.writing() as held:
        assert held
        assert indexing.catch_up() == 0
        assert texts(admin, "leaks") == {ROOF}
    assert indexing.catch_up() == 1


def test_the_old_index_serves_until_the_new_one_is_there(record, admin, monkeypatch):
    old = store.state()
    put = indexing._put

    def looked_at(*given):
        assert store.state() == old
        assert texts(admin, "taps") >= {TAP}
        return put(*given)

    monkeypatch.setattr(indexing, "_put", looked_at)
    assert indexing.rebuild() == number_of_passages()
    new = store.state()
    assert old is not None
    assert new is not None
    assert old.folder != new.folder
    assert [path.name for path in store.home().glob("index-*")] == [new.folder]


def test_an_empty_office_has_an_empty_index(admin, indexed):
    indexed()
    assert ask(admin, "roof").ready
    assert ask(admin, "roof").count == 0
    assert not indexing.behind()
