"""Projects as passages: what there is to find, for whom, and where it leads."""

from __future__ import annotations

import pytest

from bagalau.lib.passages import LONGEST, Reference
from bagalau.lib.periods import When
from bagalau.projects import searchable
from bagalau.projects.actions import take_record
from bagalau.projects.models import Project
from bagalau.projects.rules import record as r

pytestmark = pytest.mark.django_db
LONG = "The river rises every spring, and the dams of the valley are old.\n" * 200


@pytest.fixture
def dams(actor, office):
    told = r.Project(
        title="Dams of Alania",
        award_id="00071",
        description="Old dams are mended.",
        end=When.parse("2026-06"),
        sdg_targets=("6.1", "6.4", "99.1", "word"),
        sections=(r.Section(heading="I. SITUATION", text=LONG),),
        results=(
            r.Result(
                level="output",
                number="1",
                title="Dams hold",
                indicators=(r.Indicator(name="Number of dams"),),
                children=(r.Result(level="action", number="1", title="Buy cement"),),
            ),
        ),
        risks=(r.Risk(number=3, description="Flood", countermeasures="Sandbags"), r.Risk(number=4)),
    )
    made = Project(unit=office.country)
    take_record(actor, made, told)
    return made


def found(of: Project):
    return list(searchable.passages("project", [of.pk]))


def test_title_results_indicators_risks_and_prose_are_found(dams):
    texts = {one.kind: one.text for one in reversed(found(dams))}
    assert texts["project"] == "Dams of Alania\n00071\nOld dams are mended."
    assert (texts["result"], texts["indicator"], texts["risk"]) == ("Dams hold", "Number of dams", "Flood\nSandbags")
    assert "Buy cement" not in " ".join(one.text for one in found(dams))


def test_prose_is_cut_into_pieces_that_lose_nothing(dams):
    pieces = [one for one in found(dams) if one.kind == "section"]
    assert len(pieces) == 3
    assert all(len(one.text) <= LONGEST for one in pieces)
    assert " ".join(" ".join(one.text for one in pieces).split()) == " ".join(f"I. SITUATION {LONG}".split())
    assert len({one.part for one in pieces}) == 3
    assert len({one.anchor for one in pieces}) == 1


def test_passages_are_counted_by_goal_and_year_and_lead_to_their_row(dams):
    by_kind = {one.kind: one for one in found(dams)}
    assert by_kind["project"].facets == {"sdg": ("6",), "status": ("draft",)}
    assert str(by_kind["risk"].day) == "2026-06-30"
    risk = dams.risk_rows.get(number=3)
    assert (by_kind["risk"].place, by_kind["risk"].anchor) == ("Risk 3", f"risk-{risk.pk}")
    assert by_kind["result"].place == "Output 1"


def test_passages_open_for_those_who_may_see_the_project(dams, viewer, officer, reader, stranger):
    asked = {Reference(dams.pk, "head", inside=False)}
    opened = {who: bool(searchable.opened(viewer(who), "project", asked)) for who in (officer, reader, stranger, None)}
    assert opened == {officer: True, reader: True, stranger: False, None: False}
    Project.objects.filter(pk=dams.pk).update(visibility="public")
    assert searchable.opened(viewer(None), "project", asked) == asked
    assert found(dams)[0].public


def test_a_change_of_a_project_or_its_unit_touches_it(dams, office):
    whole = {("project", dams.pk)}
    assert set(searchable.touched("project", [dams.pk])) == whole
    assert set(searchable.touched("unit", [office.region.pk])) == whole
    assert set(searchable.touched("unit", [office.neighbour.pk])) == set()
    assert list(searchable.keys("project", 0)) == [dams.pk]


def test_a_thousand_projects_take_as_many_queries_as_one(dams, actor, office, django_assert_num_queries):
    for number in range(3):
        take_record(actor, Project(unit=office.country), r.Project(title=f"Wells {number}", risks=(r.Risk(number=1),)))
    with django_assert_num_queries(5):
        list(searchable.passages("project", range(1, 1000)))
