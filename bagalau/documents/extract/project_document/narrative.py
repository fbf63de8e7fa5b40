"""The sections in prose, kept with their headings; and the signs of a document that hold no value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.layout import is_head
from bagalau.documents.extract.project_document.segments import section_of
from bagalau.documents.extract.project_document.tables import is_rule
from bagalau.documents.extract.project_document.targets import target_columns
from bagalau.documents.extract.project_document.work_plan import year_of
from bagalau.formats.reading import Block

_OF_WHOM = re.compile(r"\s{0,3}:\s{0,3}(?=\w)")
_TERMS = re.compile(r"\b(?:Terms\s{1,3}of\s{1,3}Reference|Техническое\s{1,3}задание)\b", re.IGNORECASE)
_LONGEST_CAPTION = 80
_FOOTNOTE = re.compile(r"\s{0,9}(?:[¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,2}\])")
_DOCUMENT = re.compile(
    r"\W{0,9}(?:UNDP|(?:UNDP )?PROJECT DOCUMENT|ПРОЕКТНЫЙ ДОКУМЕНТ|"
    r"ДОКУМЕНТ ПРОЕКТА|UNITED NATIONS DEVELOPMENT PROGRAMME)\W{0,9}$",
    re.IGNORECASE,
)


def put_narrative(draft: DraftBuilder, segments: Sequence[tuple[str, list[Block]]], taken: set[int]) -> None:
    """Put the prose of the sections that have no form of their own: situation, strategy, legal context, annexes. Terms
    of reference stand by themselves; lines that were ``taken`` for rows are no prose."""
    draft.put("narrative", [])
    draft.put("terms_of_reference", [])
    for kind, blocks in segments:
        if kind in {"other", "management"}:
            _put_sections(draft, list(_prose(blocks, taken)))


def _prose(blocks: Sequence[Block], taken: set[int]) -> Iterator[Block]:
    """The blocks without those taken, and without the captions above them."""
    for block, below in zip_longest(blocks, blocks[1:]):
        of_taken = below is not None and below.line in taken and _is_caption(block, below)
        if block.line not in taken and not _is_sign(block) and not of_taken:
            yield block


def _put_sections(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    starts = [index for index, block in enumerate(blocks) if block.kind != "row" and section_of(block.text)]
    for index, start in enumerate(starts):
        body = blocks[start + 1 : starts[index + 1] if index + 1 < len(starts) else len(blocks)]
        text = "\n\n".join(fold(block.text) for block in body) or None
        heading = blocks[start].passage.strip(" \t#*")
        name, path = "heading", f"narrative[{len(draft.record['narrative'])}]"
        if terms := _TERMS.search(heading.text):
            if text is None:  # the line of a table of contents
                draft.understood(heading)
                continue
            of = _OF_WHOM.match(heading.text, terms.end())  # "Terms of reference: of whom"
            heading, name = heading.cut(of.end() if of else terms.start()).strip(), "title"
            path = f"terms_of_reference[{len(draft.record['terms_of_reference'])}]"
        draft.put(f"{path}.{name}", fold(heading.text), heading)
        draft.put(f"{path}.text", text, *(block.passage for block in body))


def _is_sign(block: Block) -> bool:
    """Whether a line is the name of the form, which also stands at the foot of a paper."""
    return block.kind != "row" and bool(_DOCUMENT.match(block.text.strip()[:60]))


def _is_caption(block: Block, below: Block | None) -> bool:
    """Whether a short line stands above a table and names it."""
    words = block.text.strip(" \t*#")
    return below is not None and below.kind == "row" and len(words) < _LONGEST_CAPTION and not words.endswith(".")


def understand_signs(draft: DraftBuilder, segments: Sequence[tuple[str, list[Block]]]) -> None:
    """Headings, heads and captions of tables, footnotes and the name of the form hold no value, but are known."""
    title = draft.get("title")
    for kind, blocks in segments:
        for block, below in zip_longest(blocks, blocks[1:]):
            if block.kind == "row":
                known = is_rule(block) or (kind == "plan" and (is_head(block) or bool(target_columns(block.cells))))
            else:
                known = bool(
                    _is_sign(block)
                    or (block.kind == "heading" and title and title in fold(block.text))
                    or section_of(block.text)
                    or year_of(block)
                    or _FOOTNOTE.match(block.text[:20])
                    or _is_caption(block, below)
                )
            if known:
                draft.understood(block.passage)
