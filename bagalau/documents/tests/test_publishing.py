"""Making a document public, and what is never kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.documents.actions import About, add_file, add_version
from bagalau.documents.models import Document
from bagalau.documents.rules import is_program
from bagalau.lib.problems import Problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(office, officer, viewer) -> Document:
    return add_file(viewer(officer), b"The mill turns.", "mill.txt", About(office.country))


def test_the_head_of_a_unit_publishes_a_document_and_takes_it_back(paper, office, make_person, signed_in):
    head = signed_in(make_person("head_of_unit", unit=office.country))
    page, address = reverse("document", args=[paper.pk]), reverse("document_publish", args=[paper.pk])
    assert address in head.get(page).content.decode()
    for wanted in ("public", "internal"):
        assert head.post(address, {"visibility": wanted}).status_code == 302
        paper.refresh_from_db()
        assert paper.visibility == wanted


def test_who_may_not_publish_is_not_offered_it(paper, office, make_person, signed_in):
    manager = signed_in(make_person("programme_officer", unit=office.country))
    assert (
        reverse("document_publish", args=[paper.pk])
        not in manager.get(reverse("document", args=[paper.pk])).content.decode()
    )
    assert 'value="public"' not in manager.get(reverse("import")).content.decode()
    edit = reverse("document_edit", args=[paper.pk])
    assert manager.post(edit, {"title": "Renamed", "type": "other", "visibility": "public"}).status_code == 302
    paper.refresh_from_db()
    assert (paper.title, paper.visibility) == ("Renamed", "internal")


@pytest.mark.parametrize(("name", "data"), [("bad.exe", b"garbage"), ("report.pdf", b"MZ\x90"), ("plan", b"#!/bin/sh")])
def test_a_program_is_not_kept(paper, office, officer, viewer, name, data):
    """D-08"""
    for attempt in (lambda: add_file(viewer(officer), data, name, About(office.country)),
                    lambda: add_version(viewer(officer), paper, data, name)):  # fmt: skip
        with pytest.raises(Problem, match="is a program") as refused:
            attempt()
        assert refused.value.status == 422
    assert Document.objects.count() == 1
    assert paper.versions.count() == 1


@pytest.mark.parametrize("name", ["report.pdf", "photo.JPG", "no name", "sheet.xlsx", "voice.m4a", ".env"])
def test_documents_pictures_and_recordings_are_kept(name):
    """D-08"""
    assert not is_program(name, b"%PDF-1.7")
