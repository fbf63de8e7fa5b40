"""Documents as passages: the latest version, paragraph by paragraph, with its page."""

from __future__ import annotations

import pytest

from bagalau.documents import searchable
from bagalau.documents.actions import About, add_file, add_version
from bagalau.documents.searchable import LONG, MOST, cut, paragraphs
from bagalau.evaluations.tests.making import ERC_PAGE, bring
from bagalau.formats.reading import Reading
from bagalau.lib.passages import Reference

pytestmark = pytest.mark.django_db
PAPER = "The bridge over the river was closed for a year while the mill was rebuilt by the village."


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


def passages(document) -> list[tuple[str, str, str]]:
    found = searchable.passages("document", [document.pk])
    return [(one.kind, one.place, one.text) for one in found]


def test_a_document_has_its_title_and_the_paragraphs_of_its_latest_version(actor, office):
    document = add_file(actor, b"An older text that is long enough to be a paragraph of its own, says it.", "a.txt",
                        About(office.country, "On bridges"))  # fmt: skip
    add_version(actor, document, PAPER.encode(), "b.txt")
    assert passages(document) == [("document", "", "On bridges"), ("report", "Paragraph 1", PAPER)]


def test_papers_that_became_records_are_found_as_records_alone(actor, office):
    document = bring(actor, office.country, ERC_PAGE).draft.version.document
    assert passages(document) == []


def test_a_file_that_cannot_be_read_has_a_title_alone(actor, office):
    document = add_file(actor, b"%PDF-1.7\n broken", "a.pdf", About(office.country, "Scanned"))
    assert passages(document) == [("document", "", "Scanned")]


def test_a_file_that_is_missing_in_the_store_has_a_title_alone(actor, office, settings):
    document = add_file(actor, PAPER.encode(), "a.txt", About(office.country, "Lost"))
    for path in settings.FILES_FOLDER.rglob("*"):
        if path.is_file():
            path.unlink()
    assert passages(document) == [("document", "", "Lost")]


def test_a_file_is_read_once(actor, office, monkeypatch):
    document = add_file(actor, PAPER.encode(), "a.txt", About(office.country))
    sha256 = document.versions.get().file.sha256
    first = paragraphs(sha256, "a.txt")
    monkeypatch.setattr(searchable, "read", lambda data, name: pytest.fail("read again"))
    assert paragraphs(sha256, "a.txt") == first == [(0, PAPER)]


def test_short_lines_go_with_what_follows_on_their_page():
    long = "This sentence is long enough to stand alone as a paragraph of the paper."
    text = f"# Findings\n\n**First**\n{long}\na\tb\n\n{long}\nLast words"
    reading = Reading(text, "pdf", (0, text.index("a\tb")))
    assert list(cut(reading)) == [(1, f"Findings First {long}"), (2, f"a | b {long}"), (2, "Last words")]


def test_long_paragraphs_are_cut_between_sentences_and_documents_are_bounded():
    sentence = "The bridge was closed for a whole year. "
    parts = [text for _page, text in cut(Reading(sentence * 500, "text"))]
    assert all(len(part) <= LONG for part in parts)
    assert all(part.endswith("year.") for part in parts)
    assert " ".join(parts) == (sentence * 500).strip()
    assert max(len(part) for _page, part in cut(Reading("x" * 10_000, "text"))) == LONG
    assert len(list(cut(Reading(f"{PAPER}\n" * (MOST + 50), "text")))) == MOST


def test_what_is_touched_and_what_is_open(actor, office, viewer, stranger):
    document = add_file(actor, PAPER.encode(), "a.txt", About(office.country))
    assert list(searchable.touched("document", [document.pk])) == [("document", document.pk)]
    assert list(searchable.touched("unit", [office.region.pk])) == [("document", document.pk)]
    assert list(searchable.touched("person", [1])) == []
    assert list(searchable.keys("document", 0)) == [document.pk]
    asked = {Reference(document.pk, "head", inside=False)}
    assert searchable.opened(actor, "document", asked) == asked
    assert searchable.opened(viewer(stranger), "document", asked) == set()
