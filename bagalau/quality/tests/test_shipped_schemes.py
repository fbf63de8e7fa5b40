"""How the shipped rating schemes rate; QR-01 to QR-03, QN-04. Source: domain reference, evaluation and quality, parts
1.4, 2.9, 3.4; project cycle, parts 1.5 and 1.8."""

import re

import pytest

from bagalau.quality.rules import shipped
from bagalau.quality.rules.schemes import Band, Case, Overall

RISKS = {
    "low": (1, "Low risk", "good"),
    "medium": (2, "Medium risk", "fair"),
    "significant": (3, "Significant risk", "weak"),
    "high": (4, "High risk", "bad"),
}

LABELS = {
    "project-qa@1": {
        "exemplary": (5, "Exemplary", "good"),
        "highly-satisfactory": (4, "Highly Satisfactory", "good"),
        "satisfactory": (3, "Satisfactory", "fair"),
        "needs-improvement": (2, "Needs Improvement", "weak"),
        "inadequate": (1, "Inadequate", "bad"),
    },
    "six-point@1": {
        "highly-satisfactory": (6, "Highly Satisfactory", "good"),
        "satisfactory": (5, "Satisfactory", "good"),
        "moderately-satisfactory": (4, "Moderately Satisfactory", "fair"),
        "moderately-unsatisfactory": (3, "Moderately Unsatisfactory", "weak"),
        "unsatisfactory": (2, "Unsatisfactory", "bad"),
        "highly-unsatisfactory": (1, "Highly Unsatisfactory", "bad"),
    },
    "geraas@1": {
        "very-good": (4, "Very Good", "good"),
        "good": (3, "Good", "good"),
        "satisfactory": (2, "Satisfactory", "fair"),
        "unsatisfactory": (1, "Unsatisfactory", "bad"),
    },
    "hact-points@1": RISKS,
    "hact-points@2": RISKS,
    "screening@1": {
        "low": (1, "Low", "good"),
        "moderate": (2, "Moderate", "fair"),
        "substantial": (3, "Substantial", "weak"),
        "high": (4, "High", "bad"),
    },
}

RULES = {
    "project-qa@1": (Overall.COUNTS, "3 2.5 2 1.5 -", "", 1, ""),
    "six-point@1": (Overall.MEAN, "5.5 4.5 3.5 2.5 1.5 -", "5.5 4.5 3.5 2.5 1.5 -", 1, ""),
    "geraas@1": (Overall.MEAN, "3.5 2.5 1.5 -", "3.5 2.5 1.5 -", 1, ""),
    "hact-points@1": (Overall.POINTS_1, "", "", 2, ""),
    "hact-points@2": (Overall.POINTS_2, "", "", 1, "0.15 0.30 0.50"),
    "screening@1": (Overall.WORST, "", "", 1, ""),
}

CASES = {
    "inadequate": "one of: inadequate-inadequate 1+, needs-improvement-needs-improvement 5+",
    "exemplary": "all of: exemplary-exemplary 4+, exemplary-highly-satisfactory every",
    "highly-satisfactory": "all of: exemplary-satisfactory every, exemplary-highly-satisfactory 4+",
    "satisfactory": (
        "all of: exemplary-satisfactory 6+, needs-improvement-needs-improvement 1-, "
        "exemplary-satisfactory every critical"
    ),
    "needs-improvement": "all of: exemplary-satisfactory 3+, needs-improvement-needs-improvement 4-",
}

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)


def told(case: Case) -> str:
    """A case as a line."""
    return ("one of: " if case.either else "all of: ") + ", ".join(
        f"{one.best}-{one.worst}"
        + (f" {one.least}+" if one.least is not None else "")
        + (f" {one.most}-" if one.most is not None else "")
        + (" every" if one.every else "")
        + (" critical" if one.critical else "")
        for one in case.conditions
    )


def bounds(bands: tuple[Band, ...]) -> str:
    return " ".join("-" if one.least is None else str(one.least) for one in bands)


@pytest.mark.parametrize("name", LABELS)
def test_labels_stand_with_values_names_and_tones_the_best_first_qr_01(name):
    labels = shipped.schemes()[name].labels
    assert {one.code: (int(one.value), one.name["en"], one.tone) for one in labels} == LABELS[name]
    assert [one.code for one in labels] == list(LABELS[name])


@pytest.mark.parametrize("name", LABELS)
def test_names_of_labels_are_written_in_their_own_letters_qn_04(name):
    for one in shipped.schemes()[name].labels:
        assert not CYRILLIC.search(one.name["en"])
        assert CYRILLIC.search(one.name["ru"])
        assert not KAZAKH.search(one.name["ru"])
        assert KAZAKH.search(one.name["kk"]) or one.name["kk"] in ("Орташа", "Орташа тәуекел")


@pytest.mark.parametrize("name", RULES)
def test_sections_and_the_whole_are_rated_by_these_bounds_qr_02_qr_03(name):
    scheme = shipped.schemes()[name]
    shares = " ".join(map(str, scheme.shares))
    assert (
        scheme.overall,
        bounds(scheme.bands),
        bounds(scheme.overall_bands),
        scheme.key_weight,
        shares,
    ) == RULES[name]


@pytest.mark.parametrize("name", ["project-qa@1", "six-point@1", "geraas@1"])
def test_bands_are_those_of_the_labels_in_their_order_qr_02(name):
    scheme = shipped.schemes()[name]
    codes = [one.code for one in scheme.labels]
    assert [one.label for one in scheme.bands] == codes
    assert [one.label for one in scheme.overall_bands] in ([], codes)


def test_the_rating_of_a_project_is_counted_over_seven_sections_qr_03():
    scheme = shipped.schemes()["project-qa@1"]
    assert scheme.sections == 7
    assert {one.label: told(one) for one in scheme.cases} == CASES
    assert [one.label for one in scheme.cases] == list(CASES)


def test_every_risk_of_the_screening_is_a_category_of_the_project_qr_03():
    labels = {one.value: one.code for one in shipped.schemes()["screening@1"].labels}
    question = next(shipped.questionnaires()["social-environmental-screening@2021"].questions)
    assert {one.value: labels[one.score] for one in question.options if one.score} == {
        "No": "low",
        "Low": "low",
        "Moderate": "moderate",
        "Substantial": "substantial",
        "High": "high",
    }


def test_only_the_formulas_for_partners_are_verified():
    verified = {name for name, one in shipped.schemes().items() if one.source.verified}
    assert verified == {"hact-points@1", "hact-points@2"}
    assert all(shipped.schemes()[name].source.address for name in verified)
