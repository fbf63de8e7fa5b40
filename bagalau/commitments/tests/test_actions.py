"""Saying how a commitment stands: steps, dates, evidence, and who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bagalau.commitments import actions, queries
from bagalau.commitments.actions import Given, Origin, Said
from bagalau.commitments.models import Commitment, Evidence, Update
from bagalau.commitments.rules import Present, State, Status, fold, is_due_soon, is_long_overdue, state
from bagalau.documents.actions import About, add_file
from bagalau.documents.models import Document, StoredFile
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db
INIT, DONE, NLA = Status.INITIATED, Status.COMPLETED, Status.NO_LONGER_APPLICABLE


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


@pytest.fixture
def commitment(actor, office) -> Commitment:
    given = Given("Mend the mill", office.country, "Miller", due=When.parse("2025-09"), comment="To begin.")
    return actions.add(actor, given, Origin("evaluation", 1, "Review", "Recommendation 1"))


def last() -> JournalEntry:
    return JournalEntry.objects.latest("number")


def folded(commitment: Commitment) -> Present:
    return fold(update.change() for update in commitment.updates.order_by("at", "pk"))


def test_a_commitment_begins_with_an_update_and_a_line(commitment):
    """C-06"""
    assert folded(commitment) == Present(Status.NOT_INITIATED, When.parse("2025-09"), "To begin.")
    assert (last().verb, last().record_kind, last().after["text"]) == ("add", "commitment", "Mend the mill")


def test_an_update_is_added_and_the_present_follows(commitment, actor):
    """C-06"""
    row = actions.update(actor, commitment, Said(INIT, " Stones are bought. ", due=commitment.due))
    row = actions.update(actor, row, Said(DONE, due=commitment.due))
    row.refresh_from_db()
    assert (row.status, row.comment, row.due) == ("completed", "Stones are bought.", When.parse("2025-09"))
    assert folded(row) == Present(DONE, row.due, row.comment)
    assert [update.by for update in row.updates.all()] == [actor.person] * 3
    assert (last().verb, last().before, last().after) == ("update", {"status": "initiated"}, {"status": "completed"})


def test_a_new_date_needs_a_reason_and_the_old_one_is_kept(commitment, actor):
    for said in (Said(INIT, due=When.parse("2026-03")), Said(INIT, due=None, due_removed=True)):
        with pytest.raises(Problem, match="Say why the date is changed") as refused:
            actions.update(actor, commitment, said)
        assert refused.value.details == {"reason": refused.value.sentence}
    row = actions.update(actor, commitment, Said(INIT, due=When.parse("2026-03"), reason="Floods."))
    assert [(str(update.due), update.reason) for update in row.updates.order_by("pk")] == [
        ("2025-09", ""),
        ("2026-03", "Floods."),
    ]
    row = actions.update(actor, row, Said(INIT, due_removed=True, reason="Nobody knows."))
    row.refresh_from_db()
    assert row.due is None
    assert folded(row).due is None


def test_a_first_date_needs_no_reason(actor, office):
    row = promise(evaluation(office.country))
    assert str(actions.update(actor, row, Said(INIT, due=When.parse("2026-Q1"))).due) == "2026-Q1"


@pytest.mark.parametrize(
    ("before", "said", "code"),
    [
        ("initiated", Said(NLA), "justification-missing"),
        ("completed", Said(INIT), "reason-missing"),
        ("no_longer_applicable", Said(INIT, comment="x"), "reason-missing"),
        ("completed", Said(NLA), "justification-missing"),
        ("initiated", Said(INIT), "nothing-said"),
        ("initiated", Said(INIT, comment="  "), "nothing-said"),
    ],
)
def test_a_step_without_its_words_is_refused_and_leaves_nothing(actor, office, before, said, code):
    """C-02, C-03"""
    row = promise(evaluation(office.country), status=before)
    said = Said(said.status, said.comment, files=[(b"proof", "proof.txt")] if code != "nothing-said" else ())
    with pytest.raises(Problem) as refused:
        actions.update(actor, row, said)
    assert refused.value.code == code
    assert not Update.objects.exists()
    assert not StoredFile.objects.exists()
    assert not JournalEntry.objects.exists()


def test_no_longer_applicable_keeps_its_justification_until_it_is_opened_again(actor, office):
    """C-02, C-03"""
    row = promise(evaluation(office.country), status="initiated")
    row = actions.update(actor, row, Said(NLA, reason="The ministry did it."))
    assert (row.status, row.justification) == ("no_longer_applicable", "The ministry did it.")
    row = actions.update(actor, row, Said(NLA, comment="Confirmed."))
    assert row.justification == "The ministry did it."
    row = actions.update(actor, row, Said(INIT, reason="It was another mill."))
    assert (row.status, row.justification) == ("initiated", "")
    assert [one.reason for one in row.updates.order_by("pk")] == ["The ministry did it.", "", "It was another mill."]


def test_evidence_is_chosen_or_brought_and_counts_once(actor, commitment, office):
    chosen = add_file(actor, b"photo", "photo.jpg", About(office.country))
    files = [(b"minutes", "minutes.txt"), (b"photo", "again.jpg"), (b"minutes", "twice.txt")]
    row = actions.update(actor, commitment, Said(DONE, due=commitment.due, documents=[chosen, chosen], files=files))
    assert {str(item.document) for item in row.evidence.all()} == {"photo.jpg", "minutes.txt"}
    brought = Document.objects.get(title="minutes.txt")
    assert (brought.type, brought.unit, brought.visibility) == ("evidence", office.country, "internal")
    assert last().after["evidence"] == ["photo.jpg", "minutes.txt"]
    with pytest.raises(Problem, match="Nothing was changed"):
        actions.update(actor, row, Said(DONE, due=row.due, documents=[chosen]))


def test_evidence_alone_is_something_said(actor, commitment):
    row = actions.update(actor, commitment, Said(Status.NOT_INITIATED, due=commitment.due, files=[(b"x", "x.txt")]))
    assert row.evidence.count() == 1
    assert row.updates.count() == 2


def test_a_failure_midway_keeps_neither_update_nor_file(actor, commitment, monkeypatch, settings, tmp_path):
    settings.FILES_FOLDER = tmp_path

    def fail(*_given, **_more):
        raise RuntimeError("broken")

    monkeypatch.setattr("bagalau.commitments.actions.journal.write", fail)
    with pytest.raises(RuntimeError):
        actions.update(actor, commitment, Said(DONE, due=commitment.due, files=[(b"proof", "proof.txt")]))
    assert not Evidence.objects.exists()
    assert not Document.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    commitment.refresh_from_db()
    assert commitment.status == "not_initiated"


def test_somebody_responsible_without_a_role_updates_what_is_theirs(make_person, viewer, commitment, actor):
    person = make_person(name="Miller")
    with pytest.raises(Problem) as refused:
        actions.update(viewer(person), commitment, Said(INIT, due=commitment.due))
    assert refused.value.status == 403
    actions.assign(actor, commitment, responsible="", people=[person], units=[])
    row = actions.update(viewer(person), commitment, Said(INIT, due=commitment.due, files=[(b"photo", "photo.jpg")]))
    assert (row.status, row.responsible, row.evidence.count()) == ("initiated", "", 1)
    assert list(queries.mine(viewer(person))) == [commitment]
    with pytest.raises(Problem):
        actions.assign(viewer(person), commitment, responsible="Somebody else", people=[], units=[])


@pytest.mark.parametrize("who", ["reader", "stranger"])
def test_readers_and_strangers_change_nothing(request, viewer, commitment, office, who):
    actor = viewer(request.getfixturevalue(who))
    lines = JournalEntry.objects.count()
    for attempt in (
        lambda: actions.update(actor, commitment, Said(INIT, due=commitment.due, files=[(b"x", "x")])),
        lambda: actions.assign(actor, commitment, responsible="Me", people=[], units=[]),
        lambda: actions.add(actor, Given("More", office.country), Origin("evaluation", 1, "Review")),
        lambda: actions.take_over(actor, commitment, Given("More", office.country), Origin("evaluation", 1, "R")),
    ):
        with pytest.raises(Problem) as refused:
            attempt()
        assert refused.value.status == 403
    assert JournalEntry.objects.count() == lines
    assert not StoredFile.objects.exists()


def test_who_is_responsible_is_said_in_words_people_and_units(commitment, actor, officer, office):
    row = actions.assign(actor, commitment, responsible=" ", people=[officer], units=[office.presence])
    assert row.responsible == "Presence in the mountains"  # shown to all: no names of people unasked
    assert (last().verb, last().after["people"], last().after["units"]) == ("assign", ["Olzhas Officer"], ["PP1"])
    row = actions.assign(actor, row, responsible="The miller", people=[], units=[])
    assert row.responsible == "The miller"
    assert row.responsible_people.count() == 0


def test_a_copy_that_says_the_same_leaves_no_trace(commitment, actor, office):
    lines = JournalEntry.objects.count()
    same = Given("Mend the mill", office.country, due=When.parse("2025-09"))
    actions.take_over(actor, commitment, same, Origin("evaluation", 1, "Review", "Recommendation 1"))
    assert JournalEntry.objects.count() == lines
    assert commitment.updates.count() == 1


ORIGIN = Origin("evaluation", 1, "Review", "Recommendation 1")


@pytest.mark.parametrize(
    ("said", "stated", "kept"),
    [
        (DONE, INIT, DONE),
        (DONE, NLA, DONE),
        (INIT, Status.NOT_INITIATED, INIT),
        (INIT, DONE, DONE),
        (INIT, None, INIT),
    ],
)
def test_a_later_copy_does_not_undo_what_the_office_said(commitment, actor, office, said, stated, kept):
    """C-07"""
    row = actions.update(actor, commitment, Said(said, "As the office knows.", due=commitment.due))
    copy = Given("Mend the mill", office.country, status=stated, comment="As the paper has it." if stated else "")
    for _time in range(2):
        row = actions.take_over(actor, row, copy, ORIGIN)
    row.refresh_from_db()
    undone = stated is not None and kept is not stated
    assert row.status == kept
    assert row.comment == ("As the office knows." if undone or stated is None else "As the paper has it.")
    assert folded(row) == Present(kept, row.due, row.comment)
    noted = [update.reason for update in row.updates.filter(from_source=True).exclude(reason="")]
    assert len(noted) == undone
    assert all("A later copy says" in words and "As the paper has it." in words for words in noted)


def test_what_only_copies_said_a_later_copy_may_set_back(actor, office):
    """C-07"""
    given = Given("Mend the mill", office.country, status=DONE)
    row = actions.add(actor, given, ORIGIN, from_source=True)
    assert actions.take_over(actor, row, Given("Mend the mill", office.country, status=INIT), ORIGIN).status == INIT


def test_an_update_of_what_was_changed_meanwhile_is_refused(commitment, actor):
    commitment.refresh_from_db()
    looked_at = commitment.seen
    actions.update(actor, commitment, Said(INIT, "By one.", due=commitment.due, seen=looked_at))
    with pytest.raises(Problem, match="meanwhile") as refused:
        actions.update(actor, commitment, Said(DONE, "By another.", due=commitment.due, seen=looked_at))
    assert refused.value.status == 409
    commitment.refresh_from_db()
    assert (commitment.status, commitment.comment) == ("initiated", "By one.")


DAY = date(2025, 6, 16)
STATUSES = [status.value for status in Status]
DUES = [None, "2022-06-15", "2022-06-16", "2025-06-15", "2025-06-16", "2025-06", "2025-09-16", "2025-09-17", "2026"]


@pytest.mark.parametrize("today", [DAY, date(2024, 2, 29), date(2025, 3, 31)])
def test_the_database_knows_the_states_as_the_rules_do(office, today):
    """C-04, C-05"""
    source = evaluation(office.country)
    for status in STATUSES:
        for due in [*DUES, "2021-02-28", "2024-02-29", "2025-06-30", "2022-03-31"]:
            promise(source, due=due, status=status)
    groups: dict[str, Callable[[Commitment], bool]] = {
        "open": lambda row: row.status in {"not_initiated", "initiated"},
        "due_soon": lambda row: is_due_soon(Status(row.status), row.due, today),
        "long_overdue": lambda row: is_long_overdue(Status(row.status), row.due, today),
    }
    every = list(Commitment.objects.all())
    for name, holds in groups.items():
        found = set(Commitment.objects.filter(queries.in_state(name, today)))
        assert found == {row for row in every if holds(row)}, name
    for name in State:
        found = set(Commitment.objects.filter(queries.in_state(name, today)))
        assert found == {row for row in every if state(Status(row.status), row.due, today) is name}, name
