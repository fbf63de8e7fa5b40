"""Recommendations with the management response and the key actions of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.erc.actions import HEADER, STAMP, put_actions
from bagalau.documents.extract.erc.items import Item
from bagalau.documents.extract.erc.lines import EDGES, Line, folded, stretch, text_from
from bagalau.documents.extract.values import iso_date
from bagalau.formats.reading import Passage

MARKER = re.compile(r"[*_]{0,3}(?:(?P<number>\d{1,3})\s*[.)]\s*)?Recommendation\s*:[*_]{0,3}[\s|]*", re.IGNORECASE)
ANSWER = re.compile(rf"[*_]{{0,3}}Management\s+Response\s*:?[*_]{{0,3}}[\s|]*(?:{STAMP.pattern})?", re.IGNORECASE)
ACTIONS = re.compile(r"[*_]{0,3}Key\s+Actions?\s*+:?[*_]{0,3}[\s|]*+", re.IGNORECASE)

SAME_BEGINNING = 200


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one recommendation: its marker, its text, the response, the key actions."""

    number: int | None
    marker: Passage
    text: Passage
    answer: re.Match[str] | None
    answered: list[Line]
    actions: list[Line]


def find_parts(lines: list[Line]) -> list[int]:
    """The lines on which a recommendation with its response begins.

    The word may also open a line of a text: it counts only where "Management Response:" follows before the next one,
    or where it stands alone with its number.
    """
    marks = [at for at, line in enumerate(lines) if MARKER.match(line.text)]
    numbered = [at for at in marks if re.match(r"[*_]*\d", lines[at].text)]
    marks = numbered or marks
    found = []
    for at, following in pairwise([*marks, len(lines)]):
        match = MARKER.fullmatch(lines[at].text)
        alone = match is not None and match["number"] is not None
        if alone or any(_is_answer(line) for line in lines[at + 1 : following]):
            found.append(at)
    return found


def _is_answer(line: Line) -> bool:
    match = ANSWER.match(line.text)
    return match is not None and (":" in match.group() or not line.text[match.end() :])


def read_parts(lines: list[Line]) -> list[Part]:
    """The recommendations of the lines; what stands before the first belongs to none."""
    starts = find_parts(lines)
    return [_part(lines[at:end]) for at, end in pairwise([*starts, len(lines)])]


def _part(lines: list[Line]) -> Part:
    marker = MARKER.match(lines[0].text)
    cut, number = (marker.end(), marker["number"]) if marker else (0, None)
    answer_at = next((at for at, line in enumerate(lines) if at and _is_answer(line)), len(lines))
    actions_at = _actions_at(lines, answer_at)
    inline, below = lines[0].body.cut(cut), lines[1 : min(answer_at, actions_at)]
    text = inline.to(text_from(below)) if inline and below else text_from(below) if below else inline
    answered = lines[answer_at:actions_at]
    answer = ANSWER.match(answered[0].text) if answered else None
    return Part(
        int(number) if number else None,
        lines[0].body.cut(0, cut),
        text.strip(EDGES),
        answer,
        answered,
        lines[actions_at:],
    )


def _actions_at(lines: list[Line], answer_at: int) -> int:
    """Where the key actions begin: at their label above the table, else at the table, else at the first label."""
    labels = [at for at in range(min(answer_at, len(lines)), len(lines)) if ACTIONS.fullmatch(lines[at].text)]
    table = next((at for at in range(min(answer_at, len(lines)), len(lines)) if HEADER.search(lines[at].text)), None)
    if table is None:
        return labels[0] if labels else len(lines)
    return next((at for at in reversed(labels) if at < table), table)


def put_recommendations(builder: DraftBuilder, parts: list[Part], items: list[Item]) -> None:
    """Store the recommendations; ``items`` are those that a page lists again without their responses."""
    listed = {item.number: item for item in items}
    rows: list[tuple[int, Part | None, Item | None]] = []
    for index, part in enumerate(parts):
        number = part.number if part.number is not None else index + 1
        rows.append((number, part, listed.pop(number, None)))
    answered = "\n".join(folded(part.text.text) for part in parts)
    for item in listed.values():
        beginning = folded(item.text.text)[:SAME_BEGINNING]
        if beginning and beginning in answered:
            builder.understood(item.mark, item.text)  # a numbered line inside a text that has its response
        else:
            rows.append((item.number, None, item))
    if len(rows) > len(parts):
        rows.sort(key=lambda row: row[0])
    builder.put("recommendations", [])
    for index, row in enumerate(rows):
        _put_recommendation(builder, f"recommendations[{index}]", *row)


def _put_recommendation(builder: DraftBuilder, row: str, number: int, part: Part | None, item: Item | None) -> None:
    """Store one recommendation from its part with the response, from the list, or from both."""
    mark = part.marker if part else item.mark if item else builder.reading.passage(0, 0)
    builder.put(f"{row}.number", number, mark)
    if part is None:
        builder.put_text(f"{row}.text", *([item.text] if item else []))
        builder.put(f"{row}.response", None)
        builder.put(f"{row}.key_actions", [])
        return
    builder.put_text(f"{row}.text", part.text if part.text or item is None else item.text)
    if item is not None:
        _compare(builder, row, part, item)
    _put_answer(builder, row, part)


def _compare(builder: DraftBuilder, row: str, part: Part, item: Item) -> None:
    """A listed text is the same recommendation; say so where it is not the same text."""
    builder.understood(item.mark, item.text)
    mine, listed = folded(part.text.text), folded(item.text.text)
    if part.text and not (mine.startswith(listed[:SAME_BEGINNING]) or listed.startswith(mine[:SAME_BEGINNING])):
        builder.warn(
            "text-differs",
            "The list of recommendations gives another text for this number.",
            path=f"{row}.text",
            place=item.text,
            severity="contradiction",
        )


def _put_answer(builder: DraftBuilder, row: str, part: Part) -> None:
    """Store the response (its text is empty where only its label stands) and the key actions."""
    if part.answer is None:
        builder.put(f"{row}.response", None)
        builder.warn("value-lost", "No management response stands here.", path=f"{row}.response", place=part.marker)
    else:
        first = part.answered[0].body
        label = first.group(part.answer)
        inline, below = first.cut(part.answer.end()), part.answered[1:]
        text = inline.to(text_from(below)) if inline and below else text_from(below) if below else inline
        builder.understood(label)
        added, updated = first.group(part.answer, "added"), first.group(part.answer, "updated")
        builder.put(f"{row}.response.added", iso_date(added.text), added)
        builder.put(f"{row}.response.updated", iso_date(updated.text), updated)
        text = text.strip(EDGES)
        builder.put(f"{row}.response.text", text.text, text)
        if not text:
            builder.warn("value-lost", "The response has no text.", path=f"{row}.response.text", place=label)
    table = part.actions
    if table and ACTIONS.fullmatch(table[0].text):
        builder.understood(table[0].place)
        table = table[1:]
    put_actions(builder, f"{row}.key_actions", stretch(table) if table else part.marker.cut(0, 0))
