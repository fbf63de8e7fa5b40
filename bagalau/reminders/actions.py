"""Writes: reading notices, preferences, the calendar's address, sending a mail again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Person
from bagalau.people.queries import oneself
from bagalau.reminders.access import SEND_MAIL_AGAIN, VIEW_NOTICES
from bagalau.reminders.digests import preference_of
from bagalau.reminders.models import Calendar, Mail, Notice
from bagalau.reminders.notices import counted
from bagalau.reminders.queries import digest, notices
from bagalau.reminders.rules import MailState, Rhythm
from bagalau.web.records import check

FIELDS = ("rhythm", "weekday", "left_out")


def mark_read(actor: Viewer, notice: Notice | None = None) -> None:
    """Mark one notice, or all that are open, as read. It is a note of the person to themselves: not for the journal."""
    require(actor, VIEW_NOTICES)
    rows = notices(actor) if notice is None else Notice.objects.filter(pk=notice.pk, person=oneself(actor))
    rows.filter(read_at=None).update(read_at=timezone.now())
    cache.delete(counted(oneself(actor).pk))


@journal.turn()
def set_preference(actor: Viewer, *, rhythm: Rhythm, weekday: int, left_out: Sequence[str]) -> None:
    """Say how often one wants a digest, and of what not."""
    require(actor, VIEW_NOTICES)
    _keep(oneself(actor), rhythm=rhythm, weekday=weekday, left_out=sorted(left_out))


@journal.turn()
def stop_digests(person: Person) -> None:
    """End the digests of a person who holds the signed address of a mail; a second time changes nothing."""
    _keep(person, rhythm=Rhythm.NEVER)


def _keep(person: Person, **given: object) -> None:
    preference = preference_of(Person.objects.select_related("digest_preference").get(pk=person.pk))
    before = journal.snapshot(preference, FIELDS)
    for name, value in given.items():
        setattr(preference, name, value)
    check(preference)
    after = journal.snapshot(preference, FIELDS)
    if before != after or preference.pk is None:
        preference.save()
    if before != after:
        journal.write(person, "set digests", person, before, after)


@journal.turn()
def make_calendar(actor: Viewer) -> str:
    """Make a secret address for the calendar, in place of the one before; the only time that it is told."""
    require(actor, VIEW_NOTICES)
    person, token = oneself(actor), secrets.token_urlsafe(32)
    values = {"digest": digest(token), "made_at": timezone.now()}
    _row, made = Calendar.objects.update_or_create(person=person, defaults=values)
    journal.write(person, "make calendar address" if made else "renew calendar address", person)
    return token


@journal.turn()
def end_calendar(actor: Viewer) -> None:
    """Let the calendar have no address any more."""
    require(actor, VIEW_NOTICES)
    person = oneself(actor)
    if Calendar.objects.filter(person=person).delete()[0]:
        journal.write(person, "end calendar address", person)


@journal.turn()
def send_again(actor: Viewer, mail: Mail) -> Mail:
    """Let a mail that was refused, or of which nobody knows, be sent once more."""
    require(actor, SEND_MAIL_AGAIN)
    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    if mail.state not in {MailState.FAILED, MailState.UNSURE}:
        raise Problem(
            "mail-not-stuck", _("This mail is on its way already, or was sent. Load the page again."), status=409
        )
    before = {"state": mail.state}
    mail.state, mail.next_at, mail.tries, mail.error = MailState.WAITING, timezone.now(), 0, ""
    mail.save(update_fields=["state", "next_at", "tries", "error"])
    journal.write(actor.person, "send mail again", mail, before, {"state": mail.state})
    return mail
