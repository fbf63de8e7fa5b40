"""What each line of a quality assurance report is, by its words and those around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bagalau.documents.extract.markup import words_only
from bagalau.documents.extract.quality_assessment.marks import starts_option
from bagalau.formats.reading import Block

RATINGS = ("Exemplary", "Highly Satisfactory", "Satisfactory", "Needs Improvement", "Inadequate")
SECTIONS = (
    "Strategic",
    "Relevant",
    "Social & Environmental Standards",
    "Principled",
    "Management & Monitoring",
    "Efficient",
    "Effective",
    "Sustainability & National Ownership",
)
_SECTION_KEYS = {re.sub(r"\W|and", "", name.lower()) for name in SECTIONS}
TITLE = re.compile(r"(?P<stage>[A-Z][\w &,/-]{2,60}?)\s{1,3}Stage\s{1,3}Quality\s{1,3}Assurance", re.IGNORECASE)
QUESTION = re.compile(r"[\s*#|>_-]{0,9}(?:Question\s{1,3}|Q)?(?P<number>\d{1,2})\s?\\?[.)][*_]{0,3}\s{1,9}(?=\S)")
RATING = re.compile(r"(?P<label>(?:Section |Quality )Rating)\s{0,3}:?", re.IGNORECASE)
FIELD = re.compile(
    r"(?:Overall (?:Project )?(?P<rating>Rating)|(?P<decision>Decision)|"
    r"(?:Portfolio\s?/\s?)?Project (?:(?P<project_number>Number)|(?P<project_title>Title)|(?P<dates>Dates?)))\s{0,3}:?"
)
LABELS = {
    "status": re.compile(r"(?:Form )?Status\s?:", re.IGNORECASE),
    "evidence": re.compile(r"Evidence\s?:?(?=\W|$)"),
    "actions": re.compile(r"(?:List of )?Management (?:Actions?|Justification)(?:\(s\))?\s?:?(?=\W|$)", re.IGNORECASE),
    "documents": re.compile(r"List of Uploaded Documents?\b\s?:?", re.IGNORECASE),
    "final": re.compile(
        r"(?:QA Summary[ /\w]{0,60}?Comments|QA Summary|Final (?:Project )?Board Comments|LPAC Comments)\s?:?",
        re.IGNORECASE,
    ),
    "field": FIELD,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A block with its words and what it is: ``title``, ``status``, ``field``, ``section``, ``rating``, ``question``,
    ``option``, ``evidence``, ``documents``, ``actions``, ``final`` or ``text``."""

    block: Block
    words: str
    kind: str


def classify(blocks: Sequence[Block]) -> list[Line]:
    """Every block with its kind. A section's name is known by the rating that follows, or from the usual names."""
    words = [words_only(block.text) if len(block.text) < 20_000 else block.text for block in blocks]
    kinds = [_kind(block.text, text) for block, text in zip(blocks, words, strict=True)]
    for index, kind in enumerate(kinds):
        following = kinds[index + 1] if index + 1 < len(kinds) else ""
        if kind == "text" and (following == "rating" or _is_section(words[index])) and len(words[index]) < 80:
            kinds[index] = "section"
    lines = [Line(block, text, kind) for block, text, kind in zip(blocks, words, kinds, strict=True)]
    return [Line(line.block, line.words, "text") if _no_question(lines, i) else line for i, line in enumerate(lines)]


def _kind(raw: str, words: str) -> str:
    if TITLE.match(words):
        return "title"
    if (rating := RATING.search(words[:200])) and not words.lower().startswith("overall"):
        return "section" if words[: rating.start()].strip(" |*_#:-") else "rating"
    for kind, pattern in LABELS.items():
        if pattern.match(words):
            return kind
    if starts_option(raw):
        return "option"
    return "question" if QUESTION.match(raw) else "text"


def _is_section(words: str) -> bool:
    return re.sub(r"\W|and", "", words[:80].lower()) in _SECTION_KEYS


def _no_question(lines: Sequence[Line], index: int) -> bool:
    """A numbered line is a question only if two options follow it soon, or evidence does where options are lost:
    evidence itself may hold numbered lists."""
    if lines[index].kind != "question":
        return False
    options = 0
    for line in lines[index + 1 : index + 12]:
        options += line.kind == "option"
        if options > 1 or (line.kind == "evidence" and not options):
            return False
        if line.kind not in {"text", "option"}:
            return True
    return True
