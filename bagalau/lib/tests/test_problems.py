"""A refusal has a sentence that a person can act on."""

from __future__ import annotations

from bagalau.lib.problems import Problem


def test_a_problem_says_its_sentence_with_its_values():
    problem = Problem(
        "too-many", "At most %(count)s files.", status=413, values={"count": 3}, details={"file": "too many"}
    )
    assert (str(problem), problem.sentence) == ("At most 3 files.", "At most 3 files.")
    assert (problem.code, problem.status, problem.details) == ("too-many", 413, {"file": "too many"})


def test_a_sentence_without_values_may_hold_a_percent_sign():
    assert Problem("x", "100% of it").sentence == "100% of it"


def test_the_details_of_a_problem_are_its_own():
    details = {"a": "b"}
    problem = Problem("x", "No.", details=details)
    details["c"] = "d"
    assert problem.details == {"a": "b"}
