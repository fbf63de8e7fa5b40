"""The quality criteria of each activity result, in a table for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold, joined
from bagalau.documents.extract.project_document.tables import line_of
from bagalau.formats.reading import Block, Passage

_RESULT = re.compile(
    r"(?:Activity\s{1,9}Result|Результат\s{1,9}деятельности)\s{1,3}(?P<number>[\w.]{1,6})\s{0,9}(?:\(Atlas[^()]{0,40}\))?",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"(?:Start\s{1,9}Date|Дата\s{1,9}начала)\s{0,3}:?\s{0,9}(?P<start>[^:]{0,60}?)\s{0,9}(?:(?:End\s{1,9}Date|Дата\s{1,9}окончания)\s{0,3}:?\s{0,9}(?P<end>[^:]{0,60}))?$",
    re.IGNORECASE,
)
_OUTPUT = re.compile(
    r"\W{0,9}(?:OUTPUT|НЕПОСРЕДСТВЕННЫЙ\s{1,3}РЕЗУЛЬТАТ)\s{1,3}(?P<number>\d{1,2})\s{0,3}[:.]?\s{0,9}(?P<text>[^\t|]*)",
    re.IGNORECASE,
)
_STARTS = re.compile(r"start|дата\s{1,9}начала", re.IGNORECASE)
_LABEL = re.compile(r"(?:Activity\s{1,9}Result|Результат\s{1,9}деятельности)\s{0,3}:?", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})?)[.):]?(?=\s|$)")
_FIELDS = {"purpose": "purpose", "description": "description", "title": "title"} | {
    f"{name}{date}": name for name in ("start", "end") for date in ("", " date")
}
_FIELDS |= {"цель": "purpose", "описание": "description", "название": "title"}
_FIELDS |= {"дата начала": "start", "начало": "start", "дата окончания": "end", "окончание": "end"}
_MOST_PARTS = 20  # of one row
_COLUMNS = ("criteria", "method", "assessed")


def is_quality_head(block: Block) -> bool:
    return bool(_RESULT.match(block.text.lstrip(" \t|"))) and bool(_STARTS.search(block.text))


def is_output(block: Block) -> bool:
    """Whether a row, or a line, names the output to which the results below belong."""
    return len(block.text) < 1000 and bool(_OUTPUT.match(block.text))


def read_quality(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    """Put the quality criteria of each activity result: dates as printed, purpose, description, criteria rows."""
    draft.put("quality_criteria", draft.get("quality_criteria") or [])
    path = ""
    output: tuple[Passage, re.Match[str]] | None = None
    last: list[list[Passage]] = []  # the cells of the row above, which a page break may have parted
    for block in blocks:
        if is_quality_head(block) or _names_result(block):
            path, last = f"quality_criteria[{len(draft.record['quality_criteria'])}]", []
            cells = block.cells if block.kind == "row" else [line_of(block)]
            _put_head(draft, path, cells[1:] if _LABEL.fullmatch(cells[0].text.strip()) else cells, output)
        elif (match := _OUTPUT.match(block.text)) and is_output(block):
            output = (block.passage, match)
            draft.understood(block.passage)
        elif block.kind == "row" and (path or _is_head(block.cells)):
            last = _put_row(draft, path, block.cells, last)


def _is_head(cells: Sequence[Passage]) -> bool:
    return fold(cells[0].text[:60]).lower().startswith(("quality criteria", "критерии качества"))


def _names_result(block: Block) -> bool:
    """Whether a line is headed by a result, or a row has its number and title beside the label."""
    if block.kind != "row":
        return bool(_RESULT.match(line_of(block).text[:80])) and len(block.text) < 1000
    return len(block.cells) > 1 and bool(_LABEL.fullmatch(block.cells[0].text.strip()) and block.cells[1])


def _put_head(
    draft: DraftBuilder, path: str, cells: list[Passage], output: tuple[Passage, re.Match[str]] | None
) -> None:
    match = _RESULT.match(cells[0].text) or _NUMBER.match(cells[0].text)
    number = match["number"].rstrip(".") if match else ""
    draft.put(f"{path}.activity_result", number or None, *([cells[0].group(match, "number")] if match else []))
    for name in ("output_number", "output", "title", "start", "end", "purpose", "description"):
        draft.put(f"{path}.{name}", None)
    if output is not None:
        text = output[0].group(output[1], "text").strip(" *")
        draft.put(f"{path}.output_number", int(output[1]["number"]), output[0].group(output[1], "number"))
        draft.put(f"{path}.output", fold(text.text) or None, text)
    for cell in [cells[0].cut(match.end() if match else 0).strip(" :"), *cells[1:]]:
        dates = _DATES.search(cell.text[:300])
        if dates:
            for name in ("start", "end"):
                place = cell.group(dates, name).strip(" ,;")
                draft.put(f"{path}.{name}", fold(place.text) or None, place)
        title = cell.cut(0, dates.start()).strip() if dates else cell
        if title and draft.get(f"{path}.title") is None:
            draft.put(f"{path}.title", fold(title.text), title)
    draft.put(f"{path}.criteria", [])


def _put_row(draft: DraftBuilder, path: str, cells: list[Passage], last: list[list[Passage]]) -> list[list[Passage]]:
    """Put a row; gives the places of a row of criteria, with which the next one may go on."""
    first = fold(cells[0].text[:60]).lower()
    value = cells[1] if len(cells) > 1 else cells[0].cut(0, 0)
    if _is_head(cells) or not any(fold(cell.text).strip("-– ") for cell in cells):
        draft.understood(*cells)
        return []
    if field := _FIELDS.get(first.strip(":")):
        draft.put(f"{path}.{field}", fold(value.text) or None, value)
        draft.understood(cells[0])
        return []
    rows = [[cell] for cell in cells[: len(_COLUMNS)]]
    goes_on = _goes_on(cells, last)
    if goes_on:
        nothing: list[Passage] = []
        rows = [before + more for before, more in zip_longest(last, rows, fillvalue=nothing)]
    elif len(cells) < 2 or not first:
        draft.understood(*cells)
        return last
    row = f"{path}.criteria[{len(draft.get(f'{path}.criteria')) - goes_on}]"
    for name, places in zip(_COLUMNS, rows, strict=False):
        draft.put(f"{row}.{name}", joined(places), *places)
    return rows


def _goes_on(cells: Sequence[Passage], last: Sequence[Sequence[Passage]]) -> bool:
    """Whether a row goes on with the one above: it begins in the middle of a sentence, or without criteria."""
    if not last or len(last[0]) >= _MOST_PARTS or any(fold(cell.text) for cell in cells[2:]):
        return False
    return not cells[0] or fold(cells[0].text[:20])[:1].islower()
