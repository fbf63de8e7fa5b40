"""Verifying, returning and dropping on the page of a commitment; what of it the list tells, and to whom."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from bagalau.commitments import actions
from bagalau.commitments.actions import Given, Said
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import Status
from bagalau.commitments.tests.making import COMPLETED, ORIGIN
from bagalau.documents.actions import About, add_file
from bagalau.lib.periods import When

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(commitment, actor) -> Commitment:
    return actions.update(actor, commitment, COMPLETED)


def page_of(browser, row: Commitment) -> str:
    return str(browser.get(reverse("commitment", args=[row.pk])).content.decode())


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found
    return found[1]


def test_the_head_verifies_what_the_officer_completed(done, head, officer, signed_in):
    """C-09"""
    browser = signed_in(head.person)
    page = page_of(browser, done)
    assert "Was it done?" in page
    assert "Without evidence, with a reason" in page
    given = {"decision": "verify", "comment": "I saw it turn.", "seen": seen(page)}
    assert browser.post(reverse("commitment_verify", args=[done.pk]), given).status_code == 302
    page = page_of(signed_in(officer), done)
    for words in ("Verified", "Hana Head", "I saw it turn.", "The completion was verified"):
        assert words in page


def test_a_return_without_a_reason_is_told_at_its_field_and_one_with_it_is_shown(done, head, officer, signed_in):
    """C-09"""
    browser, address = signed_in(head.person), reverse("commitment_verify", args=[done.pk])
    answer = browser.post(address, {"decision": "return", "comment": ""})
    assert answer.status_code == 422
    assert "Say what is missing, so that it can be done." in answer.content.decode()
    assert browser.post(address, {"decision": "return", "comment": "It squeaks."}).status_code == 302
    page = page_of(signed_in(officer), done)
    for words in ("Returned", "It squeaks.", "The completion was returned", "Initiated"):
        assert words in page


def test_who_is_not_independent_is_told_so_instead_of_a_button(done, officer, head, signed_in):
    """C-09"""
    assert "You said yourself that this is completed." in page_of(signed_in(officer), done)
    done.responsible_people.add(head.person)
    page = page_of(signed_in(head.person), done)
    assert "You are responsible for this commitment." in page
    assert "decision" not in page
    answer = signed_in(officer).post(reverse("commitment_verify", args=[done.pk]), {"decision": "verify"})
    assert answer.status_code == 403
    assert "Somebody else has to verify it." in answer.content.decode()


def test_an_officer_asks_and_the_head_approves(commitment, officer, head, signed_in):
    """C-03"""
    browser = signed_in(officer)
    page = page_of(browser, commitment)
    assert '<option value="no_longer_applicable"' not in page
    address = reverse("commitment_ask", args=[commitment.pk])
    answer = browser.post(address, {"reason": " "})
    assert answer.status_code == 422
    assert "Say why this commitment is no longer applicable." in answer.content.decode()
    assert browser.post(address, {"reason": "The ministry did it.", "seen": seen(page)}).status_code == 302
    page = page_of(browser, commitment)
    for words in ("This waits for a decision.", "The ministry did it.", "Withdraw the request"):
        assert words in page
    assert 'value="approve"' not in page
    chief = signed_in(head.person)
    given = {"decision": "approve", "comment": "", "seen": seen(page_of(chief, commitment))}
    assert chief.post(reverse("commitment_decide", args=[commitment.pk]), given).status_code == 302
    page = page_of(browser, commitment)
    for words in ("No longer applicable", "The ministry did it.", "Hana Head"):
        assert words in page


def test_a_request_is_declined_with_a_reason_or_withdrawn(commitment, actor, officer, head, signed_in):
    """C-03"""
    actions.ask(actor, commitment, "The ministry did it.")
    chief, decide = signed_in(head.person), reverse("commitment_decide", args=[commitment.pk])
    answer = chief.post(decide, {"decision": "decline", "comment": ""})
    assert answer.status_code == 422
    assert "Say why it stays applicable." in answer.content.decode()
    assert chief.post(decide, {"decision": "decline", "comment": "It did half."}).status_code == 302
    assert "It did half." in page_of(chief, commitment)
    actions.ask(actor, commitment, "Now it did all.")
    assert chief.post(reverse("commitment_withdraw", args=[commitment.pk])).status_code == 403
    assert signed_in(officer).post(reverse("commitment_withdraw", args=[commitment.pk])).status_code == 302
    commitment.refresh_from_db()
    assert not commitment.is_requested


@pytest.mark.parametrize("name", ["verify", "decide"])
def test_a_decision_about_what_was_changed_meanwhile_is_looked_at_again(commitment, actor, head, signed_in, name):
    row = actions.update(actor, commitment, COMPLETED) if name == "verify" else actions.ask(actor, commitment, "Gone.")
    browser = signed_in(head.person)
    looked_at = seen(page_of(browser, row))
    actions.update(actor, row, Said(Status(row.status), "One thing more."))
    given = {"decision": "return" if name == "verify" else "decline", "comment": "No.", "seen": looked_at}
    answer = browser.post(reverse(f"commitment_{name}", args=[row.pk]), given)
    assert answer.status_code == 409
    page = answer.content.decode()
    for words in ("Somebody updated this commitment meanwhile.", "One thing more.", ">\nNo.</textarea>"):
        assert words in page


def test_what_a_later_copy_says_is_told_in_the_language_of_the_page(commitment, actor, office, officer, signed_in):
    """C-07"""
    actions.update(actor, commitment, COMPLETED)
    copy = Given("Mend the mill", office.country, status=Status.INITIATED, comment="As the paper has it.")
    actions.take_over(actor, commitment, copy, ORIGIN)
    page = page_of(signed_in(officer), commitment)
    assert "A later copy says “Initiated”. What the office said is kept." in page
    assert "As the paper has it." in page


def test_a_moved_date_is_shown_with_the_first_that_was_promised(commitment, actor, officer, signed_in):
    """C-10"""
    actions.update(actor, commitment, Said(Status.NOT_INITIATED, due=When.parse("2026-02"), reason="Floods."))
    page = page_of(signed_in(officer), commitment)
    assert "5 months later, moved once (first promised for Sep 2025)" in page
    list_ = signed_in(officer).get(reverse("commitments")).content.decode()
    assert re.search(r'data-label="Slip, mo\.">5<', list_)


@pytest.fixture
def sorts(actor, head, office) -> dict[str, Commitment]:
    """One commitment of each sort."""

    def made(text: str, status: Status | None = None, due: str | None = None) -> Commitment:
        when = When.parse(due) if due else None
        return actions.add(actor, Given(text, office.country, status=status, due=when), ORIGIN, from_source=True)

    rows = {name: made(name, Status.COMPLETED) for name in ("bare", "excused", "proven", "verified", "returned")}
    rows |= {name: made(name, due="2025-09") for name in ("open", "asked", "later", "earlier", "gone")}
    actions.update(actor, rows["excused"], Said(Status.COMPLETED, no_evidence="Lost."))
    photo = add_file(actor, b"photo", "photo.jpg", About(office.country))
    for name in ("proven", "verified"):
        actions.update(actor, rows[name], Said(Status.COMPLETED, documents=[photo]))
    actions.verify(head, rows["verified"])
    actions.give_back(head, rows["returned"], "It squeaks.")
    actions.ask(actor, rows["asked"], "The ministry did it.")
    for name, due in (("later", "2026-01"), ("earlier", "2025-08"), ("gone", "")):
        said = Said(Status.NOT_INITIATED, due=When.parse(due) if due else None, due_removed=not due, reason="Floods.")
        actions.update(actor, rows[name], said)
    return rows


FOUND = [
    ("proof=verified", {"verified"}),
    ("proof=unverified", {"bare", "excused", "proven"}),
    ("proof=without_evidence", {"bare", "excused"}),
    ("proof=returned", {"returned"}),
    ("proof=requested", {"asked"}),
    ("moved=moved", {"later", "earlier", "gone"}),
    ("moved=later", {"later", "gone"}),
    ("moved=later&state=no_deadline", {"gone"}),
]


@pytest.mark.parametrize(("query", "names"), FOUND)
def test_commitments_are_found_by_proof_and_by_how_their_date_moved(sorts, officer, signed_in, query, names):
    """C-08, C-09, C-10"""
    rows = signed_in(officer).get(f"{reverse('commitments')}?{query}").context["table"].page.rows
    assert {row.text for row in rows} == names


@pytest.mark.parametrize("query", [query for query, _names in FOUND if "proof" in query])
def test_the_proof_of_what_is_public_is_told_to_the_office_alone(sorts, stranger, signed_in, query):
    Commitment.objects.update(visibility="public")
    rows = signed_in(stranger).get(f"{reverse('commitments')}?{query}").context["table"].page.rows
    assert not rows
    everything = signed_in().get(f"{reverse('commitments')}?{query}").context["table"].page.rows
    assert len(everything) == len(sorts)  # the public has no such filter
    for row in sorts.values():
        for browser in (signed_in(stranger), signed_in()):
            page = page_of(browser, row)
            for secret in ("Floods.", "The ministry did it.", "It squeaks.", "Lost.", "Hana Head", "waits for a deci"):
                assert secret not in page


def test_the_list_and_its_export_tell_how_far_a_completion_is_proven(sorts, officer, signed_in):
    browser = signed_in(officer)
    file = b"".join(browser.get(reverse("commitments") + "?format=csv").streaming_content).decode()
    head, *lines = [line.split(",") for line in file.splitlines()]
    proof = {line[head.index("text")]: line[head.index("proof")].strip('"') for line in lines}
    assert (proof["verified"], proof["proven"], proof["bare"], proof["returned"]) == (
        *("Verified", "With evidence", "Without evidence", "Returned"),
    )
    assert "Without evidence" in browser.get(reverse("commitments")).content.decode()


HOSTILE = "<script>alert(1)</script>\u202e=cmd|' /C calc'!A0\x0b"


def test_hostile_words_are_harmless(commitment, actor, head, officer, signed_in):
    browser = signed_in(officer)
    given = {"status": "not_initiated", "due": "2025-09", "comment": HOSTILE, "reason": HOSTILE}
    assert browser.post(reverse("commitment_update", args=[commitment.pk]), given).status_code == 302
    assert browser.post(reverse("commitment_ask", args=[commitment.pk]), {"reason": HOSTILE}).status_code == 302
    page = page_of(signed_in(head.person), commitment)
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 3
    long = browser.post(reverse("commitment_ask", args=[commitment.pk]), {"reason": "x" * 1_000_000})
    assert long.status_code == 422
    assert "at most 10000 characters" in long.content.decode()
