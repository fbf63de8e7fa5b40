"""Reviewing a draft: corrections, rows taken out, doubts settled, and the decision, after which nothing changes."""

from __future__ import annotations

import pytest

from bagalau.documents import actions
from bagalau.documents.models import Draft
from bagalau.evaluations.tests.making import ERC_PAGE, QUALITY, accepted, bring
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


@pytest.fixture
def draft(actor, office) -> Draft:
    return bring(actor, office.country, ERC_PAGE).draft


def last() -> JournalEntry:
    return JournalEntry.objects.latest("number")


def with_error(draft: Draft, path: str | None, **more) -> Draft:
    """The draft as a reader would leave it that found an error."""
    error = {"code": "x", "message": "This is 100% wrong.", "severity": "error", "path": path, "span": None}
    draft.warnings = [{**error, "line": None, "page": None, "values": {}, **more}]
    draft.save()
    return draft


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("title", " Blue  Orchard ", "Blue Orchard"),
        ("completed", "2020-04", "2020-04"),
        ("budget", "41 000.50", 41000.5),
        ("joint_evaluation", "no", False),
        ("countries", "Georgia\r\nArmenia\r\n", ["Georgia", "Armenia"]),
        ("comments", "One.\r\n\r\nTwo.", "One.\n\nTwo."),
        ("gef.phase", "GEF-7", "GEF-7"),
        ("findings[1].number", "3", 3),
        ("recommendations[0].key_actions[2].due", "2021-Q3", "2021-Q3"),
        ("lessons[2].text", "A lesson that was missed.", "A lesson that was missed."),
        ("stakeholders", "", None),
    ],
)
def test_a_correction_is_kept_beside_what_was_read(draft, actor, path, typed, value):
    """D-02, D-03"""
    read = Draft.objects.get(pk=draft.pk).record
    actions.correct(actor, draft, path, typed)
    draft.refresh_from_db()
    assert draft.corrections == {path: value}
    assert draft.record == read
    assert (last().verb, last().record_kind, last().record_id) == ("correct", "draft", draft.pk)
    assert last().after == {path: value}


def test_a_correction_can_be_corrected_and_the_journal_tells_of_both(draft, actor):
    actions.correct(actor, draft, "title", "First")
    actions.correct(actor, draft, "title", "Second")
    lines = [(line.before["title"], line.after["title"]) for line in JournalEntry.objects.filter(verb="correct")]
    assert lines == [("First", "Second"), ("Mid-term review of the Blue Orchard programme, phase II", "First")]
    assert Draft.objects.get(pk=draft.pk).reviewed()["title"] == "Second"


@pytest.mark.parametrize(
    ("path", "typed", "sentence"),
    [
        ("completed", "in spring", "Write a date as 2024-12-31"),
        ("budget", "plenty", "Write a number"),
        ("findings[0].number", "first", "Write a number"),
        ("joint_evaluation", "perhaps", "Write yes or no"),
    ],
)
def test_a_wrong_value_is_refused_with_a_sentence_and_changes_nothing(draft, actor, path, typed, sentence):
    """D-03"""
    lines = JournalEntry.objects.count()
    with pytest.raises(Problem, match=sentence) as refused:
        actions.correct(actor, draft, path, typed)
    assert (refused.value.code, refused.value.details) == ("wrong-value", {path: refused.value.sentence})
    draft.refresh_from_db()
    assert draft.corrections == {}
    assert JournalEntry.objects.count() == lines


@pytest.mark.parametrize(
    "path",
    ["", "nothing", "recommendations", "gef", "findings[0]", "findings[3].text", "findings[999999].text", "title[0]"],
)
def test_what_is_no_field_cannot_be_corrected(draft, actor, path):
    with pytest.raises(Problem, match="no such field") as refused:
        actions.correct(actor, draft, path, "x")
    assert refused.value.status == 404


@pytest.mark.parametrize(
    "path", ["", "title", "recommendations]", "findings[2]", "title[0]", "findings[0].tags[0]", "gef[0]"]
)
def test_what_is_no_row_cannot_be_taken_out(draft, actor, path):
    with pytest.raises(Problem, match="no such row"):
        actions.take_out(actor, draft, path)


