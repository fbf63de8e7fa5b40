"""Pages: a version is added after a look at what it holds, and retired."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request, page
from bagalau.quality.access import EDIT_QUESTIONNAIRES
from bagalau.quality.actions import definitions as actions
from bagalau.quality.forms.definitions import RetireForm, VersionForm
from bagalau.quality.models import RATES, STAGES
from bagalau.quality.queries import definitions as queries
from bagalau.quality.queries.adding import Looked, looked
from bagalau.quality.queries.definitions import Version
from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.rules.reading import own
from bagalau.quality.rules.schemes import Scheme
from bagalau.quality.tables.definitions import counted, differing, row, ruled
from bagalau.web.forms import mark_problem


@page(EDIT_QUESTIONNAIRES)
def questionnaire_add(request: Request) -> HttpResponse:
    """A text or file is looked at; what was looked at is added by a second press."""
    form = VersionForm(request.POST or None, request.FILES or None, initial={"text": _like(request)})
    found = None
    if request.method == "POST" and form.is_valid():
        found = looked(request.viewer, form.data_given())
        seen = hashlib.sha256(found.text.encode()).hexdigest()
        if request.POST.get("add") == seen and not form.cleaned_data["file"]:
            try:
                made = actions.add_version(request.viewer, found.text)
                messages.success(request, _("The version was added."))
                return redirect(made.kind, made.code, made.version)
            except Problem as problem:
                mark_problem(form, problem)
        else:
            form = VersionForm(initial={"text": found.text})
    context = {"form": form, "found": found, **(_shown(found) if found else {})}
    return render(request, "quality/questionnaire_add.html", context)


def _like(request: Request) -> str:
    """The text of the version that is taken over and changed; it is verified no more (QF-05)."""
    code, _at, version = request.GET.get("like", "").partition("@")
    kind, _colon, code = code.rpartition(":")
    if not version:
        return ""
    find = queries.scheme if kind else queries.questionnaire
    return own(queries.text_of(find(request.viewer, code, version)))


def _shown(found: Looked) -> dict[str, object]:
    """What a page shows of a text that was looked at."""
    told = found.told
    context: dict[str, object] = {
        "seen": hashlib.sha256(found.text.encode()).hexdigest(),
        "mistakes": [(one.line, one.said(_)) for one in found.mistakes],
    }
    if told is None or found.scheme is None or found.proof is None:
        return context
    context |= {
        "told": told,
        "rule": ruled(found.scheme),
        "proof": counted(found.scheme, found.proof),
        "differences": differing(found.differences),
        "changes": [row(change) for change in found.changes],
    }
    if isinstance(told, Questionnaire):
        context |= {
            "rates": RATES[told.rates],
            "stage": STAGES[told.stage],
            "questions": sum(1 for _question in told.questions),
        }
    return context


@page(EDIT_QUESTIONNAIRES)
def questionnaire_retire(request: Request, code: str, version: str) -> HttpResponse:
    """A questionnaire is no longer offered."""
    return _retire(request, queries.questionnaire(request.viewer, code, version))


@page(EDIT_QUESTIONNAIRES)
def scheme_retire(request: Request, code: str, version: str) -> HttpResponse:
    """A rating scheme is no longer offered."""
    return _retire(request, queries.scheme(request.viewer, code, version))


def _retire(request: Request, found: Version[Questionnaire] | Version[Scheme]) -> HttpResponse:
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.retire(request.viewer, found, form.cleaned_data["reason"])
            messages.success(request, _("The version was retired."))
            return redirect(found.kind, found.told.code, found.told.version)
        except Problem as problem:
            mark_problem(form, problem)
    return render(request, "quality/questionnaire_retire.html", {"form": form, "version": found, "told": found.told})
