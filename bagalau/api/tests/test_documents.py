"""Documents are changed by those who looked at what they are."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bagalau.api.tests import refusal
from bagalau.documents.actions import About, add_file

pytestmark = pytest.mark.django_db


def test_who_looked_at_an_older_state_of_a_document_does_not_overwrite_the_newer(officer, program, viewer, office):
    document = add_file(viewer(officer), b"one", "one.txt", About(office.country))
    ask, path = program(officer), f"/documents/{document.pk}"
    tag = ask.get(path)["ETag"]
    assert ask("patch", path, {"title": "First"}, If_Match=tag).status_code == 200
    assert refusal(ask("patch", path, {"title": "Second"}, If_Match=tag)) == (412, "changed-meanwhile")
    tag = ask.get(path)["ETag"]
    answer = ask.client.post(
        f"/api/v1{path}/versions",
        {"file": SimpleUploadedFile("two.txt", b"two")},
        headers={"authorization": f"Bearer {ask.secret}", "if-match": tag},
    )
    assert answer.status_code == 200
    assert refusal(ask("put", f"{path}/visibility", {"visibility": "public"}, If_Match=tag)) == (
        412,
        "changed-meanwhile",
    )
    assert document.versions.count() == 2
