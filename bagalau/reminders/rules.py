"""What somebody is asked for, when, and who it is; when a digest is written, and a mail tried again. Pure.

Source: domain reference, evaluation and quality, 2.1, 2.7, 5.3 and 5.4 (alerts). The numbers are parameters.

M-01  A management response is asked for four weeks after completion, and again when its six weeks are over.
M-02  A key action is announced three months and one month before its date; overdue, it is asked for every month.
M-03  An open action that nothing was said of for three months is asked for an update, once a quarter, unless its date
      asks for one already.
M-04  What is overdue for more than ninety days is told to the head of the unit, once for each date.
M-05  A posted plan is asked for its review of a year in December, and from then on until it was held (EP-17).
M-06  Nothing is asked for any more five years after the completion of its evaluation; of what belongs to none, five
      years after its date, or else after the last word about it.
M-07  The people who are responsible are asked; where nobody is, those with the role in the nearest unit: the record's
      own, or else the one above, and so on. Nobody is asked to decide on what they asked for themselves.
M-08  A new date, a new decision or a new month begins a new period. For one period, a person is told once.
M-09  A digest has its slot: every day, one weekday of every week, or the first such day of a month. It tells what was
      known by then; where there is nothing to tell, none is written.
M-10  A mail that the server did not take is tried again after 1, 2, 4 … at most 60 minutes, without end. One that the
      server refused for good is not tried again by itself, nor is one to which its answer was lost.
M-11  A posted plan that runs is asked for the mandatory evaluations that are not covered, unless it says why (EP-02):
      once, and again when others are missing.
M-12  Who submitted something is told when it comes back: a response, a plan, a completion until it is submitted again;
      a change that was refused for thirty days.
M-13  What waits for a decision, and what came back, is told as soon as it is said; all else every hour.
M-14  An assessment of quality is announced like a key action, three months and one month before its day; overdue, it is
      asked for every month, until five years have passed. Nothing is asked for while it is exempted or with its
      approver.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

from bagalau.evaluations.rules.plans import reviews_overdue
from bagalau.lib.periods import When, days_after, months_after


class Kind(StrEnum):
    """What a notice is about."""

    REQUEST = "request"
    VERIFICATION = "verification"
    APPROVAL = "approval"
    RETURNED = "returned"
    DRAFT = "draft"
    RESPONSE_DUE = "response_due"
    ACTION_OVERDUE = "action_overdue"
    ACTION_DUE = "action_due"
    UPDATE_ASKED = "update_asked"
    ASSESSMENT_OVERDUE = "assessment_overdue"
    ASSESSMENT_DUE = "assessment_due"
    PLAN_REVIEW = "plan_review"
    PLAN_GAP = "plan_gap"
    ESCALATION = "escalation"


AT_ONCE = frozenset({Kind.REQUEST, Kind.VERIFICATION, Kind.APPROVAL, Kind.RETURNED})  # M-13


class Rhythm(StrEnum):
    """How often somebody wants a digest."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NEVER = "never"


class MailState(StrEnum):
    """Where a mail stands: ``HANDED`` is being given to the server; ``UNSURE`` was, when the worker was cut off."""

    WAITING = "waiting"
    HANDED = "handed"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Terms:
    """The parameters of the rules."""

    response_days: int = 42
    response_first_days: int = 28
    soon_months: int = 3
    silent_months: int = 3
    escalation_days: int = 90
    tracking_months: int = 60


TERMS = Terms()


@dataclass(frozen=True)
class Asked:
    """That something is asked for now; the period tells one time of asking from the next (M-08)."""

    kind: Kind
    period: str


def of_action(
    due: When | None, said_on: date, today: date, terms: Terms = TERMS, completed: date | None = None
) -> list[Asked]:
    """M-02, M-03, M-04, M-06: what an open action asks for, of which something was last said on a day, of an
    evaluation that was ``completed`` on a day."""
    if is_forgotten(completed or (due.last_day if due else said_on), today, terms):
        return []
    if due is not None and due.is_past(today):
        return _of_overdue(due, today, terms)
    if due is not None and (months := _announced(due.last_day, today, terms)) is not None:
        return [Asked(Kind.ACTION_DUE, f"{due.iso}:{months}")]
    quarters = months_between(said_on, today) // terms.silent_months
    return [Asked(Kind.UPDATE_ASKED, f"{said_on}:{quarters}")] if quarters > 0 else []


def _announced(due: date, today: date, terms: Terms) -> int | None:
    """M-02: how many months before its date something is announced now; None as long as it is too early."""
    return next((months for months in sorted({1, terms.soon_months}) if today >= months_after(due, -months)), None)


