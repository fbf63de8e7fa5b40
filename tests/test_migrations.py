"""The migrations make the tables that the models describe, and lead back to nothing and forward again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

OWN = [config.label for config in apps.get_app_configs() if config.name.startswith("bagalau.")]
SPARE = "spare"


@pytest.fixture
def spare(django_db_setup, django_db_blocker) -> Iterator[BaseDatabaseWrapper]:
    """An empty database beside that of the tests: in memory for SQLite, a schema of its own on PostgreSQL."""
    settings: dict[str, Any] = {**connection.settings_dict, "TEST": {}, "NAME": ":memory:"}
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            run(connection, "CREATE SCHEMA spare")
            settings["NAME"] = connection.settings_dict["NAME"]
            settings["OPTIONS"] = {**settings["OPTIONS"], "options": "-c search_path=spare"}
        connections.databases[SPARE] = settings
        try:
            yield connections[SPARE]
        finally:
            connections[SPARE].close()
            del connections[SPARE], connections.databases[SPARE]
            if connection.vendor == "postgresql":
                run(connection, "DROP SCHEMA spare CASCADE")


def run(database: BaseDatabaseWrapper, sql: str) -> None:
    with database.cursor() as cursor:
        cursor.execute(sql)


def migrate(database: BaseDatabaseWrapper, *, forward: bool) -> None:
    """Bring our apps, and what they need, to their newest state; or take ours away again, step by step."""
    executor = MigrationExecutor(database)
    newest = [node for node in executor.loader.graph.leaf_nodes() if node[0] in OWN]
    executor.migrate(newest if forward else [(label, None) for label, _name in newest])


def schema(database: BaseDatabaseWrapper) -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    """Our tables with their columns, and with their keys, checks and indexes by what they do."""
    found = {}
    with database.cursor() as cursor:
        ours = [name for name in database.introspection.table_names(cursor) if name.partition("_")[0] in OWN]
        for table in ours:
            kept = database.introspection.get_constraints(cursor, table).values()
            what = [(one["columns"], one["unique"], one["check"], one["index"]) for one in kept]
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = ([column[0] for column in cursor.description], sorted(what, key=str))
    return found


def own(model: type[Model]) -> bool:
    return model._meta.app_label in OWN


@pytest.mark.django_db
def test_the_models_are_as_the_migrations_make_them():
    call_command("makemigrations", *OWN, check=True, dry_run=True, verbosity=0)


def test_migrations_lead_back_to_nothing_and_forward_again(spare):
    migrate(spare, forward=True)
    first = schema(spare)
    assert set(first) == {model._meta.db_table for model in apps.get_models(include_auto_created=True) if own(model)}
    migrate(spare, forward=False)
    assert schema(spare) == {}
    migrate(spare, forward=True)
    assert schema(spare) == first
