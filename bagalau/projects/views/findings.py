"""Pages of findings: all of a project, and one with the ways to mend it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.projects import queries
from bagalau.projects.access import DISMISS_FINDING, EDIT_PROJECT, VIEW_FINDINGS
from bagalau.projects.actions import findings as actions
from bagalau.projects.forms.findings import DismissForm
from bagalau.projects.queries import findings as found
from bagalau.projects.tables.findings import Teller, grouped
from bagalau.web.forms import mark_problem, whole_number
from bagalau.web.records import absent


@page(VIEW_FINDINGS)
def project_findings(request: Request, pk: int) -> HttpResponse:
    """What the checker finds in a project, the gravest first, and what was dismissed."""
    row = queries.project(request.viewer, pk)
    teller = Teller(row, found.findings(request.viewer, row))
    context = {
        "project": row,
        "groups": grouped(teller),
        "dismissed": [teller.told(one, dismissal) for one, dismissal in teller.found.dismissed],
        "may_dismiss": request.viewer.may(DISMISS_FINDING, row),
    }
    return render(request, "projects/findings.html", context)


@page(VIEW_FINDINGS)
def project_finding(request: Request, pk: int, rule: str, mark: str) -> HttpResponse:
    """One finding with its corrections and what each would bring about."""
    return _show(request, pk, rule, mark, DismissForm(), 200)


def _show(request: Request, pk: int, rule: str, mark: str, form: DismissForm, status: int) -> HttpResponse:
    row = queries.project(request.viewer, pk)
    among = found.findings(request.viewer, row)
    one, dismissal = found.finding(among, rule, mark)
    context = {
        "project": row,
        "finding": Teller(row, among).told(one, dismissal, thorough=True),
        "form": form,
        "may_edit": queries.may_edit(request.viewer, row, queries.open_revision(row)),
        "may_dismiss": request.viewer.may(DISMISS_FINDING, row),
    }
    return render(request, "projects/finding.html", context, status=status)


@page(DISMISS_FINDING)
def project_finding_dismiss(request: Request, pk: int, rule: str, mark: str) -> HttpResponse:
    """Say why a finding stands."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, DISMISS_FINDING, row)
    form = DismissForm(request.POST)
    if request.method == "POST":
        if not form.is_valid():
            return _show(request, pk, rule, mark, form, 422)
        try:
            actions.dismiss(request.viewer, row, rule, mark, form.cleaned_data["reason"])
        except Problem as problem:
            if not problem.details:
                raise
            mark_problem(form, problem)
            return _show(request, pk, rule, mark, form, problem.status)
    return redirect("project_findings", pk)


@page(DISMISS_FINDING)
def project_finding_restore(request: Request, pk: int, rule: str, mark: str) -> HttpResponse:
    """Take a dismissal back."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, DISMISS_FINDING, row)
    if request.method == "POST":
        actions.restore(request.viewer, row, rule, mark)
    return redirect("project_findings", pk)


@page(EDIT_PROJECT)
def project_finding_correct(request: Request, pk: int, rule: str, mark: str) -> HttpResponse:
    """Do what a correction offers."""
    row = queries.project(request.viewer, pk)
    require(request.viewer, EDIT_PROJECT, row)
    if request.method == "POST":
        number = whole_number(request.POST.get("way", ""))
        if number is None:
            raise absent()
        actions.apply_correction(request.viewer, row, rule, mark, number, seen=request.POST.get("seen", ""))
        messages.success(request, _("Corrected. What was found has been looked at again."))
    return redirect("project_findings", pk)
