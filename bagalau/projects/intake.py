"""The home of project documents: a reviewed draft becomes, or brings up to date, a project.

A later copy never takes away: what it does not state stays as it is, and a row it lacks stays too. A project that is
signed takes a later paper only while a revision is open (PL-02).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from bagalau.documents.actions import record_provenances
from bagalau.documents.models import Draft
from bagalau.lib.problems import Problem
from bagalau.lib.titles import match_key
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.projects import actions
from bagalau.projects.access import PUBLISH_PROJECT
from bagalau.projects.choices import choices
from bagalau.projects.models import TABLES, Project
from bagalau.projects.queries import same_projects
from bagalau.projects.queries.record import record_of
from bagalau.projects.rules import record as r
from bagalau.projects.rules.compare import merged
from bagalau.projects.rules.contract import from_contract, path, to_contract
from bagalau.projects.rules.shape import plain_value, shape_of, values, walk

__all__ = ["KINDS", "accept", "choices", "errors", "find", "present"]
KINDS = frozenset({"project-document"})


def find(viewer: Viewer, kind: str, record: Mapping[str, Any], unit: Unit) -> Model | None:
    """The project that a paper tells of (PI-01), among those whose papers the viewer may bring."""
    fits = same_projects(viewer, record.get("title") or "", record.get("award_id") or "", unit)
    return fits[0] if len(fits) == 1 else None


def present(record: Model, kind: str, like: Mapping[str, Any], unit: Unit | None = None) -> dict[str, Any]:
    """A project as a paper would state it."""
    assert isinstance(record, Project)
    return to_contract(record_of(record))


def errors(kind: str, record: Mapping[str, Any]) -> dict[str, str]:
    """What must be mended before acceptance: a title, and whatever no row of a project can hold."""
    found: dict[str, str] = {}
    if not match_key(record.get("title") or ""):
        found["title"] = _("A project needs a title.")
    told = from_contract(record)
    for row in walk(told):
        found |= _refused(row)
    years = [plan.year for plan in told.work_plans]
    for plan in told.work_plans:
        if years.count(plan.year) > 1:
            found[path(plan, "year")] = _("Two work plans have this year: correct one, or take one out.")
    return found


def _refused(row: r.Row) -> dict[str, str]:
    table: Model = Project(title="…") if isinstance(row, r.Project) else TABLES[type(row)]()
    for name in values(type(row)):
        if name not in {"source", "title"} or not isinstance(row, r.Project | r.BudgetLine):
            value = getattr(row, name)
            setattr(table, name, [plain_value(one) for one in value] if isinstance(value, tuple) else value)
    links = {field.name for field in table._meta.concrete_fields if field.is_relation}
    try:
        table.clean_fields(exclude=links)
    except ValidationError as error:
        return {path(row, name): " ".join(map(str, said)) for name, said in error.message_dict.items()}
    return {}


def accept(actor: Viewer, draft: Draft) -> Project:
    """Create the project or bring it up to date, with all its rows and where they stand in the paper."""
    told = from_contract(draft.reviewed())
    project = _known(actor, draft, told)
    if project is None:
        project = Project(unit=draft.unit)
        if actor.may(PUBLISH_PROJECT, project):
            project.visibility = draft.version.document.visibility
    else:
        told = merged(record_of(project), told)
    keys, _after = actions.take_record(actor, project, told, verb="take from paper")
    record_provenances(draft, _places(project, told, keys))
    return project


def _known(actor: Viewer, draft: Draft, told: r.Project) -> Project | None:
    """The project that a draft tells of: the one it was known to tell of when it was read, if several fit."""
    fits = same_projects(actor, told.title, told.award_id, draft.unit)
    if len(fits) < 2:
        return fits[0] if fits else None
    if draft.record_kind == "project" and (meant := [row for row in fits if row.pk == draft.record_id]):
        return meant[0]
    rows = "; ".join(f"{row.title} ({row.unit.code}, {row.award_id or '–'}, {row.pk})" for row in fits[:5])
    sentence = _(
        "Several projects fit this paper: %(projects)s. Correct the title or the award number in the draft so that one "
        "is meant."
    ) % {"projects": rows}
    raise Problem("several-fit", sentence, status=409, details={"title": sentence})


def _places(project: Project, told: r.Project, keys: Mapping[str, int]) -> Iterator[tuple[str, int, dict[str, str]]]:
    """For each row that was read: its kind and key, and the path of each field that the paper states."""
    for row in walk(told):
        known = project.pk if isinstance(row, r.Project) else keys.get(row.at)
        kind = "project" if isinstance(row, r.Project) else TABLES[type(row)]._meta.model_name or ""
        defaults = shape_of(type(row)).defaults
        stated = {name: path(row, name) for name in values(type(row)) if getattr(row, name) != defaults[name]}
        if known is not None and stated:
            yield kind, known, stated
