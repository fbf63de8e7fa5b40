"""Which source of money stands behind which budget line."""

from __future__ import annotations

from collections.abc import Sequence

from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.work_plan import BudgetLine, BudgetRow, Plan, Result
from bagalau.formats.reading import Passage

LONGEST_NAME = 60


def name_and_count(text: str) -> tuple[str, int]:
    """A name and how often it was repeated in its cell: ``GOV RK GOV RK`` is ``GOV RK`` twice."""
    words = text.split()
    for width in range(1, len(words) // 2 + 1):
        if len(words) % width == 0 and words == words[:width] * (len(words) // width):
            return " ".join(words[:width]), len(words) // width
    return " ".join(words), 1


def known_names(plans: Sequence[Plan], on_cover: Sequence[str]) -> set[str]:
    """Names that surely are sources: those of the cover, before an account, and beside lines without quarter marks."""
    names = set(on_cover)
    for row in (row for plan in plans for result in plan.results for row in result.rows):
        place = row.prefix or (row.candidate if not row.marked else None)
        if place and len(place.text) <= 400:
            name, count = name_and_count(fold(place.text))
            if count > 1 or len(name) <= LONGEST_NAME:
                names.add(name)
    return names


def give_sources(plans: Sequence[Plan], names: set[str], parties: set[str]) -> None:
    """Fill the source of every line where it can be told; ``parties`` are responsible parties, not sources."""
    names = names - parties
    for result in (result for plan in plans for result in plan.results):
        shown = _last_shown(result, names)
        open_lines: list[BudgetLine] = []
        for index, row in enumerate(result.rows):
            place = _place_of(row, names, shown.get(row.column, -1) > index)
            if place is None or not _give(row.lines, open_lines, place):
                open_lines += row.lines
            else:
                open_lines = []


def _last_shown(result: Result, names: set[str]) -> dict[int, int]:
    """For each column, the last row without quarter marks that shows a source there."""
    return {row.column: index for index, row in enumerate(result.rows) if not row.marked and _names_source(row, names)}


def _names_source(row: BudgetRow, names: set[str]) -> bool:
    return row.candidate is not None and name_and_count(fold(row.candidate.text))[0] in names


def _place_of(row: BudgetRow, names: set[str], shown_below: bool) -> Passage | None:
    """Where the source of a row stands. Right after quarter marks it may be the responsible party, unless rows below
    without marks show their sources in the same column."""
    if row.prefix or not _names_source(row, names):
        return row.prefix
    return row.candidate if shown_below or not row.marked else None


def _give(lines: Sequence[BudgetLine], before: Sequence[BudgetLine], place: Passage) -> bool:
    """Give a source to a row's lines if named once for each, or also to the open lines before if that fits."""
    name, count = name_and_count(fold(place.text))
    if count == len(lines):
        targets = list(lines)
    elif count == len(lines) + len(before):
        targets = [*before, *lines]
    else:
        return False
    for line in targets:
        line.source, line.source_name = place, name
    return True
