"""The results framework as a tree: what may lie where, moving, numbering, causal links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.projects.actions.framework import move_result, renumber
from bagalau.projects.actions.rows import save_row
from bagalau.projects.actions.theory import save_link
from bagalau.projects.models import Link, Project, Result
from bagalau.projects.queries.record import record_of
from bagalau.projects.queries.theory import theory, wrapped
from bagalau.projects.rules import record as r
from bagalau.projects.rules.framework import levels_under, listed, may_lie_under, numbers
from bagalau.projects.rules.record import Level

if TYPE_CHECKING:
    from collections.abc import Callable


class TestRules:
    @pytest.mark.parametrize(
        ("level", "above", "may"),
        [
            (Level.OUTPUT, Level.OUTCOME, True),
            (Level.OUTPUT, None, True),
            (Level.ACTION, Level.ACTIVITY_RESULT, True),
            (Level.ACTION, None, False),
            (Level.OUTCOME, Level.OUTPUT, False),
            (Level.TARGET, Level.ACTIVITY_RESULT, False),
        ],
    )
    def test_a_result_lies_under_one_of_a_higher_level(self, level, above, may):
        """PE-01"""
        assert may_lie_under(level, above) is may

    def test_the_usual_level_is_offered_first(self):
        """PE-01"""
        assert levels_under(None)[0] == Level.OUTCOME
        assert levels_under(Level.OUTPUT) == [Level.ACTIVITY_RESULT, Level.TARGET]
        assert levels_under(Level.ACTION) == []

    def test_numbers_follow_the_order_and_who_had_none_stays_without(self):
        """PE-02"""
        action = r.Result(id=4, level=Level.ACTION, number="9")
        results = r.Result(id=3, level=Level.ACTIVITY_RESULT, number="7", children=(action,))
        output = r.Result(id=2, level=Level.OUTPUT, number="5", children=(results,))
        tree = r.Result(id=1, level=Level.OUTCOME, children=(output,))
        assert numbers([tree]) == {1: "", 2: "1", 3: "1", 4: "1.1"}

    def test_words_of_a_box_are_cut_where_they_do_not_fit(self):
        assert wrapped("a b") == ["a b"]
        assert all(len(line) <= 30 for line in wrapped("word " * 90 + "x" * 200))


@pytest.fixture
def tree(office) -> Callable[[str], Any]:
    """``tree("one")``: an outcome with two outputs, the first of which has an activity result with an action."""
    of = Project.objects.create(unit=office.country, title="Clean rivers")
    made: dict[str, Result] = {}

    def add(name: str, level: str, parent: str = "", place: int = 0, number: str = "") -> None:
        made[name] = Result.objects.create(
            project=of, parent=made.get(parent), level=level, title=name, place=place, number=number
        )

    add("outcome", "outcome")
    add("one", "output", "outcome", 0, "1")
    add("two", "output", "outcome", 1, "2")
    add("activity", "activity_result", "one", 0, "1")
    add("action", "action", "activity", 0, "1")
    return lambda name: Result.objects.get(pk=made[name].pk)


def shape(of: Project) -> list[tuple[int, str]]:
    return [(one.depth, one.result.title) for one in listed(record_of(of).results)]


@pytest.mark.django_db
class TestMoved:
    def test_a_result_goes_to_another_parent_with_all_under_it(self, actor, tree):
        move_result(actor, tree("activity"), 0, tree("two"))
        assert shape(tree("one").project) == [
            (0, "outcome"), (1, "one"), (1, "two"), (2, "activity"), (3, "action"),
        ]  # fmt: skip
        assert JournalEntry.objects.filter(record_kind="project", verb="move row").count() == 1

    def test_an_output_may_stand_at_the_top(self, actor, tree):
        move_result(actor, tree("two"), 0, None)
        assert shape(tree("one").project)[:2] == [(0, "two"), (0, "outcome")]

    @pytest.mark.parametrize(("name", "under"), [("action", "outcome"), ("outcome", "one"), ("activity", None)])
    def test_a_level_that_does_not_fit_is_refused_in_words(self, actor, tree, name, under):
        with pytest.raises(Problem) as refused:
            move_result(actor, tree(name), 0, tree(under) if under else None)
        assert refused.value.code == "level-does-not-fit"

    def test_who_looked_at_an_earlier_state_is_told(self, actor, tree):
        seen = tree("two").seen
        save_row(actor, tree("two"), {"title": "Two, reworded"})
        with pytest.raises(Problem) as refused:
            move_result(actor, tree("two"), 0, tree("outcome"), seen=seen)
        assert refused.value.status == 409
        assert tree("two").title == "Two, reworded"

    def test_results_are_numbered_by_their_order(self, actor, tree):
        move_result(actor, tree("two"), 0, tree("outcome"))
        assert renumber(actor, tree("one").project) == 3
        assert {name: tree(name).number for name in ("one", "two", "activity", "action")} == {
            "one": "2", "two": "1", "activity": "1", "action": "1.1",
        }  # fmt: skip
        assert renumber(actor, tree("one").project) == 0


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize(
        ("name", "given", "found"),
        [
            ("two", {"to": "up"}, ["outcome", "two", "one", "activity", "action"]),
            ("one", {"to": "down"}, ["outcome", "two", "one", "activity", "action"]),
            ("two", {"to": "before", "other": "one"}, ["outcome", "two", "one", "activity", "action"]),
            ("one", {"to": "after", "other": "two"}, ["outcome", "two", "one", "activity", "action"]),
            ("activity", {"to": "under", "other": "two"}, ["outcome", "one", "two", "activity", "action"]),
            ("two", {"to": "out"}, ["outcome", "one", "activity", "action", "two"]),
            ("action", {"to": "out"}, ["outcome", "one", "activity", "action", "two"]),  # refused: it stays
            ("two", {"to": "in"}, ["outcome", "one", "activity", "action", "two"]),  # refused: it stays
        ],
    )
    def test_buttons_and_dragging_put_a_result_elsewhere(self, signed_in, officer, tree, name, given, found):
        sent = given | ({"other": str(tree(given["other"]).pk)} if "other" in given else {})
        row = tree(name)
        address = reverse("project_framework_move", args=[row.project_id, row.pk])
        assert signed_in(officer).post(address, sent).status_code == 302
        assert [title for _depth, title in shape(row.project)] == found

    def test_a_refusal_is_told_to_the_script_in_a_sentence(self, signed_in, officer, tree):
        row = tree("action")
        answer = signed_in(officer).post(
            reverse("project_framework_move", args=[row.project_id, row.pk]),
            {"to": "out"},
            headers={"accept": "application/json"},
        )
        assert answer.status_code == 422
        assert "Activity result" in answer.json()["sentence"]


@pytest.mark.django_db
class TestLinks:
    def link(self, tree, cause: str, effect: str) -> dict[str, str]:
        return {"cause": f"result-{tree(cause).pk}", "effect": f"result-{tree(effect).pk}"}

    def test_a_link_that_closes_a_circle_is_refused_in_words(self, actor, tree):
        """PT-01"""
        of = tree("one").project
        save_link(actor, Link(project=of), self.link(tree, "one", "two"))
        save_link(actor, Link(project=of), self.link(tree, "two", "outcome"))
        with pytest.raises(Problem) as refused:
            save_link(actor, Link(project=of), self.link(tree, "outcome", "one"))
        assert refused.value.code == "cycle"
        assert "2 two → outcome" in refused.value.sentence
        assert Link.objects.count() == 2

    def test_what_stands_alone_is_marked(self, actor, tree):
        """PT-04"""
        of = tree("one").project
        save_link(actor, Link(project=of), self.link(tree, "one", "outcome"))
        shown = theory(record_of(of))
        assert shown is not None
        assert ("stands alone", ("2 two",)) in [(fault.value, keys) for fault, keys in shown.faults]

    def test_a_link_goes_with_its_end(self, signed_in, officer, actor, tree):
        of = tree("one").project
        save_link(actor, Link(project=of), self.link(tree, "two", "outcome"))
        signed_in(officer).post(reverse("project_row_remove", args=[of.pk, "result", tree("two").pk]))
        assert not Link.objects.exists()
