"""Oversight through the interface: figures of a day, what is behind them, checks, the thread, notices."""

from __future__ import annotations

from datetime import date

import pytest

from bagalau.api.tests import Program, refusal, said
from bagalau.api.v1.oversight import OF_ACTIONS, OF_EVALUATIONS
from bagalau.evaluations.actions.content import Stated, add_statement
from bagalau.evaluations.models import CheckResult
from bagalau.evaluations.rules.checks import CHECKS
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.tests import making
from bagalau.reminders.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(officer, program):
    return program(officer)


@pytest.fixture
def review(office):
    return making.evaluation(office.country, stage="completed", completed="2024-05", type="Project", quality_rating="s")


@pytest.fixture
def late(review):
    return making.promise(review, due="2020")


def test_the_figures_have_every_input_of_the_score(ask, review, late, office):
    making.promise(review, "Sweep the yard", status="completed")
    shown = said(ask.get("/oversight"))
    assert (shown["counts"]["completed"], shown["counts"]["actions"], shown["counts"]["actions_overdue"]) == (1, 2, 1)
    assert shown["inputs"]["punctual"] == {"part": 1, "whole": 2, "percent": "50.00"}
    assert shown["counts"]["ratings"]["s"] in (0, 1)  # of the last three years
    assert {"score.planning", "light.green"} <= set(shown["parameters"])
    assert len(shown["indicators"]) == 9
    (unit,) = shown["units"]
    assert (unit["unit"]["id"], unit["counts"]) == (office.country.pk, shown["counts"])


def test_figures_are_those_of_the_units_that_one_oversees(review, stranger, program):
    assert said(program(stranger).get("/oversight"))["counts"]["completed"] == 0
    assert refusal(Program().get("/oversight")) == (401, "token-needed")


def test_figures_are_told_as_of_a_day_and_by_unit_year_and_type(ask, review, late, office):
    past = said(ask.get("/oversight?as_of=2019-12-31"))
    assert (past["as_of"], past["counts"]["actions"]) == ("2019-12-31", 0)
    for query, number in (("year=2024", 1), ("year=2023", 0), ("type=Project", 1), ("type=Country", 0)):
        assert said(ask.get(f"/oversight?{query}"))["counts"]["completed"] == number, query
    assert said(ask.get(f"/oversight?unit={office.country.pk}"))["counts"]["completed"] == 1
    for wrong in ("unit=4711", "as_of=yesterday", "on=2020-01-01"):
        assert refusal(ask.get(f"/oversight?{wrong}")) == (422, "invalid")


def test_each_figure_leads_to_as_many_records_as_it_counts(ask, review, late):
    counts = said(ask.get("/oversight"))["counts"]
    for where, figures in (("evaluations", OF_EVALUATIONS), ("actions", OF_ACTIONS)):
        for figure in figures:
            found = said(ask.get(f"/oversight/{where}?figure={figure}"))["items"]
            assert len(found) == counts.get(figure, len(found)), figure
    assert [row["id"] for row in said(ask.get("/oversight/actions?figure=actions_overdue"))["items"]] == [late.pk]
    assert refusal(ask.get("/oversight/actions?figure=evaluations")) == (422, "invalid")


@pytest.fixture
def result(review):
    same = {"record_kind": "evaluation", "record_id": review.pk, "sentence": "No key action carries it out."}
    return CheckResult.objects.create(
        evaluation=review, check_number="EK-01", severity="error", weight=1, mark="1", **same
    )


def test_a_result_of_a_check_is_dismissed_with_a_reason_and_taken_back(ask, result):
    path = f"/checks/{result.pk}"
    tag = ask.get(path)["ETag"]
    shown = said(ask("put", f"{path}/dismissal", {"reason": "The board agreed."}, If_Match=tag))
    assert (shown["dismissed"], shown["dismissal"]["reason"]) == (True, "The board agreed.")
    assert refusal(ask("put", f"{path}/dismissal", {"reason": "x"}, If_Match=tag)) == (412, "changed-meanwhile")
    assert said(ask.get("/checks"))["items"] == []
    assert [row["id"] for row in said(ask.get("/checks?dismissed=yes"))["items"]] == [result.pk]
    assert said(ask("delete", f"{path}/dismissal"))["dismissal"] is None
    assert [row["sentence"] for row in said(ask.get("/checks"))["items"]] == ["No key action carries it out."]


def test_a_dismissal_says_why_and_is_for_those_who_may(ask, result, reader, program, stranger):
    assert refusal(ask("put", f"/checks/{result.pk}/dismissal", {"reason": " "})) == (422, "reason-missing")
    sent = {"reason": "The board agreed."}
    assert refusal(program(reader)("put", f"/checks/{result.pk}/dismissal", sent)) == (403, "not-allowed")
    assert refusal(program(stranger)("put", f"/checks/{result.pk}/dismissal", sent)) == (404, "not-found")


def test_the_catalogue_tells_how_often_each_check_finds_something(ask, result):
    found = {row["check"]: row["open"] for row in said(ask.get("/checks/catalogue"))["checks"]}
    assert found == {check.number: 0 for check in CHECKS} | {"EK-01": 1}


def test_the_thread_shows_where_it_breaks(ask, review, viewer, administrator):
    actor = viewer(administrator)
    finding = add_statement(actor, review, Kind.FINDING, Stated("The roof leaks."))
    add_statement(actor, review, Kind.FINDING, Stated("The yard is clean."))
    add_statement(actor, review, Kind.RECOMMENDATION, Stated("Mend it.", links={Kind.FINDING: [finding]}))
    making.promise(review, status="completed")
    shown = said(ask.get(f"/evaluations/{review.pk}/trace"))
    (thread,) = shown["threads"]
    assert [ground["id"] for ground in thread["grounds"]] == [finding.pk]
    assert (thread["unanswered"], thread["idle"], thread["actions"][0]["unproven"]) == (True, False, True)
    assert [row["number"] for row in shown["loose"]] == [2]
    assert shown["gaps"] == {"loose": 1, "groundless": 0, "unanswered": 1, "idle": 0, "left": 0, "unproven": 1}
    assert thread["left"] == []


@pytest.fixture
def notice(officer, late):
    what = {"kind": "action_overdue", "record_kind": "commitment", "record_id": late.pk, "period": "2020:1"}
    return Notice.objects.create(person=officer, label="Mend the mill", asked_on=date(2025, 6, 16), **what)


def test_notices_are_ones_own_and_are_marked_as_read(ask, notice, reader, program):
    (row,) = said(ask.get("/notices?new=1"))["items"]
    assert (row["record"]["kind"], row["new"]) == ("commitment", True)
    assert said(program(reader).get("/notices"))["items"] == []
    assert refusal(program(reader)("post", f"/notices/{notice.pk}/read")) == (404, "not-found")
    assert said(ask("post", f"/notices/{notice.pk}/read"))["new"] is False
    assert said(ask.get("/notices?new=1"))["items"] == []
    assert said(ask("post", "/notices/read")) == {"done": True}
