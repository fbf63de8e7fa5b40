"""Reports tell what the record holds, on a day, and no more than the viewer may know."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from bagalau.commitments.models import Evidence, Update
from bagalau.commitments.rules import Status
from bagalau.documents.models import Document
from bagalau.evaluations.models import (
    ManagementResponse,
    PartAnswer,
    Recommendation,
    RecommendationPart,
    RecommendationResponse,
    ResponseVersion,
)
from bagalau.evaluations.reports import REPORTS, annual, follow_up, matrix, tracking
from bagalau.evaluations.tests.making import document, evaluation, promise
from bagalau.formats.report import Chart, Facts, Mark, Note, Report, Share, Table
from bagalau.formats.write.paper import WRITERS, write
from bagalau.lib.problems import Problem

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 16)
SECRET = "Only for the office."


def facts(report: Report) -> dict[str, object]:
    return {label: value for block in report.blocks if isinstance(block, Facts) for label, value in block.items}


def tables(report: Report) -> list[Table]:
    return list(report.tables())


def notes(report: Report) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Note)]


def said(report: Report) -> str:
    return write(report, "json").decode()


@pytest.fixture
def review(office):
    """Two recommendations: one answered in parts with two key actions, one rejected and without any."""
    of = evaluation(office.country, "Review of the mills", stage="completed", completed="2023-12", visibility="public")
    first = Recommendation.objects.create(evaluation=of, number=1, text="(i) Mend (ii) Sell")
    parts = [
        RecommendationPart.objects.create(recommendation=first, place=n, label=f"{'i' * n}", text="") for n in (1, 2)
    ]
    second = Recommendation.objects.create(evaluation=of, number=2, text="Build a third mill")
    response = ManagementResponse.objects.create(
        evaluation=of, unit=office.country, approval="published", given_on=date(2024, 1, 20), description="We thank."
    )
    answer = RecommendationResponse.objects.create(response=response, recommendation=first, text="We will.")
    for part, stance in zip(parts, ("accepted", "rejected"), strict=True):
        PartAnswer.objects.create(
            answer=answer, part=part, stance=stance, reason="Nobody buys." * (stance == "rejected")
        )
    RecommendationResponse.objects.create(
        response=response, recommendation=second, stance="rejected", reason="Too dear.", text="No."
    )
    done = promise(of, "Mend the wheel", "2024-03", status="completed", responsible="Miller", comment=SECRET)
    late = promise(of, "Oil the axle", "2024-09", status="initiated", comment=SECRET)
    for row, number in ((done, 1), (late, 2)):
        action = row.key_action
        action.recommendation, action.place = first, number
        action.save()
    done.completed_on = date(2024, 5, 2)
    done.save()
    late.first_due_on, late.first_due_precision, late.moves = date(2024, 3, 31), "month", 1
    late.save()
    return of


@pytest.fixture
def photograph(review):
    """Evidence that the wheel is mended, which the office alone may open."""
    shown = document(review.unit, "Photograph of the wheel")
    commitment = review.recommendations.get(number=1).key_actions.get(place=1).commitment
    return Evidence.objects.create(commitment=commitment, document=shown)


def test_the_matrix_has_each_recommendation_with_answers_and_key_actions(review, officer, viewer):
    report = matrix.build(viewer(officer), evaluation=review, as_of=TODAY)
    assert facts(report)["Response of Country office of Alania"] == "Published, given on time"
    (table,) = tables(report)
    first, second = table.groups
    assert (first.title, second.title) == ("Recommendation 1", "Recommendation 2 · Rejected")
    assert dict(first.texts)["Response of Country office of Alania"] == (
        "We will.\nPart (i): Accepted.\nPart (ii): Rejected. Nobody buys."
    )
    assert dict(second.texts)["Response of Country office of Alania"] == "Rejected\nNo.\nReason: Too dear."
    assert [row[0] for row in first.rows] == ["Mend the wheel", "Oil the axle"]
    assert [row[3].text for row in first.rows if isinstance(row[3], Mark)] == ["Completed", "Overdue"]
    assert (second.rows, second.empty) == ([], "No key action answers this recommendation.")


def test_the_public_reads_nothing_of_what_the_office_says_itself(review, photograph, viewer):
    for kind, more in ((matrix, {}), (follow_up, {"period": "first"}), (tracking, {})):
        report = kind.build(viewer(None), evaluation=review, as_of=TODAY, **more)
        assert "Mend the wheel" in said(report)
        assert SECRET not in said(report)
        assert "Photograph" not in said(report)


def test_outside_the_office_nothing_is_said_of_evidence_that_is_shut(review, photograph, viewer):
    report = follow_up.build(viewer(None), evaluation=review, as_of=TODAY, period="first")
    assert tables(report)[0].rows[0][4] == Mark("")
    assert "Without evidence" not in said(report)


def test_the_office_reads_comments_and_evidence(review, photograph, reader, viewer):
    text = said(matrix.build(viewer(reader), evaluation=review, as_of=TODAY))
    assert SECRET in text
    assert "Photograph of the wheel" in text


def test_evidence_that_is_public_is_shown_to_all(review, photograph, viewer):
    Document.objects.update(visibility="public")
    assert "Photograph of the wheel" in said(matrix.build(viewer(None), evaluation=review, as_of=TODAY))


def test_a_response_in_work_is_shown_to_others_as_it_was_last_published(review, officer, viewer):
    """ER-08."""
    response = review.responses.get()
    kept = {
        "number": 2,
        "stance": "rejected",
        "reason": "Too dear.",
        "text": "As published.",
        "parts": [],
        "actions": [],
    }
    ResponseVersion.objects.create(
        response=response,
        number=1,
        at=datetime.now(UTC),
        published_at=datetime.now(UTC),
        content={"description": "", "answers": [kept | {"classifications": {}}]},
    )
    response.approval, response.version = "draft", 2
    response.save()
    review.recommendations.get(number=2).answers.update(text="Being rewritten.")
    public = said(matrix.build(viewer(None), evaluation=review, as_of=TODAY))
    assert ("As published." in public, "Being rewritten." in public) == (True, False)
    assert "Being rewritten." in said(matrix.build(viewer(officer), evaluation=review, as_of=TODAY))


def test_the_tracking_table_counts_states_and_keeps_the_first_date(review, officer, viewer):
    report = tracking.build(viewer(officer), evaluation=review, as_of=TODAY)
    assert facts(report)["Key actions"] == 2
    chart = next(block for block in report.blocks if isinstance(block, Chart))
    assert chart.alt.startswith("Bars: key actions by status.")
    late = tables(report)[-1].rows[1]
    assert [str(value) for value in (late[3], late[5])] == ["2024-09", "2024-03"]


def test_the_tracking_table_of_a_unit_has_a_group_for_each_evaluation(review, officer, viewer, office):
    promise(evaluation(office.presence, "Review of the wells"), "Dig", "2026-01")
    promise(evaluation(office.neighbour, "Review of the roads"), "Pave")
    report = tracking.build(viewer(officer), unit=office.country, as_of=TODAY)
    assert [group.title for group in tables(report)[-1].groups] == [
        "Review of the mills · CO1",
        "Review of the wells · PP1",
    ]
    late = tracking.build(viewer(officer), unit=office.country, state="overdue", as_of=TODAY)
    assert [row[1] for group in tables(late)[-1].groups for row in group.rows] == ["Oil the axle"]


def test_too_many_key_actions_are_refused_with_what_to_do(review, officer, viewer, monkeypatch):
    monkeypatch.setattr("bagalau.evaluations.reports.actions.MOST", 1)
    with pytest.raises(Problem, match="Choose a smaller unit"):
        tracking.build(viewer(officer), as_of=TODAY)


def test_the_follow_up_tells_done_open_and_what_nobody_acts_on(review, photograph, officer, viewer):
    report = follow_up.build(viewer(officer), evaluation=review, as_of=TODAY, period="first")
    assert report.title == "Follow-up report after 12 months"
    assert notes(report) == ["This report was due on 31 Dec 2024."]
    done, still_open, dropped, without = tables(report)
    assert done.rows[0][:3] == [1, "Mend the wheel", date(2024, 5, 2)]
    assert done.rows[0][4] == Mark("With evidence, not verified", "work")
    assert still_open.rows[0][5] == "later by 6 months, moved once"
    assert dropped.rows == []
    assert [(row[0], row[3].text, row[4]) for row in without.rows if isinstance(row[3], Mark)] == [
        (2, "Rejected", "Too dear.")
    ]
    figures = facts(report)
    assert figures["Completed"] == Share(1, 2)
    assert figures["Key actions whose date was moved"] == Share(1, 2)


def test_the_second_follow_up_has_its_own_day(review, officer, viewer):
    report = follow_up.build(viewer(officer), evaluation=review, as_of=TODAY, period="second")
    assert notes(report) == ["This report is due on 31 Dec 2025."]


def test_a_past_day_shows_how_things_stood_then(review, officer, viewer):
    """C-11, EO-10: what came later is left out."""
    at = datetime(2024, 4, 1, tzinfo=UTC)
    done, late = (action.commitment for action in review.recommendations.get(number=1).key_actions.order_by("place"))
    Update.objects.create(
        commitment=done,
        at=at,
        status=Status.INITIATED,
        stands=Status.INITIATED,
        due_on=date(2024, 3, 31),
        due_precision="month",
        comment="Begun.",
    )
    Update.objects.create(
        commitment=done, at=at + timedelta(days=60), status=Status.COMPLETED, stands=Status.COMPLETED, comment="Turns."
    )
    Update.objects.create(commitment=late, at=at + timedelta(days=90), status=Status.INITIATED, stands=Status.INITIATED)
    then = tracking.build(viewer(officer), evaluation=review, as_of=date(2024, 4, 2))
    assert facts(then)["Key actions"] == 1
    assert notes(then) == [
        "1 key action came on record later, or its past is open to its office alone. It is left out."
    ]
    (row,) = tables(then)[-1].rows
    assert (row[4], row[6]) == (Mark("Overdue", "late"), "Begun.")
    later = tracking.build(viewer(officer), evaluation=review, as_of=date(2024, 6, 2))
    assert tables(later)[-1].rows[0][4] == Mark("Completed", "done")


def test_the_annual_report_tells_of_a_unit_and_a_year(review, officer, viewer, office):
    evaluation(office.country, "Planned and late", planned_end="2024-11", budget=5000, currency="USD")
    report = annual.build(viewer(officer), unit=office.country, year=2024, as_of=TODAY)
    figures = facts(report)
    assert figures["Evaluations planned for the year and completed"] == Share(0, 1)
    assert figures["Responses due in the year and given in time"] == Share(1, 1)
    assert figures["Key actions due in the year and closed"] == Share(1, 2)
    assert tables(report)[0].rows[0][4] == Mark("Overdue", "late")
    assert any("There is no score" in note for note in notes(report))
    last = annual.build(viewer(officer), unit=office.country, year=2023, as_of=TODAY)
    assert [row[0] for row in tables(last)[1].rows] == ["Review of the mills"]


def test_the_annual_report_of_a_past_day_says_what_came_later(review, officer, viewer, office):
    report = annual.build(viewer(officer), unit=office.country, year=2024, as_of=date(2024, 12, 31))
    assert any(note.startswith("2 key actions came on record later") for note in notes(report))


@pytest.mark.parametrize("kind", REPORTS, ids=lambda kind: kind.NAME)
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_report_can_be_had_in_every_format_and_language(review, officer, viewer, office, kind, language):
    given = {"evaluation": review, "unit": office.country, "year": 2024, "period": "first", "state": "overdue"}
    with translation.override(language):
        report = kind.build(viewer(officer), as_of=TODAY, **{name: given[name] for name in kind.TAKES if name in given})
    assert report.language == language
    for form in WRITERS:
        assert write(report, form) == write(report, form)


@pytest.mark.parametrize("kind", [matrix, tracking, follow_up], ids=lambda kind: kind.NAME)
def test_a_report_asks_the_same_of_few_and_many_key_actions(review, officer, viewer, kind):
    more = {"period": "first"} if kind is follow_up else {}

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            kind.build(viewer(officer), evaluation=review, as_of=TODAY, **more)
        return len(queries)

    few = asked()
    for number in range(20):
        promise(review, f"Promise {number}", "2025-01")
    assert asked() == few <= 25
