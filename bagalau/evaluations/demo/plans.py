"""The plans of a synthetic portfolio: what is evaluated was promised in the plan of its unit and period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bagalau.documents.rules import Visibility
from bagalau.evaluations.demo.rows import Desk, Office
from bagalau.evaluations.models import Evaluation, EvaluationPlan, PlanCost, PlanLine, PlanStep
from bagalau.evaluations.rules.plans import Component, PlanStatus


@dataclass(frozen=True)
class Plans:
    """Makes plans, one a unit and period, and a line for most evaluations."""

    desk: Desk

    def add(self, number: int, of: Evaluation, office: Office) -> None:
        """The line of an evaluation, in the order of their numbers."""
        if of.planned_end_on is None or not self.desk.draw.chance(0.85):
            return
        plan = self._plan(office, of.planned_end_on.year)
        line = PlanLine(
            plan=plan,
            place=number,
            title=of.title,
            type=of.type,
            planned_end_on=of.planned_end_on,
            planned_end_precision=of.planned_end_precision,
            cost=of.budget,
            funding_source="Core funds",
            mandatory=of.mandatory,
            evaluation=of,
        )
        self.desk.rows.plan_lines.append(line)
        if of.budget is not None:
            share = of.budget / 4
            costs = {Component.EVALUATORS: of.budget - share, Component.TRAVEL: share}
            self.desk.rows.plan_costs += [
                PlanCost(line=line, component=name, amount=cost) for name, cost in costs.items()
            ]

    def _plan(self, office: Office, year: int) -> EvaluationPlan:
        starts = date(year - year % 5, 1, 1)
        if starts not in office.plans:
            made = EvaluationPlan(
                unit=office.unit,
                starts=starts,
                ends=date(starts.year + 4, 12, 31),
                status=PlanStatus.POSTED,
                visibility=Visibility.PUBLIC,
                rationale="The evaluations follow the outcomes of the programme and what partners asked for.",
            )
            office.plans[starts] = made
            self.desk.rows.plans.append(made)
            for gap, status in zip((200, 120, 90, 30), PlanStatus, strict=True):
                at = self.desk.moment(starts - timedelta(days=gap))
                self.desk.rows.plan_steps.append(PlanStep(plan=made, at=at, by=self.desk.by, status=status))
        return office.plans[starts]
