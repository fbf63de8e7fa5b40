"""The columns of budget lines, indicators and risks of all projects."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from bagalau.lib.columns import Column
from bagalau.people.access import Viewer
from bagalau.projects.access import VIEW_FINDINGS
from bagalau.projects.models import BudgetLine, Indicator, Risk
from bagalau.projects.models.words import MEASURES, RESULT_LEVELS, SOURCE_TYPES
from bagalau.projects.rules.record import Level, Measure, SourceType
from bagalau.projects.tables.portfolio import revision_column
from bagalau.web.records import url_of
from bagalau.web.tables import amount_words


def _project(anchor: str) -> list[Column[Any]]:
    """The project of a row; its title leads to the row on the project's page."""

    def url(row: Any) -> str | None:
        page = url_of("project", row.project_id)
        return f"{page}#{anchor}-{row.pk}" if page else None

    return [
        Column("key", _("Key"), lambda row: row.pk, "number", on_page=False, sort="id"),
        Column("project", _("Project"), lambda row: row.project.title, "long", url=url, sort="project_id"),
        Column("award", _("Award number"), lambda row: row.project.award_id or row.project.number, "code"),
        Column("unit", _("Unit"), lambda row: row.project.unit.code, "code"),
        revision_column(lambda row: row.in_revision),
    ]


def _plain(name: str, label: Any, kind: Any = "text", *, on_page: bool = True) -> Column[Any]:
    return Column(name, label, lambda row: getattr(row, name), kind, on_page=on_page)


def _quarter(at: int) -> Callable[[BudgetLine], Decimal | None]:
    def value(row: BudgetLine) -> Decimal | None:
        found = row.quarters[at] if at < len(row.quarters) else None
        return None if found is None else Decimal(found)

    return value


def line_columns() -> list[Column[BudgetLine]]:
    """The columns of budget lines."""
    return [
        *_project("budgetline"),
        Column("year", _("Year"), lambda row: row.parent.parent.year, "code"),
        Column("activity_number", _("Activity result"), lambda row: row.parent.number, "code"),
        Column("activity", _("Wording"), lambda row: row.parent.title, on_page=False),
        _plain("account", _("Account"), "code"),
        _plain("description", _("Description")),
        Column("source", _("Source of money"), lambda row: row.source.name if row.source else None),
        Column(
            "source_kind",
            _("Kind of source"),
            lambda row: str(SOURCE_TYPES[SourceType(row.source.source_type)]) if row.source else None,
            on_page=False,
        ),
        _plain("quantity", _("Quantity"), "number", on_page=False),
        Column("quantity_unit", _("Unit of quantity"), lambda row: row.unit, on_page=False),
        _plain("unit_cost", _("Cost of a unit"), "money", on_page=False),
        Column(
            "amount",
            _("Amount"),
            lambda row: row.amount,
            "money",
            shown=lambda row: amount_words(row.amount, row.project.currency),
        ),
        *(Column(f"q{at + 1}", f"Q{at + 1}", _quarter(at), "money", on_page=False) for at in range(4)),
        Column("currency", _("Currency"), lambda row: row.project.currency, on_page=False),
    ]


def indicator_columns() -> list[Column[Indicator]]:
    """The columns of indicators."""
    return [
        *_project("indicator"),
        Column("level", _("Level"), lambda row: str(RESULT_LEVELS[Level(row.parent.level)])),
        Column("result_number", _("Number of the result"), lambda row: row.parent.number, on_page=False),
        Column("result", _("Result"), lambda row: row.parent.title, on_page=False),
        _plain("number", _("Number"), on_page=False),
        _plain("name", _("Indicator")),
        Column(
            "measure",
            _("Measure"),
            lambda row: str(MEASURES[Measure(row.measure)]) if row.measure else None,
            on_page=False,
        ),
        Column("measure_unit", _("Unit of measure"), lambda row: row.unit, on_page=False),
        _plain("baseline", _("Baseline")),
        _plain("target", _("Target")),
        Column("disaggregation", _("Disaggregation"), lambda row: "; ".join(row.disaggregation)),
        _plain("verification", _("Means of verification"), on_page=False),
        _plain("data_source", _("Source of data"), on_page=False),
        _plain("frequency", _("Frequency"), on_page=False),
        _plain("responsible", _("Responsible"), on_page=False),
    ]


def risk_columns(viewer: Viewer) -> list[Column[Risk]]:
    """The columns of risks; who owns one is not for everybody (PU-01)."""

    def owner(row: Risk) -> str:
        return row.owner if viewer.may(VIEW_FINDINGS, row.project) else ""

    return [
        *_project("risk"),
        _plain("number", _("Number"), "number", on_page=False),
        _plain("description", _("Risk")),
        _plain("cause", _("Cause"), on_page=False),
        _plain("consequence", _("Consequence"), on_page=False),
        _plain("category", _("Category")),
        _plain("impact_level", _("Impact"), "number"),
        _plain("likelihood_level", _("Likelihood"), "number"),
        _plain("countermeasures", _("How it is managed")),
        Column("owner", _("Owner"), owner, on_page=False),
        _plain("identified", _("Identified"), on_page=False),
        _plain("status", _("Status"), on_page=False),
    ]
