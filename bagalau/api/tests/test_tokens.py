"""The page where one makes tokens, and what becomes of them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bagalau.api import actions
from bagalau.api.models import ApiToken
from bagalau.api.rules import Scope, digest
from bagalau.api.tests import Program, refusal, said
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.people.tests import PASSWORD

pytestmark = pytest.mark.django_db
FORM = {"name": "Monthly report", "scopes": ["write:commitments"], "days": "90"}


@pytest.fixture
def known(signed_in):
    """``known(person)``: a browser in which somebody gave the password a moment ago."""

    def browser(person):
        entered = signed_in(person)
        entered.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return entered

    return browser


@pytest.fixture
def made(reader, known):
    """The page that shows a new token, and the token."""
    page = known(reader).post(reverse("tokens"), FORM).content.decode()
    found = re.search(r"bagalau_[\w-]{43}", page)
    assert found
    return page, found.group()


def test_a_new_token_is_shown_once_and_kept_as_a_digest(reader, signed_in, made):
    """A-03"""
    _page, secret = made
    token = ApiToken.objects.get()
    assert (token.digest, token.scopes) == (digest(secret), ["read", "write:commitments"])
    assert token.expires_on == timezone.localdate() + timedelta(days=90)
    again = signed_in(reader).get(reverse("tokens")).content.decode()
    assert secret not in again
    assert token.hint in again
    assert secret not in str(list(JournalEntry.objects.values("after", "record_label")))


def test_whoever_makes_a_token_gives_the_password_once_more_and_types_nothing_twice(reader, signed_in):
    browser = signed_in(reader)
    assert browser.get(reverse("tokens")).status_code == 200
    asked = browser.post(reverse("tokens"), FORM)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    wrong = browser.post(asked.url, {"password": "wrong"})
    assert (wrong.status_code, ApiToken.objects.count()) == (200, 0)
    shown = browser.post(asked.url, {"password": PASSWORD}).content.decode()
    token = ApiToken.objects.get()
    assert token.hint in shown
    assert (token.name, token.scopes) == (FORM["name"], ["read", "write:commitments"])


def test_a_token_opens_what_its_person_may_read(reader, made):
    assert Program(made[1]).get("/units").status_code == 200
    assert refusal(Program(made[1]).get("/journal")) == (403, "not-allowed")


def test_a_token_that_is_revoked_opens_nothing_any_more(reader, signed_in, made):
    """A-01"""
    token = ApiToken.objects.get()
    assert signed_in(reader).post(reverse("token_revoke", args=[token.pk])).status_code == 302
    assert refusal(Program(made[1]).get("/units")) == (401, "token-needed")
    assert [line.verb for line in JournalEntry.objects.order_by("number")] == ["make token", "revoke token"]


def test_nobody_sees_or_revokes_the_tokens_of_others(administrator, signed_in, made):
    token = ApiToken.objects.get()
    browser = signed_in(administrator)
    assert FORM["name"] not in browser.get(reverse("tokens")).content.decode()
    assert browser.post(reverse("token_revoke", args=[token.pk])).status_code == 404


def test_a_form_that_is_not_in_order_makes_no_token(reader, known):
    browser = known(reader)
    for wrong in ({"name": ""}, {"days": "99999"}, {"scopes": ["everything"]}, {"name": "x" * 101}):
        assert browser.post(reverse("tokens"), FORM | wrong).status_code == 422
    assert not ApiToken.objects.exists()


def test_a_hostile_name_is_shown_as_it_is(reader, known):
    name = "<script>alert(1)</script>\u202eneveS"
    page = known(reader).post(reverse("tokens"), FORM | {"name": name}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_person_holds_so_many_tokens_and_no_more(reader, known, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    browser = known(reader)
    assert browser.post(reverse("tokens"), FORM).status_code == 200
    again = browser.post(reverse("tokens"), FORM)
    assert again.status_code == 422
    assert "Revoke one first." in again.content.decode()


def test_when_a_token_was_last_used_is_kept_to_the_minute(reader, program, django_assert_num_queries):
    ask = program(reader)
    ask.get("/units")
    first = ApiToken.objects.get().last_used_at
    assert first is not None
    ask.get("/units")
    assert ApiToken.objects.get().last_used_at == first
    ApiToken.objects.update(last_used_at=first - timedelta(minutes=2))
    ask.get("/units")
    assert ApiToken.objects.filter(last_used_at__gt=first - timedelta(minutes=1)).exists()


def test_the_public_makes_no_tokens(viewer):
    with pytest.raises(Problem) as refused:
        actions.make_token(viewer(None), "A program", [Scope.READ], timezone.localdate())
    assert refused.value.status == 403


def test_the_description_is_read_by_people_and_by_programs(signed_in):
    page = signed_in().get(reverse("api_docs"))
    assert page.status_code == 200
    text = page.content.decode()
    assert "/api/v1/commitments/{pk}/updates" in text
    assert "<script>" not in text
    assert "style=" not in text
    schema = said(signed_in().get(reverse("api_schema")))
    assert schema["openapi"].startswith("3.")
    names = [one["operationId"] for path in schema["paths"].values() for one in path.values()]
    assert len(names) == len(set(names))
