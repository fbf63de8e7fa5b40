"""The columns of the list of projects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.documents.models import VISIBILITIES
from bagalau.documents.rules import Visibility
from bagalau.lib.columns import Column
from bagalau.people.access import VIEW_HISTORY, Viewer
from bagalau.projects.access import VIEW_FINDINGS
from bagalau.projects.models import Project
from bagalau.projects.models.words import STATUS_TONES, STATUSES
from bagalau.projects.rules.life import Phase
from bagalau.web.records import url_of
from bagalau.web.tables import amount_words


def revision_column(is_under_way: Callable[[Any], bool]) -> Column[Any]:
    """The mark of a project of which a revision is under way: its figures are those of the revision, not decided."""

    def words(row: Any) -> str:
        return str(_("in revision")) if is_under_way(row) else ""

    return Column("revision", _("Revision"), words, "status", tone=lambda row: "soon" if is_under_way(row) else "rest")


def columns(viewer: Viewer) -> list[Column[Project]]:
    """All columns, for the list and its exports; what the office keeps to itself is empty where it is only public."""
    shown = [
        Column[Project]("key", _("Key"), lambda row: row.pk, "number", on_page=False),
        Column(
            "title", _("Title"), lambda row: row.title, "long", url=lambda row: url_of("project", row.pk), sort="title"
        ),
        Column("award", _("Award number"), lambda row: row.award_id or row.number, "code"),
        Column("number", _("Project number"), lambda row: row.number, "code", on_page=False),
        Column("unit", _("Unit"), lambda row: row.unit.code, "code"),
        Column(
            "status",
            _("Status"),
            lambda row: str(STATUSES[Phase(row.status)]),
            "status",
            tone=lambda row: STATUS_TONES[Phase(row.status)],
        ),
        revision_column(lambda row: row.in_revision),
        Column("start", _("Start"), lambda row: row.start, "date", on_page=False),
        Column("end", _("End"), lambda row: row.end, "date", on_page=False),
        Column("period", _("Period"), _period, "code", sort="ends_on"),
        Column(
            "budget",
            _("Budget"),
            lambda row: row.total,
            "money",
            shown=lambda row: amount_words(row.total, row.currency),
            sort="total",
        ),
        Column("currency", _("Currency"), lambda row: row.currency, on_page=False),
        _count("outputs", _("Outputs")),
        _count("indicators", _("Indicators")),
        Column("partner", _("Implementing partner"), lambda row: row.implementing_partner, on_page=False),
        Column("sdg_targets", _("SDG targets"), lambda row: "; ".join(row.sdg_targets), on_page=False),
        Column("visibility", _("Visibility"), lambda row: str(VISIBILITIES[Visibility(row.visibility)]), on_page=False),
    ]
    return shown if viewer.is_public else [*shown, *_inside(viewer)]


def _inside(viewer: Viewer) -> list[Column[Project]]:
    """What is not for the public."""

    def found(row: Project, name: str) -> int | None:
        return getattr(row, name) if viewer.may(VIEW_FINDINGS, row) else None

    def tone(row: Project, name: str, when: str) -> str:
        return when if found(row, name) else "rest"

    def manager(row: Project) -> str | None:
        return row.manager.name if row.manager and viewer.may(VIEW_HISTORY, row) else None

    return [
        Column(
            "errors",
            _("Errors"),
            lambda row: found(row, "errors"),
            "number",
            tone=lambda row: tone(row, "errors", "late"),
        ),
        Column(
            "warnings",
            _("Warnings"),
            lambda row: found(row, "warnings"),
            "number",
            tone=lambda row: tone(row, "warnings", "soon"),
        ),
        Column("version", _("Version"), lambda row: row.signed, "number"),
        Column("manager", _("Manager"), manager),
    ]


def _count(name: str, label: Any) -> Column[Project]:
    return Column(name, label, lambda row: row.figures.get(name), "number", on_page=False)


def _period(row: Project) -> str:
    return " – ".join(when.iso for when in (row.start, row.end) if when)


# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (gettext_noop("add synthetic projects"),)
