"""Between the reading contract and the record: which field goes where, and back again for comparing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef

from bagalau.commitments.models import Commitment
from bagalau.commitments.queries import office_words
from bagalau.commitments.rules import OfficeWord, Status, keeps
from bagalau.evaluations.models import (
    Evaluation,
    KeyAction,
    ManagementResponse,
    Recommendation,
    RecommendationResponse,
    ResponseStep,
    TeamMember,
)
from bagalau.evaluations.models.content import Numbered
from bagalau.evaluations.queries.content import all_statements
from bagalau.evaluations.rules import Stage, action_status, pair, stage, stance
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.rules.life import keeps_stage
from bagalau.lib.periods import When
from bagalau.lib.titles import match_key
from bagalau.people.models import Unit

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


def shown_evaluation(evaluation: Evaluation, like: Mapping[str, Any], unit: Unit) -> dict[str, Any]:
    """An evaluation in the form of the contract, its rows in the order of a later copy."""
    record: dict[str, Any] = {name: getattr(evaluation, name) for name in [*TEXTS, *LISTS, *FLAGS]}
    record |= {name: _number(getattr(evaluation, name)) for name in AMOUNTS}
    record |= {name: _iso(getattr(evaluation, name)) for name in ("planned_end", "completed")}
    rated = evaluation.quality_assessment
    record["quality_assessment"] = next((said for said, word in RATED.items() if word == rated), rated)
    record["plan"] = {key: getattr(evaluation, name) for name, key in PLAN.items()}
    record["status"] = _shown_stage(evaluation, like.get("status"))
    record["language"] = like.get("language")  # of the paper, not of the record
    record["gef"] = evaluation.gef
    record["team"] = _shown_team(evaluation, like.get("team") or [])
    record["documents"] = [_listed(row) for row in evaluation.listed_documents.all()]
    said = all_statements(evaluation)
    for name, kind in (("findings", Kind.FINDING), ("lessons", Kind.LESSON)):
        known = {row.number: row for row in said[kind]}
        record[name] = [
            {"number": row.number, "text": row.text, "tags": getattr(row, "tags", [])} if row else {}
            for row in (known.get(given.get("number")) for given in like.get(name) or [])
        ]
    record["recommendations"] = _shown_recommendations(said[Kind.RECOMMENDATION], like, side_of(evaluation, unit))
    return record


def _shown_stage(evaluation: Evaluation, stated: str | None) -> str | None:
    """The stage in words; in the word of the copy where the office's own word would be kept against it (EL-13)."""
    told = stage(stated, None)
    if told and keeps_stage(Stage(evaluation.stage), told):
        last = evaluation.steps.first()
        if last and not last.from_source:
            return stated
    return _stated(evaluation.stage, stated, lambda word: stage(word, None))


