"""The columns of the list of results."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.evaluations.models import CheckResult
from bagalau.lib.columns import Column
from bagalau.web.records import url_of

RESULTS: tuple[Column[CheckResult], ...] = (
    Column(
        "severity",
        _("Severity"),
        lambda row: str(row.get_severity_display()),
        "status",
        tone=lambda row: row.tone,
        sort="weight",
    ),
    Column("check", _("Check"), lambda row: f"{row.check_number} {row.title}", "long", sort="check_number"),
    Column(
        "found",
        _("What was found"),
        lambda row: row.words,
        "long",
        shown=lambda row: f"{row.where}: {row.words}" if row.where else row.words,
    ),
    Column("place", _("Place"), lambda row: row.where, on_page=False),
    Column(
        "evaluation",
        _("Evaluation"),
        lambda row: row.evaluation.title,
        "long",
        url=lambda row: reverse("evaluation_checks", args=[row.evaluation_id]),
    ),
    Column("unit", _("Unit"), lambda row: row.evaluation.unit.code, "code"),
    Column("record", _("Record"), lambda row: url_of(row.record_kind, row.record_id), on_page=False),
    Column("dismissed", _("Dismissed"), lambda row: row.dismissed, "flag", on_page=False),
)
VERBS = (gettext_noop("dismiss result"), gettext_noop("restore result"))
NOTED = (gettext_noop("check"), gettext_noop("place"), gettext_noop("reason"))
