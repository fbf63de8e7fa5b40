"""Pages: revisions of a signed project, from their opening to the decision of the board."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.people.rules import Action
from bagalau.projects import queries
from bagalau.projects.access import DECIDE_REVISION, REVISE_PROJECT, VIEW_VERSIONS
from bagalau.projects.actions import revisions as actions
from bagalau.projects.forms.life import DecisionForm, RevisionForm, SeenForm, WithdrawForm
from bagalau.projects.models import Project, ProjectVersion
from bagalau.projects.queries import life
from bagalau.projects.queries.revisions import change_of
from bagalau.projects.rules.life import RevisionKind, VersionState
from bagalau.projects.rules.revisions import flaws
from bagalau.projects.tables.compare import grouped
from bagalau.projects.views.life_shown import who
from bagalau.projects.views.versions import side_by_side
from bagalau.web.formfields import mark_all


@page(REVISE_PROJECT)
def project_revise(request: Request, pk: int) -> HttpResponse:
    """Open a revision."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, REVISE_PROJECT, row)
    form, status = RevisionForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.open_revision(request.viewer, row, form.chosen(), form.cleaned_data["reason"])
                messages.success(request, _("The revision is open: change what it is for, then bring it to the board."))
                return redirect("project_revision", pk=pk)
            except Problem as problem:
                mark_all(form, problem)
                status = problem.status
    return render(request, "projects/revise.html", {"project": row, "form": form}, status=status)


@page(VIEW_VERSIONS)
def project_revision(request: Request, pk: int) -> HttpResponse:
    """The revision that is under way: what it changes, and what can be done with it."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, VIEW_VERSIONS, row)
    revision = life.revision(row)
    return show(request, row, revision) if revision else redirect("project_versions", pk=pk)


def show(
    request: Request, row: Project, revision: ProjectVersion, failed: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    """The page of a revision, with a form that was refused in its place."""
    viewer = request.viewer
    standing = life.signed_last(row)
    before, after = life.said_by(standing) if standing else life.NOTHING, life.said_now(row)
    told = change_of(row, before, after)
    is_open = revision.state == VersionState.OPEN
    offered: dict[str, forms.Form] = {}
    if viewer.may(REVISE_PROJECT, row):
        offered |= {"submit" if is_open else "take_back": SeenForm(initial={"seen": row.seen})}
        offered["withdraw"] = WithdrawForm()
    if not is_open and viewer.may(DECIDE_REVISION, row):
        initial = {"seen": revision.digest, "decided_on": viewer.today}
        offered["decide"] = DecisionForm(initial=initial, auto_id="decide_%s")
    for name, form in offered.items():
        if failed is not None and type(form) is type(failed):
            offered[name] = failed
    context = {
        "project": row,
        "revision": revision,
        "standing": standing,
        "forms": offered,
        "decided_by": None if is_open else who(viewer, DECIDE_REVISION, row),
        "may_edit": is_open and queries.may_edit(viewer, row, revision),
        "flaws": [actions.SENTENCES[flaw]() for flaw in flaws(RevisionKind(revision.kind), before, after, told)],
        "groups": grouped(told.found, before, after),
        "number": len(told.found),
        "names": [_("Signed last"), revision.get_state_display()],
        **side_by_side(before, after, row.currency),
    }
    return render(request, "projects/revision.html", context, status=status)


def _doing(action: Action, kind: type[forms.Form], do: Callable[[Request, ProjectVersion, Any], str]) -> Any:
    """A view that does something with the revision under way, and shows it again with the reason if it may not be."""

    @page(action)
    def view(request: Request, pk: int) -> HttpResponse:
        row = queries.project(request.viewer, pk)
        require(request.viewer, action, row)
        revision = life.revision(row)
        if request.method != "POST" or revision is None:
            return redirect("project_revision", pk=pk)
        form = kind(request.POST)
        status = 422
        if form.is_valid():
            try:
                messages.success(request, do(request, revision, form))
                return redirect("project_revision", pk=pk)
            except Problem as problem:
                mark_all(form, problem)
                status = problem.status
        row = queries.project(request.viewer, pk)
        again = life.revision(row)
        return show(request, row, again, form, status) if again else redirect("project_versions", pk=pk)

    return view


def _submit(request: Request, of: ProjectVersion, form: Any) -> str:
    actions.submit(request.viewer, of, seen=form.cleaned_data["seen"])
    return _("The revision lies with the board.")


def _take_back(request: Request, of: ProjectVersion, _form: Any) -> str:
    actions.take_back(request.viewer, of)
    return _("The revision is open again.")


def _withdraw(request: Request, of: ProjectVersion, form: Any) -> str:
    actions.withdraw(request.viewer, of, form.cleaned_data["reason"])
    return _("The revision was given up. What it said is kept, and the project says again what was signed last.")


def _decide(request: Request, of: ProjectVersion, form: Any) -> str:
    given = form.cleaned_data
    more = {"reason": given["reason"], "seen": given["seen"]}
    actions.decide(request.viewer, of, form.chosen(), given["decision"], given["decided_on"], **more)
    return _("The decision of the board is on record.")


project_submit = _doing(REVISE_PROJECT, SeenForm, _submit)
project_take_back = _doing(REVISE_PROJECT, SeenForm, _take_back)
project_withdraw = _doing(REVISE_PROJECT, WithdrawForm, _withdraw)
project_decide = _doing(DECIDE_REVISION, DecisionForm, _decide)
