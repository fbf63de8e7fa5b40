"""Projects: the page of one, its cover, its rows of every kind."""

from __future__ import annotations

from bagalau.people import journal
from bagalau.people.models import Person
from bagalau.projects import models as m
from bagalau.projects.access import VIEW_PROJECTS
from tests.pages import Arguments, Make, Page, taken
from tests.pages.office import Base

COVER = {"title": "Clean rivers", "currency": "USD"}
PAGES = {
    "project": Page("project"),
    "project_history": Page("project"),
    "project_publish": taken("project", visibility="public"),
    "project_new": Page(
        post=302, sent=COVER | {"unit": "country"}, for_unit=422
    ),  # the unit is not among those offered
    "project_edit": taken("project", get=200, **COVER),
    "project_row_new": taken("project_risks", get=200, description="The well runs dry."),
    "project_row": taken("project_risk", get=200, description="The well ran dry."),
    "project_row_remove": taken("project_risk", get=200),
    "project_row_move": taken("project_risk", to="up"),
    "project_budget": Page("project_inside"),
    "project_budget_save": Page("project_inside", get=302, post=200, sent={"changes": "[]"}),
    "project_budget_changes": Page("project_inside"),
    "project_framework": Page("project_inside"),
    "project_framework_move": taken("project_result", to="up"),
    "project_framework_numbers": taken("project_inside"),
}
DOORS = dict.fromkeys("project project_inside project_result project_risks project_risk".split(), VIEW_PROJECTS)


def records(make: Make) -> dict[str, Arguments]:
    of = m.Project.objects.create(unit=make.unit, title=f"Project, {make.where}", visibility=make.visibility)
    risk = m.Risk.objects.create(project=of, description="The river floods.")
    return {
        "project": (of.pk,),
        "project_inside": (of.pk,),
        "project_result": (of.pk, m.Result.objects.create(project=of, level="outcome", title="Clean").pk),
        "project_risks": (of.pk, "risk"),
        "project_risk": (of.pk, "risk", risk.pk),
    }


BUDGETS = {
    "project": 39,  # one of them: how plans cover it; four: how it was assessed
    "project_history": 7,
    "project_new": 8,
    "project_edit": 8,
    "project_row_new": 8,
    "project_row": 10,
    "project_row_remove": 10,
    "project_budget": 13,
    "project_budget_changes": 11,
    "project_framework": 13,
}
PUBLIC = {"project": 23}
WITHOUT_LISTS = set(
    "project_publish project_row_move project_budget_save project_framework_move project_framework_numbers".split()
)


def shown(base: Base) -> dict[str, Arguments]:
    """A project with something of everything; rows are added to the plan of a result, the form with most in it."""
    of = m.Project.objects.create(unit=base.unit, title="Clean rivers", start="2024", end="2025", visibility="public")
    grown(of, 100)
    planned = m.PlannedResult.objects.get(project=of)
    return {
        "project": (of.pk,),
        "project_new": (),
        "project_row": (of.pk, "plannedresult", planned.pk),
        "project_row_new": (of.pk, "link"),
        "project_row_remove": (of.pk, "plannedresult", planned.pk),
    }


def grow(base: Base, by: Person, number: int) -> None:
    """One more of everything in the project that is shown."""
    of = m.Project.objects.get(unit=base.unit, title="Clean rivers")
    grown(of, number)
    journal.write(by, "change", of, {"number": f"{number}"}, {"number": f"{number + 1}"})


def grown(of: m.Project, number: int) -> None:
    """A row of every kind."""
    m.Signature.objects.create(project=of, party=f"Party {number}")
    m.Section.objects.create(project=of, heading=f"Part {number}", text="Words")
    outcome = m.Result.objects.create(project=of, level="outcome", title=f"Outcome {number}", number=f"{number}")
    output = m.Result.objects.create(project=of, parent=outcome, level="output", title=f"Output {number}")
    indicator = m.Indicator.objects.create(project=of, parent=output, name=f"Indicator {number}")
    m.IndicatorValue.objects.create(project=of, parent=indicator, period="2024", value=number)
    m.Assumption.objects.create(project=of, text=f"Assumption {number}")
    m.Link.objects.create(project=of, cause=f"result-{output.pk}", effect=f"result-{outcome.pk}", claim="So it is")
    plan = m.WorkPlan.objects.create(project=of, year=2024 + number)
    first = m.PlannedResult.objects.filter(project=of).first()
    planned = first or m.PlannedResult.objects.create(project=of, parent=plan, number="1", title="Planned")
    m.PlannedAction.objects.create(project=of, parent=planned, text=f"Action {number}", quarters=[True, False])
    source = m.Contribution.objects.create(project=of, name=f"Fund {number}", amount=1000)
    line = m.BudgetLine.objects.create(project=of, parent=planned, account="71200", amount=500 + number)
    m.Share.objects.create(project=of, parent=line, source=source, amount=500 + number)
    m.BoardMember.objects.create(project=of, member=f"Member {number}")
    m.Contact.objects.create(project=of, organisation=f"Office {number}")
    quality = m.QualityPlan.objects.create(project=of, title=f"Quality {number}")
    m.Criterion.objects.create(project=of, parent=quality, criteria=f"Criterion {number}")
    m.Risk.objects.create(project=of, description=f"Risk {number}", impact_level=3, likelihood_level=2)
    m.MonitoringAction.objects.create(project=of, action=f"Visit {number}", due="Each quarter")
    m.CapacityAssessment.objects.create(project=of, partner=f"Partner {number}")
    m.ScreeningRisk.objects.create(project=of, description=f"Dust {number}", impact_level=2, likelihood_level=2)
    m.Annex.objects.create(project=of, title=f"Annex {number}")
