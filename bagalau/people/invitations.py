"""Invitations: a link that works once, for three days, and opens the page where the password is chosen."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest
from django.urls import reverse

from bagalau.people import mail, queries
from bagalau.people.models import Person

DAYS = settings.PASSWORD_RESET_TIMEOUT // 86400


class InvitationTokens(PasswordResetTokenGenerator):
    """Signs the unusable password of the invited, so a token dies when it was used or a new one was sent."""

    key_salt = "bagalau.people.invitations"


TOKENS = InvitationTokens()


def link(request: HttpRequest, person: Person) -> str:
    """The full address of the page that an invitation opens."""
    return mail.absolute(request, reverse("invitation", args=[person.pk, TOKENS.make_token(person)]))


def send(request: HttpRequest, person: Person) -> bool:
    """Mail the invitation; False if the mail server did not take it."""
    context: dict[str, object] = {"link": link(request, person), "days": DAYS}
    return mail.send(mail.write(person, "people/mail/invitation", context))


def invited(pk: int, token: str) -> Person | None:
    """The person whom a link invites, or None if the link is used, too old or was never given."""
    person = queries.invited(pk)
    return person if person and TOKENS.check_token(person, token) else None
