"""UNDP Evaluation Resource Centre: the page of a management response."""

from __future__ import annotations

from bagalau.documents.extract.draft import Draft, DraftBuilder
from bagalau.documents.extract.erc.checks import check_characters, check_recommendations
from bagalau.documents.extract.erc.files import put_files
from bagalau.documents.extract.erc.forms import TYPES, words
from bagalau.documents.extract.erc.head import Entry, keys_in, read_head, take_value
from bagalau.documents.extract.erc.lines import Line, page_lines, without_footer
from bagalau.documents.extract.erc.responses import find_parts, put_recommendations, read_parts
from bagalau.documents.extract.erc.shapes import FILE, RECOMMENDATIONS
from bagalau.documents.extract.erc.values import Found, choose, put_plan, put_single
from bagalau.documents.extract.language import put_language
from bagalau.documents.extract.markup import untagged
from bagalau.documents.extract.shapes import Field, mark
from bagalau.formats.reading import Passage, Reading

KIND = "management-response"
SYSTEM = "undp-erc"
LABEL = mark("Management response (UNDP Evaluation Resource Centre)")
SHAPE = (
    Field("title", mark("Evaluation title"), required=True),
    Field("language", mark("Language")),
    Field("unit", mark("Unit")),
    Field("commissioning_unit", mark("Commissioning unit")),
    Field("responsible_unit", mark("Unit responsible for the response")),
    Field(
        "plan",
        mark("Evaluation plan"),
        "group",
        fields=(Field("period", mark("Period")), Field("unit", mark("Unit"))),
    ),
    Field("type", mark("Evaluation type"), "choice", choices=TYPES),
    Field("completed", mark("Completion date"), "date"),
    Field("documents", mark("Documents"), "rows", fields=FILE),
    RECOMMENDATIONS,
)
SINGLE = ("commissioning_unit", "responsible_unit", "type", "completed")


def recognises(reading: Reading) -> float:
    """Sure by the label of the responsible unit; likely by the two labels of its beginning."""
    keys = keys_in(reading)
    if "responsible_unit" in keys:
        return 1.0
    return 0.6 if {"commissioning_unit", "plan", "type"} <= keys else 0.0


def extract(reading: Reading) -> Draft:
    """Read the page of a management response."""
    reading = untagged(reading)
    builder = DraftBuilder(reading, KIND, SYSTEM)
    lines = without_footer(page_lines(reading), builder)
    starts = find_parts(lines)
    head = lines[: starts[0]] if starts else lines
    builder.understood(*(line.place for line in lines if line.noise))
    top, entries = read_head([line for line in head if not line.noise])
    builder.understood(*(entry.label for entry in entries))
    _put_head(builder, top, entries)
    put_recommendations(builder, read_parts(lines[len(head) :]), [])
    put_language(builder)
    check_recommendations(builder)
    check_characters(builder)
    return builder.build()


def _put_head(builder: DraftBuilder, top: list[Line], entries: list[Entry]) -> None:
    by_key: dict[str, list[Entry]] = {}
    for entry in entries:
        by_key.setdefault(entry.key, []).append(entry)
    titles = [_joined(top)] if top else []
    for key in ("management_response", "title"):  # the first is the heading of the page, with or without the title
        titles.extend(take_value(entry, bool)[0] for entry in by_key.get(key, ()))
    choose(builder, "title", [Found(words(title.text), title) for title in titles])
    for key in SINGLE:
        if key in by_key:
            put_single(builder, key, by_key[key])
    if "plan" in by_key:
        put_plan(builder, by_key["plan"])
    if unit := builder.get("commissioning_unit"):
        builder.put("unit", unit, *(entry.value for entry in by_key["commissioning_unit"]))
    _put_documents(builder, [*by_key.get("response_documents", ()), *by_key.get("documents", ())])


def _joined(lines: list[Line]) -> Passage:
    """The lines of a title as one passage."""
    return lines[0].body.to(lines[-1].body) if len(lines) > 1 else lines[0].body


def _put_documents(builder: DraftBuilder, entries: list[Entry]) -> None:
    """The files of the whole response: rows of a table, or names alone, below a label, a table's head, or both."""
    if not entries:
        return
    builder.put("documents", [])
    lines: list[Line] = []
    for entry in entries:
        lines.extend([Line(entry.value, entry.value, item=False, gap=False)] if entry.value else [])
        lines.extend(entry.lines)
    put_files(builder, "documents", lines, names_alone=True)
