"""A mail server on this machine, an outbox that leads to it, and people whose reminders are looked at."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from bagalau.reminders.models import Notice
from bagalau.reminders.notices import bring_up

NOON = datetime(2025, 6, 16, 7, tzinfo=UTC)  # Monday in Almaty


@dataclass
class Post:
    """A mail server: what it took, what it answers to an address, and whether it is up."""

    port: int
    letters: list[Any] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    meanwhile: Callable[[], None] | None = None  # what happens while a mail is given to it
    controller: Any = None

    def up(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def down(self) -> None:
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    @property
    def to(self) -> list[str]:
        return [one for letter in self.letters for one in letter.rcpt_tos]

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.letters.append(envelope)
        if self.meanwhile:
            self.meanwhile()
        return "250 OK"


@pytest.fixture
def post(settings) -> Iterator[Post]:
    """A mail server that is up, to which the outbox leads."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "bagalau.reminders.outbox.Backend"
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    server = Post(port)
    server.up()
    yield server
    server.down()


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told() -> Callable[..., dict[str, list[str]]]:
    """``told(day)``: whom the notices of a day tell what: name of the person -> kinds and periods."""

    def tell(day: str = "2025-06-16") -> dict[str, list[str]]:
        bring_up(NOON, date.fromisoformat(day))
        found: dict[str, list[str]] = {}
        rows = Notice.objects.filter(closed_at=None).select_related("person").order_by("person__name", "kind", "period")
        for row in rows:
            found.setdefault(row.person.name, []).append(f"{row.kind} {row.period}")
        return found

    return tell
