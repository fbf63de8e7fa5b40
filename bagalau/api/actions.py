"""Writes: making and revoking tokens, and carrying out a request with a key once."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.api.access import HOLD_TOKENS
from bagalau.api.models import ApiToken, KeyedRequest
from bagalau.api.rules import KEPT, PREFIX, Known, Scope, digest, known
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Person
from bagalau.web.records import check

FIELDS = ("name", "hint", "scopes", "expires_on")
MOST = 50  # tokens in force that a person may hold
USE_NOTED = timedelta(minutes=1)


@journal.turn()
def make_token(actor: Viewer, name: str, scopes: Iterable[Scope], expires_on: date) -> tuple[ApiToken, str]:
    """Make a token for oneself; the second value is the token itself, which nobody can see again."""
    require(actor, HOLD_TOKENS)
    assert actor.person is not None  # only people, not the public, have the action
    if ApiToken.objects.filter(person=actor.person, revoked_at=None, expires_on__gte=actor.today).count() >= MOST:
        raise Problem("too-many-tokens", _("You hold as many tokens as one person may. Revoke one first."), status=422)
    secret = PREFIX + secrets.token_urlsafe(32)
    held = {Scope.READ, *scopes}
    token = ApiToken(
        person=actor.person,
        name=name,
        digest=digest(secret),
        hint=secret[: len(PREFIX) + 4],
        scopes=[scope for scope in Scope if scope in held],
        expires_on=expires_on,
    )
    check(token)
    token.save()
    journal.write(actor.person, "make token", token, {}, journal.snapshot(token, FIELDS))
    return token, secret


@journal.turn()
def revoke_token(actor: Viewer, token: ApiToken) -> ApiToken:
    """End a token at once; what it did stays done."""
    require(actor, HOLD_TOKENS, token)
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        journal.write(actor.person, "revoke token", token)
    return token


def note_use(token: ApiToken, now: datetime) -> None:
    """Keep when a token was last used, to the minute; it is no change of the record and has no line in the journal."""
    if token.last_used_at is None or now - token.last_used_at > USE_NOTED:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


@dataclass(frozen=True)
class Kept:
    """An answer that was given to a request with a key."""

    status: int
    answer: str
    headers: dict[str, str]


def begin(person: Person, key: str, request: str, now: datetime) -> KeyedRequest | Kept:
    """Take a key for a request (given by its digest): the row to ``finish``, or what was answered before (A-04)."""
    KeyedRequest.objects.filter(begun_at__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            return KeyedRequest.objects.create(person=person, key=key, digest=request, begun_at=now)
    except IntegrityError:
        return _again(person, key, request, now)


def _again(person: Person, key: str, request: str, now: datetime) -> KeyedRequest | Kept:
    row = KeyedRequest.objects.filter(person=person, key=key).first()
    found = known(row.digest, request, row.begun_at, row.status is not None, now) if row else Known.UNDER_WAY
    if row is not None and found is Known.FREE:
        taken = Q(pk=row.pk, begun_at=row.begun_at)  # of two that come for an abandoned key, one gets it
        fresh = {"digest": request, "begun_at": now, "status": None, "answer": "", "headers": {}}
        if KeyedRequest.objects.filter(taken).update(**fresh):
            row.begun_at = now
            return row
    if row is not None and found is Known.ANSWERED and row.status is not None:
        return Kept(row.status, row.answer, row.headers)
    if found is Known.OTHER:
        sentence = _("This key was used for another request. Use a new key for each new request.")
        raise Problem("key-reused", sentence, status=422)
    sentence = _("The first request with this key is still being carried out. Ask again in a moment.")
    raise Problem("key-busy", sentence, status=409)


def finish(row: KeyedRequest, kept: Kept) -> None:
    """Keep the answer under the key. Refused if the key was given to somebody else because this took too long."""
    mine = KeyedRequest.objects.filter(pk=row.pk, begun_at=row.begun_at, status=None)
    if not mine.update(status=kept.status, answer=kept.answer, headers=kept.headers):
        raise Problem("key-busy", _("This took too long and was taken back. Ask again in a moment."), status=409)


def give_back(row: KeyedRequest) -> None:
    """Free a key whose request ended without an answer worth keeping."""
    KeyedRequest.objects.filter(pk=row.pk, begun_at=row.begun_at, status=None).delete()
