"""Management responses: when they are due, their way to publication, and what must be there before. Pure.

Source: domain reference, evaluation and quality, parts 2.5 to 2.7, 3.1 and 5.

ER-01  A response is due so many days (42, a parameter) after the last day of the period in which the evaluation was
       completed.
ER-02  It is given on the day it was first submitted, or first answered in the paper it was read from: on time up to
       the due day, later by so many days. One not yet given, or returned, is overdue after it.
ER-03  Whoever accepts a recommendation, or a part of it, only partially or not at all says why.
ER-04  Draft or returned -> submitted -> returned or approved -> published; approved, published or read from a paper ->
       reopened as a draft of the next version. No other step is taken.
ER-05  Submitted is what is complete: each recommendation is answered, each reason given, and each that is accepted,
       even partially, has a key action with somebody responsible and a date; where its parts are answered apart, each
       part that is accepted has one that carries out this part or the whole.
ER-06  Nobody approves or returns what they submitted themselves.
ER-07  Returning and reopening have a reason. What was approved is kept as a version and never changed; it is worked on
       only after reopening, as the next version.
ER-08  The public sees what is published of an evaluation that is public, and what a paper says that is approved or
       says nothing of approval; while a new version is worked on, the last one that was published.
ER-09  A key action that was approved, reported on or read from a paper keeps its words: it is followed up on its own
       page. Only a new one is rewritten or taken out.
ER-10  Two versions differ in what was said before and after of the same place, field by field.
ER-11  In a joint evaluation each agency answers for itself; a draft is seen by its own unit alone, what is approved
       by all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bagalau.evaluations.rules import Stance
from bagalau.lib.periods import When, days_after


class Approval(StrEnum):
    """Where a management response stands on its way to publication."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"


IN_WORK = frozenset({Approval.DRAFT, Approval.RETURNED})
READ = ""  # from a paper that does not say how far the response is
SETTLED = frozenset({READ, Approval.APPROVED, Approval.PUBLISHED})


def due(completed: When | None, days: int) -> date | None:
    """ER-01."""
    return days_after(completed.last_day, days) if completed else None


class Timing(StrEnum):
    """ER-02: how a response stands to its day."""

    NO_DATE = "no_date"
    WAITING = "waiting"
    OVERDUE = "overdue"
    ON_TIME = "on_time"
    LATE = "late"
    GIVEN = "given"


@dataclass(frozen=True)
class Timeliness:
    """How a response stands to its day, and by how many days it is late or overdue."""

    timing: Timing
    due: date | None = None
    days: int = 0


def is_given(approval: str, version: int) -> bool:
    """ER-02: whether the unit has given it; a returned one is not, one that is reopened was."""
    return approval not in IN_WORK or version > 1


def timeliness(due_on: date | None, given_on: date | None, *, given: bool, today: date) -> Timeliness:
    """ER-02."""
    if due_on is None:
        return Timeliness(Timing.NO_DATE)
    if not given:
        late = (today - due_on).days
        return Timeliness(Timing.OVERDUE, due_on, late) if late > 0 else Timeliness(Timing.WAITING, due_on)
    if given_on is None:
        return Timeliness(Timing.GIVEN, due_on)
    late = (given_on - due_on).days
    return Timeliness(Timing.LATE, due_on, late) if late > 0 else Timeliness(Timing.ON_TIME, due_on)


class Step(StrEnum):
    """ER-04: what can be done with a response as a whole."""

    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    REOPEN = "reopen"


STEPS: Mapping[Step, tuple[frozenset[str], Approval]] = {
    Step.SUBMIT: (IN_WORK, Approval.SUBMITTED),
    Step.RETURN: (frozenset({Approval.SUBMITTED}), Approval.RETURNED),
    Step.APPROVE: (frozenset({Approval.SUBMITTED}), Approval.APPROVED),
    Step.PUBLISH: (frozenset({Approval.APPROVED}), Approval.PUBLISHED),
    Step.REOPEN: (SETTLED, Approval.DRAFT),
}
NEEDS_WORDS = frozenset({Step.RETURN, Step.REOPEN})  # ER-07
BY_ANOTHER = frozenset({Step.RETURN, Step.APPROVE})  # ER-06


class Refusal(StrEnum):
    """Why a step is refused."""

    NOT_NOW = "not now"
    WORDS = "words"
    OWN = "own"
    GAPS = "gaps"
    INTERNAL = "internal"


def refusal(
    step: Step, at: str, *, words: str = "", own: bool = False, complete: bool = True, public: bool = True
) -> Refusal | None:
    """ER-04 to ER-08: why a step cannot be taken from where a response stands; None if it may.

    ``own``: whoever takes it has submitted the response; ``complete``: nothing is missing (ER-05); ``public``: the
    evaluation is.
    """
    if at not in STEPS[step][0]:
        return Refusal.NOT_NOW
    if step in BY_ANOTHER and own:
        return Refusal.OWN
    if step in NEEDS_WORDS and not words.strip():
        return Refusal.WORDS
    if step is Step.SUBMIT and not complete:
        return Refusal.GAPS
    if step is Step.PUBLISH and not public:
        return Refusal.INTERNAL
    return None


