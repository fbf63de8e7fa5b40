"""UNDP Evaluation Resource Centre: the page of an evaluation."""

from __future__ import annotations

from bagalau.documents.extract.draft import Draft, DraftBuilder
from bagalau.documents.extract.erc.head import keys_in, read_head
from bagalau.documents.extract.erc.items import put_items, read_items
from bagalau.documents.extract.erc.lines import page_lines, without_footer
from bagalau.documents.extract.erc.responses import put_recommendations, read_parts
from bagalau.documents.extract.erc_evaluation.checks import check
from bagalau.documents.extract.erc_evaluation.header import put_head
from bagalau.documents.extract.erc_evaluation.sections import split_sections
from bagalau.documents.extract.erc_evaluation.shape import SHAPE
from bagalau.documents.extract.language import put_language
from bagalau.documents.extract.markup import untagged
from bagalau.documents.extract.shapes import mark
from bagalau.formats.reading import Reading

__all__ = ["KIND", "LABEL", "SHAPE", "SYSTEM", "extract", "recognises"]

KIND = "evaluation"
SYSTEM = "undp-erc"
LABEL = mark("Evaluation (UNDP Evaluation Resource Centre)")
ENOUGH_LABELS = 7


def recognises(reading: Reading) -> float:
    """How many labels of an evaluation page stand at the beginnings of lines near its top."""
    keys = keys_in(reading)
    if "responsible_unit" in keys or not keys & {"plan", "type"}:
        return 0.0
    return min(1.0, len(keys) / ENOUGH_LABELS)


def extract(reading: Reading) -> Draft:
    """Read the page of an evaluation."""
    reading = untagged(reading)
    builder = DraftBuilder(reading, KIND, SYSTEM)
    lines = without_footer(page_lines(reading), builder)
    sections = split_sections(lines)
    builder.understood(*(line.place for line in lines if line.noise or line in sections.headings))
    put_head(builder, *read_head(sections.head))
    for name in ("lessons", "findings"):
        items, _ = read_items(getattr(sections, name))
        builder.put(name, [])
        put_items(builder, name, items)
    items, _ = read_items(sections.recommendations)
    put_recommendations(builder, read_parts(sections.responses), items)
    put_language(builder)
    check(builder)
    return builder.build()
