"""Pages of notices, preferences, and outgoing mail."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bagalau.evaluations.tests import making
from bagalau.people.models import JournalEntry
from bagalau.reminders.digests import preference_of
from bagalau.reminders.models import Job, Mail, Notice
from bagalau.reminders.notices import bring_up
from bagalau.reminders.rules import Kind
from bagalau.reminders.tests.conftest import NOON

pytestmark = pytest.mark.django_db
MONDAY = date(2025, 6, 16)


@pytest.fixture
def promised(office, officer):
    """The officer is asked for a promise that is overdue."""
    row = making.promise(making.evaluation(office.country), "Mend the mill", due="2025-05")
    bring_up(NOON, MONDAY)
    return row


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_what_waits_is_told_on_its_page_and_counted_on_every_page(promised, officer, signed_in):
    browser = signed_in(officer)
    assert '<b class="menu-count">1</b>' in text(browser.get(reverse("account")))
    page = text(browser.get(reverse("notices")))
    assert "Mend the mill" in page
    assert "Action overdue" in page


def test_of_others_nothing_is_told(promised, stranger, administrator, signed_in):
    notice = Notice.objects.get()
    for person in (stranger, administrator):
        browser = signed_in(person)
        assert "Mend the mill" not in text(browser.get(reverse("notices")))
        assert "menu-count" not in text(browser.get(reverse("account")))
        assert browser.get(reverse("notice", args=[notice.pk])).status_code == 404
    assert signed_in().get(reverse("notices")).url.startswith(reverse("account_login"))
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_notice_leads_to_its_record_and_is_read_then(promised, officer, signed_in):
    browser = signed_in(officer)
    assert browser.get(reverse("account")).status_code == 200
    answer = browser.get(reverse("notice", args=[Notice.objects.get().pk]))
    assert answer.url == reverse("commitment", args=[promised.pk])
    assert "menu-count" not in text(browser.get(reverse("account")))
    assert "Mend the mill" in text(browser.get(reverse("notices")))
    assert "Mend the mill" not in text(browser.get(reverse("notices"), {"new": "1"}))


def test_a_link_in_a_mail_leads_to_the_record_also_when_it_is_done(promised, officer, signed_in):
    promised.status = "completed"
    promised.save()
    bring_up(NOON, MONDAY)
    browser = signed_in(officer)
    assert "Nothing waits for you" in text(browser.get(reverse("notices")))
    answer = browser.get(reverse("notice", args=[Notice.objects.get().pk]))
    assert answer.url == reverse("commitment", args=[promised.pk])


def test_a_record_without_a_page_leads_back(promised, officer, signed_in):
    Notice.objects.update(record_kind="mill")
    assert signed_in(officer).get(reverse("notice", args=[Notice.objects.get().pk])).url == reverse("notices")


def test_all_are_read_with_one_button_and_the_journal_is_not_told(promised, officer, signed_in):
    browser = signed_in(officer)
    lines = JournalEntry.objects.count()
    assert browser.post(reverse("notices_read")).url == reverse("notices")
    assert not Notice.objects.filter(read_at=None).exists()
    assert JournalEntry.objects.count() == lines


def test_preferences_are_kept_with_one_line_in_the_journal(officer, signed_in):
    browser = signed_in(officer)
    given = {"rhythm": "monthly", "weekday": "2", "kinds": ["request", "approval"]}
    for _turn in range(2):
        assert browser.post(reverse("notice_settings"), given).status_code == 302
    found = preference_of(type(officer).objects.get(pk=officer.pk))
    assert (found.rhythm, found.weekday, len(found.left_out)) == ("monthly", 2, len(Kind) - 2)
    assert "action_due" in found.left_out
    assert JournalEntry.objects.filter(verb="set digests", actor=officer).count() == 1


@pytest.mark.parametrize(
    "given",
    [{"rhythm": "hourly"}, {"weekday": "7"}, {"weekday": "x"}, {"kinds": ["<script>"]}, {"rhythm": ""}],
)
def test_preferences_that_make_no_sense_are_refused_with_the_reason(officer, signed_in, given):
    answer = signed_in(officer).post(reverse("notice_settings"), {"rhythm": "daily", "weekday": "1", **given})
    assert answer.status_code == 200
    assert "field-error" in text(answer)
    assert not JournalEntry.objects.filter(verb="set digests").exists()


def test_hostile_words_do_no_harm(office, officer, signed_in):
    making.promise(
        making.evaluation(office.country), "<script>alert(1)</script>=1+1\u202egnp" + "x" * 10**6, due="2025-05"
    )
    bring_up(NOON, MONDAY)
    page = signed_in(officer).get(reverse("notices"))
    assert b"<script>alert" not in page.content
    assert len(page.content) < 60_000


def test_the_outbox_tells_what_became_of_each_mail_but_not_what_it_said(administrator, officer, signed_in):
    Mail.objects.create(
        key="a", to=["nurlan@example.org"], subject="Your invitation", text="secret link", state="failed"
    )
    Job.objects.create(name="reminders", next_at=NOON, done_at=NOON, error="RuntimeError: no wood")
    page = text(signed_in(administrator).get(reverse("mails")))
    for words in ("Your invitation", "nurlan@example.org", "Refused", "Reminders and digests", "no wood"):
        assert words in page
    assert "secret link" not in page
    file = b"".join(signed_in(administrator).get(reverse("mails"), {"format": "csv"}))
    assert b"secret link" not in file
    assert signed_in(officer).get(reverse("mails")).status_code == 403
    assert "Outgoing mail" not in text(signed_in(officer).get(reverse("notices")))


def test_mails_are_filtered_by_state_and_subject(administrator, signed_in):
    Mail.objects.create(key="a", subject="Мельница", state="sent")
    Mail.objects.create(key="b", subject="Wood", state="waiting")
    browser = signed_in(administrator)
    assert "Мельница" not in text(browser.get(reverse("mails"), {"state": "waiting"}))
    assert "Мельница" in text(browser.get(reverse("mails"), {"subject": "мельниц"}))
    assert "No worker has run yet" in text(browser.get(reverse("mails")))
