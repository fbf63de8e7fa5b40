"""The rows of an annual work plan: activity results with budget lines, subtotals and the total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.cover import MOST_CELLS, cells_of
from bagalau.documents.extract.project_document.framework import ACTION, RESULT
from bagalau.documents.extract.project_document.shared_cells import amounts_of, is_amounts, name_and_count
from bagalau.documents.extract.values import money
from bagalau.formats.reading import Block, Passage

_YEAR = re.compile(
    r"\W{0,9}(?:Year(?:\s{1,3}\d{1,2})?\s{0,3}[:.–-]?\s{0,3}|(?:.{0,40}(?:ANNUAL\s)?WORK\s?PLAN|AWP(?!\s{0,3}budget))\D{0,20})(?P<year>20\d\d)\b|"
    r"\W{0,9}(?:[IVX]{1,4}\.\s)?(?P<before>20\d\d)\s{1,3}(?:ANNUAL\s{1,3}WORK|AWP(?!\s{0,3}budget))",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"PLANNED ACTIVITIES|TIME ?FRAME|PLANNED BUDGET|BUDGET DESCRIPTION|FUNDING SOURCE|\bAMOUNT\b", re.IGNORECASE
)
_ACCOUNT = re.compile(r"(?<![\d.,])(?P<code>[5-7]\d{4})(?![\d.,%])(?=\s{0,9}(?:[^\W\d_]|[-–:(]|$))")
_MARKS = re.compile(r"(?:[XxХх✓√✔]\s*)+")  # Latin and Cyrillic
_SUBTOTAL = re.compile(r"sub[\s-]?total", re.IGNORECASE)
MOST_UNCLOSED = 20
_TOTAL = re.compile(r"(?:grand\s|overall\s)?total\b", re.IGNORECASE)


@dataclass
class BudgetLine:
    """One line of a budget; a label that cannot be told to belong to the amount is None."""

    amount: Passage | None
    account: Passage | None = None
    description: Passage | None = None
    source: Passage | None = None
    source_name: str | None = None


@dataclass
class BudgetRow:
    """The lines of one table row with what may be their source: before the account, or in the cell to the left.

    ``marked``: that cell follows quarter marks, so it may be the responsible party as well; ``sure``: a cell for the
    party stands between, so it is the source.
    """

    lines: list[BudgetLine]
    prefix: Passage | None
    candidate: Passage | None
    column: int
    marked: bool
    counts: tuple[int, int]  # labels and amounts that shared the row
    sure: bool = False


@dataclass(eq=False)
class Result:
    """The block of one activity result; ``number`` is None where none was named."""

    number: Passage | None
    rows: list[BudgetRow] = field(default_factory=list)
    subtotal: Passage | None = None
    accounts: set[str] = field(default_factory=set)

    def add(self, row: BudgetRow) -> None:
        self.rows.append(row)
        self.accounts.update(line.account.text for line in row.lines if line.account)

    @property
    def lines(self) -> list[BudgetLine]:
        return [line for row in self.rows for line in row.lines]

    def adds_up_to(self, subtotal: Decimal | None) -> bool:
        """Whether the lines so far make this sum; a block without lines makes none."""
        amounts = [money(line.amount.text) for line in self.lines if line.amount]
        return bool(amounts) and sum((amount for amount in amounts if amount is not None), Decimal(0)) == subtotal


@dataclass
class Plan:
    """A year's work plan."""

    year: Passage | None
    results: list[Result] = field(default_factory=list)
    total: Passage | None = None
    actions: list[Passage] = field(default_factory=list)
    waiting: list[Passage] = field(default_factory=list)  # results named at the end of a merged cell: next to begin
    unclosed: list[Result] = field(default_factory=list)  # those without a subtotal, in order

    def begin(self, number: Passage | None) -> None:
        result = Result(number)
        self.results.append(result)
        self.unclosed.append(result)


