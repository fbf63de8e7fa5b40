"""Between the reading contract (kind ``project-document``) and the record. Pure.

A path of the contract stays known: every row of the record says in ``at`` where it stands in the draft, and ``path``
gives the path of a field of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bagalau.projects.rules import record as r
from bagalau.projects.rules.contract.cells import cells_of, number, row_of, rows, text, told_of, when
from bagalau.projects.rules.contract.chain import chain_told, results_of, targets_told
from bagalau.projects.rules.sources import named_alike, source_type, sources_named

__all__ = ["from_contract", "path", "text", "to_contract", "when"]

BUDGET = ("required", "allocated", "unfunded", "in_kind", "regular", "currency")
ELSEWHERE = {name: f"budget.{name}" for name in BUDGET} | {
    "number": "project_number",
    "budget_note": "budget.note",
    "gms_rate": "gms.rate",
    "tolerance_weeks": "tolerances.weeks",
    "tolerance_percent": "tolerances.percent",
}
SAME_ROWS = ("signatures", "contacts", "quality_criteria", "risks", "monitoring_actions")
TEXT_OF = {r.Level.TARGET: "text", r.Level.ACTION: "text"}
BESIDE = ((r.Role.ASSURANCE, "assurance"), (r.Role.MANAGER, "project_manager"))
ROLE_WORDS = {
    "chair": r.Role.EXECUTIVE,
    "executive": r.Role.EXECUTIVE,
    "supplier": r.Role.SUPPLIER,
    "development partner": r.Role.SUPPLIER,
    "beneficiar": r.Role.BENEFICIARY,
    "user": r.Role.BENEFICIARY,
    "observer": r.Role.OBSERVER,
    "secretary": r.Role.SECRETARY,
}


def path(row: r.Row, name: str) -> str:
    """The path of the contract for a field of a row that was read from a draft."""
    if isinstance(row, r.Project):
        return ELSEWHERE.get(name, name)
    if isinstance(row, r.WorkPlan) and name == "cover_total":
        return f"budget.by_year.{row.year}"
    if isinstance(row, r.Result):
        if row.level == r.Level.OUTCOME:
            return row.at
        name = TEXT_OF.get(r.Level(row.level), name) if name == "title" else name
    return row.at if isinstance(row, r.Contribution | r.IndicatorValue) else f"{row.at}.{name}"


def from_contract(told: Mapping[str, Any]) -> r.Project:
    """The record of a draft. What it does not state is left empty, and nothing is guessed but which contribution a
    budget line means, where only one name is left on either side (``sources.named_alike``)."""
    budget, gms = told.get("budget") or {}, told.get("gms") or {}
    tolerances = told.get("tolerances") or {}
    cover = cells_of(r.Project, {**told, **{name: budget.get(name) for name in BUDGET}})
    cover |= {
        "number": text(told.get("project_number")),
        "budget_note": text(budget.get("note")),
        "gms_rate": number(gms.get("rate")),
        "tolerance_weeks": tolerances.get("weeks"),
        "tolerance_percent": number(tolerances.get("percent")),
    }
    project = r.Project(
        **cover,
        signatures=rows(r.Signature, told, "signatures"),
        contacts=rows(r.Contact, told, "contacts"),
        quality_criteria=rows(r.QualityPlan, told, "quality_criteria"),
        risks=rows(r.Risk, told, "risks"),
        monitoring_actions=rows(r.MonitoringAction, told, "monitoring_actions"),
        contributions=_contributions(budget),
        sections=tuple(one for one in rows(r.Section, told, "narrative") if one.text),
        results=results_of(told),
        work_plans=tuple(_work_plan(row, at, budget) for at, row in enumerate(told.get("work_plans") or ())),
        board=_board(told),
        annexes=tuple(replace(one, kind=r.AnnexKind.TOR) for one in rows(r.Annex, told, "terms_of_reference")),
    )
    return sources_named(named_alike(project))


def _contributions(budget: Mapping[str, Any]) -> tuple[r.Contribution, ...]:
    under = budget.get("listed_under") or {}
    return tuple(
        r.Contribution(
            at=f"budget.by_source.{name}",
            name=name,
            source_type=source_type(name),
            amount=number(amount),
            listed_under=text(under.get(name)),
        )
        for name, amount in (budget.get("by_source") or {}).items()
    )


def _work_plan(told: Mapping[str, Any], at: int, budget: Mapping[str, Any]) -> r.WorkPlan:
    plan = row_of(r.WorkPlan, told, f"work_plans[{at}]")
    planned = tuple(
        replace(row, printed_after=_place(one.get("subtotal_after")))
        for row, one in zip(plan.activity_results, told.get("activity_results") or (), strict=True)
    )
    by_year = budget.get("by_year") or {}
    return replace(plan, activity_results=planned, cover_total=number(by_year.get(str(plan.year))))


def _place(after: Mapping[str, Any] | None) -> str:
    return f"{after['activity_result']}.{after['line']}" if after else ""


def _board(told: Mapping[str, Any]) -> tuple[r.BoardMember, ...]:
    members = [
        r.BoardMember(
            at=f"board[{at}]",
            role=next((role for word, role in ROLE_WORDS.items() if word in said.lower()), r.Role.MEMBER),
            role_text=said,
            member=text(row.get("member")),
        )
        for at, row in enumerate(told.get("board") or ())
        for said in (text(row.get("role")),)
    ]
    beside = [r.BoardMember(at=name, role=role, member=text(told[name])) for role, name in BESIDE if told.get(name)]
    return (*members, *beside)


def to_contract(project: r.Project) -> dict[str, Any]:
    """The record in the form of the contract, for comparing with a later copy; money stays ``Decimal``."""
    whole = told_of(replace(project, results=(), links=()))
    told = {name: value for name, value in whole.items() if name in _STATED}
    told |= {"kind": "project-document", "system": "undp-prodoc", "project_number": whole["number"]}
    told["budget"] = {name: whole[name] for name in BUDGET} | {
        "note": whole["budget_note"],
        "by_year": {str(plan.year): plan.cover_total for plan in project.work_plans if plan.cover_total is not None},
        "by_source": {one.name: one.amount for one in project.contributions if one.amount is not None},
        "listed_under": {one.name: one.listed_under for one in project.contributions if one.listed_under},
    }
    told["gms"] = {"rate": project.gms_rate}
    told["tolerances"] = {"weeks": project.tolerance_weeks, "percent": project.tolerance_percent}
    told |= chain_told(project)
    told["work_plans"] = [_plan_told(project, plan) for plan in project.work_plans]
    beside = dict(BESIDE)
    told["board"] = [
        {"role": one.role_text or one.role.replace("_", " ").capitalize(), "member": one.member}
        for one in project.board
        if one.role not in beside
    ]
    for role, name in BESIDE:
        told[name] = next((one.member for one in project.board if one.role == role), None)
    told["narrative"] = whole["sections"]
    told["terms_of_reference"] = [
        {"title": one.title, "text": one.text} for one in project.annexes if one.kind == r.AnnexKind.TOR
    ]
    return told


_STATED = frozenset(
    "title country undaf_outcome programme_outcome programme_output framework_outcome implementing_partner award_id "
    "responsible_parties programme_period key_result_area framework_key_result_area strategic_plan start end modality "
    "partnership_strategy appraisal_meeting description board_meetings_a_year languages prevailing_language".split()
) | set(SAME_ROWS)


def _plan_told(project: r.Project, plan: r.WorkPlan) -> dict[str, Any]:
    planned = []
    for row in plan.activity_results:
        told = told_of(row)
        activity, _point, line = told.pop("printed_after", None).partition(".") if row.printed_after else ("", "", "")
        place = {"activity_result": int(activity), "line": int(line)} if line.isdecimal() else None
        planned.append(told | {"number": _numeral(row.number), "subtotal_after": place})
    return {
        "year": plan.year,
        "total": plan.total,
        "targets": targets_told(project, plan.year),
        "activity_results": planned,
    }


def _numeral(said: str) -> int | str | None:
    return int(said) if said.isascii() and said.isdecimal() else said or None
