"""Evaluations that are older than steps get their first one when the database is brought forward."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations import RunPython

from bagalau.evaluations.migrations._first_steps import first_steps
from bagalau.evaluations.models import EvaluationStep
from bagalau.evaluations.tests.making import evaluation

pytestmark = pytest.mark.django_db


def test_the_migration_makes_them():
    operations = import_module("bagalau.evaluations.migrations.0002_follow_up").Migration.operations
    assert first_steps in [one.code for one in operations if isinstance(one, RunPython)]


def test_each_has_one_and_none_a_second(office):
    """EL-01"""
    read = evaluation(office.country, "Read", system="undp-erc", stage="completed", completed="2020-03")
    typed = evaluation(office.country, "Typed", planned_end="2026")
    for _time in range(2):
        first_steps(apps, SimpleNamespace(connection=connection))
    assert EvaluationStep.objects.count() == 2
    first = read.steps.get()
    assert (first.stage, str(first.completed_on), first.at, first.from_source) == (
        "completed",
        "2020-03-31",
        read.created_at,
        True,
    )
    assert (typed.steps.get().from_source, str(typed.steps.get().planned_end_on)) == (False, "2026-12-31")
