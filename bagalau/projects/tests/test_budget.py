"""The budget as a sheet: what is typed, saved all together or not at all, and what others change meanwhile."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.projects.actions.budget import LineChange, save_lines
from bagalau.projects.models import BudgetLine, Contribution, PlannedResult, Project, Share, WorkPlan
from bagalau.projects.queries.budget import budget_of, sheet_lines
from bagalau.projects.rules.typed_lines import COLUMNS, texts, typed

SOURCES = {"undp": "UNDP", "government": "Government", "mebp": "Government"}


def cells(**given: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | {"amount": "100"} | given


class TestTyped:
    """PY-01, PY-02"""

    @pytest.mark.parametrize("text", ["30000", "30 000", "30,000.00", "USD 30,000", "30\u00a0000,00"])
    def test_an_amount_is_read_as_people_write_it(self, text):
        read = typed(cells(amount=text), SOURCES, "USD")
        assert (read.values["amount"], read.wrong) == (Decimal(30000), {})

    @pytest.mark.parametrize("text", ["", "abc", "-5", "NaN", "1e400", "9" * 40, "KZT 5", "1.2345"])
    def test_what_is_no_amount_is_refused_for_its_cell_alone(self, text):
        read = typed(cells(amount=text, description="Travel"), SOURCES, "USD")
        assert list(read.wrong) == ["amount"]
        assert read.values["description"] == "Travel"

    @pytest.mark.parametrize("text", ["x", "-1", "NaN", "Infinity", "1.2345", "9" * 12])
    def test_what_is_no_quantity_is_refused(self, text):
        assert list(typed(cells(quantity=text), SOURCES, "USD").wrong) == ["quantity"]

    def test_a_source_is_known_by_each_of_its_names(self):
        assert typed(cells(source="MEBP"), SOURCES, "USD").source == "Government"

    def test_several_sources_pay_their_parts(self):
        read = typed(cells(source="undp: 30; Government: 70"), SOURCES, "USD")
        assert read.shares == [("UNDP", Decimal(30)), ("Government", Decimal(70))]
        assert not read.source

    @pytest.mark.parametrize("text", ["Nobody", "UNDP Government", "UNDP: 30; Government: 60", "UNDP: 50; UNDP: 50"])
    def test_two_sources_without_a_split_that_adds_up_are_refused(self, text):
        assert list(typed(cells(source=text), SOURCES, "USD").wrong) == ["source"]


@pytest.fixture
def planned(office) -> PlannedResult:
    """Two lines of a plan with two sources of money."""
    of = Project.objects.create(unit=office.country, title="Clean rivers", currency="USD")
    source, _other = (Contribution.objects.create(project=of, name=name, amount=500) for name in ("UNDP", "Government"))
    plan = WorkPlan.objects.create(project=of, year=2024)
    made = PlannedResult.objects.create(project=of, parent=plan, number="1")
    for place, amount in enumerate((100, 200)):
        BudgetLine.objects.create(
            project=of, parent=made, place=place, account="71600", description="Travel", source=source, amount=amount
        )
    return made


def changes(planned: PlannedResult, *given: dict[str, str] | None) -> list[LineChange]:
    """The lines as somebody has them open, changed as told; an empty change leaves a line as it is."""
    found = zip(sheet_lines(budget_of(planned.project)), given, strict=False)
    return [
        LineChange(str(line.row.id), line.row.id, line.seen, None, None if one is None else line.cells | one)
        for line, one in found
        if one != {}
    ]


def new(planned: PlannedResult, **given: str) -> LineChange:
    return LineChange("new-1", None, "", planned.pk, cells(**given))


def amounts(planned: PlannedResult) -> list[Decimal]:
    return [line.amount for line in BudgetLine.objects.filter(parent=planned)]


@pytest.mark.django_db
class TestSaved:
    def test_lines_are_changed_added_and_taken_out_with_one_line_of_the_journal(self, actor, planned):
        made = save_lines(
            actor, planned.project, [*changes(planned, {"amount": "150", "q1": "50"}, None), new(planned, unit="trip")]
        )
        assert amounts(planned) == [150, 100]
        assert BudgetLine.objects.get(pk=made["new-1"]).unit == "trip"
        assert BudgetLine.objects.filter(parent=planned)[0].quarters == ["50.00", None, None, None]
        entry = JournalEntry.objects.get(record_kind="project", verb="change budget")
        first = BudgetLine.objects.filter(parent=planned)[0]
        assert entry.after[f"71600 Travel #{first.pk} · amount"] == "150"
        planned.project.refresh_from_db()
        assert planned.project.total == 250

    def test_a_line_is_split_between_sources_and_put_together_again(self, actor, planned):
        save_lines(actor, planned.project, changes(planned, {"source": "UNDP: 60; Government: 40"}))
        assert [(one.source.name, one.amount) for one in Share.objects.all()] == [("UNDP", 60), ("Government", 40)]
        save_lines(actor, planned.project, changes(planned, {"source": "Government"}))
        assert not Share.objects.exists()
        assert BudgetLine.objects.filter(parent=planned, source__name="Government").count() == 1

    def test_one_cell_that_is_wrong_keeps_all_lines_from_being_saved(self, actor, planned):
        with pytest.raises(Problem) as refused:
            save_lines(actor, planned.project, changes(planned, {"amount": "150"}, {"amount": "much"}))
        line = BudgetLine.objects.filter(parent=planned)[1]
        assert list(refused.value.details) == [f"{line.pk}.amount"]
        assert amounts(planned) == [100, 200]

    def test_two_people_lose_nothing(self, actor, planned):
        """PY-03: whoever saves with an earlier state of a line is told."""
        mine, theirs = changes(planned, {"amount": "150"}), changes(planned, {"description": "Trains"})
        save_lines(actor, planned.project, theirs)
        with pytest.raises(Problem) as refused:
            save_lines(actor, planned.project, mine)
        assert refused.value.status == 409
        assert next(texts(line.row)["description"] for line in sheet_lines(budget_of(planned.project))) == "Trains"

    def test_two_people_change_different_lines_and_both_are_saved(self, actor, planned):
        mine, theirs = changes(planned, {"amount": "150"}), changes(planned, {}, {"amount": "250"})
        save_lines(actor, planned.project, theirs)
        save_lines(actor, planned.project, mine)
        assert amounts(planned) == [150, 250]

    def test_who_may_only_look_changes_nothing(self, viewer, reader, planned):
        with pytest.raises(Problem) as refused:
            save_lines(viewer(reader), planned.project, changes(planned, {"amount": "150"}))
        assert refused.value.status == 403

    def test_what_is_signed_is_not_changed(self, actor, planned):
        Project.objects.update(status="signed")
        with pytest.raises(Problem) as refused:
            save_lines(actor, planned.project, changes(planned, {"amount": "150"}))
        assert (refused.value.code, refused.value.status) == ("not-editable", 409)


@pytest.mark.django_db
class TestPage:
    def send(self, client, planned, *given):
        sent = [
            {"key": one.key, "seen": one.seen, "parent": one.parent, "cells": one.cells}
            for one in changes(planned, *given)
        ]
        return client.post(reverse("project_budget_save", args=[planned.project_id]), {"changes": json.dumps(sent)})

    def test_the_page_says_what_became_of_all_lines(self, signed_in, officer, planned):
        answer = self.send(signed_in(officer), planned, {"amount": "150"})
        assert answer.status_code == 200
        assert [line["cells"]["amount"] for line in answer.json()["lines"]] == ["150.00", "200.00"]

    def test_a_conflict_brings_what_the_lines_say_now(self, signed_in, officer, planned):
        line = BudgetLine.objects.filter(parent=planned)[0]
        client, mine = signed_in(officer), changes(planned, {"amount": "150"})
        BudgetLine.objects.filter(pk=line.pk).update(amount=175)
        sent = [{"key": one.key, "seen": one.seen, "cells": one.cells} for one in mine]
        answer = client.post(reverse("project_budget_save", args=[planned.project_id]), {"changes": json.dumps(sent)})
        assert answer.status_code == 409
        assert answer.json()["lines"][0]["cells"]["amount"] == "175.00"

    @pytest.mark.parametrize(
        "text", ["", "{", "{}", "[1]", '[{"key": []}]', '[{"key": "1", "parent": "x"}]', "[" * 9999]
    )
    def test_what_no_sheet_sends_is_refused(self, signed_in, officer, planned, text):
        answer = signed_in(officer).post(reverse("project_budget_save", args=[planned.project_id]), {"changes": text})
        assert answer.status_code in {200, 400, 409}
        assert amounts(planned) == [100, 200]

    def test_what_others_changed_is_told_since_a_state(self, signed_in, officer, actor, planned):
        client, address = signed_in(officer), reverse("project_budget_changes", args=[planned.project_id])
        stamp = client.get(address).json()["stamp"]
        assert client.get(address, {"since": stamp}).json() == {"stamp": stamp}
        save_lines(actor, planned.project, changes(planned, {"amount": "150"}))
        told = client.get(address, {"since": stamp}).json()
        assert told["lines"][0]["cells"]["amount"] == "150.00"

    def test_without_a_script_each_line_leads_to_its_form(self, signed_in, officer, planned):
        page = signed_in(officer).get(reverse("project_budget", args=[planned.project_id])).content.decode()
        for line in BudgetLine.objects.all():
            assert reverse("project_row", args=[planned.project_id, "budgetline", line.pk]) in page

    def test_while_the_base_is_open_cost_recovery_is_told_on_both(self, signed_in, officer, planned):
        """PB-03: as PD-31 says that the base is not stated."""
        Project.objects.update(gms_rate=7)
        page = signed_in(officer).get(reverse("project_budget", args=[planned.project_id])).content.decode()
        told = page.partition('id="sums-recovery"')[2].partition("</table>")[0]
        assert told.count('data-expected="net">21<') == 1
        assert told.count('data-expected="gross">22.58<') == 1
        assert "status-late" not in told
