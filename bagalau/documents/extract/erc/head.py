"""The head of an ERC page: labels with the value on the same line, on the next, in a table cell, or missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bagalau.documents.extract.erc.forms import fits_beside, is_sentence, one_of
from bagalau.documents.extract.erc.lines import EDGES, Line, folded
from bagalau.formats.reading import Passage, Reading

LABELS = {
    "plan": "Evaluation Plan|Plan Period",
    "type": "Evaluation Type|Type",
    "planned_end": "Planned End Date|Plan Date",
    "completed": "Completion Date",
    "status": "Status",
    "management_response": "Management Response",
    "budget": "Evaluation Budget|Budget",
    "expenditure": "Evaluation Expenditure|Expenditure",
    "project_numbers": "Atlas Project Number|Atlas Project Numbers|Quantum Project Number|Project Number",
    "focus_areas": "Focus Area|Focus Areas",
    "signature_solutions": "UNDP Signature Solution|UNDP Signature Solutions|Signature Solution|Signature Solutions",
    "sdg_goals": "SDG Goal|SDG Goals",
    "sdg_targets": "SDG Target|SDG Targets",
    "funding_source": "Source of Funding|Sources of Funding|Funding Source",
    "joint_programme": "Joint Programme",
    "mandatory": "Mandatory Evaluation",
    "joint_evaluation": "Joint Evaluation",
    "team": "Evaluation Team members|Evaluation Team member|Evaluation Team",
    "gef.is_gef": "GEF Evaluation",
    "gef.project_title": "GEF Project Title",
    "gef.evaluation_type": "GEF Evaluation Type",
    "gef.focal_area": "Focal Area|GEF Focal Area",
    "gef.project_type": "Project Type|GEF Project Type",
    "gef.phase": "GEF Phase",
    "gef.project_id": "GEF Project ID",
    "gef.pims": "PIMS Number|PIMS ID|PIMS",
    "stakeholders": "Key Stakeholders|Key Stakeholder|Stakeholders",
    "location": "Location of Evaluation|Location",
    "countries": "Countries|Country",
    "comments": "Comments|Comment",
    "justification": "Justification",
    "quality_assessment": "Quality Assessment",
    "description": "Description|Abstract|Evaluation Abstract",
    "title": "Evaluation Title",
    "commissioning_unit": "Commissioning Unit",
    "responsible_unit": "Unit Responsible for providing Management Response",
    "response_documents": "Documents Related to overall Management Response",
}
KEYS = {label.casefold(): key for key, labels in LABELS.items() for label in labels.split("|")}
ANY_LABEL = one_of(KEYS)
LABELLED = re.compile(
    rf"[*_]{{0,3}}(?P<label>{ANY_LABEL})"
    r"[^\S\t]*+(?:\(\s*+US\s*+\$?\s*+\))?[^\S\t]*+[*_]{0,3}[^\S\t]*+(?P<end>:|[|\t]|$)[*_]{0,3}[\s|:]*(?P<value>.*)",
    re.IGNORECASE,
)
BESIDE = re.compile(rf"(?P<label>{ANY_LABEL})\s+(?P<value>\S.*)", re.IGNORECASE)
CORPORATE = re.compile(
    r"[*_]{0,3}Corporate\s+Outcomes?(?:\s+and\s+Outputs?)?\s*(?:\((?P<plan>[^()]*)\))?[*_]{0,3}\s*:?[\s|]*(?P<value>.*)",
    re.IGNORECASE,
)
TITLE = re.compile(r"Title(?:\s*[|:\t]\s*|\s+)(?P<value>\S.*)")
FILES = re.compile(r"Document\W+Type(?:\W+(?:Language|Size|Status|Downloads))+\W*", re.IGNORECASE)
JOINT_WITH = re.compile(r"Joint\s+with\s+(?P<value>\S.*)", re.IGNORECASE)
TOP_LINES = 300
LISTS = {"focus_areas", "signature_solutions", "corporate_results", "sdg_goals", "sdg_targets"}


@dataclass(slots=True)
class Entry:
    """A label with what follows it: ``value`` on its own line, ``lines`` below it up to the next label.

    ``bare`` labels stand without a colon, as on the pages since 2023.
    """

    key: str
    label: Passage
    value: Passage
    lines: list[Line] = field(default_factory=list)
    bare: bool = False


def read_head(lines: list[Line]) -> tuple[list[Line], list[Entry]]:
    """The lines before the first label, and the labels in order."""
    top: list[Line] = []
    entries: list[Entry] = []
    for at, line in enumerate(lines):
        entry = _entry(line, lines[at + 1 : at + 4], entries)
        if entry is not None:
            entries.append(entry)
        else:
            (entries[-1].lines if entries else top).append(line)
    return top, entries


def keys_in(reading: Reading) -> set[str]:
    """Which labels stand near the top of a page."""
    keys = set()
    for block in reading.blocks[:TOP_LINES]:
        line = block.passage.strip(" \t|#-•*")
        if match := label_of(line.text):
            keys.add(key_of(match))
        elif CORPORATE.fullmatch(line.text):
            keys.add("corporate_results")
    return keys


def _entry(line: Line, following: list[Line], before: list[Entry]) -> Entry | None:
    """The label that begins on a line, if there is one that may begin here."""
    previous = before[-1].key if before else ""
    if found := _special(line, following):
        return found
    match = label_of(line.text)
    if match is None or (previous == "comments" and key_of(match) not in LISTS):
        return None
    key = key_of(match)
    if key == "type" and folded(match["label"]) == "evaluation type" and previous.startswith("gef."):
        key = "gef.evaluation_type"
    label, value = line.body.cut(0, match.start("value")), line.body.group(match, "value")
    return Entry(key, label, value.strip(EDGES), bare=not match.groupdict().get("end"))


def label_of(text: str) -> re.Match[str] | None:
    """The label with which a line begins; without a colon it must stand alone or beside a value of its form.

    A sentence that happens to open with the word of a label is none.
    """
    match = LABELLED.fullmatch(text)
    if match is None and (beside := BESIDE.fullmatch(text)) and fits_beside(key_of(beside), beside["value"].strip()):
        return beside
    return None if match is None or is_sentence(key_of(match), match["value"].strip()) else match


def key_of(match: re.Match[str]) -> str:
    return KEYS[folded(match["label"])]


def _special(line: Line, following: list[Line]) -> Entry | None:
    """The labels that are written in their own way: the plan's results, the table of files, the title row."""
    if match := CORPORATE.fullmatch(line.text):
        value = line.body.group(match, "value")
        return Entry("corporate_results", line.body.cut(0, match.start("value")), value.strip(EDGES))
    if FILES.fullmatch(line.text):
        return Entry("documents", line.body, line.body.cut(0, 0))
    match = TITLE.fullmatch(line.text)
    if match and any(_opens_details(after) for after in following):
        return Entry("title", line.body.cut(0, match.start("value")), line.body.group(match, "value").strip(EDGES))
    return None


