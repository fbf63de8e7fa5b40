"""What there is to find in projects (a source of ``settings.SEARCH_SOURCES``): what they are, their results, indicators
and risks, and their parts in prose. All of it is as public as the project is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.documents.rules import Visibility
from bagalau.lib.passages import Lent, Passage, RecordKey, Reference, pieces
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.projects.access import VIEW_PROJECTS
from bagalau.projects.models import Indicator, Project, Result, Risk, Section
from bagalau.projects.models.words import STATUSES
from bagalau.projects.queries import projects
from bagalau.projects.rules.record import Level

KINDS = ("project",)
ACTIONS = (VIEW_PROJECTS,)
TOGETHER = 200
LABELS: Mapping[str, Mapping[str, Any]] = {
    "kind": {
        "project": _("Project"),
        "result": _("Result"),
        "indicator": _("Indicator"),
        "risk": _("Risk"),
        "section": _("Part of a project document"),
    },
    "status": {str(key): words for key, words in STATUSES.items()},
}
PLACES = (  # as ``Passage.place`` has them
    gettext_noop("Output %(number)s"),
    gettext_noop("Activity result %(number)s"),
    gettext_noop("Risk %(number)s"),
)
CALLED = {Level.OUTPUT: "Output", Level.ACTIVITY_RESULT: "Activity result"}
LEFT_OUT = (Level.ACTION,)  # they stand in the words of their activity result, and there are many


def touched(kind: str, keys: Collection[int]) -> Iterator[RecordKey]:
    """The projects that changed records are, or whose unit they are."""
    if kind == "project":
        yield from (("project", key) for key in keys)
    if kind == "unit":
        paths = tuple(Unit.objects.filter(pk__in=keys).values_list("path", flat=True))
        units = [pk for pk, path in Unit.objects.values_list("pk", "path") if path.startswith(paths)]
        found = Project.objects.filter(unit__in=units).values_list("pk", flat=True)
        yield from (("project", key) for key in found)


def keys(kind: str, after: int) -> Sequence[int]:
    """The next projects after one."""
    rows = Project.objects.filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:TOGETHER])


def lent(kind: str, keys: Collection[int]) -> dict[int, Lent]:
    """Projects lend nothing to the papers they were read from."""
    return {}


def opened(viewer: Viewer, kind: str, asked: Collection[Reference]) -> set[Reference]:
    """Those passages whose project the viewer may see now."""
    seen = set(projects(viewer).filter(pk__in={one.root for one in asked}).order_by().values_list("pk", flat=True))
    return {one for one in asked if one.root in seen}


def passages(kind: str, keys: Collection[int]) -> Iterator[Passage]:
    """The passages of these projects, in a fixed number of queries."""
    heads = {row.pk: _head(row) for row in Project.objects.filter(pk__in=keys)}
    yield from heads.values()
    plain = {key: replace(head, facets=_without_status(head)) for key, head in heads.items()}
    for result in Result.objects.filter(project__in=keys).exclude(level__in=LEFT_OUT):
        word = CALLED.get(Level(result.level), "")
        place = f"{word} {result.number}" if word and result.number else ""
        yield from _part(plain, result, "result", result.title, place)
    for indicator in Indicator.objects.filter(project__in=keys):
        yield from _part(plain, indicator, "indicator", f"{indicator.name}\n{indicator.definition}")
    for risk in Risk.objects.filter(project__in=keys):
        text = "\n".join((risk.description, risk.cause, risk.consequence, risk.countermeasures))
        yield from _part(plain, risk, "risk", text, f"Risk {risk.number}" if risk.number else "")
    for section in Section.objects.filter(project__in=keys):
        yield from _part(plain, section, "section", f"{section.heading}\n{section.text}")


def _head(row: Project) -> Passage:
    texts = (
        row.title,
        row.number,
        row.award_id,
        row.description,
        row.programme_outcome,
        row.programme_output,
        row.implementing_partner,
        *row.responsible_parties,
    )
    goals = dict.fromkeys(target.partition(".")[0].strip() for target in row.sdg_targets)
    known = tuple(goal for goal in goals if goal.isdigit() and 1 <= int(goal) <= 17)
    return Passage(
        ("project", row.pk),
        "head",
        "project",
        _joined(texts),
        row.title,
        row.unit_id,
        VIEW_PROJECTS.name,
        public=row.visibility == Visibility.PUBLIC,
        records=row.access_keys,
        owners=row.owner_ids,
        day=row.end.last_day if row.end else None,
        facets={"sdg": known, "status": (row.status,)},
    )


def _without_status(head: Passage) -> dict[str, tuple[str, ...]]:
    return {name: found for name, found in head.facets.items() if name != "status"}


def _part(heads: Mapping[int, Passage], row: Any, kind: str, text: str, place: str = "") -> Iterator[Passage]:
    """A row of a project as a passage, or as several where it is long."""
    at = f"{kind}-{row.pk}"
    for number, piece in enumerate(pieces(_joined(text.split("\n")))):
        part = f"{at}-{number}" if number else at
        yield replace(heads[row.project_id], part=part, kind=kind, text=piece, place=place, anchor=at)


def _joined(texts: Collection[str]) -> str:
    return "\n".join(text.strip() for text in texts if text.strip())
