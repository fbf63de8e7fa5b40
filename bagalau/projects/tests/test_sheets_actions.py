"""A sheet is looked at before it is saved, saved as it was shown, and taken back as a whole."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.projects.actions import sheets as actions
from bagalau.projects.actions import take_record
from bagalau.projects.models import BudgetLine, Indicator, Link, Project, Result, SheetImport
from bagalau.projects.queries.record import record_of
from bagalau.projects.queries.sheets import preview
from bagalau.projects.rules import record
from bagalau.projects.rules.life import Phase
from bagalau.projects.tests.filling import book, fill, new_row, row_where, rows_of, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def river(actor, office) -> Project:
    return stored(actor, office.country)


@pytest.fixture
def send(actor, river):
    """``send(rows, **how)``: the sheet as it is looked at."""

    def sent(rows, kind_of_book=book, **how) -> SheetImport:
        return actions.receive(actor, river, kind_of_book(rows), "back.xlsx", **how)

    return sent


def amounts(project: Project) -> dict[str, Any]:
    return dict(BudgetLine.objects.filter(project=project).order_by("place").values_list("description", "amount"))


def saved(actor, sent: SheetImport) -> SheetImport:
    actions.save(actor, sent, preview(sent).token)
    return SheetImport.objects.get(pk=sent.pk)


def test_nothing_changes_before_somebody_saves(send, river):
    rows = rows_of(river, "budget")
    fill(rows, row_where(rows, "description", "Builders"), amount=45_000)
    sent = send(rows)
    (change,) = preview(sent).outcome.changes
    told = [(one.name, one.before, one.after) for one in change.differences]
    assert (change.act, change.row, told) == ("changed", 3, [("Amount", "40,000", "45,000")])
    assert amounts(river) == {"Builders": Decimal(40_000), "Travel": Decimal("5000.50")}


def test_what_is_saved_keeps_what_papers_printed_and_says_so_in_the_journal(actor, send, river):
    rows = rows_of(river, "budget")
    fill(
        rows,
        row_where(rows, "description", "Builders"),
        amount="45 000",
        source="Ministry of Rivers: 40000; undp: 5,000",
    )
    new_row(rows, year=2026, result="1", account="71200", description="Advice", source="UNDP", amount=100)
    saved(actor, send(rows))
    builders = BudgetLine.objects.get(project=river, description="Builders")
    assert (builders.amount, builders.source, builders.printed_label) == (45_000, None, "Contractual services")
    shares: list[Any] = sorted(builders.split.values_list("source__name", "amount"))
    assert shares == [
        ("Ministry of Rivers", 40_000),
        ("UNDP", 5_000),
    ]
    advice = BudgetLine.objects.get(project=river, description="Advice")
    assert (advice.parent.parent.year, advice.parent.title) == (2026, "Plants are built")
    line = JournalEntry.objects.latest("number")
    assert (line.verb, line.record_label, line.after["sheet"], line.after["added"], line.after["changed"]) == (
        *("take in sheet", "Clean rivers for all", "back.xlsx", 1, 1),
    )


def test_rows_that_are_missing_are_taken_out_only_when_asked(actor, send, river):
    rows = rows_of(river, "budget")
    fill(rows, row_where(rows, "description", "Builders"), amount=41_000)
    rows.remove(row_where(rows, "description", "Travel"))
    saved(actor, send(rows))
    assert set(amounts(river)) == {"Builders", "Travel"}
    rows = [row for row in rows_of(river, "budget") if "Travel" not in row]
    sent = send(rows, takes_out=True)
    assert [(one.act, one.row) for one in preview(sent).outcome.changes] == [("gone", None)]
    saved(actor, sent)
    assert set(amounts(river)) == {"Builders"}


def test_a_sheet_is_taken_back_as_a_whole(actor, send, river):
    before = record_of(river)
    rows = rows_of(river, "budget")
    fill(rows, row_where(rows, "description", "Builders"), amount=1, unit="days", q1=1)
    rows.remove(row_where(rows, "description", "Travel"))
    new_row(rows, year=2026, result="Plants are built", account="71200", description="Advice", amount=100)
    sent = saved(actor, send(rows, takes_out=True))
    actions.undo(actor, sent)
    assert record_of(river) == before
    assert JournalEntry.objects.latest("number").verb == "take back sheet"
    with pytest.raises(Problem, match="taken back already"):
        actions.undo(actor, sent)


def test_what_was_changed_since_is_not_taken_back_and_named(actor, send, river):
    rows = rows_of(river, "budget")
    fill(rows, row_where(rows, "description", "Builders"), amount=1)
    sent = saved(actor, send(rows))
    travel = BudgetLine.objects.get(project=river, description="Travel")
    travel.amount = 7
    travel.save()
    with pytest.raises(Problem, match="2025 · 1 Plants are built · 71600 Travel Travel"):
        actions.undo(actor, sent)
    assert amounts(river) == {"Builders": Decimal(1), "Travel": Decimal(7)}


def test_a_project_that_changed_after_the_look_is_looked_at_again(actor, send, river):
    rows = rows_of(river, "budget")
    fill(rows, row_where(rows, "description", "Builders"), amount=1)
    sent = send(rows)
    token = preview(sent).token
    BudgetLine.objects.filter(project=river, description="Travel").update(amount=7)
    with pytest.raises(Problem) as problem:
        actions.save(actor, sent, token)
    assert (problem.value.code, amounts(river)["Builders"]) == ("changed-meanwhile", 40_000)
    saved(actor, sent)
    assert amounts(river) == {"Builders": Decimal(1), "Travel": Decimal(7)}


def test_a_row_that_somebody_changed_since_the_download_is_not_written_over(send, river):
    rows = rows_of(river, "budget")
    fill(rows, row_where(rows, "description", "Builders"), unit="days")
    BudgetLine.objects.filter(project=river, description="Builders").update(amount=7)
    (mistake,) = preview(send(rows)).outcome.mistakes
    assert mistake.address == "A3"
    assert mistake.sentence.startswith("Somebody changed this row since the sheet was downloaded.")


def test_a_sheet_with_a_mistake_saves_nothing(actor, send, river):
    rows = rows_of(river, "budget")
    fill(rows, row_where(rows, "description", "Builders"), amount=1)
    fill(rows, row_where(rows, "description", "Travel"), amount="plenty")
    sent = send(rows)
    with pytest.raises(Problem, match="There are mistakes in this sheet"):
        saved(actor, sent)
    assert amounts(river)["Builders"] == 40_000


def test_a_sheet_that_says_nothing_new_is_refused(send, river):
    with pytest.raises(Problem, match="there is nothing to change"):
        send(rows_of(river, "budget"))
    assert not SheetImport.objects.exists()


def test_a_sheet_is_saved_once(actor, send, river):
    rows = rows_of(river, "budget")
    fill(rows, row_where(rows, "description", "Builders"), amount=1)
    sent = saved(actor, send(rows))
    with pytest.raises(Problem, match="saved already"):
        actions.save(actor, sent, "")


def test_what_is_sent_again_takes_the_place_of_what_was_not_saved(send, river):
    rows = rows_of(river, "budget")
    fill(rows, row_where(rows, "description", "Builders"), amount=1)
    send(rows)
    send(rows)
    assert SheetImport.objects.count() == 1


def test_what_is_signed_takes_no_sheet(send, river):
    rows = rows_of(river, "budget")
    fill(rows, row_where(rows, "description", "Builders"), amount=1)
    Project.objects.filter(pk=river.pk).update(status=Phase.ACTIVE)
    with pytest.raises(Problem, match="Open a revision"):
        send(rows)


def test_only_those_who_may_write_send_sheets(viewer, reader, river):
    with pytest.raises(Problem) as problem:
        actions.receive(viewer(reader), river, b"", "back.xlsx")
    assert problem.value.status == 403


def test_a_framework_is_taken_in_and_back(actor, send, river):
    before = record_of(river)
    rows = rows_of(river, "framework")
    fill(
        rows,
        row_where(rows, "number", "1.1.1"),
        measure="Number",
        unit="towns",
        baseline=3,
        baseline_year=2024,
        target_2025=5,
        aggregation="Level: the last period counts, places add up",
        disaggregation="place; size",
    )
    new_row(rows, level="Action", number="1.a", parent="1", wording="Draw the plans")
    new_row(rows, level="Indicator", parent="1", wording="Plants that run", direction="More is better")
    sent = saved(actor, send(rows))
    towns = Indicator.objects.get(project=river, number="1.1.1")
    assert (towns.measure, towns.aggregation, towns.disaggregation) == ("unit", "stock", ["place", "size"])
    found: list[Any] = [(one.is_baseline, str(one.period), one.value) for one in towns.values.all()]
    assert found == [(True, "2024", 3), (False, "2025", 5)]
    built = Result.objects.get(project=river, level="activity_result")
    assert [one.title for one in built.children.all()] == ["Draw the plans"]
    assert Indicator.objects.get(name="Plants that run").parent == built
    actions.undo(actor, sent)
    assert record_of(river) == before


def test_a_causal_link_goes_and_comes_with_its_ends(actor, send, river):
    top, output, built = Result.objects.filter(project=river).order_by("id")
    told = record_of(river)
    link = record.Link(cause=f"result-{built.pk}", effect=f"result-{output.pk}", claim="Plants treat water")
    take_record(actor, river, record.Project(**{**vars(told), "links": (link,)}))
    rows = [row for row in rows_of(river, "framework") if "Plants are built" not in row]
    sent = saved(actor, send(rows, takes_out=True))
    assert not Link.objects.filter(project=river).exists()
    actions.undo(actor, sent)
    again = Result.objects.get(project=river, title="Plants are built")
    assert Link.objects.values_list("cause", "effect").get() == (f"result-{again.pk}", f"result-{output.pk}")
    assert top.pk == Result.objects.get(project=river, level="outcome").pk


def test_rows_come_back_under_their_keys_so_that_earlier_sheets_can_be_taken_back_too(actor, send, river):
    """And with their keys what was read of them, and what was said of their findings."""
    keys = set(BudgetLine.objects.filter(project=river).values_list("pk", flat=True))
    rows = rows_of(river, "budget")
    fill(rows, row_where(rows, "description", "Builders"), amount=1)
    first = saved(actor, send(rows))
    rows = [row for row in rows_of(river, "budget") if "Travel" not in row]
    actions.undo(actor, saved(actor, send(rows, takes_out=True)))
    assert set(BudgetLine.objects.filter(project=river).values_list("pk", flat=True)) == keys
    actions.undo(actor, first)
    assert amounts(river) == {"Builders": Decimal(40_000), "Travel": Decimal("5000.50")}
