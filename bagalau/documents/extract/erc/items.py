"""Numbered items: lessons, findings and recommendations, whose texts may hold lists numbered on their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.erc.lines import EDGES, Line, text_from
from bagalau.documents.extract.erc.tags import TAG_LINE, put_tags
from bagalau.formats.reading import Passage

ALONE = re.compile(r"(\d{1,3})(\.?)[\s|]*")
INLINE = re.compile(r"(\d{1,3})(\.?)(?:\s*[|\t]\s*|\s+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Item:
    """An item with its number as printed, the lines of its text, and the line of its tags."""

    number: int
    mark: Passage
    text: Passage
    tags: Passage | None


def read_items(lines: list[Line]) -> tuple[list[Item], list[Line]]:
    """The numbered items of a section, and the lines before the first.

    How the first item is numbered ("1" or "1.", on a line of its own or before the text) is how the others are:
    so the numbers inside a text are told from the numbers of the items.
    """
    starts = _starts(lines)
    if not starts:
        return [], lines
    ends = [*(at for at, _ in starts[1:]), len(lines)]
    items = [_item(lines[at:end], number) for (at, number), end in zip(starts, ends, strict=True)]
    return items, lines[: starts[0][0]]


def _starts(lines: list[Line]) -> list[tuple[int, int]]:
    """Where each item begins, with its number."""
    style = next((style for line in lines if (style := _style(line)) is not None), None)
    if style is None:
        return []
    marks = _marks(lines, style)
    # A number without a full stop is rarely a text's own numbering: there the other place on the line will do too.
    others = _marks(lines, (not style[0], "")) if style[1] == "" else {}
    tagged = {at + 1 for at, line in enumerate(lines) if TAG_LINE.match(line.text)}
    starts: list[tuple[int, int]] = []
    number, after = min(marks), -1
    while (at := _next([*marks.get(number, []), *others.get(number, [])], after, tagged)) is not None:
        starts.append((at, number))
        number, after = number + 1, at
    return starts


def _marks(lines: list[Line], style: tuple[bool, str]) -> dict[int, list[int]]:
    """The lines that begin with each number in one style."""
    marks: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        if _style(line) == style and (match := INLINE.match(line.text) or ALONE.fullmatch(line.text)):
            marks.setdefault(int(match[1]), []).append(at)
    return marks


def _style(line: Line) -> tuple[bool, str] | None:
    """How a line is numbered: alone on its line or not, with which mark after the number; None: not at all."""
    if line.item:
        return None
    if match := ALONE.fullmatch(line.text):
        return True, match[2]
    match = INLINE.match(line.text)
    return (False, match[2]) if match else None


def _next(places: list[int], after: int, tagged: set[int]) -> int | None:
    """The first place after another; one that follows a line of tags is surer than one inside a text."""
    later = [at for at in places if at > after]
    return next((at for at in later if at in tagged), later[0] if later else None)


def _item(lines: list[Line], number: int) -> Item:
    first = lines[0]
    match = INLINE.match(first.text) or ALONE.fullmatch(first.text)
    cut = match.end() if match else 0
    tag = next((at for at in range(len(lines) - 1, 0, -1) if TAG_LINE.match(lines[at].text)), len(lines))
    mark, rest = first.body.cut(0, cut), first.body.cut(cut)
    body = lines[1:tag]
    text = rest.to(text_from(body)) if rest and body else text_from(body) if body else rest
    tags = lines[tag].body.to(lines[-1].body) if tag < len(lines) else None
    return Item(number, mark, text.strip(EDGES), tags)


def put_items(builder: DraftBuilder, path: str, items: list[Item]) -> None:
    """Store the items of a section as rows of number, text and tags."""
    for index, item in enumerate(items):
        row = f"{path}[{index}]"
        builder.put(f"{row}.number", item.number, item.mark)
        builder.put_text(f"{row}.text", item.text)
        builder.put(f"{row}.tags", [])
        if item.tags is not None:
            label = TAG_LINE.match(item.tags.text)
            cut = label.end() if label else 0
            builder.understood(item.tags)
            put_tags(builder, f"{row}.tags", item.tags.cut(cut))
