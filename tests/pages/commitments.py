"""Proof, dropping and the sheet that updates many commitments."""

from __future__ import annotations

from dataclasses import asdict

from bagalau.commitments import actions
from bagalau.commitments.access import VIEW_COMMITMENTS
from bagalau.commitments.models import Batch, Commitment
from bagalau.commitments.rules import Status
from bagalau.commitments.sheets import COMMENT, NUMBER, Wish
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.tests import making
from bagalau.people.models import Person
from bagalau.people.rules import Action
from tests.pages import REFUSED, Arguments, Make, Page, plain, taken
from tests.pages.office import Base

PAGES = {
    **plain("commitments_template"),
    "commitments_sheet": Page(post=422, sent={"file": "a file"}),  # a note is no workbook
    "commitment_ask": taken("commitment", reason="The ministry did it."),
    "commitment_withdraw": Page("asked", get=302, post=REFUSED),  # only whoever asked
    "commitment_decide": taken("asked", decision="approve"),
    "commitment_verify": taken("completed", decision="verify", comment="I saw it turn."),
    "batch": Page("batch"),
    "batch_save": taken("batch"),
    "batch_undo": taken("batch"),
}
DOORS = {
    "asked": VIEW_COMMITMENTS,
    "completed": VIEW_COMMITMENTS,
    "batch": Action("batch.view", frozenset()),  # it belongs to whoever sent it, whatever the roles of others
}
BUDGETS = {"commitments_sheet": 8, "commitments_template": 6, "batch": 8}
WITHOUT_LISTS = set(
    "commitment_ask commitment_withdraw commitment_decide commitment_verify batch_save batch_undo".split()
)


def records(make: Make) -> dict[str, Arguments]:
    review = Evaluation.objects.get(pk=make.there["evaluation"][0])
    asked = actions.ask(make.maker, making.promise(review, "Sell the old stone"), "It is sold.")
    completed = making.promise(review, "Buy a stone", status=Status.COMPLETED)
    assert make.maker.person is not None
    sent = Batch.objects.create(person=make.maker.person, name="sheet.xlsx", rows=[row_of(completed)])
    return {"asked": (asked.pk,), "completed": (completed.pk,), "batch": (sent.pk,)}


def row_of(commitment: Commitment) -> dict[str, object]:
    commitment.refresh_from_db()
    return asdict(Wish(2, commitment.pk, {COMMENT: "It turns."}, commitment.seen, {NUMBER: "A2"}))


def shown(base: Base) -> dict[str, Arguments]:
    administrator = Person.objects.get(name="Aigul Admin")
    return {"batch": (Batch.objects.create(person=administrator, name="sheet.xlsx").pk,)}


def grow(base: Base, by: Person, number: int) -> None:
    sent = Batch.objects.get(person=by, name="sheet.xlsx")
    sent.rows.append(row_of(Commitment.objects.get(text=f"Promise {number}")))
    sent.save()
    Batch.objects.create(person=by, name=f"sheet {number}.xlsx")
