"""The first column of a work plan: outputs with targets, baselines and indicators, page breaks and all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.budget_rows import MARKS, account_at
from bagalau.documents.extract.project_document.framework_tables import TARGETS, number_in
from bagalau.documents.extract.project_document.names import ACTION, LONGEST_CELL, OUTPUT, RESULT
from bagalau.documents.extract.project_document.plan import Plan, Target
from bagalau.documents.extract.project_document.shared_cells import is_amounts
from bagalau.documents.extract.project_document.tables import columns_of, row_of
from bagalau.formats.reading import Passage

_MARK = re.compile(
    r"\b(?:(?:Target|Целевой\s{1,3}показатель|Цель|Задача)\s{1,3}(?P<number>\d{1,2})\s{0,3}[:.]?(?=\s|$)|"
    r"(?:(?P<target>Target|Целевой\s{1,3}показатель)|(?P<baseline>Baseline|Исходный\s{1,3}уровень)|"
    r"(?P<indicator>Indicator|Показатель))s?\s{0,3}\d{0,2}\s{0,9}:)",
    re.IGNORECASE,
)


def target_columns(cells: Sequence[Passage]) -> dict[int, str]:
    """The columns of a plain table of targets, where a row is the head of one."""
    found = columns_of(cells, TARGETS)
    names = set(found.values())
    return found if names & {"baseline", "indicators"} and names & {"number", "text"} else {}


def read_target_row(plan: Plan, cells: Sequence[Passage], columns: Mapping[int, str]) -> None:
    """A row of a plain table of targets; one without a target goes on with the one above."""
    row = row_of(cells, columns)
    if place := row.get("output"):
        plan.output = number_in(place) or None
    number, text = number_in(row["number"]) if "number" in row else None, row.get("text")
    if number or text or not plan.targets:
        plan.targets.append(Target(plan.output, number or None, [text] if text else []))
    last = plan.targets[-1]
    last.baseline += [row["baseline"]] if "baseline" in row else []
    if place := row.get("indicators"):
        last.indicators += [[part] for part in _indicators(place) if part]


def _indicators(place: Passage) -> list[Passage]:
    """The indicators of a cell, each under its name; without names the cell is one."""
    marks = [mark for mark in _MARK.finditer(place.text) if mark["indicator"]]
    ends = [*(mark.start() for mark in marks[1:]), len(place.text)]
    return [place.cut(mark.end(), end).strip() for mark, end in zip(marks, ends, strict=False)] or [place]


def read_targets(plan: Plan, cells: Sequence[Passage]) -> None:
    """Take the targets of a row's first column; a cell that names nothing goes on with the one above."""
    column = plan.layout.outputs or 0
    if column >= len(cells):
        return
    cell = cells[column].cut(0, LONGEST_CELL)
    text = fold(cell.text)
    if not text or text in plan.seen or RESULT.search(cell.text) or ACTION.search(cell.text):
        return
    marks = list(_MARK.finditer(cell.text))
    output = OUTPUT.match(cell.text)
    if not marks and not output and not _is_more(plan, cells, column):
        return
    plan.seen.add(text)
    if output:
        plan.output, plan.open = cell.group(output, "number"), None
    elif plan.open is not None and (more := cell.cut(0, marks[0].start() if marks else None).strip()):
        plan.open.append(more)
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else None
        _open(plan, cell, mark)
        if plan.open is not None and (value := cell.cut(mark.end(), end).strip()):
            plan.open.append(value)


def _is_more(plan: Plan, cells: Sequence[Passage], column: int) -> bool:
    """Whether a cell goes on with the text above: words in the first column, with nothing of a budget beside them."""
    if plan.layout.outputs is None or plan.open is None or not re.search(r"[^\W\d_]{2}", cells[column].text[:200]):
        return False
    beside = list(cells[column : column + 2])
    return account_at(beside) is None and not any(is_amounts(cell) or MARKS.fullmatch(cell.text) for cell in beside)


def _open(plan: Plan, cell: Passage, mark: re.Match[str]) -> None:
    """Begin the text that a mark announces; what stands without a target makes one of its own."""
    of_target = not (mark["baseline"] or mark["indicator"])
    last = plan.targets[-1] if plan.targets else None
    if last is None or last.output is not plan.output or (of_target and (mark["number"] or last.text)):
        last = Target(plan.output)
        plan.targets.append(last)
    if of_target:
        last.number = cell.group(mark, "number") if mark["number"] else None
        plan.open = last.text
    elif mark["baseline"]:
        plan.open = last.baseline
    else:
        last.indicators.append([])
        plan.open = last.indicators[-1]