def test_a_row_is_taken_out_and_put_back(draft, actor):
    """D-02"""
    actions.take_out(actor, draft, "findings[0]")
    actions.take_out(actor, draft, "findings[0]")
    draft.refresh_from_db()
    assert draft.removed == ["findings[0]"]
    assert [row["number"] for row in draft.reviewed()["findings"]] == [2]
    assert (last().verb, last().after) == ("take out", {"row": "findings[0]"})
    actions.take_out(actor, draft, "findings[0]", back=True)
    draft.refresh_from_db()
    assert [row["number"] for row in draft.reviewed()["findings"]] == [1, 2]
    assert last().verb == "put back"


def test_a_doubt_is_settled_and_doubted_again(draft, actor):
    for _time in range(2):
        actions.settle(actor, draft, 1)
    actions.settle(actor, draft, 0)
    draft.refresh_from_db()
    assert draft.settled == [0, 1]
    actions.settle(actor, draft, 1, open_again=True)
    draft.refresh_from_db()
    assert draft.settled == [0]
    assert last().verb == "doubt again"
    with pytest.raises(Problem, match="no such warning"):
        actions.settle(actor, draft, len(draft.warnings))


def test_a_draft_with_open_doubts_may_be_accepted(draft, actor):
    """D-04"""
    assert draft.warnings
    actions.accept(actor, draft)
    draft.refresh_from_db()
    assert (draft.status, draft.decided_by) == ("accepted", actor.person)
    assert draft.decided_at is not None


def test_an_error_refuses_acceptance_until_its_field_is_corrected(draft, actor):
    """D-04"""
    with_error(draft, "completed")
    with pytest.raises(Problem, match="Mend what is marked") as refused:
        actions.accept(actor, draft)
    assert (refused.value.status, refused.value.details) == (422, {"completed": "This is 100% wrong."})
    actions.settle(actor, draft, 0)  # to look at it is not to mend it
    with pytest.raises(Problem):
        actions.accept(actor, draft)
    actions.correct(actor, draft, "completed", "2020-03")
    assert accepted(actor, draft).completed == When.parse("2020-03")


def test_an_error_goes_with_the_row_that_is_taken_out(draft, actor):
    """D-04"""
    with_error(draft, "lessons[1].text", message="Lesson %(number)s is empty.", values={"number": "2"})
    with pytest.raises(Problem) as refused:
        actions.accept(actor, draft)
    assert refused.value.details == {"lessons[1].text": "Lesson 2 is empty."}
    actions.take_out(actor, draft, "lessons[1]")
    assert accepted(actor, draft).lessons.count() == 1


def test_an_error_that_names_no_field_is_settled_by_looking(draft, actor):
    """D-04"""
    with_error(draft, None)
    with pytest.raises(Problem):
        actions.accept(actor, draft)
    actions.settle(actor, draft, 0)
    actions.accept(actor, draft)


@pytest.mark.parametrize(
    ("path", "typed", "where", "sentence"),
    [
        ("title", "", "title", "needs a title"),
        ("title", "—", "title", "needs a title"),
        ("findings[0].text", "", "findings[0].text", "Without a text"),
        ("findings[1].number", "1", "findings[1].number", "a number of its own"),
        ("recommendations[0].number", "0", "recommendations[0].number", "a number of its own"),
        ("recommendations[1].number", "1.5", "recommendations[1].number", "a number of its own"),
        ("recommendations[2].number", "99999999", "recommendations[2].number", "a number of its own"),
        ("recommendations[0].key_actions[1].text", "", "recommendations[0].key_actions[1].text", "needs a text"),
    ],
)
def test_what_a_record_cannot_do_without_is_named(draft, actor, path, typed, where, sentence):
    """D-04"""
    actions.correct(actor, draft, path, typed)
    with pytest.raises(Problem) as refused:
        actions.accept(actor, draft)
    assert sentence in refused.value.details[where]
    assert Draft.objects.get(pk=draft.pk).is_open


