"""Between the reading contract and the record: which field goes where, and back again for comparing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bagalau.evaluations.models import Evaluation, Recommendation
from bagalau.evaluations.queries import recommendations
from bagalau.evaluations.rules import action_status, pair, stage, stance
from bagalau.lib.periods import When

# fields of an evaluation that have the same name in the contract
TEXTS = (
    "title type funding_source strategic_plan stakeholders description comments justification "
    "quality_assessment location currency"
).split()
LISTS = (
    "project_numbers corporate_results joint_with countries focus_areas signature_solutions sdg_goals sdg_targets"
).split()
FLAGS = "management_response joint_programme joint_evaluation mandatory".split()
AMOUNTS = ("budget", "expenditure")
RATED = {True: "Yes", False: "No"}  # a page may state the rating of a quality assessment, or only whether there is one
PLAN = {"plan_period": "period", "plan_unit": "unit", "plan_unit_type": "unit_type"}
TEAM = ("name", "title", "email", "nationality")
LISTED = ("title", "type", "language", "size_kb", "status", "downloads")


def evaluation_values(record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an evaluation that a paper states; what it does not state is left out and so stays as it is."""
    values: dict[str, Any] = {name: record[name] for name in [*TEXTS, *LISTS, *FLAGS] if has(record, name)}
    values |= {name: Decimal(str(record[name])) for name in AMOUNTS if has(record, name)}
    values |= {name: record["plan"][key] for name, key in PLAN.items() if has(record.get("plan") or {}, key)}
    values |= {name: When.parse(record[name]) for name in ("planned_end", "completed") if has(record, name)}
    if isinstance(rated := values.get("quality_assessment"), bool):
        values["quality_assessment"] = RATED[rated]
    if any(has(record.get("gef") or {}, name) for name in record.get("gef") or {}):
        values["gef"] = record["gef"]
    return values


def paths(record: Mapping[str, Any]) -> dict[str, str]:
    """For each field of an evaluation that a paper states, the path of its value."""
    names = [*TEXTS, *LISTS, *FLAGS, *AMOUNTS, "planned_end", "completed", "gef", "status", "team", "documents"]
    found = {name: name for name in names if has(record, name)}
    return found | {name: f"plan.{key}" for name, key in PLAN.items() if has(record.get("plan") or {}, key)}


def has(record: Mapping[str, Any], name: str) -> bool:
    """Whether a paper states a value."""
    return record.get(name) not in (None, "", [], {})


def day(text: str | None) -> date | None:
    """A date of the contract as a day (the last of a month)."""
    return When.parse(text).last_day if text else None


def shown_evaluation(evaluation: Evaluation, like: Mapping[str, Any]) -> dict[str, Any]:
    """An evaluation in the form of the contract, its rows in the order of a later copy."""
    record: dict[str, Any] = {name: getattr(evaluation, name) for name in [*TEXTS, *LISTS, *FLAGS]}
    record |= {name: _number(getattr(evaluation, name)) for name in AMOUNTS}
    record |= {name: _iso(getattr(evaluation, name)) for name in ("planned_end", "completed")}
    rated = evaluation.quality_assessment
    record["quality_assessment"] = next((said for said, word in RATED.items() if word == rated), rated)
    record["plan"] = {key: getattr(evaluation, name) for name, key in PLAN.items()}
    record["status"] = _stated(evaluation.stage, like.get("status"), lambda word: stage(word, None))
    record["language"] = like.get("language")  # of the paper, not of the record
    record["gef"] = evaluation.gef
    record["team"] = [{name: getattr(row, name) for name in TEAM} for row in evaluation.team.all()]
    record["documents"] = [_listed(row) for row in evaluation.listed_documents.all()]
    for name in ("findings", "lessons"):
        known = {row.number: row for row in getattr(evaluation, name).all()}
        record[name] = [
            {"number": row.number, "text": row.text, "tags": row.tags} if row else {}
            for row in (known.get(given.get("number")) for given in like.get(name) or [])
        ]
    record["recommendations"] = _shown_recommendations(evaluation, like.get("recommendations") or [])
    return record


def _shown_recommendations(evaluation: Evaluation, like: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    known = {row.number: row for row in recommendations(evaluation)}
    return [
        _shown_recommendation(known[given["number"]], given) if given.get("number") in known else {} for given in like
    ]


def _shown_recommendation(row: Recommendation, given: Mapping[str, Any]) -> dict[str, Any]:
    answer = next(iter(row.answers.all()), None)
    commitments = [action.commitment for action in row.key_actions.all()]
    actions = given.get("key_actions") or []
    partners = pair([one.text for one in commitments], [action.get("text") or "" for action in actions])
    return {
        "number": row.number,
        "text": row.text,
        "description": row.description,
        "response": {
            "text": answer.text,
            "category": _stated(answer.stance, (given.get("response") or {}).get("category"), stance),
            "added": _iso(answer.added_on),
            "updated": _iso(answer.changed_on),
        }
        if answer
        else {},
        "classifications": answer.classifications if answer else {},
        "key_actions": [
            {
                "text": commitments[place].text,
                "responsible": commitments[place].responsible,
                "status": _stated(commitments[place].status, action.get("status"), action_status),
                "due": _iso(commitments[place].due),
                "comment": commitments[place].comment,
                "justification": commitments[place].justification,
                "added": _iso(commitments[place].added_on),
                "updated": _iso(commitments[place].changed_on),
            }
            if place is not None
            else {}
            for place, action in zip(partners, actions, strict=True)
        ],
    }


def shown_response(evaluation: Evaluation, like: Mapping[str, Any]) -> dict[str, Any]:
    """The management response of an evaluation in the form of the contract."""
    whole = evaluation.responses.first()
    listed: dict[str, list[dict[str, Any]]] = {}
    for row in evaluation.listed_documents.all():
        listed.setdefault(row.title, []).append(_listed(row))
    return {
        "title": evaluation.title,
        "language": like.get("language"),
        "plan": {key: getattr(evaluation, name) for name, key in PLAN.items()},
        "commissioning_unit": whole.commissioning_unit if whole else None,
        "responsible_unit": whole.responsible_unit if whole else None,
        "unit": like.get("unit") if like.get("responsible_unit") or not whole else whole.responsible_unit,
        "description": whole.description if whole else None,
        "approval_status": whole.approval.capitalize() if whole else None,
        "type": evaluation.type,
        "completed": _iso(evaluation.completed),
        "documents": [_next(listed.get(row.get("title"))) for row in like.get("documents") or []],
        "recommendations": _shown_recommendations(evaluation, like.get("recommendations") or []),
    }


def _listed(row: Any) -> dict[str, Any]:
    return {name: _number(value) if isinstance(value := getattr(row, name), Decimal) else value for name in LISTED}


def _next(lines: list[dict[str, Any]] | None) -> dict[str, Any]:
    """The next of the lines with one title: two may be called alike."""
    return lines.pop(0) if lines else {}


def _stated(kept: str, stated: str | None, read: Callable[[str], str | None]) -> str | None:
    """What is kept, in the word of the later copy if that means the same or tells nothing of it, else in the usual
    word of papers."""
    if stated and read(stated) in (kept, None):
        return stated
    return kept.replace("_", " ").title() or None


def _iso(when: When | date | None) -> str | None:
    return None if when is None else when.iso if isinstance(when, When) else when.isoformat()


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
