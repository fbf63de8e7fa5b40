"""Saved searches are one's own; folders keep passages as they were, and tell no more than each may see."""

from __future__ import annotations

import pytest

from bagalau.documents.rules import Visibility
from bagalau.evaluations.actions import set_visibility
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.search import actions, queries
from bagalau.search.models import Folder
from bagalau.search.tests.making import ROOF, TAP, ask, noted

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


@pytest.fixture
def folder(record, actor, office) -> Folder:
    """Shared with the country office; in it a finding that is internal, and one that is public."""
    made = actions.add_folder(actor, "Evidence of roofs", "For the board", office.country)
    actions.collect(actor, made, ids(actor, "kind:finding"))
    return made


def ids(viewer, question: str) -> list[str]:
    return [hit.passage.id for hit in ask(viewer, question).hits]


def states(viewer, folder: Folder) -> dict[str, tuple[bool, str]]:
    return {one.row.text: (one.is_open, one.state) for one in queries.collected(viewer, folder)}


def refused(attempt) -> tuple[str, int]:
    with pytest.raises(Problem) as problem:
        attempt()
    return problem.value.code, problem.value.status


def test_a_passage_is_kept_with_its_source(folder, actor, officer):
    one = next(row for row in folder.passages.all() if row.text == ROOF)
    assert (one.title, one.place, one.kind, one.unit) == ("Review of the mills", "Finding 1", "finding", folder.unit)
    assert one.added_by == officer
    assert str(one.day) == "2021-03-31"
    assert states(actor, folder) == {ROOF: (True, "same"), TAP: (True, "same")}
    assert JournalEntry.objects.filter(verb="collect", record_kind="folder", record_id=folder.pk).count() == 1


def test_a_passage_is_collected_once(folder, actor):
    assert actions.collect(actor, folder, ids(actor, "kind:finding")) == 0
    assert folder.passages.count() == 2


def test_what_somebody_took_out_meanwhile_is_said_to_be_gone(folder, actor):
    one = folder.passages.first()
    actions.take_out_passage(actor, one)
    one = type(one)(pk=987_654, folder=folder)
    assert refused(lambda: actions.note_passage(actor, one, "For the talk.")) == ("passage-gone", 409)
    assert refused(lambda: actions.take_out_passage(actor, one)) == ("passage-gone", 409)


def test_its_text_stays_when_the_record_changes_and_that_is_shown(
    folder, record, actor, indexed, administrator, viewer
):
    record.finding.text = "The roof was mended."
    record.finding.save()
    noted(record.internal, viewer(administrator))
    indexed()
    assert states(actor, folder)[ROOF] == (True, "changed")
    record.finding.delete()
    noted(record.internal, viewer(administrator))
    indexed()
    assert states(actor, folder)[ROOF] == (True, "gone")


def test_of_a_record_that_is_not_open_no_text_is_told(
    folder, record, actor, make_person, office, viewer, administrator
):
    guest = viewer(make_person("reader", unit=office.presence))
    assert guest.person is not None
    own = actions.add_folder(guest, "Mine")
    assert refused(lambda: actions.collect(guest, own, ids(actor, "kind:finding -taps"))) == ("nothing-chosen", 422)
    set_visibility(viewer(administrator), record.public, Visibility.INTERNAL)
    outsider = viewer(make_person("reader", unit=office.neighbour))
    rows = queries.collected(outsider, folder)
    assert {one.is_open for one in rows} == {False}


def test_whoever_loses_a_record_loses_its_text_in_every_folder(record, actor, officer, viewer):
    mine = actions.add_folder(actor, "Mine")
    actions.collect(actor, mine, ids(actor, "leaks"))
    assert states(actor, mine)[ROOF][0] is True
    officer.grants.all().delete()
    assert states(viewer(officer), mine)[ROOF][0] is False


def test_a_shared_folder_is_open_to_the_roles_of_its_unit(folder, viewer, reader, stranger, administrator):
    assert queries.folder(viewer(reader), folder.pk) == folder
    assert refused(lambda: queries.folder(viewer(stranger), folder.pk)) == ("not-found", 404)
    assert refused(lambda: actions.change_folder(viewer(reader), folder, {"name": "Mine now"})) == ("not-allowed", 403)
    assert actions.change_folder(viewer(administrator), folder, {"name": "Roofs"}).name == "Roofs"


def test_a_folder_of_ones_own_is_ones_own_alone(record, actor, viewer, administrator):
    mine = actions.add_folder(actor, "Mine")
    assert refused(lambda: queries.folder(viewer(administrator), mine.pk)) == ("not-found", 404)
    assert mine not in queries.folders(viewer(administrator))
    assert refused(lambda: actions.collect(viewer(administrator), mine, ids(actor, "leaks")))[1] == 403


def test_its_owner_alone_shares_it_and_only_where_a_role_is_held(folder, actor, viewer, administrator, office):
    others = viewer(administrator)
    assert refused(lambda: actions.change_folder(others, folder, {"unit": None})) == ("not-owner", 403)
    assert refused(lambda: actions.change_folder(actor, folder, {"unit": office.neighbour}))[1] == 403
    assert refused(lambda: actions.add_folder(actor, "Theirs", unit=office.neighbour))[1] == 403
    assert actions.change_folder(actor, folder, {"unit": None}).unit is None


def test_a_folder_is_deleted_once_nobody_else_uses_it(folder, actor):
    assert refused(lambda: actions.delete_folder(actor, folder)) == ("folder-shared", 409)
    actions.change_folder(actor, folder, {"unit": None})
    actions.delete_folder(actor, folder)
    assert not Folder.objects.exists()
    assert refused(lambda: actions.collect(actor, folder, [])) == ("folder-gone", 409)


def test_two_who_change_a_folder_at_once_are_told(folder, actor, viewer, administrator):
    folder.refresh_from_db()
    seen = folder.seen
    actions.change_folder(viewer(administrator), folder, {"note": "Theirs"}, seen)
    assert refused(lambda: actions.change_folder(actor, folder, {"note": "Mine"}, seen)) == ("changed-meanwhile", 409)
    folder.refresh_from_db()
    assert folder.note == "Theirs"


def test_notes_and_taking_out_are_told_in_the_journal(folder, actor):
    one = queries.passage_of(folder, folder.passages.get(text=ROOF).pk)
    actions.note_passage(actor, one, " Cite this. ")
    assert folder.passages.get(text=ROOF).note == "Cite this."
    actions.take_out_passage(actor, one)
    assert [row.text for row in folder.passages.all()] == [TAP]
    verbs = JournalEntry.objects.filter(record_kind="folder", record_id=folder.pk).order_by("number")
    assert list(verbs.values_list("verb", flat=True)) == ["add", "collect", "change", "take out"]


def test_saved_searches_are_ones_own(actor, viewer, administrator):
    saved = actions.save_search(actor, "Roofs", "q=roof&kind=finding")
    assert list(queries.saved_searches(actor)) == [saved]
    assert list(queries.saved_searches(viewer(administrator))) == []
    assert refused(lambda: queries.saved_search(viewer(administrator), saved.pk)) == ("not-found", 404)
    assert refused(lambda: actions.save_search(actor, "Roofs", "q=mill")) == ("name-taken", 422)
    assert refused(lambda: actions.save_search(viewer(None), "Roofs", "q=mill")) == ("not-allowed", 403)
    actions.forget_search(actor, saved)
    assert list(queries.saved_searches(actor)) == []
