"""The results and resources framework: outcome indicators, outputs with targets, activity results with actions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.cover import MOST_CELLS, cells_of
from bagalau.formats.reading import Block, Passage

_WORDS = re.compile(r"\b(Indicator|Baseline|Target)s?\s{0,3}\d{0,2}\s{0,9}:", re.IGNORECASE)
_OUTPUT = re.compile(
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
_INDICATORS = re.compile(r"outcome indicator", re.IGNORECASE)
LONGEST_CELL = 20_000  # characters: what a damaged line holds beyond is not read
_PLAIN_CELL = 400  # characters: a cell of names or amounts is shorter


def is_head(block: Block) -> bool:
    """Whether a row names the columns of a framework."""
    return len({match[0].upper()[:8] for match in _HEAD.finditer(block.text[:2000])}) >= 2


def read_framework(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    """Put what the rows of a framework hold, wherever in a row it stands: columns shift and cells merge."""
    draft.put("outcome_indicators", [])
    draft.put("outputs", [])
    draft.put("activity_results", [])
    for block in blocks:
        if is_head(block):
            draft.understood(block.passage)
            continue
        running = block.kind != "row" and _INDICATORS.search(block.text)  # its blanks are those of tags, no columns
        whole = [block.passage.strip()] if running else cells_of(block)[:MOST_CELLS]
        cells = [cell.cut(0, LONGEST_CELL) for cell in whole]
        for index, cell in enumerate(cells):
            _read_cell(draft, cell, cells[index + 1 :])


def _read_cell(draft: DraftBuilder, cell: Passage, following: Sequence[Passage]) -> None:
    text = cell.text
    output = _OUTPUT.match(text)
    if output and not any(row["number"] == int(output["number"]) for row in draft.record["outputs"]):
        _put_output(draft, cell, output)
    if RESULT.search(text[:200]):
        _put_result(draft, cell, following)
    elif (output or text.startswith("Target")) and _TARGET.search(text):
        _put_targets(draft, cell)
    elif _INDICATORS.search(text):
        put_indicators(draft, cell)


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
        draft.put(f"{path}.actions", [])
        for at, action in enumerate(actions):
            stop = actions[at + 1].start() if at + 1 < len(actions) else None
            text = body.cut(action.end(), stop).strip()
            draft.put(f"{path}.actions[{at}].number", action["number"], body.group(action, "number"))
            draft.put(f"{path}.actions[{at}].text", fold(text.text) or None, text)
        for name, place in zip(("responsible_parties", "inputs"), following, strict=False):
            if place and len(place.text) < _PLAIN_CELL:
                draft.put(f"{path}.{name}", fold(place.text), place)


def put_indicators(draft: DraftBuilder, cell: Passage) -> None:
    """Indicators of the outcome with baseline and target, from running text "Indicator: … Baseline: … Target: …"."""
    marks = list(_WORDS.finditer(cell.text))
    row = ""
    for index, match in enumerate(marks):
        end = _end_of(cell.text, match.end(), marks[index + 1].start() if index + 1 < len(marks) else len(cell.text))
        place = cell.cut(match.end(), end).strip()
        word = match[1].lower()
        if word == "indicator":
            row = f"outcome_indicators[{len(draft.record['outcome_indicators'])}]"
            draft.put(row, {"name": None, "baseline": None, "target": None})
        if row:
            draft.put(f"{row}.{'name' if word == 'indicator' else word}", fold(place.text) or None, place)
    draft.understood(cell)


def _end_of(text: str, start: int, end: int) -> int:
    """A value ends where another labelled part of the merged cell begins."""
    stop = re.search(
        r"\s(?:Applicable Key Result|Partnership Strategy|Project title and ID)", text[start:end], re.IGNORECASE
    )
    return start + stop.start() if stop else end
