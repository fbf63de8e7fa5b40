"""What an evaluation says: statements, numbers, links, terms; and the parts of recommendations."""

from __future__ import annotations

import pytest

from bagalau.evaluations.actions import content as actions
from bagalau.evaluations.actions import content_parts as parts
from bagalau.evaluations.actions.content import Stated
from bagalau.evaluations.actions.content_parts import StatedPart
from bagalau.evaluations.models import Evaluation, Finding
from bagalau.evaluations.queries.content import seen, seen_all, state, statements
from bagalau.evaluations.queries.content_shown import content_of, links
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.evaluations.tests.responding import SPLIT, recommend
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry
from bagalau.reference.lists import term, term_lists
from bagalau.reference.queries import tags_of

pytestmark = pytest.mark.django_db
FINDING, CONCLUSION, LESSON, RECOMMENDATION = Kind


@pytest.fixture
def of(office) -> Evaluation:
    return evaluation(office.country)


def last() -> JournalEntry:
    return JournalEntry.objects.latest("number")


@pytest.mark.parametrize("kind", Kind)
def test_a_statement_is_added_changed_and_taken_out_with_a_line_each(actor, of, kind):
    """EC-01"""
    row = actions.add_statement(actor, of, kind, Stated(" The roof leaks. "))
    assert (row.number, row.text, last().verb) == (1, "The roof leaks.", f"add {kind}")
    assert actions.add_statement(actor, of, kind, Stated("It rains.")).number == 2
    row = actions.change_statement(actor, row, Stated("The roof leaked."))
    assert (last().verb, last().before, last().after) == (
        f"change {kind}",
        {"text": "The roof leaks."},
        {"text": "The roof leaked.", str(kind): 1},
    )
    lines = JournalEntry.objects.count()
    actions.change_statement(actor, row, Stated("The roof leaked."))
    assert JournalEntry.objects.count() == lines
    actions.remove_statement(actor, row)
    assert [one.number for one in statements(of, kind)] == [2]
    assert (last().verb, last().record_kind, last().record_id) == (f"remove {kind}", "evaluation", of.pk)


def test_no_two_statements_have_one_number(actor, of):
    """EC-01"""
    for text in ("One", "Two"):
        actions.add_statement(actor, of, FINDING, Stated(text))
    with pytest.raises(Problem, match="has this number") as found:
        actions.change_statement(actor, of.findings.get(number=2), Stated("Two", number=1))
    assert list(found.value.details) == ["number"]
    assert actions.add_statement(actor, of, LESSON, Stated("One")).number == 1


def test_numbers_are_given_anew_all_at_once(actor, of):
    """EC-01"""
    keys = {text: actions.add_statement(actor, of, FINDING, Stated(text)).pk for text in "abc"}
    actions.renumber(actor, of, FINDING, {keys["a"]: 3, keys["b"]: 1, keys["c"]: 2})
    assert [one.text for one in statements(of, FINDING)] == ["b", "c", "a"]
    assert last().after == {"numbers": ["1 → 3", "2 → 1", "3 → 2"]}
    for numbers, sentence in (({keys["a"]: 1}, "more than once: 1"), ({keys["a"]: 0}, "from 1")):
        with pytest.raises(Problem, match=sentence):
            actions.renumber(actor, of, FINDING, numbers)
    assert [one.text for one in statements(of, FINDING)] == ["b", "c", "a"]


def test_numbers_that_changed_meanwhile_are_not_given(actor, of):
    row = actions.add_statement(actor, of, FINDING, Stated("a"))
    was = seen_all(statements(of, FINDING))
    actions.add_statement(actor, of, FINDING, Stated("b"))
    with pytest.raises(Problem, match="changed this meanwhile"):
        actions.renumber(actor, of, FINDING, {row.pk: 5}, was=was)


def test_links_are_told_from_both_ends(actor, of, office):
    """EC-02"""
    finding = actions.add_statement(actor, of, FINDING, Stated("It leaks."))
    strange = Finding.objects.create(evaluation=evaluation(office.country, "Other"), number=9, text="No.")
    found = {FINDING: [finding, strange]}
    conclusion = actions.add_statement(actor, of, CONCLUSION, Stated("It is old.", links=found))
    lesson = actions.add_statement(actor, of, LESSON, Stated("Look up.", links=found))
    grounds = {FINDING: [finding], CONCLUSION: [conclusion], LESSON: [lesson]}
    actions.add_statement(actor, of, RECOMMENDATION, Stated("Mend it.", links=grounds))
    assert links(of) == {
        (FINDING, 1): {CONCLUSION: [1], LESSON: [1], RECOMMENDATION: [1]},
        (CONCLUSION, 1): {FINDING: [1], RECOMMENDATION: [1]},
        (LESSON, 1): {FINDING: [1], RECOMMENDATION: [1]},
        (RECOMMENDATION, 1): {FINDING: [1], CONCLUSION: [1], LESSON: [1]},
    }
    actions.remove_statement(actor, finding)
    assert links(of)[CONCLUSION, 1] == {RECOMMENDATION: [1]}


