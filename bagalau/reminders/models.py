"""Notices, how often somebody wants to read of them, the mails that go out, and what the worker does when."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models import PRECISIONS
from bagalau.lib.periods import When
from bagalau.people.models import Person
from bagalau.reminders.rules import Kind, MailState, Rhythm

KINDS = {
    Kind.REQUEST: _("Asked to be no longer applicable: decide"),
    Kind.VERIFICATION: _("Said to be completed: verify"),
    Kind.APPROVAL: _("Submitted for your approval"),
    Kind.RETURNED: _("Returned to you: look at the reason"),
    Kind.DRAFT: _("Read from a document: review"),
    Kind.RESPONSE_DUE: _("Management response due"),
    Kind.ACTION_OVERDUE: _("Action overdue"),
    Kind.ACTION_DUE: _("Action due soon"),
    Kind.UPDATE_ASKED: _("Nothing was said for three months"),
    Kind.ASSESSMENT_OVERDUE: _("Assessment overdue"),
    Kind.ASSESSMENT_DUE: _("Assessment due soon"),
    Kind.PLAN_REVIEW: _("Yearly review of a plan"),
    Kind.PLAN_GAP: _("Mandatory evaluation missing in a plan"),
    Kind.ESCALATION: _("Overdue for long in your unit"),
}
KIND_TONES = {
    Kind.REQUEST: "work",
    Kind.VERIFICATION: "work",
    Kind.APPROVAL: "work",
    Kind.RETURNED: "late",
    Kind.DRAFT: "work",
    Kind.RESPONSE_DUE: "soon",
    Kind.ACTION_OVERDUE: "late",
    Kind.ACTION_DUE: "soon",
    Kind.UPDATE_ASKED: "rest",
    Kind.ASSESSMENT_OVERDUE: "late",
    Kind.ASSESSMENT_DUE: "soon",
    Kind.PLAN_REVIEW: "soon",
    Kind.PLAN_GAP: "late",
    Kind.ESCALATION: "late",
}
RHYTHMS = {
    Rhythm.DAILY: _("every day"),
    Rhythm.WEEKLY: _("every week"),
    Rhythm.MONTHLY: _("every month"),
    Rhythm.NEVER: _("never"),
}
WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]
JOBS = {"reminders": _("Reminders and digests"), "tidying": _("Tidying up")}
MAIL_STATES = {
    MailState.WAITING: _("Waiting"),
    MailState.HANDED: _("Being sent"),
    MailState.SENT: _("Sent"),
    MailState.FAILED: _("Refused"),
    MailState.UNSURE: _("Perhaps sent"),
}
MAIL_TONES = {
    MailState.WAITING: "work",
    MailState.HANDED: "work",
    MailState.SENT: "done",
    MailState.FAILED: "late",
    MailState.UNSURE: "soon",
}


class Mail(models.Model):
    """A mail on its way. It is written here first, in the transaction of what it tells of, and sent by the worker.

    ``key`` is what it may exist once for. The words are taken away once it was sent: they may hold links that open
    accounts.
    """

    key = models.CharField(max_length=100, unique=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    to = models.JSONField(_("recipients"), default=list)
    sender = models.CharField(max_length=300, blank=True)
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=list(MAIL_STATES.items()), default=MailState.WAITING, db_index=True
    )
    made_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("mail")
        indexes = [
            models.Index(fields=["made_at", "id"], name="mail_made"),
            models.Index(fields=["next_at", "id"], name="mail_next", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def tone(self) -> str:
        return MAIL_TONES[MailState(self.state)]

    unit_id: ClassVar[None] = None
    access_keys: ClassVar[tuple[tuple[str, int], ...]] = ()


class Notice(models.Model):
    """That a person is asked for something of a record, once for each period (M-08).

    ``closed_at``: what it asked for was done, or is not asked for any more. ``mail`` is the digest that told of it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    record_kind = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    period = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    due_precision = models.CharField(max_length=7, choices=PRECISIONS, default="day")
    asked_on = models.DateField()
    read_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(Mail, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices")

    class Meta:
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "record_kind", "record_id", "period"], name="one_notice_a_period"
            )
        ]
        indexes = [
            models.Index(fields=["person", "asked_on", "id"], name="notice_open", condition=Q(closed_at=None)),
            models.Index(fields=["closed_at", "record_id"], name="notice_closed"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def due(self) -> When | None:
        return When(self.due_on, self.due_precision) if self.due_on else None  # type: ignore[arg-type]


class Preference(models.Model):
    """How often somebody wants a digest, and of what; without a row, weekly on Monday and of everything."""

    CALLED: ClassVar = {"left_out": lambda kind: str(dict(KINDS).get(kind, kind))}  # for the journal

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="digest_preference")
    rhythm = models.CharField(_("digest"), max_length=10, choices=list(RHYTHMS.items()), default=Rhythm.WEEKLY)
    weekday = models.PositiveSmallIntegerField(
        _("day of the week"), choices=WEEKDAYS, default=0, validators=[MaxValueValidator(6)]
    )
    left_out = models.JSONField(_("left out"), default=list, blank=True)

    class Meta:
        verbose_name = _("preferences for digests")

    def __str__(self) -> str:
        return str(self.person)


class Calendar(models.Model):
    """The private address under which a calendar program reads the due dates of a person; only its digest is kept."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar")

    def __str__(self) -> str:
        return str(self.person)


class Job(models.Model):
    """Something that the worker does again and again: when next, and who is at it until when."""

    name = models.CharField(max_length=50, unique=True)
    next_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return str(JOBS.get(self.name, self.name))
