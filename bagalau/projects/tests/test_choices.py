"""The contradictions of a paper under review: each choice tells what it sets, and sets all of it at once."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse

from bagalau.documents import homes
from bagalau.documents.actions import About, accept, choose, import_file, take_out
from bagalau.documents.extract import extract
from bagalau.documents.extract.draft import plain
from bagalau.documents.extract.records import renumbered, restored, value_at
from bagalau.documents.models import Draft
from bagalau.formats.read import read
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.projects.choices import choices

SAMPLES = Path(__file__).parents[2] / "documents/tests/samples/project_document"
PAPERS = sorted((Path(__file__).parents[4] / "shared" / "documents").glob("004*.txt"))
OFFICE = "work_plans[0].activity_results[2]"
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(actor, office) -> Draft:
    """A paper in which an amount is missing, and budget lines lack their source."""
    paper = SAMPLES / "shared_cells_labels_lost.txt"
    return import_file(actor, paper.read_bytes(), paper.name, About(unit=office.country)).draft


def test_a_choice_sets_all_its_values_with_one_line_in_the_journal(actor, draft):
    question = homes.questions(draft)[0]
    way = question.choices[0]
    before = JournalEntry.objects.count()
    draft = choose(actor, draft, way.key)
    assert len(way.values) > 1
    assert {path: value_at(draft.whole(), path) for path in way.values} == dict(way.values)
    assert JournalEntry.objects.count() == before + 1
    line = JournalEntry.objects.latest("number")
    assert (line.verb, way.label in line.after["choice"]) == ("choose", True)
    assert way.key not in [one.key for asked in homes.questions(draft) for one in asked.choices]


def test_a_choice_that_is_gone_is_refused(actor, draft):
    key = homes.questions(draft)[0].choices[0].key
    choose(actor, draft, key)
    with pytest.raises(Problem) as problem:
        choose(actor, draft, key)
    assert (problem.value.code, problem.value.status) == ("choice-gone", 409)


def test_choices_keep_their_places_when_a_row_was_taken_out(actor, draft):
    draft = take_out(actor, draft, "work_plans[0].activity_results[0]")
    paths = [path for one in homes.questions(draft) for way in one.choices for path in way.values]
    assert [path for path in paths if path.startswith("work_plans[0]")]
    assert not [path for path in paths if path.startswith("work_plans[0].activity_results[0]")]


@pytest.mark.parametrize("removed", [[], ["a[1]"], ["a[0]", "a[1]"], ["a[1].b[0]", "a[0]"], ["a[2]", "a[0].b[1]"]])
def test_a_path_finds_back_to_where_it_stood(removed):
    places = {f"a[{row}].b[{one}]": None for row in range(4) for one in range(3)}
    kept = renumbered({path: path for path in places}, removed)
    assert {path: restored(path, removed) for path in kept} == kept


def test_the_review_shows_choices_and_takes_one(signed_in, officer, draft):
    browser = signed_in(officer)
    page = browser.get(reverse("draft", args=[draft.pk])).content.decode()
    way = homes.questions(draft)[0].choices[0]
    assert way.key in page
    answer = browser.post(reverse("draft_choose", args=[draft.pk]), {"key": way.key})
    assert answer.url == reverse("draft", args=[draft.pk]) + "#choices"
    draft.refresh_from_db()
    assert set(way.values) <= set(draft.corrections)


def test_a_reader_is_shown_no_choices_to_take(viewer, reader, draft):
    with pytest.raises(Problem) as problem:
        choose(viewer(reader), draft, homes.questions(draft)[0].choices[0].key)
    assert problem.value.status == 403


def test_what_was_decided_leaves_no_choice(actor, signed_in, officer, draft):
    accept(actor, draft)
    assert b'name="key"' not in signed_in(officer).get(reverse("draft", args=[draft.pk])).content


def test_other_papers_have_no_choices(actor, office):
    draft = Draft(kind="evaluation", record={}, corrections={}, removed=[])
    assert homes.questions(draft) == []


@pytest.mark.skipif(not PAPERS, reason="the papers of the design are not here")
def test_the_reviewer_of_the_paper_is_given_the_choices():
    """E1, E2, E4, E5, E6: each with what it sets."""
    asked = choices("project-document", plain(extract(read(PAPERS[0].read_bytes(), PAPERS[0].name)).record))
    by_rule = {one.sentence[:5]: one for one in asked}
    assert {"PD-01", "PD-10", "PD-20", "PD-22", "PD-23", "PD-44", "PD-48", "PD-49"} <= set(by_rule)
    assert by_rule["PD-01"].choices[1].values == {f"{OFFICE}.lines[3].amount": 700}
    assert len(by_rule["PD-20"].choices[0].values) == 8


def test_places_are_told_in_the_words_of_the_checker(actor, draft, officer, signed_in):
    asked = [one for one in homes.questions(draft) if "work_plans" in one.path]
    assert asked
    assert all(one.place and "Budget lines" not in one.place for one in asked)
    assert any(one.place.startswith("Work plan 20") and "activity result" in one.place for one in asked)
    html = unescape(signed_in(officer).get(reverse("draft", args=[draft.pk])).content.decode())
    ways = [way for one in asked for way in one.choices]
    assert all(set(way.places) == set(way.values) for way in ways)
    assert all(f"{place}:" in html for way in ways for place in way.places.values())


def test_a_choice_that_was_taken_is_said(actor, draft, officer, signed_in):
    key = homes.questions(draft)[0].choices[0].key
    answer = signed_in(officer).post(reverse("draft_choose", args=[draft.pk]), {"key": key}, follow=True)
    assert "The choice was taken: what it sets stands in the record now." in answer.content.decode()