def year_of(block: Block) -> Passage | None:
    """The year of a heading such as "Year 1: 2013" or "Annual Work Plan 2013"."""
    match = _YEAR.match(block.text[:120]) if block.kind != "row" and len(block.text) < 120 else None
    return block.passage.group(match, "year" if match["year"] else "before") if match else None


def is_head(block: Block) -> bool:
    """Whether a row names the columns of a work plan."""
    return len({match[0].upper()[:8] for match in _HEAD.finditer(block.text[:2000])}) >= 2


def read_plans(blocks: Sequence[Block]) -> list[Plan]:
    """The work plans of a run of blocks, one a year."""
    plans: list[Plan] = []
    for block in blocks:
        if year := year_of(block):
            if not plans or plans[-1].year is None or plans[-1].year.text != year.text:
                plans.append(Plan(year))
        elif is_head(block):
            if not plans or plans[-1].total is not None:
                plans.append(Plan(None))
        elif plans or block.kind == "row":
            if not plans:
                plans.append(Plan(None))
            _read_row(plans[-1], block)
    return [plan for plan in plans if plan.results or plan.total]


def _read_row(plan: Plan, block: Block) -> None:
    cells = cells_of(block)[:MOST_CELLS]
    if len(cells) < 2:
        plan.total = next((amount for cell in cells for amount in _total_of(cell)), plan.total)
        return
    for cell in cells:
        _open_results(plan, cell)
        plan.actions += [cell.cut(match.start(), match.start() + 300) for match in ACTION.finditer(cell.text)]
    total = any(_TOTAL.match(cell.text) for cell in cells)
    subtotal = next((index for index, cell in enumerate(cells) if _SUBTOTAL.match(cell.text)), None)
    if total:
        amounts = [
            amount for cell in cells for amount in _total_of(cell) or (amounts_of(cell) if is_amounts(cell) else [])
        ]
        plan.total = amounts[-1] if amounts else plan.total
    elif subtotal is not None:
        _close(plan, amounts_of(cells[subtotal]) or [a for cell in cells[subtotal + 1 :] for a in amounts_of(cell)])
    elif row := _budget_row(plan, cells):
        _current(plan).add(row)


def _total_of(cell: Passage) -> list[Passage]:
    """The amount that stands in one cell with the word "total"."""
    label = _TOTAL.match(cell.text)
    amount = cell.cut(label.end()).strip(" \t:") if label else cell.cut(0, 0)
    return amounts_of(amount) if is_amounts(amount) else []


def _open_results(plan: Plan, cell: Passage) -> None:
    """A result named where a cell begins starts here; named later in a merged cell, it starts after a subtotal."""
    for match in RESULT.finditer(cell.text[:20_000]):
        number = cell.group(match, "number" if match["number"] else "after")
        if match.start() < 3:
            plan.begin(number)
        else:
            plan.waiting.append(number)
    if plan.waiting and plan.results and plan.results[-1].subtotal:
        plan.begin(plan.waiting.pop(0))


def _current(plan: Plan) -> Result:
    if not plan.results:
        plan.begin(None)
    return plan.results[-1]


def _close(plan: Plan, amounts: Sequence[Passage]) -> None:
    """A subtotal belongs to the first result without one whose lines make that sum, else to the first without one;
    then a result that waited may begin."""
    _current(plan)
    if not plan.unclosed:
        plan.begin(plan.waiting.pop(0) if plan.waiting else None)
    if amounts:
        subtotal, unclosed = money(amounts[0].text), plan.unclosed[:MOST_UNCLOSED]
        result = next((result for result in unclosed if result.adds_up_to(subtotal)), unclosed[0])
        result.subtotal = amounts[0]
        plan.unclosed.remove(result)
    if plan.waiting and plan.results[-1].subtotal:
        plan.begin(plan.waiting.pop(0))


