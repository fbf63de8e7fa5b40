"""What oversight counts: today, and on any day before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from bagalau.commitments.actions import Said, update
from bagalau.commitments.rules import Status
from bagalau.evaluations import actions
from bagalau.evaluations.models import ManagementResponse, Recommendation
from bagalau.evaluations.queries.indicators import ages, closure, indicators, without_action
from bagalau.evaluations.queries.oversight import (
    actions_behind,
    counts,
    evaluations_behind,
    population,
    public_population,
)
from bagalau.evaluations.rules.oversight import Age, Counts, Kpi, Share, total
from bagalau.evaluations.tests.making import ERC_PAGE, accepted, bring, evaluation, promise
from bagalau.lib.periods import When
from bagalau.people.models import Unit
from bagalau.reference.rules.parameters import in_force

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 16)
PARAMETERS = in_force([], DAY)


def counted(viewer, **narrowed) -> Counts:
    return total(counts(population(viewer, **narrowed), PARAMETERS))


@pytest.fixture
def overseer(make_person, viewer):
    return viewer(make_person("oversight"), DAY)


@pytest.fixture
def portfolio(office):
    """One of each kind; a response to the one that is answered."""
    done = evaluation(office.country, "Answered", stage="completed", completed="2024-01", quality_rating="s")
    ManagementResponse.objects.create(evaluation=done, unit=office.country, approval="submitted")
    evaluation(office.country, "Unanswered", stage="completed", completed="2025-04")
    evaluation(office.country, "Waiting", stage="completed", completed="2025-05")
    evaluation(office.neighbour, "Late", planned_end="2025-05")
    evaluation(office.neighbour, "Coming", stage="team_onboard", planned_end="2025-06")
    evaluation(office.neighbour, "Given up", stage="cancelled", planned_end="2025-01")
    for due, status in (
        ("2025-05", "initiated"),
        ("2022-05", "not_initiated"),
        ("2025-06", "initiated"),
        ("2025-12", "not_initiated"),
        (None, "initiated"),
        ("2024-01", "completed"),
        ("2024-01", "no_longer_applicable"),
    ):
        promise(done, f"By {due}, {status}", due=due, status=status)
    return done


def test_every_figure_counts_what_its_rule_says(portfolio, overseer):
    """EO-01 to EO-04, C-04, C-05: each on its last day."""
    assert counted(overseer) == Counts(
        evaluations=5,
        completed=3,
        overdue=1,
        waiting=1,
        unanswered=1,
        actions=7,
        actions_completed=1,
        actions_initiated=1,
        actions_not_initiated=1,
        actions_overdue=2,
        actions_no_deadline=1,
        actions_dropped=1,
        actions_due_soon=1,
        actions_long_overdue=1,
        rated_s=1,
    )


def test_behind_each_figure_stand_as_many_records_as_it_counts(portfolio, overseer):
    of = population(overseer)
    found = counted(overseer)
    for figure in ("evaluations", "completed", "overdue", "planned", "waiting", "unanswered"):
        assert evaluations_behind(of, figure, PARAMETERS).count() == getattr(found, figure), figure
    for figure in (name for name in vars(found) if name.startswith("actions")):
        assert actions_behind(overseer, of, figure, PARAMETERS).count() == getattr(found, figure), figure
    assert [row.title for row in evaluations_behind(of, "rated", PARAMETERS)] == ["Answered"]


def test_figures_are_told_by_unit_and_narrowed_by_unit_year_and_type(portfolio, overseer, office):
    by_unit = counts(population(overseer), PARAMETERS)
    assert {unit: found.evaluations for unit, found in by_unit.items()} == {
        office.country.pk: 3,
        office.neighbour.pk: 2,
    }
    assert counted(overseer, unit=office.neighbour).actions == 0
    assert counted(overseer, year=2024).evaluations == 1
    assert counted(overseer, year=2024).actions == 7
    assert counted(overseer, year=2025).actions == 0
    assert counted(overseer, type="Thematic") == Counts()


def test_an_officer_oversees_the_own_unit_and_a_stranger_nothing_of_it(portfolio, officer, stranger, viewer, office):
    portfolio.visibility = "public"
    portfolio.save()
    assert counted(viewer(officer, DAY)).evaluations == 3
    assert counted(viewer(stranger, DAY)).completed == 0
    everybody = total(counts(public_population(viewer(None, DAY)), PARAMETERS))
    assert (everybody.evaluations, everybody.actions) == (1, 0)


def test_any_day_of_the_past_has_the_figures_that_it_had(office, administrator, viewer, monkeypatch):
    """EO-10: each day is counted when it is over, and again from history after the last."""
    remembered: dict[date, Counts] = {}
    first = date(2025, 6, 1)

    def on(day: int):
        moment = datetime(2025, 6, day, 12, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return viewer(administrator, date(2025, 6, day))

    def remember(actor) -> None:
        remembered[actor.today] = counted(actor)

    actor = on(1)
    review = accepted(actor, bring(actor, office.country, ERC_PAGE).draft)
    remember(actor)
    actor = on(2)
    planned = actions.store(actor, evaluation(office.country, "Planned"), {"title": "Planned well"})
    remember(actor)
    actor = on(3)
    promised = population(actor).actions.filter(status="initiated").first() or population(actor).actions.first()
    assert promised is not None
    update(actor, promised, Said(Status.COMPLETED, comment="Done.", no_evidence="It was seen by all."))
    remember(actor)
    actor = on(4)
    update(actor, promised, Said(Status.INITIATED, reason="It broke again."))
    remember(actor)
    actor = on(5)
    actions.store(actor, planned, {"planned_end": When.parse("2025-05")})
    remember(actor)
    assert review.stage == "completed"
    assert len({str(found) for found in remembered.values()}) >= 4
    later = replace(actor, today=date(2026, 1, 1))
    assert {day: counted(later, on=day) for day in remembered} == remembered
    assert counted(later, on=first - timedelta(days=1)) == Counts()


def test_recommendations_that_nobody_acts_on_are_counted(portfolio, overseer):
    Recommendation.objects.create(evaluation=portfolio, number=2, text="Nobody does this")
    assert without_action(population(overseer)) == Share(1, 2)


def test_the_nine_indicators_tell_what_the_record_holds(portfolio, overseer, office):
    """EO-07"""
    found = {one.kpi: one for one in indicators(population(overseer), Unit.objects.all(), 2025, PARAMETERS)}
    assert list(found) == list(Kpi)
    assert found[Kpi.RESOURCES].amounts == {}
    assert found[Kpi.PEOPLE].shares == (Share(0, 3),)
    assert found[Kpi.COVERAGE].shares == (Share(1, 3),)
    assert found[Kpi.IMPLEMENTATION].shares == (Share(1, 3), Share(0, 3))
    assert found[Kpi.QUALITY].shares == (Share(0, 0), Share(0, 0))
    assert found[Kpi.ACTIONS].shares == (Share(4, 6), Share(1, 6))
    earlier = population(overseer, on=date(2025, 6, 1))
    past = {one.kpi: one for one in indicators(earlier, Unit.objects.all(), 2025, PARAMETERS)}
    assert past[Kpi.PEOPLE].shares == ()


def test_closure_and_age_are_told_for_the_year_and_the_day(portfolio, overseer):
    """EO-08, EO-09"""
    of = population(overseer)
    assert closure(of, 2024) == Share(2, 2)
    assert closure(of, 2025) == Share(0, 3)
    assert ages(of) == {Age.TO_3: 1, Age.TO_12: 0, Age.TO_36: 0, Age.BEYOND: 1}


def test_the_page_leads_from_each_figure_to_its_records(portfolio, make_person, signed_in):
    browser = signed_in(make_person("oversight"))
    shown = browser.get(reverse("oversight")).content.decode()
    assert reverse("oversight_rows", args=["actions_overdue"]) in shown
    rows = browser.get(reverse("oversight_rows", args=["unanswered"])).content.decode()
    assert "Unanswered" in rows
    assert "Coming" not in rows
    assert browser.get(reverse("oversight_rows", args=["nonsense"])).status_code == 404
    for name, args in (("oversight", ()), ("oversight_rows", ["actions_due_soon"])):
        assert browser.get(reverse(name, args=args), {"on": "0001-01-01"}).status_code == 200
    earlier = browser.get(reverse("oversight"), {"on": "2001-01-01"}).content.decode()
    assert "nothing to count here" in earlier
