"""One mail tells a person of everything new, at their rhythm, once; and a link in it ends them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from bagalau.evaluations.tests import making
from bagalau.people.models import JournalEntry
from bagalau.reminders import digests
from bagalau.reminders.jobs import remind, tidy
from bagalau.reminders.models import Mail, Notice, Preference
from bagalau.reminders.tests.conftest import NOON

pytestmark = pytest.mark.django_db
MONDAY = date(2025, 6, 16)


@pytest.fixture
def promised(office, officer):
    """The officer is asked for a promise that is overdue."""
    return making.promise(making.evaluation(office.country, "Review of the mills"), "Mend the mill", due="2025-05")


def digest(person) -> Mail:
    return Mail.objects.get(person=person)


def test_everything_new_comes_in_one_mail(promised, office, officer):
    """M-09"""
    making.promise(making.evaluation(office.country, "Second review"), "Count the sacks", due="2025-07")
    assert remind(NOON) == 1
    mail = digest(officer)
    assert mail.to == [officer.email]
    assert mail.subject == "Bagalau: 2 things wait for you"
    for text in (mail.text, mail.html):
        for words in ("Mend the mill", "Count the sacks", "Action overdue", "Action due soon", "May 2025"):
            assert words in text
    notice = Notice.objects.get(label="Mend the mill")
    assert f"http://127.0.0.1:8000{reverse('notice', args=[notice.pk])}" in mail.text


def test_it_is_told_once(promised, officer):
    """M-08, M-09: not again on the same day, nor in the next week as long as nothing is new."""
    assert [remind(NOON + timedelta(days=days)) for days in (0, 0, 1, 7)] == [1, 0, 0, 0]
    assert remind(NOON + timedelta(days=14)) == 1  # a month overdue: a new period
    assert "Mend the mill" in Mail.objects.latest("pk").text


@pytest.mark.parametrize(
    ("rhythm", "weekday", "days"),
    [
        ("daily", 0, ["2025-06-17"]),
        ("weekly", 3, ["2025-06-19"]),
        ("monthly", 1, ["2025-07-01"]),
        ("never", 0, []),
    ],
)
def test_the_rhythm_of_the_person_is_kept(promised, officer, rhythm, weekday, days):
    """M-09: from Tuesday on, asked once a day."""
    Preference.objects.create(person=officer, rhythm=rhythm, weekday=weekday)
    written = [NOON + timedelta(days=number) for number in range(1, 20) if remind(NOON + timedelta(days=number))]
    assert [f"{moment:%Y-%m-%d}" for moment in written][:1] == days


def test_a_worker_that_was_away_on_the_day_writes_it_when_it_is_back(promised, officer):
    """M-09: known on Monday, written on Wednesday."""
    assert remind(NOON.replace(hour=0)) == 0  # five o'clock in Almaty: nobody's digest is written in the night
    assert Notice.objects.count() == 1
    assert remind(NOON + timedelta(days=2)) == 1


def test_what_was_read_or_is_left_out_or_over_is_not_told(promised, office, officer):
    review = making.evaluation(office.country, "Second review")
    Preference.objects.create(person=officer, rhythm="daily", left_out=["action_due"])
    making.promise(review, "Left out", due="2025-07")
    done = making.promise(review, "Done", due="2025-05")
    remind(NOON.replace(hour=0))
    Notice.objects.filter(label="Mend the mill").update(read_at=timezone.now())
    done.status = "completed"
    done.save()
    assert remind(NOON) == 0


def test_who_left_gets_none(promised, officer):
    remind(NOON.replace(hour=0))
    officer.is_active = False
    officer.save()
    assert remind(NOON) == 0


def test_of_two_workers_one_writes_it(promised, officer, monkeypatch):
    """M-08: the other looked before the first one wrote."""
    remind(NOON)
    Notice.objects.update(mail=None)
    monkeypatch.setattr("bagalau.reminders.digests.Mail.objects.filter", lambda **given: Mail.objects.none())
    assert digests.write(officer, MONDAY) is False
    assert Notice.objects.filter(mail=None).count() == 1
    monkeypatch.undo()
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_it_is_written_in_the_language_of_the_person(promised, officer, language):
    officer.language = language
    officer.save()
    remind(NOON)
    html = digest(officer).html
    assert f'lang="{language}"' in html
    assert {"en": "May 2025", "ru": "май 2025", "kk": "2025 ж. мам"}[language] in html


def test_of_much_the_first_is_told_and_how_much_more_there_is(office, officer):
    review = making.evaluation(office.country)
    for number in range(digests.SHOWN + 5):
        making.promise(review, f"Promise {number}", due="2025-05")
    remind(NOON)
    mail = digest(officer)
    assert mail.text.count("Promise ") == digests.SHOWN
    assert "and 5 more" in mail.text
    assert "and 5 more" in mail.html
    assert Notice.objects.filter(mail=mail).count() == digests.SHOWN + 5


def test_hostile_words_do_no_harm(office, officer):
    text = "<script>alert(1)</script>\r\nBcc: all@example.org\u202egnp.exe\x00\x1b[31m" + "x" * 10**6
    review = making.evaluation(office.country)
    making.promise(review, text.replace("\0", ""), due="2025-05")
    remind(NOON)
    mail = digest(officer)
    assert "<script" not in mail.html
    assert "\u202e" not in mail.text + mail.html
    assert "\x1b" not in mail.text + mail.html
    assert len(mail.text) < 3000
    assert "\n" not in mail.subject


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\x00b\u200e c\n d", "ab c d"), ("  ", ""), ("x" * 200, "x" * 159 + "…"), ("Қала\t№ 5", "Қала № 5")],
)
def test_a_text_becomes_one_plain_line(text, line):
    assert digests.one_line(text) == line


@pytest.fixture
def stop(promised, officer):
    """The path in the mail that ends the digests."""
    remind(NOON)
    mail = digest(officer)
    address = mail.headers["List-Unsubscribe"].strip("<>")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"  # RFC 8058
    assert address in mail.text
    return urlsplit(address).path


def wants(person) -> str:
    return digests.preference_of(type(person).objects.get(pk=person.pk)).rhythm


def test_one_click_ends_them_without_signing_in_and_again_changes_nothing(stop, officer, signed_in):
    """As a mail program does it: no cookie, no form key, a fixed word (RFC 8058)."""
    for _turn in range(2):
        answer = signed_in().post(stop, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "You get no more digests" in answer.content.decode()
    assert wants(officer) == "never"
    line = JournalEntry.objects.get(verb="set digests")
    assert (line.actor, line.after) == (officer, {"rhythm": "never"})


def test_looking_at_the_link_changes_nothing(stop, officer, signed_in):
    page = signed_in().get(stop).content.decode()
    assert "Send me no more digests" in page
    assert officer.name not in page
    assert wants(officer) == "weekly"


@pytest.mark.parametrize("change", ["person", "signature", "words", "gone"])
def test_a_link_that_was_not_made_here_is_none(stop, officer, reader, signed_in, change):
    path = {
        "person": stop.replace(f"/{officer.pk}:", f"/{reader.pk}:"),
        "signature": stop.rstrip("/")[:-1] + "/",
        "words": reverse("digest_stop", args=["x"]),
        "gone": stop,
    }[change]
    type(officer).objects.filter(pk=officer.pk).update(is_active=change != "gone")
    for method in ("get", "post"):
        assert getattr(signed_in(), method)(path).status_code == 404
    assert not Preference.objects.exists()


def test_what_nobody_needs_is_forgotten(promised, officer):
    remind(NOON)
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    Mail.objects.update(state="sent", sent_at=long_ago)
    Notice.objects.update(closed_at=long_ago)
    waiting = Mail.objects.create(key="letter:1", made_at=long_ago)
    tidy(NOON)
    assert list(Mail.objects.all()) == [waiting]
    assert not Notice.objects.exists()
