"""The dashboard of projects: each figure is the number of the rows it leads to, and money keeps its currency."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bagalau.lib.periods import When
from bagalau.projects.actions import take_record
from bagalau.projects.models import Project
from bagalau.projects.rules import record as r
from bagalau.projects.rules.portfolio import Portfolio, Row, portfolio

TILE = re.compile(r'class="tile[^"]*"\s+href="([^"]*)"><b>([\d,]+)</b>')


def row(unit: int = 1, **given) -> Row:
    said: dict[str, Any] = {
        "unit": unit,
        "status": "active",
        "currency": "USD",
        "total": Decimal("10.50"),
        "ends_on": date(2025, 12, 31),
        "errors": 1,
        "warnings": 0,
        "figures": {"years": {"2025": 1050}, "sources": {"donor": 1050}, "accounts": {}, "indicators": 3, "no_sex": 1},
        "revised": False,
        "known": True,
    }
    return Row(**said | given)


TODAY = date(2025, 7, 1)
PATHS = {1: "/1/", 2: "/1/2/", 3: "/3/"}


def added(rows, today) -> Portfolio:
    return portfolio(rows, PATHS, today)


def test_money_is_added_up_within_a_currency_alone():
    """PO-03, PO-05"""
    found = added([row(), row(), row(currency="EUR", total=Decimal(7), figures={})], TODAY)
    assert found.currencies == ["USD", "EUR"]
    money = found.whole.money
    assert (money["USD"].total, money["EUR"].total) == (2100, 700)
    assert (money["USD"].years, money["EUR"].years) == ({"2025": 2100}, {})


def test_what_the_checker_finds_counts_where_it_may_be_known():
    """PO-06"""
    assert added([row(), row(known=False)], TODAY).whole.counts["errors"] == 1


@pytest.mark.parametrize(
    ("status", "ends_on", "soon", "past"),
    [
        ("active", date(2025, 7, 1), 1, 0),
        ("suspended", date(2026, 1, 1), 1, 0),
        ("active", date(2026, 1, 2), 0, 0),
        ("active", date(2025, 6, 30), 0, 1),
        ("signed", date.max, 0, 0),
        ("draft", date(2025, 8, 1), 0, 0),
        ("operationally_closed", date(2025, 6, 30), 0, 0),
    ],
)
def test_only_what_is_under_way_ends_soon_or_is_past_its_end(status, ends_on, soon, past):
    """PO-07"""
    counts = added([row(status=status, ends_on=ends_on)], TODAY).whole.counts
    assert (counts["soon"], counts["past"]) == (soon, past)


def test_a_unit_and_what_lies_under_it_come_together():
    """PO-05"""
    found = added([row(1), row(2), row(2, currency="EUR")], TODAY)
    assert {unit: one.counts["projects"] for unit, one in found.units.items()} == {1: 3, 2: 2}
    assert found.units[1].totals == {"USD": 2100, "EUR": 1050}
    assert (found.whole.counts["indicators"], found.whole.counts["no_sex"]) == (9, 3)


@pytest.fixture
def some(office, viewer, administrator):
    """Projects of two units, in two currencies, of which one contradicts itself."""
    actor = viewer(administrator)

    def make(unit, title: str, amount: int, **given) -> Project:
        line = r.BudgetLine(account="71205", amount=Decimal(amount), source="Fund")
        planned = r.PlannedResult(number="1", lines=(line,), subtotal=given.pop("subtotal", Decimal(amount)))
        project = Project(
            unit=unit, status=given.pop("status", "active"), visibility=given.pop("visibility", "internal")
        )
        output = r.Result(level="output", title="Dams hold", indicators=(r.Indicator(name="Number of dams"),))
        told = r.Project(
            title=title,
            start=When.parse("2024"),
            end=When.parse("2099"),
            results=(output,),
            contributions=(r.Contribution(name="Fund", source_type="donor"),),
            work_plans=(r.WorkPlan(year=2025, activity_results=(planned,)),),
            **given,
        )
        take_record(actor, project, told)
        return project

    make(office.country, "Dams", 1000, subtotal=Decimal(900))
    make(office.presence, "Wells", 500, status="draft")
    make(office.neighbour, "Bridges", 300, currency="EUR", visibility="public")
    make(office.neighbour, "Roads", 70)


pytest_db = pytest.mark.django_db


@pytest_db
@pytest.mark.usefixtures("some")
@pytest.mark.parametrize("who", ["administrator", "officer", "stranger", None])
def test_every_tile_counts_the_rows_it_leads_to(signed_in, request, who):
    client = signed_in(request.getfixturevalue(who) if who else None)
    page = client.get(reverse("projects_dashboard")).content.decode()
    tiles = [(unescape(address), int(number)) for address, number in TILE.findall(page)]
    assert len(tiles) == (10 if who else 6)
    for address, number in tiles:
        rows = client.get(address).context["table"].page.rows
        counted = [1] * len(rows)
        if "lacks=" in address:
            counted = [one.figures[address.partition("lacks=")[2].split("&")[0]] for one in rows]
        elif not address.partition("?")[2] and number != len(rows):
            counted = [one.figures["indicators"] for one in rows]  # the tile of all indicators leads to all projects
        assert sum(counted) == number, address


@pytest_db
@pytest.mark.usefixtures("some")
def test_amounts_of_another_currency_are_a_step_away(signed_in, administrator):
    client = signed_in(administrator)
    first = client.get(reverse("projects_dashboard"))
    assert first.context["currency"] == "USD"
    assert [one["words"] for one in first.context["amounts"]] == ["1,570 USD", "300 EUR"]
    other = client.get(reverse("projects_dashboard") + first.context["amounts"][1]["url"])
    assert (other.context["currency"], other.context["found"].counts["projects"]) == ("EUR", 1)


@pytest_db
@pytest.mark.usefixtures("some")
def test_figures_of_charts_lead_to_their_projects(signed_in, administrator):
    client = signed_in(administrator)
    drawn = client.get(reverse("projects_dashboard")).context["charts"]
    assert len(drawn) == 4
    for one in drawn:
        assert "<svg" in one["chart"].picture
        for _line, address in one["lines"]:
            assert client.get(address).context["table"].count > 0, address


@pytest_db
@pytest.mark.usefixtures("some")
def test_units_have_what_lies_under_them(signed_in, administrator, office):
    units = signed_in(administrator).get(reverse("projects_dashboard")).context["units"]
    projects = next(column for column in units.columns if column.name == "projects")
    counted = {unit: projects.value(unit) for unit in units.records}
    assert counted == {office.hq: 4, office.region: 4, office.country: 2, office.presence: 1, office.neighbour: 2}


@pytest_db
@pytest.mark.usefixtures("some")
def test_the_public_sees_nothing_of_what_is_internal(signed_in):
    page = signed_in(None).get(reverse("projects_dashboard"))
    assert page.context["found"].counts["projects"] == 1
    assert not page.context["units"]
    assert b"with errors" not in page.content


@pytest_db
@pytest.mark.usefixtures("some")
def test_figures_are_kept_until_something_changes(signed_in, administrator, viewer):
    client, address = signed_in(administrator), reverse("projects_dashboard")
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert not any("figures" in one["sql"] for one in asked.captured_queries)
    take_record(viewer(administrator), Project.objects.get(title="Wells"), r.Project(title="Wells"))
    assert client.get(address).context["found"].money["USD"].total == 107_000


@pytest_db
@pytest.mark.usefixtures("some")
def test_figures_of_my_projects_are_those_of_nobody_else(signed_in, administrator, make_person):
    other, address = make_person("administrator"), reverse("projects_dashboard")
    Project.objects.filter(title="Wells").update(manager=administrator)
    counted = [
        signed_in(person).get(address, {"mine": "yes"}).context["found"].counts["projects"]
        for person in (administrator, other)
    ]
    assert counted == [1, 0]
