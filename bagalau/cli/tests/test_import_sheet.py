"""``bagalau import --project``: sheets of a project from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bagalau.cli.main import main
from bagalau.projects.models import BudgetLine, Project, SheetImport
from bagalau.projects.tests.filling import book, fill, row_where, rows_of, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def river(office, viewer, administrator) -> Project:
    return stored(viewer(administrator), office.country)


@pytest.fixture
def sheet(river: Project, tmp_path: Path) -> Callable[..., Path]:
    """``sheet(**cells)``: the budget with these cells written into the line of the builders."""

    def made(**cells: Any) -> Path:
        rows = rows_of(river, "budget")
        fill(rows, row_where(rows, "description", "Builders"), **cells)
        path = tmp_path / "back.xlsx"
        path.write_bytes(book(rows))
        return path

    return made


def amount() -> Any:
    return BudgetLine.objects.get(description="Builders").amount


def test_a_sheet_says_what_it_would_change_and_waits(river, sheet, capsys):
    assert main(["import", "--project", str(river.pk), str(sheet(amount=1))]) == 0
    assert "waiting to be looked at as sheet" in (out := capsys.readouterr().out)
    assert "0 added, 1 changed, 0 gone" in out
    assert amount() == 40_000


def test_with_accept_it_is_saved(river, sheet):
    assert main(["import", "--project", str(river.pk), "--accept", str(sheet(amount=1))]) == 0
    assert (amount(), SheetImport.objects.get().state) == (1, "saved")


def test_mistakes_are_told_with_sheet_cell_and_column(river, sheet, capsys):
    assert main(["import", "--project", str(river.pk), "--accept", str(sheet(amount="plenty"))]) == 2
    assert "Back J3 Amount: “plenty” is no amount" in capsys.readouterr().err
    assert amount() == 40_000


def test_a_project_that_is_not_there_is_told(sheet, capsys):
    assert main(["import", "--project", "987654", str(sheet(amount=1))]) == 2
    assert "There is no project 987654." in capsys.readouterr().err