def test_what_must_be_mended_is_named_by_its_place_on_the_review(draft, actor):
    """D-04: rows that were taken out are counted there."""
    actions.take_out(actor, draft, "recommendations[0]")
    actions.correct(actor, draft, "recommendations[2].key_actions[0].text", "")
    with pytest.raises(Problem) as refused:
        actions.accept(actor, draft)
    assert refused.value.details == {"recommendations[2].key_actions[0].text": "A key action needs a text."}


@pytest.mark.parametrize(
    ("path", "typed"),
    [("title", "x" * 501), ("budget", "-5"), ("budget", "1.234567"), ("team[0].nationality", "x" * 101)],
)
def test_what_does_not_fit_the_record_is_refused_whole(draft, actor, path, typed):
    actions.correct(actor, draft, path, typed)
    with pytest.raises(Problem, match="Nothing was saved") as refused:
        actions.accept(actor, draft)
    assert refused.value.status == 422
    assert refused.value.details
    assert Draft.objects.get(pk=draft.pk).is_open
    assert not JournalEntry.objects.filter(verb="accept").exists()


def test_a_kind_without_a_home_is_kept_as_reviewed(actor, office, settings):
    settings.DOCUMENT_HOMES = []
    draft = bring(actor, office.country, QUALITY).draft
    assert actions.accept(actor, draft) == draft
    draft.refresh_from_db()
    assert (draft.status, draft.record_kind, draft.record_id) == ("reviewed", "", None)
    with pytest.raises(Problem, match="decided before"):
        actions.accept(actor, draft)


@pytest.mark.parametrize("reason", ["", "  ", "\0"])
def test_a_draft_is_not_rejected_without_a_reason(draft, actor, reason):
    with pytest.raises(Problem, match="Say why") as refused:
        actions.reject(actor, draft, reason)
    assert "reason" in refused.value.details
    assert Draft.objects.get(pk=draft.pk).is_open


def test_a_rejected_draft_keeps_its_reason(draft, actor):
    actions.reject(actor, draft, " Another programme. ")
    draft.refresh_from_db()
    assert (draft.status, draft.reason, draft.decided_by) == ("rejected", "Another programme.", actor.person)
    assert (last().verb, last().after) == ("reject", {"reason": "Another programme."})


DECISIONS = {
    "accepted": actions.accept,
    "rejected": lambda actor, draft: actions.reject(actor, draft, "No."),
}


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decided_draft_does_not_change(draft, actor, decision):
    """D-01"""
    DECISIONS[decision](actor, draft)
    lines = JournalEntry.objects.count()
    for attempt in (
        lambda: actions.correct(actor, draft, "title", "x"),
        lambda: actions.take_out(actor, draft, "findings[0]"),
        lambda: actions.settle(actor, draft, 0),
        lambda: actions.accept(actor, draft),
        lambda: actions.reject(actor, draft, "No."),
    ):
        with pytest.raises(Problem, match="decided before") as refused:
            attempt()
        assert refused.value.status == 409
    assert JournalEntry.objects.count() == lines


@pytest.mark.parametrize("who", ["reader", "stranger"])
def test_only_writers_of_the_unit_review(request, viewer, draft, who):
    actor = viewer(request.getfixturevalue(who))
    for attempt in (
        lambda: actions.correct(actor, draft, "title", "x"),
        lambda: actions.take_out(actor, draft, "findings[0]"),
        lambda: actions.settle(actor, draft, 0),
        lambda: actions.accept(actor, draft),
        lambda: actions.reject(actor, draft, "No."),
    ):
        with pytest.raises(Problem) as refused:
            attempt()
        assert refused.value.status == 403


def test_a_contributor_reviews_but_does_not_decide(make_person, viewer, office, draft):
    actor = viewer(make_person("contributor", unit=office.country))
    actions.correct(actor, draft, "title", "Better")
    for attempt in (lambda: actions.accept(actor, draft), lambda: actions.reject(actor, draft, "No.")):
        with pytest.raises(Problem) as refused:
            attempt()
        assert refused.value.status == 403
    assert Draft.objects.get(pk=draft.pk).corrections == {"title": "Better"}
