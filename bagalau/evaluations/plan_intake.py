"""The home of evaluation plans: a reviewed draft becomes a plan with its lines, or brings one up to date.

A later copy never takes away: what it does not state stays as it is, and a line it lacks stays too. What it changes in
a posted plan is kept as a change, with old and new values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.documents.actions import record_provenance
from bagalau.documents.extract.records import same
from bagalau.documents.models import Draft
from bagalau.documents.queries import documents, origins
from bagalau.evaluations.access import EDIT_PLAN, PUBLISH_PLAN
from bagalau.evaluations.actions import store
from bagalau.evaluations.actions.plans import FIELDS
from bagalau.evaluations.actions.plans_evaluations import follow, give_evaluation
from bagalau.evaluations.actions.plans_lines import bring, line_as_kept, new_line, told
from bagalau.evaluations.models import ChangeRequest, Evaluation, EvaluationPlan, PlanLine, PlanStep
from bagalau.evaluations.queries import plans as queries
from bagalau.evaluations.rules import STAGE_WORDS, UNFINISHED, is_known, stage
from bagalau.evaluations.rules.plans import ChangeKind, ChangeStatus, PlanStatus
from bagalau.evaluations.rules.plans_changes import changed
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.lib.titles import match_key, same_title
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Unit
from bagalau.web.records import check

KIND = "evaluation-plan"
KINDS = frozenset({KIND})
PLAN_WORDS = {str(status): status for status in PlanStatus}
# field of a line -> field of the contract; what the contract says beside is of the evaluation
LINE = {
    "title": "title",
    "type": "type",
    "partners": "partners",
    "planned_end": "planned_end",
    "cost": "budget",
    "currency": "currency",
    "funding_source": "funding_source",
}
BESIDE = {"stakeholders": "stakeholders", "management_response": "management_response", "completed": "completed"}
PERIOD = re.compile(r"\s*(\d{4})(?:\s*[-–—/]\s*(\d{4}))?\s*")


def find(viewer: Viewer, kind: str, record: Mapping[str, Any], unit: Unit) -> Model | None:
    """The plan of the unit for the same years."""
    period = _period(record)
    if period is None:
        return None
    rows = queries.plans(viewer).filter(unit=unit, starts__year=period[0].year, ends__year=period[1].year)
    return rows.order_by("pk").first()


def _period(record: Mapping[str, Any]) -> tuple[date, date] | None:
    """The first and the last day of the years that a paper states."""
    match = PERIOD.fullmatch(str(record.get("period") or ""))
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (date(first, 1, 1), date(last, 12, 31)) if 0 < first <= last else None


def errors(kind: str, record: Mapping[str, Any]) -> dict[str, str]:
    """What must be mended before acceptance: the years, a title of each evaluation, words for how things stand."""
    found: dict[str, str] = {}
    if _period(record) is None:
        found["period"] = _("Write the first and the last year of the plan, as 2021-2025.")
    if (word := str(record.get("status") or "")) and word.strip().lower() not in PLAN_WORDS:
        found["status"] = _unknown(word, PLAN_WORDS)
    for place, row in enumerate(record.get("evaluations") or []):
        if not match_key(row.get("title") or ""):
            found[f"evaluations[{place}].title"] = _("An evaluation needs a title.")
        if (word := row.get("status")) and not is_known(str(word), STAGE_WORDS):
            found[f"evaluations[{place}].status"] = _unknown(word, STAGE_WORDS)
    return found


def _unknown(word: str, known: Mapping[str, object]) -> str:
    words = ", ".join(one.capitalize() for one in known)
    return _("“%(word)s” is no known status. Known are: %(known)s.") % {"word": word, "known": words}


def accept(actor: Viewer, draft: Draft) -> EvaluationPlan:
    """Create the plan or bring it up to date, with its lines, their evaluations, and where they stand in the paper."""
    record = draft.reviewed()
    known = find(actor, draft.kind, record, draft.unit)
    plan = known if isinstance(known, EvaluationPlan) else None
    was_posted = plan is not None and plan.status == PlanStatus.POSTED
    plan = _plan(actor, draft, record, plan)
    partners = _partners(list(queries.lines(plan)), record)
    for place, (row, partner) in enumerate(zip(record.get("evaluations") or [], partners, strict=True)):
        wanted, path = _wanted(row), f"evaluations[{place}]"
        line = _change(actor, plan, partner, wanted) if was_posted else bring(partner or new_line(plan), wanted)
        record_provenance(draft, line, {name: f"{path}.{field}" for name, field in LINE.items()})
        if plan.status == PlanStatus.POSTED:
            _take_evaluation(actor, draft, plan, line, row, path, str(record.get("unit") or ""))
    return plan


def _plan(actor: Viewer, draft: Draft, record: Mapping[str, Any], known: EvaluationPlan | None) -> EvaluationPlan:
    """The plan itself: its years, comments and document, and whether it is posted; it never goes back."""
    period = _period(record)
    assert period is not None  # ``errors`` has asked for it
    plan = known or EvaluationPlan(unit=draft.unit, starts=period[0], ends=period[1])
    require(actor, EDIT_PLAN, plan)
    if known is not None:
        _refuse_kept(known)
    before = journal.snapshot(plan, (*FIELDS, "status")) if known else {}
    status = PLAN_WORDS.get(str(record.get("status") or "").strip().lower(), PlanStatus.DRAFT)
    if known is None and status is PlanStatus.POSTED and actor.may(PUBLISH_PLAN, plan):
        plan.visibility = draft.version.document.visibility
    moves = known is None or (status is PlanStatus.POSTED and plan.status != PlanStatus.POSTED)
    plan.status = status if moves else plan.status
    plan.comments = str(record.get("comments") or plan.comments)
    names = [row.get("title") for row in record.get("documents") or []]
    plan.document = plan.document or documents(actor).filter(unit=plan.unit_id, title__in=names).first()
    check(plan)
    plan.save()
    if moves and plan.status != PlanStatus.DRAFT:
        PlanStep.objects.create(plan=plan, at=timezone.now(), by=actor.person, status=plan.status, from_source=True)
    after = journal.snapshot(plan, (*FIELDS, "status"))
    if before != after:
        journal.write(actor.person, "change from source" if known else "add", plan, before, after)
    record_provenance(draft, plan, {"period": "period", "status": "status", "comments": "comments"})
    return plan


def _refuse_kept(plan: EvaluationPlan) -> None:
    """EP-14: a plan on its way that the office made, or took a step with, is the office's own."""
    moved = plan.steps.filter(from_source=False).exists()
    if plan.status != PlanStatus.POSTED and (moved or not origins("evaluationplan", [plan.pk])):
        sentence = _(
            "The office is at work on a plan for these years itself: %(plan)s. A paper neither changes nor posts it. "
            "Post that plan first; what this paper says otherwise is then taken over as a change."
        ) % {"plan": plan}
        raise Problem("own-plan", sentence, status=409, details={"period": sentence})


