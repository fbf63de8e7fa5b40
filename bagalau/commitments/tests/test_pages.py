"""Pages of commitments: the list with its filters, one with its form, its history; and who sees which."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from bagalau.commitments import actions
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import Status
from bagalau.commitments.tests.making import COMPLETED
from bagalau.documents.actions import About, add_file
from bagalau.evaluations.tests.making import ERC_PAGE, accepted, bring, evaluation, promise

pytestmark = pytest.mark.django_db


def day(days: int) -> str:
    """The day so many days from today, as the pages know today."""
    return str(timezone.localdate() + timedelta(days=days))


@pytest.fixture
def promises(office) -> dict[str, Commitment]:
    """One commitment of each sort, by name."""
    mills = evaluation(office.country, "Review of the mills")
    bridges = evaluation(office.presence, "Review of the bridges")
    far = evaluation(office.neighbour, "Review of the lakes")
    open_ = evaluation(office.neighbour, "Open review", visibility="public")
    return {
        "late": promise(mills, "Mend the mill", day(-1), responsible="Miller", status="initiated"),
        "long": promise(mills, "Пахать поле", day(-1200), responsible="Пахарь"),
        "soon": promise(bridges, "Paint the bridge", day(20), responsible="+7 701 team", status="initiated"),
        "far": promise(bridges, "Widen the bridge", day(400)),
        "never": promise(bridges, "Watch the bridge", None),
        "done": promise(mills, "Buy a stone", day(-30), status="completed"),
        "dropped": promise(mills, "Sell the old stone", day(-30), status="no_longer_applicable", justification="Sold."),
        "strange": promise(far, "Fish the lake", day(-5)),
        "public": promise(open_, "Tell everybody", day(-5)),
    }


def found(browser, query: str, promises) -> set[str]:
    rows = browser.get(f"{reverse('commitments')}?{query}").context["table"].page.rows
    return {name for name, row in promises.items() if row in rows}


OURS = {"late", "long", "soon", "far", "never", "done", "dropped"}


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("", True),
        ("state=overdue", True),
        ("state=long_overdue", False),
        ("words=mill", False),
        ("proof=verified", False),
    ],
)
def test_the_report_is_offered_where_it_covers_what_the_list_shows(promises, officer, signed_in, query, offered):
    page = signed_in(officer).get(f"{reverse('commitments')}?{query}").content.decode()
    assert (reverse("report", args=["key-actions"]) in page) is offered


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", OURS | {"public"}),
        ("state=open", {"late", "long", "soon", "far", "never", "public"}),
        ("state=overdue", {"late", "long", "public"}),
        ("state=long_overdue", {"long"}),
        ("state=due_soon", {"soon"}),
        ("state=no_deadline", {"never"}),
        ("state=initiated", {"soon"}),
        ("state=not_initiated", {"far"}),
        ("state=completed", {"done"}),
        ("state=no_longer_applicable", {"dropped"}),
        ("words=BRIDGE", {"soon", "far", "never"}),
        ("words=ПОЛЕ", {"long"}),
        ("words=.*", set()),
        ("responsible=пахарь", {"long"}),
        ("responsible=mill", {"late"}),
        ("responsible=olzhas", {"far"}),
        ("responsible=mountains", {"soon"}),
        ("responsible=pp1", {"soon"}),
        ("source=bridges", {"soon", "far", "never"}),
        (f"due_from={day(0)}", {"soon", "far"}),
        (f"due_from={day(0)}&due_to={day(30)}", {"soon"}),
        (f"due_to={day(-100)}", {"long"}),
        ("state=overdue&words=mill", {"late"}),
        ("state=completed&words=bridge", set()),
    ],
)
def test_commitments_are_found_by_each_filter(promises, officer, signed_in, office, query, names):
    promises["soon"].responsible_units.add(office.presence)
    promises["far"].responsible_people.add(officer)
    assert found(signed_in(officer), query, promises) == names


def test_a_unit_has_the_commitments_of_all_that_lies_under_it(promises, administrator, signed_in, office):
    browser = signed_in(administrator)
    assert found(browser, f"unit={office.country.pk}", promises) == OURS
    assert found(browser, f"unit={office.presence.pk}", promises) == {"soon", "far", "never"}
    assert found(browser, f"unit={office.hq.pk}", promises) == set(promises)


def test_the_public_and_people_without_a_role_see_what_is_public(promises, make_person, signed_in):
    person = make_person(name="Miller")
    assert found(signed_in(), "", promises) == {"public"}
    assert found(signed_in(person), "", promises) == {"public"}
    promises["late"].responsible_people.add(person)
    assert found(signed_in(person), "", promises) == {"public", "late"}


def test_without_a_date_a_commitment_comes_last_and_its_links_lead_on(promises, officer, signed_in):
    page = signed_in(officer).get(reverse("commitments"))
    rows = list(page.context["table"].page.rows)
    assert (rows[0], rows[-1]) == (promises["long"], promises["never"])
    text = page.content.decode()
    assert reverse("commitment", args=[promises["late"].pk]) in text
    assert reverse("evaluation", args=[promises["late"].origin_id]) in text
    assert re.search(r"status-late[^<]*>Overdue<", text)


def test_an_officer_says_how_a_commitment_stands(promises, officer, signed_in, actor, office):
    browser, row = signed_in(officer), promises["late"]
    photo = add_file(actor, b"photo", "photo.jpg", About(office.country))
    plan, report = (add_file(actor, name.encode(), name, About(office.country)) for name in ("plan.txt", "report.txt"))
    given = {"status": "completed", "comment": "It turns.", "due": row.due.iso, "reason": "", "evidence": [photo.pk]}
    given |= {"named": f"{plan.pk}, http://testserver{reverse('document', args=[report.pk])}"}
    given["file"] = SimpleUploadedFile("minutes.txt", b"minutes")
    answer = browser.post(reverse("commitment_update", args=[row.pk]), given)
    assert answer.url == reverse("commitment", args=[row.pk])
    page = browser.get(answer.url).content.decode()
    for words in ("Completed", "It turns.", "photo.jpg", "minutes.txt", "plan.txt", "report.txt", "Olzhas Officer"):
        assert words in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"status": "no_longer_applicable", "reason": "Why not."}, "for somebody else to approve"),
        ({"status": "completed", "no_evidence": "Lost."}, "Say in a comment what was done."),
        ({"status": "completed", "comment": "It turns."}, "Add evidence, or say why there is none."),
        ({"status": "not_initiated"}, "Say why this commitment is set back"),
        ({"status": "initiated", "named": "987654"}, "“987654” is no document that is open to you."),
        ({"status": "initiated", "named": "the photo"}, "“the” is no document that is open to you."),
        ({"status": "initiated", "named": "/commitments/1/"}, "“/commitments/1/” is no document"),
        ({"status": "initiated", "due": "2031-01"}, "Say why the date is changed."),
        ({"status": "initiated", "due": ""}, "Say why the date is changed."),
        ({"status": "initiated", "due": "in spring", "comment": "x"}, "Write a date as 2024-12-31"),
        ({"status": "initiated", "due": "", "comment": "x" * 10_001}, "at most 10000 characters"),
        ({"status": "nonsense"}, "Select a valid choice"),
        ({"status": "initiated"}, "Nothing was changed"),
    ],
)
def test_an_update_that_lacks_something_is_told_and_keeps_what_was_typed(promises, officer, signed_in, given, words):
    row = promises["late"]
    given = {"due": row.due.iso, "comment": "", "reason": "", **given}
    answer = signed_in(officer).post(reverse("commitment_update", args=[row.pk]), given)
    assert answer.status_code in {400, 422}
    page = answer.content.decode()
    assert words in page
    if given["due"]:
        assert f'value="{given["due"]}"' in page
    row.refresh_from_db()
    assert (row.status, row.updates.count()) == ("initiated", 0)


def test_somebody_responsible_updates_the_own_commitment_and_no_other(promises, make_person, signed_in):
    person = make_person(name="Miller")
    browser, row = signed_in(person), promises["late"]
    assert browser.get(reverse("commitment", args=[row.pk])).status_code == 404
    row.responsible_people.add(person)
    page = browser.get(reverse("commitment", args=[row.pk])).content.decode()
    assert "Save the update" in page
    assert "Say who is responsible" not in page
    photo = SimpleUploadedFile("photo.txt", b"photo")
    given = {"status": "completed", "comment": "It turns.", "due": row.due.iso, "file": photo}
    assert browser.post(reverse("commitment_update", args=[row.pk]), given).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.evidence.count()) == ("completed", 1)
    assert browser.post(reverse("commitment_update", args=[promises["soon"].pk]), given).status_code == 404
    assert browser.post(reverse("commitment_responsible", args=[row.pk]), {}).status_code == 403


def test_a_reader_reads_and_changes_nothing(promises, reader, signed_in):
    browser, row = signed_in(reader), promises["late"]
    page = browser.get(reverse("commitment", args=[row.pk])).content.decode()
    assert "Save the update" not in page
    for name in ("commitment_update", "commitment_responsible"):
        assert browser.post(reverse(name, args=[row.pk]), {"status": "completed"}).status_code == 403
    assert browser.get(reverse("commitment_history", args=[row.pk])).status_code == 200


def test_what_is_public_is_shown_without_names_and_drafts(actor, office, officer, stranger, signed_in):
    accepted(actor, bring(actor, office.country, ERC_PAGE, visibility="public").draft)
    row = Commitment.objects.order_by("pk")[0]
    actions.update(actor, row, actions.Said(Status.INITIATED, "Begun again.", "Torn.", due=row.due))
    address = reverse("commitment", args=[row.pk])
    actions.assign(actor, row, responsible=row.responsible, people=[officer], units=[])
    for browser in (signed_in(), signed_in(stranger)):
        assert not list(browser.get(reverse("commitments") + "?responsible=olzhas").context["table"].page.rows)
        page = browser.get(address).content.decode()
        for words in ("Olzhas Officer", "?at=", "/history/", "Save the update", "Begun again.", "Torn."):
            assert words not in page
    assert signed_in(stranger).get(reverse("commitment_history", args=[row.pk])).status_code == 403
    page = signed_in(officer).get(address).content.decode()
    for words in ("Olzhas Officer", "Where it was read", "Begun again.", "Torn.", "In the office"):
        assert words in page


def test_what_the_office_says_itself_is_exported_to_the_office_alone(promises, officer, stranger, signed_in, actor):
    actions.update(actor, promises["late"], COMPLETED)
    Commitment.objects.filter(pk=promises["late"].pk).update(visibility="public", justification="Sold.")
    secrets = ("It turns.", "Sold.", "It stands there.", "Without evidence, with a reason")
    for browser, told in ((signed_in(), False), (signed_in(stranger), False), (signed_in(officer), True)):
        file = b"".join(browser.get(reverse("commitments") + "?format=csv").streaming_content).decode()
        assert "Mend the mill" in file
        assert {words in file for words in secrets} == {told}
    public = b"".join(signed_in().get(reverse("commitments") + "?format=csv").streaming_content).decode()
    assert not {"comment", "proof", "no_evidence", "verified", "requested"} & set(public.splitlines()[0].split(","))


def test_evidence_that_is_not_open_to_the_viewer_is_not_named(promises, viewer, stranger, signed_in, office):
    row = promises["public"]
    for name, visibility in (("secret minutes", "internal"), ("open photo", "public")):
        document = add_file(viewer(stranger), name.encode(), name, About(office.neighbour, visibility=visibility))
        row.evidence.create(document=document, added_by=stranger)
    page = signed_in().get(reverse("commitment", args=[row.pk])).content.decode()
    assert "open photo" in page
    assert "secret minutes" not in page


def test_somebody_responsible_sees_that_evidence_is_there_though_it_does_not_open(
    promises, make_person, viewer, stranger, signed_in, office
):
    row, person = promises["strange"], make_person(name="Fisher")
    row.responsible_people.add(person)
    document = add_file(viewer(stranger), b"catch", "the catch", About(office.neighbour))
    row.evidence.create(document=document, added_by=stranger)
    page = signed_in(person).get(reverse("commitment", args=[row.pk])).content.decode()
    assert "the catch" in page
    assert reverse("document", args=[document.pk]) not in page
    assert "No document shows yet" not in page


def test_two_who_update_at_once_are_told_and_nothing_typed_is_lost(promises, actor, officer, signed_in):
    browser, row = signed_in(officer), promises["late"]
    address = reverse("commitment_update", args=[row.pk])
    row.refresh_from_db()
    given = {"status": "completed", "due": row.due.iso, "comment": "It turns.", "no_evidence": "No.", "seen": row.seen}
    actions.update(actor, row, actions.Said(Status.INITIATED, "Stones are bought.", due=row.due))
    answer = browser.post(address, given)
    assert answer.status_code == 409
    page = answer.content.decode()
    for words in ("Somebody updated this commitment meanwhile.", "It turns.", "Stones are bought."):
        assert words in page
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found
    assert browser.post(address, given | {"seen": found[1]}).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.comment) == ("completed", "It turns.")


def test_who_is_responsible_is_said_on_the_page(promises, officer, signed_in, office):
    browser, row = signed_in(officer), promises["late"]
    given = {"responsible": "", "people": [officer.pk], "units": [office.presence.pk]}
    browser.post(reverse("commitment_responsible", args=[row.pk]), given)
    row.refresh_from_db()
    assert row.responsible == "Presence in the mountains"
    answer = browser.post(reverse("commitment_responsible", args=[row.pk]), {"people": ["999999"]})
    assert answer.status_code == 422
    assert "Select a valid choice" in answer.content.decode()


def test_the_history_tells_each_change_with_before_and_after(promises, actor, officer, signed_in):
    row = promises["late"]
    actions.update(actor, row, COMPLETED)
    page = signed_in(officer).get(reverse("commitment_history", args=[row.pk])).content.decode()
    for words in ("Initiated", "Completed", "It turns.", "Olzhas Officer"):
        assert words in page


FORMS = ["update", "responsible", "ask", "withdraw", "decide", "verify"]


@pytest.mark.parametrize("name", [f"commitment_{form}" for form in FORMS])
def test_the_address_of_a_form_leads_to_its_page(promises, officer, signed_in, name):
    row = promises["late"]
    assert signed_in(officer).get(reverse(name, args=[row.pk])).url == reverse("commitment", args=[row.pk])
