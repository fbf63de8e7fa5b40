"""Management arrangements: the board and its meetings, assurance, tolerances, the partners' contact persons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.markup import fold
from bagalau.documents.extract.project_document.clauses import LONGEST_CLAUSE
from bagalau.documents.extract.project_document.tables import columns_of, compiled, row_of
from bagalau.formats.reading import Block, Passage

_ROLE = re.compile(
    r"[\s*•◦-]{0,9}(?P<role>Chair\w{0,10}(?:/\w{1,14})?|Co-?chair\w{0,10}|Executive|Development Partners?|"
    r"(?:Senior )?(?:Supplier|Beneficiar(?:y|ies)|User)s?|Observers?|Secretary|Members?|"
    r"Председатель|(?:Старший |Основной )?(?:поставщик|бенефициар)|Наблюдател[ьи]|Секретарь|Член совета)"
    r"(?:\*\*)?\s{0,3}(?:\([^()]{0,60}\)\s{0,3})?(?:[–—:-](?:\*\*)?\s{1,3}|[\t|]\s{0,3})(?P<who>\S.*)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"[\s*]{0,9}(?P<label>Organi[sz]ation|Address|Организация|Адрес|Телефон|Электронная почта|Веб-?сайт|Должность|"
    r"Phone(?:/Fax)?|Tel(?:ephone)?(?:/Fax)?|Fax|Web ?site|Job Title|Position|E-?mail|"
    r"(?:Name of the )?(?:\w{1,20} )?(?:Contact person|Контактное лицо)(?: in [^:\t|]{0,80})?)"
    r"\s{0,3}[:\t|](?:\*\*)?\s{0,9}(?P<value>[^\t|]*)",
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
    ("organisation", "организация"),
    ("address", "адрес"),
    ("phone", "телефон"),
    ("email", "электронная"),
    ("website", "веб"),
    ("position", "должность"),
)
_MEMBERS = compiled(role=r"role|роль", member=r"members?|who|name|член|имя")
_PEOPLE = compiled(
    organisation=r"organi[sz]ation|организация",
    person=r"(?:contact )?(?:person|name)|контактное лицо|имя",
    position=r"position|job title|должность",
    address=r"address|адрес",
    phone=r"(?:tele)?phone|tel\b|телефон",
    email=r"e-?mail|электронная почта",
    website=r"web ?site|веб-?сайт",
)
_BESIDE = (
    ("assurance", re.compile(r"(?:project )?assurance|обеспечение качества", re.IGNORECASE)),
    ("project_manager", re.compile(r"project manager|менеджер проекта", re.IGNORECASE)),
)
_TIMES = re.compile(
    r"(?:Meetings\s{1,3}of\s{1,3}the\s{1,3}board|Заседани[йя]\s{1,3}совета)\b[^\d\t|:]{0,40}[:\t|]\s{0,9}(?P<text>\d{1,2})\b",
    re.IGNORECASE,
)
_TOLERANCE = re.compile(r"tolerance|допустим\w{2} отклонени", re.IGNORECASE)
_WEEKS = re.compile(r"\b(?P<weeks>\d{1,3}|one|two|three|four)[\s-](?:weeks?|недел\w{1,2}|нед)\b", re.IGNORECASE)
_PERCENT = re.compile(r"\b(?P<percent>\d{1,2}(?:\.\d+)?)\s?(?:%|per ?cent|процент)", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_MANAGER = re.compile(
    r"[\s*•-]{0,9}(?:Project\s{1,3}Manager|Менеджер\s{1,3}проекта)(?:\*\*)?\s{0,3}[:\t|](?:\*\*)?\s{0,9}(?P<text>\S.*)",
    re.IGNORECASE,
)
_ASSURED = re.compile(
    r"[\s*•-]{0,9}(?:Project\s{1,3}Assurance|Обеспечение\s{1,3}качества\s{1,3}проекта)(?:\*\*)?\s{0,3}[:\t|](?:\*\*)?\s{0,9}(?P<text>\S.*)",
    re.IGNORECASE,
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


def read_management(draft: DraftBuilder, blocks: Sequence[Block]) -> set[int]:
    """Put board members by role, who assures and manages, tolerances, meetings and contacts, in any order. Gives the
    lines that hold nothing else, which are no prose."""
    draft.put("board", [])
    draft.put("contacts", [])
    for name in ("board_meetings_a_year", "assurance", "project_manager"):
        draft.put(name, None)
    taken: set[int] = set()
    alone = False  # a label stood alone on the line before: the value is here
    columns: dict[int, str] = {}  # of the table of members, or of contacts, that is being read
    last_line = 0
    for block in blocks:
        columns, head = _table(columns if block.line == last_line + 1 else {}, block)
        last_line = block.line
        if columns:
            draft.understood(block.passage)
            if not head:
                _put_row(draft, row_of(block.cells, columns))
            taken.add(block.line)
            continue
        read, alone = _read_line(draft, block, alone=alone)
        taken |= {block.line} if read else set()
    return taken


def _read_line(draft: DraftBuilder, block: Block, *, alone: bool) -> tuple[bool, bool]:
    """Whether a line, or a row of label and value, holds nothing else than what is read here; and whether it is a label
    whose value follows."""
    place = block.passage.strip(" |")
    contact = _CONTACT.match(place.text[:2000])
    if alone and not contact:
        _fill_contact(draft, block)
    elif match := _ROLE.match(place.text[:2000]):
        _put_member(draft, place.group(match, "role").strip("*"), place.group(match, "who"))
    elif contact:
        return True, _put_contact(draft, place, contact) and block.kind != "row"
    else:
        return _put_clauses(draft, place.cut(0, LONGEST_CLAUSE)) and block.kind == "row", False
    return True, False


def _table(columns: dict[int, str], block: Block) -> tuple[dict[int, str], bool]:
    """The columns of the table in which a block stands, if it does, and whether it is the head."""
    if block.kind != "row":
        return {}, False
    for kind, least in ((_MEMBERS, {"role", "member"}), (_PEOPLE, {"organisation", "person"})):
        found = columns_of(block.cells, kind)
        if least <= set(found.values()):
            return found, True
    return columns, False


def _put_row(draft: DraftBuilder, row: Mapping[str, Passage]) -> None:
    """A row of a table: a member with the role, or a contact. Who assures or manages stands beside the board."""
    role, member = row.get("role"), row.get("member")
    if role and member:
        beside = next((name for name, pattern in _BESIDE if pattern.match(role.text)), None)
        if beside is None:
            _put_member(draft, role, member)
        elif draft.get(beside) is None:
            draft.put(beside, fold(member.text), member)
    elif "organisation" in row or "person" in row:
        path = f"contacts[{len(draft.record['contacts'])}]"
        for name, place in row.items():
            draft.put(f"{path}.{name}", fold(place.text), place)


def _put_member(draft: DraftBuilder, role: Passage, member: Passage) -> None:
    path = f"board[{len(draft.record['board'])}]"
    draft.put(f"{path}.role", fold(role.text), role)
    draft.put(f"{path}.member", fold(member.text), member)


def _put_clauses(draft: DraftBuilder, place: Passage) -> bool:
    """What running text says: tolerances, who assures and manages, how often the board meets; whether it says any."""
    found = False
    if _TOLERANCE.search(place.text):
        found = _put_tolerances(draft, place)
    for name, pattern in (("project_manager", _MANAGER), ("assurance", _ASSURED), ("board_meetings_a_year", _TIMES)):
        if match := pattern.match(place.text):
            found = True
            draft.understood(place)
            text = place.group(match, "text").strip()
            if draft.get(name) is None:
                draft.put(name, int(text.text) if name == "board_meetings_a_year" else fold(text.text), text)
    for sentence in [] if found else place.split(r"(?<=\.)\s"):
        if draft.get("assurance") is None and _ASSURES.search(sentence.text):
            draft.put("assurance", fold(sentence.text), sentence)
        if draft.get("board_meetings_a_year") is None:
            _put_meetings(draft, sentence)
    return found


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


def _put_contact(draft: DraftBuilder, place: Passage, match: re.Match[str]) -> bool:
    """Put a labelled line of a contact; whether the label of a person stood alone."""
    label = match["label"].lower()
    name = next((name for name, start in _CONTACT_FIELDS if label.startswith(start)), "person")
    contacts = draft.record["contacts"]
    if name == "organisation" or not contacts:
        contacts.append({})
    path = f"contacts[{len(contacts) - 1}].{name}"
    if draft.get(path) is None:
        draft.put(path, fold(match["value"]) or None, place.group(match, "value"))
    draft.understood(place)
    return name == "person" and not match["value"].strip()


def _fill_contact(draft: DraftBuilder, block: Block) -> None:
    path = f"contacts[{len(draft.record['contacts']) - 1}].person"
    draft.put(path, fold(block.text), block.passage)


def _put_tolerances(draft: DraftBuilder, place: Passage) -> bool:
    text = place.text
    at = found.start() if (found := _TOLERANCE.search(text)) else 0
    weeks, percent = _WEEKS.search(text, at), _PERCENT.search(text, at)
    if weeks:
        word = weeks["weeks"].lower()
        draft.put("tolerances.weeks", _NUMBERS.get(word) or int(word), place.group(weeks, "weeks"))
    if percent:
        draft.put("tolerances.percent", Decimal(percent["percent"]), place.group(percent, "percent"))
    return bool(weeks or percent)
