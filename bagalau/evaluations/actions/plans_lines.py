"""Writes: the lines of a draft, and those that the rules on mandatory evaluations propose.

A line is handled as it is kept in changes and compared with them: a mapping of plain values, "as kept".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from bagalau.evaluations.access import EDIT_PLAN
from bagalau.evaluations.actions.plans import changed_meanwhile, fresh, refuse_unless_draft
from bagalau.evaluations.models import CoveredProject, EvaluationPlan, PlanCost, PlanLine
from bagalau.evaluations.queries.plans import Gap, gaps_of, limits, with_lines
from bagalau.evaluations.rules.plans_changes import LINE_FIELDS
from bagalau.evaluations.rules.plans_mandatory import Need, proposed_end
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.web.records import check

ABOVE = frozenset({"planned_end", "cost", "costs", "projects"})  # kept in a form of their own


def as_kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a form as they are kept; a cost that is not given is the sum of its components."""
    kept = {name: values[name] for name in LINE_FIELDS if name in values}
    for name, plain in (("planned_end", _iso), ("cost", _amount), ("costs", _amounts), ("projects", _keys)):
        if name in kept:
            kept[name] = plain(kept[name])
    if kept.get("costs") and kept.get("cost") is None:
        kept["cost"] = _amount(sum(map(Decimal, kept["costs"].values()), Decimal()))
    return kept


def line_as_kept(line: PlanLine) -> dict[str, Any]:
    """A line as it is kept."""
    values = {name: getattr(line, name) for name in LINE_FIELDS if name not in {"costs", "projects"}}
    costs = {row.component: row.amount for row in line.costs.all()}
    return as_kept(values | {"costs": costs, "projects": line.projects.all()})


def _iso(when: When | None) -> str | None:
    return when.iso if when else None


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _amounts(amounts: Mapping[str, Decimal | None]) -> dict[str, str]:
    return {name: f"{amount:.2f}" for name, amount in sorted(amounts.items()) if amount is not None}


def _keys(projects: Sequence[CoveredProject]) -> list[int]:
    return sorted(project.pk for project in projects)


def bring(line: PlanLine, kept: Mapping[str, Any]) -> PlanLine:
    """Bring a line, new or known, to these values."""
    for name in kept.keys() - ABOVE:
        setattr(line, name, kept[name])
    if "planned_end" in kept:
        line.planned_end = When.parse(kept["planned_end"]) if kept["planned_end"] else None
    if "cost" in kept:
        line.cost = None if kept["cost"] is None else Decimal(kept["cost"])
    line.grounds = line.grounds if line.mandatory else []
    check(line)
    line.save()
    if "costs" in kept:
        _set_costs(line, kept["costs"])
    if "projects" in kept:
        line.projects.set(CoveredProject.objects.filter(pk__in=kept["projects"], unit=line.plan.unit_id))
    return line


def _set_costs(line: PlanLine, costs: Mapping[str, str]) -> None:
    line.costs.all().delete()
    for component, amount in costs.items():
        cost = PlanCost(line=line, component=component, amount=Decimal(amount))
        check(cost)
        cost.save()


def new_line(plan: EvaluationPlan) -> PlanLine:
    """A line at the end of a plan, not yet saved."""
    last = plan.lines.aggregate(last=Max("place"))["last"] or 0
    return PlanLine(plan=plan, place=last + 1)


def told(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Values as kept in the words of the journal."""
    words = dict(kept)
    if "projects" in kept:
        words["projects"] = [str(row) for row in CoveredProject.objects.filter(pk__in=kept["projects"])]
    if "costs" in kept:
        words["costs"] = [f"{component}: {amount}" for component, amount in kept["costs"].items()]
    return words


@journal.turn()
def add_line(actor: Viewer, plan: EvaluationPlan, kept: Mapping[str, Any]) -> PlanLine:
    """Add an evaluation to a draft."""
    plan = _open(actor, plan)
    line = bring(new_line(plan), kept)
    _note(actor, plan, "add line", {}, told(line_as_kept(line)), line)
    return line


@journal.turn()
def change_line(actor: Viewer, line: PlanLine, kept: Mapping[str, Any], seen: str = "") -> PlanLine:
    """Change an evaluation of a draft."""
    plan = _open(actor, line.plan)
    line = _fresh_line(line, seen)
    before = told(line_as_kept(line))
    bring(line, kept)
    after = told(line_as_kept(line))
    if before != after:
        _note(actor, plan, "change line", before, after, line)
    return line


@journal.turn()
def remove_line(actor: Viewer, line: PlanLine) -> None:
    """Take an evaluation out of a draft."""
    plan = _open(actor, line.plan)
    line = _fresh_line(line, "")
    _note(actor, plan, "remove line", told(line_as_kept(line)), {}, line)
    line.delete()


@journal.turn()
def propose_lines(actor: Viewer, plan: EvaluationPlan) -> list[PlanLine]:
    """Add a line for each mandatory evaluation that is not covered, with the rules that ask for it (EP-03 to EP-11)."""
    plan = with_lines(_open(actor, plan))
    missing = gaps_of(plan, limits(actor.today))
    if not missing:
        raise Problem("nothing-missing", _("Every mandatory evaluation of the known projects is covered."), status=409)
    made = [_proposed(plan, gap, max(plan.starts, actor.today)) for gap in missing]
    plan.save(update_fields=["updated_at"])
    journal.write(actor.person, "propose lines", plan, {}, {"lines": [line.title for line in made]})
    return made


def _proposed(plan: EvaluationPlan, gap: Gap, first: date) -> PlanLine:
    """A midterm evaluation where one is missing, or else a final one; with no date where that would be too early
    or after the plan."""
    midterm = gap.demand.need is Need.MIDTERM
    title = _("Midterm evaluation of %(project)s") if midterm else _("Final evaluation of %(project)s")
    line = new_line(plan)
    line.grounds = [str(ground) for ground in gap.demand.grounds]
    end = proposed_end(gap.demand.need, gap.project.facts)
    values = {
        "title": (title % {"project": gap.project.title})[:500],
        "type": "Mid Term Project" if midterm else "Final Project",
        "planned_end": When(end, "month").iso if end and first <= end <= plan.ends else None,
        "mandatory": True,
        "projects": [gap.project.pk],
    }
    return bring(line, values)


def _open(actor: Viewer, plan: EvaluationPlan) -> EvaluationPlan:
    """The plan as it is now, if the actor may edit it and it is a draft."""
    require(actor, EDIT_PLAN, plan)
    plan = fresh(plan)
    refuse_unless_draft(plan)
    return plan


def _fresh_line(line: PlanLine, seen: str) -> PlanLine:
    """The line as it is now; refused if it is gone, or not the one that was looked at."""
    found = PlanLine.objects.filter(pk=line.pk).select_related("plan").first()
    if found is None or (seen and seen != found.seen):
        raise changed_meanwhile()
    return found


def _note(
    actor: Viewer, plan: EvaluationPlan, verb: str, before: Mapping[str, Any], after: Mapping[str, Any], line: PlanLine
) -> None:
    """One line of the journal, and a new state of the plan: who submits or approves it shall have seen this."""
    plan.save(update_fields=["updated_at"])
    journal.write(actor.person, verb, plan, dict(before), {**after, "line": line.title})
