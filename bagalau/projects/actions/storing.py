"""From the value to the tables: brings the rows of a project to what a record says. Called inside other actions.

Rows that the record names by their key are changed, rows without a key are added, and rows of the project that it does
not name are taken out; a part that ``parts`` does not name is left alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django.db.models import UniqueConstraint

from bagalau.lib.problems import Problem
from bagalau.projects.models import TABLES, Contribution, Link, Project, ProjectRow, Share, WorkPlan
from bagalau.projects.queries.record import EVERYTHING
from bagalau.projects.rules import record
from bagalau.projects.rules.record import Row
from bagalau.projects.rules.shape import children, plain_value, values, walk
from bagalau.web.records import check_all

BULK = 500
NAMED_ONCE: dict[type[ProjectRow], str] = {Contribution: "name", WorkPlan: "year"}
NOBODYS = 10_000  # neither a year nor the name of a source
COVER = values(record.Project)


def set_cover(project: Project, told: record.Project) -> None:
    """Give a project the values of a record, unsaved."""
    for name in COVER:
        setattr(project, name, _stored(getattr(told, name)))


def write_rows(
    project: Project, told: record.Project, parts: Collection[str] = EVERYTHING, *, again: bool = False
) -> dict[str, int]:
    """Bring the rows of a project to what a record says; returns for each place in the record the key of its row.

    ``again``: the record was kept, and rows that are gone come back under the keys they had. Sources of budget lines
    that no contribution bears are kept as printed. Refuses what the fields do not allow with a ``Problem`` that has a
    sentence for each.
    """
    writer = _Writer(project, told, again=again)
    lists = {name: kind for name, kind in children(record.Project).items() if name in parts}
    for name in reversed([name for name in lists if name != "contributions"]):
        writer.take_out(lists[name])
    for name in sorted(lists, key=lambda name: name != "contributions"):  # the lines need their keys
        writer.write(lists[name], [(None, getattr(told, name))])
    if "contributions" in parts:
        writer.take_out(record.Contribution)
    return writer.keys


class _Writer:
    """One pass over a record: from the top down, for a row needs the key of its parent."""

    def __init__(self, project: Project, told: record.Project, *, again: bool) -> None:
        self.project = project
        self.again = again
        self.keys: dict[str, int] = {}
        self.named: dict[type[Row], set[int]] = defaultdict(set)
        for row in walk(told):
            self.named[type(row)].add(row.id or 0)
        self._sources: dict[str, int] | None = None

    def write(self, kind: type[Row], groups: Iterable[tuple[int | None, Iterable[Row]]]) -> None:
        """Write the rows of a class under their parents, then what lies in them."""
        table = TABLES[kind]
        given = [(parent, place, row) for parent, rows in groups for place, row in enumerate(rows)]
        known = {row.pk: row for row in table._default_manager.filter(project=self.project)} if given else {}
        stored: list[tuple[ProjectRow, Row]] = []
        fresh, changed = [], []
        names = [field.attname for field in table._meta.concrete_fields]
        new: Callable[..., ProjectRow] = table
        for parent, place, row in given:
            columns = self._columns(table, row, parent, place)
            target = known.get(row.id or 0)
            if target is None:
                target = new(*(columns.get(name) for name in names))  # in their order: takes half the time
                fresh.append(target)
            elif _set(target, columns):
                changed.append(target)
            stored.append((target, row))
        check_all([*fresh, *changed])
        _refuse_twice([target for target, _row in stored])
        gone = [row for row in known.values() if row.pk not in self.named[kind]]
        _save(table, fresh, changed, gone)
        if kind is record.Contribution:
            self.named[kind].update(target.pk for target in fresh)
        self.keys |= {row.at: target.pk for target, row in stored if row.at}
        for name, inner in children(kind).items():
            if stored:
                self.write(inner, [(target.pk, getattr(row, name)) for target, row in stored])

    def _columns(self, table: type[ProjectRow], row: Row, parent: int | None, place: int) -> dict[str, Any]:
        """What a row of the record says, by the columns of its table."""
        given: dict[str, Any] = {"project_id": self.project.pk, "place": place}
        if self.again:
            given["id"] = row.id
        if hasattr(table, "parent_id"):
            given["parent_id"] = parent
        for name in values(type(row)):
            given[name] = _stored(getattr(row, name))
        if "source" in given:
            said = given.pop("source")
            given["source_id"] = self._source(said)
            if said and given["source_id"] is None and "printed_source" in given:
                given["printed_source"] = given["printed_source"] or said
        if table is Link:
            given |= {end: self._end(given[end]) for end in ("cause", "effect")}
        return given

    def _source(self, name: str) -> int | None:
        if self._sources is None:
            rows = Contribution.objects.filter(project=self.project)
            self._sources = {called.casefold(): one.pk for one in rows for called in one.also_called}
            self._sources |= {one.name.casefold(): one.pk for one in rows}
            self._sources |= {one.name: one.pk for one in rows}  # what stands in the tables stays where it is
        return self._sources.get(name) or self._sources.get(name.casefold()) if name else None

    def _end(self, at: str) -> str:
        """The end of a link, under the key of the row that it became."""
        kind = "assumption" if at.startswith("assumption") else "result"
        return f"{kind}-{self.keys[at]}" if at in self.keys else at

    def take_out(self, kind: type[Row]) -> None:
        """Delete the rows of a class that the record does not name, what lies in them first."""
        for inner in children(kind).values():
            if inner is not kind:
                self.take_out(inner)
        TABLES[kind]._default_manager.filter(project=self.project).exclude(pk__in=self.named[kind]).delete()


def _set(target: ProjectRow, columns: dict[str, Any]) -> bool:
    """Give a row of a table what its columns are to be; whether anything differs from before."""
    different = {name: value for name, value in columns.items() if getattr(target, name) != value}
    for name, value in different.items():
        setattr(target, name, value)
    return bool(different)


def _save(table: type[ProjectRow], fresh: list[ProjectRow], changed: list[ProjectRow], gone: list[ProjectRow]) -> None:
    """Keep new and changed rows. What rows exchange, or take over from one that goes, is never there twice."""
    rows = table._default_manager
    if table in (Link, Share):  # nothing hangs on them
        rows.filter(pk__in=[row.pk for row in changed]).delete()
        rows.bulk_create([*changed, *fresh], BULK)
        return
    if table in NAMED_ONCE:
        _step_aside(table, [*changed, *gone], NAMED_ONCE[table])
    if changed:
        names = [field.name for field in table._meta.concrete_fields if field.name not in {"id", "project"}]
        rows.bulk_update(changed, names, BULK)
    rows.bulk_create(fresh, BULK)


def _step_aside(table: type[ProjectRow], rows: list[ProjectRow], name: str) -> None:
    said = [getattr(row, name) for row in rows]
    for at, row in enumerate(rows):
        setattr(row, name, NOBODYS + at)
    table._default_manager.bulk_update(rows, [name], BULK)
    for row, value in zip(rows, said, strict=True):
        setattr(row, name, value)


def _refuse_twice(rows: Sequence[ProjectRow]) -> None:
    """Refuse rows of a table that are the same where they may not be."""
    meta = rows[0]._meta if rows else None
    for constraint in meta.constraints if meta else ():
        if meta and isinstance(constraint, UniqueConstraint):
            columns = [meta.get_field(name).attname for name in constraint.fields]  # type: ignore[union-attr]
            same = Counter(tuple(getattr(row, column) for column in columns) for row in rows)
            if any(count > 1 for count in same.values()):
                said = str(constraint.violation_error_message)
                raise Problem("twice", said, status=422, details={str(meta.verbose_name): said})


def _stored(value: Any) -> Any:
    """A value of the record as a column keeps it."""
    return [plain_value(one) for one in value] if isinstance(value, tuple) else value
