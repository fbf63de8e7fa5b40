"""Pages of an evaluation's life: making and editing one, its stages, its rating, the documents it lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from bagalau.documents.forms import offer_public
from bagalau.evaluations import queries
from bagalau.evaluations.access import EDIT_EVALUATION, RATE_EVALUATION
from bagalau.evaluations.actions import life as actions
from bagalau.evaluations.forms.life import ListFileForm, RatingForm, StageForm
from bagalau.evaluations.forms.life_edit import Agencies, EvaluationForm
from bagalau.evaluations.models import STAGES, Evaluation
from bagalau.evaluations.queries import life
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import Facts, Turn, turn, ways
from bagalau.evaluations.views.life_shown import Check, checklist
from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.people.queries import home_of, units, units_of
from bagalau.web.formfields import differing, mark_all
from bagalau.web.forms import mark_problem, seen_now


@page(EDIT_EVALUATION)
def evaluation_new(request: Request) -> HttpResponse:
    """Make an evaluation without a paper."""
    return _edit(request, Evaluation(unit=home_of(request.viewer, EDIT_EVALUATION), currency="USD"))


@page(EDIT_EVALUATION)
def evaluation_edit(request: Request, pk: int) -> HttpResponse:
    """Change what is known of an evaluation."""
    row = queries.evaluation(request.viewer, pk)
    require(request.viewer, EDIT_EVALUATION, row)
    return _edit(request, row)


def _edit(request: Request, row: Evaluation) -> HttpResponse:
    key, status, now = row.pk, 200, []
    form, agencies = _forms(request, row)
    if request.method == "POST":
        status = 422
        if form.is_valid() and agencies.is_valid():
            try:
                links = form.links(agencies.partners())
                kept = actions.edit(request.viewer, row, form.values(), links, seen=form.cleaned_data["seen"])
                return redirect("evaluation", kept.pk)
            except Problem as problem:
                status = problem.status
                now = _look_again(request, form, key) if problem.code == "changed-meanwhile" else []
                mark_all(form, problem)
    known = queries.evaluation(request.viewer, key) if key else None
    context = {"form": form, "agencies": agencies, "evaluation": known, "now": now}
    return render(request, "evaluations/evaluation_form.html", context, status=status)


def _forms(request: Request, row: Evaluation) -> tuple[EvaluationForm, Agencies]:
    data = request.POST if request.method == "POST" else None
    return _form(request, row, data), Agencies.of(data, row, units(request.viewer))


def _form(request: Request, row: Evaluation, data: Any = None) -> EvaluationForm:
    own = units_of(request.viewer, EDIT_EVALUATION)
    near = [row.unit] if row.pk else list(own)
    return EvaluationForm(
        data,
        of=row,
        units=own,
        managers=life.possible_managers(request.viewer, near, row.manager),
        projects=life.covered_projects(near),
    )


def _look_again(request: Request, form: EvaluationForm, key: int) -> list[tuple[str, Any]]:
    """Where what the evaluation has become differs from what was typed, which stays; the next try counts as seen."""
    row = queries.evaluation(request.viewer, key)
    seen_now(form, row.seen)
    return differing(form, _form(request, row))


@page(EDIT_EVALUATION)
def evaluation_stage(request: Request, pk: int) -> HttpResponse:
    """Take an evaluation to another stage."""
    row = queries.evaluation(request.viewer, pk)
    require(request.viewer, EDIT_EVALUATION, row)
    form = StageForm(request.POST if request.method == "POST" else None, of=row)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                to = Stage(given["to"])
                actions.move(request.viewer, row, to, form.values(), reason=given["reason"], seen=given["seen"])
                return redirect("evaluation", pk)
            except Problem as problem:
                row = queries.evaluation(request.viewer, pk)
                seen_now(form, row.seen)
                mark_all(form, problem)
                status = problem.status
    facts = life.facts(row)
    at = Stage(row.stage)
    ahead = [to for to in ways(at) if turn(at, to) is Turn.FORWARD]
    context = {"evaluation": row, "form": form, "checklists": list(_checklists(row, facts, ahead))}
    return render(request, "evaluations/evaluation_stage.html", context, status=status)


def _checklists(row: Evaluation, facts: Facts, ahead: Iterable[Stage]) -> Iterator[tuple[Any, list[Check]]]:
    """What each of the stages ahead asks for, without what stands under a nearer one already."""
    told: list[Check] = []
    for to in ahead:
        checks = [check for check in checklist(row, facts, to) if check not in told]
        told += checks
        yield STAGES[to], checks


@page(RATE_EVALUATION)
def evaluation_rating(request: Request, pk: int) -> HttpResponse:
    """Say how well an evaluation was done."""
    row = queries.evaluation(request.viewer, pk)
    require(request.viewer, RATE_EVALUATION, row)
    form = RatingForm(request.POST or None, initial={"rating": row.quality_rating, "seen": row.seen})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                actions.rate(request.viewer, row, given["rating"], given["reason"], seen=given["seen"])
                return redirect("evaluation", pk)
            except Problem as problem:
                row = queries.evaluation(request.viewer, pk)
                seen_now(form, row.seen)
                mark_problem(form, problem)
                status = problem.status
    context = {"evaluation": row, "form": form, "steps": life.steps(row)}
    return render(request, "evaluations/evaluation_rating.html", context, status=status)


@page(EDIT_EVALUATION)
def evaluation_document(request: Request, pk: int) -> HttpResponse:
    """Add a file of an evaluation to the documents it lists."""
    row = queries.evaluation(request.viewer, pk)
    require(request.viewer, EDIT_EVALUATION, row)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ListFileForm(*data, initial={"type": request.GET.get("type", "")})
    offer_public(form, request.viewer)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.list_file(request.viewer, row, file.read(), file.name, form.about(row.unit))
            return redirect("evaluation", pk)
        except Problem as problem:
            mark_problem(form, problem)
    context = {"evaluation": row, "form": form}
    return render(request, "evaluations/evaluation_document.html", context, status=422 if form.errors else 200)


@page(EDIT_EVALUATION)
def listed_remove(request: Request, pk: int, listed: int) -> HttpResponse:
    """Take a document from the list of an evaluation; it stays among the documents."""
    row = queries.evaluation(request.viewer, pk)
    require(request.viewer, EDIT_EVALUATION, row)
    item = queries.listed_document(row, listed)
    if request.method == "POST":
        actions.unlist(request.viewer, row, item)
    return redirect("evaluation", pk)
