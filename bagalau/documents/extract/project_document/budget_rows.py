"""The budget lines of a row of a work plan: accounts with descriptions in one cell, amounts in a later one."""

from __future__ import annotations

import re

from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.plan import BudgetLine, BudgetRow, Layout, Plan
from bagalau.documents.extract.project_document.shared_cells import amounts_of, is_amounts, name_and_count
from bagalau.formats.reading import Passage

_ACCOUNT = re.compile(r"(?<![\d.,])(?P<code>[5-7]\d{4})(?![\d.,%])(?=\s{0,9}(?:[^\W\d_]|[-–:(]|$))")
MARKS = re.compile(r"(?:[XxХх✓√✔]\s*)+")  # Latin and Cyrillic


def account_at(cells: list[Passage]) -> int | None:
    """The first cell that names an account."""
    return next((index for index, cell in enumerate(cells) if _ACCOUNT.search(cell.text[:2000])), None)


def begins_with_account(cell: Passage) -> bool:
    return bool(_ACCOUNT.match(cell.text[:40]))


def budget_row(plan: Plan, cells: list[Passage]) -> BudgetRow | None:
    """The budget lines of a row, or None where it holds none."""
    marked = any(MARKS.fullmatch(cell.text) for cell in cells)
    at = account_at(cells)
    if at is None:
        return _row_without_account(plan.layout, cells, marked)
    labels, prefix = _labels(cells, at)
    shared = name_and_count(fold((prefix or cells[max(0, at - 1)]).text[:400]))[1]
    amounts = next((amounts_of(cell, shared) for cell in cells[at + 1 :] if is_amounts(cell)), [])
    if not amounts and len(labels) == 1:
        amounts = _amount_within(labels[0])
    candidate = cells[at - 1] if at and cells[at - 1] and not is_amounts(cells[at - 1]) else None
    if candidate and MARKS.fullmatch(candidate.text):
        candidate = None
    beside_party = at > 1 and cells[at - 2] and not MARKS.fullmatch(cells[at - 2].text)
    lines = pair(labels, amounts, plan.current.accounts)
    counts = (len(labels), len(amounts))
    sure = bool(marked and (beside_party or _below_source(plan.layout, cells, at - 1)))
    return BudgetRow(lines, prefix, candidate, at - 1, marked and not sure, counts, sure)


def _below_source(layout: Layout, cells: list[Passage], column: int) -> bool:
    """Whether a cell stands below the head of the sources, beside a column for the parties."""
    return len(cells) == layout.width and column == layout.source and layout.party is not None


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
    _print_beside(lines[keep:], labels[keep:])
    return lines


def _print_beside(lines: list[BudgetLine], labels: list[BudgetLine]) -> None:
    """What is printed beside amounts whose label is in doubt: in order, and the last beside the last."""
    for line, label in zip(lines, labels, strict=False):
        line.printed_label = label.label
    if lines and len(labels) > len(lines):
        lines[-1].printed_label = labels[-1].label


def _row_without_account(layout: Layout, cells: list[Passage], marked: bool) -> BudgetRow | None:
    """A line with an amount but no account: the short text to the left of the amount is its description."""
    at = next((index for index, cell in enumerate(cells) if is_amounts(cell) and re.search(r"\d{3}", cell.text)), None)
    if at is None or at == 0:
        return None
    amounts = amounts_of(cells[at])
    if len(amounts) == 1 and layout.source is not None and layout.source < at and len(cells) == layout.width:
        label = next((cell for cell in cells[layout.source + 1 : at] if cell), None)
        source = cells[layout.source] or None
        return BudgetRow([BudgetLine(amounts[0], None, label)], source, None, layout.source, False, (1, 1), sure=True)
    left = [cell for cell in cells[max(0, at - 2) : at] if cell and not MARKS.fullmatch(cell.text)]
    if not left or any(len(cell.text) > 120 for cell in left) or len(amounts) != 1:
        return BudgetRow([BudgetLine(amount) for amount in amounts], None, None, at - 1, marked, (0, len(amounts)))
    candidate = left[0] if len(left) > 1 else None
    return BudgetRow([BudgetLine(amounts[0], None, left[-1])], None, candidate, at - 2, marked, (1, 1))
