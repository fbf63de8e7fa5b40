"""Whose a file becomes: papers of several units side by side, and what may become public."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bagalau.documents import actions
from bagalau.documents.actions import About
from bagalau.documents.models import Document, Draft
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.tests.making import ERC_PAGE, bring, paper
from bagalau.lib.problems import Problem

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def regional(make_person, office, viewer):
    return viewer(make_person("evaluation_focal_point", unit=office.region, name="Rita Regional"))


def later_copy() -> bytes:
    return paper(ERC_PAGE) + b"\n"


def test_a_paper_of_one_country_is_no_copy_of_its_neighbours(regional, office):
    actions.accept(regional, bring(regional, office.neighbour, ERC_PAGE).draft)
    about = About(unit=office.country)
    found = actions.import_file(regional, later_copy(), "page.txt", about)
    assert found.version.document.unit == found.draft.unit == office.country
    assert found.draft.record_id is None
    actions.accept(regional, found.draft)
    assert {row.unit for row in Evaluation.objects.all()} == {office.country, office.neighbour}


def test_a_paper_that_the_region_brings_goes_to_the_country_whose_evaluation_it_tells_of(regional, office):
    known = actions.accept(regional, bring(regional, office.country, ERC_PAGE).draft)
    found = actions.import_file(regional, later_copy(), "page.txt", About(unit=office.region))
    assert (found.draft.record_id, found.draft.unit) == (known.pk, office.country)


def test_a_unit_recognises_its_bytes_whoever_has_them_too(regional, office):
    first = bring(regional, office.country, ERC_PAGE)
    bring(regional, office.neighbour, ERC_PAGE)
    again = bring(regional, office.country, ERC_PAGE)
    assert (again.already, again.draft) == (True, first.draft)
    assert (Document.objects.count(), Draft.objects.count()) == (2, 2)


@pytest.fixture
def contributor(make_person, office, viewer):
    return viewer(make_person("contributor", unit=office.country, name="Kanat Contributor"))


def test_a_later_copy_joins_a_public_document_only_by_the_hand_of_those_who_may_publish(regional, contributor, office):
    first = bring(regional, office.country, ERC_PAGE, visibility="public")
    actions.accept(regional, first.draft)
    found = actions.import_file(contributor, later_copy(), "page.txt", About(unit=office.country))
    assert found.version.document != first.version.document
    assert found.version.document.visibility == "internal"


def test_who_may_not_publish_adds_no_public_file_and_makes_none_public(contributor, make_person, office, viewer):
    about = About(unit=office.country, visibility="public")
    with pytest.raises(Problem, match="Keep it internal") as refused:
        actions.add_file(contributor, b"words", "note.txt", about)
    assert (refused.value.status, list(refused.value.details)) == (403, ["visibility"])
    document = actions.add_file(contributor, b"words", "note.txt", replace(about, visibility="internal"))
    programme = viewer(make_person("programme_officer", unit=office.country))
    with pytest.raises(Problem) as refused:
        actions.change_document(programme, document, {"visibility": "public"})
    assert refused.value.status == 403


def test_the_same_file_twice_is_no_new_version(regional, office):
    document = actions.add_file(regional, b"words", "note.txt", About(unit=office.country))
    again = actions.add_version(regional, document, b"words", "note again.txt")
    assert (again.number, document.versions.count()) == (1, 1)
