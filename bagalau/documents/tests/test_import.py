"""Bringing files in: kept once, recognised again, and never half."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps

from bagalau.documents import actions, storage
from bagalau.documents.actions import About, files
from bagalau.documents.models import Document, Draft, StoredFile, Version
from bagalau.documents.rules import DraftStatus
from bagalau.evaluations.tests.making import ERC_PAGE, ERC_RESPONSE, GATE_RESPONSE, PLAN, bring, paper
from bagalau.formats.read.limits import MAX_BYTES
from bagalau.formats.tests.files import docx
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    folder: Path = tmp_path / "files"
    settings.FILES_FOLDER = folder
    return folder


def rows() -> dict[str, int]:
    """How many rows of each kind there are."""
    counts = {model.__name__: model._default_manager.count() for model in apps.get_models()}
    return {name: count for name, count in counts.items() if count}


@pytest.fixture
def held(store):
    """``held()``: how many rows of each kind there are, and which files."""
    return lambda: (rows(), {path for path in store.rglob("*") if path.is_file()})


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


def test_a_file_becomes_a_document_with_a_version_and_a_draft(actor, office):
    found = bring(actor, office.country, ERC_PAGE, source="by mail")
    document = found.version.document
    assert (document.title, document.type) == ("Mid-term review of the Blue Orchard programme, phase II", "evaluation")
    assert (document.unit, document.visibility, document.source) == (office.country, "internal", "by mail")
    assert (found.version.number, found.version.name, found.version.added_by) == (1, "full_page.txt", actor.person)
    draft = found.draft
    assert (draft.status, draft.kind, draft.system, draft.record_id) == ("waiting", "evaluation", "undp-erc", None)
    assert draft.doubts == len(draft.warnings) > 0
    assert draft.text == paper(ERC_PAGE).decode()
    assert [line.verb for line in JournalEntry.objects.order_by("number")] == ["add", "read"]


def test_nothing_of_a_draft_is_in_the_record_before_it_is_accepted(actor, office):
    bring(actor, office.country, ERC_PAGE)
    assert not set(rows()) & {"Evaluation", "Finding", "Recommendation", "Commitment", "Provenance"}


@pytest.mark.parametrize("name", [ERC_PAGE, ERC_RESPONSE, GATE_RESPONSE, PLAN])
def test_every_kind_that_can_be_read_can_be_brought(actor, office, name):
    assert bring(actor, office.country, name).draft.is_open


def test_the_bytes_of_a_file_are_kept_under_their_digest(actor, office):
    version = bring(actor, office.country, ERC_PAGE).version
    assert storage.path_of(version.file.sha256).read_bytes() == paper(ERC_PAGE)
    assert version.file.size == len(paper(ERC_PAGE))


def test_the_same_bytes_are_recognised_under_any_name(actor, office, held):
    first = bring(actor, office.country, ERC_PAGE)
    before = held()
    again = actions.import_file(actor, paper(ERC_PAGE), "other name.txt", About(unit=office.presence))
    assert (again.already, again.draft, again.version) == (True, first.draft, first.version)
    assert held() == before


def test_a_file_that_was_rejected_may_be_read_again_without_being_kept_twice(actor, office):
    first = bring(actor, office.country, ERC_PAGE)
    actions.reject(actor, first.draft, "Scanned badly.")
    again = bring(actor, office.country, ERC_PAGE)
    assert not again.already
    assert again.draft != first.draft
    assert again.draft.is_open
    assert (Document.objects.count(), Version.objects.count(), StoredFile.objects.count()) == (1, 1, 1)


def test_a_file_that_was_kept_unread_is_read_where_it_lies(actor, office):
    document = actions.add_file(actor, paper(ERC_PAGE), "page.txt", About(office.country, title="The page"))
    found = bring(actor, office.country, ERC_PAGE)
    assert found.version.document == document
    assert Version.objects.count() == 1


def test_another_office_brings_the_same_file_for_itself(actor, stranger, viewer, office):
    first = bring(actor, office.country, ERC_PAGE, visibility="public")
    other = bring(viewer(stranger), office.neighbour, ERC_PAGE)
    assert not other.already
    assert other.version.document.unit == office.neighbour
    assert other.draft.record_id is None
    assert other.version.file == first.version.file
    assert StoredFile.objects.count() == 1


def test_a_later_copy_becomes_the_next_version_and_its_draft_knows_the_record(actor, office):
    record = actions.accept(actor, bring(actor, office.country, ERC_PAGE).draft)
    later = bring(actor, office.country, ERC_PAGE, ("Completion Date: 03/2020", "Completion Date: 04/2020"))
    assert not later.already
    assert (later.version.number, Document.objects.count()) == (2, 1)
    assert (later.draft.record_kind, later.draft.record_id) == ("evaluation", record.pk)


def test_a_response_to_a_known_evaluation_is_a_document_of_its_own(actor, office):
    title = "Evaluation à mi-parcours du programme Ponts de bois"
    old = "Mid-term review of the Blue Orchard programme, phase II"
    record = actions.accept(
        actor,
        bring(actor, office.country, ERC_PAGE, (old, title), ("2018-2022, Georgia", "2017-2018, Burundi")).draft,
    )
    found = bring(actor, office.country, ERC_RESPONSE)
    assert found.draft.record_id == record.pk
    assert found.version.number == 1
    assert found.version.document.type == "management-response"


def test_a_copy_of_a_public_record_of_another_office_adds_nothing_to_it(actor, stranger, viewer, office):
    document = bring(actor, office.country, ERC_PAGE, visibility="public").version.document
    record = actions.accept(actor, document.versions.get().drafts.get())
    copy = bring(viewer(stranger), office.neighbour, ERC_PAGE, ("Completion Date: 03/2020", "Completion Date: 04/2020"))
    assert (copy.version.document.unit, copy.draft.record_id) == (office.neighbour, None)
    assert actions.accept(viewer(stranger), copy.draft) != record
    assert document.versions.count() == 1


REFUSED = [
    (b"", "empty", 422),
    (b"   \n", "empty", 422),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "picture", 422),
    (b"PK\x03\x04 not a zip", "archive|Word|DOCX|damaged", 422),
    (b"%PDF-1.7 broken", "PDF", 422),
    (b"A letter to my grandmother.\n", "no document of a kind", 422),
    (docx("<w:p/>"), "no text|no document of a kind", 422),
    (b"x" * (MAX_BYTES + 1), "at most", 413),
]


@pytest.mark.parametrize(("data", "words", "status"), REFUSED, ids=range(len(REFUSED)))
def test_a_file_that_cannot_be_read_is_refused_and_leaves_nothing(actor, office, data, words, status, held):
    before = held()
    with pytest.raises(Problem, match=words) as refused:
        actions.import_file(actor, data, "file", About(unit=office.country))
    assert refused.value.status == status
    assert held() == before


@pytest.mark.parametrize(
    "step", ["_new_document", "_new_version", "journal.write", "homes.home_for", "Draft.objects.create"]
)
def test_a_failure_midway_leaves_neither_rows_nor_files(actor, office, monkeypatch, step, held):
    def fail(*_args, **_more):
        raise OSError("no space left")

    target, _, name = step.rpartition(".")
    before = held()
    place = files
    for part in filter(None, target.split(".")):
        place = getattr(place, part)
    with monkeypatch.context() as patched:
        patched.setattr(place, name, fail)
        with pytest.raises(OSError, match="no space"):
            bring(actor, office.country, ERC_PAGE, source=f"by {step}")
    assert held() == before
    assert bring(actor, office.country, ERC_PAGE).draft.is_open


def test_a_failure_leaves_the_file_that_another_row_holds(actor, office, monkeypatch):
    document = actions.add_file(actor, paper(ERC_PAGE), "page.txt", About(office.country))
    monkeypatch.setattr(Draft.objects, "create", lambda **_given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(actor, office.country, ERC_PAGE)
    assert storage.path_of(document.versions.get().file.sha256).read_bytes() == paper(ERC_PAGE)


def test_a_disk_that_is_full_leaves_no_part_of_a_file(actor, office, monkeypatch, held):
    def full(_handle):
        raise OSError("disk full")

    before = held()
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="disk full"):
        actions.add_file(actor, b"a new file", "a.txt", About(office.country))
    assert held() == before


@pytest.mark.parametrize("who", ["reader", "stranger"])
def test_only_writers_bring_files_and_only_for_their_units(request, viewer, office, who):
    actor = viewer(request.getfixturevalue(who))
    for attempt in (
        lambda: bring(actor, office.country, ERC_PAGE),
        lambda: actions.add_file(actor, b"x", "x.txt", About(office.country, visibility="public")),
    ):
        with pytest.raises(Problem) as refused:
            attempt()
        assert refused.value.status == 403
    assert not Document.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_file_is_kept_unread_once_for_a_unit(actor, administrator, viewer, office):
    first = actions.add_file(actor, b"the bytes", "a.txt", About(office.country, title="A"))
    assert actions.add_file(actor, b"the bytes", "b.txt", About(office.country, title="B")) == first
    other = actions.add_file(viewer(administrator), b"the bytes", "c.txt", About(office.neighbour))
    assert other != first
    assert other.title == "c.txt"
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(("data", "status"), [(b"", 422), (b"x" * (MAX_BYTES + 1), 413)])
def test_an_empty_or_giant_file_is_not_kept(actor, office, data, status, held):
    document = actions.add_file(actor, b"x", "x.txt", About(office.country))
    before = held()
    for attempt in (
        lambda: actions.add_file(actor, data, "x.txt", About(office.country)),
        lambda: actions.add_version(actor, document, data, "x.txt"),
    ):
        with pytest.raises(Problem) as refused:
            attempt()
        assert refused.value.status == status
    assert held() == before


def test_versions_are_counted_and_the_older_ones_stay(actor, office):
    document = actions.add_file(actor, b"one", "one.txt", About(office.country))
    actions.add_version(actor, document, b"two", "two.txt")
    assert [(version.number, version.name) for version in document.versions.all()] == [(2, "two.txt"), (1, "one.txt")]
    assert JournalEntry.objects.latest("number").verb == "add version"


def test_what_is_said_of_a_document_is_changed_with_its_line(actor, office):
    document = actions.add_file(actor, b"one", "one.txt", About(office.country))
    actions.change_document(actor, document, {"title": "New", "language": "kk", "unknown": 1})
    line = JournalEntry.objects.latest("number")
    assert (line.verb, line.before, line.after) == (
        "change",
        {"title": "one.txt", "language": ""},
        {"title": "New", "language": "kk"},
    )
    with pytest.raises(Problem) as refused:
        actions.change_document(actor, document, {"title": ""})
    assert (refused.value.status, set(refused.value.details)) == (422, {"title"})


def test_a_status_that_is_no_status_is_never_kept():
    assert {status.value for status in DraftStatus} == {"waiting", "accepted", "reviewed", "rejected"}
