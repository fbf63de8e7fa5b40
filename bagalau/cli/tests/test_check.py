"""``bagalau check``: papers and the whole record, for people and for programs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bagalau import documents
from bagalau.cli.main import main
from bagalau.evaluations.models import Recommendation
from bagalau.evaluations.tests.making import ERC_PAGE, evaluation, paper
from bagalau.projects.models import Project
from bagalau.search import store

SHARED = Path(__file__).resolve().parents[4] / "shared" / "documents"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_bytes(paper(ERC_PAGE))
    return path


def test_a_paper_is_checked_without_being_imported(page, capsys):
    status = main(["check", str(page), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found
    assert all(one["check"].startswith("EK-") and one["sentence"] for one in found)
    assert status == int(any(one["severity"] == "error" for one in found))


def test_what_is_found_reads_as_lines(page, capsys):
    main(["check", str(page)])
    head, *lines = capsys.readouterr().out.strip().splitlines()
    assert head == f"{page}: {len(lines)}"
    assert all(line.startswith("  EK-") for line in lines)


SAMPLES = Path(documents.__file__).parent / "tests" / "samples" / "project_document"


@pytest.fixture
def project_paper() -> Path:
    return next(path for path in sorted(SAMPLES.iterdir()) if path.suffix in {".txt", ".html"})


def test_a_project_document_is_checked_without_being_imported(project_paper, capsys):
    status = main(["check", str(project_paper), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found
    assert all(one["check"].startswith("PD-") and one["sentence"] and "corrections" in one for one in found)
    assert any(one["line"] or one["page"] for one in found)
    assert status == int(any(one["severity"] == "error" for one in found))


def test_what_is_found_in_a_project_document_reads_as_lines(project_paper, capsys):
    main(["check", str(project_paper)])
    head, *lines = capsys.readouterr().out.strip().splitlines()
    assert head == f"{project_paper}: {sum(line.startswith('  PD-') for line in lines)}"


@pytest.mark.django_db
def test_an_evaluation_that_is_not_there_is_refused_with_a_sentence(administrator, capsys):
    assert main(["check", "--evaluation", "999"]) == 2
    assert "There is no evaluation 999" in capsys.readouterr().err


def test_a_paper_without_checks_is_refused_with_a_sentence(tmp_path, capsys):
    path = tmp_path / "note.txt"
    path.write_text("A note about nothing at all.")
    assert main(["check", str(path)]) == 2
    assert capsys.readouterr().err


@pytest.fixture
def wells(office, administrator, tmp_path, settings):
    """Two reviews of one office, of which the second recommends again what the first one did."""
    settings.DATA_FOLDER = tmp_path
    store.forget()
    for year in (2019, 2024):
        row = evaluation(office.country, f"Wells, {year}", completed=f"{year}-05", stage="completed")
        Recommendation.objects.create(evaluation=row, number=1, text=f"Fence all wells of the valley, {year}.")
    yield row
    store.forget()


@pytest.mark.django_db
def test_what_was_recommended_before_is_told_with_the_words_that_both_share(wells, capsys):
    assert main(["check", "--recurring", "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)
    assert (pair["before"]["date"], pair["again"]["date"]) == ("2019-05", "2024-05")
    assert pair["words"] == ["Fence", "wells", "valley"]
    assert main(["check", "--recurring", "--evaluation", str(wells.pk)]) == 0
    assert "shared words: Fence, wells, valley" in capsys.readouterr().out
    roads = evaluation(wells.unit, "Roads")
    assert main(["check", "--recurring", "--evaluation", str(roads.pk)]) == 0
    assert capsys.readouterr().out == "Nothing was recommended before.\n"


def test_of_a_paper_nothing_is_known_from_before(page, capsys):
    assert main(["check", "--recurring", str(page)]) == 2
    assert "not of files" in capsys.readouterr().err


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("000_*.txt", "3 (2); 5 (2); 5 (3); 6 (2); 6 (3)"),
        ("003_*.txt", "7 (i); 7 (ii); 7 (iv); 7 (v); 9 (i); 9 (ii); 9 (iii)"),
    ],
)
def test_the_checks_warn_of_the_parts_that_nobody_acts_on_and_of_no_others(name, wanted, capsys):
    """EK-02: as read by hand."""
    (path,) = SHARED.glob(name)
    main(["check", str(path), "--json"])
    results = json.loads(capsys.readouterr().out)
    found = {one["place"].removeprefix("Recommendation ") for one in results if one["check"] == "EK-02"}
    assert found == set(wanted.split("; "))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "000_*.txt",
            {
                ("EK-07", "Recommendation 6"),
                ("EK-08", "Recommendation 6"),
                ("EK-09", "Recommendation 4"),
                ("EK-03", "Recommendation 3, key action 3"),
                ("EK-12", "Recommendation 3, key action 3"),
                ("EK-13", ""),
                ("EK-14", ""),
                ("EK-15", "Finding 10"),
                ("EK-04", "Recommendation 1, key action 1"),
            },
        ),
        (
            "003_*.txt",
            {
                ("EK-02", "Recommendation 9 (i)"),
                ("EK-02", "Recommendation 9 (ii)"),
                ("EK-02", "Recommendation 9 (iii)"),
                ("EK-03", "Recommendation 4, key action 1"),
            },
        ),
    ],
)
def test_the_checks_find_what_is_known_to_be_wrong_with_the_two_documents(name, wanted, capsys):
    """EK-02 to EK-15: the list of the domain reference, part 2.7."""
    (path,) = SHARED.glob(name)
    main(["check", str(path), "--json"])
    found = {(one["check"], one["place"]) for one in json.loads(capsys.readouterr().out)}
    assert wanted <= found


def test_the_projects_of_a_unit_are_checked_with_its_evaluations(wells, capsys):
    project = Project.objects.create(unit=wells.unit, title="Wells and ponds", required=100, allocated=50)
    Project.objects.create(unit=wells.unit.parent, title="Seas", required=100, allocated=50)
    main(["check", "--unit", wells.unit.code])
    told = capsys.readouterr().out
    assert "Wells and ponds: " in told
    assert "PD-08" in told
    assert "Wells, 2019: " in told
    assert "Seas" not in told
    main(["check", "--unit", wells.unit.code, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert ["project", project.pk] in [one["record"] for one in found if one["check"] == "PD-08"]


def test_the_command_runs_as_a_module():
    told = subprocess.run(
        [sys.executable, "-m", "bagalau.cli.main", "--help"], capture_output=True, text=True, check=True
    )
    assert "usage: bagalau" in told.stdout
