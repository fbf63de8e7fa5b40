"""Shipped questionnaires, answered and rated by their shipped schemes; QR-02, QR-03, QR-05, QR-08, QR-09.

Source: domain reference, evaluation and quality, parts 2.9 and 3.4; project cycle, parts 1.5 and 1.8. All figures were
worked out by hand."""

from collections.abc import Mapping

import pytest

from bagalau.quality.rules import shipped
from bagalau.quality.rules.rating import Rated, rate

NOT_APPLICABLE = "Not Applicable"


def rated(name: str, usual: str, others: Mapping[str, str]) -> Rated:
    """All questions with the usual answer, but for those of some sections, or some questions themselves."""
    one = shipped.questionnaires()[name]
    assert others.keys() <= {each.code for each in one.sections} | {each.code for each in one.questions}
    answers = {
        question.code: others.get(question.code, others.get(section.code, usual))
        for section in one.sections
        for question in section.questions
    }
    return rate(one, shipped.schemes()[one.scheme], answers)


@pytest.mark.parametrize(
    ("name", "usual", "others", "expected"),
    [
        ("evaluation-quality-undp@2021", "5", {}, "satisfactory"),
        # 5 · 60 % + 4 · 40 % = 4.6
        ("evaluation-quality-undp@2021", "5", {"findings-and-recommendations": "4"}, "satisfactory"),
        # 5 · 30 % + 4 · 70 % = 4.3
        (
            "evaluation-quality-undp@2021",
            "5",
            {"findings-and-recommendations": "4", "report-and-methods": "4"},
            "moderately-satisfactory",
        ),
        # 6 · 60 % + 1 · 40 % = 4
        ("evaluation-quality-undp@2021", "6", {"findings-and-recommendations": "1"}, "moderately-satisfactory"),
        (
            "evaluation-quality-undp@2021",
            "6",
            {"lessons": NOT_APPLICABLE, "sampling": NOT_APPLICABLE},
            "highly-satisfactory",
        ),
        ("evaluation-quality-undp@2021", "1", {}, "highly-unsatisfactory"),
        # 3 · 90 % + 1 · 10 % = 2.8
        ("geraas@2015", "Good", {"gender-and-rights": "Unsatisfactory"}, "good"),
        # 3 · 45 % + 1 · 55 % = 1.9
        (
            "geraas@2015",
            "Good",
            dict.fromkeys(("methodology", "findings", "recommendations"), "Unsatisfactory"),
            "satisfactory",
        ),
        # 4 · 50 % + 3 · 50 % = 3.5
        (
            "geraas@2015",
            "Very Good",
            dict.fromkeys(("findings", "conclusions-and-lessons", "recommendations"), "Good"),
            "very-good",
        ),
        ("geraas@2015", "Unsatisfactory", {"presentation": "Very Good"}, "unsatisfactory"),
    ],
)
def test_reports_on_evaluations_are_rated_by_the_weights_of_sections_qr_05(name, usual, others, expected):
    assert rated(name, usual, others).overall == expected


@pytest.mark.parametrize(
    ("name", "usual", "others", "points", "expected"),
    [
        # 56 questions, 20 of them key: 56 to 4 · (56 + 20) = 304 points, so that the bands end at 118, 180 and 242
        ("hact-micro@2016", "1", {}, 56, "low"),
        ("hact-micro@2016", "2", {}, 152, "medium"),
        ("hact-micro@2016", "3", {}, 228, "significant"),
        ("hact-micro@2016", "4", {}, 304, "high"),
        # 42 · 1 + (7 + 7 · 2) · 4 = 126: half of the questions on accounting are key
        ("hact-micro@2016", "1", {"accounting": "4"}, 126, "medium"),
        # 41 questions: 41 to 164 points, so that the bands end at 59.45, 77.9 and 102.5
        ("hact-micro@2021", "1", {}, 41, "low"),
        # 41 + 18 and 41 + 19
        ("hact-micro@2021", "1", dict.fromkeys(("organisation", "accountability", "procurement"), "2"), 59, "low"),
        ("hact-micro@2021", "1", dict.fromkeys(("organisation", "people", "assets", "systems"), "2"), 60, "medium"),
        ("hact-micro@2021", "2", {}, 82, "significant"),
        ("hact-micro@2021", "3", {}, 123, "high"),
    ],
)
def test_partners_are_rated_by_points_qr_09(name, usual, others, points, expected):
    found = rated(name, usual, others)
    assert found.points
    assert (found.points.points, found.overall) == (points, expected)


def test_what_does_not_apply_to_a_partner_gives_no_points_qr_09():
    found = rated("hact-micro@2021", "1", {"sub-partners": NOT_APPLICABLE})
    assert found.points
    assert (found.points.applicable, found.overall) == (37, "low")
    assert {one.code: one.label for one in found.sections}["sub-partners"] is None


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({}, "low"),
        ({"hazards": "Low"}, "low"),
        ({"hazards": "Moderate"}, "moderate"),
        ({"hazards": "Moderate", "pesticides": "Substantial"}, "substantial"),
        ({"hazards": "Moderate", "physical-displacement": "High"}, "high"),
    ],
)
def test_the_category_of_a_project_is_its_highest_risk_qr_08(others, expected):
    assert rated("social-environmental-screening@2021", "No", others).overall == expected
