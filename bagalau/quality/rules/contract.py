"""What a quality assurance paper states, between the reading contract and an assessment. Pure.

Source: domain reference, evaluation and quality, parts 1.2 and 1.3.

QP-02  A paper names its stage in its title and its state as the form status; without a state it is a draft. Its ratings
       are the English names of the labels of its scheme.
QP-03  An answer that is open must be decided by the reviewer; only in a paper that is not approved may it be decided
       that a question was left unanswered.
QP-07  What stands under the management actions of an answer is one action a paragraph, without a day. Words that say
       there is none ("None", "No action is needed …", "Not applicable") are the reason why no action follows.
QP-08  A paper is of the year in which its project closed, or was begun for the design stage; at the implementation
       stage it is of the year of the newest document that it lists, or else of the year in which it is taken in. It
       does not tell when it was approved, which counts as done by the end of that year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bagalau.lib.periods import When
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import Stage

UNANSWERED = "Unanswered"
STAGES = {
    "design": Stage.DESIGN,
    "design & appraisal": Stage.DESIGN,
    "design and appraisal": Stage.DESIGN,
    "implementation": Stage.IMPLEMENTATION,
    "implementation & monitoring": Stage.IMPLEMENTATION,
    "implementation and monitoring": Stage.IMPLEMENTATION,
    "closure": Stage.CLOSURE,
}
STATES = {
    "": State.DRAFT,
    "draft": State.DRAFT,
    "submitted": State.SUBMITTED,
    "returned": State.RETURNED,
    "approved": State.APPROVED,
}
STAGE_WORDS = {Stage.DESIGN: "Design", Stage.IMPLEMENTATION: "Implementation", Stage.CLOSURE: "Closure", Stage.ONCE: ""}
STATE_WORDS = {
    State.DRAFT: "Draft",
    State.SUBMITTED: "Submitted",
    State.RETURNED: "Returned",
    State.APPROVED: "Approved",
    State.REPLACED: "Replaced",
}
_NONE = r"none|no (?:management )?actions?|nothing|not (?:applicable|required|needed)|n/?a"
NO_ACTION = re.compile(rf"\W*(?:{_NONE})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Upload:
    """A document that a paper lists under an answer."""

    at: str
    title: str
    address: str = ""
    modified_by: str = ""
    modified_on: date | None = None


@dataclass(frozen=True)
class Told:
    """A question as a paper has it; ``selected`` None: nobody can tell, empty: left unanswered."""

    at: str
    number: int | None
    text: str
    options: Sequence[tuple[str, str]] = ()
    selected: str | None = None
    evidence: str = ""
    actions: str = ""
    uploads: Sequence[Upload] = ()


@dataclass(frozen=True)
class Part:
    """A section as a paper has it; ``rating`` is the word that it prints."""

    at: str
    name: str
    rating: str
    questions: Sequence[Told] = ()


@dataclass(frozen=True)
class Paper:
    """All that a paper states."""

    stage: str
    status: str
    rating: str
    decision: str
    number: str
    title: str
    starts: date | None
    ends: date | None
    comments: str
    sections: Sequence[Part] = ()

    @property
    def questions(self) -> Iterator[Told]:
        """All questions in their order."""
        return (one for section in self.sections for one in section.questions)

    @property
    def meant_stage(self) -> Stage | None:
        """QP-02."""
        return STAGES.get(folded(self.stage).casefold())

    @property
    def meant_state(self) -> State | None:
        """QP-02."""
        return STATES.get(folded(self.status).casefold())


def year_of(paper: Paper) -> int | None:
    """QP-08: the year of an assessment, as far as its paper tells."""
    if paper.meant_stage is Stage.IMPLEMENTATION:
        days = [one.modified_on for told in paper.questions for one in told.uploads if one.modified_on]
        return max(days).year if days else None
    day = paper.starts if paper.meant_stage is Stage.DESIGN else paper.ends
    return day.year if day else None


def actions_in(text: str) -> tuple[list[str], str]:
    """QP-07: what is to be done, or why nothing is."""
    if NO_ACTION.match(text):
        return [], text
    return [one.strip() for one in re.split(r"\n\s*\n", text) if one.strip()], ""


def from_contract(record: Mapping[str, Any]) -> Paper:
    """What a record of the reading contract says."""
    return Paper(
        stage=_line(record, "stage"),
        status=_line(record, "status"),
        rating=_line(record, "rating"),
        decision=_line(record, "decision"),
        number=_line(record, "project_number"),
        title=_line(record, "project_title"),
        starts=_day(record.get("start"), first=True),
        ends=_day(record.get("end")),
        comments=_text(record, "final_comments"),
        sections=[_part(f"sections[{place}]", row) for place, row in _rows(record, "sections")],
    )


def _part(at: str, row: Mapping[str, Any]) -> Part:
    questions = [_told(f"{at}.questions[{place}]", one) for place, one in _rows(row, "questions")]
    return Part(at, _line(row, "name"), _line(row, "rating"), questions)


def _told(at: str, row: Mapping[str, Any]) -> Told:
    selected, number = row.get("selected"), row.get("number")
    return Told(
        at=at,
        number=number if isinstance(number, int) else None,
        text=_line(row, "text"),
        options=[(_line(one, "value"), _line(one, "text")) for _place, one in _rows(row, "options")],
        selected=None if selected in (None, "") else _selected(str(selected)),
        evidence=_text(row, "evidence"),
        actions=_text(row, "management_actions"),
        uploads=[_upload(f"{at}.documents[{place}]", one) for place, one in _rows(row, "documents")],
    )


def _selected(text: str) -> str:
    found = folded(text)
    return "" if found.casefold() == UNANSWERED.casefold() else found


def _upload(at: str, row: Mapping[str, Any]) -> Upload:
    names = (_line(row, "title"), _line(row, "address"), _line(row, "modified_by"))
    return Upload(at, *names, _day(row.get("modified_on")))


def to_contract(paper: Paper) -> dict[str, Any]:
    """The record of the reading contract that says the same; what is empty is None, as the reader leaves it."""
    return {
        "stage": paper.stage or None,
        "status": paper.status or None,
        "rating": paper.rating or None,
        "decision": paper.decision or None,
        "project_number": paper.number or None,
        "project_title": paper.title or None,
        "start": _iso(paper.starts),
        "end": _iso(paper.ends),
        "final_comments": paper.comments or None,
        "sections": [
            {"name": one.name, "rating": one.rating or None, "questions": list(map(_row, one.questions))}
            for one in paper.sections
        ],
    }


def _row(told: Told) -> dict[str, Any]:
    return {
        "number": told.number,
        "text": told.text,
        "options": [{"value": value, "text": text or None} for value, text in told.options],
        "selected": UNANSWERED if told.selected == "" else told.selected,
        "evidence": told.evidence or None,
        "management_actions": told.actions or None,
        "documents": [
            {
                "number": place,
                "title": one.title,
                "address": one.address or None,
                "modified_by": one.modified_by or None,
                "modified_on": _iso(one.modified_on),
            }
            for place, one in enumerate(told.uploads, 1)
        ],
    }


def essence(paper: Paper) -> Any:
    """What tells one paper from another, beside the words of its questionnaire; white space does not count."""
    told = to_contract(paper)
    for section in told["sections"]:
        for row in section["questions"]:
            del row["text"], row["options"]
            row["selected"] = None if row["selected"] == UNANSWERED else row["selected"]
    told["stage"], told["status"] = paper.meant_stage, paper.meant_state
    return _folded(told)


def _folded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _folded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_folded(one) for one in value]
    return folded(value) if isinstance(value, str) else value


def folded(text: str) -> str:
    """A text on one line."""
    return re.sub(r"\s+", " ", text).strip()


def _rows(record: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    rows = record.get(name)
    numbered = enumerate(rows if isinstance(rows, list) else ())
    return ((place, row) for place, row in numbered if isinstance(row, Mapping))


def _line(record: Mapping[str, Any], name: str) -> str:
    return folded(_text(record, name))


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return "" if value is None else str(value).strip()


def _day(value: Any, *, first: bool = False) -> date | None:
    try:
        when = When.parse(str(value)) if value else None
    except ValueError:
        return None
    return None if when is None else when.first_day if first else when.last_day


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
