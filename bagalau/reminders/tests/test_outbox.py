"""A mail is there if what it tells of was saved; it leaves once; a server that is down delays and loses nothing."""

from __future__ import annotations

import smtplib
from email import message_from_bytes
from email.policy import default

import pytest
from django.conf import settings
from django.core.mail import EmailMessage, get_connection, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.urls import reverse

from bagalau.people.models import Person
from bagalau.reminders import outbox
from bagalau.reminders.models import Mail
from bagalau.reminders.rules import MailState

pytestmark = pytest.mark.django_db


def letter(number: int = 1, **given) -> Mail:
    to = given.pop("to", [f"person{number}@example.org"])
    words = {"subject": f"Mail {number}", "text": "The wood is cut.\n", "sender": "office@example.org"}
    return Mail.objects.create(key=f"letter:{number}", to=to, **{**words, **given})


@pytest.fixture
def due(clock):
    """``due(number, …)``: a mail whose time has come."""

    def make(number: int = 1, **given) -> Mail:
        return letter(number, next_at=clock.now, made_at=clock.now, **given)

    return make


def state(mail: Mail) -> str:
    mail.refresh_from_db()
    return mail.state


def test_a_mail_is_sent_with_both_its_forms_and_forgotten(post, due, clock):
    mail = due(html="<p>The wood is cut.</p>", headers={"List-Unsubscribe": "<https://example.org/>"}, subject="Қайың")
    assert outbox.deliver(clock) == 1
    got = message_from_bytes(post.letters[0].content, policy=default)
    assert (got["Subject"], got["To"]) == ("Қайың", "person1@example.org")
    assert got["List-Unsubscribe"] == "<https://example.org/>"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Message-ID"].endswith("@example.org>")
    assert [part.get_content_type() for part in got.iter_parts()] == ["text/plain", "text/html"]
    assert state(mail) == "sent"
    assert (mail.text, mail.html, mail.headers, mail.sent_at) == ("", "", {}, clock.now)


def test_a_mail_is_there_only_if_what_it_tells_of_was_saved(post):
    with transaction.atomic():
        send_mail("Subject", "Text", "office@example.org", ["reader@example.org"])
        transaction.set_rollback(True)
    assert not Mail.objects.exists()
    with transaction.atomic():
        send_mail("Subject", "Text", "office@example.org", ["reader@example.org"], html_message="<p>Text</p>")
    assert (Mail.objects.get().html, post.letters) == ("<p>Text</p>", [])


def test_an_invitation_waits_for_a_mail_server_that_is_down(post, administrator, signed_in, clock):
    """M-10"""
    post.down()
    given = {"name": "Nurlan", "email": "nurlan@example.org", "language": "en", "role": "reader"}
    page = signed_in(administrator).post(reverse("invite"), given, follow=True).content.decode()
    assert "An invitation was sent" in page
    assert Person.objects.filter(email="nurlan@example.org").exists()
    clock.now = Mail.objects.get().next_at
    assert outbox.deliver(clock) == 0
    assert Mail.objects.get().error
    post.up()
    clock.later(minutes=1)
    assert outbox.deliver(clock) == 1
    assert post.to == ["nurlan@example.org"]


