"""The synthetic portfolio: the same for the same scale, right as a record, and only for administrators."""

from __future__ import annotations

from datetime import date

import pytest

from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import Present, Status, fold
from bagalau.evaluations.demo import add_portfolio
from bagalau.evaluations.models import Evaluation, KeyAction, Recommendation
from bagalau.evaluations.rules import Stage, match_key, parts
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.models import JournalEntry, Unit

pytestmark = pytest.mark.django_db
SCALE = 30


@pytest.fixture
def portfolio(viewer, administrator):
    return add_portfolio(viewer(administrator), SCALE)


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
        told = fold(update.change() for update in commitment.updates.all())
        assert told == Present(Status(commitment.status), commitment.due, commitment.comment)


def test_every_commitment_names_the_evaluation_it_comes_from(portfolio):
    for action in KeyAction.objects.select_related("commitment__unit", "recommendation__evaluation"):
        commitment, evaluation = action.commitment, action.recommendation.evaluation
        assert (commitment.origin_kind, commitment.origin_id) == ("evaluation", evaluation.pk)
        assert (commitment.origin_title, commitment.unit_id) == (evaluation.title, evaluation.unit_id)
        assert commitment.visibility == evaluation.visibility


def test_rows_obey_the_rules_of_their_models(portfolio):
    for row in [*Evaluation.objects.all(), *Commitment.objects.all()]:
        row.full_clean()
    for row in Commitment.objects.filter(status=Status.NO_LONGER_APPLICABLE):
        assert row.justification
    for evaluation in Evaluation.objects.all():
        assert evaluation.match_key == match_key(evaluation.title)
    for recommendation in Recommendation.objects.prefetch_related("parts"):
        assert [part.text for part in recommendation.parts.all()] == [part.text for part in parts(recommendation.text)]


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


def test_a_second_run_adds_others(portfolio, viewer, administrator):
    again = add_portfolio(viewer(administrator), 5)
    assert again["evaluations"] == 5
    assert Evaluation.objects.count() == SCALE + 5
    assert Unit.objects.filter(code__startswith="SYN").count() == 40
    titles = list(Evaluation.objects.values_list("match_key", flat=True))
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("day", [date(2025, 6, 16), date(2024, 2, 29)])
def test_the_same_scale_on_the_same_day_gives_the_same_rows(viewer, administrator, day):
    def texts() -> list[tuple[object, ...]]:
        return [
            *Evaluation.objects.order_by("pk").values_list("title", "stage", "planned_end_on", "budget"),
            *Commitment.objects.order_by("pk").values_list("text", "status", "due_on", "responsible"),
        ]

    add_portfolio(viewer(administrator, day), 5)
    first = texts()
    KeyAction.objects.all().delete()
    Commitment.objects.all().delete()
    Evaluation.objects.all().delete()
    add_portfolio(viewer(administrator, day), 5)
    assert texts() == first


def test_who_does_not_administer_everything_is_refused(viewer, officer):
    with pytest.raises(Problem) as refused:
        add_portfolio(viewer(officer), 1)
    assert refused.value.status == 403
    assert not Evaluation.objects.exists()
