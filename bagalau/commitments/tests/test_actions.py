"""Saying how a commitment stands: steps, dates, evidence, and who may."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bagalau.commitments import actions, queries
from bagalau.commitments.actions import Given, Origin, Said
from bagalau.commitments.models import Commitment, Evidence, Update
from bagalau.commitments.rules import Present, Status, fold
from bagalau.commitments.tests.making import ORIGIN, last_update
from bagalau.documents.actions import About, add_file
from bagalau.documents.models import Document, StoredFile
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db
NOT, INIT, DONE, NLA = Status.NOT_INITIATED, Status.INITIATED, Status.COMPLETED, Status.NO_LONGER_APPLICABLE
DAY = date(2025, 3, 1)


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
    row = actions.update(actor, row, Said(INIT, due=When.parse("2025-10"), reason="Floods."))
    row.refresh_from_db()
    assert (row.status, row.comment, row.due) == ("initiated", "Stones are bought.", When.parse("2025-10"))
    assert folded(row) == Present(INIT, row.due, row.comment)
    assert [update.by for update in row.updates.all()] == [actor.person] * 3
    assert (last().verb, last().before, last().after) == ("update", {"due": "2025-09"}, {"due": "2025-10"})


def test_each_update_keeps_how_things_stood_after_it(commitment, actor):
    """C-11"""
    actions.update(actor, commitment, Said(INIT, "Begun."))
    actions.update(actor, commitment, Said(INIT, due=When.parse("2026-01"), reason="Floods."))
    actions.update(actor, commitment, Said(DONE, "It turns.", no_evidence="It stands there."))
    actions.update(actor, commitment, Said(DONE, due_removed=True, reason="Done."))
    assert [(one.stands, str(one.stands_due_on)) for one in commitment.updates.order_by("pk")] == [
        ("not_initiated", "2025-09-30"),
        ("initiated", "2025-09-30"),
        ("initiated", "2026-01-31"),
        ("completed", "2026-01-31"),
        ("completed", "None"),
    ]


def test_the_first_date_is_kept_however_often_it_is_moved(commitment, actor):
    """C-10"""
    for due in ("2025-12", "2026-03"):
        commitment = actions.update(
            actor, commitment, Said(Status.NOT_INITIATED, due=When.parse(due), reason="Floods.")
        )
    commitment.refresh_from_db()
    assert (str(commitment.first_due), commitment.moves) == ("2025-09", 2)
    assert (commitment.slip.months, commitment.slip.days) == (6, 182)


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


ALL: dict[str, Any] = {"comment": "It turns.", "reason": "Floods.", "no_evidence": "It stands there."}


def without(*names: str) -> dict[str, Any]:
    return {name: words for name, words in ALL.items() if name not in names}


@pytest.mark.parametrize(
    ("before", "said", "code"),
    [
        (INIT, Said(NLA, **ALL), "approval-missing"),
        (NOT, Said(NLA, **ALL), "approval-missing"),
        (NOT, Said(DONE, **without("comment")), "comment-missing"),
        (INIT, Said(DONE, **without("comment")), "comment-missing"),
        (NOT, Said(DONE, **without("no_evidence")), "proof-missing"),
        (INIT, Said(DONE, **without("no_evidence")), "proof-missing"),
        (INIT, Said(NOT, **without("reason")), "reason-missing"),
        (DONE, Said(INIT, **without("reason")), "reason-missing"),
        (NLA, Said(INIT, **without("reason")), "reason-missing"),
        (DONE, Said(NOT, **ALL), "closed"),
        (DONE, Said(NLA, **ALL), "closed"),
        (NLA, Said(NOT, **ALL), "closed"),
        (NLA, Said(DONE, **ALL), "closed"),
        (INIT, Said(INIT), "nothing-said"),
        (INIT, Said(INIT, comment="  ", no_evidence="Lost."), "nothing-said"),
    ],
)
def test_a_step_that_may_not_be_taken_is_refused_with_its_reason_and_leaves_nothing(actor, office, before, said, code):
    """C-02, C-03, C-08"""
    row = promise(evaluation(office.country), status=before)
    with pytest.raises(Problem) as refused:
        actions.update(actor, row, said)
    assert refused.value.code == code
    assert code == "nothing-said" or refused.value.details
    row.refresh_from_db()
    assert row.status == before
    assert not Update.objects.exists()
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    ("before", "after"), [(NOT, INIT), (NOT, DONE), (INIT, DONE), (INIT, NOT), (DONE, INIT), (NLA, INIT)]
)
def test_every_step_that_may_be_taken_is_taken(actor, office, before, after):
    """C-02, C-08"""
    row = actions.update(actor, promise(evaluation(office.country), status=before), Said(after, **ALL))
    row.refresh_from_db()
    assert row.status == after
    assert (row.completed_on, row.no_evidence) == ((actor.today, "It stands there.") if after == DONE else (None, ""))
    assert row.updates.get().act == ("reopened" if before in (DONE, NLA) else "")


def test_a_refused_file_is_not_kept(actor, office):
    row = promise(evaluation(office.country), status=INIT)
    with pytest.raises(Problem, match="Say in a comment"):
        actions.update(actor, row, Said(DONE, files=[(b"proof", "proof.txt")]))
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("kind", ["brought", "chosen", "there before", "none, and why"])
def test_a_completion_is_proven_in_one_of_four_ways(actor, office, kind):
    """C-08"""
    row = promise(evaluation(office.country), status=INIT)
    photo = add_file(actor, b"photo", "photo.jpg", About(office.country))
    if kind == "there before":
        row.evidence.create(document=photo)
    given: dict[str, dict[str, Any]] = {
        "brought": {"files": [(b"x", "x.txt")]},
        "chosen": {"documents": [photo]},
        "there before": {},
    }
    said = Said(DONE, "It turns.", **given.get(kind, {"no_evidence": "It stands there."}))
    row = actions.update(actor, row, said)
    assert (row.status, row.evidence.count()) == ("completed", kind != "none, and why")


def test_why_there_is_no_evidence_can_be_said_of_what_a_paper_completed(actor, office):
    """C-08"""
    row = actions.add(actor, Given("Mend", office.country, status=DONE, changed_on=DAY), ORIGIN, from_source=True)
    assert (row.status, row.completed_on, row.no_evidence, row.evidence.count()) == ("completed", DAY, "", 0)
    row = actions.update(actor, row, Said(DONE, no_evidence="It was long ago."))
    assert (row.no_evidence, last_update(row).no_evidence) == ("It was long ago.", "It was long ago.")
    with pytest.raises(Problem, match="Nothing was changed"):
        actions.update(actor, row, Said(DONE, no_evidence="It was long ago."))
    assert actions.update(actor, row, Said(INIT, reason="It broke.")).no_evidence == ""


def test_evidence_is_chosen_or_brought_and_counts_once(actor, commitment, office):
    chosen = add_file(actor, b"photo", "photo.jpg", About(office.country))
    files = [(b"minutes", "minutes.txt"), (b"photo", "again.jpg"), (b"minutes", "twice.txt")]
    row = actions.update(actor, commitment, Said(DONE, "It turns.", documents=[chosen, chosen], files=files))
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

    monkeypatch.setattr("bagalau.commitments.actions.standing.journal.write", fail)
    with pytest.raises(RuntimeError):
        actions.update(actor, commitment, Said(DONE, "It turns.", files=[(b"proof", "proof.txt")]))
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


def test_saying_who_is_responsible_takes_nothing_of_a_later_update_back(commitment, actor):
    """C-11"""
    looked_at = Commitment.objects.get(pk=commitment.pk)
    actions.update(actor, commitment, Said(INIT, "Begun.", due=commitment.due))
    with pytest.raises(Problem) as refused:
        actions.assign(actor, looked_at, responsible="Miller", people=[], units=[], seen=looked_at.seen)
    assert (refused.value.code, refused.value.status) == ("changed-meanwhile", 409)
    row = actions.assign(actor, looked_at, responsible="Miller", people=[], units=[])
    assert (row.status, row.comment, row.responsible) == ("initiated", "Begun.", "Miller")


def test_an_update_of_what_was_changed_meanwhile_is_refused(commitment, actor):
    commitment.refresh_from_db()
    looked_at = commitment.seen
    actions.update(actor, commitment, Said(INIT, "By one.", due=commitment.due, seen=looked_at))
    with pytest.raises(Problem, match="meanwhile") as refused:
        actions.update(actor, commitment, Said(DONE, "By another.", due=commitment.due, seen=looked_at))
    assert refused.value.status == 409
    commitment.refresh_from_db()
    assert (commitment.status, commitment.comment) == ("initiated", "By one.")
