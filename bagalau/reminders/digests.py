"""Digests: one mail tells a person of everything that is new to them, in their language and at their rhythm (M-09)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from bagalau.lib.periods import When
from bagalau.people.models import Person
from bagalau.reminders.addresses import absolute, stop_path
from bagalau.reminders.models import KINDS, Mail, Notice, Preference
from bagalau.reminders.rules import Kind, Rhythm, slot

SHOWN = 12  # of each kind; the page has all of them
LONGEST = 160


@dataclass(frozen=True)
class Line:
    """One thing that somebody is asked for, in words."""

    label: str
    due: When | None
    url: str


@dataclass(frozen=True)
class Section:
    """What is asked for in one way: the first of it, and how much more there is."""

    title: str
    lines: Sequence[Line]
    more: int


def write_all(today: date) -> int:
    """Write the digests whose day has come; how many there were."""
    new = Notice.objects.filter(closed_at=None, read_at=None, mail=None)
    people = Person.objects.filter(is_active=True, email__isnull=False, pk__in=new.values("person"))
    return sum(write(person, today) for person in people.select_related("digest_preference").order_by("pk"))


def write(person: Person, today: date) -> bool:
    """Write the digest of a person for the present slot, unless it was written or there is nothing to tell.

    The mail and the mark on each notice that it told of are saved together, and the key of the mail is there once: of
    two workers, one writes it.
    """
    wanted = preference_of(person)
    day = slot(Rhythm(wanted.rhythm), wanted.weekday, today)
    if day is None or Mail.objects.filter(key=f"digest:{person.pk}:{day}").exists():
        return False
    new = Notice.objects.filter(person=person, closed_at=None, read_at=None, mail=None, asked_on__lte=day)
    notices = list(new.exclude(kind__in=wanted.left_out).order_by("due_on", "pk"))
    if not notices:
        return False
    try:
        with transaction.atomic():
            mail = compose(person, notices, f"digest:{person.pk}:{day}")
            mail.save()
            Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mail=mail)
    except IntegrityError:  # another worker wrote it
        return False
    return True


def preference_of(person: Person) -> Preference:
    """What a person wants; somebody who never said has the defaults."""
    return getattr(person, "digest_preference", None) or Preference(person=person)


def compose(person: Person, notices: Sequence[Notice], key: str) -> Mail:
    """The mail that tells a person of notices, in the language of the person."""
    stop = absolute(stop_path(person.pk))
    with translation.override(person.language):
        context = {
            "person": person,
            "sections": sections(notices),
            "notices": absolute(reverse("notices")),
            "settings": absolute(reverse("notice_settings")),
            "stop": stop,
        }
        count = len(notices)
        subject = ngettext("%(count)s thing waits for you", "%(count)s things wait for you", count) % {"count": count}
        text = render_to_string("reminders/mail/digest.txt", context).strip() + "\n"
        html = render_to_string("reminders/mail/digest.html", context)
    return Mail(
        key=key,
        person=person,
        to=[person.email],
        sender=settings.DEFAULT_FROM_EMAIL,
        subject=f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}",
        text=text,
        html=html,
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def sections(notices: Sequence[Notice]) -> list[Section]:
    """Notices by kind, in the order of the kinds."""
    found = []
    for kind in Kind:
        rows = [notice for notice in notices if notice.kind == kind]
        lines = [Line(one_line(row.label), row.due, absolute(reverse("notice", args=[row.pk]))) for row in rows[:SHOWN]]
        if rows:
            found.append(Section(str(KINDS[kind]), lines, len(rows) - len(lines)))
    return found


def one_line(text: str) -> str:
    """A text as one line of a mail: without marks that control a terminal or turn the direction of writing."""
    plain = "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cf"} or letter.isspace())
    words = " ".join(plain.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
