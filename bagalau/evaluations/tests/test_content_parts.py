"""Parts of recommendations: cut, split, joined, answered, and kept by later copies."""

from __future__ import annotations

import pytest

from bagalau.evaluations.actions import content as actions
from bagalau.evaluations.actions import content_parts as parts
from bagalau.evaluations.actions.content import Stated
from bagalau.evaluations.actions.content_parts import StatedPart
from bagalau.evaluations.models import Evaluation, KeyAction, PartAnswer, Recommendation
from bagalau.evaluations.queries.content import seen
from bagalau.evaluations.rules import Part
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.evaluations.tests.responding import SPLIT, recommend
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db
FINDING, CONCLUSION, LESSON, RECOMMENDATION = Kind


@pytest.fixture
def of(office) -> Evaluation:
    return evaluation(office.country)


def last() -> JournalEntry:
    return JournalEntry.objects.latest("number")


def labels(row: Recommendation) -> list[tuple[int, str, str]]:
    return [(part.place, part.label, part.text) for part in row.parts.all()]


CUT = [(0, "i", "mend the roof of the mill; and"), (1, "ii", "paint its door.")]


def test_a_recommendation_is_cut_by_its_numbering_and_again_with_its_text(actor, of):
    """EC-03"""
    row = recommend(actor, of, SPLIT)
    assert labels(row) == CUT
    keys = [part.pk for part in row.parts.all()]
    actions.change_statement(actor, row, Stated(f"{SPLIT} (iii) sweep the yard."))
    assert [part.pk for part in row.parts.all()][:2] == keys
    assert labels(row)[2] == (2, "iii", "sweep the yard.")


def test_a_part_is_split_and_joined_again(actor, of, office):
    """EC-04"""
    row = recommend(actor, of, SPLIT)
    first = row.parts.all()[0]
    parts.change_part(actor, first, StatedPart("i", first.text, priority="high", addressed_units=[office.presence]))
    first = row.parts.all()[0]
    one, two = parts.split_part(actor, first, "mend the roof\n\nof the mill")
    assert labels(row) == [(0, "i", "mend the roof"), (1, "i.2", "of the mill"), (2, "ii", "paint its door.")]
    assert (two.priority, list(two.addressed_units.all())) == ("high", [office.presence])
    assert last().verb == "split part"
    parts.merge_part(actor, one)
    assert labels(row) == [(0, "i", "mend the roof\n\nof the mill"), (1, "ii", "paint its door.")]
    row.refresh_from_db()
    assert row.parts_by_hand
    with pytest.raises(Problem, match="Leave an empty line"):
        parts.split_part(actor, row.parts.all()[1], "one line")
    with pytest.raises(Problem, match="last part"):
        parts.merge_part(actor, row.parts.all()[1])


def answered(of: Evaluation, part, stance: str) -> None:
    row = part.recommendation
    response, _new = of.responses.get_or_create(unit=of.unit)
    answer, _new = response.answers.get_or_create(recommendation=row)
    PartAnswer.objects.create(answer=answer, part=part, stance=stance)


def test_what_hangs_on_a_part_goes_over_when_it_is_joined(actor, of):
    """EC-04"""
    row = recommend(actor, of, SPLIT)
    first, second = row.parts.all()
    promise(of)
    action = KeyAction.objects.get()
    action.parts.add(second)
    answered(of, second, "accepted")
    merged = parts.merge_part(actor, first)
    assert list(action.parts.all()) == [merged]
    assert [one.stance for one in merged.answers.all()] == ["accepted"]


def test_parts_that_were_answered_differently_stay_apart(actor, of):
    """EC-04"""
    row = recommend(actor, of, SPLIT)
    first, second = row.parts.all()
    answered(of, first, "rejected")
    answered(of, second, "accepted")
    with pytest.raises(Problem, match="answered differently"):
        parts.merge_part(actor, first)
    assert labels(row) == CUT


def test_a_part_on_which_something_hangs_is_not_taken_out(actor, of):
    """EC-05"""
    row = recommend(actor, of, SPLIT)
    first, second = row.parts.all()
    answered(of, first, "accepted")
    with pytest.raises(Problem, match="was answered"):
        parts.remove_part(actor, first)
    parts.remove_part(actor, second)
    assert labels(row) == CUT[:1]


def test_no_copy_cuts_what_an_officer_has_cut(actor, of):
    """EC-03"""
    row = recommend(actor, of, SPLIT)
    parts.add_part(actor, row, StatedPart("x", "whitewash the walls"))
    row.refresh_from_db()
    parts.keep_parts(row, [Part("a", "another text")])
    assert [label for _place, label, _text in labels(row)] == ["i", "ii", "x"]
    parts.cut_again(actor, row)
    assert labels(row) == CUT
    row.refresh_from_db()
    assert not row.parts_by_hand


def test_a_later_copy_keeps_the_parts_that_it_still_has_and_those_on_which_something_hangs(actor, of):
    """EC-03, EC-05"""
    row = recommend(actor, of, "(i) mend the roof of the mill (ii) paint the door (iii) sweep the yard")
    roof, door, _yard = row.parts.all()
    promise(of)
    KeyAction.objects.get().parts.add(door)
    parts.keep_parts(row, [Part("a", "buy a goat"), Part("b", "mend the roof of the old mill")])
    assert labels(row) == [
        (0, "a", "buy a goat"),
        (1, "b", "mend the roof of the old mill"),
        (2, "ii", "paint the door"),
    ]
    assert row.parts.get(label="b").pk == roof.pk


def test_a_recommendation_has_no_end_of_parts(actor, of):
    row = recommend(actor, of, SPLIT)
    with pytest.raises(Problem, match="at most 100 parts"):
        parts.split_part(actor, row.parts.all()[0], "\n\n".join(["x"] * 200))
    assert labels(row) == CUT


def test_a_part_that_changed_meanwhile_is_left(actor, of):
    row = recommend(actor, of, SPLIT)
    first = row.parts.all()[0]
    was = seen(first)
    parts.change_part(actor, first, StatedPart("i", "mend it"), was=was)
    for attempt in (
        lambda: parts.change_part(actor, first, StatedPart("i", "tear it down"), was=was),
        lambda: parts.split_part(actor, first, "a\n\nb", was=was),
        lambda: parts.merge_part(actor, first, was=was),
        lambda: parts.remove_part(actor, first, was=was),
    ):
        with pytest.raises(Problem, match="changed this meanwhile"):
            attempt()
