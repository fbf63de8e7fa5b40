"""The migrations make the tables that the models describe, and lead back again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
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


@pytest.fixture
def described(django_db_setup, django_db_blocker) -> dict[str, tuple[list[str], list[str]]]:
    """The schema of the tests' own database."""
    with django_db_blocker.unblock():
        return schema(connection)


def run(database: BaseDatabaseWrapper, sql: str) -> None:
    with database.cursor() as cursor:
        cursor.execute(sql)


def migrate(database: BaseDatabaseWrapper, *, forward: bool) -> None:
    """Bring our apps to their newest state; or take them away again, step by step."""
    executor = MigrationExecutor(database)
    newest = ours(executor)
    executor.migrate(newest if forward else [(label, None) for label, _name in newest])


def prepare(database: BaseDatabaseWrapper) -> None:
    """Bring what our apps need of others to the state they need."""
    executor = MigrationExecutor(database)
    needed = [made for made, _back in executor.migration_plan(ours(executor)) if made.app_label not in OWN]
    executor.migrate([(made.app_label, made.name) for made in needed])


def ours(executor: MigrationExecutor) -> list[tuple[str, str]]:
    """The newest migration of each of our apps."""
    return [node for node in executor.loader.graph.leaf_nodes() if node[0] in OWN]


def schema(database: BaseDatabaseWrapper) -> dict[str, tuple[list[str], list[str]]]:
    """Our tables with their columns, and with their keys, checks and indexes."""
    found = {}
    with database.cursor() as cursor:
        for table in database.introspection.table_names(cursor):
            if table.partition("_")[0] in OWN:
                columns = map(str, database.introspection.get_table_description(cursor, table))
                kept = database.introspection.get_constraints(cursor, table).items()
                found[table] = (sorted(columns), sorted(f"{named(name)} {what}" for name, what in kept))
    return found


def named(name: str) -> str:
    """The name of a constraint, unless it is only its number in the text of a table."""
    return "" if name.startswith(("fk_", "__unnamed_constraint_")) else name


def everything(database: BaseDatabaseWrapper) -> set[tuple[Any, ...]]:
    """Whatever there is, and what counts as migrated."""
    names = {
        "sqlite": "SELECT type, name FROM sqlite_master",
        "postgresql": "SELECT relkind, relname FROM pg_class WHERE relnamespace = 'spare'::regnamespace",
    }
    with database.cursor() as cursor:
        cursor.execute(names[database.vendor])
        return {*cursor.fetchall(), *MigrationRecorder(database).applied_migrations()}


def own(model: type[Model]) -> bool:
    return model._meta.app_label in OWN


@pytest.mark.django_db
def test_the_models_are_as_the_migrations_make_them():
    call_command("makemigrations", *OWN, check=True, dry_run=True, verbosity=0)


def test_migrations_make_what_the_models_describe_and_lead_back_to_what_was_before(spare, described):
    """The tables of the tests are made from the models. After the way back nothing differs for a second way forward."""
    assert set(described) == {
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if own(model)
    }
    prepare(spare)
    before = everything(spare)
    assert schema(spare) == {}
    migrate(spare, forward=True)
    assert schema(spare) == described
    migrate(spare, forward=False)
    assert everything(spare) == before