def _budget_row(plan: Plan, cells: list[Passage]) -> BudgetRow | None:
    """The budget lines of a row: accounts with descriptions in one cell, amounts in a later one."""
    marked = any(_MARKS.fullmatch(cell.text) for cell in cells)
    at = next((index for index, cell in enumerate(cells) if _ACCOUNT.search(cell.text[:2000])), None)
    if at is None:
        return _row_without_account(cells, marked)
    labels, prefix = _labels(cells, at)
    shared = name_and_count(fold((prefix or cells[max(0, at - 1)]).text[:400]))[1]
    amounts = next((amounts_of(cell, shared) for cell in cells[at + 1 :] if is_amounts(cell)), [])
    if not amounts and len(labels) == 1:
        amounts = _amount_within(labels[0])
    candidate = cells[at - 1] if at and cells[at - 1] and not is_amounts(cells[at - 1]) else None
    if candidate and _MARKS.fullmatch(candidate.text):
        candidate = None
    beside_party = at > 1 and cells[at - 2] and not _MARKS.fullmatch(cells[at - 2].text)
    lines = pair(labels, amounts, _current(plan).accounts)
    counts = (len(labels), len(amounts))
    sure = bool(marked and beside_party)
    return BudgetRow(lines, prefix, candidate, at - 1, marked and not sure, counts, sure)


def _labels(cells: list[Passage], at: int) -> tuple[list[BudgetLine], Passage | None]:
    """Account and description of each line in a cell, and what stands before the first account."""
    cell = cells[at]
    codes = list(_ACCOUNT.finditer(cell.text[:2000]))
    labels = []
    for index, code in enumerate(codes):
        end = codes[index + 1].start() if index + 1 < len(codes) else None
        description = cell.cut(code.end(), end).strip(" \t-–:")
        if not description and len(codes) == 1 and at + 1 < len(cells) and not is_amounts(cells[at + 1]):
            description = cells[at + 1]
        labels.append(BudgetLine(None, cell.group(code, "code"), description or None))
    return labels, cell.cut(0, codes[0].start()).strip() or None


def _amount_within(label: BudgetLine) -> list[Passage]:
    """An amount that ran together with its description."""
    place = label.description
    match = re.search(r"\s(?:USD\s|\$)?(\d{1,3}(?:,\d{3})+)$", place.text[-60:]) if place else None
    if place is None or match is None:
        return []
    offset = max(0, len(place.text) - 60)
    label.description = place.cut(0, offset + match.start()).strip()
    return [place.cut(offset + match.start(1), offset + match.end(1))]


def pair(labels: list[BudgetLine], amounts: list[Passage], seen: set[str]) -> list[BudgetLine]:
    """Labels with amounts. Where they do not fit, labels spilled over from a neighbouring block: those from the first
    account that repeats on belong elsewhere, and where none repeats it cannot be told which do."""
    if not amounts:
        return labels
    keep = len(labels)
    if len(labels) != len(amounts):
        keep = 0
        accounts = [label.account.text for label in labels if label.account]
        repeats = [n for n, code in enumerate(accounts) if code in seen or code in accounts[:n]]
        if len(labels) > len(amounts) and repeats:
            keep = repeats[0]
    lines = [BudgetLine(amount) for amount in amounts]
    for line, label in zip(lines, labels[:keep], strict=False):
        line.account, line.description = label.account, label.description
    return lines


def _row_without_account(cells: list[Passage], marked: bool) -> BudgetRow | None:
    """A line with an amount but no account: the short text to the left of the amount is its description."""
    at = next((index for index, cell in enumerate(cells) if is_amounts(cell) and re.search(r"\d{3}", cell.text)), None)
    if at is None or at == 0:
        return None
    amounts = amounts_of(cells[at])
    left = [cell for cell in cells[max(0, at - 2) : at] if cell and not _MARKS.fullmatch(cell.text)]
    if not left or any(len(cell.text) > 120 for cell in left) or len(amounts) != 1:
        return BudgetRow([BudgetLine(amount) for amount in amounts], None, None, at - 1, marked, (0, len(amounts)))
    candidate = left[0] if len(left) > 1 else None
    return BudgetRow([BudgetLine(amounts[0], None, left[-1])], None, candidate, at - 2, marked, (1, 1))