def _of_overdue(due: When, today: date, terms: Terms) -> list[Asked]:
    asked = [Asked(Kind.ACTION_OVERDUE, f"{due.iso}:{months_between(due.last_day, today)}")]
    if today > due.last_day + timedelta(days=terms.escalation_days):
        asked.append(Asked(Kind.ESCALATION, due.iso))
    return asked


def of_due(stage: str, due: date, today: date, terms: Terms = TERMS) -> list[Asked]:
    """M-14, M-04: what an assessment of a stage asks for that is still to be made."""
    if is_forgotten(due, today, terms):
        return []
    period = f"{stage}:{due}"
    if due >= today:
        months = _announced(due, today, terms)
        return [] if months is None else [Asked(Kind.ASSESSMENT_DUE, f"{period}:{months}")]
    asked = [Asked(Kind.ASSESSMENT_OVERDUE, f"{period}:{months_between(due, today)}")]
    if today > due + timedelta(days=terms.escalation_days):
        asked.append(Asked(Kind.ESCALATION, period))
    return asked


def of_response(completed: When, today: date, terms: Terms = TERMS) -> list[Asked]:
    """M-01, M-04, M-06: what a completed evaluation asks for as long as it has no answer."""
    if completed.last_day > today or is_forgotten(completed.last_day, today, terms):
        return []
    due, asked = response_due(completed, terms), []
    if today >= completed.last_day + timedelta(days=terms.response_first_days):
        asked.append(Asked(Kind.RESPONSE_DUE, f"{completed.iso}:{'due' if today >= due else 'first'}"))
    if today > due + timedelta(days=terms.escalation_days):
        asked.append(Asked(Kind.ESCALATION, completed.iso))
    return asked


def response_due(completed: When, terms: Terms = TERMS) -> date:
    """M-01: the last day for a management response."""
    return days_after(completed.last_day, terms.response_days)  # ER-01


def of_plan(posted: date, ends: date, reviewed: Collection[int], today: date) -> list[Asked]:
    """M-05: what a posted plan asks for, of which some years were reviewed; a year that is over is asked for once."""
    years = reviews_overdue(ends, posted, months_after(today, 1), reviewed)
    return [Asked(Kind.PLAN_REVIEW, f"{years[-1]}")] if years else []


def of_gaps(missing: Collection[tuple[int, str]]) -> list[Asked]:
    """M-11: what a plan asks for in which evaluations are missing, each by the key of its project and its kind."""
    words = " ".join(f"{key}:{kind}" for key, kind in sorted(missing))
    return [Asked(Kind.PLAN_GAP, sha256(words.encode()).hexdigest()[:16])] if missing else []


def next_review(posted: date, ends: date, reviewed: Collection[int]) -> date | None:
    """M-05: the last day for the first review that is missing; None if there is none."""
    year = next((year for year in range(posted.year, ends.year + 1) if year not in reviewed), None)
    return date(year, 12, 31) if year else None


def is_forgotten(since: date, today: date, terms: Terms = TERMS) -> bool:
    """M-06."""
    return since < months_after(today, -terms.tracking_months)


def months_between(first: date, then: date) -> int:
    """The whole months from one day to a later one; 0 if it is not later."""
    months = (then.year - first.year) * 12 + then.month - first.month
    return max(0, months if months_after(first, months) <= then else months - 1)


Holder = TypeVar("Holder")


def nearest(path: str, holders: Mapping[int, Sequence[Holder]]) -> Sequence[Holder]:
    """M-07: who holds something for the nearest unit on the way up a path of keys such as ``/1/4/9/``."""
    for step in reversed(path.strip("/").split("/")):
        if step and holders.get(int(step)):
            return holders[int(step)]
    return ()


def slot(rhythm: Rhythm, weekday: int, today: date) -> date | None:
    """M-09: the last day, up to today, on which a digest was to be written; Monday is weekday 0."""
    if rhythm is Rhythm.NEVER:
        return None
    if rhythm is Rhythm.DAILY:
        return today
    if rhythm is Rhythm.WEEKLY:
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    found = _first(weekday, today.replace(day=1))
    return found if found <= today else _first(weekday, months_after(today.replace(day=1), -1))


def _first(weekday: int, first_of_month: date) -> date:
    return first_of_month + timedelta(days=(weekday - first_of_month.weekday()) % 7)


LONGEST_WAIT = timedelta(minutes=60)


def wait_after(tries: int) -> timedelta:
    """M-10: how long after the so-manieth try a mail is tried again."""
    return min(timedelta(minutes=2 ** min(tries - 1, 10)), LONGEST_WAIT)
