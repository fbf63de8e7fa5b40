"""Who joins no team, and what is worth knowing before somebody does."""

from __future__ import annotations

from datetime import date

import pytest

from bagalau.evaluations.actions.roster import Declared, change_member, declare, join
from bagalau.evaluations.models import Evaluation, Evaluator
from bagalau.evaluations.queries.roster import candidates, doubts_about
from bagalau.evaluations.rules.roster import Doubt
from bagalau.evaluations.tests.making import evaluation
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 1)


@pytest.fixture
def record(office) -> Evaluation:
    return evaluation(office.country)


@pytest.fixture
def vera(office) -> Evaluator:
    return Evaluator.objects.create(name="Vera", unit=office.country, vetting="vetted", vetted_until=date(2026, 1, 1))


def test_who_is_suspended_joins_no_team_and_is_not_offered(actor, record, vera):
    """EL-08"""
    member = join(actor, record, {"name": "Vera"})
    Evaluator.objects.filter(pk=vera.pk).update(vetting="suspended")
    vera.refresh_from_db()
    for change in (
        lambda: join(actor, record, {"evaluator": vera}),
        lambda: change_member(actor, record, member, {"name": "Vera", "evaluator": vera}),
    ):
        with pytest.raises(Problem, match="is suspended and cannot join a team") as refused:
            change()
        assert set(refused.value.details) == {"evaluator"}
    assert not candidates(record).exists()


def test_a_manager_in_the_team_and_work_expected_later_are_worth_knowing(actor, record, vera, make_person, office):
    """EL-09"""
    manager = make_person("evaluation_manager", unit=office.country)
    Evaluator.objects.filter(pk=vera.pk).update(person=manager)
    record.manager = manager
    record.save()
    declare(actor, record, vera, Declared(DAY, has_conflict=False, pledge=True, future_work=True))
    assert JournalEntry.objects.latest("number").after["future_work"] is True
    (known,) = Evaluator.objects.filter(pk=vera.pk)
    found = doubts_about(record, [known], record.declarations.all(), [], DAY)[vera.pk]
    assert found[0] is Doubt.MANAGER
    assert Doubt.FUTURE_WORK in found