def _shown_team(evaluation: Evaluation, like: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The members in the order of the copy: who has the same name, then whoever is left."""
    left = list(evaluation.team.all())
    found: list[TeamMember | None] = []
    for row in like:
        same = match_key(str(row.get("name") or row.get("title") or ""))
        member = next((one for one in left if match_key(one.name or one.title) == same), None)
        left = [one for one in left if one is not member]
        found.append(member)
    rest = iter(left)
    return [_member(member or next(rest, None)) for member in found]


def _member(member: TeamMember | None) -> dict[str, Any]:
    return {name: getattr(member, name) for name in TEAM} if member else {}


@dataclass(frozen=True)
class Side:
    """Of whom a copy speaks: the unit that answers, its response with what it says and promises of each recommendation,
    whether it works on its answers itself (ER-07), and the last that the office said of each commitment (C-07)."""

    unit: Unit
    whole: ManagementResponse | None
    is_kept: bool
    answers: Mapping[int, RecommendationResponse]
    promised: Mapping[int, list[Commitment]]
    said: Mapping[int, OfficeWord]


def side_of(evaluation: Evaluation, unit: Unit) -> Side:
    """What a unit says to an evaluation; four queries."""
    by_office = ResponseStep.objects.filter(response=OuterRef("pk"), from_source=False)
    whole = evaluation.responses.filter(unit=unit).annotate(kept=Exists(by_office)).first()
    answers = RecommendationResponse.objects.filter(recommendation__evaluation=evaluation, response__unit=unit)
    actions = KeyAction.objects.filter(recommendation__evaluation=evaluation, commitment__unit=unit)
    promised: dict[int, list[Commitment]] = {}
    for action in actions.select_related("commitment").order_by("recommendation", "place", "pk"):
        promised.setdefault(action.recommendation_id, []).append(action.commitment)
    return Side(
        unit,
        whole,
        whole is not None and whole.kept,
        {row.recommendation_id: row for row in answers},
        promised,
        office_words(one.pk for row in promised.values() for one in row),
    )


def _shown_recommendations(rows: Iterable[Numbered], like: Mapping[str, Any], side: Side) -> list[dict[str, Any]]:
    known = {row.number: row for row in rows if isinstance(row, Recommendation)}
    return [
        _shown_recommendation(known[given["number"]], given, side) if given.get("number") in known else {}
        for given in like.get("recommendations") or []
    ]


def _shown_recommendation(row: Recommendation, given: Mapping[str, Any], side: Side) -> dict[str, Any]:
    answer = side.answers.get(row.pk)
    commitments = side.promised.get(row.pk, [])
    actions = given.get("key_actions") or []
    partners = pair([one.text for one in commitments], [action.get("text") or "" for action in actions])
    theirs = side.unit.pk != row.evaluation.unit_id  # what the evaluation says is not theirs to change (EL-14)
    return {
        "number": row.number,
        "text": given.get("text") if theirs else row.text,
        "description": given.get("description") if theirs else row.description,
        "response": given.get("response") if side.is_kept else _shown_answer(answer, given),
        "classifications": given.get("classifications") if side.is_kept else (answer.classifications if answer else {}),
        "key_actions": [
            {} if place is None else _shown_action(commitments[place], action, side)
            for place, action in zip(partners, actions, strict=True)
        ],
    }


def _shown_answer(answer: RecommendationResponse | None, given: Mapping[str, Any]) -> dict[str, Any]:
    if answer is None:
        return {}
    return {
        "text": answer.text,
        "category": _stated(answer.stance, (given.get("response") or {}).get("category"), stance),
        "added": _iso(answer.added_on),
        "updated": _iso(answer.changed_on),
    }


def _shown_action(kept: Commitment, given: Mapping[str, Any], side: Side) -> dict[str, Any]:
    """A key action; where the word of the office is kept against the copy (C-07), its status, comment and justification
    are those of the copy, for accepting it changes none of them."""
    shown = {
        "text": kept.text,
        "responsible": kept.responsible,
        "status": _stated(kept.status, given.get("status"), action_status),
        "due": _iso(kept.due),
        "comment": kept.comment,
        "justification": kept.justification,
        "added": _iso(kept.added_on),
        "updated": _iso(kept.changed_on),
    }
    told = action_status(given.get("status"))
    if told and keeps(Status(kept.status), told, side.said.get(kept.pk)):
        shown |= {name: given.get(name) for name in ("status", "comment", "justification")}
    return shown


def shown_response(evaluation: Evaluation, like: Mapping[str, Any], unit: Unit) -> dict[str, Any]:
    """The management response of a unit to an evaluation in the form of the contract."""
    side = side_of(evaluation, unit)
    whole, kept = side.whole, side.is_kept
    listed: dict[str, list[dict[str, Any]]] = {}
    for row in evaluation.listed_documents.all():
        listed.setdefault(row.title, []).append(_listed(row))
    theirs = unit != evaluation.unit
    own = {
        "title": evaluation.title,
        "plan": {key: getattr(evaluation, name) for name, key in PLAN.items()},
        "type": evaluation.type,
        "completed": _iso(evaluation.completed),
        "documents": [_next(listed.get(row.get("title"))) for row in like.get("documents") or []],
    }
    said = {
        "commissioning_unit": whole.commissioning_unit if whole else None,
        "responsible_unit": whole.responsible_unit if whole else None,
        "unit": like.get("unit") if like.get("responsible_unit") or not whole else whole.responsible_unit,
        "description": whole.description if whole else None,
        "approval_status": whole.approval.capitalize() if whole else None,
    }
    return {
        "language": like.get("language"),
        **({name: like.get(name) for name in own} if theirs else own),
        **({name: like.get(name) for name in said} if kept else said),
        "recommendations": _shown_recommendations(all_statements(evaluation)[Kind.RECOMMENDATION], like, side),
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
