"""What cannot be changed says so before anything is typed, and leads to the way out; none decides who may not."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bagalau.projects.actions import store
from bagalau.projects.actions.revisions import decide, open_revision, submit
from bagalau.projects.models import Project, Risk
from bagalau.projects.rules.compare import MOST_CALLED, called
from bagalau.projects.rules.life import RevisionKind
from bagalau.projects.rules.record import Section
from bagalau.projects.rules.revisions import Verdict

pytestmark = pytest.mark.django_db
SENTENCE = "What is signed stands as it is. Open a revision to change this project."


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def forms(of: Project) -> list[str]:
    risk = Risk.objects.get(project=of, number=1)
    return [
        reverse("project_edit", args=[of.pk]),
        reverse("project_row", args=[of.pk, "risk", risk.pk]),
        reverse("project_row_new", args=[of.pk, "risk"]),
        reverse("project_row_remove", args=[of.pk, "risk", risk.pk]),
    ]


def test_a_signed_project_shows_no_form_but_the_way_to_a_revision(signed, officer, signed_in):
    browser = signed_in(officer)
    for address in forms(signed):
        answer = browser.get(address)
        assert answer.status_code == 409
        assert SENTENCE in text(answer)
        assert reverse("project_revise", args=[signed.pk]) in text(answer)
        assert "<textarea" not in text(answer)


def test_what_is_sent_nevertheless_comes_back_with_what_was_typed(signed, officer, signed_in):
    answer = signed_in(officer).post(forms(signed)[0], {"title": "Bridges of steel", "currency": "USD"})
    assert answer.status_code == 409
    assert "Bridges of steel" in text(answer)
    assert SENTENCE in text(answer)


@pytest.mark.usefixtures("unchecked")
def test_a_revision_opens_the_forms_and_the_board_shuts_them(signed, actor, officer, signed_in):
    browser = signed_in(officer)
    revision = open_revision(actor, signed, RevisionKind.GENERAL, "Floods")
    assert {browser.get(address).status_code for address in forms(signed)} == {200}
    store(actor, Project.objects.get(), {"title": "Bridges of steel"})
    submit(actor, revision)
    answer = browser.get(forms(signed)[0])
    assert answer.status_code == 409
    assert "This revision lies with the board." in text(answer)
    assert reverse("project_revision", args=[signed.pk]) in text(answer)


def test_what_is_over_is_not_said_to_be_opened_by_a_revision(signed, officer, signed_in):
    Project.objects.update(status="cancelled")
    said = text(signed_in(officer).get(forms(signed)[0]))
    assert "The life of this project is over: Cancelled." in said
    assert reverse("project_revise", args=[signed.pk]) not in said


def test_the_sheets_of_a_signed_project_say_how_to_send_one_back(signed, officer, signed_in):
    said = text(signed_in(officer).get(reverse("project_sheets", args=[signed.pk])))
    assert SENTENCE in said
    assert "once the project can be changed, send it back on this page" in said
    assert reverse("project_revise", args=[signed.pk]) in said
    assert 'type="file"' not in said


@pytest.mark.usefixtures("unchecked")
def test_side_by_side_begin_the_versions_that_differ(signed, actor, head, officer, signed_in):
    address, browser = reverse("project_compare", args=[signed.pk]), signed_in(officer)
    revision = open_revision(actor, signed, RevisionKind.GENERAL, "Floods")
    store(actor, Project.objects.get(), {"title": "Bridges of steel"})
    assert "Version 1, Original → what it says now" in text(browser.get(address))
    submit(actor, revision)
    assert "Version 1, Original → what it says now" in text(browser.get(address))
    decide(head, revision, Verdict.APPROVE, "Approved", date(2025, 5, 20))
    said = text(browser.get(address))
    assert "Version 1, Original → Version 2, General revision" in said
    assert "Bridges" in said
    assert "Nothing differs." not in said


def test_what_a_row_is_called_ends_with_a_whole_word():
    name = called(Section(heading="The basin of the great river " * 10))
    assert name.endswith((" river …", " great …", " the …", " of …", " basin …", " The …"))
    assert len(name) <= MOST_CALLED + 2


def test_only_who_may_dismiss_is_asked_to_decide_and_never_on_a_remark(ready, officer, reader, signed_in, viewer):
    address = reverse("project_findings", args=[ready.pk])
    inside, outside = signed_in(officer).get(address), signed_in(reader).get(address)
    assert ">Decide</a>" in text(inside)
    assert ">Decide</a>" not in text(outside)
    remarks = [one for group in inside.context["groups"] if group["severity"] == "note" for one in group["findings"]]
    bare = [one for one in remarks if not one.ways]
    assert bare
    assert not any(f'href="{one.address}"' in text(inside) for one in bare)
    assert ">Dismiss</button>" not in text(signed_in(officer).get(bare[0].address))
