"""Programs and quality assurance."""

from __future__ import annotations

import pytest

from bagalau.api.rules import Scope
from bagalau.quality.models import Assessment
from bagalau.quality.tests import records

pytestmark = pytest.mark.django_db
ALL = "/api/v1/assessments"


@pytest.fixture
def mill(officer, office, viewer) -> Assessment:
    """A draft of two questions."""
    return records.begun(viewer(officer), office.country)


def test_an_assessment_is_read_with_its_answers_and_how_its_rating_came_about(mill, officer, program):
    ask = program(officer, Scope.WRITE_QUALITY)
    done = ask("put", f"{ALL}/{mill.pk}/answers/flow", {"value": "2", "evidence": "Seen in spring."})
    assert done.status_code == 200, done.content
    ask("put", f"{ALL}/{mill.pk}/answers/stones", {"value": "Yes"})
    told = ask("get", f"{ALL}/{mill.pk}").json()
    assert [(one["question"], one["value"], one["evidence"]) for one in told["answers"]] == [
        ("flow", "2", "Seen in spring."),
        ("stones", "Yes", ""),
    ]
    assert [one["computed"] for one in told["section_ratings"]] == ["satisfactory", "exemplary"]
    assert any("mean" in sentence for sentence in told["derivation"])


def test_an_answer_that_the_question_does_not_have_is_refused(mill, officer, program):
    ask = program(officer, Scope.WRITE_QUALITY)
    assert ask("put", f"{ALL}/{mill.pk}/answers/flow", {"value": "7"}).status_code == 422
    assert ask("put", f"{ALL}/{mill.pk}/answers/weather", {"value": "3"}).status_code == 404
    assert ask("put", f"{ALL}/{mill.pk}/answers/flow", {"score": 3}).status_code == 422


def test_what_somebody_else_changed_meanwhile_is_not_written_over(mill, officer, program):
    ask = program(officer, Scope.WRITE_QUALITY)
    ask("put", f"{ALL}/{mill.pk}/answers/flow", {"evidence": "First."})
    late = {"evidence": "Second.", "was": {"evidence": ""}}
    answer = ask("put", f"{ALL}/{mill.pk}/answers/flow", late)
    assert (answer.status_code, answer.json()["details"]["evidence"]) == (409, "First.")


def test_nobody_approves_what_they_answered(mill, officer, make_person, office, program):
    """QL-02"""
    ask = program(officer, Scope.WRITE_QUALITY)
    assert ask("post", f"{ALL}/{mill.pk}/steps", {"step": "submit"}).status_code == 409
    Assessment.objects.filter(pk=mill.pk).update(status="submitted", assessor=officer)
    refused = ask("post", f"{ALL}/{mill.pk}/steps", {"step": "approve"})
    assert refused.status_code == 403


def test_lists_are_filtered_and_refuse_what_they_do_not_know(mill, officer, program):
    ask = program(officer)
    assert [one["id"] for one in ask("get", f"{ALL}?status=under_way&stage=closure").json()["items"]] == [mill.pk]
    assert ask("get", f"{ALL}?year=1999").json()["items"] == []
    assert ask("get", f"{ALL}?weather=fine").status_code == 422
    assert ask("get", f"{ALL}/dues").status_code == 200


def test_questionnaires_are_open_to_everybody(program):
    ask = program()
    names = [one["code"] for one in ask("get", "/api/v1/questionnaires").json()["items"]]
    assert "project-closure" in names
    told = ask("get", "/api/v1/questionnaires/project-closure/2018").json()
    assert told["questions"] == 20
    assert ask("get", "/api/v1/questionnaires/project-closure/1").status_code == 404
