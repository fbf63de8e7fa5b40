"""The header of a GATE page: with labels, with the labels lost (":" lines), after a site menu, or none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bagalau.documents.extract.draft import DraftBuilder
from bagalau.documents.extract.gate_response.known import APPROVAL, UNIT_TYPES
from bagalau.documents.extract.markup import fold, words_only
from bagalau.documents.extract.values import period
from bagalau.formats.reading import Block, Passage

LONGEST_MENU_LINE = 120
_MENU = re.compile(r"Toggle navigation|Evaluations by Regions|GATE System", re.IGNORECASE)
_PLAN = re.compile(r"(\d{4}\s{0,3}[-–—]\s{0,3}\d{4})\s{0,3},\s{0,3}(?=\S)")
_PLAN_DETAILS = re.compile(r"Plan Details\s{0,3}\((\d{4}\s{0,3}[-–—]\s{0,3}\d{4})\)", re.IGNORECASE)
_STATUS = re.compile(
    rf":?\s{{0,5}}(?:(?:Approval\s)?Status\s{{0,3}}:?)?\s{{0,5}}({'|'.join(APPROVAL)}|Submitted|Rejected)", re.I
)
_LABELS = (
    ("status", re.compile(r"(?:approval )?status$", re.IGNORECASE)),
    ("commissioning", re.compile(r"commission", re.IGNORECASE)),
    ("plan", re.compile(r"(?:evaluation )?plan(?: period| details)?$", re.IGNORECASE)),
    ("title", re.compile(r"(?:evaluation )?(?:title|name)$|evaluation$", re.IGNORECASE)),
    ("unit", re.compile(r"(?:evaluation |responsible )?(?:unit|office|country)$", re.IGNORECASE)),
    ("description", re.compile(r"description$", re.IGNORECASE)),
)
_LABELLED = re.compile(r"[\s*#|]{0,9}([A-Z][A-Za-z /&]{2,40}?)\s{0,3}:(?:\*\*)?[\s|]{0,9}")


@dataclass
class Header:
    """The places found: values of the ":" lines in order, labelled values, the lines of the description."""

    unlabelled: list[Passage] = field(default_factory=list)
    labelled: dict[str, Passage] = field(default_factory=dict)
    description: list[Passage] = field(default_factory=list)
    status: Passage | None = None


def read_header(draft: DraftBuilder, blocks: list[Block]) -> None:
    """Put unit, plan, title, commissioning unit, approval status and description from the blocks before the list."""
    body = _after_menu(draft, blocks)
    header = _collect(draft, body)
    _put(draft, header)


def _after_menu(draft: DraftBuilder, blocks: list[Block]) -> list[Block]:
    """The blocks after the site menu and the page's name; the period of the plan may stand in the menu alone."""
    start = _page_name(blocks)
    if any(_MENU.search(block.text) for block in blocks[:30]):
        last = max(index for index, block in enumerate(blocks[:30]) if _MENU.search(block.text))
        after_name = start > last
        start = max(start, last + 1)
        while start < len(blocks) and not after_name and not _ends_menu(blocks[start]):
            start += 1
    for block in blocks[:start]:
        draft.understood(block.passage)
        if (match := _PLAN_DETAILS.search(block.text)) and not draft.get("plan.period"):
            draft.put("plan.period", period(match[1]), block.passage.group(match, 1))
    return blocks[start:]


def _page_name(blocks: list[Block]) -> int:
    """Where the name of the page stands after short lines that belong to no header: those are a menu."""
    first = next((index for index, block in enumerate(blocks) if _ends_menu(block)), len(blocks))
    return max((index for index, block in enumerate(blocks[:first]) if _is_page_name(block)), default=0)


def _is_page_name(block: Block) -> bool:
    return words_only(block.text).lower() == "management response"


def _ends_menu(block: Block) -> bool:
    text = block.text.strip()
    return text.startswith(":") or len(text) > LONGEST_MENU_LINE or bool(_kind_of(block) or _PLAN.match(text))


def _kind_of(block: Block) -> tuple[str, Passage] | None:
    """The field that a labelled line names, with the place of its value."""
    match = _LABELLED.match(block.text)
    if not match:
        return None
    label = fold(match[1])
    name = next((name for name, pattern in _LABELS if pattern.match(label)), None)
    return (name, block.passage.cut(match.end()).strip(" \t|*")) if name else None


