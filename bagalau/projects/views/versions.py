"""Pages: the versions of a project document, one of them, and two side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.projects import queries
from bagalau.projects.access import REVISE_PROJECT, VIEW_VERSIONS
from bagalau.projects.forms.life import CompareForm
from bagalau.projects.models import ProjectVersion
from bagalau.projects.queries import life
from bagalau.projects.reports.offered import papers
from bagalau.projects.rules import record
from bagalau.projects.rules.compare import Difference, differences
from bagalau.projects.rules.comparing import money
from bagalau.projects.rules.life import Phase, VersionState, may_revise
from bagalau.projects.rules.revisions import is_money
from bagalau.projects.tables.compare import grouped
from bagalau.projects.views.document import document
from bagalau.projects.views.life_shown import steps_of

NOW = "now"
RESULTS = frozenset({"results", "assumptions", "links"})


@page(VIEW_VERSIONS)
def project_versions(request: Request, pk: int) -> HttpResponse:
    """All versions, with their reasons, decisions and digests."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, VIEW_VERSIONS, row)
    found = list(life.versions(row))
    under_way = any(one.state in life.UNDER_WAY for one in found)
    context = {
        "project": row,
        "versions": [(one, life.fits(one)) for one in found],
        "steps": steps_of(row),
        "may_revise": may_revise(Phase(row.status), in_revision=under_way) and request.viewer.may(REVISE_PROJECT, row),
    }
    return render(request, "projects/versions.html", context)


@page(VIEW_VERSIONS)
def project_compare(request: Request, pk: int) -> HttpResponse:
    """Two versions side by side, field by field."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, VIEW_VERSIONS, row)
    found = list(life.versions(row))
    kept = {str(one.number): one for one in found if one.state != VersionState.OPEN}
    choices = [(NOW, _("what it says now")), *((number, _named(one)) for number, one in kept.items())]
    given = _chosen(request, kept, under_way=any(one.state in life.UNDER_WAY for one in found))
    form = CompareForm(given, versions=choices)
    sides = (given["from"], given["to"])
    before, after = (life.said_now(row) if one == NOW else life.said_by(kept[one]) for one in sides)
    differing = [one for one in differences(before, after) if _is_shown(one, given["only"])]
    context = {
        "project": row,
        "form": form,
        "names": [dict(choices)[side] for side in sides],
        "groups": grouped(differing, before, after),
        "number": len(differing),
        "only": given["only"],
        **side_by_side(before, after, row.currency),
    }
    return render(request, "projects/compare.html", context)


def _named(of: ProjectVersion) -> str:
    return _("Version %(number)s, %(kind)s") % {"number": of.number, "kind": of.get_kind_display()}


def _chosen(request: Request, kept: dict[str, ProjectVersion], *, under_way: bool) -> dict[str, str]:
    """What the address asks for, with sense where it has none: what was signed last beside the revision under way, or
    else beside what was signed before it."""
    signed = [number for number, one in kept.items() if one.state == VersionState.SIGNED]
    usual = {"from": next(iter(signed), NOW), "to": NOW, "only": ""}
    if not under_way and len(signed) > 1:
        usual |= {"from": signed[1], "to": signed[0]}
    asked = {name: request.GET.get(name, "") for name in usual}
    known = {"from": {NOW, *kept}, "to": {NOW, *kept}, "only": {"money", "results"}}
    return {name: asked[name] if asked[name] in known[name] else usual[name] for name in usual}


def _is_shown(one: Difference, only: str) -> bool:
    if only == "money":
        return is_money(one)
    return only != "results" or bool(one.steps and one.steps[0][0] in RESULTS)


def side_by_side(before: record.Project, after: record.Project, currency: str) -> dict[str, Any]:
    """The money of two records by source and year; nothing where it is the same."""
    table = money(before, after)
    moved = any(one.difference for _source, row in table for one in row)
    years = [one.year for one in table[0][1]] if table else []
    return {"money": table if moved else [], "years": years, "currency": currency}


@page(VIEW_VERSIONS)
def project_version(request: Request, pk: int, number: int) -> HttpResponse:
    """The document as a version has it."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, VIEW_VERSIONS, row)
    version = life.version(row, number)
    told = life.said_by(version)
    years = [plan.year for plan in told.work_plans]
    context = {
        "project": row,
        "version": version,
        "papers": list(papers(row.pk, years, number)) if version.state != VersionState.WITHDRAWN else [],
        "fits": life.fits(version),
        "inside": True,
        **document(told, request.viewer.today),
    }
    return render(request, "projects/version.html", context)
