"""The outbox: mails are written into the database first, and given to the mail server by the worker.

So a mail is there if, and only if, what it tells of was saved, and a server that is down delays it. ``Backend`` is what
Django sends mail with. How a mail leaves stands in ``settings.MAIL_DELIVERY``.

A mail is claimed, marked as handed over, given to the server, and marked as sent; each mark is saved before the next
step. A worker that is killed before the second mark leaves a mail that another one sends. Killed after it, or cut off
before the server answered, nobody knows whether the mail was taken: it is not repeated, but shown to administrators,
who may send it again.
"""

from __future__ import annotations

import hashlib
import logging
import smtplib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q
from django.utils import timezone

from bagalau.reminders.models import Mail
from bagalau.reminders.rules import MailState, wait_after

LEASE = timedelta(minutes=5)  # longer than a server may take for one mail
MOST_AT_ONCE = 50  # then other work has its turn, and a worker that is asked to stop can
log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


class Backend(BaseEmailBackend):
    """Puts the mails of the house and of its libraries into the outbox, in the transaction that is under way."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        Mail.objects.bulk_create([_kept(message) for message in email_messages])
        return len(email_messages)


def _kept(message: EmailMessage) -> Mail:
    if message.attachments or message.cc or message.bcc or message.reply_to:
        raise ValueError("The outbox keeps mails with a text, an HTML form and recipients, and nothing else.")
    html = [str(part[0]) for part in getattr(message, "alternatives", []) if part[1] == "text/html"]
    return Mail(
        key=f"letter:{uuid4()}",
        to=list(message.to),
        sender=message.from_email,
        subject=str(message.subject)[:500],
        text=str(message.body),
        html="".join(html),
        headers={name: str(value) for name, value in message.extra_headers.items()},
    )


def deliver(clock: Clock = timezone.now, most: int = MOST_AT_ONCE) -> int:
    """Send what is due; how many mails were sent. Ends when none is due, or when the server does not answer."""
    _give_up_handed(clock())
    connection: BaseEmailBackend | None = None
    sent = 0
    try:
        for _turn in range(most):
            if (mail := claim(clock())) is None:
                break
            if connection is None and (connection := _opened(mail, clock())) is None:
                break
            if hand_over(mail, connection, clock):
                sent += 1
            elif mail.state != MailState.FAILED:  # the server may have broken off: the next gets a new connection
                connection.close()
                connection = None
    finally:
        if connection is not None:
            connection.close()
    return sent


def claim(now: datetime) -> Mail | None:
    """The mail that has waited longest, for this worker alone."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    due = Mail.objects.filter(free, state=MailState.WAITING, next_at__lte=now)
    while mail := due.order_by("next_at", "pk").first():
        if due.filter(pk=mail.pk).update(claimed_until=now + LEASE, tries=F("tries") + 1):
            mail.tries, mail.claimed_until = mail.tries + 1, now + LEASE
            return mail
    return None


def hand_over(mail: Mail, connection: BaseEmailBackend, clock: Clock) -> bool:
    """Give a claimed mail to the server; whether it took it. A claim that has run out meanwhile is worth nothing."""
    ours = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING, claimed_until=mail.claimed_until)
    mail.state = MailState.HANDED
    if not ours.update(state=mail.state, claimed_until=clock() + LEASE):
        return False
    try:
        connection.send_messages([message_of(mail)])
    except Exception as problem:  # whatever is wrong with one mail, the others go on
        _note_refusal(mail, problem, clock())
        return False
    # the words may hold links that open accounts: they are not kept any longer than needed
    gone: dict[str, Any] = {"text": "", "html": "", "headers": {}, "error": "", "claimed_until": None}
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=clock(), **gone)
    return True


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """The mail as it leaves; the same number at every try, by which servers know a repetition."""
    host = (mail.sender or settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].rstrip(">") or "localhost"
    number = hashlib.sha256(mail.key.encode()).hexdigest()[:32]
    headers = {"Message-ID": f"<{number}@{host}>", "Auto-Submitted": "auto-generated", **mail.headers}
    message = EmailMultiAlternatives(mail.subject, mail.text, mail.sender or None, mail.to, headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _opened(mail: Mail, now: datetime) -> BaseEmailBackend | None:
    """A connection to the server; without one, whatever is due waits as long as the mail that asked for it."""
    connection: BaseEmailBackend = get_connection(settings.MAIL_DELIVERY)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as problem:
        log.warning("The mail server does not answer: %s", problem)
        later = now + wait_after(mail.tries)
        waiting = Mail.objects.filter(state=MailState.WAITING, next_at__lt=later)
        waiting.filter(Q(pk=mail.pk) | Q(claimed_until=None)).update(next_at=later, error=_words(problem))
        Mail.objects.filter(pk=mail.pk).update(claimed_until=None)
        return None
    return connection


def _note_refusal(mail: Mail, problem: Exception, now: datetime) -> None:
    if is_final(problem):
        mail.state = MailState.FAILED
    elif not isinstance(problem, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
        mail.state = MailState.UNSURE
    else:
        mail.state, mail.next_at = MailState.WAITING, now + wait_after(mail.tries)
    log.warning("Mail %s was not taken: %s", mail.pk, problem)
    mail.error, mail.claimed_until = _words(problem), None
    mail.save(update_fields=["state", "next_at", "error", "claimed_until"])


def is_final(problem: Exception) -> bool:
    """M-10: whether the same mail would be refused again: a code of 500 and more, or a mail that cannot be written."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in problem.recipients.values())
    if isinstance(problem, smtplib.SMTPResponseException):
        return problem.smtp_code >= 500
    # SMTPException is an OSError too; a server that cannot take such an address will not learn it
    return isinstance(problem, smtplib.SMTPNotSupportedError) or not isinstance(problem, OSError)


def _words(problem: Exception) -> str:
    """What the server said, or what else went wrong."""
    answers = [(problem.smtp_code, problem.smtp_error)] if isinstance(problem, smtplib.SMTPResponseException) else []
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        answers = list(problem.recipients.values())
    said = [f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}" for code, text in answers]
    return ("; ".join(said) or f"{type(problem).__name__}: {problem}").replace("\0", "")[:500]


def _give_up_handed(now: datetime) -> None:
    """Of a mail whose worker was killed while it gave it to the server, nobody knows whether it was taken."""
    Mail.objects.filter(state=MailState.HANDED, claimed_until__lt=now).update(
        state=MailState.UNSURE, claimed_until=None
    )
