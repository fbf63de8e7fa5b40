"""The page of a unit: its plan, score and figures for who oversees it, and what is public of it for others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bagalau.evaluations.models import PlanLine
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.evaluations.tests.planning import a_plan

pytestmark = pytest.mark.django_db
FIGURES = ("actions_overdue", "actions_due_soon", "unanswered", "waiting", "overdue")


def day(days):
    return str(timezone.localdate() + timedelta(days=days))


@pytest.fixture
def at_work(office, officer, viewer):
    """Two units of one line and their neighbours, each with something late."""
    plan = a_plan(viewer(officer), office.country)
    for unit in (office.country, office.presence, office.neighbour):
        late = evaluation(unit, f"Late of {unit.code}", planned_end=day(-40))
        promise(late, "Late", day(-10))
        promise(late, "Soon", day(30))
        done = {"stage": "completed", "quality_rating": "s"}
        evaluation(unit, f"Silent of {unit.code}", completed=day(-100), **done)
        evaluation(unit, f"Fresh of {unit.code}", completed=day(-5), visibility="public", **done)
        if unit == office.country:
            PlanLine.objects.create(plan=plan, title="Late", evaluation=late)
    PlanLine.objects.create(plan=plan, title="Later")
    PlanLine.objects.create(plan=plan, title="Never", deleted=True)
    return plan


def test_each_figure_leads_to_a_list_of_as_many(at_work, office, reader, signed_in):
    browser, address = signed_in(reader), f"/units/{office.country.pk}/"
    standing = browser.get(address).context["about"].standing
    page = browser.get(address).content.decode()
    for name in FIGURES:
        assert getattr(standing.counts, name) == 2  # with the presence that lies under it
        rows = f"/oversight/{name}/?unit={office.country.pk}"
        assert f'href="{rows}"' in page
        assert browser.get(rows).context["table"].count == 2


def test_the_score_is_that_of_oversight_and_leads_to_what_it_is_made_of(at_work, office, reader, signed_in):
    browser = signed_in(reader)
    here = browser.get(f"/units/{office.country.pk}/")
    inputs = f"/oversight/?unit={office.country.pk}"
    assert f'href="{inputs}"' in here.content.decode()
    assert here.context["about"].standing.score == browser.get(inputs).context["found"].score
    assert here.context["about"].standing.score.total is not None


def test_the_plan_tells_how_far_it_is(at_work, office, reader, signed_in):
    response = signed_in(reader).get(f"/units/{office.country.pk}/")
    (plan,) = response.context["about"].plans
    assert (plan, plan.line_count, plan.done, plan.late) == (at_work, 2, 0, 1)
    assert f'href="/plans/{plan.pk}/' in response.content.decode()


def test_a_stranger_sees_what_is_public_of_a_unit_and_none_of_its_figures(at_work, office, stranger, signed_in):
    response = signed_in(stranger).get(f"/units/{office.country.pk}/")
    about = response.context["about"]
    assert (about.standing, list(about.plans)) == (None, [])
    assert [row.title for row in about.evaluations] == ["Fresh of CO1", "Fresh of PP1"][::-1]
    page = response.content.decode()
    for words in ("Score of evaluation management", "Silent of CO1", "key actions overdue"):
        assert words not in page


def test_who_oversees_a_part_sees_no_figures_of_the_whole(at_work, office, reader, signed_in):
    """They would be those of the part alone."""
    assert signed_in(reader).get(f"/units/{office.region.pk}/").context["about"].standing is None


def test_a_unit_without_anything_says_so(office, reader, signed_in):
    page = signed_in(reader).get(f"/units/{office.country.pk}/").content.decode()
    for words in ("No plan of this unit is open to you.", "There is no score without data", "No completed evaluation"):
        assert words in page
