"""The life of a project in the browser: as a manager, an officer, a head and a member of the board go about it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bagalau.projects.actions import store
from bagalau.projects.actions.revisions import open_revision, submit
from bagalau.projects.models import Project, ProjectStep, ProjectVersion, Signature
from bagalau.projects.rules.life import Phase, RevisionKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unchecked")]
DAY = {"on": "2024-02-01"}


@pytest.fixture
def go(signed_in, ready):
    """``go(viewer, name)``: the page of the project; ``go(viewer, name, **form)``: the form is sent."""

    def ask(who, name, *given, query="", **form):
        address = reverse(name, args=[ready.pk, *given]) + query
        client = signed_in(who.person)
        return client.post(address, form, follow=True) if form else client.get(address, follow=True)

    return ask


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_page_of_a_project_leads_to_the_next_step(go, actor, head, ready):
    assert reverse("project_appraise", args=[ready.pk]) in text(go(actor, "project"))
    said = text(go(actor, "project_appraise", to="appraised", **DAY))
    assert "The project is now: Appraised." in said
    assert reverse("project_approve", args=[ready.pk]) not in said
    assert reverse("project_approve", args=[ready.pk]) in text(go(head, "project"))


def test_a_refused_step_keeps_what_was_typed_and_says_what_to_do(go, actor, ready):
    Project.objects.update(appraisal_meeting=None)
    answer = go(actor, "project_appraise", to="appraised", reason="All agreed", **DAY)
    assert answer.status_code == 422
    assert "Say on the cover when the appraisal meeting was" in text(answer)
    assert "All agreed" in text(answer)
    assert Project.objects.get().status == Phase.DRAFT


def test_the_questions_of_a_closure_are_answered_one_by_one(go, actor, signed):
    query = "?to=operationally_closed"
    assert text(go(actor, "project_close", query=query)).count("<fieldset") == 2
    form = {"to": "operationally_closed", "on": "2025-06-01", "reason": "Board", "applies_0": "yes", "applies_1": "no"}
    answer = go(actor, "project_close", **form, note_0="Minutes 4", note_1="")
    assert answer.status_code == 422
    assert "Minutes 4" in text(answer)
    said = text(go(actor, "project_close", **form, note_0="Minutes 4", note_1="No report is due"))
    assert "Operationally closed" in said
    assert "No report is due" in said
    assert len(ProjectStep.objects.filter(status="operationally_closed").get().answers) == 2


def test_a_paper_that_was_signed_long_ago_is_registered(go, actor, ready):
    assert "2024-02-01" in text(go(actor, "project_register"))  # the last signature of the document
    said = text(go(actor, "project_register", to="active", signed="2024-02-01", active="2024-03-01", reason="Shelf 4"))
    assert "The signed document is kept as version 1." in said
    assert ProjectVersion.objects.get().decided_on == date(2024, 2, 1)


def test_a_revision_goes_from_the_manager_to_the_board_and_into_the_versions(go, manager, board, signed, actor):
    project = Project.objects.get()
    assert reverse("project_revise", args=[project.pk]) in text(go(manager, "project"))
    said = text(go(manager, "project_revise", kind="no_cost_extension", reason="Rain"))
    assert "This revision changes nothing yet." in said
    store(manager, project, {"end": "2026-06-30"})
    said = text(go(manager, "project_revision"))
    assert "1 difference" in said
    assert "<del>" in said
    assert "The board approves" not in said
    assert "lies with the board" in text(go(manager, "project_submit", seen=""))
    revision = ProjectVersion.objects.get(number=2)
    form = {"verdict": "approve", "decision": "To June.", "decided_on": "2025-06-01", "seen": revision.digest}
    assert "The board approves" in text(go(board, "project_revision"))
    assert go(board, "project_decide", **form | {"decision": ""}).status_code == 422
    said = text(go(board, "project_decide", **form))
    assert "To June." in said
    assert said.count("unchanged") == 2
    assert "somebody changed what was kept" not in said


def test_a_revision_is_given_up_from_its_page(go, manager, signed):
    open_revision(manager, Project.objects.get(), RevisionKind.GENERAL, "Rain")
    assert go(manager, "project_withdraw", reason="").status_code == 422
    assert "What it said is kept" in text(go(manager, "project_withdraw", reason="The sun shines"))


def test_versions_are_compared_field_by_field_with_filters(go, actor, signed):
    revision = open_revision(actor, signed, RevisionKind.GENERAL, "Rain")
    store(actor, signed, {"title": "Bridges over the river", "required": 1100})
    submit(actor, revision)
    said = text(go(actor, "project_compare", query="?from=1&to=2"))
    assert "Bridges over the <del>Irtysh</del>" in said
    assert "<ins>river</ins>" in said
    assert "2 differences" in said
    assert "1 difference" in text(go(actor, "project_compare", query="?from=1&to=2&only=money"))
    assert "Nothing differs." in text(go(actor, "project_compare", query="?from=1&to=now&only=results"))
    assert go(actor, "project_compare", query="?from=x&to=99&only=z").status_code == 200


def test_a_version_is_read_as_it_was_signed(go, actor, signed):
    open_revision(actor, signed, RevisionKind.GENERAL, "Rain")
    store(actor, signed, {"title": "Tunnels"})
    said = text(go(actor, "project_version", 1))
    assert "Bridges over the Irtysh" in said
    assert "unchanged" in said
    assert go(actor, "project_version", 7).status_code == 404


def test_hostile_words_are_only_words(go, actor, signed):
    bad = "<script>alert(1)</script>"
    open_revision(actor, signed, RevisionKind.GENERAL, bad)
    store(actor, signed, {"title": bad})
    for name, given in (("project_revision", ()), ("project_compare", ()), ("project_versions", ()), ("project", ())):
        assert bad not in text(go(actor, name, *given))


@pytest.mark.parametrize("name", ["project_versions", "project_compare", "project_revision", "project_version"])
def test_strangers_and_the_public_see_no_versions(signed_in, signed, stranger, name):
    given = [signed.pk, 1] if name == "project_version" else [signed.pk]
    address = reverse(name, args=given)
    assert signed_in(stranger).get(address).status_code == 404
    Project.objects.update(visibility="public")
    assert signed_in(stranger).get(address).status_code == 403
    assert signed_in().get(address).status_code == 302  # to sign in
    said = text(signed_in().get(reverse("project", args=[signed.pk])))
    assert 'id="life"' not in said


def test_who_may_not_take_the_next_step_reads_who_may(go, actor, head, board, reader, viewer, ready):
    Project.objects.update(status=Phase.APPRAISED)
    who = "The head of the unit, or a member of the board. Here: Bolat Board, Hanna Head."
    assert who in text(go(actor, "project"))
    assert who in text(go(viewer(reader), "project"))
    assert who not in text(go(head, "project"))


def test_nobody_being_there_for_a_step_is_said(go, actor, ready):
    Project.objects.update(status=Phase.APPROVED)
    assert "The head of the unit. Nobody has this role here yet." in text(go(actor, "project"))


def test_a_revision_before_the_board_names_who_decides(go, actor, head, board, signed):
    revision = open_revision(actor, signed, RevisionKind.GENERAL, "Floods")
    assert "Who decides on the revision" not in text(go(actor, "project"))
    store(actor, Project.objects.get(), {"title": "Bridges of steel"})
    submit(actor, revision)
    for name in ("project", "project_revision"):
        said = text(go(actor, name))
        assert "Who decides on the revision" in said
        assert "Here: Bolat Board, Hanna Head." in said
        assert "Who decides on the revision" not in text(go(head, name))


def test_a_step_that_lacks_something_says_so_before_a_form_and_who_can_add_it(go, head, ready, manager):
    Project.objects.update(status=Phase.APPROVED)
    assert "<textarea" in text(go(head, "project_sign"))
    Signature.objects.all().delete()
    answer = go(head, "project_sign")
    said = text(answer)
    assert answer.status_code == 200
    assert "Before this step something is missing." in said
    assert reverse("project", args=[ready.pk]) + "#signatures" in said
    assert "<textarea" not in said
    assert "Officers of the unit and the project manager." in said
    assert "Madina Manager" in said
