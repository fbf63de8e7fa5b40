"""The activities of a work plan: results with titles and actions, the quarters of their rows, who is responsible."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.budget_rows import MARKS, account_at, begins_with_account
from bagalau.documents.extract.project_document.names import ACTION, LONGEST_CELL, PLAIN_ACTION, PLAIN_RESULT, RESULT
from bagalau.documents.extract.project_document.plan import Action, Layout, Plan, Result, Timing
from bagalau.documents.extract.project_document.shared_cells import is_amounts
from bagalau.formats.reading import Passage

_OF_ACTIONS = (ACTION, PLAIN_ACTION)
_AT_START = 3  # characters before a name that still begins its cell
_YEAR_ROUND = 4
_MOST_PARTIES = 20


def read_activities(plan: Plan, cells: Sequence[Passage], *, of_sums: bool) -> None:
    """Take the results and actions that a row names and, but in a row ``of_sums``, what goes on from the row above."""
    for index, cell in enumerate(cells):
        whole = cell.cut(0, LONGEST_CELL)
        names = _names(plan.layout, whole, index)
        if names and not _said_again(plan, whole):
            if plan.layout.activities is None:
                plan.layout.activities = index
            if index == plan.layout.activities:
                _go_on(plan, whole.cut(0, names[0].start()))
            _read_names(plan, whole, names)
            _time(plan, cells, names)
        elif not names and not of_sums and _is_more(plan, cells, index):
            _go_on(plan, whole)
    if plan.waiting and plan.results and plan.results[-1].subtotal:
        plan.begin(plan.waiting.pop(0))
    for party in [] if of_sums else _parties(plan.layout, cells):
        add_party(plan.current, party)


def _names(layout: Layout, cell: Passage, index: int) -> list[re.Match[str]]:
    """The names of results and actions in a cell, in order; a number is one in a column that holds nothing else."""
    found = sorted([*RESULT.finditer(cell.text), *ACTION.finditer(cell.text)], key=lambda name: name.start())
    if not found and layout.plain and index == layout.activities:
        plain = PLAIN_ACTION.match(cell.text) or PLAIN_RESULT.match(cell.text)
        return [plain] if plain else []
    return found


def add_party(result: Result, party: Passage) -> None:
    """Add a responsible party, unless its name was there."""
    known = {fold(place.text) for place in result.parties}
    if party and fold(party.text) not in known and len(known) < _MOST_PARTIES:
        result.parties.append(party)
        result.parties.sort(key=lambda place: place.start)


def _said_again(plan: Plan, cell: Passage) -> bool:
    """Whether a cell only repeats the result of the row above, as a filled-down column does."""
    before = plan.named.title[:1] if plan.named else []
    match = RESULT.match(cell.text) or PLAIN_RESULT.match(cell.text)
    number = match and (match["number"] or match["after"])
    if match is None or plan.named is None or plan.named.number is None or number != plan.named.number.text:
        return False
    return bool(before) and fold(cell.text[match.end() :]).startswith(fold(before[0].text))


def _read_names(plan: Plan, cell: Passage, names: Sequence[re.Match[str]]) -> None:
    """A result named where a cell begins starts here; named later in a merged cell, it starts after a subtotal."""
    for index, name in enumerate(names):
        text = cell.cut(name.end(), names[index + 1].start() if index + 1 < len(names) else None).strip()
        if name.re in _OF_ACTIONS:
            result = plan.named or plan.current
            result.actions.append(Action(cell.group(name, "number"), [text] if text else []))
            continue
        number = cell.group(name, "number" if name["number"] else "after")
        plan.named = Result(number, [text] if text else [])
        if name.start() < _AT_START:
            plan.begin(plan.named)
        else:
            plan.waiting.append(plan.named)


def _is_more(plan: Plan, cells: Sequence[Passage], index: int) -> bool:
    """Whether a cell without a name goes on with the activities above: it stands in their column and holds words."""
    cell = cells[index]
    if plan.named is None or index != plan.layout.activities or not re.search(r"[^\W\d_]{2}", cell.text[:200]):
        return False
    following = cells[index + 1] if index + 1 < len(cells) else None
    at = account_at(list(cells[index : index + 2]))
    return at is None and not (following is not None and is_amounts(following)) and not MARKS.fullmatch(cell.text)


def _go_on(plan: Plan, text: Passage) -> None:
    """Add what a page break or a shared cell parted to the text of the action, or of the result, named last."""
    if plan.named is not None and (text := text.strip()):
        (plan.named.actions[-1].text if plan.named.actions else plan.named.title).append(text)


def _time(plan: Plan, cells: Sequence[Passage], names: Sequence[re.Match[str]]) -> None:
    """The marks of a row belong to the result that begins it, or to its one action."""
    first = names[0]
    if plan.named is None or first.start() >= _AT_START:
        return
    if first.re not in _OF_ACTIONS:
        plan.results[-1].timing = _timing(plan.layout, cells)
    elif len(names) == 1:
        plan.named.actions[-1].timing = _timing(plan.layout, cells)


def _timing(layout: Layout, cells: Sequence[Passage]) -> Timing | None:
    """The marks of a row; one without any says nothing of its time."""
    places = [cell for cell in cells if MARKS.fullmatch(cell.text)]
    marks = sum(len(cell.text.split()) for cell in places)
    return Timing(marks, places, _quarters(layout, cells, places)) if places else None


def _quarters(layout: Layout, cells: Sequence[Passage], places: Sequence[Passage]) -> list[bool] | None:
    """Which quarters are marked: told by the columns where the row has all of them, or by four marks in four cells."""
    if any(len(cell.text.split()) > 1 or len(cell.text) > 1 for cell in places):
        return None
    if len(layout.quarters) == _YEAR_ROUND and len(cells) == layout.width:
        columns = [cells[layout.quarters[quarter]] for quarter in sorted(layout.quarters)]
        found = [bool(MARKS.fullmatch(cell.text)) for cell in columns]
        if sum(found) == len(places) and not any(cell and not mark for cell, mark in zip(columns, found, strict=True)):
            return found
    return [True] * _YEAR_ROUND if len(places) == _YEAR_ROUND else None


def _parties(layout: Layout, cells: Sequence[Passage]) -> list[Passage]:
    """The responsible parties of a row, where their cell can be told from that of the source of money."""
    account = account_at(list(cells))
    inside = account is not None and not begins_with_account(cells[account])  # the source stands in that cell
    party, source = layout.party, layout.source
    if party is not None and len(cells) == layout.width:
        sure = account is None or account > (source or party) or (account == source and inside)
        if sure and not MARKS.fullmatch(cells[party].text) and not is_amounts(cells[party]):
            return [cells[party]] if cells[party] else []
    marked = [index for index, cell in enumerate(cells[:account]) if MARKS.fullmatch(cell.text)]
    if not marked or (account is None and any(is_amounts(cell) for cell in cells)):
        return []
    between = [cell for cell in cells[marked[-1] + 1 : account] if cell]
    return between if inside or account is None else between[:-1]
