"""``bagalau report``: the reports of the pages, from the command line."""

from __future__ import annotations

import pytest

from bagalau.cli.main import main
from bagalau.evaluations.tests.making import evaluation, promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(office):
    of = evaluation(office.country, "Review of the mills", stage="completed", completed="2023-12")
    promise(of, "Mend the wheel", "2024-03")
    return of


def test_a_report_is_written_where_it_is_asked_for(review, administrator, tmp_path, capsys):
    path = tmp_path / "matrix.pdf"
    assert main(["report", "response-matrix", "--evaluation", str(review.pk), "-o", str(path)]) == 0
    assert path.read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().out == f"{path}: Management response matrix\n"


def test_language_unit_and_year_are_taken(review, administrator, tmp_path):
    path = tmp_path / "annual.html"
    asked = ["--unit", "CO1", "--year", "2024", "--language", "kk", "--format", "html", "--as-of", "2025-01-31"]
    assert main(["report", "annual", *asked, "-o", str(path)]) == 0
    assert '<html lang="kk">' in path.read_text("utf-8")


def test_it_is_made_for_whoever_is_named(review, administrator, stranger, tmp_path, capsys):
    asked = ["report", "key-actions", "--format", "json", "--as", stranger.email, "-o", str(tmp_path / "a.json")]
    assert main(asked) == 0
    assert "Mend the wheel" not in (tmp_path / "a.json").read_text("utf-8")
    assert main([*asked[:-2], "--evaluation", str(review.pk)]) == 2
    assert "evaluation: No evaluation that is open to you" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["annual", "--unit", "CO1"], "year: This field is required."),
        (["key-actions", "--unit", "XX"], "There is no unit XX"),
        (["secrets"], "bagalau: "),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(review, administrator, capsys, asked, sentence):
    assert main(["report", *asked]) == 2
    assert sentence in capsys.readouterr().err


def test_a_place_that_cannot_be_written_to_is_named(review, administrator, capsys):
    assert main(["report", "key-actions", "-o", "/nowhere/at/all.pdf"]) == 2
    assert "/nowhere/at/all.pdf cannot be written" in capsys.readouterr().err


def test_an_unknown_report_is_told_which_there_are(review, administrator, capsys):
    assert main(["report", "foo"]) == 2
    said = capsys.readouterr().err
    assert all(name in said for name in ("response-matrix", "key-actions", "follow-up", "annual"))


def test_the_form_of_a_day_is_told(capsys):
    with pytest.raises(SystemExit):
        main(["report", "annual", "--as-of", "31.12.2025"])
    assert "write it as 2025-12-31" in capsys.readouterr().err
