"""The calendar under a private address: days on which something is due, and nothing for whoever does not know it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils.translation import get_language
from icalendar import Calendar as Parsed

from bagalau.evaluations.models import EvaluationPlan, ManagementResponse, PlanStep
from bagalau.evaluations.tests import making
from bagalau.people.models import JournalEntry
from bagalau.reminders import calendars
from bagalau.reminders.models import Calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(officer, signed_in):
    """The address of the officer's calendar."""
    page = signed_in(officer).post(reverse("calendar_new"))
    return urlsplit(page.context["address"]).path


def events(answer) -> dict[str, tuple[str, date]]:
    assert answer.status_code == 200
    return {str(event["uid"]): said(event) for event in parsed(answer.content)}


def parsed(data: bytes) -> list[Any]:
    return Parsed.from_ical(data).walk("VEVENT")


def said(event: Any) -> tuple[str, date]:
    return str(event["summary"]), event["dtstart"].dt


def test_the_address_opens_the_calendar_without_signing_in(address, signed_in):
    answer = signed_in().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert events(answer) == {}


def test_days_are_whole_and_keep_their_numbers_when_they_move(address, office, officer, signed_in):
    row = making.promise(making.evaluation(office.country), "Mend the mill", due="2090-05")
    row.responsible_people.add(officer)
    answer = signed_in().get(address)
    assert events(answer) == {f"commitment-{row.pk}@127.0.0.1": ("Due: Mend the mill", date(2090, 5, 31))}
    lines = answer.content.decode()
    assert "DTSTART;VALUE=DATE:20900531" in lines
    assert "DTEND;VALUE=DATE:20900601" in lines
    assert f"URL:http://127.0.0.1:8000/commitments/{row.pk}/" in lines
    assert "DTSTAMP:2" in lines
    assert "\r\n" in lines
    row.due_on = date(2090, 6, 30)
    row.save()
    assert events(signed_in().get(address)) == {
        f"commitment-{row.pk}@127.0.0.1": ("Due: Mend the mill", date(2090, 6, 30))
    }
    row.status = "completed"
    row.save()
    assert events(signed_in().get(address)) == {}


def test_responses_and_reviews_of_ones_units_are_there_and_of_others_not(office, officer, viewer):
    for unit in (office.country, office.neighbour):
        making.evaluation(unit, f"Review of {unit.code}", stage="completed", completed="2025-06")
        days = {"starts": date(2025, 1, 1), "ends": date(2028, 12, 31)}
        plan = EvaluationPlan.objects.create(unit=unit, status="posted", **days)
        PlanStep.objects.create(plan=plan, at=datetime(2025, 2, 1, tzinfo=UTC), status="posted")
    done = making.evaluation(office.country, "Answered", stage="completed", completed="2025-05")
    ManagementResponse.objects.create(evaluation=done, unit=office.country, approval="approved")
    assert [said(event) for event in parsed(calendars.feed(viewer(officer)))] == [
        ("Management response due: Review of CO1", date(2025, 8, 11)),
        ("Review of the plan: CO1 2025–2028", date(2025, 12, 31)),
    ]


def test_a_new_address_ends_the_one_before_and_it_can_be_taken_away(address, officer, signed_in):
    page = signed_in(officer).post(reverse("calendar_new"))
    second = urlsplit(page.context["address"]).path
    assert second != address
    assert page.context["address"] in page.content.decode()
    assert signed_in().get(address).status_code == 404
    assert signed_in().get(second).status_code == 200
    for _turn in range(2):
        assert signed_in(officer).post(reverse("calendar_end")).status_code == 302
    assert signed_in().get(second).status_code == 404
    verbs = ["make calendar address", "renew calendar address", "end calendar address"]
    assert [line.verb for line in JournalEntry.objects.order_by("number")] == verbs


def test_the_address_is_not_kept_and_not_shown_again(address, officer, signed_in):
    token = address.split("/")[2].removesuffix(".ics")
    assert token not in Calendar.objects.get().digest
    assert token not in signed_in(officer).get(reverse("notice_settings")).content.decode()
    assert not JournalEntry.objects.filter(after__icontains=token).exists()


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "қ", "..%2F"])
def test_a_wrong_address_is_none(address, signed_in, token):
    assert signed_in().get(f"/calendar/{token}.ics").status_code == 404
    assert signed_in().post(address).status_code == 405


def test_who_left_has_no_calendar(address, officer, signed_in):
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)
    assert signed_in().get(address).status_code == 404


def test_hostile_words_stay_words(address, office, officer, signed_in):
    text = "Mend\r\nEND:VEVENT\nATTENDEE:mailto:all@example.org; , \\ \u202e\x1b<b>" + "x" * 10**5
    row = making.promise(making.evaluation(office.country, "Long; title, with\\ marks"), text, due="2090-05")
    row.responsible_people.add(officer)
    answer = signed_in().get(address)
    assert len(events(answer)) == 1
    assert "\r\nATTENDEE" not in answer.content.decode()
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    event = parsed(answer.content)[0]
    assert str(event["description"]) == "Long; title, with\\ marks"
    assert str(event["summary"]).startswith("Due: Mend END:VEVENT ATTENDEE:mailto:all@example.org; , \\ <b>xxx")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_calendar_speaks_the_language_of_its_owner(address, officer, signed_in, language, monkeypatch):
    spoken = []
    real = calendars.feed

    def feed(viewer):
        spoken.append(get_language())
        return real(viewer)

    monkeypatch.setattr("bagalau.reminders.views.feed", feed)
    officer.language = language
    officer.save()
    assert signed_in().get(address).status_code == 200
    assert spoken == [language]
