"""Management arrangements: the board, the tolerances, the partners' contact persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.formats.reading import Block

_ROLE = re.compile(
    r"[\s*•◦-]{0,9}(?P<role>Chair\w{0,10}(?:/\w{1,14})?|Co-?chair\w{0,10}|Executive|(?:Senior )?(?:Supplier|Beneficiar(?:y|ies)|User)s?|"
    r"Development Partners?|Observers?|Secretary|Members?)(?:\*\*)?\s{0,3}(?:\([^()]{0,60}\)\s{0,3})?[–—:-](?:\*\*)?\s{1,3}(?P<who>\S.*)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"[\s*]{0,9}(?P<label>Organi[sz]ation|Address|Phone(?:/Fax)?|Tel(?:/Fax)?|Fax|Web ?site|(?:\w+ )?Contact person|"
    r"Job Title|Position|E-?mail)\s{0,3}:(?:\*\*)?\s{0,9}(?P<value>.*)",
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
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}


def read_management(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    """Put board members by role, tolerances of time and cost, and contacts, from lines of any order."""
    draft.put("board", [])
    draft.put("contacts", [])
    for block in blocks:
        text = block.text[:2000]
        if match := _ROLE.match(text):
            path = f"board[{len(draft.record['board'])}]"
            draft.put(f"{path}.role", fold(match["role"]).strip("*"), block.passage.group(match, "role"))
            draft.put(f"{path}.member", fold(match["who"]), block.passage.group(match, "who"))
        elif match := _CONTACT.match(text):
            _put_contact(draft, block, match)
        elif "tolerance" in block.text[:5000].lower():
            _put_tolerances(draft, block)


def _put_contact(draft: DraftBuilder, block: Block, match: re.Match[str]) -> None:
    label = match["label"].lower()
    name = next((name for name, start in _CONTACT_FIELDS if label.startswith(start)), "person")
    contacts = draft.record["contacts"]
    if name == "organisation" or not contacts:
        contacts.append({})
    path = f"contacts[{len(contacts) - 1}].{name}"
    if draft.get(path) is None:
        draft.put(path, fold(match["value"]) or None, block.passage.group(match, "value"))
    draft.understood(block.passage)


def _put_tolerances(draft: DraftBuilder, block: Block) -> None:
    text = block.text[:5000]
    at = text.lower().find("tolerance")
    weeks, percent = _WEEKS.search(text, at), _PERCENT.search(text, at)
    if weeks:
        word = weeks["weeks"].lower()
        draft.put("tolerances.weeks", _NUMBERS.get(word) or int(word), block.passage.group(weeks, "weeks"))
    if percent:
        draft.put("tolerances.percent", float(percent["percent"]), block.passage.group(percent, "percent"))
