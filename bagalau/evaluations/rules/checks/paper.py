"""An evaluation page or a management response of the reading contract as the checks see it, not yet imported. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bagalau.commitments.rules import Status
from bagalau.evaluations.rules import Stage, action_status, parts, stage, stance
from bagalau.evaluations.rules.checks import told
from bagalau.evaluations.rules.life import NEEDS, Facts, is_met
from bagalau.evaluations.rules.responses import due
from bagalau.lib.periods import When

Record = Mapping[str, Any]
KINDS = frozenset({"evaluation", "management-response"})


def report(kind: str, record: Record, parameters: Mapping[str, Decimal]) -> told.Report:
    """The record of a draft; what the kind of paper does not tell (files, team, findings) is not missed."""
    whole = kind == "evaluation"
    completed = _when(record.get("completed"))
    at = stage(record.get("status"), completed) or (Stage.PLANNED if whole else Stage.COMPLETED)
    office = str(record.get("responsible_unit") or record.get("unit") or (record.get("plan") or {}).get("unit") or "")
    rows = [_recommendation(number, row, office) for number, row in enumerate(record.get("recommendations") or [], 1)]
    return told.Report(
        key=0,
        title=str(record.get("title") or ""),
        stage=at,
        completed=completed,
        missing=_missing(record, completed) if whole else (),
        team=len(record.get("team") or []),
        files=tuple(_file(row) for row in record.get("documents") or []),
        statements=tuple(
            told.Statement(kind, 0, int(row.get("number") or place), str(row.get("text") or ""))
            for kind, name in (("finding", "findings"), ("lesson", "lessons"))
            for place, row in enumerate(record.get(name) or [], 1)
        ),
        recommendations=tuple(rows),
        responses=int(any(row.answers or row.actions for row in rows)),
        response_due=due(completed, int(parameters["response.days"])),
    )


def _missing(record: Record, completed: When | None) -> tuple[str, ...]:
    facts = Facts(
        manager=True,
        planned_end=_when(record.get("planned_end")),
        completed=completed,
        budget=_amount(record.get("budget")),
        expenditure=_amount(record.get("expenditure")),
        documents=frozenset(str(row.get("type") or "").strip().lower() for row in record.get("documents") or []),
        members=len(record.get("team") or []),
    )
    return tuple(need for need in NEEDS[Stage.COMPLETED] if not is_met(need, facts))


def _recommendation(place: int, row: Record, unit: str) -> told.Recommendation:
    text = str(row.get("text") or "")
    given = row.get("response") or {}
    said = given.get("text") or given.get("category")
    answer = told.Answer(
        str(given.get("unit") or unit or "–"), str(given.get("text") or ""), stance(given.get("category"))
    )
    actions: Sequence[Record] = row.get("key_actions") or []
    return told.Recommendation(
        0,
        int(row.get("number") or place),
        "\n".join(words for words in (text, str(row.get("description") or "")) if words),
        parts=tuple(told.Part(part.label, part.text) for part in parts(text)),
        answers=(answer,) if said or actions else (),
        actions=tuple(_action(number, action) for number, action in enumerate(actions, 1)),
    )


def _action(place: int, row: Record) -> told.Action:
    when = _when(row.get("due"))
    return told.Action(
        key=0,
        place=place,
        text=str(row.get("text") or ""),
        status=action_status(row.get("status")) or Status.NOT_INITIATED,
        responsible=str(row.get("responsible") or ""),
        due=when,
        comment=str(row.get("comment") or ""),
        added=_day(row.get("added")),
        updated=_day(row.get("updated")),
        first_due=when.last_day if when else None,
    )


def _file(row: Record) -> told.File:
    return told.File(str(row.get("title") or ""), _amount(row.get("size_kb")))


def _when(text: Any) -> When | None:
    return When.parse(str(text)) if text else None


def _day(text: Any) -> date | None:
    when = _when(text)
    return when.last_day if when else None


def _amount(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))
