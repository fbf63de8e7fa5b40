"""The sections in prose, kept with their headings; and the signs of a document that hold no value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.annexes import is_rule
from bagalau.documents.extract.project_document.layout import is_head
from bagalau.documents.extract.project_document.segments import section_of
from bagalau.documents.extract.project_document.work_plan import year_of
from bagalau.formats.reading import Block

_TERMS = re.compile(r"\bTerms\s{1,3}of\s{1,3}Reference\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s{0,9}(?:[¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,2}\])")
_DOCUMENT = re.compile(
    r"\W{0,9}(?:UNDP|(?:UNDP )?PROJECT DOCUMENT|UNITED NATIONS DEVELOPMENT PROGRAMME)\W{0,9}$", re.IGNORECASE
)


def put_narrative(draft: DraftBuilder, segments: Sequence[tuple[str, list[Block]]]) -> None:
    """Put the prose of the sections that have no form of their own: situation, strategy, legal context, annexes. Terms
    of reference stand by themselves."""
    draft.put("narrative", [])
    draft.put("terms_of_reference", [])
    for kind, blocks in segments:
        if kind in {"other", "management"}:
            _put_sections(draft, blocks)


def _put_sections(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    starts = [index for index, block in enumerate(blocks) if block.kind != "row" and section_of(block.text)]
    for index, start in enumerate(starts):
        body = blocks[start + 1 : starts[index + 1] if index + 1 < len(starts) else len(blocks)]
        text = "\n\n".join(fold(block.text) for block in body) or None
        heading = blocks[start].passage.strip(" \t#*")
        name = "heading"
        path = f"narrative[{len(draft.record['narrative'])}]"
        if text and (terms := _TERMS.search(heading.text)):
            heading, name = heading.cut(terms.start()).strip(), "title"
            path = f"terms_of_reference[{len(draft.record['terms_of_reference'])}]"
        draft.put(f"{path}.{name}", fold(heading.text), heading)
        draft.put(f"{path}.text", text, *(block.passage for block in body))


def understand_signs(draft: DraftBuilder, segments: Sequence[tuple[str, list[Block]]]) -> None:
    """Headings, column heads, footnotes and the name of the form were recognised, though they hold no value."""
    for kind, blocks in segments:
        for block in blocks:
            if block.kind == "row":
                known = (kind == "plan" and is_head(block)) or is_rule(block)
            else:
                known = bool(
                    _DOCUMENT.match(block.text.strip()[:60])
                    or section_of(block.text)
                    or year_of(block)
                    or _FOOTNOTE.match(block.text[:20])
                )
            if known:
                draft.understood(block.passage)
