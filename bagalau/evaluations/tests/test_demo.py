"""The synthetic portfolio: rich, and right as a record."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from bagalau.commitments.models import Commitment, Update
from bagalau.commitments.rules import Present, Status, fold
from bagalau.evaluations.actions import STEP
from bagalau.evaluations.demo import add_portfolio
from bagalau.evaluations.models import (
    CoveredProject,
    Declaration,
    Evaluation,
    EvaluationPlan,
    Evaluator,
    KeyAction,
    ManagementResponse,
    PartAnswer,
    PlanLine,
    Recommendation,
    ResponseStep,
    TeamMember,
)
from bagalau.evaluations.queries.life import facts
from bagalau.evaluations.rules import Stage, parts
from bagalau.evaluations.rules.life import needs_note
from bagalau.lib.titles import match_key
from bagalau.people import journal
from bagalau.people.models import JournalEntry, Unit
from bagalau.people.queries import viewer_for

pytestmark = pytest.mark.django_db
SCALE = 30
TODAY = date(2025, 6, 16)


@pytest.fixture(scope="module")
def administrator(make_kept_person):
    return make_kept_person("administrator")


@pytest.fixture(scope="module")
def office(kept_office):
    return kept_office


@pytest.fixture(scope="module")
def portfolio(administrator):
    return add_portfolio(viewer_for(administrator, TODAY), SCALE)


def test_it_holds_what_it_says(portfolio):
    assert portfolio["evaluations"] == Evaluation.objects.count() == SCALE
    assert portfolio["recommendations"] == Recommendation.objects.count() > SCALE
    assert portfolio["commitments"] == Commitment.objects.count() == KeyAction.objects.count() > 2 * SCALE
    assert Unit.objects.filter(code__startswith="SYN").count() == 40


def test_only_completed_evaluations_have_recommendations(portfolio):
    answered = Evaluation.objects.filter(recommendations__isnull=False).distinct()
    assert {row.stage for row in answered} == {Stage.COMPLETED}
    assert Evaluation.objects.exclude(stage=Stage.COMPLETED).exists()
    assert Evaluation.objects.filter(stage=Stage.COMPLETED).count() == answered.count()


def test_every_commitment_is_what_its_updates_say(portfolio):
    for commitment in Commitment.objects.prefetch_related("updates"):
        told = fold(update.change() for update in commitment.updates.order_by("at", "pk"))
        assert told == Present(Status(commitment.status), commitment.due, commitment.comment)


def test_every_commitment_names_the_evaluation_it_comes_from(portfolio):
    for action in KeyAction.objects.select_related("commitment__unit", "recommendation__evaluation"):
        commitment, evaluation = action.commitment, action.recommendation.evaluation
        assert (commitment.origin_kind, commitment.origin_id) == ("evaluation", evaluation.pk)
        assert (commitment.origin_title, commitment.unit_id) == (evaluation.title, evaluation.unit_id)
        response = evaluation.responses.get(unit=commitment.unit)
        assert commitment.visibility == response.visibility


def test_rows_obey_the_rules_of_their_models(portfolio):
    for row in [*Evaluation.objects.all(), *Commitment.objects.all(), *Evaluator.objects.all()]:
        row.full_clean()
    for model in (PlanLine, EvaluationPlan, CoveredProject, ManagementResponse, TeamMember, Declaration, PartAnswer):
        for row in model._default_manager.all():
            row.full_clean()
    for row in Commitment.objects.filter(status=Status.NO_LONGER_APPLICABLE):
        assert row.justification
    for evaluation in Evaluation.objects.all():
        assert evaluation.match_key == match_key(evaluation.title)
    for recommendation in Recommendation.objects.prefetch_related("parts"):
        assert [part.text for part in recommendation.parts.all()] == [part.text for part in parts(recommendation.text)]


def test_every_evaluation_stands_as_its_last_step_says(portfolio):
    """EL-01"""
    now = timezone.now()
    for evaluation in Evaluation.objects.prefetch_related("steps"):
        steps = list(evaluation.steps.all())
        assert all(getattr(steps[0], name) == getattr(evaluation, name) for name in STEP), evaluation
        assert all(step.at <= now for step in steps)
        assert [step.stage for step in steps][-1] == Stage.PLANNED
        if evaluation.stage == Stage.COMPLETED:
            found = facts(evaluation)
            assert found.members
            assert {"tor", "report"} <= found.documents
            assert found.note or not needs_note(found)


def test_history_lies_in_the_past_and_tells_of_dates_that_were_moved(portfolio):
    """C-11"""
    assert Update.objects.filter(at__year__lt=timezone.now().year).count() > Update.objects.count() / 2
    assert Commitment.objects.filter(moves__gt=0).exists()
    for commitment in Commitment.objects.prefetch_related("updates"):
        last = commitment.updates.all()[0]
        assert (last.stands, last.stands_due_on) == (commitment.status, commitment.due_on)
    assert ResponseStep.objects.filter(approval="approved", from_source=True).exists()


def test_every_table_of_the_follow_up_has_something_to_show(portfolio):
    assert {name for name, count in portfolio.items() if not count} == set()


def test_states_units_and_languages_vary(portfolio):
    assert len(set(Commitment.objects.values_list("status", flat=True))) == len(Status)
    assert len(set(Commitment.objects.values_list("unit", flat=True))) > 5
    assert set(Evaluation.objects.values_list("visibility", flat=True)) == {"public", "internal"}
    assert Commitment.objects.filter(due_on=None).exists()
    assert Commitment.objects.filter(responsible_people__isnull=False).exists()


def test_one_line_of_the_journal_tells_of_it_and_the_chain_holds(portfolio):
    line = JournalEntry.objects.get(verb="add synthetic portfolio")
    assert line.after == portfolio
    assert journal.verify() is None


def test_a_second_run_adds_others(portfolio, administrator):
    again = add_portfolio(viewer_for(administrator, TODAY), 5)
    assert again["evaluations"] == 5
    assert Evaluation.objects.count() == SCALE + 5
    assert Unit.objects.filter(code__startswith="SYN").count() == 40
    titles = list(Evaluation.objects.values_list("match_key", flat=True))
    assert len(set(titles)) == len(titles)
