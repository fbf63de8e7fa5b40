"""Reads: how plans know the projects whose documents are on record."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from bagalau.evaluations.models import CoveredProject, Evaluation, PlanLine
from bagalau.evaluations.queries.plans import evaluations_of_project, lines_of_project, projects
from bagalau.people.access import Viewer
from bagalau.projects.models import Project


def covering(
    viewer: Viewer, of: Project
) -> tuple[CoveredProject | None, Iterable[PlanLine], QuerySet[Evaluation] | tuple[()]]:
    """How plans know a project whose document is on record, the lines that promise its evaluation, and its evaluations
    that stand in no plan; as far as the viewer may see them."""
    covered = projects(viewer).filter(project=of).first()
    if covered is None:
        return None, (), ()
    return covered, lines_of_project(viewer, covered), evaluations_of_project(viewer, covered)
