"""What oversight counts of responses, and as of a day: who has answered, what is promised, what a year holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bagalau.commitments.actions import Said, update
from bagalau.commitments.rules import Status
from bagalau.evaluations import actions
from bagalau.evaluations.models import Agency, ManagementResponse
from bagalau.evaluations.queries.indicators import indicators, moved
from bagalau.evaluations.queries.oversight import counts, population
from bagalau.evaluations.rules.oversight import Counts, Kpi, Share, total
from bagalau.evaluations.rules.responses import Step
from bagalau.evaluations.tests.making import ERC_PAGE, accepted, bring, evaluation
from bagalau.evaluations.tests.responding import work
from bagalau.lib.periods import When
from bagalau.people.models import Unit
from bagalau.reference.rules.parameters import in_force

pytestmark = pytest.mark.django_db
PARAMETERS = in_force([], date(2025, 6, 16))


def counted(viewer, **narrowed) -> Counts:
    return total(counts(population(viewer, **narrowed), PARAMETERS))


def told(viewer, year: int, **narrowed) -> tuple[Share, ...]:
    """The indicator of responses."""
    found = indicators(population(viewer, **narrowed), Unit.objects.all(), year, PARAMETERS)
    return next(one.shares for one in found if one.kpi is Kpi.RESPONSES)


@pytest.fixture
def on(monkeypatch):
    """``on(day, *viewers)``: it is a day of June 2025, for the clock and for everybody."""

    def set_clock(day: int, *viewers):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2025, 6, day, 12, tzinfo=UTC))
        return tuple(replace(one, today=date(2025, 6, day)) for one in viewers)

    return set_clock


def test_what_a_draft_promises_counts_once_it_is_submitted(office, officer, make_person, viewer, on):
    """EO-11: also as of a day before"""
    head = make_person("head_of_unit", unit=office.country)
    writer, boss = on(1, viewer(officer), viewer(head))
    response = work(writer, boss, office.country)
    response.complete()
    assert counted(writer).actions == 0
    on(3)
    response.step(Step.SUBMIT)
    assert counted(writer).actions == 2
    (later,) = on(20, writer)
    assert counted(later, on=date(2025, 6, 2)).actions == 0
    assert counted(later, on=date(2025, 6, 3)).actions == 2


def test_another_agency_does_not_answer_for_the_unit_itself(office, make_person, viewer):
    """EO-01, ER-11"""
    overseer = viewer(make_person("oversight"), date(2025, 6, 16))
    row = evaluation(office.country, "Joint", stage="completed", completed="2025-01")
    Agency.objects.create(evaluation=row, name="Borland", unit=office.neighbour)
    ManagementResponse.objects.create(evaluation=row, unit=office.neighbour, approval="published")
    assert (counted(overseer).unanswered, told(overseer, 2025)[0]) == (1, Share(0, 1))
    ManagementResponse.objects.create(evaluation=row, unit=office.country, approval="approved")
    assert (counted(overseer).unanswered, told(overseer, 2025)[0]) == (0, Share(1, 1))


def test_a_response_read_from_a_paper_is_given_and_in_time_by_the_day_in_the_paper(office, officer, viewer, on):
    """EO-07, ER-02: also as of a day before"""
    (actor,) = on(1, viewer(officer))
    row = accepted(actor, bring(actor, office.country, ERC_PAGE).draft)
    response = row.responses.get()
    assert row.completed_on
    response.given_on = row.completed_on
    response.save()
    year = row.completed_on.year
    assert told(actor, year) == (Share(1, 1), Share(1, 1))
    (later,) = on(20, actor)
    assert told(later, year, on=date(2025, 6, 2)) == (Share(1, 1), Share(1, 1))
    response.given_on = date(row.completed_on.year + 1, 12, 31)
    response.save()
    assert told(later, year) == (Share(1, 1), Share(0, 1))


def test_the_year_of_an_evaluation_is_the_one_of_that_day(office, administrator, viewer, on):
    """EO-10"""
    (actor,) = on(1, viewer(administrator))
    row = actions.store(actor, evaluation(office.country, "Mills"), {"planned_end": When.parse("2024-12")})
    (actor,) = on(5, actor)
    actions.store(actor, row, {"planned_end": When.parse("2027-12")})
    (later,) = on(20, actor)
    assert counted(later, year=2024).evaluations == 0
    assert counted(later, year=2027).evaluations == 1
    assert counted(later, year=2024, on=date(2025, 6, 3)).evaluations == 1
    assert counted(later, year=2027, on=date(2025, 6, 3)).evaluations == 0


def test_how_many_dates_were_moved_is_told_for_any_day(office, officer, make_person, viewer, on):
    """EO-10, C-08"""
    head = make_person("head_of_unit", unit=office.country)
    writer, boss = on(1, viewer(officer), viewer(head))
    response = work(writer, boss, office.country)
    response.complete()
    response.step(Step.SUBMIT, Step.APPROVE)
    on(5)
    promised = population(writer).actions.order_by("pk").first()
    assert promised is not None
    update(writer, promised, Said(Status(promised.status), reason="Floods.", due=When.parse("2026-12")))
    (later,) = on(20, writer)
    assert moved(population(later)) == Share(1, 2)
    assert moved(population(later, on=date(2025, 6, 3))) == Share(0, 2)
