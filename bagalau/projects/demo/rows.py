"""Records of many new projects brought into the tables at once. For what is made up: nothing is checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bagalau.projects.actions.storing import set_cover
from bagalau.projects.models import TABLES, Contribution, Project, ProjectRow
from bagalau.projects.rules import record as r
from bagalau.projects.rules.shape import children, plain_value, values

BATCH = 1000
Told = Sequence[tuple[Project, r.Project]]
Placed = tuple[Project, int | None, int, Any]


def insert(told: Told) -> int:
    """Save projects with the rows of their records; how many rows there are."""
    for project, said in told:
        set_cover(project, said)
    Project.objects.bulk_create([project for project, _said in told], BATCH)
    sources: dict[tuple[int, str], int] = {}
    given: list[Placed] = [
        (project, None, place, row) for project, said in told for place, row in enumerate(said.contributions)
    ]
    made = _insert(r.Contribution, given, sources)
    for row in Contribution.objects.filter(project__in=[project for project, _said in told]):
        sources[row.project_id, row.name] = row.pk
    for name, kind in children(r.Project).items():
        if name not in {"contributions", "links"}:
            rows: list[Placed] = [
                (project, None, place, row) for project, said in told for place, row in enumerate(getattr(said, name))
            ]
            made += _insert(kind, rows, sources)
    return made


def _insert(kind: type[r.Row], given: Sequence[Placed], sources: dict[tuple[int, str], int]) -> int:
    """Save rows of a class under their parents, then what lies in them."""
    if not given:
        return 0
    table, names = TABLES[kind], values(kind)
    nested = any(field.name == "parent" for field in table._meta.fields)
    rows = [
        table(
            project=project,
            place=place,
            **({"parent_id": parent} if nested else {}),
            **_given(project, names, row, sources),
        )
        for project, parent, place, row in given
    ]
    table._default_manager.bulk_create(rows, BATCH)
    return len(rows) + sum(
        _insert(child, _inside(name, given, rows), sources) for name, child in children(kind).items()
    )


def _inside(name: str, given: Sequence[Placed], rows: Iterable[ProjectRow]) -> list[Placed]:
    return [
        (project, row.pk, place, child)
        for (project, _parent, _place, said), row in zip(given, rows, strict=True)
        for place, child in enumerate(getattr(said, name))
    ]


def _given(project: Project, names: tuple[str, ...], row: r.Row, sources: dict[tuple[int, str], int]) -> dict[str, Any]:
    given = {name: _kept(getattr(row, name)) for name in names}
    if "source" in given:
        given["source_id"] = sources.get((project.pk, given.pop("source")))
    return given


def _kept(value: Any) -> Any:
    return [plain_value(one) for one in value] if isinstance(value, tuple) else value
