"""Pages: the versions of questionnaires and rating schemes, for everybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from bagalau.people.middleware import Request, page
from bagalau.quality.access import EDIT_QUESTIONNAIRES, OVERSEE_QUALITY, VIEW_QUESTIONNAIRES
from bagalau.quality.forms.definitions import RetireForm
from bagalau.quality.models import RATES, STAGES, Definition
from bagalau.quality.queries import definitions as queries
from bagalau.quality.queries.definitions import Version
from bagalau.quality.rules.proof import prove
from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.rules.schemes import Scheme
from bagalau.quality.tables.definitions import counted, ruled, shown_labels


@page(VIEW_QUESTIONNAIRES)
def questionnaires(request: Request) -> HttpResponse:
    """All versions, the newest of each questionnaire first; rating schemes below."""
    asked, rated_by = queries.versions(request.viewer)
    context = {
        "questionnaires": [_row(one) for one in asked],
        "schemes": rated_by,
        "may_edit": request.viewer.can(EDIT_QUESTIONNAIRES),
    }
    return render(request, "quality/questionnaires.html", context)


def _row(one: Version[Questionnaire]) -> dict[str, object]:
    return {
        "version": one,
        "rates": RATES[one.told.rates],
        "stage": STAGES[one.told.stage],
        "origin": dict(Definition.ORIGINS)[one.origin],
        "questions": sum(1 for _question in one.told.questions),
    }


@page(VIEW_QUESTIONNAIRES)
def questionnaire(request: Request, code: str, version: str) -> HttpResponse:
    """One version with all that it asks, and the rule by which it is rated."""
    found = queries.questionnaire(request.viewer, code, version)
    rated_by = queries.scheme_of(found.told)
    context = {
        **_row(found),
        "told": found.told,
        "scheme": rated_by,
        "may_edit": request.viewer.can(EDIT_QUESTIONNAIRES),
        "rule": ruled(rated_by.told),
        "retiring": _retiring(request, found),
    }
    return render(request, "quality/questionnaire.html", context)


@page(VIEW_QUESTIONNAIRES)
def scheme(request: Request, code: str, version: str) -> HttpResponse:
    """One version of a rating scheme: labels, rules in words, and the proof that they leave no gap."""
    found = queries.scheme(request.viewer, code, version)
    context = {
        "version": found,
        "told": found.told,
        "origin": dict(Definition.ORIGINS)[found.origin],
        "labels": shown_labels(found.told),
        "rule": ruled(found.told),
        "proof": counted(found.told, prove(found.told)),
        "may_edit": request.viewer.can(EDIT_QUESTIONNAIRES),
        "may_rerate": request.viewer.can(OVERSEE_QUALITY),
        "users": [one for one in queries.questionnaires(request.viewer) if one.told.scheme == found.name],
        "retiring": _retiring(request, found),
    }
    return render(request, "quality/scheme.html", context)


def _retiring(request: Request, found: Version[Questionnaire] | Version[Scheme]) -> RetireForm | None:
    """The form by which a version is retired, for those who may."""
    may = request.viewer.can(EDIT_QUESTIONNAIRES) and not found.is_retired and found.origin != Definition.PAPER
    return RetireForm() if may else None


@page(VIEW_QUESTIONNAIRES)
def questionnaire_file(request: Request, code: str, version: str) -> HttpResponse:
    """A questionnaire as a file."""
    return _file(queries.questionnaire(request.viewer, code, version))


@page(VIEW_QUESTIONNAIRES)
def scheme_file(request: Request, code: str, version: str) -> HttpResponse:
    """A rating scheme as a file."""
    return _file(queries.scheme(request.viewer, code, version))


def _file(found: Version[Questionnaire] | Version[Scheme]) -> HttpResponse:
    response = HttpResponse(queries.text_of(found), content_type="application/yaml; charset=utf-8")
    name = f"{found.told.code}-{found.told.version}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page(VIEW_QUESTIONNAIRES)
def definition(request: Request, pk: int) -> HttpResponse:
    """Where links from the journal lead: the page of the version."""
    row = queries.definition(request.viewer, pk)
    return redirect(row.kind, row.code, row.version)
