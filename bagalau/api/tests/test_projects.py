"""Projects as programs read and write them: the record, its rows, findings, versions; and who sees what."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bagalau.api.rules import Scope
from bagalau.projects.actions import take_record
from bagalau.projects.models import BudgetLine, Project, Risk
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record as r
from bagalau.projects.rules.shape import build

pytestmark = pytest.mark.django_db
ALL = "/project-documents"


@pytest.fixture
def dams(viewer, officer, office):
    """A project whose subtotal contradicts its line."""
    line = r.BudgetLine(account="71205", amount=Decimal("1250.50"), source="Fund")
    planned = r.PlannedResult(number="1", lines=(line,), subtotal=Decimal(1000))
    told = r.Project(
        title="Dams of Alania",
        contributions=(r.Contribution(name="Fund", source_type="donor", amount=Decimal(2000)),),
        contacts=(r.Contact(organisation="Dams", phone="555-0100"),),
        work_plans=(r.WorkPlan(year=2025, activity_results=(planned,)),),
    )
    made = Project(unit=office.country)
    take_record(viewer(officer), made, told)
    return made


def test_a_list_tells_the_money_and_takes_the_filters_of_the_page(program, reader, dams):
    answer = program(reader)("get", f"{ALL}?source=donor&planned=2025").json()
    (row,) = answer["items"]
    assert (row["title"], row["budget"], row["budget_by_source"]) == (dams.title, "1250.50", {"donor": "1250.50"})
    assert row["errors"] > 0
    assert program(reader)("get", f"{ALL}?source=ifi").json()["items"] == []
    assert program(reader)("get", f"{ALL}?weather=fine").status_code == 422


def test_one_project_carries_its_record_as_it_can_be_built_again(program, reader, dams):
    answer = program(reader)("get", f"{ALL}/{dams.pk}").json()
    assert build(r.Project, answer["record"]) == record_of(dams)


def test_a_stranger_gets_nothing_and_the_public_what_is_published_without_contacts(program, stranger, dams):
    assert program(stranger)("get", f"{ALL}/{dams.pk}").status_code == 404
    assert program(stranger)("get", f"{ALL}/{dams.pk}/findings").status_code == 404
    Project.objects.filter(pk=dams.pk).update(visibility="public")
    shown = program(None)("get", f"{ALL}/{dams.pk}").json()
    assert (shown["errors"], shown["manager"], shown["record"].get("contacts")) == (None, None, None)
    assert program(stranger)("get", f"{ALL}/{dams.pk}/versions").status_code == 403


def test_a_project_is_made_and_its_cover_changed(program, officer, office):
    ask = program(officer, Scope.WRITE_PROJECTS)
    made = ask("post", ALL, {"unit": office.country.pk, "title": "Wells", "start": "2025-03"})
    assert made.status_code == 201
    again = ask("patch", f"{ALL}/{made.json()['id']}", {"required": "500.25", "sdg_targets": ["6.1"]}).json()
    assert (again["record"]["required"], again["start"], again["sdg_targets"]) == ("500.25", "2025-03", ["6.1"])
    for wrong in ({"required": "much"}, {"required": -5}, {"start": "soon"}, {"weather": "fine"}, {"gms_base": "moon"}):
        assert ask("patch", f"{ALL}/{again['id']}", wrong).status_code == 422, wrong


def test_rows_are_added_changed_moved_and_taken_out(program, officer, dams):
    ask, place = program(officer, Scope.WRITE_PROJECTS), f"{ALL}/{dams.pk}/rows"
    first, second = (
        ask("post", f"{place}/risk", {"values": {"description": text, "impact_level": 4}}).json()
        for text in ("Rain", "Snow")
    )
    assert (first["values"]["impact_level"], first["kind"], first["at"]) == (4, "risk", f"risk-{first['id']}")
    changed = ask("patch", f"{place}/risk/{first['id']}", {"values": {"owner": "The miller"}}).json()
    assert (changed["values"]["description"], changed["values"]["owner"]) == ("Rain", "The miller")
    assert ask("put", f"{place}/risk/{second['id']}/place", {"place": 0}).status_code == 200
    assert list(Risk.objects.order_by("place").values_list("description", flat=True)) == ["Snow", "Rain"]
    assert ask("delete", f"{place}/risk/{second['id']}").json() == {"done": True}
    assert Risk.objects.get().pk == first["id"]


def test_a_result_is_moved_where_its_level_fits(program, officer, dams):
    """PE-01"""
    ask, place = program(officer, Scope.WRITE_PROJECTS), f"{ALL}/{dams.pk}/rows/result"
    above, outcome = (
        ask("post", place, {"values": {"title": level, "level": level}}).json()["id"] for level in ("output", "outcome")
    )
    assert ask("put", f"{place}/{outcome}/place", {"place": 0, "parent": above}).status_code == 422
    assert ask("put", f"{place}/{above}/place", {"place": 0, "parent": outcome}).json()["parent"] == outcome


def test_a_budget_line_lies_in_its_result_and_names_its_source(program, officer, dams):
    ask, place = program(officer, Scope.WRITE_PROJECTS), f"{ALL}/{dams.pk}/rows/budgetline"
    parent = BudgetLine.objects.get().parent_id
    line = {"account": "71600", "amount": "20", "source": "FUND", "quarters": ["5", None, "15", None]}
    made = ask("post", place, {"parent": parent, "values": line}).json()
    assert (made["values"]["source"], made["values"]["quarters"]) == ("Fund", ["5", None, "15", None])
    dams.refresh_from_db()
    assert dams.total == Decimal("1270.50")
    unknown = ask("post", place, {"parent": parent, "values": line | {"source": "Nobody"}})
    assert (unknown.status_code, list(unknown.json()["details"])) == (422, ["values.source"])


@pytest.mark.parametrize(
    "values",
    [
        {"impact_level": 9},
        {"impact_level": "high"},
        {"description": 5},
        {"description": "\0"},
        {"id": 3},
        {"project": 1},
    ],
)
def test_what_no_row_can_hold_is_refused_and_nothing_saved(program, officer, dams, values):
    answer = program(officer, Scope.WRITE_PROJECTS)("post", f"{ALL}/{dams.pk}/rows/risk", {"values": values})
    assert answer.status_code == 422
    assert not Risk.objects.exists()


def test_a_kind_of_rows_that_nobody_knows_is_absent(program, officer, dams):
    ask = program(officer, Scope.WRITE_PROJECTS)
    for kind in ("weather", "project", "person"):
        assert ask("post", f"{ALL}/{dams.pk}/rows/{kind}", {"values": {}}).status_code == 404


def test_somebody_who_looked_at_an_earlier_state_is_told_so(program, officer, dams):
    ask = program(officer, Scope.WRITE_PROJECTS)
    row = ask("post", f"{ALL}/{dams.pk}/rows/risk", {"values": {"description": "Rain"}})
    address, tag = f"{ALL}/{dams.pk}/rows/risk/{row.json()['id']}", row["ETag"]
    assert ask("patch", address, {"values": {"owner": "A"}}, if_match=tag).status_code == 200
    assert ask("patch", address, {"values": {"owner": "B"}}, if_match=tag).status_code == 412


def test_findings_are_dismissed_restored_and_mended(program, officer, dams):
    ask, place = program(officer, Scope.WRITE_PROJECTS), f"{ALL}/{dams.pk}/findings"
    found = next(one for one in ask("get", place).json()["findings"] if one["rule"] == "PD-01")
    assert (found["severity"], found["expected"], found["found"]) == ("error", "1000.00", "1250.50")
    address = f"{place}/{found['rule']}/{found['mark']}"
    assert ask("put", f"{address}/dismissal", {"reason": "Agreed."}).status_code == 200
    assert next(one for one in ask("get", place).json()["findings"] if one["mark"] == found["mark"])["dismissed"]
    assert ask("delete", f"{address}/dismissal").status_code == 200
    number = next(at for at, one in enumerate(found["corrections"]) if one["changes"][0]["name"] == "subtotal")
    assert ask("post", f"{address}/correction", {"correction": number}).status_code == 200
    assert "PD-01" not in {one["rule"] for one in ask("get", place).json()["findings"]}


def test_a_signed_version_is_read_with_what_it_says(program, reader, dams):
    dams.versions.create(number=1, kind="original", state="signed", content={"title": "Dams"}, digest="f" * 64)
    ask = program(reader)
    assert [one["number"] for one in ask("get", f"{ALL}/{dams.pk}/versions").json()["items"]] == [1]
    assert ask("get", f"{ALL}/{dams.pk}/versions/1").json()["record"] == {"title": "Dams"}
    assert ask("get", f"{ALL}/{dams.pk}/versions/2").status_code == 404
