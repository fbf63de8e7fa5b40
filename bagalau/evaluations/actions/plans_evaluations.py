"""Writes: from a line of a posted plan to its evaluation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bagalau.evaluations.actions import Links, store
from bagalau.evaluations.models import Evaluation, EvaluationPlan, PlanLine
from bagalau.evaluations.queries import same_evaluations
from bagalau.evaluations.queries.life import clashes
from bagalau.evaluations.rules import Stage
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer

EMPTY: tuple[Any, ...] = (None, "", [], {})
NOTHING: Mapping[str, Any] = {}


def evaluation_values(line: PlanLine) -> dict[str, Any]:
    """The fields of an evaluation that a line of a plan tells, each under the field of the line that tells it."""
    return {
        "title": {"title": line.title},
        "type": {"type": line.type},
        "strategic_outcome": {"corporate_results": [line.strategic_outcome] if line.strategic_outcome else []},
        "partners": {
            "joint_evaluation": True if line.partners else None,
            "joint_with": [line.partners] if line.partners else [],
        },
        "commissioned_by": {"commissioned_by": line.commissioned_by},
        "planned_end": {"planned_end": line.planned_end},
        "cost": {"budget": line.cost},
        "currency": {"currency": line.currency},
        "funding_source": {"funding_source": line.funding_source},
        "mandatory": {"mandatory": line.mandatory},
        "projects": {"project_numbers": [project.number for project in line.projects.all()]},
    }


def _flat(told: Mapping[str, Mapping[str, Any]], names: Collection[str]) -> dict[str, Any]:
    return {field: value for name in names if name in told for field, value in told[name].items()}


def give_evaluation(
    actor: Viewer,
    plan: EvaluationPlan,
    line: PlanLine,
    stated: Mapping[str, Any] = NOTHING,
    *,
    from_source: bool = False,
) -> Evaluation:
    """Link a line to the evaluation that it promises: the one that there is already (E-03), or a new one.

    One that there is keeps what it says; what it does not say, the line tells, and what a paper has ``stated`` beside.
    """
    told = evaluation_values(line)
    values = _flat(told, told.keys()) | {"plan_period": plan.period} | dict(stated)
    found = line.evaluation or _there(actor, plan, line, values.get("plan_unit"))
    found = found or Evaluation(unit=plan.unit, visibility=plan.visibility)
    missing = {
        name: value
        for name, value in values.items()
        if value not in EMPTY and (found.pk is None or getattr(found, name) in EMPTY)
    }
    covered = {*line.projects.all(), *(found.projects.all() if found.pk else ())}
    line.evaluation = store(actor, found, missing, Links(projects=list(covered)), from_source=from_source)
    _refuse_clash(line.evaluation)
    line.save(update_fields=["evaluation", "updated_at"])
    return line.evaluation


def _there(actor: Viewer, plan: EvaluationPlan, line: PlanLine, unit: str | None) -> Evaluation | None:
    """The evaluation that a line tells of, if there is one that no line promises yet; refused if there are several."""
    same = same_evaluations(actor, line.title, plan.unit, period=plan.period, unit=unit)
    taken = set(PlanLine.objects.filter(evaluation__in=same).values_list("evaluation", flat=True))
    free = [one for one in same if one.pk not in taken]
    if len(free) > 1:
        sentence = _(
            "Several evaluations are called “%(title)s”: %(numbers)s. Give this line, or all but one of them, another "
            "title."
        ) % {"title": line.title, "numbers": ", ".join(str(key) for key in sorted(one.pk for one in free))}
        raise Problem("several-evaluations", sentence, status=409)
    return free[0] if free else None


def follow(actor: Viewer, line: PlanLine, names: Collection[str], reason: str, *, from_source: bool = False) -> None:
    """Bring the evaluation of a line to what a change of the line says of these fields."""
    if line.evaluation is not None:
        links = Links(projects=list(line.projects.all())) if "projects" in names else Links()
        store(
            actor, line.evaluation, _flat(evaluation_values(line), names), links, reason=reason, from_source=from_source
        )
        _refuse_clash(line.evaluation)


def cancel(actor: Viewer, line: PlanLine, justification: str) -> None:
    """Cancel the evaluation of a line that was deleted; it stays, with the justification."""
    if line.evaluation is not None:
        values = {"stage": Stage.CANCELLED, "justification": justification}
        store(actor, line.evaluation, values, verb="cancel", reason=justification)


def _refuse_clash(evaluation: Evaluation) -> None:
    """EL-07."""
    if clashes(evaluation):
        raise Problem(
            "manager-clash",
            _("“%(evaluation)s” is managed by somebody who manages one of its projects. Let somebody else manage it.")
            % {"evaluation": evaluation},
            status=409,
        )
