"""Pages of the checks: what they find in one evaluation and in all, and the catalogue."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.evaluations import queries
from bagalau.evaluations.access import EDIT_EVALUATION, VIEW_CHECKS
from bagalau.evaluations.actions import checks as actions
from bagalau.evaluations.forms.checks import CheckFilter, DismissForm
from bagalau.evaluations.models import SEVERITIES, CheckResult
from bagalau.evaluations.queries import checks as found
from bagalau.evaluations.rules.checks import CHECKS
from bagalau.evaluations.tables.checks import RESULTS
from bagalau.lib.problems import Problem
from bagalau.lib.severity import Severity
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.web.exports import export
from bagalau.web.forms import mark_problem
from bagalau.web.tables import link, table


@page(VIEW_CHECKS)
def checks(request: Request) -> HttpResponseBase:
    """What the checks find in all evaluations of the viewer, with how often each check does."""
    form = CheckFilter(request.GET, request.viewer)
    mine = found.results(request.viewer)
    rows = mine.filter(form.condition())
    file = export(request, rows, RESULTS, default="severity", name="checks")
    if file:
        return file
    numbers = found.tally(mine.filter(dismissed=False))
    context = {
        "form": form,
        "table": table(request, rows, RESULTS, "severity"),
        "catalogue": [
            {
                "check": check,
                "title": _(check.title),
                "severity": SEVERITIES[check.severity],
                "number": numbers.get(check.number, 0),
                "url": link(request.GET, check_number=check.number, cursor=None, format=None),
            }
            for check in CHECKS
        ],
    }
    return render(request, "evaluations/checks.html", context)


@page(VIEW_CHECKS)
def evaluation_checks(request: Request, pk: int) -> HttpResponse:
    """What the checks find in one evaluation, each with a way to dismiss it."""
    row = queries.evaluation(request.viewer, pk)
    require(request.viewer, VIEW_CHECKS, row)
    dismissed = found.dismissals(row)
    results = found.results_of(row)
    context = {
        "evaluation": row,
        "groups": [
            {"label": SEVERITIES[severity], "results": [one for one in results if _open(one, severity)]}
            for severity in Severity
        ],
        "dismissed": [
            {"result": one, "dismissal": dismissed.get((one.check_number, one.record_kind, one.record_id, one.mark))}
            for one in results
            if one.dismissed
        ],
        "any": bool(results),
        "may_edit": request.viewer.may(EDIT_EVALUATION, row),
    }
    return render(request, "evaluations/evaluation_checks.html", context)


def _open(one: CheckResult, severity: Severity) -> bool:
    return one.severity == severity and not one.dismissed


@page(EDIT_EVALUATION)
def check_dismiss(request: Request, pk: int) -> HttpResponse:
    """Say why a result is none."""
    row = found.result(request.viewer, pk)
    require(request.viewer, EDIT_EVALUATION, row.evaluation)
    form = DismissForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.dismiss(request.viewer, row, form.cleaned_data["reason"])
            return redirect("evaluation_checks", row.evaluation_id)
        except Problem as problem:
            mark_problem(form, problem)
    return render(request, "evaluations/check_dismiss.html", {"result": row, "form": form})


@page(EDIT_EVALUATION)
def check_restore(request: Request, pk: int) -> HttpResponse:
    """Take a dismissal back."""
    row = found.result(request.viewer, pk)
    require(request.viewer, EDIT_EVALUATION, row.evaluation)
    if request.method == "POST":
        actions.restore(request.viewer, row)
    return redirect("evaluation_checks", row.evaluation_id)
