"""Writes: the projects that plans must cover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from bagalau.evaluations.access import EDIT_PROJECT
from bagalau.evaluations.models import CoveredProject
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.projects.models import Project
from bagalau.projects.queries.record import record_of
from bagalau.web.records import check

FIELDS = (
    "number title unit budget expenditure currency starts ends funders gef_size funder_asks later_phase scaling_up "
    "manager project"
).split()


@journal.turn()
def store_project(actor: Viewer, project: CoveredProject, values: Mapping[str, Any], seen: str = "") -> CoveredProject:
    """Add a project, or change the named fields of one."""
    if project.pk is not None:
        require(actor, EDIT_PROJECT, project)
        project = CoveredProject.objects.select_related("unit", "manager").get(pk=project.pk)
        if seen and seen != project.seen:
            raise Problem(
                "changed-meanwhile",
                _("Somebody changed this project meanwhile. Look at what it says now, and save again."),
                status=409,
            )
    known = project.pk is not None
    before = journal.snapshot(project, FIELDS) if known else {}
    for name, value in values.items():
        setattr(project, name, value)
    require(actor, EDIT_PROJECT, project)
    check(project)
    _refuse_clash(project)
    project.save()
    project.refresh_from_db()  # amounts as they are kept: 5 and 5.00 are no change
    after = journal.snapshot(project, FIELDS)
    if before != after:
        journal.write(actor.person, "change" if known else "add", project, before, after)
    return project


@journal.turn()
def cover(actor: Viewer, document: Project) -> CoveredProject:
    """Let the plans of a unit cover a project whose document is on record, with the facts that its document states; if
    they cover it already, its facts are brought up to date. What the document does not state stays as it is."""
    covered = CoveredProject.objects.filter(project=document).first()
    covered = covered or CoveredProject(project=document, unit=document.unit)
    number = document.award_id or document.number or f"{document.pk}"
    facts = {
        "number": covered.number or number,
        "title": document.title,
        "budget": document.total or document.required,
        "currency": document.currency,
        "starts": document.start.first_day if document.start else None,
        "ends": document.end.last_day if document.end else None,
        "funders": [one.name for one in record_of(document, {"contributions"}).contributions],
        "manager": document.manager,
    }
    return store_project(actor, covered, {name: value for name, value in facts.items() if value not in (None, [])})


def _refuse_clash(project: CoveredProject) -> None:
    """EL-07, from the other side."""
    if project.pk and project.manager_id and project.evaluations.filter(manager=project.manager_id).exists():
        sentence = _("%(person)s manages an evaluation of this project, and so cannot manage the project.") % {
            "person": project.manager
        }
        raise Problem("manager-clash", sentence, status=409, details={"manager": sentence})
