"""Making, changing and publishing projects."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpResponse
from pydantic import Field, create_model

from bagalau.api.v1.doors import writes
from bagalau.api.v1.lists import named
from bagalau.api.v1.projects.sent import fields_of, kept
from bagalau.api.v1.projects.shapes import SCOPE, ProjectDocument, one, router
from bagalau.api.v1.schemas import In, Key, Line
from bagalau.api.v1.versions import unchanged
from bagalau.documents.rules import Visibility
from bagalau.people.middleware import Request
from bagalau.people.queries import units_of
from bagalau.projects import actions
from bagalau.projects.access import ADD_PROJECT, EDIT_PROJECT, PUBLISH_PROJECT
from bagalau.projects.models import Project
from bagalau.projects.queries import project
from bagalau.projects.queries.editing import managers
from bagalau.projects.rules import record as r

Title = Annotated[Line, Field(min_length=1)]
CoverIn: Any = create_model("ProjectCoverIn", __base__=In, **fields_of(r.Project), manager=(Key | None, None))


class ProjectDocumentChange(CoverIn):  # type: ignore[misc]  # made of the fields of the record
    """What the cover of a project says; what is left out stays as it is."""

    title: Title = ""


class ProjectDocumentIn(ProjectDocumentChange):
    """A new project."""

    unit: Key
    title: Title


class ProjectVisibility(In):
    """Whether everybody may see it."""

    visibility: Visibility


def _values(request: Request, row: Project, given: ProjectDocumentChange) -> dict[str, Any]:
    sent = {name: kept(getattr(given, name)) for name in given.model_fields_set - {"unit"}}
    if key := sent.get("manager"):
        (sent["manager"],) = named(managers(request.viewer, row.unit, row.manager), [key], "manager")
    return sent


@router.post("/project-documents", **writes(ADD_PROJECT, SCOPE, ProjectDocument, status=201))
def add_project_document(request: Request, given: ProjectDocumentIn) -> HttpResponse:
    """Make a project: its cover. Rows are added to it one by one."""
    (unit,) = named(units_of(request.viewer, ADD_PROJECT), [given.unit], "unit")
    made = Project(unit=unit)
    actions.store(request.viewer, made, _values(request, made, given))
    return one(request, made.pk, 201)


@router.patch("/project-documents/{int:pk}", **writes(EDIT_PROJECT, SCOPE, ProjectDocument))
def change_project_document(request: Request, pk: int, given: ProjectDocumentChange) -> HttpResponse:
    """Change what the cover of a project says."""
    with unchanged(request, project, pk) as row:
        actions.store(request.viewer, row, _values(request, row, given))
    return one(request, pk)


@router.put("/project-documents/{int:pk}/visibility", **writes(PUBLISH_PROJECT, SCOPE, ProjectDocument))
def publish_project_document(request: Request, pk: int, given: ProjectVisibility) -> HttpResponse:
    """Publish a project, or take it back to the office."""
    with unchanged(request, project, pk) as row:
        actions.set_visibility(request.viewer, row, given.visibility)
    return one(request, pk)
