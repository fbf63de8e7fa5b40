"""Signing in, being locked out, and a forgotten password: no answer tells who is known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from axes.helpers import get_client_ip_address
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bagalau.people import actions
from bagalau.people.mail import OUTBOX
from bagalau.people.models import JournalEntry
from bagalau.people.tests import PASSWORD

pytestmark = pytest.mark.django_db
WRONG = "The mail address or the password is not right."


@pytest.fixture
def browser() -> Client:
    return Client(headers={"accept": "text/html"})


def sign_in(browser, email, password=PASSWORD, **more):
    return browser.post(reverse("account_login"), {"login": email, "password": password}, **more)


def mails():
    """The mails sent so far, also those sent beside the page."""
    OUTBOX.submit(lambda: None).result()
    return mail.outbox


def is_signed_in(browser):
    return browser.get(reverse("account")).status_code == 200


def test_mail_address_in_any_case_and_password_open_the_door(browser, reader):
    assert sign_in(browser, reader.email.upper()).url == "/"
    assert is_signed_in(browser)


def test_the_page_asked_for_opens_after_signing_in(browser, reader):
    asked = browser.get(reverse("units"))
    assert sign_in(browser, reader.email, QUERY_STRING=asked.url.split("?")[1]).url == reverse("units")


def test_an_address_elsewhere_is_not_followed(browser, reader):
    assert sign_in(browser, reader.email, QUERY_STRING="next=https://elsewhere.example/").url == "/"


def test_the_language_of_the_person_is_used_after_signing_in(browser, make_person):
    person = make_person("reader", language="kk")
    sign_in(browser, person.email)
    assert browser.cookies["django_language"].value == "kk"


def test_leaving_takes_a_button(browser, reader):
    sign_in(browser, reader.email)
    browser.get(reverse("account_logout"))
    assert is_signed_in(browser)
    browser.post(reverse("account_logout"))
    assert not is_signed_in(browser)


def body(answer) -> str:
    """A page without what differs by chance or by what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return re.sub(r'value="[^"]*@[^"]*"', "", text)


def test_wrong_password_unknown_inactive_and_uninvited_get_the_same_answer(browser, reader, make_person):
    inactive = make_person("reader", is_active=False)
    invited = make_person("reader")
    invited.set_unusable_password()
    invited.save()
    attempts = [
        (reader.email, "wrong"),
        ("nobody@example.org", PASSWORD),
        (inactive.email, PASSWORD),
        (invited.email, PASSWORD),
    ]
    answers = [sign_in(Client(headers={"accept": "text/html"}), *attempt) for attempt in attempts]
    assert {answer.status_code for answer in answers} == {200}
    assert len({body(answer) for answer in answers}) == 1
    assert WRONG in answers[0].content.decode()


