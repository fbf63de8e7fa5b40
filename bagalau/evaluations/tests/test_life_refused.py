"""What is not taken for an evaluation: signs that nothing can show, and what is said at the wrong time."""

from __future__ import annotations

import pytest

from bagalau.documents.actions import About
from bagalau.evaluations.actions import Links
from bagalau.evaluations.actions.life import edit, list_file, unlist
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.tests.making import evaluation
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(office) -> Evaluation:
    return evaluation(office.country)


@pytest.mark.parametrize("values", [{"type": "Final \x01 Project"}, {"countries": ["Ala\ufffenia"]}])
def test_signs_that_no_page_can_show_are_refused(actor, record, values):
    with pytest.raises(Problem) as refused:
        edit(actor, record, values, Links())
    assert "signs in this text" in " ".join(refused.value.details.values())


def test_a_day_of_completion_is_said_with_the_step_to_it(actor, record):
    """EL-03"""
    with pytest.raises(Problem, match="with the step to completion") as refused:
        edit(actor, record, {"completed": When.parse("2025-01")}, Links())
    assert set(refused.value.details) == {"completed"}
    assert edit(actor, record, {"completed": None, "type": "Project"}, Links()).type == "Project"


def test_what_was_completed_meanwhile_keeps_its_report(actor, record):
    """EL-04"""
    listed = list_file(actor, record, b"what was done", "report.pdf", About(record.unit, type="report"))
    Evaluation.objects.filter(pk=record.pk).update(stage="completed")
    with pytest.raises(Problem, match="completed evaluation needs this"):
        unlist(actor, record, listed)
