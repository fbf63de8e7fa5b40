"""Two-step sign-in: turned on with a code, asked for at sign-in, and guarded by the same lock as passwords."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from bagalau.people.models import JournalEntry
from bagalau.people.tests import PASSWORD

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def code(secret=SECRET):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def browser() -> Client:
    return Client(headers={"accept": "text/html"})


@pytest.fixture
def careful(reader):
    """A reader with two-step sign-in."""
    TOTP.activate(reader, SECRET)
    RecoveryCodes.activate(reader)
    return reader


def sign_in(browser, person, password=PASSWORD):
    return browser.post(reverse("account_login"), {"login": person.email, "password": password})


def give(browser, given):
    return browser.post(reverse("mfa_authenticate"), {"code": given})


def is_signed_in(browser):
    return browser.get(reverse("account")).status_code == 200


def test_it_is_turned_on_with_a_picture_and_a_code_and_off_again(browser, reader, django_capture_on_commit_callbacks):
    sign_in(browser, reader)
    asked = browser.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    browser.post(asked.url, {"password": PASSWORD})
    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert secret in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(page.request["PATH_INFO"], {"code": "000000"}).status_code == 200
        assert browser.post(page.request["PATH_INFO"], {"code": code(secret)}).url == reverse("mfa_view_recovery_codes")
    assert len(browser.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]) == 10
    assert b"\n" in browser.get(reverse("mfa_download_recovery_codes")).content
    assert "It is on" in browser.get(reverse("mfa_index")).content.decode()
    assert "is on" in browser.get(reverse("account")).content.decode()
    browser.get(reverse("mfa_deactivate_totp"))
    browser.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=reader).exists()
    verbs = [line.verb for line in JournalEntry.objects.order_by("number")]
    assert verbs == ["turn two-step sign-in on", "turn two-step sign-in off"]


def test_the_password_alone_opens_nothing(browser, careful):
    assert sign_in(browser, careful).url == reverse("mfa_authenticate")
    assert not is_signed_in(browser)
    assert browser.get(reverse("mfa_authenticate")).status_code == 200
    assert give(browser, code()).url == "/"
    assert is_signed_in(browser)


def test_a_wrong_code_is_told_in_words(browser, careful):
    sign_in(browser, careful)
    assert "The code is not right" in give(browser, "000000").content.decode()


def test_a_code_cannot_be_used_twice(careful):
    used = code()
    for expected in (302, 200):
        browser = Client(headers={"accept": "text/html"})
        sign_in(browser, careful)
        assert give(browser, used).status_code == expected


def test_a_recovery_code_replaces_the_app_once(careful):
    spare = Authenticator.objects.get(user=careful, type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (302, 200):
        browser = Client(headers={"accept": "text/html"})
        sign_in(browser, careful)
        assert give(browser, spare).status_code == expected


def test_wrong_codes_lock_like_wrong_passwords_and_together_with_them(browser, careful):
    for _attempt in range(2):
        sign_in(browser, careful, "wrong")
    assert sign_in(browser, careful).status_code == 302
    assert [give(browser, "000000").status_code for _attempt in range(3)] == [200, 200, 429]
    assert give(browser, code()).status_code == 429
    assert not is_signed_in(browser)
    assert sign_in(Client(headers={"accept": "text/html"}), careful).status_code == 429


def test_wrong_passwords_lock_before_the_second_step_too(browser, careful):
    answers = [sign_in(browser, careful, "wrong").status_code for _attempt in range(5)]
    assert answers == [200] * 4 + [429]
    assert sign_in(browser, careful).status_code == 429


def test_the_right_password_does_not_forget_wrong_codes(careful):
    """Otherwise whoever has the password could guess codes without end."""
    for _round in range(4):
        browser = Client(headers={"accept": "text/html"})
        sign_in(browser, careful)
        assert give(browser, "000000").status_code == 200
    browser = Client(headers={"accept": "text/html"})
    sign_in(browser, careful)
    assert give(browser, "000000").status_code == 429


def test_the_second_step_is_nothing_without_the_first(browser):
    assert browser.get(reverse("mfa_authenticate")).url == reverse("account_login")


def test_guessing_the_password_when_asked_again_locks_too(browser, reader):
    sign_in(browser, reader)
    address = reverse("account_reauthenticate")
    answers = [browser.post(address, {"password": "wrong"}).status_code for _attempt in range(5)]
    assert answers == [200] * 4 + [429]


@pytest.mark.parametrize("name", ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"])
def test_pages_open_after_the_password_was_given_again(browser, careful, name):
    sign_in(browser, careful)
    give(browser, code())
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert browser.get(reverse(name)).status_code == 200


def test_the_page_that_asks_again_offers_the_other_way(browser, careful):
    sign_in(browser, careful)
    give(browser, code())
    assert reverse("mfa_reauthenticate") in browser.get(reverse("account_reauthenticate")).content.decode()
    assert reverse("account_reauthenticate") in browser.get(reverse("mfa_reauthenticate")).content.decode()
