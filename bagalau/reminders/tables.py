"""The columns of the lists of notices and of mails."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.lib.columns import Column
from bagalau.reminders.models import KIND_TONES, MAIL_TONES, Mail, Notice
from bagalau.reminders.rules import Kind, MailState
from bagalau.web.records import url_of

NOTICES: tuple[Column[Notice], ...] = (
    Column("label", _("What"), lambda row: row.label, "long", url=lambda row: url_of("notice", row.pk)),
    Column(
        "kind",
        _("What for"),
        lambda row: str(row.get_kind_display()),
        "status",
        tone=lambda row: KIND_TONES[Kind(row.kind)],
    ),
    Column("due", _("Due"), lambda row: row.due, "date"),
    Column("since", _("Since"), lambda row: row.asked_on, "date", sort="asked_on"),
    Column("is_new", _("New"), lambda row: row.read_at is None, "flag"),
)
MAILS: tuple[Column[Mail], ...] = (
    Column("number", _("Number"), lambda row: row.pk, "number", on_page=False),
    Column("written", _("Written"), lambda row: row.made_at, "date", sort="made_at"),
    Column("subject", _("Subject"), lambda row: row.subject),
    Column("to", _("Recipients"), lambda row: ", ".join(row.to)),
    Column(
        "state",
        _("State"),
        lambda row: str(row.get_state_display()),
        "status",
        tone=lambda row: MAIL_TONES[MailState(row.state)],
    ),
    Column("tries", _("Tries"), lambda row: row.tries, "number"),
    Column("sent", _("Sent"), lambda row: row.sent_at, "date", on_page=False),
    Column("reason", _("Reason"), lambda row: row.error, "long"),
)

# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (
    gettext_noop("set digests"),
    gettext_noop("make calendar address"),
    gettext_noop("renew calendar address"),
    gettext_noop("end calendar address"),
    gettext_noop("send mail again"),
)
