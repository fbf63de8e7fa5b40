"""The recommendations of a GATE page: labelled parts, each reaching to the next label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.gate_response.actions import ActionRow, action_rows, with_responsible
from bagalau.documents.extract.gate_response.known import CLASSIFICATIONS, split_values
from bagalau.documents.extract.markup import fold, paragraphs
from bagalau.documents.extract.values import iso_date
from bagalau.formats.reading import Block, Passage

_LABEL = re.compile(
    r"[\s#*|>-]{0,9}(?:(?P<recommendation>Recommendation(?P<number>\s{0,3}(?:No\.?\s?)?\d{1,3})?)"
    r"|(?P<category>Management Response Category)"
    r"|(?P<response>Management Response)"
    r"|(?P<thematic_area>Thematic Areas?)"
    r"|(?P<operating_principles>Operating Principles?)"
    r"|(?P<organizational_priorities>Organi[sz]ational Priorit(?:y|ies))"
    r"|(?P<uneg_criteria>UNEG (?:Evaluation )?Criteria)"
    r"|(?P<description>Description))\s{0,3}(?:\*\*)?\s?:(?:\*\*)?[ \t|]{0,9}",
    re.IGNORECASE,
)
_ACTIONS = re.compile(r"[\s#*|>-]{0,9}(?P<actions>Key Actions?)\s{0,3}:?[\s*|]{0,9}$", re.IGNORECASE)
_TABLE_HEAD = re.compile(r"responsible\b.{0,40}\bdeadline\b.{0,40}\bstatus", re.IGNORECASE)
_RULE = re.compile(r"[\s|:-]+$")


@dataclass(frozen=True, slots=True)
class Part:
    """A label and the place of what stands under it; ``first`` is the index of its block."""

    label: str
    head: Passage
    value: Passage
    first: int


def cut_parts(blocks: Sequence[Block]) -> list[Part]:
    """The labelled parts from the first recommendation on."""
    heads = _heads(blocks)
    parts: list[Part] = []
    for index, (label, first, width) in enumerate(heads):
        last = heads[index + 1][1] - 1 if index + 1 < len(heads) else len(blocks) - 1
        line = blocks[first].passage
        value = line.cut(width).to(blocks[last].passage) if last > first else line.cut(width)
        parts.append(Part(label, line.cut(0, width), value.strip(" \t\r\n|"), first))
    return parts


def _heads(blocks: Sequence[Block]) -> list[tuple[str, int, int]]:
    """Label, block and width of each label. A numbered "Recommendation 2:" counts where none stands without number."""
    found = []
    for index, block in enumerate(blocks):
        match = _LABEL.match(block.text) or _ACTIONS.match(block.text)
        if match:
            numbered = bool(match.groupdict().get("number"))
            label = next(name for name, text in match.groupdict().items() if text and name != "number")
            found.append((label, index, match.end(), numbered))
    plain = any(label == "recommendation" and not numbered for label, _, _, numbered in found)
    found = [head for head in found if not (plain and head[3])]
    start = next((index for index, head in enumerate(found) if head[0] == "recommendation"), len(found))
    return [(label, index, width) for label, index, width, _ in found[start:]]


def read_recommendations(draft: DraftBuilder, parts: Sequence[Part]) -> None:
    """Put every recommendation; the key actions of all are parted together, each being evidence for the others."""
    number = 0
    tables: list[tuple[int, list[ActionRow]]] = []
    for part in parts:
        draft.understood(part.head)
        if part.label == "recommendation":
            number += 1
            _open(draft, number, part)
        elif part.label == "actions":
            tables.append((number, _rows(draft, part.value)))
        else:
            _put_part(draft, f"recommendations[{number - 1}]", part)
    _put_actions(draft, tables)


def _open(draft: DraftBuilder, number: int, part: Part) -> None:
    path = f"recommendations[{number - 1}]"
    draft.put(f"{path}.number", number, part.head)
    draft.put(f"{path}.text", paragraphs(part.value), part.value)
    draft.put(f"{path}.response", {"text": None, "category": None})
    draft.put(f"{path}.classifications", dict.fromkeys(CLASSIFICATIONS))
    draft.put(f"{path}.key_actions", [])


def _put_part(draft: DraftBuilder, path: str, part: Part) -> None:
    if part.label == "response":
        draft.put(f"{path}.response.text", paragraphs(part.value), part.value)
    elif part.label == "category":
        draft.put(f"{path}.response.category", fold(part.value.text) or None, part.value)
    elif part.label in CLASSIFICATIONS:
        _put_classification(draft, f"{path}.classifications.{part.label}", part)
    elif part.value:
        draft.put(f"{path}.description", paragraphs(part.value), part.value)


def _put_classification(draft: DraftBuilder, path: str, part: Part) -> None:
    values = split_values(part.value, CLASSIFICATIONS[part.label])
    draft.put(path, [fold(place.text) for place, _ in values] or None, *(place for place, _ in values))
    for index, (place, known) in enumerate(values):
        if not known:
            draft.warn(
                "unknown-value",
                "“%(value)s” is not in the known list; it was kept as it stands.",
                path=f"{path}[{index}]",
                place=place,
                value=fold(place.text),
            )


def _rows(draft: DraftBuilder, value: Passage) -> list[ActionRow]:
    """The rows under "Key Actions", without the line of column names and a table's rule."""
    at = 0
    for line in value.text.split("\n")[:6]:
        if not (_TABLE_HEAD.search(line) or _RULE.fullmatch(line) or not line.strip()):
            break
        draft.understood(value.cut(at, at + len(line)))
        at += len(line) + 1
    region = value.cut(at)
    rows = action_rows(region)
    if not rows and region.strip():
        draft.warn("rows-lost", "Key actions stand here, but no deadline and status part them.", place=region)
    return rows