def _collect(draft: DraftBuilder, blocks: list[Block]) -> Header:
    header = Header()
    last_colon = _last_colon(blocks)
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if _is_page_name(block) or text.startswith("Select Evaluation Unit"):
            draft.understood(block.passage)
        elif status := _STATUS.fullmatch(words_only(text)):
            at = block.text.lower().rfind(status[1].lower())
            header.status = block.passage.cut(at, at + len(status[1]))
        elif text.startswith(":"):
            header.unlabelled.append(block.passage.strip(" \t:"))
            draft.understood(block.passage)
        elif found := _kind_of(block):
            header.labelled[found[0]] = found[1]
            draft.understood(block.passage)
            if found[0] == "description" and found[1]:
                header.description.append(found[1])
        elif "plan" not in header.labelled and _PLAN.match(text) and len(text) < LONGEST_MENU_LINE:
            header.labelled["plan"] = block.passage.strip()
        else:
            _free_line(header, block.passage.strip(), index < last_colon)
    return header


def _last_colon(blocks: list[Block]) -> int:
    """The last ":" line of the header (the line of the approval status is not one)."""
    colons = [
        index
        for index, block in enumerate(blocks)
        if block.text.strip().startswith(":") and not _STATUS.fullmatch(words_only(block.text))
    ]
    return colons[-1] if colons else -1


def _free_line(header: Header, place: Passage, inside: bool) -> None:
    """A line without a sign: inside the header it goes on with the ":" line before it, after it it describes."""
    if not inside:
        header.description.append(place)
    elif not header.unlabelled:
        header.unlabelled.append(place)
    else:
        previous = header.unlabelled[-1]
        header.unlabelled[-1] = previous.to(place) if previous else place


def _put(draft: DraftBuilder, header: Header) -> None:
    _assign(draft, header)
    for name, path in (("unit", "unit"), ("title", "title"), ("commissioning", "commissioning_unit")):
        place = header.labelled.get(name)
        draft.put(path, fold(place.text) or None if place else None, *([place] if place else []))
    status = header.status or header.labelled.get("status")
    draft.put("approval_status", fold(status.text).capitalize() if status else None, *([status] if status else []))
    _put_plan(draft, header.labelled.get("plan"))
    draft.put_text("description", *header.description)


def _assign(draft: DraftBuilder, header: Header) -> None:
    """Name the ":" lines by their order around the plan, which its form tells; say what was assumed."""
    values = [place for place in header.unlabelled if place]
    plan = next((index for index, place in enumerate(values) if _PLAN.match(place.text)), None)
    if plan is None:
        names = ["unit", "title", "commissioning"]
    else:
        names = ["unit"] * min(plan, 1) + [""] * max(0, plan - 1) + ["plan", "title", "commissioning"]
        if len(values) == plan + 2 and plan and fold(values[0].text) == fold(values[-1].text):
            names[-2:] = ["commissioning"]  # the title's line is lost: what is left repeats the unit
    for name, place in zip(names, values, strict=False):
        if not name or name in header.labelled:
            continue
        header.labelled[name] = place
        if name != "plan":
            draft.warn(
                "label-lost",
                "The label of this line is lost; what it names was told by its place.",
                path="commissioning_unit" if name == "commissioning" else name,
                place=place,
            )


def _put_plan(draft: DraftBuilder, place: Passage | None) -> None:
    match = _PLAN.match(place.text) if place else None
    if place is None or match is None:
        if not draft.get("plan"):
            draft.put("plan", None)
        return
    draft.put("plan.period", period(match[1]), place.group(match, 1))
    unit = place.cut(match.end()).strip()
    opening = unit.text.rfind("(")
    kind = unit.cut(opening + 1).strip(" )") if opening >= 0 else unit.cut(0, 0)
    if kind.text in UNIT_TYPES:
        draft.put("plan.unit_type", kind.text, kind)
        unit = unit.cut(0, opening).strip()
    else:
        draft.put("plan.unit_type", None)
    draft.put("plan.unit", fold(unit.text) or None, unit)
