"""From the tables to the value: the record of one project, or of many, in one query a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, cast

from django.db.models import ForeignKey

from bagalau.projects.models import TABLES, Project
from bagalau.projects.rules import record
from bagalau.projects.rules.record import Row
from bagalau.projects.rules.shape import built_value, children, shape_of, values

AT_ONCE = 200  # projects whose rows are in memory together
EVERYTHING = frozenset(children(record.Project))
Rows = dict[type[Row], dict[int | None, list[tuple[Any, ...]]]]


def record_of(project: Project, parts: Collection[str] = EVERYTHING) -> record.Project:
    """The record of a project; ``parts`` names the fields of rows that are wanted, the others stay empty."""
    return next(records_of([project], parts))


def records_of(projects: Iterable[Project], parts: Collection[str] = EVERYTHING) -> Iterator[record.Project]:
    """The records of many projects, in their order: one query a table for every two hundred."""
    tables = list(_tables(parts))
    left = iter(projects)
    while some := list(islice(left, AT_ONCE)):
        keys = [project.pk for project in some]
        found = {kind: _rows(kind, keys) for kind in tables}
        sources = {row[0]: row[1] for rows in found.get(record.Contribution, {}).values() for row in rows}
        for project in some:
            yield _project(project, parts, found, sources)


def _tables(parts: Collection[str]) -> Iterator[type[Row]]:
    """The classes of rows that some parts need; whoever reads budget lines needs the names of the sources."""
    wanted = [kind for name, kind in children(record.Project).items() if name in parts]
    if "work_plans" in parts:
        wanted.append(record.Contribution)
    seen: set[type[Row]] = set()
    while wanted:
        kind = wanted.pop()
        if kind not in seen:
            seen.add(kind)
            yield kind
            wanted.extend(children(kind).values())


def _rows(kind: type[Row], projects: list[int]) -> dict[int | None, list[tuple[Any, ...]]]:
    """Rows of a table as tuples (key, values …, parent, project), under what they lie in (a project: negative)."""
    table = TABLES[kind]
    nested = any(field.name == "parent" for field in table._meta.fields)
    owner = ["parent_id", "project_id"] if nested else ["project_id"]
    names = [f"{name}_id" if isinstance(table._meta.get_field(name), ForeignKey) else name for name in values(kind)]
    found: dict[int | None, list[tuple[Any, ...]]] = defaultdict(list)
    query = table._default_manager.filter(project_id__in=projects).order_by(*(table._meta.ordering or ["id"]))
    for row in query.values_list(*["id", *names, *owner]):
        lies_in_row = nested and row[-2] is not None
        found[row[-2] if lies_in_row else -row[-1]].append(row)
    return found


def _project(project: Project, parts: Collection[str], found: Rows, sources: dict[int, str]) -> record.Project:
    given: dict[str, Any] = {name: getattr(project, name) for name in values(record.Project)}
    for name in shape_of(record.Project).lists:
        given[name] = built_value(record.Project, name, given[name])
    for name, kind in children(record.Project).items():
        if name in parts:
            given[name] = _built(kind, found, -project.pk, sources)
    return record.Project(id=project.pk, at=f"project-{project.pk}", **given)


def _built(kind: type[Row], found: Rows, key: int, sources: dict[int, str]) -> tuple[Row, ...]:
    """The rows of a class that lie in one parent, with what lies in them."""
    rows = found[kind].get(key)
    if not rows:
        return ()
    shape = shape_of(kind)
    called = (TABLES[kind]._meta.model_name or "") + "-"
    built = []
    for row in rows:
        given = dict(zip(shape.values, row[1:], strict=False))
        for name in shape.lists:
            given[name] = built_value(kind, name, given[name])
        if "source" in given:
            given["source"] = sources.get(cast(int, given["source"]), "")
        for name, child in shape.children.items():
            given[name] = _built(child, found, row[0], sources)
        built.append(kind(id=row[0], at=f"{called}{row[0]}", **given))
    return tuple(built)
