"""Pages of what an evaluation says: findings, conclusions, lessons and recommendations, their numbers and terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bagalau.evaluations import queries
from bagalau.evaluations.access import EDIT_EVALUATION
from bagalau.evaluations.actions import content as actions
from bagalau.evaluations.forms.content import EvaluationTermsForm, NumbersForm, StatementForm, kind_of, title_of
from bagalau.evaluations.models import Agency, Evaluation, Recommendation
from bagalau.evaluations.models.content import Numbered
from bagalau.evaluations.models.response import TIMING_TONES
from bagalau.evaluations.queries import content as reads
from bagalau.evaluations.queries.content_shown import content_of
from bagalau.evaluations.queries.responses import each_of, may_start
from bagalau.evaluations.queries.responses_shown import ShownOverall, overall
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.tables.responses import approval_tone, timing_words
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer, require
from bagalau.people.middleware import Request, page
from bagalau.web.forms import mark_problem
from bagalau.web.records import absent


def sections(viewer: Viewer, of: Evaluation, agencies: Iterable[Agency], within: int) -> dict[str, Any]:
    """What the two sections of an evaluation's page show: what it says, and what is answered."""
    every = each_of(viewer, of)
    seen = [row for row in every if row.opens]  # type: ignore[attr-defined]  # annotated by each_of
    content = content_of(viewer, of, seen, hidden=len(seen) < len(every))
    return {
        "content": content,
        "evaluation_terms": content.terms,
        "overall": [_overall(one) for one in overall(viewer, of, seen, content.kept, within)],
        "may_start": may_start(viewer, of, agencies, every),
    }


def _overall(one: ShownOverall) -> dict[str, Any]:
    """The answer of a unit as a whole, in words."""
    shown: dict[str, Any] = {"unit": one.unit, "description": one.description, "row": one.row}
    if one.row is not None and one.stands is not None:
        shown |= {"approval_tone": approval_tone(one.row), "stands_words": timing_words(one.stands)}
        shown["stands_tone"] = TIMING_TONES[one.stands.timing]
    return shown


def opened(request: Request, pk: int, word: str = "") -> tuple[Evaluation, Kind]:
    """The evaluation whose content is written, and the kind that the address names."""
    row = queries.evaluation(request.viewer, pk)
    require(request.viewer, EDIT_EVALUATION, row)
    kind = kind_of(word) if word else Kind.FINDING
    if kind is None:
        raise absent()
    return row, kind


def _back(of: Evaluation, row: Numbered | None = None) -> HttpResponse:
    if isinstance(row, Recommendation):
        return redirect("recommendation", pk=row.pk)
    anchor = f"#{row._meta.model_name}-{row.number}" if row else "#content-of-evaluation"
    return redirect(f"{reverse('evaluation', args=[of.pk])}{anchor}")


def _form(request: Request, of: Evaluation, kind: Kind, row: Numbered | None = None) -> StatementForm:
    return StatementForm(
        *((request.POST,) if request.method == "POST" else ()),
        kind=kind,
        viewer=request.viewer,
        offices=reads.offices(request.viewer),
        offered=reads.linkable(of, kind),
        row=row,
    )


@page(EDIT_EVALUATION)
def content_new(request: Request, pk: int, kind: str) -> HttpResponse:
    """Add a finding, conclusion, lesson or recommendation."""
    of, which = opened(request, pk, kind)
    form = _form(request, of, which)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_statement(request.viewer, of, which, form.stated())
            messages.success(request, _("Added: %(what)s.") % {"what": title_of(which, made.number)})
            return _back(of, made)
        except Problem as problem:
            mark_problem(form, problem)
    return _show(request, of, which, form)


def _show(
    request: Request, of: Evaluation, kind: Kind, form: StatementForm, row: Numbered | None = None, status: int = 200
) -> HttpResponse:
    title = title_of(kind, row.number if row else None)
    context = {"evaluation": of, "kind": kind, "form": form, "row": row, "title": title}
    if form.errors and status == 200:
        status = 422
    return render(request, "evaluations/content_form.html", context, status=status)


@page(EDIT_EVALUATION)
def content_edit(request: Request, pk: int, kind: str, row: int) -> HttpResponse:
    """Change a finding, conclusion, lesson or recommendation, or take it out."""
    of, which = opened(request, pk, kind)
    found = reads.statement(of, which, row)
    form = _form(request, of, which, found)
    if request.method != "POST":
        return _show(request, of, which, form, found)
    try:
        if request.POST.get("do") == "remove":
            actions.remove_statement(request.viewer, found, was=request.POST.get("seen", ""))
            messages.success(request, _("Taken out: %(what)s.") % {"what": title_of(which, found.number)})
            return _back(of)
        if form.is_valid():
            found = actions.change_statement(request.viewer, found, form.stated(), was=form.cleaned_data["seen"])
            messages.success(request, _("The changes were saved."))
            return _back(of, found)
    except Problem as problem:
        found = reads.statement(of, which, row)
        form.show_again(reads.seen(found))
        mark_problem(form, problem)
        return _show(request, of, which, form, found, problem.status)
    return _show(request, of, which, form, found)


@page(EDIT_EVALUATION)
def content_numbers(request: Request, pk: int, kind: str) -> HttpResponse:
    """Give the statements of a kind other numbers."""
    of, which = opened(request, pk, kind)
    rows = reads.statements(of, which)
    form = NumbersForm(
        *((request.POST,) if request.method == "POST" else ()), rows=list(rows), initial={"seen": reads.seen_all(rows)}
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.renumber(request.viewer, of, which, form.numbers(), was=form.cleaned_data["seen"])
            messages.success(request, _("The changes were saved."))
            return _back(of)
        except Problem as problem:
            form.show_again(reads.seen_all(rows))
            mark_problem(form, problem)
            status = problem.status
    status = 422 if form.errors and status == 200 else status
    context = {"evaluation": of, "form": form, "title": title_of(which), "kind": which}
    return render(request, "evaluations/content_numbers.html", context, status=status)


@page(EDIT_EVALUATION)
def evaluation_terms(request: Request, pk: int) -> HttpResponse:
    """Say to which terms of the value lists an evaluation belongs."""
    of, _kind = opened(request, pk)
    given = (request.POST,) if request.method == "POST" else ()
    form = EvaluationTermsForm(*given, kind="evaluation", chosen=reads.terms_of(of), viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        actions.tag(request.viewer, of, form.terms())
        messages.success(request, _("The changes were saved."))
        return _back(of)
    return render(request, "evaluations/content_terms.html", {"evaluation": of, "form": form})
