"""What can be had as a file: the reports, and the lists with all their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.access import VIEW_COMMITMENTS
from bagalau.documents.access import VIEW_DOCUMENTS, VIEW_DRAFTS
from bagalau.evaluations import reports
from bagalau.evaluations.access import (
    EDIT_RESPONSE,
    VIEW_CHANGES,
    VIEW_EVALUATIONS,
    VIEW_PLANS,
    VIEW_PROJECTS,
    VIEW_RESPONSES,
    VIEW_ROSTER,
)
from bagalau.exports.access import VIEW_REPORTS
from bagalau.formats.report import Report
from bagalau.formats.write import paper
from bagalau.people.access import VIEW_PEOPLE, Viewer, require
from bagalau.people.rules import Action
from bagalau.projects import access as project_access
from bagalau.projects import reports as project_reports
from bagalau.quality import access as quality_access
from bagalau.quality import reports as quality_reports
from bagalau.web.records import absent


class Kind(Protocol):
    """A module that makes a report."""

    NAME: str
    LABEL: Promise
    ABOUT: Promise
    ACTION: Action
    TAKES: Mapping[str, bool]

    def build(self, viewer: Viewer, **parameters: Any) -> Report: ...


REPORTS = cast(Sequence[Kind], (*reports.REPORTS, *project_reports.REPORTS, *quality_reports.REPORTS))


@dataclass(frozen=True)
class Data:
    """A list that can be had whole: ``name`` is that of its page."""

    name: str
    label: Promise | str
    action: Action


DATA = (
    Data("projects", _("Projects"), project_access.VIEW_PROJECTS),
    Data("budgetlines", _("Budget lines of projects"), project_access.VIEW_PROJECTS),
    Data("indicators", _("Indicators of projects"), project_access.VIEW_PROJECTS),
    Data("projectrisks", _("Risks of projects"), project_access.VIEW_PROJECTS),
    Data("assessments", _("Quality assessments"), quality_access.VIEW_ASSESSMENTS),
    Data("answers", _("Answers to questionnaires"), quality_access.VIEW_ASSESSMENTS),
    Data("assessmentratings", _("Ratings of sections"), quality_access.VIEW_ASSESSMENTS),
    Data("managementactions", _("Management actions"), quality_access.VIEW_ASSESSMENTS),
    Data("dues", _("Assessments that are due"), quality_access.VIEW_DUES),
    Data("quality_projects", _("Projects by their assessments"), quality_access.OVERSEE_QUALITY),
    Data("evaluations", _("Evaluations"), VIEW_EVALUATIONS),
    Data("responses", _("Responses"), VIEW_RESPONSES),
    Data("responses_waiting", _("Without a response"), EDIT_RESPONSE),
    Data("commitments", _("Commitments"), VIEW_COMMITMENTS),
    Data("evaluationplans", _("Plans"), VIEW_PLANS),
    Data("changerequests", _("Changes of plans"), VIEW_CHANGES),
    Data("coveredprojects", _("Projects that plans cover"), VIEW_PROJECTS),
    Data("evaluators", _("Roster"), VIEW_ROSTER),
    Data("documents", _("Documents"), VIEW_DOCUMENTS),
    Data("drafts", _("Review"), VIEW_DRAFTS),
    Data("people", _("People"), VIEW_PEOPLE),
)


def reports_for(viewer: Viewer) -> list[Kind]:
    """The reports that a viewer may have, on something at least."""
    return [kind for kind in REPORTS if viewer.can(kind.ACTION)]


def data_for(viewer: Viewer) -> list[Data]:
    """The lists that a viewer may open."""
    return [data for data in DATA if viewer.can(data.action)]


def is_closed(viewer: Viewer, name: str) -> bool:
    """Whether there is such a report, but not for the viewer."""
    return any(name == kind.NAME and not viewer.can(kind.ACTION) for kind in REPORTS)


def report(viewer: Viewer, name: str) -> Kind:
    """The door to a report."""
    require(viewer, VIEW_REPORTS)
    kind = next((kind for kind in REPORTS if name == kind.NAME), None)
    if kind is None:
        raise absent()
    require(viewer, kind.ACTION)
    return kind


@dataclass(frozen=True)
class Made:
    """A report with its file."""

    report: Report
    data: bytes
    media_type: str
    name: str


def make(viewer: Viewer, kind: Kind, given: Mapping[str, Any], *, language: str, form: str) -> Made:
    """The file of a report in a language and a format."""
    with translation.override(language):
        built = kind.build(viewer, **given)
    name = "-".join([kind.NAME, *_about(given), built.day.isoformat()])
    return Made(built, paper.write(built, form), paper.media_type(form), f"{name}.{form}")


def _about(given: Mapping[str, Any]) -> list[str]:
    """What a report is about, for the name of its file."""
    about = given.get("evaluation") or given.get("project") or given.get("assessment")
    unit = given.get("unit")
    more = [str(given[name]) for name in ("year",) if given.get("project") and name in given]
    more += [f"v{given['version']}"] if "version" in given else []
    more += [f"with-{given['second']}"] if "second" in given else []
    return [str(about.pk), *more] if about else [slugify(unit.code) or str(unit.pk)] if unit else []
