"""The roster and the team: entries, members, declarations and their clearing, how members did."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from bagalau.evaluations.actions.roster import (
    Declared,
    change_member,
    clear,
    declare,
    join,
    keep_evaluator,
    leave,
    rate_member,
)
from bagalau.evaluations.models import CoveredProject, Evaluation, Evaluator
from bagalau.evaluations.queries import roster
from bagalau.evaluations.rules.roster import Doubt
from bagalau.evaluations.tests.making import evaluation
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 1)
CONFLICT = Declared(DAY, has_conflict=True, statement="I drew the plans of the mill.")
NONE = Declared(DAY, has_conflict=False, pledge=True)


@pytest.fixture
def head(make_person, viewer, office):
    return viewer(make_person("head_of_unit", unit=office.country, name="Hadi Head"))


@pytest.fixture
def record(office) -> Evaluation:
    return evaluation(office.country)


@pytest.fixture
def vera(actor, office) -> Evaluator:
    values = {"name": "Vera Vetted", "expertise": ["Mills"], "languages": ["English", "Русский"], "vetting": "vetted"}
    entry = Evaluator(unit=office.country, vetted_until=date(2026, 1, 1), email="vera@example.org")
    return keep_evaluator(actor, entry, values)


def last() -> JournalEntry:
    return JournalEntry.objects.latest("number")


def test_an_entry_is_kept_and_changed_and_somebody_who_looked_before_is_told(actor, vera):
    seen = vera.seen
    changed = keep_evaluator(actor, vera, {"name": "Vera Verified"}, seen=seen)
    assert (changed.name, last().verb) == ("Vera Verified", "change")
    with pytest.raises(Problem) as refused:
        keep_evaluator(actor, vera, {"name": "Vera Vague"}, seen=seen)
    assert refused.value.status == 409
    with pytest.raises(Problem):
        keep_evaluator(actor, vera, {"vetted_until": None})  # vetted, but until when?


def test_an_entry_is_changed_by_officers_of_the_unit_that_keeps_it(vera, make_person, viewer, office):
    for role, unit in (("head_of_unit", office.country), ("evaluation_focal_point", office.neighbour)):
        other = viewer(make_person(role, unit=unit))
        assert roster.evaluator(other, vera.pk) == vera
        with pytest.raises(Problem) as refused:
            keep_evaluator(other, vera, {"name": "Mine"})
        assert refused.value.status == 403


def test_a_member_comes_from_the_roster_or_is_named_by_hand(actor, record, vera):
    member = join(actor, record, {"evaluator": vera, "role": "leader"})
    assert (member.name, member.evaluator, member.email) == ("Vera Vetted", vera, "")
    assert (last().verb, last().after["name"]) == ("add member", "Vera Vetted")
    with pytest.raises(Problem, match="is in the team already"):
        join(actor, record, {"evaluator": vera})
    with pytest.raises(Problem, match="Choose somebody from the roster"):
        join(actor, record, {"name": " "})
    by_hand = join(actor, record, {"name": "Hand Made"})
    other = keep_evaluator(actor, Evaluator(unit=record.unit), {"name": "Hand Made"})
    assert change_member(actor, record, by_hand, {"name": "Hand Made", "evaluator": other}).evaluator == other
    leave(actor, record, member)
    assert [one.name for one in record.team.all()] == ["Hand Made"]


def test_who_declared_a_conflict_joins_after_it_was_cleared_with_a_reason(actor, head, record, vera):
    """EL-08"""
    said = declare(actor, record, vera, CONFLICT)
    for change in (
        lambda: join(actor, record, {"evaluator": vera}),
        lambda: change_member(actor, record, join(actor, record, {"name": "V"}), {"name": "V", "evaluator": vera}),
    ):
        with pytest.raises(Problem, match="The head of the unit must clear it first"):
            change()
    with pytest.raises(Problem, match="Say why it is no obstacle"):
        clear(head, record, said, " ")
    said = clear(head, record, said, "The mill was rebuilt since.")
    assert (said.is_open, last().verb, last().after["cleared_reason"]) == (
        False,
        "clear conflict",
        "The mill was rebuilt since.",
    )
    assert join(actor, record, {"evaluator": vera}).evaluator == vera
    with pytest.raises(Problem, match="no open conflict"):
        clear(head, record, said, "Once more.")


def test_nobody_clears_their_own_conflict_or_one_they_entered(head, actor, record, vera, administrator, viewer):
    """EL-08"""
    said = declare(actor, record, vera, CONFLICT)
    with pytest.raises(Problem) as refused:
        clear(actor, record, said, "It is fine.")  # an officer is no head of unit
    assert refused.value.status == 403
    admin = viewer(administrator)
    entered = declare(admin, record, vera, CONFLICT)
    with pytest.raises(Problem, match="cannot clear it"):
        clear(admin, record, entered, "It is fine.")
    Evaluator.objects.filter(pk=vera.pk).update(person=head.person)
    entered.evaluator.refresh_from_db()
    with pytest.raises(Problem, match="cannot clear it"):
        clear(head, record, entered, "It is fine.")


def test_what_is_declared_anew_must_be_cleared_anew(actor, head, record, vera):
    """EL-08"""
    said = clear(head, record, declare(actor, record, vera, CONFLICT), "The mill was rebuilt.")
    assert declare(actor, record, vera, NONE).pk == said.pk
    assert not record.declarations.get().is_open
    declare(actor, record, vera, CONFLICT)
    assert record.declarations.get().is_open
    with pytest.raises(Problem, match="Describe the conflict"):
        declare(actor, record, vera, Declared(DAY, has_conflict=True))


def test_a_signed_paper_is_kept_with_the_declaration(actor, record, vera):
    said = declare(actor, record, vera, Declared(DAY, has_conflict=False, pledge=True, file=(b"signed", "pledge.pdf")))
    assert said.document is not None
    assert (said.document.title, said.document.visibility) == ("pledge.pdf", "internal")


def test_doubts_are_found_by_rule(actor, record, vera, office, make_person):
    """EL-09"""
    manager = make_person("project_manager", unit=office.country)
    project = CoveredProject.objects.create(number="P-1", title="Mills", unit=office.country, manager=manager)
    other = evaluation(office.country, "An earlier review")
    for one in (record, other):
        one.projects.add(project)
    join(actor, other, {"evaluator": vera})
    keep_evaluator(actor, vera, {"person": manager, "vetting": "suspended"})
    vera.refresh_from_db()
    found = roster.doubts_about(record, [vera], [], [project], DAY)
    assert found[vera.pk] == [
        Doubt.SAME_PROJECT,
        Doubt.PROJECT_MANAGER,
        Doubt.STAFF,
        Doubt.NOT_VETTED,
        Doubt.UNDECLARED,
    ]
    declare(actor, record, vera, NONE)
    found = roster.doubts_about(record, [vera], record.declarations.all(), [project], DAY)
    assert Doubt.UNDECLARED not in found[vera.pk]


def test_how_members_did_is_said_after_completion_and_averaged(actor, record, vera, viewer, stranger):
    """EL-11"""
    member = join(actor, record, {"evaluator": vera})
    with pytest.raises(Problem, match="once the evaluation is completed"):
        rate_member(actor, record, member, 4, "")
    Evaluation.objects.filter(pk=record.pk).update(stage="completed")
    record.refresh_from_db()
    rate_member(actor, record, member, 4, "On time.")
    assert (last().verb, last().record_kind, last().after["performance"]) == ("rate member", "evaluator", 4)
    other = evaluation(record.unit, "Another", stage="completed")
    rate_member(actor, other, join(actor, other, {"evaluator": vera}), 5, "")
    found = roster.record(actor, vera)
    assert (found.average, found.count) == ((Decimal("4.5"), 2), 2)
    with pytest.raises(Problem, match="missing or wrong"):
        rate_member(actor, record, member, 6, "")


def test_assignments_of_evaluations_that_do_not_open_are_only_counted(actor, record, vera, make_person, viewer, office):
    join(actor, record, {"evaluator": vera})
    other = viewer(make_person("evaluation_focal_point", unit=office.neighbour))
    found = roster.record(other, vera)
    assert (found.assignments, found.count) == ([], 1)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Vera Vetted", "Арман", "Old Oak"}),
        ("name=АРМ", {"Арман"}),
        ("expertise=mill", {"Vera Vetted"}),
        ("expertise=вода", {"Арман"}),
        ("language=русск", {"Vera Vetted", "Арман"}),
        ("country=kaz", {"Арман"}),
        ("vetting=vetted", {"Vera Vetted"}),
        ("vetting=expired", {"Old Oak"}),
        ("vetting=unvetted", {"Арман"}),
        ("vetting=nonsense", {"Vera Vetted", "Арман", "Old Oak"}),
    ],
)
def test_evaluators_are_found_by_each_filter(vera, office, officer, signed_in, query, names):
    """EL-10"""
    Evaluator.objects.filter(pk=vera.pk).update(vetted_until=date(2999, 1, 1))
    Evaluator.objects.create(
        name="Арман", unit=office.neighbour, sectors=["Вода"], languages=["Русский"], countries=["Kazakhstan"]
    )
    Evaluator.objects.create(name="Old Oak", unit=office.hq, vetting="vetted", vetted_until=date(2020, 1, 1))
    page = signed_in(officer).get(f"{reverse('evaluators')}?{query}")
    assert {row.name for row in page.context["table"].page.rows} == names


def test_the_roster_and_its_files_open_to_those_who_work_with_it(vera, officer, reader, signed_in):
    for browser in (signed_in(reader), signed_in()):
        assert browser.get(reverse("evaluator", args=[vera.pk])).status_code in {302, 403}
    browser = signed_in(officer)
    assert "vera@example.org" in browser.get(reverse("evaluator", args=[vera.pk])).content.decode()
    csv = b"".join(browser.get(f"{reverse('evaluators')}?format=csv").streaming_content).decode()
    assert "Vera Vetted" in csv
    assert "vera@example.org" in csv


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "=1+1", "\u202egnp.exe", "'; DROP TABLE x; --"])
def test_hostile_text_is_only_text(hostile, officer, office, signed_in):
    browser = signed_in(officer)
    given = {"name": hostile, "unit": office.country.pk, "vetting": "unvetted", "expertise": hostile}
    answer = browser.post(reverse("evaluator_new"), given | {"profile": hostile})
    assert answer.status_code == 302
    page = browser.get(answer["Location"]).content.decode()
    assert "<script>alert" not in page
    csv = b"".join(browser.get(f"{reverse('evaluators')}?format=csv").streaming_content).decode()
    assert not any(line.startswith("=") or ",=" in line for line in csv.splitlines())


def test_forms_say_what_is_wrong_at_the_field_and_lose_nothing(officer, office, signed_in):
    browser = signed_in(officer)
    given = {"name": "Vera", "unit": office.country.pk, "vetting": "vetted", "email": "not a mail", "profile": "Kept"}
    answer = browser.post(reverse("evaluator_new"), given)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"email", "vetted_until"}
    assert "Kept" in answer.content.decode()
    assert not Evaluator.objects.exists()


def test_the_pages_of_a_team_take_each_step(officer, head, record, vera, signed_in):
    browser = signed_in(officer)
    today = {"declared_on": "2025-06-01"}
    conflict = {"evaluator": vera.pk, "has_conflict": "yes", "future_work": "no", "statement": "I drew the plans."}
    assert browser.post(reverse("evaluation_declare", args=[record.pk]), today | conflict).status_code == 302
    joined = reverse("evaluation_join", args=[record.pk])
    refused = browser.post(joined, {"evaluator": vera.pk})
    assert refused.status_code == 422
    assert "declared a conflict of interest" in refused.context["form"].errors["evaluator"][0]
    said = record.declarations.get()
    page = signed_in(head.person).get(reverse("evaluation", args=[record.pk])).content.decode()
    assert "conflict of interest declared" in page
    address = reverse("declaration_clear", args=[record.pk, said.pk])
    assert address in page
    assert signed_in(head.person).post(address, {"reason": "It is long ago."}).status_code == 302
    browser = signed_in(officer)
    assert browser.post(joined, {"evaluator": vera.pk, "role": "leader"}).status_code == 302
    member = record.team.get()
    page = browser.get(reverse("evaluation", args=[record.pk])).content.decode()
    assert "Conflict of interest cleared by Hadi Head: It is long ago." in page
    edited = browser.post(reverse("member_edit", args=[record.pk, member.pk]), {"name": "Vera V.", "title": "Lead"})
    assert edited.status_code == 302
    assert browser.post(reverse("member_rating", args=[record.pk, member.pk]), {"performance": "4"}).status_code == 422
    assert browser.post(reverse("member_remove", args=[record.pk, member.pk])).status_code == 302
    assert not record.team.exists()


def test_a_member_of_another_evaluation_is_not_found_here(officer, record, office, signed_in):
    other = evaluation(office.country, "Another").team.create(name="Vera")
    assert signed_in(officer).get(reverse("member_edit", args=[record.pk, other.pk])).status_code == 404


def test_the_public_sees_the_team_without_mails_and_doubts(actor, record, vera, signed_in):
    join(actor, record, {"evaluator": vera, "email": "vera@team.example"})
    Evaluation.objects.filter(pk=record.pk).update(visibility="public", stage="completed")
    page = signed_in().get(reverse("evaluation", args=[record.pk])).content.decode()
    assert "Vera Vetted" in page
    for words in ("vera@team.example", "no declaration", "/roster/", "How it went", "Evaluation manager"):
        assert words not in page