def test_while_the_server_is_down_it_is_asked_more_and_more_rarely_and_for_all_mails_at_once(post, due, clock):
    """M-10"""
    post.down()
    mails = [due(number) for number in range(3)]
    waits = []
    for _turn in range(9):
        outbox.deliver(clock)
        assert {state(mail) for mail in mails} == {"waiting"}
        later = min(mail.next_at for mail in mails)
        assert {mail.next_at for mail in mails} == {later}
        waits.append((later - clock.now).seconds // 60)
        clock.now = later
    assert waits == sorted(waits)
    assert sum(mail.tries for mail in mails) == 9
    post.up()
    assert outbox.deliver(clock) == 3
    assert sorted(post.to) == [f"person{number}@example.org" for number in range(3)]


@pytest.mark.parametrize(
    ("answer", "after"),
    [("550 No such person", "failed"), ("451 Try again later", "waiting")],
)
def test_a_mail_that_is_refused_does_not_hold_up_the_others(post, due, clock, answer, after):
    """M-10"""
    post.answers["person1@example.org"] = answer
    refused, good = due(1), due(2)
    assert outbox.deliver(clock) == 1
    assert (state(refused), state(good)) == (after, "sent")
    assert refused.error == answer
    assert refused.text
    assert post.to == ["person2@example.org"]


@pytest.mark.parametrize(
    "given", [{"subject": "Two\nlines"}, {"to": ["no address at all\n"]}, {"headers": {"X": "a\r\nBcc: all"}}]
)
def test_a_mail_that_cannot_be_written_does_not_hold_up_the_others(post, due, clock, given):
    """M-10"""
    bad, good = due(1, **given), due(2)
    assert outbox.deliver(clock) == 1
    assert (state(bad), state(good)) == ("failed", "sent")


@pytest.mark.parametrize("problem", [smtplib.SMTPServerDisconnected("Connection unexpectedly closed"), TimeoutError()])
def test_a_mail_to_which_the_answer_was_lost_is_not_repeated_and_holds_up_no_other(
    post, due, clock, monkeypatch, problem
):
    """M-10"""
    first, second = due(1), due(2)
    real = smtplib.SMTP.data
    broken = iter([True])

    def data(self, *given):
        answer = real(self, *given)
        if next(broken, False):
            self.close()
            raise problem
        return answer

    monkeypatch.setattr(smtplib.SMTP, "data", data)
    assert outbox.deliver(clock) == 1
    assert (state(first), state(second)) == ("unsure", "sent")
    clock.later(days=1)
    assert outbox.deliver(clock) == 0
    assert post.to == ["person1@example.org", "person2@example.org"]
    assert first.text


@pytest.mark.parametrize(
    ("problem", "final"),
    [
        (smtplib.SMTPDataError(554, b"Spam"), True),
        (smtplib.SMTPDataError(452, b"Full"), False),
        (smtplib.SMTPRecipientsRefused({"a": (550, b"No"), "b": (450, b"Later")}), False),
        (smtplib.SMTPNotSupportedError("SMTPUTF8"), True),
        (smtplib.SMTPServerDisconnected("gone"), False),
        (TimeoutError(), False),
        (UnicodeEncodeError("ascii", "қ", 0, 1, "no"), True),
    ],
)
def test_what_is_refused_for_good_is_told_from_what_is_not(problem, final):
    """M-10"""
    assert outbox.is_final(problem) == final


def test_killed_between_claim_and_handing_over_it_is_sent_by_another_worker_once(post, due, clock):
    mail = due()
    assert outbox.claim(clock.now) == mail  # and then nothing more is heard of this worker
    assert outbox.deliver(clock) == 0
    clock.later(minutes=6)
    assert outbox.deliver(clock) == 1
    clock.later(minutes=6)
    assert outbox.deliver(clock) == 0
    assert post.to == ["person1@example.org"]


def test_killed_while_handing_over_it_is_not_repeated_but_shown(post, due, clock, administrator, signed_in):
    """The server took it, but the worker did not live to note it."""
    mail = due()
    claimed = outbox.claim(clock.now)
    assert claimed is not None
    with pytest.raises(KeyboardInterrupt):
        outbox.hand_over(claimed, Dying(), clock)
    assert post.to == ["person1@example.org"]
    assert outbox.deliver(clock) == 0
    clock.later(minutes=6)
    assert outbox.deliver(clock) == 0
    assert state(mail) == "unsure"
    assert post.to == ["person1@example.org"]
    page = signed_in(administrator).get(reverse("mails")).content.decode()
    assert "Perhaps sent" in page
    assert reverse("mail_again", args=[mail.pk]) in page


class Dying(BaseEmailBackend):
    """Gives mails to the server, and is killed before anything else happens."""

    def send_messages(self, email_messages) -> int:
        get_connection(settings.MAIL_DELIVERY).send_messages(email_messages)
        raise KeyboardInterrupt


def test_a_claim_that_ran_out_is_worth_nothing(post, due, clock):
    """A machine slept between claiming and sending; another worker has sent the mail meanwhile."""
    due()
    asleep = outbox.claim(clock.now)
    clock.later(minutes=6)
    assert outbox.deliver(clock) == 1
    assert asleep is not None
    assert outbox.hand_over(asleep, get_connection(settings.MAIL_DELIVERY), clock) is False
    assert len(post.letters) == 1


def test_each_mail_is_noted_as_sent_before_the_next(post, due, clock):
    mails = [due(number) for number in range(3)]
    seen = []
    real = outbox.hand_over

    def hand_over(*given):
        seen.append([state(mail) for mail in mails])
        return real(*given)

    outbox.hand_over = hand_over
    try:
        outbox.deliver(clock)
    finally:
        outbox.hand_over = real
    assert seen == [["waiting"] * 3, ["sent", "waiting", "waiting"], ["sent", "sent", "waiting"]]


def test_after_some_mails_other_work_has_its_turn(post, due, clock):
    for number in range(5):
        due(number)
    assert outbox.deliver(clock, most=2) == 2
    assert outbox.deliver(clock, most=9) == 3


def test_what_the_outbox_cannot_keep_is_refused(post):
    with pytest.raises(ValueError, match="nothing else"):
        EmailMessage("Subject", "Text", "a@example.org", ["b@example.org"], bcc=["c@example.org"]).send()


def test_a_mail_that_is_stuck_is_sent_again_by_an_administrator(post, due, clock, administrator, officer, signed_in):
    mail = due(state=MailState.FAILED, error="No such person")
    address = reverse("mail_again", args=[mail.pk])
    assert signed_in(officer).post(address).status_code == 403
    assert signed_in(administrator).post(address).status_code == 302
    assert (state(mail), mail.error, mail.tries) == ("waiting", "", 0)
    assert signed_in(administrator).post(address).status_code == 409
    clock.now = mail.next_at
    assert outbox.deliver(clock) == 1
