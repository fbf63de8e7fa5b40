"""The list of projects: who sees which, what the filters ask, how it is sorted, what its files say."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from bagalau.lib.periods import When
from bagalau.projects.actions import take_record
from bagalau.projects.forms.portfolio import ProjectFilter
from bagalau.projects.models import Project
from bagalau.projects.queries.portfolio import portfolio
from bagalau.projects.rules import record as r

pytestmark = pytest.mark.django_db


def told(title: str, **given) -> r.Project:
    """A project with one line of money for 2025."""
    line = r.BudgetLine(account="71205", amount=Decimal("1250.50"), source="Fund of Dams")
    plan = r.WorkPlan(year=2025, activity_results=(r.PlannedResult(number="1", lines=(line,)),))
    bare = r.Indicator(name="Number of dams")
    output = r.Result(level="output", title="Dams hold", indicators=(bare,))
    given = {"work_plans": (plan,), "results": (output,)} | given
    contribution = r.Contribution(name="Fund of Dams", source_type="donor", amount=Decimal(2000))
    return r.Project(title=title, contributions=(contribution,), **given)


@pytest.fixture
def dams(actor, office, officer):
    """A project of the country office, under way from 2024 to 2026."""
    made = Project(unit=office.country, manager=officer, status="active")
    said = told(
        "Dams of Alania",
        number="00071",
        start=When.parse("2024-03"),
        end=When.parse("2026"),
        sdg_targets=("6.1", "16.3"),
        implementing_partner="Ministry of Water",
        responsible_parties=("Институт рек",),
    )
    take_record(actor, made, said)
    return made


@pytest.fixture
def others(dams, viewer, administrator, office):
    """A project of the neighbours, and one of theirs that is public."""
    actor = viewer(administrator)
    empty = {"work_plans": (), "results": ()}
    take_record(actor, Project(unit=office.neighbour), told("Wells of Borland", **empty))
    take_record(actor, Project(unit=office.neighbour, visibility="public"), told("Bridges of Borland", **empty))


def titles(client, **query: str) -> list[str]:
    answer = client.get(reverse("projects"), {"format": "csv", **query})
    return [row["title"] for row in csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))]


@pytest.mark.usefixtures("others")
def test_everybody_sees_what_their_roles_open_and_what_is_public(signed_in, officer, administrator, stranger):
    assert titles(signed_in(administrator)) == ["Bridges of Borland", "Dams of Alania", "Wells of Borland"]
    assert titles(signed_in(officer)) == ["Bridges of Borland", "Dams of Alania"]
    assert titles(signed_in(stranger)) == ["Bridges of Borland", "Wells of Borland"]
    assert titles(signed_in(None)) == ["Bridges of Borland"]


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize(
    "query",
    [
        {"words": "dams of"},
        {"words": "00071"},
        {"status": "active"},
        {"status": "under_way"},
        {"year": "2024"},  # PO-04
        {"year": "2026"},
        {"source": "donor"},
        {"partner": "ministry of water"},
        {"partner": "Институт"},
        {"sdg": "16"},
        {"manager": "officer"},
        {"mine": "yes"},
        {"planned": "2025"},
        {"account": "71200"},
        {"lacks": "no_baseline"},
        {"lacks": "no_sex"},
    ],
)
def test_each_filter_finds_the_project_it_means_and_no_other(signed_in, officer, query):
    assert titles(signed_in(officer), **query) == ["Dams of Alania"]


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize(
    "query",
    [
        {"words": "tunnels"},
        {"status": "draft", "mine": "yes"},
        {"year": "2023"},
        {"year": "2027"},
        {"source": "ifi"},
        {"sdg": "1"},
        {"planned": "2024"},
        {"account": "75100"},
        {"ends": "past"},
        {"currency": "EUR"},
    ],
)
def test_a_filter_that_nothing_fits_finds_nothing(signed_in, officer, query):
    assert titles(signed_in(officer), **query) == []


def test_a_filter_that_makes_no_sense_is_left_out(signed_in, officer, dams):
    assert titles(signed_in(officer), year="soon", sdg="99", account="x' or 1=1", status="gone") == [dams.title]


def test_what_ends_soon_and_what_is_past_its_end_is_told_by_the_last_day(viewer, officer, dams):
    last, next_day = date(2026, 12, 31), date(2027, 1, 1)

    def found(day: date, ends: str) -> list[Project]:
        who = viewer(officer, day)
        return list(portfolio(who).filter(ProjectFilter({"ends": ends}, who).condition()))

    assert (found(last, "soon"), found(last, "past")) == ([dams], [])
    assert (found(next_day, "soon"), found(next_day, "past")) == ([], [dams])


def test_what_the_checker_finds_is_no_filter_for_the_public_and_no_column(signed_in, others):
    page = signed_in(None).get(reverse("projects"), {"found": "errors"})
    assert b"Bridges of Borland" in page.content
    assert b'name="found"' not in page.content


def test_projects_are_sorted_by_title_money_and_end(signed_in, administrator, others):
    page = signed_in(administrator)
    assert titles(page, sort="-budget")[0] == "Dams of Alania"
    assert titles(page, sort="period")[0] == "Dams of Alania"
    assert titles(page, sort="-title")[0] == "Wells of Borland"


def test_a_long_list_is_paged_by_money_without_losing_a_row(signed_in, administrator, office, dams):
    for number in range(60):
        Project.objects.create(unit=office.country, title=f"Dam {number}", total=Decimal(number // 7) / 4)
    client, seen, address = signed_in(administrator), [], reverse("projects") + "?sort=budget"
    while address:
        context = client.get(address).context["table"]
        seen += [row.pk for row in context.page.rows]
        address = reverse("projects") + context.after if context.after else ""
    assert len(seen) == len(set(seen)) == 61


def test_a_file_of_the_list_has_the_money_and_the_counts(signed_in, officer, dams):
    answer = signed_in(officer).get(reverse("projects"), {"format": "csv"})
    row = next(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert (row["budget"], row["currency"], row["outputs"], row["indicators"]) == ("1250.50", "USD", "1", "1")
    assert (row["start"], row["end"], row["sdg_targets"]) == ("2024-03", "2026", "6.1; 16.3")


def rows_of(client, name: str) -> list[dict[str, str]]:
    answer = client.get(reverse(name), {"format": "csv"})
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


@pytest.mark.usefixtures("others")
def test_lines_indicators_and_risks_of_all_projects_are_flat_tables(signed_in, officer, dams):
    client = signed_in(officer)
    (line,) = rows_of(client, "budgetlines")
    assert (line["project"], line["year"], line["amount"], line["source"]) == (
        dams.title,
        "2025",
        "1250.50",
        "Fund of Dams",
    )
    (indicator,) = rows_of(client, "indicators")
    assert (indicator["name"], indicator["level"], indicator["result"]) == ("Number of dams", "Output", "Dams hold")
    assert rows_of(client, "projectrisks") == []
    for name in ("budgetlines", "indicators", "projectrisks"):
        assert client.get(reverse(name)).status_code == 200
        assert rows_of(signed_in(None), name) == []


@pytest.mark.parametrize("asked", [{"sdg": "99"}, {"status": "nonsense"}])
def test_a_filter_that_is_not_known_is_said_to_be_left_out(signed_in, officer, asked):
    said = "A filter that cannot be understood was left out; it is marked."
    browser = signed_in(officer)
    assert said in browser.get(reverse("projects"), asked).content.decode()
    assert said not in browser.get(reverse("projects"), {"status": "draft"}).content.decode()