def is_open(approval: str, *, approved_here: bool) -> bool:
    """ER-08: whether a response may be seen wherever its evaluation may."""
    return approval in {READ, Approval.PUBLISHED} or (approval == Approval.APPROVED and not approved_here)


def needs_reason(stance: Stance | None) -> bool:
    """ER-03."""
    return stance in {Stance.PARTIALLY_ACCEPTED, Stance.REJECTED}


def is_taken_up(stance: Stance | None) -> bool:
    """Whether something is promised with this stance."""
    return stance in {Stance.ACCEPTED, Stance.PARTIALLY_ACCEPTED}


@dataclass(frozen=True)
class Said:
    """The stance on a part of a recommendation; ``key`` names the part."""

    key: int
    label: str
    stance: Stance
    reason: str = ""


@dataclass(frozen=True)
class Promise:
    """A key action as far as ER-05 asks: whether it names somebody and a date, and the parts it carries out."""

    is_whole: bool
    parts: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Answer:
    """The answer to a recommendation."""

    key: int
    number: int
    stance: Stance | None = None
    reason: str = ""
    parts: Sequence[Said] = ()
    promises: Sequence[Promise] = ()
    part_count: int = 0


class Missing(StrEnum):
    """ER-05: what an answer lacks."""

    ANSWER = "answer"
    REASON = "reason"
    ACTION = "action"


@dataclass(frozen=True)
class Gap:
    """What is missing before a response can be submitted: in the answer to which recommendation, to which part."""

    missing: Missing
    key: int
    number: int
    label: str = ""


def gaps(answers: Sequence[Answer]) -> list[Gap]:
    """ER-03, ER-05: everything that is missing, in the order of the recommendations."""
    return [gap for answer in answers for gap in _gaps(answer)]


def _gaps(answer: Answer) -> list[Gap]:
    found = []
    whole_by_parts = 0 < answer.part_count == len(answer.parts)
    if answer.stance is None and not whole_by_parts:
        found.append(Gap(Missing.ANSWER, answer.key, answer.number))
    if needs_reason(answer.stance) and not answer.reason.strip():
        found.append(Gap(Missing.REASON, answer.key, answer.number))
    for part in answer.parts:
        if needs_reason(part.stance) and not part.reason.strip():
            found.append(Gap(Missing.REASON, answer.key, answer.number, part.label))
    return found + _without_action(answer)


def _without_action(answer: Answer) -> list[Gap]:
    """The accepted recommendation, or the accepted parts that were answered apart, that no whole promise covers."""
    promises = [promise for promise in answer.promises if promise.is_whole]
    taken_up = [part for part in answer.parts if is_taken_up(part.stance)]
    if any(not promise.parts for promise in promises):
        return []  # one for the whole covers every part
    covered = {part for promise in promises for part in promise.parts}
    if answer.parts:
        bare = [part for part in taken_up if part.key not in covered]
        return [Gap(Missing.ACTION, answer.key, answer.number, part.label) for part in bare]
    return [Gap(Missing.ACTION, answer.key, answer.number)] if is_taken_up(answer.stance) and not promises else []


@dataclass(frozen=True)
class Difference:
    """ER-10: what one place said in two versions. ``number`` 0 is the overall response."""

    number: int
    place: str
    field: str
    before: Any
    after: Any

    @property
    def told(self) -> tuple[Any, Any]:
        return self.before, self.after


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """ER-10: where two versions differ, in the order of the later one."""
    old, new = _leaves(before), _leaves(after)
    keys = [*new, *(key for key in old if key not in new)]
    return [
        Difference(*key, old.get(key), new.get(key))
        for key in sorted(keys, key=lambda key: key[0])
        if (old.get(key) or None) != (new.get(key) or None)
    ]


Place = tuple[int, str, str]


def _leaves(content: Mapping[str, Any]) -> dict[Place, Any]:
    found: dict[Place, Any] = {(0, "", "description"): content.get("description")}
    for answer in content.get("answers", ()):
        number = answer["number"]
        found |= {(number, "", name): answer.get(name) for name in ("stance", "reason", "text")}
        for name, words in answer.get("classifications", {}).items():
            found[number, "", name] = words
        for part in answer.get("parts", ()):
            found |= {(number, f"({part['label']})", name): part.get(name) for name in ("stance", "reason")}
        for place, action in enumerate(answer.get("actions", ()), start=1):
            named = f"#{action.get('place', place)}"
            found |= {(number, named, name): action.get(name) for name in ("action", "responsible", "due", "parts")}
    return found
