"""``bagalau check`` of quality assurance papers that are not imported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bagalau.cli.main import main
from bagalau.quality.tests.papers import ANSWERS, RATINGS, paper_text


def check(folder: Path, text: str, *given: str) -> int:
    path = folder / "bridges.txt"
    path.write_text(text, encoding="utf-8")
    return main(["check", str(path), *given])


def told(folder, text, capsys):
    status = check(folder, text, "--json")
    found = json.loads(capsys.readouterr().out)
    assert status == int(any(one["severity"] == "error" for one in found))
    return found


def test_an_open_answer_is_told_with_the_options_that_agree_with_the_printed_rating(tmp_path, capsys):
    """QP-03"""
    (one,) = (row for row in told(tmp_path, paper_text(open_ones=(2,)), capsys) if row["severity"] == "error")
    assert (one["check"], one["agreeing"], one["place"]) == ("QP-03", ["2"], "sections[0].questions[1].selected")
    assert one["line"] == paper_text(open_ones=(2,)).split("\n2. Was")[0].count("\n") + 2


def test_a_claim_without_a_document_and_a_rating_that_does_not_follow_are_told(tmp_path, capsys):
    found = told(tmp_path, paper_text(ratings=("Exemplary", *RATINGS[1:])), capsys)
    assert {"QA-03", "QA-12"} <= {one["check"] for one in found}
    (rating,) = (one for one in found if one["check"] == "QA-12")
    assert rating["sentence"] == "Strategic: “Exemplary” is printed, “Satisfactory” follows from the answers."
    assert rating["place"] == "sections[0]"


def test_a_weak_answer_without_an_action_is_told_and_one_with_an_action_is_not(tmp_path, capsys):
    weak = {**ANSWERS, 4: "1"}
    acted = ["**Management Actions:**", "Mend the rail.", "**List of Uploaded Documents**", "No documents available."]
    assert "QA-07" in {one["check"] for one in told(tmp_path, paper_text(weak), capsys)}
    assert "QA-07" not in {one["check"] for one in told(tmp_path, paper_text(weak, more_4=acted), capsys)}


def test_a_paper_of_which_no_questionnaire_can_be_made_tells_what_must_be_mended(tmp_path, capsys):
    """QP-02"""
    found = told(tmp_path, paper_text().replace("\n2. Was", "\n1. Was"), capsys)
    assert [(one["check"], one["place"]) for one in found] == [("QP-02", "sections[0].questions[1].number")]


def test_what_is_found_reads_as_lines(tmp_path, capsys):
    assert check(tmp_path, paper_text(open_ones=(12,))) == 1
    head, *lines = capsys.readouterr().out.strip().splitlines()
    assert head.endswith(f": {sum(not line.startswith('   ') for line in lines)}")
    assert "        agrees with the printed rating: Yes" in lines


@pytest.mark.parametrize("text", ["Closure Stage Quality Assurance Report\n\nForm Status: Approved\n"])
def test_a_paper_without_questions_is_told_so(tmp_path, capsys, text):
    assert {"sections"} <= {one["place"] for one in told(tmp_path, text, capsys)}
