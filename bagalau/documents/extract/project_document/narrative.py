"""The sections in prose, kept with their headings; and the signs of a document that hold no value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.annexes import is_rule
from bagalau.documents.extract.project_document.segments import section_of
from bagalau.documents.extract.project_document.work_plan import is_head, year_of
from bagalau.formats.reading import Block

_FOOTNOTE = re.compile(r"\s{0,9}(?:[¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,2}\])")
_DOCUMENT = re.compile(
    r"\W{0,9}(?:UNDP|(?:UNDP )?PROJECT DOCUMENT|UNITED NATIONS DEVELOPMENT PROGRAMME)\W{0,9}$", re.IGNORECASE
)


def put_narrative(draft: DraftBuilder, segments: Sequence[tuple[str, list[Block]]]) -> None:
    """Put the prose of the sections that have no form of their own: situation, strategy, legal context, annexes."""
    draft.put("narrative", [])
    for kind, blocks in segments:
        if kind in {"other", "management"}:
            _put_sections(draft, blocks)


def _put_sections(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    starts = [index for index, block in enumerate(blocks) if block.kind != "row" and section_of(block.text)]
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(blocks)
        path = f"narrative[{len(draft.record['narrative'])}]"
        body = blocks[start + 1 : end]
        heading = blocks[start].passage.strip(" \t#*")
        draft.put(f"{path}.heading", fold(heading.text), heading)
        draft.put(f"{path}.text", "\n\n".join(fold(b.text) for b in body) or None, *(b.passage for b in body))


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
