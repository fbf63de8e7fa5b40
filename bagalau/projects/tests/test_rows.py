"""The forms of a project's cover and of its rows: what is typed, what is refused, and two people at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from bagalau.people.models import JournalEntry
from bagalau.projects.forms.kinds import KINDS
from bagalau.projects.models import TABLES, BudgetLine, Contribution, PlannedResult, Project, Result, Risk, WorkPlan
from bagalau.projects.rules.shape import values

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def project(office) -> Project:
    return Project.objects.create(unit=office.country, title="Clean rivers", currency="USD", start="2024", end="2025")


@pytest.fixture
def send(signed_in, officer, project):
    """``send("risk", description="…")``: the answer to a form of a new row; ``row=`` of one that is there."""

    def post(kind: str, row: Any = None, **given: Any):
        name, args = ("project_row", [project.pk, kind, row.pk]) if row else ("project_row_new", [project.pk, kind])
        return signed_in(officer).post(reverse(name, args=args), given)

    return post


def test_every_kind_of_rows_has_a_form_with_fields_of_its_table():
    assert {kind.table for kind in KINDS.values()} == set(TABLES.values())
    for kind in KINDS.values():
        told = next(record for record, table in TABLES.items() if table is kind.table)
        assert set(kind.plain_names) <= set(values(told)), kind.word


def test_every_form_opens(signed_in, officer, project):
    result = Result.objects.create(project=project, level="output", title="Clean water")
    plan = WorkPlan.objects.create(project=project, year=2024)
    planned = PlannedResult.objects.create(project=project, parent=plan)
    parents = {Result: result, WorkPlan: plan, PlannedResult: planned}
    client = signed_in(officer)
    for kind in KINDS.values():
        parent = parents.get(kind.under) if kind.under else None
        if kind.under is None or parent is not None:
            address = reverse("project_row_new", args=[project.pk, kind.word])
            assert client.get(address, {"parent": parent.pk} if parent else {}).status_code == 200, kind.word


def test_an_amount_is_read_as_people_write_it(send, project):
    assert send("contribution", name="Fund", source_type="donor", amount="USD 30 000,50").status_code == 302
    assert Contribution.objects.get().amount == Decimal("30000.50")


@pytest.mark.parametrize("text", ["much", "-5", "NaN", "1e999", "9" * 50, "KZT 5", "1.2345"])
def test_what_is_no_amount_is_refused_in_a_sentence_and_nothing_typed_is_lost(send, text):
    answer = send("contribution", name="The fund of lakes", source_type="donor", amount=text)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "field-error" in page
    assert "The fund of lakes" in page
    assert text in page
    assert not Contribution.objects.exists()


def test_a_rate_of_zero_is_refused(send):
    assert send("contribution", name="Fund", source_type="donor", rate="0").status_code == 422


def test_two_plans_of_one_year_are_refused(send, project):
    WorkPlan.objects.create(project=project, year=2024)
    answer = send("workplan", year="2024")
    assert answer.status_code == 422
    assert "has a work plan for this year already" in answer.content.decode()


def test_quarters_are_ticked_or_have_amounts(send, project):
    plan = WorkPlan.objects.create(project=project, year=2024)
    send("plannedresult", parent=plan.pk, title="Dig", quarters=["0", "3"])
    planned = PlannedResult.objects.get()
    assert planned.quarters == [True, False, False, True]
    send("budgetline", parent=planned.pk, account="71600", amount="100", quarters_1="40", quarters_3="60,00")
    assert BudgetLine.objects.get().quarters == [None, "40.00", None, "60.00"]


@pytest.mark.parametrize("text", ["22.11.2024", "22 November 2024", "22 ноября 2024 г.", "2024 ж. 22 қараша"])
def test_a_day_is_read_as_people_write_it(send, text):
    assert send("contribution", name="Fund", source_type="donor", amount="5", agreed=text).status_code == 302
    assert str(Contribution.objects.get().agreed) == "2024-11-22"


def test_what_is_no_day_is_refused_with_the_forms_that_are_read(send):
    page = send("contribution", name="Fund", source_type="donor", amount="5", agreed="soon").content.decode()
    assert "This is no date. Write it as 2026-11-22, 22.11.2026 or 22 November 2026" in page
    assert 'value="soon"' in page
    assert "As 2026-11-22, 22.11.2026 or 22 November 2026; or only 2026-11, 2026-Q4 or 2026." in page


def test_a_row_lies_in_a_row_of_the_same_project(send, office):
    other = Project.objects.create(unit=office.country, title="Dry rivers")
    plan = WorkPlan.objects.create(project=other, year=2024)
    assert send("plannedresult", parent=plan.pk, title="Dig").status_code == 404
    assert not PlannedResult.objects.exists()


def test_two_people_at_one_row_lose_nothing(send, project):
    risk = Risk.objects.create(project=project, description="Flood", owner="")
    seen = risk.seen
    assert send("risk", risk, description="Flood", owner="The mayor", seen=seen).status_code == 302
    answer = send("risk", risk, description="Flood in spring", owner="", seen=seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The mayor" in page  # what it says now
    assert "Flood in spring" in page  # what was typed
    risk.refresh_from_db()
    assert (risk.description, risk.owner) == ("Flood", "The mayor")
    again = send("risk", risk, description="Flood in spring", owner="The mayor", seen=risk.seen)
    assert again.status_code == 302


def test_two_people_at_one_cover_lose_nothing(signed_in, officer, project):
    address = reverse("project_edit", args=[project.pk])
    seen = project.seen
    given = {"title": "Clean rivers", "currency": "USD", "seen": seen}
    client = signed_in(officer)
    assert client.post(address, given | {"number": "17"}).status_code == 302
    answer = client.post(address, given | {"award_id": "A-1"})
    assert answer.status_code == 409
    assert "17" in answer.content.decode()
    assert Project.objects.get().award_id == ""


def test_a_project_that_ends_before_it_starts_is_refused(signed_in, officer, project):
    given = {"title": "Clean rivers", "currency": "USD", "start": "2025", "end": "2024-12"}
    assert signed_in(officer).post(reverse("project_edit", args=[project.pk]), given).status_code == 422


def test_a_row_is_taken_out_after_it_was_shown_what_goes_with_it(signed_in, officer, project):
    plan = WorkPlan.objects.create(project=project, year=2024)
    planned = PlannedResult.objects.create(project=project, parent=plan, title="Dig")
    address = reverse("project_row_remove", args=[project.pk, "workplan", plan.pk])
    client = signed_in(officer)
    assert "activity result in the work plan" in client.get(address).content.decode()
    assert client.post(address, {"seen": plan.seen}).status_code == 302
    assert not PlannedResult.objects.filter(pk=planned.pk).exists()
    assert JournalEntry.objects.filter(verb="take out row").count() == 1


def test_a_source_that_lines_use_is_not_taken_out(signed_in, officer, project):
    source = Contribution.objects.create(project=project, name="Fund")
    plan = WorkPlan.objects.create(project=project, year=2024)
    planned = PlannedResult.objects.create(project=project, parent=plan)
    BudgetLine.objects.create(project=project, parent=planned, source=source, amount=1)
    address = reverse("project_row_remove", args=[project.pk, "contribution", source.pk])
    answer = signed_in(officer).post(address)
    assert answer.status_code == 409
    assert "Budget lines use this" in answer.content.decode()


def test_rows_change_places(signed_in, officer, project):
    one, two = (Risk.objects.create(project=project, description=name, place=at) for at, name in enumerate("ab"))
    signed_in(officer).post(reverse("project_row_move", args=[project.pk, "risk", two.pk]), {"to": "up"})
    assert list(Risk.objects.filter(project=project)) == [two, one]


def test_hostile_words_are_harmless_on_the_page(signed_in, officer, send, project):
    send("risk", description=HOSTILE)
    send("result", level="outcome", title=HOSTILE)
    send("contribution", name=HOSTILE, source_type="donor", amount="5")
    client = signed_in(officer)
    for name in ("project", "project_framework", "project_budget"):
        assert HOSTILE not in client.get(reverse(name, args=[project.pk])).content.decode()


def test_the_public_sees_no_mail_no_findings_and_no_buttons(signed_in, project):
    Project.objects.update(visibility="public")
    project.contact_rows.create(organisation="Office", email="ainur@example.org", phone="+7 701 000 00 00")
    page = signed_in().get(reverse("project", args=[project.pk])).content.decode()
    assert "Clean rivers" in page
    for hidden in (
        "ainur@example.org",
        "+7 701",
        reverse("project_findings", args=[project.pk]),
        "/rows/",
        "/history/",
    ):
        assert hidden not in page


def test_a_manager_without_a_role_writes_in_the_own_project(signed_in, make_person, project, office):
    manager = make_person(home=office.country, name="Mira Manager")
    Project.objects.update(manager=manager)
    address = reverse("project_row_new", args=[project.pk, "risk"])
    assert signed_in(manager).post(address, {"description": "Flood"}).status_code == 302
    cover = reverse("project_edit", args=[project.pk])
    assert signed_in(manager).get(cover).status_code == 200
    given = {"title": "Bridges that stand", "currency": "USD", "manager": manager.pk}
    assert signed_in(manager).post(cover, given).status_code == 302
    project.refresh_from_db()
    assert (project.title, project.unit, project.manager) == ("Bridges that stand", office.country, manager)
