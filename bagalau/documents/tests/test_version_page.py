"""The form for a newer file says what is wrong with it; its address, opened by itself, leads to the document."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bagalau.documents.actions import About, add_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(office, officer, viewer, settings, tmp_path):
    settings.FILES_FOLDER = tmp_path
    return add_file(viewer(officer), b"one", "one.txt", About(office.country))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "This field is required."),
        ({"file": SimpleUploadedFile("none.txt", b"")}, "The submitted file is empty."),
    ],
)
def test_without_a_newer_file_the_document_is_shown_with_what_is_wrong(document, officer, signed_in, sent, sentence):
    answer = signed_in(officer).post(reverse("version_add", args=[document.pk]), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "one.txt" in page
    assert document.versions.count() == 1


def test_the_address_of_the_form_leads_back_to_the_document(document, officer, signed_in):
    answer = signed_in(officer).get(reverse("version_add", args=[document.pk]))
    assert answer.url == reverse("document", args=[document.pk])
