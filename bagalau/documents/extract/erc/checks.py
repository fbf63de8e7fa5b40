"""Doubtful and contradictory places of recommendations and key actions, and of the text as a whole."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.erc.lines import folded
from bagalau.formats.reading import Passage
from bagalau.lib.texts import mark

SAME_BEGINNING = 160
# A question mark inside a word, where the page lost an apostrophe or a dash; addresses hold them rightly.
LOST_CHARACTER = re.compile(r"(?<![\w/.=&?-])[^\W\d_]{1,40}\?[^\W\d_]{1,40}(?![\w/=&?])")


def check_recommendations(builder: DraftBuilder) -> None:
    """Numbers out of order, texts that repeat, and what is odd in each key action."""
    rows = builder.get("recommendations") or []
    numbers = [row.get("number") for row in rows]
    if numbers != list(range(1, len(numbers) + 1)):
        builder.warn("numbering", "The recommendations are not numbered one after the other.", path="recommendations")
    _repeated(
        builder,
        [(f"recommendations[{at}].text", row.get("text")) for at, row in enumerate(rows)],
        "text-repeated",
        mark("This begins with the text of recommendation %(first)s."),
    )
    actions = [
        (f"recommendations[{at}].key_actions[{index}]", action)
        for at, row in enumerate(rows)
        for index, action in enumerate(row.get("key_actions") or [])
    ]
    _repeated(
        builder,
        [(f"{path}.comment", action.get("comment")) for path, action in actions],
        "comment-repeated",
        mark("The same comment stands under another action (%(first)s)."),
    )
    for path, action in actions:
        _check_action(builder, path, action)


def _check_action(builder: DraftBuilder, path: str, action: dict[str, Any]) -> None:
    status, added, due, updated = (action.get(key) for key in ("status", "added", "due", "updated"))
    if status == "Completed" and not action.get("comment"):
        _warn(builder, "no-comment", mark("Completed without a comment."), f"{path}.status")
    if status == "No Longer Applicable" and not action.get("justification"):
        _warn(builder, "no-justification", mark("No longer applicable, without a justification."), f"{path}.status")
    if added and due and due < added[: len(due)]:
        _warn(builder, "date-order", mark("Due before it was added."), f"{path}.due")
    if added and updated and updated < added[: len(updated)]:
        _warn(builder, "date-order", mark("Updated before it was added."), f"{path}.updated")


def _repeated(builder: DraftBuilder, texts: list[tuple[str, str | None]], code: str, message: str) -> None:
    """Warn of every text that begins as one at an earlier place does."""
    first: dict[str, str] = {}
    for path, text in texts:
        key = folded(text)[:SAME_BEGINNING]
        if not key:
            continue
        if key in first:
            _warn(builder, code, message, path, first=_place_name(first[key]))
        first.setdefault(key, path)


def _place_name(path: str) -> str:
    """``recommendations[1].key_actions[0].comment`` as ``2.1``: how a reader counts."""
    return ".".join(str(int(number) + 1) for number in re.findall(r"\[(\d+)\]", path))


def _warn(builder: DraftBuilder, code: str, message: str, path: str, first: str = "") -> None:
    values = {"first": first} if first else {}
    builder.warn(code, message, path=path, place=place_of(builder, path), severity="doubt", **values)


def place_of(builder: DraftBuilder, path: str) -> Passage | None:
    """Where the value of a path was read."""
    spans = builder.spans.get(path)
    return builder.reading.passage(spans[0].start, spans[0].end) if spans else None


def check_repeated_rows(builder: DraftBuilder, path: str, keys: tuple[str, ...], code: str, message: str) -> None:
    """Warn of rows of a list that agree in some keys with an earlier row."""
    seen: dict[tuple[str, ...], int] = defaultdict(int)
    for at, row in enumerate(builder.get(path) or []):
        key = tuple(folded(str(row.get(name) or "")) for name in keys)
        seen[key] += 1
        if any(key) and seen[key] == 2:
            _warn(builder, code, message, f"{path}[{at}].{keys[0]}")


def check_characters(builder: DraftBuilder) -> None:
    """Say once how often a question mark stands for a lost character, and where first."""
    text = builder.reading.text
    found = [match for match in LOST_CHARACTER.finditer(text)]
    if found:
        builder.warn(
            "character-lost",
            "“?” seems to stand for a lost character (times: %(count)s), first in “%(text)s”.",
            place=builder.reading.passage(*found[0].span()),
            count=str(len(found)),
            text=found[0].group(),
        )
