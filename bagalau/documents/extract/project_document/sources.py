"""Which source of money stands behind which budget line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.activities import add_party
from bagalau.documents.extract.project_document.plan import BudgetLine, BudgetRow, Plan, Result
from bagalau.documents.extract.project_document.shared_cells import name_and_count
from bagalau.formats.reading import Passage

LONGEST_NAME = 60
LONGEST_CELL = 400
MOST_NAMES = 50  # of one paper


def known_names(plans: Sequence[Plan], on_cover: Sequence[str]) -> set[str]:
    """Names that surely are sources: those of the cover, before an account, and beside lines without quarter marks."""
    names = set(on_cover)
    for row in (row for plan in plans for result in plan.results for row in result.rows):
        place = row.prefix or (row.candidate if not row.marked else None)
        if place and len(place.text) <= LONGEST_CELL:
            name, count = name_and_count(fold(place.text))
            if count > 1 or (len(name) <= LONGEST_NAME and len(row.lines) < 2):
                names.add(name)
    return names


def give_sources(plans: Sequence[Plan], names: set[str], parties: set[str]) -> None:
    """Fill the source of every line where it can be told; ``parties`` are responsible parties: sources only in a
    column that surely is that of the sources."""
    pattern = _one_of(names)
    for plan in plans:
        columns = _columns_of_sources(plan, names - parties)
        for result in plan.results:
            _give_to(result, names, names - parties, columns, pattern)
            _keep_the_rest(result, names)


def _one_of(names: set[str]) -> re.Pattern[str]:
    """One of the names, however its blanks were printed."""
    longest = sorted(names - {""}, key=len, reverse=True)[:MOST_NAMES]
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(name)}(?!\w)".replace(r"\ ", r"\s+") for name in longest) or r"(?!)"
    )


def _columns_of_sources(plan: Plan, names: set[str]) -> set[int]:
    """The columns of a plan beside that of the responsible party, or with the name of a source and no party's."""
    rows = [row for result in plan.results for row in result.rows]
    return {row.column for row in rows if row.sure or (not row.marked and _names_source(row, names))}


def _give_to(result: Result, names: set[str], others: set[str], columns: set[int], pattern: re.Pattern[str]) -> None:
    """Fill the sources of one result; ``others`` are the names that no responsible party bears."""
    shown = _last_shown(result, others)
    open_lines: list[BudgetLine] = []
    for index, row in enumerate(result.rows):
        place = _place_of(row, names if row.column in columns else others, shown.get(row.column, -1) > index)
        if place is not None and _give(row.lines, open_lines, place):
            open_lines = []
        elif shared := _one_each(row, pattern):
            for line, source in zip(row.lines, shared, strict=True):
                line.source, line.source_name = source, fold(source.text)
            open_lines = []
        else:
            open_lines += row.lines


def _one_each(row: BudgetRow, pattern: re.Pattern[str]) -> list[Passage]:
    """The sources in a cell that several lines share, where it holds known names alone and one for each line."""
    place = row.prefix or (row.candidate if not row.marked else None)
    if place is None or len(row.lines) < 2 or len(place.text) > LONGEST_CELL:
        return []
    found = [place.group(match) for match in pattern.finditer(place.text)]
    rest = pattern.sub("", place.text).strip(" \t\n,;/")
    return found if len(found) == len(row.lines) and not rest else []


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


def _keep_the_rest(result: Result, names: set[str]) -> None:
    """A name that was not taken as the source: printed beside its lines where it could be one, else, right after
    quarter marks, the responsible party."""
    for row in result.rows:
        place = row.prefix or row.candidate
        if place is None or len(place.text) > LONGEST_CELL or any(line.source is place for line in row.lines):
            continue
        named = place is row.prefix or name_and_count(fold(place.text))[0] in names
        if not named and row.marked:
            add_party(result, place)
        for line in row.lines:
            line.printed_source = place if named and line.source is None else None