def _put_actions(draft: DraftBuilder, tables: Sequence[tuple[int, list[ActionRow]]]) -> None:
    rows = with_responsible([row for _, found in tables for row in found], _unit_names(draft))
    at = 0
    counts: dict[int, int] = {}
    for number, found in tables:
        for row in rows[at : at + len(found)]:
            index = counts.get(number, 0)
            counts[number] = index + 1
            _put_action(draft, f"recommendations[{number - 1}].key_actions[{index}]", row)
        at += len(found)


def _unit_names(draft: DraftBuilder) -> list[str]:
    """Names of the header that may begin a responsible party: offices and their short names, not bare countries."""
    units = {str(draft.get(path) or "") for path in ("unit", "plan.unit", "commissioning_unit")}
    names = [unit for unit in units if re.search(r"Office|Division|Service|Unit|Team", unit)]
    return names + [short for unit in units for short in re.findall(r"\(([A-Z]{3,8})\)", unit)]


def _put_action(draft: DraftBuilder, path: str, row: ActionRow) -> None:
    draft.put(f"{path}.text", paragraphs(row.text), row.text)
    draft.put(f"{path}.responsible", fold(row.responsible.text).strip(" ,;") or None, row.responsible)
    draft.put(f"{path}.status", fold(row.status.text) or None, row.status)
    draft.put(f"{path}.due", iso_date(row.due.text.replace(" ", "")), row.due)
    draft.put(f"{path}.comment", paragraphs(row.comment), row.comment)
    if row.found == "lost":
        draft.warn(
            "responsible-lost",
            "Where the action ends and the responsible party begins cannot be told; all was kept as the action.",
            path=f"{path}.responsible",
            place=row.text,
        )
    elif row.found == "likely":
        draft.warn(
            "responsible-assumed",
            "The responsible party was read from the form of the words at the end of the action.",
            path=f"{path}.responsible",
            place=row.responsible,
        )
    elif row.found == "repeated":
        draft.warn(
            "responsible-repeats",
            "The column of the responsible party repeats the action.",
            path=f"{path}.responsible",
            place=row.responsible,
        )
