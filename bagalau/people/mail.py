"""Mails of this app: written in the language of the person they go to, with links to the public address.

What they are sent with is the outbox (``settings.EMAIL_BACKEND``), a table of the database: to send a mail is to write
it there, and a mail server that is down only delays it.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError, close_old_connections, connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation

from bagalau.people.models import Person

# One thread beside the page: an answer that waited for the mail would tell that the address is known.
OUTBOX = ThreadPoolExecutor(max_workers=1, thread_name_prefix="outbox")
log = logging.getLogger(__name__)


def absolute(request: HttpRequest, path: str) -> str:
    """The full address of a page, under the office's public address if one is set."""
    origin = settings.ENVIRONMENT.origin
    return urljoin(origin, path) if origin else request.build_absolute_uri(path)


def write(person: Person, template: str, context: dict[str, object]) -> EmailMessage:
    """A mail to a person from the templates ``…_subject.txt`` and ``…_message.txt``."""
    with translation.override(person.language):
        subject = render_to_string(f"{template}_subject.txt", context).strip()
        body = render_to_string(f"{template}_message.txt", {**context, "person": person}).strip()
    return EmailMessage(f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}", body, to=[person.email or ""])


def send(message: EmailMessage) -> bool:
    """Send a mail; False, and a line in the log, if it could not be."""
    try:
        message.send()
    except (OSError, DatabaseError):  # every refusal of a mail server is an OSError
        log.exception("A mail could not be sent")
        return False
    return True


def send_later(message: EmailMessage) -> None:
    """Send a mail beside the page, so that the answer takes the same time with and without one."""
    OUTBOX.submit(_send_apart, message)


def _send_apart(message: EmailMessage) -> None:
    """The thread has a connection to the database of its own, which nobody else looks after."""
    close_old_connections()
    try:
        send(message)
    finally:
        connection.close()
