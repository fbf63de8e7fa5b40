"""The results and resources framework: outcome indicators, outputs with targets, activity results with actions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.cover import MOST_CELLS, cells_of
from bagalau.documents.extract.project_document.framework_parts import begin_parts, names_part, put_parts
from bagalau.documents.extract.project_document.framework_tables import (
    Table,
    number_in,
    put_actions,
    put_indicator,
    put_target,
    table_of,
)
from bagalau.documents.extract.project_document.names import ACTION, LONGEST_CELL, OUTPUT, RESULT, TARGET
from bagalau.documents.extract.project_document.tables import line_of, row_of
from bagalau.formats.reading import Block, Passage

_HEAD = re.compile(r"INTENDED OUTPUTS?|OUTPUT TARGETS?|INDICATIVE ACTIVITIES", re.IGNORECASE)
_GENDER = re.compile(r"(?:Gender\s{1,3}marker|Гендерный\s{1,3}маркер)\b", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:GEN\s?-?)?(?P<level>[0-3])\b", re.IGNORECASE)
_PLAIN_CELL = 400  # characters: a cell of names or amounts is shorter


def is_head(block: Block) -> bool:
    """Whether a row names the columns of a framework."""
    return len({match[0].upper()[:8] for match in _HEAD.finditer(block.text[:2000])}) >= 2


def read_framework(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    """Put what the rows of a framework hold, wherever in a row it stands: columns shift and cells merge. Below a head
    of a plain table, columns are sure."""
    begin_parts(draft)
    for name in ("outputs", "activity_results"):
        draft.put(name, [])
    table: Table | None = None
    for at, block in enumerate(blocks):
        table = table if block.kind == "row" else None
        if is_head(block):
            draft.understood(block.passage)
            continue
        running = block.kind != "row" and names_part(block.text[:LONGEST_CELL])  # its blanks are no columns
        whole = [line_of(block)] if running else cells_of(block)[:MOST_CELLS]
        cells = [cell.cut(0, LONGEST_CELL) for cell in whole]
        if block.kind == "row" and (head := table_of(cells)):
            table = head
            draft.understood(block.passage)
        elif table is not None:
            _read_row(draft, cells, table)
        else:
            below = blocks[at + 1].passage.strip() if at + 1 < len(blocks) and blocks[at + 1].kind != "row" else None
            for index, cell in enumerate(cells):
                beside = cells[index + 1] if index + 1 < len(cells) else below
                _read_cell(draft, cell.strip("#*_ \t"), cells[index + 1 :], beside)


def _read_row(draft: DraftBuilder, cells: Sequence[Passage], table: Table) -> None:
    """A row of a plain table, which belongs to the output named last."""
    kind, columns = table
    row = row_of(cells, columns)
    if kind == "indicators":
        outputs = draft.record["outputs"]
        put_indicator(
            draft, f"outputs[{len(outputs) - 1}].indicators" if outputs else "outcome_indicators", cells, columns
        )
    elif kind == "targets":
        put_target(draft, f"{_output(draft, cells[0])}.targets", row)
    elif "result" in row:
        _put_result_row(draft, row)
    elif "actions" in row and draft.record["activity_results"]:
        put_actions(draft, f"activity_results[{len(draft.record['activity_results']) - 1}]", row["actions"])


def _output(draft: DraftBuilder, place: Passage) -> str:
    """The path of the output to which targets belong."""
    if not draft.record["outputs"]:
        draft.put("outputs[0]", {"number": None, "title": None, "targets": []})
        draft.warn("label-lost", "Targets stand here without an output.", path="outputs[0]", place=place)
    return f"outputs[{len(draft.record['outputs']) - 1}]"


def _put_result_row(draft: DraftBuilder, row: Mapping[str, Passage]) -> None:
    """An activity result whose title, actions and parties stand in cells of their own."""
    cell = row["result"]
    name = RESULT.match(cell.text)
    number = cell.group(name, "number" if name["number"] else "after") if name else number_in(row.get("number", cell))
    title = cell.cut(name.end() if name else 0)
    if not name and number and "number" not in row:
        title = cell.cut(number.end - cell.start).strip(" .:)")
    path = f"activity_results[{len(draft.record['activity_results'])}]"
    whole = number.text.partition(".")[0]
    draft.put(f"{path}.number", int(whole) if whole else None, number)
    draft.put(f"{path}.title", fold(title.text) or None, title)
    draft.put(f"{path}.output", draft.record["outputs"][-1]["number"] if draft.record["outputs"] else None)
    draft.put(f"{path}.actions", [])
    if "actions" in row:
        put_actions(draft, path, row["actions"])
    for field in ("responsible_parties", "inputs"):
        if place := row.get(field):
            draft.put(f"{path}.{field}", fold(place.text), place)


def _read_cell(draft: DraftBuilder, cell: Passage, following: Sequence[Passage], beside: Passage | None) -> None:
    text = cell.text
    output = OUTPUT.match(text)
    if output and not any(row["number"] == int(output["number"]) for row in draft.record["outputs"]):
        _put_output(draft, cell, output)
    if RESULT.search(text[:200]):
        _put_result(draft, cell, following)
    elif (output or text.startswith("Target")) and TARGET.search(text):
        _put_targets(draft, cell)
    elif names_part(text):
        put_parts(draft, cell, beside)
    elif _GENDER.match(text):
        draft.understood(cell)
        if beside and (level := _LEVEL.search(f"{text[-10:]} {beside.text[:20]}")):
            draft.put(f"{_output(draft, cell)}.gender_marker", int(level["level"]), cell, beside)


def _put_output(draft: DraftBuilder, cell: Passage, match: re.Match[str]) -> None:
    path = f"outputs[{len(draft.record['outputs'])}]"
    title = cell.cut(match.end()).strip()
    stop = re.search(
        r"\s(?:Target\s\d|Baseline\s?:|Indicators?\s?\d{0,2}\s?:|Gender marker)", title.text, re.IGNORECASE
    )
    title = title.cut(0, stop.start() if stop else None).strip()
    draft.put(f"{path}.number", int(match["number"]), cell.group(match, "number"))
    draft.put(f"{path}.title", fold(title.text) or None, title)
    draft.put(f"{path}.targets", [])


def _put_targets(draft: DraftBuilder, cell: Passage) -> None:
    path = f"{_output(draft, cell)}.targets"
    marks = list(TARGET.finditer(cell.text))
    for index, match in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else None
        row = f"{path}[{len(draft.get(path))}]"
        text = cell.cut(match.end(), end).strip()
        draft.put(f"{row}.number", int(match["number"]), cell.group(match, "number"))
        draft.put(f"{row}.text", fold(text.text) or None, text)


def _put_result(draft: DraftBuilder, cell: Passage, following: Sequence[Passage]) -> None:
    """The activity results of a cell (usually one) with title and actions; in the cells after it: who, and inputs."""
    marks = list(RESULT.finditer(cell.text))
    for index, match in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else None
        body = cell.cut(match.end(), end)
        first = ACTION.search(body.text)
        title = body.cut(0, first.start() if first else None).strip()
        path = f"activity_results[{len(draft.record['activity_results'])}]"
        number = "number" if match["number"] else "after"
        draft.put(f"{path}.number", int(match[number]), cell.group(match, number))
        draft.put(f"{path}.title", fold(title.text) or None, title)
        draft.put(f"{path}.output", draft.record["outputs"][-1]["number"] if draft.record["outputs"] else None)
        draft.put(f"{path}.actions", [])
        if first:
            put_actions(draft, path, body.cut(first.start()))
        for name, place in zip(("responsible_parties", "inputs"), following, strict=False):
            if place and len(place.text) < _PLAIN_CELL:
                draft.put(f"{path}.{name}", fold(place.text), place)