def _partners(lines: list[PlanLine], record: Mapping[str, Any]) -> list[PlanLine | None]:
    """For each evaluation of a paper the line with its title, or None; of several alike, each its own."""
    free = [line for line in lines if not line.deleted]
    found: list[PlanLine | None] = []
    for row in record.get("evaluations") or []:
        line = next((line for line in free if same_title(line.title, row.get("title") or "")), None)
        if line is not None:
            free.remove(line)
        found.append(line)
    return found


def _wanted(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a paper states of a line, as lines are kept."""
    wanted = {name: row[field] for name, field in LINE.items() if row.get(field) not in (None, "")}
    if "cost" in wanted:
        wanted["cost"] = f"{Decimal(str(wanted['cost'])):.2f}"
    return wanted


def _change(actor: Viewer, plan: EvaluationPlan, line: PlanLine | None, wanted: Mapping[str, Any]) -> PlanLine:
    """What a later copy says of a posted plan is a change that was approved where the copy comes from."""
    if line is None:
        line = bring(new_line(plan), wanted)
        _note(actor, plan, ChangeKind.ADDITION, line, {}, dict(wanted))
        return line
    now = line_as_kept(line)
    differing = {name: value for name, value in wanted.items() if not same(now[name], value)}
    for kind in (ChangeKind.DATE, ChangeKind.SCOPE):
        before, after = changed(kind, now, differing)
        if after:
            _note(actor, plan, kind, line, before, after)
            follow(actor, bring(line, after), after.keys(), _because(), from_source=True)
    return line


def _because() -> str:
    return _("A later copy of the plan says so.")


def _note(
    actor: Viewer, plan: EvaluationPlan, kind: ChangeKind, line: PlanLine, before: dict[str, Any], after: dict[str, Any]
) -> None:
    now = timezone.now()
    change = ChangeRequest(plan=plan, kind=kind, line=line, before=before, after=after, rationale=_because())
    change.status, change.from_source, change.decided_at = ChangeStatus.APPROVED, True, now
    change.requested_by, change.requested_at = actor.person, now
    change.save()
    words = told(after) | {"line": line.title}
    journal.write(actor.person, "change from source", plan, told(before), words)


def _take_evaluation(
    actor: Viewer, draft: Draft, plan: EvaluationPlan, line: PlanLine, row: Mapping[str, Any], path: str, unit: str
) -> None:
    """The evaluation of a line; its stage goes on with the paper, but never back."""
    stated = {name: row[field] for name, field in BESIDE.items() if row.get(field) not in (None, "")}
    stated["plan_unit"] = unit
    completed = When.parse(row["completed"]) if row.get("completed") else None
    if completed:
        stated["completed"] = completed
    at = stage(row.get("status"), completed)
    if line.evaluation is None and at is not None:
        stated["stage"] = at
    found = give_evaluation(actor, plan, line, stated, from_source=True)
    if at is not None and at != found.stage and found.stage in UNFINISHED:
        found = store(actor, found, {"stage": at}, from_source=True)
    _record_evaluation(draft, found, row, path)


def _record_evaluation(draft: Draft, found: Evaluation, row: Mapping[str, Any], path: str) -> None:
    """Where the paper says what the evaluation says too."""
    says = {
        "title": (found.title, "title"),
        "type": (found.type, "type"),
        "planned_end": (_iso(found.planned_end), "planned_end"),
        "completed": (_iso(found.completed), "completed"),
        "funding_source": (found.funding_source, "funding_source"),
        "budget": (_number(found.budget), "budget"),
        "stakeholders": (found.stakeholders, "stakeholders"),
        "management_response": (found.management_response, "management_response"),
    }
    agreed = {name: f"{path}.{field}" for name, (value, field) in says.items() if same(value, row.get(field))}
    if stage(row.get("status"), None) == found.stage:
        agreed["stage"] = f"{path}.status"
    record_provenance(draft, found, agreed)


def present(record: Model, kind: str, like: Mapping[str, Any], unit: Unit | None = None) -> dict[str, Any]:
    """A plan as the paper would state it."""
    assert isinstance(record, EvaluationPlan)
    years = f"{record.starts.year}-{record.ends.year}"
    stated = PLAN_WORDS.get(str(like.get("status") or "").strip().lower())
    goes_on = stated is PlanStatus.POSTED and record.status != stated
    lines = _partners(list(queries.lines(record)), like)
    return {
        **{name: like.get(name) for name in ("title", "language", "unit", "documents")},  # of the paper alone
        "period": like.get("period") if _period(like) == _period({"period": years}) else years,
        "status": record.status.capitalize() if goes_on else like.get("status"),
        "comments": record.comments,
        "evaluations": [
            _shown(line, row) if line else {} for line, row in zip(lines, like.get("evaluations") or [], strict=True)
        ],
    }


def _shown(line: PlanLine, like: Mapping[str, Any]) -> dict[str, Any]:
    """A line in the form of the contract; of an evaluation that it has not yet, nothing is known to differ."""
    beside = {name: like.get(name) for name in ("status", *BESIDE)}
    return {
        "number": like.get("number"),
        "title": line.title,
        "type": line.type,
        "partners": line.partners,
        "planned_end": _iso(line.planned_end),
        "budget": _number(line.cost),
        "currency": line.currency,
        "funding_source": line.funding_source,
        **(_shown_evaluation(line.evaluation, like) if line.evaluation else beside),
    }


def _shown_evaluation(found: Evaluation, like: Mapping[str, Any]) -> dict[str, Any]:
    """What the evaluation says itself; a paper does not change what is stated there or final."""
    shown: dict[str, Any] = {
        "stakeholders": found.stakeholders or None,
        "management_response": found.management_response,
        "completed": _iso(found.completed),
    }
    shown = {name: like.get(name) if value is not None else None for name, value in shown.items()}
    word = like.get("status")
    says = stage(word, When.parse(like["completed"]) if like.get("completed") else None)
    kept = says in (None, found.stage) or found.stage not in UNFINISHED
    return shown | {"status": word if kept else str(found.stage).replace("_", " ").capitalize()}


def _iso(when: When | None) -> str | None:
    return when.iso if when else None


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