@pytest.mark.parametrize("known", [True, False])
def test_five_wrong_passwords_lock_the_address_here_for_a_quarter_of_an_hour(browser, reader, known):
    email = reader.email if known else "nobody@example.org"
    answers = [sign_in(browser, email, "wrong") for _attempt in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    locked = sign_in(browser, email.upper())  # the right password, in another case
    assert locked.status_code == 429
    assert "Try again in 15 minutes" in locked.content.decode()
    assert not is_signed_in(browser)


def test_the_page_of_those_locked_out_is_the_same_for_unknown_addresses(reader):
    pages = []
    for email in (reader.email, "nobody@example.org"):
        browser = Client(headers={"accept": "text/html"})
        pages.append([sign_in(browser, email, "wrong") for _attempt in range(5)][-1])
    assert body(pages[0]) == body(pages[1])


def test_the_lock_opens_by_itself_and_attempts_during_it_do_not_prolong_it(browser, reader):
    for _attempt in range(7):
        sign_in(browser, reader.email, "wrong")
    assert AccessAttempt.objects.get().failures_since_start == 5
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(browser, reader.email).status_code == 302
    assert is_signed_in(browser)


def test_the_lock_holds_for_one_address_from_one_place(browser, reader, officer):
    for _attempt in range(5):
        sign_in(browser, reader.email, "wrong")
    assert sign_in(browser, officer.email).status_code == 302
    elsewhere = Client(headers={"accept": "text/html"}, REMOTE_ADDR="192.0.2.7")
    assert sign_in(elsewhere, reader.email).status_code == 302


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "192.0.2.66, 192.0.2.1", "192.0.2.1"),
        (2, "192.0.2.66, 192.0.2.1, 10.0.0.1", "192.0.2.1"),
        (2, "192.0.2.1", "127.0.0.1"),
        (1, "nonsense", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_the_place_is_what_trusted_proxies_wrote_down_and_nothing_else(rf, settings, proxies, header, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", headers={"X-Forwarded-For": header})
    assert get_client_ip_address(request) == expected
    assert get_adapter(request).get_client_ip(request) == expected


def test_behind_a_proxy_each_place_has_its_own_lock(browser, reader, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _attempt in range(5):
        sign_in(browser, reader.email, "wrong", headers={"X-Forwarded-For": "192.0.2.1"})
    assert sign_in(browser, reader.email, headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 429
    assert sign_in(browser, reader.email, headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 302


def test_signing_in_forgets_earlier_mistakes(browser, reader):
    for _round in range(2):
        for _attempt in range(4):
            sign_in(browser, reader.email, "wrong")
        assert sign_in(browser, reader.email).status_code == 302
        browser.post(reverse("account_logout"))


def test_passwords_and_codes_never_enter_the_record_of_attempts(browser, reader):
    sign_in(browser, reader.email, "my secret words")
    assert "my secret words" not in AccessAttempt.objects.get().post_data


def ask_for_reset(browser, email):
    return browser.post(reverse("account_reset_password"), {"email": email}, follow=True)


def test_a_forgotten_password_is_replaced_through_the_mail_once(browser, make_person):
    person = make_person("reader", language="en")
    ask_for_reset(browser, person.email)
    [message] = mails()
    assert message.to == [person.email]
    link = re.findall(r"http://testserver(\S+)", message.body)[0]
    form = browser.get(link, follow=True)
    given = {"password1": "seven green bicycles", "password2": "seven green bicycles"}
    assert browser.post(form.request["PATH_INFO"], given).status_code == 302
    assert not is_signed_in(browser)
    assert sign_in(browser, person.email, "seven green bicycles").status_code == 302
    assert JournalEntry.objects.get().verb == "reset password"
    again = Client(headers={"accept": "text/html"}).get(link)
    assert "does not work any more" in again.content.decode()


def test_asking_for_a_mail_answers_the_same_to_everybody_and_mails_only_those_who_sign_in(make_person, reader):
    inactive, invited = make_person(is_active=False), make_person()
    invited.set_unusable_password()
    invited.save()
    answers = []
    for email in (reader.email, "nobody@example.org", inactive.email, invited.email):
        browser = Client(headers={"accept": "text/html"})
        answers.append(ask_for_reset(browser, email))
    assert len({body(answer) for answer in answers}) == 1
    assert len({tuple(answer.redirect_chain) for answer in answers}) == 1
    assert [message.to for message in mails()] == [[reader.email]]


def test_links_in_mails_lead_to_the_public_address(browser, reader, settings):
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, origin="https://bagalau.example.org")
    ask_for_reset(browser, reader.email)
    assert "https://bagalau.example.org/account/password/reset/key/" in mails()[0].body


def test_a_weak_password_is_refused_with_the_reasons(browser, reader):
    sign_in(browser, reader.email)
    given = {"oldpassword": PASSWORD, "password1": "123456", "password2": "123456"}
    answer = browser.post(reverse("account_change_password"), given)
    assert answer.status_code == 200
    assert len(answer.context["form"].errors["password1"]) == 3


def test_a_changed_password_is_noted_and_ends_the_other_sessions(browser, reader):
    other = Client(headers={"accept": "text/html"})
    sign_in(browser, reader.email)
    sign_in(other, reader.email)
    given = {"oldpassword": PASSWORD, "password1": "seven green bicycles", "password2": "seven green bicycles"}
    assert browser.post(reverse("account_change_password"), given).url == reverse("account")
    assert is_signed_in(browser)
    assert not is_signed_in(other)
    assert JournalEntry.objects.get().verb == "change password"


def test_an_old_mail_address_opens_nothing_any_more(browser, reader, administrator, viewer):
    old = reader.email
    EmailAddress.objects.create(user=reader, email=old, verified=True, primary=True)
    given = actions.PersonFields(reader.name, "new@example.org", unit=reader.unit)
    actions.change_person(viewer(administrator), reader, given)
    sign_in(browser, old)
    assert not is_signed_in(browser)
    ask_for_reset(browser, old)
    assert mails() == []


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_reset_password_done", "account_change_password"]
)
def test_pages_of_sign_in_open_in_every_language(signed_in, reader, name, language):
    browser = signed_in(reader if name == "account_change_password" else None)
    browser.cookies["django_language"] = language
    assert browser.get(reverse(name)).status_code == 200
