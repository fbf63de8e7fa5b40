"""Many commitments updated by one sheet: what its rows say, what is in error, saved as shown, taken back as a whole."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from bagalau.commitments import actions
from bagalau.commitments.actions import Given, Said
from bagalau.commitments.models import STATUSES, Batch, Commitment, Update
from bagalau.commitments.queries import updatable
from bagalau.commitments.rules import Present, Status, fold
from bagalau.commitments.tests.filling import downloaded, filled
from bagalau.commitments.tests.making import ORIGIN, last_update
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db
DONE, INIT = {"new_status": "Completed"}, {"new_status": "Initiated"}
WORDS = {"new_comment": "It turns.", "no_evidence": "It stands there."}


@pytest.fixture
def rows(actor, office) -> dict[str, Commitment]:
    """Promises by name, each due in September 2025."""
    names = "mill bridge lake road".split()
    due = When.parse("2025-09")
    given = {name: Given(f"Mend the {name}", office.country, "Miller", due=due, comment="To begin.") for name in names}
    return {name: actions.add(actor, one, ORIGIN) for name, one in given.items()}


@pytest.fixture
def send(actor, rows):
    """``send(mill={…}, lake={…})``: the sheet, with cells written, is received."""

    def receive(_who=None, formulas=None, **cells: dict[str, Any]) -> Batch:
        data = filled(downloaded(every()), {rows[name].pk: given for name, given in cells.items()}, formulas)
        return actions.receive(_who or actor, data, "back.xlsx")

    def every():
        return updatable(_viewer).order_by("pk")

    _viewer = actor
    return receive


def lines(actor, batch: Batch) -> list[actions.Line]:
    return actions.lines_of(actor, batch)


def save(actor, batch: Batch) -> int:
    return actions.save(actor, batch, actions.token(lines(actor, batch)))


def mistakes(actor, batch: Batch) -> list[tuple[str, str]]:
    return [(one.address, one.sentence) for line in lines(actor, batch) for one in line.mistakes]


def states(rows: dict[str, Commitment]) -> dict[str, tuple[str, str, str]]:
    found = {name: Commitment.objects.get(pk=row.pk) for name, row in rows.items()}
    return {name: (row.status, str(row.due), row.comment) for name, row in found.items()}


def test_what_is_filled_in_is_shown_and_then_saved_in_one_turn(actor, rows, send):
    """C-12"""
    before = states(rows)
    batch = send(
        mill=DONE | WORDS, bridge={"new_due": "2026-01", "reason": "Floods."}, lake={"new_comment": " Begun. "}
    )
    assert [[(one.name, one.before, one.after) for one in line.changes] for line in lines(actor, batch)] == [
        [
            ("status", "not_initiated", "completed"),
            ("comment", "To begin.", "It turns."),
            ("no_evidence", "", "It stands there."),
        ],
        [("due", "2025-09", "2026-01"), ("reason", "", "Floods.")],
        [("comment", "To begin.", "Begun.")],
    ]
    assert states(rows) == before
    written = JournalEntry.objects.count()
    assert save(actor, batch) == 3
    assert states(rows) == {
        "mill": ("completed", "2025-09", "It turns."),
        "bridge": ("not_initiated", "2026-01", "To begin."),
        "lake": ("not_initiated", "2025-09", "Begun."),
        "road": ("not_initiated", "2025-09", "To begin."),
    }
    told = JournalEntry.objects.filter(number__gt=written)
    assert [(one.verb, one.record_kind, one.after["batch"]) for one in told] == [("update", "commitment", batch.pk)] * 3
    assert set(Update.objects.filter(batch=batch).values_list("by", flat=True)) == {actor.person.pk}


def test_what_says_nothing_new_is_passed_over(actor, rows, send):
    """C-12"""
    batch = send(
        mill=INIT,
        bridge={"new_status": "Not initiated", "new_due": "2025-09", "new_comment": "To begin.", "reason": "None."},
    )
    assert ([str(line.commitment) for line in lines(actor, batch)], batch.unchanged) == (["Mend the mill"], 1)
    with pytest.raises(Problem, match="This sheet changes nothing"):
        send()
    assert Batch.objects.count() == 1


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"new_status": "Done"}, "I", "This is no status."),
        ({"new_due": "in spring"}, "J", "Write a date as 2024-12-31"),
        ({"new_due": "31.12.2025", "reason": "Floods."}, "J", "Write a date as 2024-12-31"),
        ({"new_due": "2026-01"}, "L", "Say why the date is changed."),
        (DONE, "K", "Say in a comment what was done."),
        (DONE | {"new_comment": "It turns."}, "M", "Add evidence, or say why there is none."),
        ({"new_status": "No longer applicable"}, "L", "Say why this commitment is no longer applicable."),
        ({"new_status": "No longer applicable", "reason": "x", "new_comment": "y"}, "K", "holds its reason alone"),
        ({"new_comment": "x" * 10_001}, "K", "longer than 10000 letters"),
        ({"number": 987_654, "new_comment": "x"}, "A", "There is no commitment with this number"),
        ({"number": "one", "new_comment": "x"}, "A", "This is no number of a commitment."),
        ({"number": "", "new_comment": "x"}, "A", "This is no number of a commitment."),
        ({"number": 1.5, "new_comment": "x"}, "A", "This is no number of a commitment."),
    ],
)
def test_a_row_in_error_is_told_by_its_cell_and_not_saved(actor, rows, send, cells, column, words):
    """C-12"""
    batch = send(bridge=INIT, mill=cells)
    ((place, sentence),) = mistakes(actor, batch)
    assert place == f"{column}2"
    assert words in sentence
    assert save(actor, batch) == 1
    assert states(rows)["mill"] == ("not_initiated", "2025-09", "To begin.")
    assert states(rows)["bridge"][0] == "initiated"


@pytest.mark.parametrize(
    ("status", "new", "words"),
    [
        ("completed", "Not initiated", "This commitment is closed."),
        ("completed", "No longer applicable", "This commitment is closed."),
        ("completed", "Initiated", "Say why this commitment is opened again."),
        ("no_longer_applicable", "Completed", "This commitment is closed."),
        ("initiated", "Not initiated", "Say why this commitment is set back"),
    ],
)
def test_a_step_that_may_not_be_taken_is_told(actor, rows, send, status, new, words):
    """C-02, C-12"""
    Commitment.objects.filter(pk=rows["mill"].pk).update(status=status)
    assert words in mistakes(actor, send(mill={"new_status": new}))[0][1]


def test_formulas_are_told_by_their_cell(actor, rows, send):
    batch = send(mill=INIT, formulas={"I2": '=IF(1,"Completed")', "K3": "=A2"})
    assert [place for place, _sentence in mistakes(actor, batch)] == ["I2", "K3"]
    assert not any(line.is_good for line in lines(actor, batch))


def test_a_commitment_that_stands_twice_is_told(actor, rows, send):
    batch = send(mill=INIT, bridge={"number": rows["mill"].pk, "new_comment": "Again."})
    assert mistakes(actor, batch) == [("A3", "This commitment stands in row 2 already.")]


def test_what_is_not_open_or_not_theirs_to_update_is_an_error(actor, rows, send, viewer, reader, stranger, make_person):
    """C-12"""
    person = make_person(name="Miller")
    rows["mill"].responsible_people.add(person)
    Commitment.objects.filter(pk=rows["lake"].pk).update(visibility="public")
    for who, told in (
        (viewer(stranger), ["no commitment", "no commitment", "roles do not allow"]),
        (viewer(reader), ["roles do not allow"] * 3),
        (viewer(person), ["no commitment", "roles do not allow"]),
    ):
        batch = send(who, mill=INIT, bridge=INIT, lake=INIT)
        found = [sentence for _place, sentence in mistakes(who, batch)]
        assert len(found) == len(told)
        assert all(words in sentence for words, sentence in zip(told, found, strict=True))
    assert save(viewer(person), batch) == 1
    assert states(rows)["mill"][0] == "initiated"


def test_no_longer_applicable_in_a_sheet_is_a_request(actor, rows, send, head):
    """C-03, C-12"""
    gone = {"new_status": "No longer applicable", "reason": "The ministry did it."}
    batch = send(mill=gone)
    assert [one.name for one in lines(actor, batch)[0].changes] == ["requested", "reason"]
    save(actor, batch)
    row = Commitment.objects.get(pk=rows["mill"].pk)
    assert (row.status, row.is_requested, row.justification) == ("not_initiated", True, "The ministry did it.")
    assert last_update(row).batch == batch
    with pytest.raises(Problem, match="This sheet changes nothing"):
        send(mill=gone)
    assert "Somebody has asked for this already" in mistakes(actor, send(mill=gone | {"reason": "Another."}))[0][1]


def test_what_was_changed_since_the_download_is_not_overwritten(actor, rows):
    """C-12"""
    data = filled(downloaded(updatable(actor).order_by("pk")), {rows["mill"].pk: INIT, rows["lake"].pk: INIT})
    actions.update(actor, rows["mill"], Said(Status.NOT_INITIATED, "Stones are bought."))
    batch = actions.receive(actor, data, "back.xlsx")
    ((place, sentence),) = mistakes(actor, batch)
    assert (place, "Somebody updated this commitment meanwhile." in sentence) == ("A2", True)
    assert save(actor, batch) == 1
    assert states(rows)["mill"] == ("not_initiated", "2025-09", "Stones are bought.")


def test_what_is_changed_between_preview_and_saving_is_shown_again(actor, rows, send):
    """C-12"""
    batch = send(mill=INIT, lake=INIT)
    shown = actions.token(lines(actor, batch))
    actions.update(actor, rows["mill"], Said(Status.NOT_INITIATED, "Stones are bought."))
    with pytest.raises(Problem, match="Look at the rows again") as refused:
        actions.save(actor, batch, shown)
    assert refused.value.status == 409
    assert states(rows)["lake"][0] == "not_initiated"
    assert len(mistakes(actor, batch)) == 1
    assert save(actor, batch) == 1
    assert (states(rows)["mill"][0], states(rows)["lake"][0]) == ("not_initiated", "initiated")


def test_a_sheet_is_saved_once_and_taken_back_once(actor, rows, send):
    """C-12"""
    batch = send(mill=INIT)
    shown = actions.token(lines(actor, batch))
    with pytest.raises(Problem, match="not saved"):
        actions.undo(actor, batch)
    actions.save(actor, batch, shown)
    with pytest.raises(Problem, match="saved already"):
        actions.save(actor, batch, shown)
    actions.undo(actor, batch)
    for again in (lambda: actions.undo(actor, batch), lambda: actions.save(actor, batch, shown)):
        with pytest.raises(Problem) as refused:
            again()
        assert refused.value.status == 409


KEPT = [field.attname for field in Commitment._meta.concrete_fields if field.attname != "updated_at"]


def test_taking_back_restores_every_field_and_tells_of_it(actor, rows, send, head):
    """C-06, C-11, C-12"""
    lake = actions.update(actor, rows["lake"], Said(Status.COMPLETED, "Mended.", no_evidence="Lost."))
    actions.verify(head, lake)
    actions.ask(actor, rows["road"], "Nobody drives there.")
    before = {name: Commitment.objects.filter(pk=row.pk).values(*KEPT).get() for name, row in rows.items()}
    batch = send(
        mill=DONE | WORDS | {"new_due": date(2026, 1, 31), "reason": "Floods."},
        bridge={"new_status": "No longer applicable", "reason": "Sold."},
        lake=INIT | {"reason": "It broke."},
        road=DONE | WORDS,
    )
    assert save(actor, batch) == 4
    written = JournalEntry.objects.count()
    assert actions.undo(actor, batch) == 4
    assert {name: Commitment.objects.filter(pk=row.pk).values(*KEPT).get() for name, row in rows.items()} == before
    for row in Commitment.objects.all():
        told = fold(update.change() for update in row.updates.order_by("at", "pk"))
        assert told == Present(Status(row.status), row.due, row.comment)
        last = last_update(row)
        assert (last.act, last.batch, last.stands, last.stands_due_on) == ("undone", batch, row.status, row.due_on)
    lines_ = JournalEntry.objects.filter(number__gt=written)
    assert [(one.verb, one.after["batch"]) for one in lines_] == [("take back", batch.pk)] * 4


def test_what_was_changed_since_is_not_taken_back_and_named(actor, rows, send):
    """C-12"""
    batch = send(mill=INIT, lake=INIT)
    save(actor, batch)
    actions.update(actor, rows["lake"], Said(Status.INITIATED, "Half of it."))
    with pytest.raises(Problem, match="Mend the lake") as refused:
        actions.undo(actor, batch)
    assert refused.value.status == 409
    assert "Mend the mill" not in refused.value.sentence
    assert states(rows)["mill"][0] == "initiated"


@pytest.mark.parametrize(("language", "back"), [("ru", "kk"), ("kk", "en"), ("en", "ru")])
def test_a_sheet_is_understood_in_every_language(actor, rows, language, back):
    with override(language):
        data = downloaded(updatable(actor).order_by("pk"))
        words = str(STATUSES[Status.INITIATED])
    assert (words == "Initiated") is (language == "en")
    with override(back):
        batch = actions.receive(actor, filled(data, {rows["mill"].pk: {"new_status": words}}), "back.xlsx")
        assert save(actor, batch) == 1


def test_too_many_changes_at_once_are_refused(actor, rows, send, monkeypatch):
    monkeypatch.setattr("bagalau.commitments.actions.batches.MOST_CHANGES", 1)
    with pytest.raises(Problem, match="changes 2 commitments, and at most 1"):
        send(mill=INIT, lake=INIT)
