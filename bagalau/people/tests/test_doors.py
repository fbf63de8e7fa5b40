"""Deny by default: every address names its action or is listed, and the rest stays shut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bagalau.people.middleware import LIBRARY_PAGES, action_of
from bagalau.people.permissions import actions, markdown
from bagalau.people.rules import EVERYBODY, Action, Role

SHUT = {
    "account_inactive",
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_set_password",
    "account_confirm_login_code",
}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


ALL = list(patterns(get_resolver()))


@pytest.mark.parametrize("pattern", ALL, ids=[str(pattern.name) for pattern in ALL])
def test_every_address_names_its_action_or_is_known_to_be_shut(pattern):
    assert action_of(pattern.callback, pattern.name) or pattern.name in SHUT


def test_pages_of_libraries_that_are_listed_exist():
    assert set(LIBRARY_PAGES) <= {pattern.name for pattern in ALL}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/account/signup/",
        "/account/email/",
        "/account/inactive/",
        "/account/confirm-email/",
        "/account/confirm-email/some-key/",
        "/account/password/set/",
        "/account/login/code/confirm/",
        "/account/2fa/webauthn/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_unlisted_pages_of_libraries_are_not_there_for_anybody(signed_in, administrator, address, method):
    for person in (None, administrator):
        assert getattr(signed_in(person), method)(address).status_code == 404


@pytest.mark.django_db
def test_pages_of_libraries_open_as_far_as_they_are_needed(signed_in, reader):
    """To the public, and to somebody signed in without a second step: shown, led elsewhere (302) or absent."""
    both = {
        (200, 200): "account_reset_password account_reset_password_done account_reset_password_from_key "
        "account_reset_password_from_key_done",
        (200, 302): "account_login",
        (302, 200): "account_logout account_reauthenticate account_change_password mfa_index",
        (302, 302): "mfa_authenticate mfa_reauthenticate mfa_activate_totp mfa_generate_recovery_codes",
        (302, 404): "mfa_deactivate_totp mfa_view_recovery_codes mfa_download_recovery_codes",
    }
    expected = {name: answers for answers, names in both.items() for name in names.split()}
    assert set(expected) == set(LIBRARY_PAGES)
    browsers = (signed_in(), signed_in(reader))
    for name, answers in expected.items():
        address = reverse(name, args=("1", "no-key") if name.endswith("_from_key") else ())
        assert tuple(browser.get(address).status_code for browser in browsers) == answers, name


def test_actions_have_names_of_their_own():
    names = [action.name for action in actions()]
    assert len(names) == len(set(names))
    assert "journal.view" in names


def test_the_table_of_permissions_shows_each_action_with_its_roles():
    shown = markdown([Action("thing.read", frozenset({Role.READER}), own=True), Action("home", EVERYBODY, public=True)])
    lines = {line.split("`")[1]: line.split("|")[2:-1] for line in shown.splitlines() if line.startswith("| `")}
    assert [cell.strip() for cell in lines["thing.read"]] == ["", "●", *[""] * 9, "●", ""]
    assert [cell.strip() for cell in lines["home"]] == ["●", "", *["●"] * len(Role)]
