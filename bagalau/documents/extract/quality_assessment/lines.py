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
RATING = re.compile(
    rf"(?:Section |Quality )Rating(?:[\s*_|]{{0,9}}:|(?=[\s*_|]{{0,9}}(?:$|{'|'.join(RATINGS)})))", re.IGNORECASE
)
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
_HEAD = {"status", "field"}
_ANSWER = {"evidence", "actions"}
_PARTS = {*_ANSWER, "documents", "rating", "final"}
_SIGNS = " |*_#:-"


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
    answered = _inside_answers(kinds)
    kinds = ["text" if inside or _no_question(kinds, i) else kinds[i] for i, inside in enumerate(answered)]
    for index, kind in enumerate(kinds):
        following = kinds[index + 1] if index + 1 < len(kinds) else ""
        if kind == "text" and len(words[index]) < 80 and _names_section(blocks[index].text, words[index], following):
            kinds[index] = "section"
    return [Line(block, text, kind) for block, text, kind in zip(blocks, words, kinds, strict=True)]


def _kind(raw: str, words: str) -> str:
    if TITLE.match(words):
        return "title"
    if (rating := RATING.search(words[:200])) and not words.lower().startswith("overall"):
        return _kind_of_rating(words[: rating.start()].strip(_SIGNS), words[rating.end() :].strip(_SIGNS))
    for kind, pattern in LABELS.items():
        label = pattern.match(words)
        if label and (kind in _HEAD or label[0].endswith(":") or words[label.end() :].strip()[:1] in {"", ":", "|"}):
            return kind
    if starts_option(raw):
        return "option"
    return "question" if QUESTION.match(raw) else "text"


def _kind_of_rating(before: str, value: str) -> str:
    """A line with a rating rates a section, which it may name; in a sentence the same words are text."""
    short = value in RATINGS or (len(value.split()) < 4 and not value.endswith("."))
    if not before:
        return "rating" if short else "text"
    return "section" if short and (len(before) < 80 or _is_section(before)) and before[-1] != "." else "text"


def _names_section(raw: str, words: str, following: str) -> bool:
    """A name before a rating; one of the usual names also where its rating is lost, before a question or in bold."""
    return following == "rating" or (_is_section(words) and (following == "question" or raw.lstrip()[:1] in {"#", "*"}))


def _is_section(words: str) -> bool:
    return re.sub(r"\W|and", "", words[:80].lower()) in _SECTION_KEYS


def _inside_answers(kinds: Sequence[str]) -> list[bool]:
    """For each line whether it is a numbered line of an answer: after the label of evidence or actions and before that
    of the documents, with no evidence of its own between them."""
    after, coming = [""] * len(kinds), ""
    for index in range(len(kinds) - 1, -1, -1):
        after[index] = coming
        coming = kinds[index] if kinds[index] in _PARTS else coming
    before, inside = "", []
    for index, kind in enumerate(kinds):
        inside.append(kind == "question" and before in _ANSWER and after[index] in {"documents", "actions"})
        before = kind if kind in _PARTS else before
    return inside


def _no_question(kinds: Sequence[str], index: int) -> bool:
    """A numbered line is a question only if two options follow it soon, or evidence does where options are lost:
    evidence itself may hold numbered lists."""
    if kinds[index] != "question":
        return False
    options = 0
    for kind in kinds[index + 1 : index + 12]:
        options += kind == "option"
        if options > 1 or (kind == "evidence" and not options):
            return False
        if kind not in {"text", "option"}:
            return True
    return True
