"""The labelled parts above the table of a framework: outcome, its indicators, key result area, partnerships."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.formats.reading import Passage

_PART = re.compile(
    r"\b(?:(?P<outcome>(?:(?:Intended|Expected)\s{1,3}Outcomes?|Ожидаем\w{2,3}\s{1,3}конечн\w{2,3}\s{1,3}результат\w{0,2})\b[^:\n]{0,160})|"
    r"(?P<indicators>(?:Outcome\s{1,3}indicators?|Показатели\s{1,3}конечн\w{2,3}\s{1,3}результат\w{0,2})\b[^:\n]{0,160})|"
    r"(?P<area>(?:Applicable\s{1,3}(?:Key\s{1,3}Result\s{1,3}Area|Output)|(?:Применимая\s{1,3})?Ключевая\s{1,3}область\s{1,3}результатов)[^:\n]{0,120})|"
    r"(?P<partners>(?:Partnership\s{1,3}Strategy|Стратегия\s{1,3}партн[её]рства)\s{0,3})|"
    r"(?P<project>(?:Project\s{1,3}title\s{1,3}and\s{1,3}ID|Название\s{1,3}и\s{1,3}номер\s{1,3}проекта)\b[^:\n]{0,60}))(?::|$)",
    re.IGNORECASE,
)
_FIELDS = {
    "outcome": "framework_outcome",
    "area": "framework_key_result_area",
    "partners": "partnership_strategy",
}
_STRATEGIC_PLAN = re.compile(r"(?P<from>20\d\d)\s?[-–—/]\s?(?P<to>20\d\d)")
_WORDS = re.compile(r"\b(Indicator|Baseline|Target)s?\s{0,3}\d{0,2}\s{0,9}:", re.IGNORECASE)


def names_part(text: str) -> bool:
    """Whether a text has one of the labels."""
    return bool(_PART.search(text))


def begin_parts(draft: DraftBuilder) -> None:
    for name in (*_FIELDS.values(), "strategic_plan"):
        draft.put(name, None)
    draft.put("outcome_indicators", [])


def put_parts(draft: DraftBuilder, cell: Passage, following: Passage | None) -> None:
    """Put the parts of a text; a label at its end has its value in the cell, or on the line, that follows."""
    for name, label, value in _parts(cell):
        place = value or following
        draft.understood(label)
        if name == "area" and (years := _STRATEGIC_PLAN.search(label.text)):
            draft.put("strategic_plan", f"{years['from']}-{years['to']}", label.group(years))
        if place is None:
            continue
        if name == "indicators":
            put_indicators(draft, place)
        elif (field := _FIELDS.get(name)) and draft.get(field) is None:
            draft.put(field, fold(place.text) or None, place)
        else:
            draft.understood(place)


def _parts(cell: Passage) -> Iterator[tuple[str, Passage, Passage]]:
    """The name, the label and the value of each part."""
    marks = list(_PART.finditer(cell.text))
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else None
        yield mark.lastgroup or "", cell.group(mark), cell.cut(mark.end(), end).strip()


def put_indicators(draft: DraftBuilder, cell: Passage) -> None:
    """Indicators of the outcome with baseline and target, from running text "Indicator: … Baseline: … Target: …"."""
    marks = list(_WORDS.finditer(cell.text))
    row = ""
    for index, match in enumerate(marks):
        place = cell.cut(match.end(), marks[index + 1].start() if index + 1 < len(marks) else None).strip()
        word = match[1].lower()
        if word == "indicator":
            row = f"outcome_indicators[{len(draft.record['outcome_indicators'])}]"
            draft.put(row, {"name": None, "baseline": None, "target": None})
        if row:
            draft.put(f"{row}.{'name' if word == 'indicator' else word}", fold(place.text) or None, place)
    draft.understood(cell)
