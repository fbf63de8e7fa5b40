"""Management arrangements: the board and its meetings, assurance, tolerances, the partners' contact persons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.clauses import LONGEST_CLAUSE
from bagalau.formats.reading import Block, Passage

_ROLE = re.compile(
    r"[\s*•◦-]{0,9}(?P<role>Chair\w{0,10}(?:/\w{1,14})?|Co-?chair\w{0,10}|Executive|Development Partners?|"
    r"(?:Senior )?(?:Supplier|Beneficiar(?:y|ies)|User)s?|Observers?|Secretary|Members?)(?:\*\*)?\s{0,3}"
    r"(?:\([^()]{0,60}\)\s{0,3})?[–—:-](?:\*\*)?\s{1,3}(?P<who>\S.*)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"[\s*]{0,9}(?P<label>Organi[sz]ation|Address|Phone(?:/Fax)?|Tel(?:/Fax)?|Fax|Web ?site|Job Title|Position|E-?mail|"
    r"(?:Name of the )?(?:\w{1,20} )?Contact person(?: in [^:]{0,80})?)\s{0,3}:(?:\*\*)?\s{0,9}(?P<value>.*)",
    re.IGNORECASE,
)
_CONTACT_FIELDS = (
    ("organisation", "org"),
    ("address", "addr"),
    ("website", "web"),
    ("email", "e-mail"),
    ("email", "email"),
    ("position", "job"),
    ("position", "position"),
    ("phone", "phone"),
    ("phone", "tel"),
    ("phone", "fax"),
)
_WEEKS = re.compile(r"\b(?P<weeks>\d{1,3}|one|two|three|four)[\s-]weeks?\b", re.IGNORECASE)
_PERCENT = re.compile(r"\b(?P<percent>\d{1,2}(?:\.\d+)?)\s?(?:%|per ?cent)", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_MANAGER = re.compile(
    r"[\s*•-]{0,9}Project\s{1,3}Manager(?:\*\*)?\s{0,3}:(?:\*\*)?\s{0,9}(?P<text>\S.*)", re.IGNORECASE
)
_ASSURED = re.compile(
    r"[\s*•-]{0,9}Project\s{1,3}Assurance(?:\*\*)?\s{0,3}:(?:\*\*)?\s{0,9}(?P<text>\S.*)", re.IGNORECASE
)
_ASSURES = re.compile(r"\bProject\s{1,3}Assurance\b.{0,300}?\b(?:is|are|will|shall|carries|performs?)\b", re.IGNORECASE)
_MEETINGS = re.compile(
    r"\b(?:(?P<once>once|twice)|(?P<times>\d{1,2}|two|three|four|five|six)\s{1,3}times)"
    r"\s{1,3}(?:a|per|each|every|in\s{1,3}a|during\s{1,3}(?:the|a|each))\s{1,3}year\b|"
    r"\b(?P<every>quarterly|(?:each|every)\s{1,3}quarter|semi-?annual(?:ly)?|(?:each|every)\s{1,3}(?:six\s{1,3}months|half[\s-]year)|"
    r"annually|(?:each|every)\s{1,3}(?:year|month)|monthly)\b",
    re.IGNORECASE,
)
_OF_BOARD = re.compile(r"\bboard\b.{0,300}?\b(?:meets?|meetings?|convenes?)\b|\bmeetings?\b.{0,300}?\bboard\b", re.I)
_A_YEAR = (("quarter", 4), ("semi", 2), ("six", 2), ("half", 2), ("month", 12), ("annual", 1), ("year", 1))


def read_management(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    """Put board members by role, who assures and manages, tolerances, meetings and contacts, in any order."""
    draft.put("board", [])
    draft.put("contacts", [])
    for name in ("board_meetings_a_year", "assurance", "project_manager"):
        draft.put(name, None)
    alone = False  # a label stood alone on the line before: the value is here
    for block in blocks:
        text = block.text[:2000]
        if alone and not _CONTACT.match(text):
            _fill_contact(draft, block)
            alone = False
        elif match := _ROLE.match(text):
            path = f"board[{len(draft.record['board'])}]"
            draft.put(f"{path}.role", fold(match["role"]).strip("*"), block.passage.group(match, "role"))
            draft.put(f"{path}.member", fold(match["who"]), block.passage.group(match, "who"))
        elif match := _CONTACT.match(text):
            alone = _put_contact(draft, block, match)
        else:
            _put_clauses(draft, block.passage.cut(0, LONGEST_CLAUSE))


def _put_clauses(draft: DraftBuilder, place: Passage) -> None:
    """What running text says: tolerances, who assures and manages, how often the board meets."""
    if "tolerance" in place.text.lower():
        _put_tolerances(draft, place)
    if draft.get("project_manager") is None and (match := _MANAGER.match(place.text)):
        text = place.cut(match.start("text")).strip()
        draft.put("project_manager", fold(text.text), text)
    assured = _ASSURED.match(place.text)
    for sentence in [place.group(assured, "text")] if assured else place.split(r"(?<=\.)\s"):
        if draft.get("assurance") is None and (assured or _ASSURES.search(sentence.text)):
            draft.put("assurance", fold(sentence.text), sentence)
        if draft.get("board_meetings_a_year") is None:
            _put_meetings(draft, sentence)


def _put_meetings(draft: DraftBuilder, sentence: Passage) -> None:
    """How often a sentence lets the board meet."""
    if not _OF_BOARD.search(sentence.text) or not (match := _MEETINGS.search(sentence.text)):
        return
    if match["every"]:
        count = next(count for word, count in _A_YEAR if word in match["every"].lower())
    elif match["once"]:
        count = 1 if match["once"].lower() == "once" else 2
    else:
        count = _NUMBERS.get(match["times"].lower()) or int(match["times"])
    draft.put("board_meetings_a_year", count, sentence.group(match))


def _put_contact(draft: DraftBuilder, block: Block, match: re.Match[str]) -> bool:
    """Put a labelled line of a contact; whether the label of a person stood alone."""
    label = match["label"].lower()
    name = next((name for name, start in _CONTACT_FIELDS if label.startswith(start)), "person")
    contacts = draft.record["contacts"]
    if name == "organisation" or not contacts:
        contacts.append({})
    path = f"contacts[{len(contacts) - 1}].{name}"
    if draft.get(path) is None:
        draft.put(path, fold(match["value"]) or None, block.passage.group(match, "value"))
    draft.understood(block.passage)
    return name == "person" and not match["value"].strip()


def _fill_contact(draft: DraftBuilder, block: Block) -> None:
    path = f"contacts[{len(draft.record['contacts']) - 1}].person"
    draft.put(path, fold(block.text), block.passage)


def _put_tolerances(draft: DraftBuilder, place: Passage) -> None:
    text = place.text
    at = text.lower().find("tolerance")
    weeks, percent = _WEEKS.search(text, at), _PERCENT.search(text, at)
    if weeks:
        word = weeks["weeks"].lower()
        draft.put("tolerances.weeks", _NUMBERS.get(word) or int(word), place.group(weeks, "weeks"))
    if percent:
        draft.put("tolerances.percent", Decimal(percent["percent"]), place.group(percent, "percent"))