def _opens_details(line: Line) -> bool:
    match = label_of(line.text)
    return match is not None and key_of(match) in {"project_numbers", "plan"}


def take_value(entry: Entry, fits: Callable[[str], bool]) -> tuple[Passage, list[Line]]:
    """The value of a label and the lines it does not need.

    A value on the label's line is taken as it is; the next line is taken only if it fits, so that a label without a
    value does not swallow the text after it.
    """
    if entry.value or not entry.lines:
        return entry.value, entry.lines
    first, *rest = entry.lines
    if fits(first.text):
        return first.body, rest
    return entry.value, entry.lines


def take_list(entry: Entry) -> tuple[list[Passage], list[Line]]:
    """The items of a list under a label, without their numbers, and the lines after the list."""
    items = [entry.value] if entry.value else []
    rest = list(entry.lines)
    while rest and (rest[0].item or _numbered(rest[0].text)):
        items.append(rest.pop(0).body)
        while rest and not rest[0].item and not rest[0].gap and not rest[0].noise and not _numbered(rest[0].text):
            items[-1] = items[-1].to(rest.pop(0).body)
    return [without_number(item) for item in items], rest


def _numbered(text: str) -> bool:
    return re.match(r"\d{1,2}\.\s+\S", text) is not None


def without_number(place: Passage) -> Passage:
    match = re.match(r"\d{1,3}\.\s+", place.text)
    return place.cut(match.end()) if match else place


def paragraphs(lines: Iterable[Line]) -> list[Passage]:
    """Lines as passages: lines that follow each other without a gap become one."""
    found: list[Passage] = []
    for line in lines:
        if found and not line.gap and line.place.start - found[-1].end < 200:
            found[-1] = found[-1].to(line.body)
        else:
            found.append(line.body)
    return found
