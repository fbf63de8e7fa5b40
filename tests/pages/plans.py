"""Evaluation plans, their lines, steps, changes and reviews, and the projects that they must cover."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from bagalau.evaluations.access import VIEW_CHANGES, VIEW_PLANS, VIEW_PROJECTS
from bagalau.evaluations.models import ChangeRequest, CoveredProject, EvaluationPlan, PlanCost, PlanLine
from bagalau.evaluations.tests import making
from bagalau.people import journal
from bagalau.people.models import Person, Unit
from tests.pages import Arguments, Make, Page, plain, seen, taken
from tests.pages.office import Base

LINE = {
    "title": "Study of the dams",
    "planned_end": "2027-06",
    "cost": "5",
    "currency": "USD",
    "funding_source": "Dams",
}
REVIEW = {"kind": "annual", "year": "2024", "held_on": "2024-12-01", "note": "It goes well."}
PLAN = {"starts": "2031-01-01", "ends": "2034-12-31"}
PROJECT = {"number": "7", "title": "Dams", "currency": "USD"}
PAGES = {
    **plain("evaluationplans changerequests coveredprojects"),
    **seen("evaluationplan evaluationplan_history changerequest coveredproject coveredproject_history"),
    "evaluationplan_new": Page(post=302, sent=PLAN | {"unit": "country"}, for_unit=422),  # not among those offered
    "evaluationplan_edit": taken("evaluationplan", get=200, **PLAN),
    "evaluationplan_submit": taken("evaluationplan"),
    "evaluationplan_return": taken("submittedplan", comment="Mend the dams."),
    "evaluationplan_approve": Page("evaluationplan", get=302, post=409),  # it was not submitted
    "evaluationplan_post": taken("approvedplan"),
    "evaluationplan_publish": taken("postedplan", visibility="public"),
    "evaluationplan_propose": taken("evaluationplan"),
    "evaluationplan_review": taken(
        "postedplan", kind="annual", year="2024", held_on="2024-12-01", note="It goes well."
    ),
    "planline_new": taken("evaluationplan", get=200, **LINE),
    "planline_edit": taken("planline", get=200, **LINE),
    "planline_remove": taken("planline"),
    "changerequest_new": taken("postedplan", get=200, **LINE, rationale="The dams broke."),
    "changerequest_edit": taken("changerequest", get=200, **LINE, rationale="The dams broke."),
    "changerequest_decide": Page("changerequest", get=302, post=409, sent={"do": "approve"}),  # it is a draft
    "coveredproject_new": Page(post=302, sent=PROJECT | {"unit": "country"}, for_unit=422),
    "project_cover": taken("project"),
    "coveredproject_edit": taken("coveredproject", get=200, **PROJECT, unit="here"),
}
DOORS = {
    "evaluationplan": VIEW_PLANS,
    "submittedplan": VIEW_PLANS,
    "approvedplan": VIEW_PLANS,
    "postedplan": VIEW_PLANS,
    "planline": VIEW_PLANS,
    "changerequest": VIEW_CHANGES,
    "coveredproject": VIEW_PROJECTS,
}


def plan(unit: Unit, year: int, length: int = 4, **given: Any) -> EvaluationPlan:
    """A plan from some year on, with one line that lacks nothing."""
    period = {"starts": date(year, 1, 1), "ends": date(year + length - 1, 12, 31)}
    made = EvaluationPlan.objects.create(unit=unit, rationale="Dams.", gaps_note="Later.", **period, **given)
    PlanLine.objects.create(
        plan=made, title=f"Dams {year}", planned_end_on=date(year, 6, 30), cost=5, funding_source="D"
    )
    return made


def records(make: Make) -> dict[str, Arguments]:
    said: dict[str, Any] = {"visibility": make.visibility, "length": 5 if make.where == "public" else 4}
    draft = plan(make.unit, 2023, **said)
    made: dict[str, Arguments] = {"evaluationplan": (draft.pk,), "planline": (draft.pk, draft.lines.get().pk)}
    for year, status in ((2021, "submitted"), (2022, "approved"), (2024, "posted")):
        made[f"{status}plan"] = (plan(make.unit, year, status=status, **said).pk,)
    posted = PlanLine.objects.get(plan=made["postedplan"][0])
    change = ChangeRequest.objects.create(plan=posted.plan, line=posted, kind="scope", rationale="The dams broke.")
    project = CoveredProject.objects.create(number=make.where, title="Dams", unit=make.unit, budget=6_000_000)
    return made | {"changerequest": (change.pk,), "coveredproject": (project.pk,)}


BUDGETS = {
    "evaluationplans": 11,
    "evaluationplan": 21,
    "evaluationplan_new": 7,
    "evaluationplan_edit": 9,
    "evaluationplan_history": 7,
    "planline_new": 7,
    "planline_edit": 10,
    "changerequests": 8,
    "changerequest": 7,
    "changerequest_new": 7,
    "changerequest_edit": 9,
    "coveredprojects": 9,
    "coveredproject": 11,
    "coveredproject_new": 8,
    "coveredproject_edit": 10,
    "coveredproject_history": 9,
}
EXPORTS = {"evaluationplans": 9, "changerequests": 5, "coveredprojects": 7}
PUBLIC = {"evaluationplans": 6, "evaluationplan": 7}
WITHOUT_LISTS = set(
    "evaluationplan_submit evaluationplan_return evaluationplan_approve evaluationplan_post evaluationplan_publish "
    "evaluationplan_propose evaluationplan_review planline_remove changerequest_decide project_cover".split()
)
NUMBER = "Project with many evaluations"


def shown(base: Base) -> dict[str, Arguments]:
    """A posted plan, a draft of another period, a change of scope and a project."""
    posted = plan(base.unit, 2024, status="posted", visibility="public", document=base.document)
    draft = plan(base.unit, 2031)
    line = posted.lines.get()
    project = CoveredProject.objects.create(number="1", title=NUMBER, unit=base.unit, budget=6_000_000)
    before, after = {"title": "Dams", "projects": []}, {"title": "Wells", "projects": [project.pk]}
    change = ChangeRequest.objects.create(plan=posted, line=line, kind="scope", before=before, after=after)
    return {
        "evaluationplan": (posted.pk,),
        "evaluationplan_new": (),
        "planline": (draft.pk, draft.lines.get().pk),
        "planline_new": (draft.pk,),
        "changerequest": (change.pk,),
        "changerequest_new": (posted.pk,),
        "coveredproject": (project.pk,),
        "coveredproject_new": (),
    }


def grow(base: Base, by: Person, number: int) -> None:
    """A plan of another unit; and one more of everything that hangs on the plans and the project shown."""
    unit = Unit.objects.get(code=f"U{number}")
    plan(unit, 2024, status="posted", visibility="public")
    project = CoveredProject.objects.create(number=f"P-{number}", title="Dams", unit=base.unit, budget=4_000_000)
    CoveredProject.objects.create(number="1", title="Dams", unit=unit, budget=4_000_000)
    many = CoveredProject.objects.get(title=NUMBER)
    for of in EvaluationPlan.objects.filter(unit=base.unit):
        review = making.evaluation(base.unit, f"Dams {number} {of.pk}", visibility="public", planned_end="2024-06")
        line = PlanLine.objects.create(plan=of, title=review.title, evaluation=review, cost=Decimal(5), mandatory=True)
        PlanCost.objects.create(line=line, component="travel", amount=Decimal(4))
        line.projects.set([project, many])
        many.evaluations.add(making.evaluation(base.unit, f"Wells {number} {of.pk}"))
        of.steps.create(at=timezone.now(), by=by, status="posted")
        of.reviews.create(kind="annual", year=1000 + number, held_on=date(2024, 12, 1), by=by, note="It goes well.")
        ChangeRequest.objects.create(
            plan=of, line=line, kind="date", status="submitted", rationale="Rain.", requested_by=by, decided_by=by
        )
    change = ChangeRequest.objects.earliest("pk")
    change.after = change.after | {"projects": [*change.after["projects"], project.pk]}
    change.save()
    for record in (change.plan, many):
        journal.write(by, "change", record, {"title": f"{number}"}, {"title": f"{number + 1}"})
