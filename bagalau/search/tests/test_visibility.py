"""Who finds what: by the doors that the index knows, and once more by the record as it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bagalau.documents.actions import About, add_file
from bagalau.documents.rules import Visibility
from bagalau.evaluations.actions import set_visibility
from bagalau.evaluations.models import Agency, ManagementResponse
from bagalau.people.rules import Action, Role
from bagalau.search import asking
from bagalau.search.sources import actions
from bagalau.search.tests.making import ANSWER, MEND, PROMISE, ROOF, TAP, ask, noted, parts, texts

pytestmark = pytest.mark.django_db
ALL = "roof OR roofs OR taps OR grain"


def test_the_office_finds_what_is_its_own_and_others_what_is_public(record, officer, reader, stranger, viewer):
    for person in (officer, reader):
        assert {ROOF, MEND, ANSWER, PROMISE, TAP} <= texts(viewer(person), ALL)
    for person in (stranger, None):
        assert texts(viewer(person), ALL) == {TAP}


def test_counts_tell_strangers_no_more_than_hits_do(record, stranger, officer, viewer):
    for question in (ALL, "mill*", "kind:finding", "unit:co1 -taps"):
        found = ask(viewer(stranger), question)
        assert found.count == len(found.hits)
        assert sum(found.counts["kind"].values()) == found.count
    assert ask(viewer(officer), ALL).count > ask(viewer(stranger), ALL).count


def test_a_role_for_one_evaluation_finds_what_belongs_to_it(record, make_person, viewer):
    """P-02"""
    guest = viewer(make_person("reader", record=("evaluation", record.internal.pk)))
    assert {ROOF, MEND, ANSWER, PROMISE, TAP} <= texts(guest, ALL)
    other = viewer(make_person("reader", record=("evaluation", record.public.pk)))
    assert texts(other, ALL) == {TAP}
    only = viewer(make_person("reader", record=("commitment", record.promise.pk)))
    assert texts(only, "roof") == {PROMISE}


def test_a_role_counts_on_its_days(record, make_person, viewer, office):
    """P-01"""
    today = viewer(None).today
    over = make_person("reader", unit=office.country, ends=today - timedelta(1))
    assert texts(viewer(over), ALL) == {TAP}
    assert ROOF in texts(viewer(over, today - timedelta(1)), ALL)


def test_whoever_is_responsible_finds_the_promise_and_what_was_said_of_it(
    record, make_person, viewer, indexed, administrator
):
    miller = make_person()
    assert texts(viewer(miller), ALL) == {TAP}
    record.promise.responsible_people.add(miller)
    noted(record.promise, viewer(administrator))
    indexed()
    assert texts(viewer(miller), ALL) == {TAP, PROMISE, "The grain money pays for it."}
    record.promise.responsible_people.clear()
    assert texts(viewer(miller), ALL) == {TAP}


def test_comments_are_for_the_inside_alone(record, officer, administrator, viewer, indexed):
    for evaluation in (record.internal, record.public):
        set_visibility(viewer(administrator), evaluation, Visibility.PUBLIC)
    indexed()
    assert parts(viewer(officer), "grain") == {"comment"}
    assert ROOF in texts(viewer(None), ALL)
    assert texts(viewer(None), "grain") == set()


def test_a_response_is_found_outside_once_it_is_open(record, officer, administrator, viewer, indexed):
    """ER-08"""
    set_visibility(viewer(administrator), record.internal, Visibility.PUBLIC)
    indexed()
    assert ANSWER in texts(viewer(None), ALL)
    record.response.approval = "draft"
    record.response.save()
    assert ANSWER not in texts(viewer(None), ALL), "at once, before the index knows"
    noted(record.internal, viewer(administrator))
    indexed()
    assert ANSWER not in texts(viewer(None), ALL)
    assert ANSWER in texts(viewer(officer), ALL)


def test_what_another_agency_has_not_settled_yet_is_found_by_that_agency_alone(
    record, office, administrator, reader, stranger, viewer, indexed
):
    """ER-08, ER-11"""
    set_visibility(viewer(administrator), record.internal, Visibility.PUBLIC)
    Agency.objects.create(evaluation=record.internal, name="Borland", unit=office.neighbour)
    theirs = ManagementResponse.objects.create(
        evaluation=record.internal, unit=office.neighbour, description="Our roofs are slate.", approval="draft"
    )
    noted(record.internal, viewer(administrator))
    indexed()
    assert texts(viewer(stranger), "slate") == {theirs.description}
    assert texts(viewer(reader), "slate") == texts(viewer(None), "slate") == set()
    theirs.approval = "published"
    theirs.save()
    noted(record.internal, viewer(administrator))
    indexed()
    for person in (stranger, reader, None):
        assert texts(viewer(person), "slate") == {theirs.description}


def test_what_is_taken_back_is_gone_at_once(record, administrator, viewer, indexed):
    assert texts(viewer(None), "taps") == {TAP}
    set_visibility(viewer(administrator), record.public, Visibility.INTERNAL)
    assert texts(viewer(None), "taps") == set(), "the index does not know yet"
    indexed()
    assert ask(viewer(None), "taps").count == 0


def test_documents_are_found_by_their_paragraphs(office, officer, stranger, viewer, indexed):
    actor = viewer(officer)
    paper = b"# Summary\n\nThe bridge over the river was closed for a year while the mill was rebuilt by the village."
    add_file(actor, paper, "bridge.txt", About(office.country, "Report on the bridge"))
    indexed()
    (hit,) = ask(actor, "bridge rebuilt").hits
    assert (hit.passage.kind, hit.passage.place) == ("report", "Paragraph 1")
    assert hit.passage.text.startswith("Summary The bridge")
    assert ask(viewer(stranger), "bridge").count == 0


def test_actions_that_are_open_to_different_roles_are_kept_apart(record, make_person, office, viewer, monkeypatch):
    """P-03"""
    narrow = Action("evaluation.view", frozenset({Role.AUDITOR}), public=True)
    others = [action for action in actions() if action.name != narrow.name]
    monkeypatch.setattr(asking, "actions", lambda: [narrow, *others])
    reader, auditor = (viewer(make_person(role, unit=office.country)) for role in ("reader", "auditor"))
    assert ask(reader, "roof").count == 1, "the promise, which another action opens"
    assert ask(auditor, "roof").count == 4
    everywhere = viewer(make_person("auditor"))
    assert ask(everywhere, "roof").count == 4
