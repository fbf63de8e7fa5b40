"""The results and resources framework: outcome indicators, outputs with targets, activity results with actions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.cover import MOST_CELLS, cells_of
from bagalau.documents.extract.project_document.framework_parts import begin_parts, names_part, put_parts
from bagalau.formats.reading import Block, Passage

OUTPUT = re.compile(
    r"\s{0,9}(?:Intended |Expected )?Output\s{1,3}(?P<number>\d{1,2})\s{0,3}[:.]?\s{1,9}", re.IGNORECASE
)
_TARGET = re.compile(r"\bTarget\s{1,3}(?P<number>\d{1,2})\s{0,3}[:.]?\s{1,9}", re.IGNORECASE)
RESULT = re.compile(
    r"(?:(?<!\d)(?P<number>\d{1,2})\s{0,3}[.)]?\s{0,9}Activity\s{1,9}Result|Activity\s{1,9}Result\s{1,3}(?P<after>\d{1,2}))"
    r"\s{0,3}[:.]?\s{0,9}",
    re.IGNORECASE,
)
ACTION = re.compile(r"\bAction\s{1,3}(?P<number>\d{1,2}(?:\.\d{1,2})?)\s{0,3}[.:)]\s{0,9}", re.IGNORECASE)
_HEAD = re.compile(r"INTENDED OUTPUTS?|OUTPUT TARGETS?|INDICATIVE ACTIVITIES", re.IGNORECASE)
LONGEST_CELL = 20_000  # characters: what a damaged line holds beyond is not read
_PLAIN_CELL = 400  # characters: a cell of names or amounts is shorter


def is_head(block: Block) -> bool:
    """Whether a row names the columns of a framework."""
    return len({match[0].upper()[:8] for match in _HEAD.finditer(block.text[:2000])}) >= 2


def read_framework(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    """Put what the rows of a framework hold, wherever in a row it stands: columns shift and cells merge."""
    begin_parts(draft)
    draft.put("outputs", [])
    draft.put("activity_results", [])
    for at, block in enumerate(blocks):
        if is_head(block):
            draft.understood(block.passage)
            continue
        running = block.kind != "row" and names_part(block.text[:LONGEST_CELL])  # its blanks are no columns
        whole = [block.passage.strip()] if running else cells_of(block)[:MOST_CELLS]
        cells = [cell.cut(0, LONGEST_CELL) for cell in whole]
        below = blocks[at + 1].passage.strip() if at + 1 < len(blocks) and blocks[at + 1].kind != "row" else None
        for index, cell in enumerate(cells):
            beside = cells[index + 1] if index + 1 < len(cells) else below
            _read_cell(draft, cell, cells[index + 1 :], beside)


def _read_cell(draft: DraftBuilder, cell: Passage, following: Sequence[Passage], beside: Passage | None) -> None:
    text = cell.text
    output = OUTPUT.match(text)
    if output and not any(row["number"] == int(output["number"]) for row in draft.record["outputs"]):
        _put_output(draft, cell, output)
    if RESULT.search(text[:200]):
        _put_result(draft, cell, following)
    elif (output or text.startswith("Target")) and _TARGET.search(text):
        _put_targets(draft, cell)
    elif names_part(text):
        put_parts(draft, cell, beside)


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
    if not draft.record["outputs"]:
        draft.put("outputs[0]", {"number": None, "title": None, "targets": []})
        draft.warn("label-lost", "Targets stand here without an output.", path="outputs[0]", place=cell)
    path = f"outputs[{len(draft.record['outputs']) - 1}].targets"
    marks = list(_TARGET.finditer(cell.text))
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
        actions = list(ACTION.finditer(body.text))
        title = body.cut(0, actions[0].start() if actions else None).strip()
        path = f"activity_results[{len(draft.record['activity_results'])}]"
        number = "number" if match["number"] else "after"
        draft.put(f"{path}.number", int(match[number]), cell.group(match, number))
        draft.put(f"{path}.title", fold(title.text) or None, title)
        draft.put(f"{path}.output", draft.record["outputs"][-1]["number"] if draft.record["outputs"] else None)
        draft.put(f"{path}.actions", [])
        for at, action in enumerate(actions):
            stop = actions[at + 1].start() if at + 1 < len(actions) else None
            text = body.cut(action.end(), stop).strip()
            draft.put(f"{path}.actions[{at}].number", action["number"], body.group(action, "number"))
            draft.put(f"{path}.actions[{at}].text", fold(text.text) or None, text)
        for name, place in zip(("responsible_parties", "inputs"), following, strict=False):
            if place and len(place.text) < _PLAIN_CELL:
                draft.put(f"{path}.{name}", fold(place.text), place)
