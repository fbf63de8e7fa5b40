"""Rows of before have, after the migration, what rows of today are written with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from bagalau.commitments import actions
from bagalau.commitments.actions import Given, Said
from bagalau.commitments.models import Commitment, Update
from bagalau.commitments.rules import Status
from bagalau.commitments.tests.making import ORIGIN
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.lib.periods import When

pytestmark = pytest.mark.django_db
LACKING = ["first_due_on", "first_due_precision", "moves", "completed_on"]


def migrate() -> None:
    migration = import_module("bagalau.commitments.migrations.0002_follow_up")
    migration.fold(apps, SimpleNamespace(connection=connection))


def kept() -> list[object]:
    return [
        *Commitment.objects.order_by("pk").values_list(*LACKING),
        *Update.objects.order_by("pk").values_list("stands", "stands_due_on"),
    ]


def test_what_old_rows_lack_is_folded_from_their_updates(actor, office, commitment):
    """C-06, C-10, C-11"""
    moved = Said(Status.INITIATED, due=When.parse("2026-01"), reason="Floods.")
    actions.update(
        actor, actions.update(actor, commitment, moved), Said(Status.INITIATED, due_removed=True, reason="x")
    )
    read = Given("Paint it", office.country, status=Status.COMPLETED, changed_on=date(2024, 5, 6))
    actions.add(actor, read, ORIGIN, from_source=True)
    done = actions.add(actor, Given("Sweep it", office.country), ORIGIN)
    actions.update(actor, done, Said(Status.COMPLETED, "Swept.", no_evidence="Clean."))
    Update.objects.filter(commitment=done).update(at=datetime(2025, 6, 15, 20, tzinfo=UTC))  # the 16th in Almaty
    before = kept()
    Commitment.objects.update(first_due_on=None, first_due_precision="day", moves=0, completed_on=None)
    Update.objects.update(stands="not_initiated", stands_due_on=None)
    migrate()
    assert kept() == before


def test_a_row_without_updates_keeps_its_date_as_the_first(office):
    """C-10"""
    row = promise(evaluation(office.country), due="2024-Q2")
    migrate()
    row.refresh_from_db()
    assert (str(row.first_due), row.moves) == ("2024-Q2", 0)
