"""The rows of an annual work plan: activity results with budget lines, subtotals and the total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bagalau.documents.extract.project_document.activities import read_activities
from bagalau.documents.extract.project_document.budget_rows import budget_row
from bagalau.documents.extract.project_document.cover import MOST_CELLS, cells_of
from bagalau.documents.extract.project_document.layout import add_head, is_head, names_quarters
from bagalau.documents.extract.project_document.plan import Layout, Plan, Result
from bagalau.documents.extract.project_document.shared_cells import amounts_of, is_amounts
from bagalau.documents.extract.project_document.tables import is_rule
from bagalau.documents.extract.project_document.targets import read_target_row, read_targets, target_columns
from bagalau.documents.extract.values import money
from bagalau.formats.reading import Block, Passage

_YEAR = re.compile(
    r"\W{0,9}(?:(?:Year|Год)(?:\s{1,3}\d{1,2})?\s{0,3}[:.–-]?\s{0,3}|(?:.{0,40}(?:(?:ANNUAL\s)?WORK\s?PLAN|ПЛАН\w?\sРАБОТ\w?)|AWP(?!\s{0,3}budget))\D{0,20})(?P<year>20\d\d)\b|"
    r"\W{0,9}(?:[IVX]{1,4}\.\s)?(?P<before>20\d\d)\s{1,3}(?:ANNUAL\s{1,3}WORK|AWP(?!\s{0,3}budget))",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"sub[\s-]?total|промежуточный\s{1,3}итог|подытог", re.IGNORECASE)
MOST_UNCLOSED = 20
_TOTAL = re.compile(r"(?:(?:grand\s|overall\s)?total|итого|всего)\b", re.IGNORECASE)


def year_of(block: Block) -> Passage | None:
    """The year of a heading such as "Year 1: 2013" or "Annual Work Plan 2013"."""
    match = _YEAR.match(block.text[:120]) if block.kind != "row" and len(block.text) < 120 else None
    return block.passage.group(match, "year" if match["year"] else "before") if match else None


def read_plans(blocks: Sequence[Block]) -> list[Plan]:
    """The work plans of a run of blocks, one a year."""
    reader = _Reader()
    for block in blocks:
        if not is_rule(block):
            reader.read(block)
    return [plan for plan in reader.plans if plan.results or plan.total]


@dataclass
class _Reader:
    """Goes over the blocks of all work plans."""

    plans: list[Plan] = field(default_factory=list)
    in_head: bool = False
    targets: dict[int, str] = field(default_factory=dict)  # the columns of the table of targets that is being read

    def read(self, block: Block) -> None:
        cells = cells_of(block)[:MOST_CELLS]
        year, head = year_of(block), is_head(block) or (self.in_head and names_quarters(cells))
        if self._begins_plan(block, year, head):
            self.plans.append(Plan(year))
        columns = target_columns(cells) if block.kind == "row" and not head else {}
        if head:
            self.plans[-1].layout = add_head(self.plans[-1].layout if self.in_head else Layout(), cells)
        if head or columns or block.kind != "row":
            self.targets = columns
        if self.plans and year is None and not head and not columns:
            self._read_row(self.plans[-1], cells)
        self.in_head = head

    def _begins_plan(self, block: Block, year: Passage | None, head: bool) -> bool:
        """Whether a plan begins: with another year, with a head after a total, or with the first row of all."""
        if not self.plans:
            return year is not None or head or block.kind == "row"
        last = self.plans[-1]
        if year is not None:
            return last.year is None or last.year.text != year.text
        return head and last.total is not None

    def _read_row(self, plan: Plan, cells: list[Passage]) -> None:
        if self.targets:
            read_target_row(plan, cells, self.targets)
        else:
            _read_row(plan, cells)


def _read_row(plan: Plan, cells: list[Passage]) -> None:
    if len(cells) < 2:
        plan.total = next((amount for cell in cells for amount in _total_of(cell)), plan.total)
        return
    total = any(_TOTAL.match(cell.text) for cell in cells)
    subtotal = next((index for index, cell in enumerate(cells) if _SUBTOTAL.match(cell.text)), None)
    read_activities(plan, cells, of_sums=total or subtotal is not None)
    if total:
        amounts = [
            amount for cell in cells for amount in _total_of(cell) or (amounts_of(cell) if is_amounts(cell) else [])
        ]
        plan.total = amounts[-1] if amounts else plan.total
    elif subtotal is not None:
        _close(plan, amounts_of(cells[subtotal]) or [a for cell in cells[subtotal + 1 :] for a in amounts_of(cell)])
    else:
        read_targets(plan, cells)
        if row := budget_row(plan, cells):
            plan.current.add(row)


def _total_of(cell: Passage) -> list[Passage]:
    """The amount that stands in one cell with the word "total"."""
    label = _TOTAL.match(cell.text)
    amount = cell.cut(label.end()).strip(" \t:") if label else cell.cut(0, 0)
    return amounts_of(amount) if is_amounts(amount) else []


def _close(plan: Plan, amounts: Sequence[Passage]) -> None:
    """A subtotal belongs to the first result without one whose lines make that sum, else to the first without one;
    then a result that waited may begin."""
    last = plan.current
    if not plan.unclosed:
        plan.begin(plan.waiting.pop(0) if plan.waiting else Result(None))
    if amounts:
        subtotal, unclosed = money(amounts[0].text), plan.unclosed[:MOST_UNCLOSED]
        result = next((result for result in unclosed if result.adds_up_to(subtotal)), unclosed[0])
        result.subtotal = amounts[0]
        if last is not result and last.count:
            result.after = (last, last.count)
        plan.unclosed.remove(result)
    if plan.waiting and plan.results[-1].subtotal:
        plan.begin(plan.waiting.pop(0))