def test_a_recommendation_is_addressed_and_has_its_priority(actor, of, office):
    row = recommend(
        actor,
        of,
        "Mend it.",
        priority="high",
        time_frame="by spring",
        addressed_to="The ministry",
        addressed_units=[office.presence],
    )
    assert (row.priority, row.time_frame, row.addressed_to) == ("high", "by spring", "The ministry")
    assert state(row)["addressed_units"] == ["PP1"]
    with pytest.raises(Problem, match="Something is missing or wrong"):
        recommend(actor, of, "Mend it.", priority="urgent")


def test_terms_are_chosen_and_the_words_of_the_paper_stay_beside(actor, of, viewer, officer):
    row = Finding.objects.create(evaluation=of, number=1, text="It leaks.", tags=["Relevance", "Mills"])
    actions.tag_from_words(row, row.tags)
    shown = content_of(viewer(officer), of, [])
    assert ([tag.term for tag in shown.findings[0].tags], shown.findings[0].words) == (["relevance"], ["Mills"])
    impact = term("criteria", "impact")
    assert impact is not None
    actions.change_statement(actor, row, Stated("It leaks.", terms=[impact]))
    actions.tag_from_words(row, row.tags)
    shown = content_of(viewer(officer), of, [])
    assert [tag.term for tag in shown.findings[0].tags] == ["impact"]
    assert shown.findings[0].words == ["Relevance", "Mills"]
    assert last().after["terms"] == ["Impact"]
    actions.remove_statement(actor, row)
    assert tags_of("finding", [row.pk]) == {}


def test_a_term_with_a_comma_stays_one(actor, of):
    with_comma = next(one for found in term_lists().values() for one in found.terms if "," in one.names["en"])
    row = evaluation(of.unit, "Other")
    assert with_comma.list in {"sdg", "operating_principles", "thematic_area"}
    sdg = next(one for one in term_lists()["sdg"].terms if "," in one.names["en"])
    actions.tag(actor, row, [sdg])
    assert last().after == {"terms": [sdg.names["en"]]}


def test_somebody_who_looked_before_sees_what_changed(actor, of):
    row = actions.add_statement(actor, of, FINDING, Stated("a"))
    was = seen(row)
    actions.change_statement(actor, row, Stated("b"), was=was)
    for attempt in (
        lambda: actions.change_statement(actor, row, Stated("c"), was=was),
        lambda: actions.remove_statement(actor, row, was=was),
    ):
        with pytest.raises(Problem) as found:
            attempt()
        assert (found.value.code, found.value.status) == ("changed-meanwhile", 409)
    actions.remove_statement(actor, row)
    with pytest.raises(Problem, match="changed this meanwhile"):
        actions.change_statement(actor, row, Stated("c"))


def test_an_answered_recommendation_stays(actor, of):
    """EC-05"""
    promise(of)
    with pytest.raises(Problem, match="has an answer or key actions") as found:
        actions.remove_statement(actor, of.recommendations.get())
    assert found.value.status == 409


@pytest.mark.parametrize("who", ["reader", "stranger"])
def test_readers_and_strangers_write_nothing(request, viewer, actor, of, who):
    row = recommend(actor, of, SPLIT)
    part = row.parts.first()
    assert part is not None
    other = viewer(request.getfixturevalue(who))
    lines = JournalEntry.objects.count()
    for attempt in (
        lambda: actions.add_statement(other, of, FINDING, Stated("x")),
        lambda: actions.change_statement(other, row, Stated("x")),
        lambda: actions.remove_statement(other, row),
        lambda: actions.renumber(other, of, FINDING, {}),
        lambda: actions.tag(other, of, []),
        lambda: parts.add_part(other, row, StatedPart("c", "x")),
        lambda: parts.change_part(other, part, StatedPart("c", "x")),
        lambda: parts.split_part(other, part, "a\n\nb"),
        lambda: parts.merge_part(other, part),
        lambda: parts.remove_part(other, part),
        lambda: parts.cut_again(other, row),
    ):
        with pytest.raises(Problem) as found:
            attempt()
        assert found.value.status == 403
    assert JournalEntry.objects.count() == lines
