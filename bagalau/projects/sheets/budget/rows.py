"""The rows of the sheet of the work plan and budget: one a budget line, and the columns that they have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _

from bagalau.projects.rules import accounts
from bagalau.projects.rules.record import BudgetLine, PlannedResult, Project
from bagalau.projects.sheets.budget import paying
from bagalau.projects.sheets.budget.planned import Planned, called
from bagalau.projects.sheets.cells import Cell, written
from bagalau.projects.sheets.columns import KEY, MONEY, NUMBER, PLAIN, SEEN, Column
from bagalau.projects.sheets.taking import Entry

QUARTERS = ("q1", "q2", "q3", "q4")
NOTES = (
    _("One row is one budget line of one year. New lines are added under the last one, without a key."),
    _("Choose the activity result, the account and the source from their lists."),
    _("If several sources pay a line, write who pays how much: “Ministry: 40,000; UNDP: 30,000”."),
    _("Write amounts as 30000, 30 000 or 30,000.50, in the currency of the project."),
    _("Leave the grey column as it is: by their keys rows are known again, in whatever order they stand."),
    _("Send the sheet on the page where you found it. You see what it changes before anything is saved."),
)
LINE_FIELDS = ("account", "description", "quantity", "unit", "unit_cost", "amount")


def columns(project: Project) -> list[Column]:
    """The columns, with what may be chosen in this project."""
    planned, payers = Planned(project).labels(), [one.name for one in project.contributions if one.name]
    money = _("In %(currency)s.") % {"currency": project.currency}
    return [
        Column(KEY, gettext_noop("Key"), 12, help=_("Leave this as it is; empty in a new row.")),
        Column("year", gettext_noop("Year"), 8, PLAIN, _("One year, as 2026.")),
        Column(
            "result",
            gettext_noop("Activity result"),
            34,
            help=_("Choose from the list, or write its number."),
            choices=planned,
            more_than_choices=True,
        ),
        Column("account", gettext_noop("Account"), 30, choices=_choices(project), more_than_choices=True),
        Column("description", gettext_noop("Description"), 36, longest=500),
        Column(
            "source",
            gettext_noop("Source of money"),
            28,
            help=_("Choose from the list. Several sources: say how much each pays, with semicolons between."),
            choices=payers,
            more_than_choices=True,
        ),
        Column("quantity", gettext_noop("Quantity"), 10, NUMBER),
        Column("unit", gettext_noop("Unit of measure"), 12, longest=50),
        Column("unit_cost", gettext_noop("Cost of a unit"), 14, MONEY, money),
        Column("amount", gettext_noop("Amount"), 16, MONEY, money),
        *(Column(name, label, 13, MONEY, money) for name, label in zip(QUARTERS, _LABELS, strict=True)),
        Column(SEEN, gettext_noop("State when downloaded")),
    ]


_LABELS = (
    gettext_noop("Quarter 1"),
    gettext_noop("Quarter 2"),
    gettext_noop("Quarter 3"),
    gettext_noop("Quarter 4"),
)


def _choices(project: Project) -> list[str]:
    """The accounts of expense that hold at some time of the project."""
    start = project.start.first_day if project.start else date.min
    end = project.end.last_day if project.end else date.max
    return [
        _account(one.code)
        for one in accounts.accounts()
        if one.account_class is accounts.AccountClass.EXPENSE
        and (one.since or date.min) <= end
        and start <= (one.until or date.max)
    ]


def _account(code: str) -> str:
    found = accounts.account(code)
    return f"{code} {found.name(get_language() or 'en')}" if found else code


@dataclass(frozen=True)
class Placed:
    """A line with the year and the activity result that it stands under."""

    year: int
    under: PlannedResult
    line: BudgetLine

    @property
    def state(self) -> tuple[int, str, BudgetLine]:
        return self.year, self.under.at, self.line

    def entry(self) -> Entry:
        """The line as a row of the sheet."""
        line = self.line
        quarters = (*line.quarters, None, None, None, None)[:4]
        told: dict[str, Cell] = {
            "year": self.year,
            "result": written(called(self.under)),
            "account": written(_account(line.account)),
            "source": written(paying.words(line)),
            **{name: written(getattr(line, name)) for name in LINE_FIELDS if name != "account"},
            **{name: written(amount) for name, amount in zip(QUARTERS, quarters, strict=True)},
        }
        label = f"{self.year} · {told['result']} · {told['account']} {line.description}".strip()
        return Entry(line.at, label, told, self.state)


def placed(project: Project) -> Iterator[Placed]:
    """All lines, in the order of the record."""
    for plan in project.work_plans:
        for under in plan.activity_results:
            for line in under.lines:
                yield Placed(plan.year, under, line)


def entries(project: Project) -> dict[str, Entry]:
    """The rows of the sheet, by their keys."""
    return {one.line.at: one.entry() for one in placed(project)}
