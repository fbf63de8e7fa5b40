"""An invitation works once, for three days, and replaces the one before."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from bagalau.lib.problems import Problem
from bagalau.people import actions, invitations
from bagalau.people.models import JournalEntry, Person

pytestmark = pytest.mark.django_db
CHOSEN = {"new_password1": "seven green bicycles", "new_password2": "seven green bicycles"}


def path_in(message):
    return re.findall(r"http://testserver(\S+)", message.body)[0]


@pytest.fixture
def invite(administrator, signed_in, office):
    """``invite()``: the administrator invites somebody; gives the path in the mail."""

    def send(**more):
        given = {"name": "Nurlan New", "email": "Nurlan@Example.org", "language": "en", "unit": office.country.pk}
        role = {"role": "reader", "role_unit": office.country.pk}
        answer = signed_in(administrator).post(reverse("invite"), {**given, **role, **more})
        assert answer.status_code == 302
        return path_in(mail.outbox[-1])

    return send


def test_an_invited_person_chooses_a_password_and_signs_in(invite, signed_in):
    path, browser = invite(), signed_in()
    assert mail.outbox[0].to == ["nurlan@example.org"]
    assert "Nurlan New" in browser.get(path).content.decode()
    answer = browser.post(path, CHOSEN)
    assert answer.url == reverse("account_login")
    assert "You can sign in now" in browser.get(answer.url).content.decode()
    browser.post(answer.url, {"login": "nurlan@example.org", "password": CHOSEN["new_password1"]})
    assert "Reader" in browser.get(reverse("account")).content.decode()
    assert [line.verb for line in JournalEntry.objects.order_by("number")] == ["add", "grant role", "accept invitation"]


def test_a_link_works_once(invite, signed_in):
    path = invite()
    signed_in().post(path, CHOSEN)
    for answer in (signed_in().get(path), signed_in().post(path, CHOSEN)):
        assert answer.status_code == 410
        assert "does not work any more" in answer.content.decode()


def test_two_pages_open_at_once_give_one_password(invite):
    invite()
    first = Person.objects.get(email="nurlan@example.org")
    second = Person.objects.get(email="nurlan@example.org")
    actions.accept_invitation(first, "seven green bicycles")
    with pytest.raises(Problem, match="used already"):
        actions.accept_invitation(second, "another quiet word")
    second.refresh_from_db()
    assert second.check_password("seven green bicycles")


def test_a_link_ends_after_three_days(invite, signed_in, monkeypatch):
    path = invite()
    later = datetime.now() + timedelta(days=3, minutes=5)  # noqa: DTZ005 - as the token counts
    monkeypatch.setattr(invitations.TOKENS, "_now", lambda: later)
    assert signed_in().get(path).status_code == 410


def test_a_new_invitation_ends_the_one_before(invite, administrator, signed_in):
    path = invite()
    person = Person.objects.get(email="nurlan@example.org")
    signed_in(administrator).post(reverse("invite_again", args=[person.pk]))
    assert signed_in().get(path).status_code == 410
    assert signed_in().get(path_in(mail.outbox[-1])).status_code == 200


@pytest.mark.parametrize("change", ["token", "person", "inactive"])
def test_a_link_that_does_not_fit_opens_nothing(invite, signed_in, reader, change):
    path = invite()
    person = Person.objects.get(email="nurlan@example.org")
    if change == "token":
        path = path.rstrip("/")[:-1] + "x/"
    if change == "person":
        path = path.replace(f"/{person.pk}/", f"/{reader.pk}/")
    if change == "inactive":
        Person.objects.filter(pk=person.pk).update(is_active=False)
    assert signed_in().get(path).status_code == 410


def test_people_who_do_not_exist_and_those_who_do_look_the_same(invite, signed_in, reader):
    invite()
    pages = [signed_in().get(reverse("invitation", args=[pk, "abc-def"])).content for pk in (reader.pk, 10**6, 2**70)]
    strip = re.compile(rb'(csrfmiddlewaretoken" value="\w+")|(name="next" value="[^"]*")')
    assert len({strip.sub(b"", page) for page in pages}) == 1


def test_a_token_for_a_new_password_is_no_invitation(invite, signed_in):
    invite()
    person = Person.objects.get(email="nurlan@example.org")
    token = default_token_generator.make_token(person)
    assert signed_in().get(reverse("invitation", args=[person.pk, token])).status_code == 410


@pytest.mark.parametrize(
    ("password", "again", "reason"),
    [
        ("short one", "short one", "too short"),
        ("qwertyuiop", "qwertyuiop", "too common"),
        ("83648264826", "83648264826", "entirely numeric"),
        ("Nurlan New 1", "Nurlan New 1", "too similar to the name"),
        ("nurlan@example", "nurlan@example", "too similar to the mail address"),
        ("seven green bicycles", "seven green tricycles", "match"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_with_the_reason(invite, signed_in, password, again, reason):
    answer = signed_in().post(invite(), {"new_password1": password, "new_password2": again})
    assert answer.status_code == 200
    assert reason in str(answer.context["form"].errors)


def test_a_person_with_a_password_is_not_invited_again(administrator, reader, signed_in):
    answer = signed_in(administrator).post(reverse("invite_again", args=[reader.pk]))
    assert answer.status_code == 400
    reader.refresh_from_db()
    assert reader.has_usable_password()


def test_a_mail_that_could_not_be_sent_is_told_and_loses_nothing(administrator, signed_in, settings, caplog):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    given = {"name": "Nurlan", "email": "nurlan@example.org", "language": "en", "role": "reader"}
    answer = signed_in(administrator).post(reverse("invite"), given, follow=True)
    assert "could not be sent" in answer.content.decode()
    assert Person.objects.filter(email="nurlan@example.org").exists()


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_mail_is_written_in_the_language_of_the_person(invite, language, monkeypatch):
    """Also where the administrator reads another language."""
    spoken = []

    def render(*given):
        spoken.append(get_language())
        return render_to_string(*given)

    monkeypatch.setattr("bagalau.people.mail.render_to_string", render)
    assert invite(language=language)
    assert set(spoken) == {language}
