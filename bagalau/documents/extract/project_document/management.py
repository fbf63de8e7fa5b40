"""Management arrangements: the board, the tolerances, the partners' contact persons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.formats.reading import Block

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
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}


def read_management(draft: DraftBuilder, blocks: Sequence[Block]) -> None:
    """Put board members by role, tolerances of time and cost, and contacts, from lines of any order."""
    draft.put("board", [])
    draft.put("contacts", [])
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
        elif "tolerance" in block.text[:5000].lower():
            _put_tolerances(draft, block)


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


def _put_tolerances(draft: DraftBuilder, block: Block) -> None:
    text = block.text[:5000]
    at = text.lower().find("tolerance")
    weeks, percent = _WEEKS.search(text, at), _PERCENT.search(text, at)
    if weeks:
        word = weeks["weeks"].lower()
        draft.put("tolerances.weeks", _NUMBERS.get(word) or int(word), block.passage.group(weeks, "weeks"))
    if percent:
        draft.put("tolerances.percent", Decimal(percent["percent"]), block.passage.group(percent, "percent"))
