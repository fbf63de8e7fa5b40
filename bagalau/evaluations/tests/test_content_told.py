"""What an evaluation says is public once it is completed (EC-07), and stays as it was answered (EC-06)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from bagalau.api.queries import statements
from bagalau.evaluations import searchable
from bagalau.evaluations.actions import content as actions
from bagalau.evaluations.actions import content_parts as parts
from bagalau.evaluations.actions.content import Stated, add_statement
from bagalau.evaluations.actions.content_parts import StatedPart
from bagalau.evaluations.models import Agency, Evaluation, ManagementResponse, Recommendation, TeamMember
from bagalau.evaluations.queries.content_shown import content_of
from bagalau.evaluations.queries.content_told import tells, told
from bagalau.evaluations.queries.responses import responses, responses_of
from bagalau.evaluations.reports import follow_up, matrix
from bagalau.evaluations.rules.content import BESIDE, WORDS, Kind, is_told, stays
from bagalau.evaluations.rules.responses import Approval, Step
from bagalau.evaluations.tables import columns_for
from bagalau.evaluations.tests.making import evaluation
from bagalau.evaluations.tests.responding import NO, SPLIT, Work, recommend, work
from bagalau.formats.report import Report
from bagalau.lib.passages import Reference
from bagalau.lib.problems import Problem

pytestmark = pytest.mark.django_db
UNFINISHED = ("planned", "tor_initiated", "team_onboard", "cancelled")
SAID = ("The roof leaks.", "It rains in.", "Mend the mill.", "Ask a roofer.")


@pytest.fixture
def of(officer, viewer, office) -> Evaluation:
    """A public evaluation that is under way, with all that is said in one, a team and an expenditure."""
    made = evaluation(
        office.country, visibility="public", stage="team_onboard", planned_end="2030-05", budget=100, expenditure=123
    )
    for kind, text in zip(Kind, (SAID[0], SAID[1], SAID[3], SAID[2]), strict=True):
        add_statement(viewer(officer), made, kind, Stated(text))
    TeamMember.objects.create(evaluation=made, name="Dana Dusk")
    return made


@pytest.fixture
def done(officer, make_person, viewer, office) -> Work:
    head = make_person("head_of_unit", unit=office.country, name="Hadisha Head")
    made = work(viewer(officer), viewer(head), office.country, visibility="public")
    made.complete()
    return made


def at(name: str, *arguments: object) -> str:
    return reverse(name, args=arguments)


def words(response) -> str:
    return str(response.content.decode())


def test_what_was_planned_is_public_at_once_and_the_rest_when_it_is_completed():
    """EC-07"""
    assert [stage for stage in (*UNFINISHED, "completed") if is_told(stage)] == ["completed"]


def test_a_page_tells_the_public_what_was_planned_until_the_evaluation_is_completed(of, signed_in):
    """EC-07"""
    address, hidden = at("evaluation", of.pk), (*SAID, "Dana Dusk", "123", "+23")
    for stage in UNFINISHED:
        Evaluation.objects.update(stage=stage)
        page = words(signed_in().get(address))
        assert of.title in page
        assert [text for text in hidden if text in page] == [], stage
        for other in (at("recommendation", of.recommendations.get().pk), at("evaluation_trace", of.pk)):
            assert not [text for text in SAID if text in words(signed_in().get(other))]
    Evaluation.objects.update(stage="completed", completed_on="2025-05-31")
    page = words(signed_in().get(address))
    assert [text for text in hidden if text not in page] == []
    assert signed_in().get(at("recommendation", of.recommendations.get().pk)).status_code == 200


def test_who_may_edit_is_told_what_the_public_does_not_see_yet(of, officer, reader, signed_in):
    """EC-07"""
    said, address = "The public sees this once the evaluation is completed.", at("evaluation", of.pk)
    page = words(signed_in(officer).get(address))
    assert said in page
    assert "Mend the mill." in page
    assert said not in words(signed_in(reader).get(address))
    Evaluation.objects.update(stage="completed")
    assert said not in words(signed_in(officer).get(address))


def test_whoever_takes_part_is_told_from_the_beginning(of, reader, stranger, viewer, office):
    """EC-07, ER-11"""
    for person, sees in ((reader, True), (stranger, False), (None, False)):
        assert tells(viewer(person), of) is sees
        assert Evaluation.objects.filter(told(viewer(person))).exists() is sees
        assert bool(content_of(viewer(person), of, []).recommendations) is sees
        assert statements(viewer(person), Kind.LESSON).exists() is sees
    Agency.objects.create(evaluation=of, name="The other", unit_id=stranger.grants.get().unit_id)
    assert tells(viewer(stranger), of)
    assert Evaluation.objects.filter(told(viewer(stranger))).exists()


def test_programs_and_files_tell_the_public_no_more_than_the_page(of, client, viewer, reader):
    """EC-07"""
    row = client.get(f"/api/v1/evaluations/{of.pk}").json()
    assert (row["expenditure"], row["team"], row["budget"]) == (None, [], "100.00")
    assert client.get("/api/v1/recommendations").json()["items"] == []
    assert client.get(f"/api/v1/evaluations/{of.pk}/content").json()["findings"] == []
    spent = {person: _column(viewer(person), of, "expenditure") for person in (None, reader)}
    assert (spent[None], spent[reader]) == (None, 123)
    assert _column(viewer(None), of, "variance_percent") is None


def _column(viewer, of: Evaluation, name: str) -> object:
    (found,) = (one for one in columns_for(viewer) if one.name == name)
    return found.value(of)


def test_the_search_keeps_what_is_said_for_the_inside_until_then(of, reader, viewer):
    """EC-07"""
    found = {one.part: one for one in searchable.passages("evaluation", [of.pk])}
    assert [part for part, one in found.items() if not one.inside] == ["head"]
    asked = {Reference(of.pk, part, inside=False) for part in found}  # as an index from before may have it
    assert {one.part for one in searchable.opened(viewer(None), "evaluation", asked)} == {"head"}
    assert searchable.opened(viewer(reader), "evaluation", asked) == asked
    Evaluation.objects.update(stage="completed")
    assert not [one for one in searchable.passages("evaluation", [of.pk]) if one.inside]
    assert searchable.opened(viewer(None), "evaluation", asked) == asked


def test_reports_tell_the_public_no_recommendation_until_then(of, viewer, reader):
    """EC-07"""
    for report in (matrix, follow_up):
        for person, sees in ((None, False), (reader, True)):
            made = report.build(viewer(person), evaluation=of, as_of=viewer(person).today)
            assert ("Mend the mill." in _told(made)) is sees


def _told(report: Report) -> str:
    return repr(report.blocks)


def test_a_response_is_public_with_what_it_answers(done, viewer):
    """EC-07"""
    done.step(Step.SUBMIT, Step.APPROVE, Step.PUBLISH)
    assert responses(viewer(None)).exists()
    Evaluation.objects.update(stage="team_onboard")
    assert not responses(viewer(None)).exists()
    assert done.fresh().visibility == "internal"


@pytest.mark.parametrize("approval", ["", *Approval])
@pytest.mark.parametrize("given_here", [True, False])
def test_what_an_answer_holds(approval, given_here):
    """EC-06"""
    held = stays(approval, given_here=given_here)
    free = approval in {Approval.DRAFT, Approval.RETURNED}
    assert held == (frozenset() if free else WORDS | BESIDE if given_here else WORDS)


def changes(actor, done: Work) -> dict[str, Callable[[], object]]:
    """Everything that would change what is answered."""
    whole, part = done.whole, done.split.parts.all()[0]
    finding = add_statement(actor, done.evaluation, Kind.FINDING, Stated("It leaks."))
    links = {Kind.FINDING: [finding]}
    return {
        "text": lambda: actions.change_statement(actor, whole, Stated("Reach villages.")),
        "links": lambda: actions.change_statement(actor, whole, Stated(whole.text, links=links)),
        "number": lambda: actions.renumber(actor, done.evaluation, Kind.RECOMMENDATION, {whole.pk: 9}),
        "new part": lambda: parts.add_part(actor, whole, StatedPart("x", "Whitewash it.")),
        "part": lambda: parts.change_part(actor, part, StatedPart("i", "Burn it.")),
        "split": lambda: parts.split_part(actor, part, "a\n\nb"),
        "join": lambda: parts.merge_part(actor, part),
        "out": lambda: actions.remove_statement(actor, whole),
    }


@pytest.mark.parametrize("steps", [(), (Step.APPROVE,), (Step.APPROVE, Step.PUBLISH)])
def test_what_is_answered_does_not_change_past_the_response(done, steps):
    """EC-06"""
    done.step(Step.SUBMIT, *steps)
    wanted = "eopen the response first" if steps else "returned first"
    for name, change in changes(done.officer, done).items():
        with pytest.raises(Problem) as found:
            change()
        assert (found.value.code, found.value.status) == ("answered", 409), name
        assert wanted in found.value.sentence
    assert Recommendation.objects.get(pk=done.whole.pk).text == "Mend the mill."
    done.step(Step.REOPEN if steps else Step.RETURN)
    actions.change_statement(done.officer, done.whole, Stated("Reach villages."))
    parts.add_part(done.officer, done.whole, StatedPart("x", "Whitewash it."))


def test_terms_may_be_chosen_and_other_statements_written_at_any_time(done):
    """EC-06"""
    done.step(Step.SUBMIT, Step.APPROVE)
    actions.change_statement(done.officer, done.whole, Stated(done.whole.text))
    add_statement(done.officer, done.evaluation, Kind.FINDING, Stated("The roof leaks."))
    recommend(done.officer, done.evaluation, "Mend the dam.")


def test_words_that_a_paper_answers_stay_while_links_and_parts_may_be_said(officer, viewer, office):
    """EC-06"""
    actor, of = viewer(officer), evaluation(office.country, stage="completed")
    row = recommend(actor, of, SPLIT)
    finding = add_statement(actor, of, Kind.FINDING, Stated("The roof leaks."))
    read = ManagementResponse.objects.create(evaluation=of, unit=of.unit)
    read.answers.create(recommendation=row, text="We shall.")
    actions.change_statement(actor, row, Stated(SPLIT, links={Kind.FINDING: [finding]}))
    parts.add_part(actor, row, StatedPart("iii", "sweep the yard"))
    with pytest.raises(Problem, match="Reopen the response first"):
        actions.change_statement(actor, row, Stated("Reach villages."))


def test_a_form_that_is_refused_keeps_what_was_typed_and_says_what_to_do(done, officer, signed_in):
    """EC-06"""
    done.step(Step.SUBMIT, Step.APPROVE)
    address = at("content_edit", done.evaluation.pk, "recommendation", done.whole.pk)
    page = signed_in(officer).post(address, {"number": 1, "text": "Reach villages."})
    assert page.status_code == 409
    for text in ("Reopen the response first", "Reach villages."):
        assert text in words(page)


def test_an_answer_is_shown_with_the_words_it_answered(done, viewer, signed_in):
    """EC-06: a later copy of a paper brings other words; so does the version that is worked on."""
    done.step(Step.SUBMIT, Step.APPROVE, Step.PUBLISH)
    Recommendation.objects.filter(pk=done.whole.pk).update(text="Sell the mill.")
    page = words(signed_in().get(at("evaluation", done.evaluation.pk)))
    for text in ("Sell the mill.", "Mend the mill.", "Answered were these:"):
        assert text in page
    assert "Answered were these:" in words(signed_in().get(at("response", done.response.pk)))
    made = matrix.build(viewer(None), evaluation=done.evaluation, as_of=viewer(None).today)
    assert "Answered were these words: Mend the mill." in _told(made)
    done.step(Step.REOPEN)
    done.answer(done.whole, NO, "It is sold.")
    (kept,) = _first(viewer(None), done).answers
    assert (kept.stance.stance, kept.answered) == ("accepted", "Mend the mill.")
    (own,) = _first(done.officer, done).answers
    assert (own.stance.stance, own.answered) == ("rejected", "")


def test_an_answer_follows_its_recommendation_to_another_number(done, viewer):
    """EC-06: while a new version is worked on, the public sees the old answer beside what it answered."""
    done.answer(done.whole, NO, "Never.")
    done.step(Step.SUBMIT, Step.APPROVE, Step.PUBLISH, Step.REOPEN)
    swapped = {done.whole.pk: 2, done.split.pk: 1}
    actions.renumber(done.officer, done.evaluation, Kind.RECOMMENDATION, swapped)
    found = {item.row.pk: item.answers for item in _content(viewer(None), done).recommendations}
    assert [one.stance.stance for one in found[done.whole.pk]] == ["rejected"]
    assert [one.stance.stance for one in found[done.split.pk]] == ["accepted"]


def _content(viewer, done: Work):
    of = Evaluation.objects.get(pk=done.evaluation.pk)
    return content_of(viewer, of, responses_of(viewer, of))


def _first(viewer, done: Work):
    return next(one for one in _content(viewer, done).recommendations if one.row.pk == done.whole.pk)
