"""What the cells of a row say of a budget line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache, partial

from django.utils.translation import gettext as _

from bagalau.projects.rules import accounts
from bagalau.projects.rules.record import BudgetLine, PlannedResult, Project
from bagalau.projects.sheets import cells
from bagalau.projects.sheets.budget import paying
from bagalau.projects.sheets.budget.paying import Payers
from bagalau.projects.sheets.budget.planned import Planned
from bagalau.projects.sheets.budget.rows import QUARTERS, Placed
from bagalau.projects.sheets.cells import Cell, money_words, said
from bagalau.projects.sheets.taking import Entry, Taking
from bagalau.projects.sheets.told import Line

MOST_UNITS = Decimal(10) ** 11


class Reader:
    """What the cells of a row say of a budget line."""

    def __init__(self, project: Project, taking: Taking) -> None:
        self.planned = Planned(project)
        self._paying, self._find = cache(Payers(project).paying), cache(self.planned.find)  # the same again and again
        self._code, self._year, self._units = cache(_code), cache(cells.year), cache(_units)
        self._amount = cache(partial(cells.amount, currency=project.currency))
        self._taking = taking

    def line(self, row: Line, key: str, now: Placed | None) -> Placed | None:
        """The line as the row says it, or None if it stands nowhere."""
        take, entry = self._taking, self._taking.known.get(key)
        line = now.line if now else BudgetLine(at=key)
        year = take.value(row, entry, "year", now.year, self._year) if now else take.told_in(row, "year", self._year, 0)
        amount = take.value(row, entry, "amount", line.amount, self._amount)
        paid = self._paid(row, entry, line, amount)
        made = replace(
            line,
            account=take.value(row, entry, "account", line.account, lambda cell: self._code(cell, year)),
            description=take.value(row, entry, "description", line.description, lambda cell: cells.text(cell, 500)),
            quantity=take.value(row, entry, "quantity", line.quantity, self._units),
            unit=take.value(row, entry, "unit", line.unit, lambda cell: cells.text(cell, 50)),
            unit_cost=take.value(row, entry, "unit_cost", line.unit_cost, self._amount),
            amount=amount,
            quarters=self._quarters(row, entry, line),
            source=paid.source,
            split=paid.split,
        )
        under = self._under(row, entry, year, now)
        if amount is None and not row.cell("amount") and (now is None or line.amount is not None):
            take.wrong(row, "amount", _("Say how much this line is."))
        return Placed(year, under, made) if under else None

    def _quarters(self, row: Line, entry: Entry | None, line: BudgetLine) -> tuple[Decimal | None, ...]:
        before = (*line.quarters, None, None, None, None)[:4]
        after = tuple(
            self._taking.value(row, entry, name, now, self._amount) for name, now in zip(QUARTERS, before, strict=True)
        )
        if after == before:
            return line.quarters
        return () if set(after) == {None} else after

    def _under(self, row: Line, entry: Entry | None, year: int, now: Placed | None) -> PlannedResult | None:
        take = self._taking
        if now and entry and year == now.year and row.cell("result") == entry.cells["result"]:
            return now.under
        return take.told_in(row, "result", lambda cell: self._find(year, cell), None) if year else None

    def _paid(self, row: Line, entry: Entry | None, line: BudgetLine, amount: Decimal | None) -> paying.Paying:
        now = paying.Paying(line.source, line.split)
        after = self._taking.value(row, entry, "source", now, self._paying)
        touched = after != now or entry is None or row.cell("amount") != entry.cells["amount"]
        missing = paying.misses(after, amount) if touched else None
        if missing is not None:
            self._taking.wrong(
                row,
                "source",
                _("The shares add up to %(shares)s, but the amount is %(amount)s: make them fit.")
                % {"shares": money_words((amount or Decimal()) + missing), "amount": money_words(amount or Decimal())},
            )
        return after


def _units(cell: Cell) -> Decimal | None:
    return cells.number(cell, 3, MOST_UNITS)


def _code(cell: Cell, year: int) -> str:
    """The account that a cell names; one that no budget has, or that does not hold in the year, is refused."""
    words = said(cell)
    code = words.split()[0] if words else ""
    if code and not accounts.is_expense(code):
        raise cells.refusal(
            _("“%(words)s” is no account of expense: choose one from the list, or write its five digits."),
            words=words[: cells.MOST_SHOWN],
        )
    if code and accounts.account(code) is None:
        raise cells.refusal(
            _("The account %(code)s is not in the list of accounts: choose one from the list."), code=code
        )
    if code and year and not _holds(code, year):
        raise cells.refusal(
            _("The account %(code)s does not hold in %(year)s: choose one that does."), code=code, year=year
        )
    return code


def _holds(code: str, year: int) -> bool:
    return any(accounts.account(code, day) for day in (date(year, 1, 1), date(year, 12, 31)))
