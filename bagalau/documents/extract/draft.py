"""A draft: what an extractor read, where each value stands, what is doubtful, and what nobody understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from bagalau.formats.reading import Passage, Reading

Severity = Literal["doubt", "contradiction", "error"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the reading's text, as offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Warning:
    """A doubtful or contradictory place. ``path`` names the field, where one is meant.

    ``code`` is stable (``date-order``, ``option-lost``); ``message`` is an English template with named
    placeholders, ``values`` what fills them, so that a page can say it in the reader's language.
    An ``error`` must be mended before the draft can be accepted.
    """

    code: str
    message: str
    severity: Severity = "doubt"
    path: str | None = None
    span: Span | None = None
    line: int | None = None
    page: int | None = None
    values: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.message % self.values if self.values else self.message


@dataclass(frozen=True)
class Draft:
    """The record of a document by the reading contract, before anybody accepted it.

    ``record`` is plain JSON data apart from ``Decimal`` for money; ``spans`` maps a path such as
    ``recommendations[0].key_actions[1].due`` to the places it was read from.
    """

    kind: str
    system: str
    record: dict[str, Any]
    spans: dict[str, tuple[Span, ...]]
    warnings: tuple[Warning, ...]
    unread: tuple[Span, ...]


class DraftBuilder:
    """Collects values with their places while an extractor walks over a reading."""

    def __init__(self, reading: Reading, kind: str, system: str) -> None:
        self.reading = reading
        self.kind, self.system = kind, system
        self.record: dict[str, Any] = {"kind": kind, "system": system}
        self.spans: dict[str, tuple[Span, ...]] = {}
        self.warnings: list[Warning] = []
        self._understood: list[Span] = []

    def put(self, path: str, value: Any, *places: Passage) -> None:
        """Store a value under a path (``a.b[2].c``; lists grow as needed) with the passages it came from."""
        self._store(path, value)
        spans = tuple(Span(place.start, place.end) for place in places if place)
        if spans:
            self.spans[path] = spans
            self._understood.extend(spans)

    def put_text(self, path: str, *places: Passage) -> None:
        """Store the text of passages, stripped and joined by blank lines; None where there is none."""
        kept = [place.strip() for place in places if place.strip()]
        self.put(path, "\n\n".join(place.text for place in kept) or None, *kept)

    def get(self, path: str) -> Any:
        """The value stored under a path, or None."""
        here: Any = self.record
        for step in path_steps(path):
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                return None
        return here

    def understood(self, *places: Passage) -> None:
        """Say that a passage was recognised although it holds no value (a label, a menu, a rule)."""
        self._understood.extend(Span(place.start, place.end) for place in places if place)

    def warn(
        self,
        code: str,
        message: str,
        *,
        path: str | None = None,
        place: Passage | None = None,
        severity: Severity = "doubt",
        **values: str,
    ) -> None:
        """Note a doubtful place; ``message`` has ``%(name)s`` placeholders filled from ``values``."""
        self.warnings.append(
            Warning(
                code,
                message,
                severity,
                path,
                Span(place.start, place.end) if place is not None else None,
                self.reading.line_at(place.start) if place is not None else None,
                self.reading.page_at(place.start) if place is not None else None,
                values,
            )
        )

    def build(self) -> Draft:
        """The draft; every line in which nothing was understood is reported as unread."""
        return Draft(
            self.kind,
            self.system,
            self.record,
            self.spans,
            tuple(self.warnings),
            tuple(unread_lines(self.reading, self._understood)),
        )

    def _store(self, path: str, value: Any) -> None:
        here: Any = self.record
        steps = path_steps(path)
        for step, following in zip(steps, [*steps[1:], None], strict=True):
            if isinstance(step, int):
                while len(here) <= step:
                    here.append({} if isinstance(following, str) else None)
                if following is None:
                    here[step] = value
                here = here[step]
            elif following is None:
                here[step] = value
            else:
                here = here.setdefault(step, [] if isinstance(following, int) else {})


def path_steps(path: str) -> list[str | int]:
    """``a.b[2].c`` as ``["a", "b", 2, "c"]``."""
    return [int(part[1:-1]) if part.startswith("[") else part for part in re.findall(r"\[\d+\]|[^.\[\]]+", path)]


def unread_lines(reading: Reading, understood: Iterable[Span]) -> list[Span]:
    """The runs of lines that no understood span touches."""
    covered = sorted((span.start, span.end) for span in understood)
    found: list[Span] = []
    at = 0
    reach = -1
    previous_block = -2
    for index, block in enumerate(reading.blocks):
        start, end = block.passage.start, block.passage.end
        while at < len(covered) and covered[at][0] < end:
            reach = max(reach, covered[at][1])
            at += 1
        if reach > start:
            continue
        if found and previous_block == index - 1:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
        previous_block = index
    return found


def plain(value: Any) -> Any:
    """A record as JSON data: a whole ``Decimal`` becomes an int, another a float."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
