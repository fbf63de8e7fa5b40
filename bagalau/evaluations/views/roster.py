"""Pages of the roster and of the team: evaluators, members, declarations, how members did."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from bagalau.evaluations import queries
from bagalau.evaluations.access import (
    CLEAR_CONFLICT,
    EDIT_EVALUATION,
    EDIT_ROSTER,
    VIEW_ROSTER,
)
from bagalau.evaluations.actions import roster as actions
from bagalau.evaluations.forms.roster import (
    ClearForm,
    DeclarationForm,
    EvaluatorForm,
    MemberForm,
    PerformanceForm,
    RosterFilter,
)
from bagalau.evaluations.models import Evaluation, Evaluator
from bagalau.evaluations.queries import roster
from bagalau.evaluations.rules.roster import Vetting, standing
from bagalau.evaluations.tables.roster import STANDING_TONES, STANDINGS, roster_columns
from bagalau.lib.problems import Problem
from bagalau.people.access import require
from bagalau.people.middleware import Request, page
from bagalau.people.queries import home_of, units_of
from bagalau.people.rules import Action
from bagalau.people.views.history import history_page
from bagalau.web.exports import export
from bagalau.web.formfields import differing
from bagalau.web.forms import mark_problem, seen_now
from bagalau.web.tables import table


@page(VIEW_ROSTER)
def evaluators(request: Request) -> HttpResponseBase:
    """The roster, with filters, sorting and exports."""
    form = RosterFilter(request.GET, request.viewer)
    rows = roster.evaluators(request.viewer).filter(form.condition())
    shown = roster_columns(request.viewer.today)
    file = export(request, rows, shown, default="name", name="roster")
    context = {
        "form": form,
        "table": None if file else table(request, rows, shown, "name"),
        "may_add": request.viewer.can(EDIT_ROSTER),
    }
    return file or render(request, "evaluations/evaluators.html", context)


@page(VIEW_ROSTER)
def evaluator(request: Request, pk: int) -> HttpResponse:
    """One evaluator: what they can do, where they worked and how, what they declared."""
    row = roster.evaluator(request.viewer, pk)
    at = standing(Vetting(row.vetting), row.vetted_until, request.viewer.today)
    context = {
        "evaluator": row,
        "standing": STANDINGS[at],
        "tone": STANDING_TONES[at],
        "record": roster.record(request.viewer, row),
        "declarations": roster.conflicts_of(request.viewer, row),
        "may_edit": request.viewer.may(EDIT_ROSTER, row),
    }
    return render(request, "evaluations/evaluator.html", context)


@page(EDIT_ROSTER)
def evaluator_new(request: Request) -> HttpResponse:
    """Add somebody to the roster."""
    return _edit(request, Evaluator(unit=home_of(request.viewer, EDIT_ROSTER)))


@page(EDIT_ROSTER)
def evaluator_edit(request: Request, pk: int) -> HttpResponse:
    """Change an entry of the roster."""
    row = roster.evaluator(request.viewer, pk)
    require(request.viewer, EDIT_ROSTER, row)
    return _edit(request, row)


def _edit(request: Request, row: Evaluator) -> HttpResponse:
    key, status, now = row.pk, 200, []
    form = _form(request, row, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                kept = actions.keep_evaluator(request.viewer, row, form.values(), seen=form.cleaned_data["seen"])
                return redirect("evaluator", kept.pk)
            except Problem as problem:
                status = problem.status
                if problem.code == "changed-meanwhile":
                    fresh = roster.evaluator(request.viewer, key)
                    seen_now(form, fresh.seen)
                    now = differing(form, _form(request, fresh))
                mark_problem(form, problem)
    known = roster.evaluator(request.viewer, key) if key else None
    context = {"form": form, "evaluator": known, "now": now}
    return render(request, "evaluations/evaluator_form.html", context, status=status)


def _form(request: Request, row: Evaluator, data: Any = None) -> EvaluatorForm:
    allowed = units_of(request.viewer, EDIT_ROSTER)
    return EvaluatorForm(data, of=row, units=allowed, people=roster.staff(allowed, row))


@page(VIEW_ROSTER)
def evaluator_history(request: Request, pk: int) -> HttpResponse:
    """Who changed what in an entry of the roster."""
    return history_page(request, roster.evaluator(request.viewer, pk), "evaluator")


def _opened(request: Request, pk: int, action: Action = EDIT_EVALUATION) -> Evaluation:
    """The evaluation, if the viewer may do this with it; to see it is not enough."""
    row = queries.evaluation(request.viewer, pk)
    require(request.viewer, action, row)
    return row


def _shown(request: Request, row: Evaluation, form: Any, title: str, **more: Any) -> HttpResponse:
    """A short form about the team of an evaluation."""
    context = {"evaluation": row, "form": form, "what": title, **more}
    return render(request, "evaluations/evaluation_team.html", context, status=422 if form.errors else 200)


def _now(form: Any, present: Any, problem: Problem) -> list[tuple[str, str]]:
    """A refusal in its form; of what was changed meanwhile, what it says now where something else was typed."""
    mark_problem(form, problem)
    if problem.code != "changed-meanwhile":
        return []
    seen_now(form, present.initial["seen"])
    return differing(form, present)


@page(EDIT_EVALUATION)
def evaluation_join(request: Request, pk: int) -> HttpResponse:
    """Add a member to the team."""
    row = _opened(request, pk)
    form = MemberForm(request.POST or None, candidates=roster.candidates(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.join(request.viewer, row, form.values())
            return redirect("evaluation", pk)
        except Problem as problem:
            mark_problem(form, problem)
    return _shown(request, row, form, "join")


@page(EDIT_EVALUATION)
def member_edit(request: Request, pk: int, member: int) -> HttpResponse:
    """Correct what is said of a member."""
    row = _opened(request, pk)
    of = roster.member(row, member)
    form, now = MemberForm(request.POST or None, of=of, candidates=roster.candidates(row)), []
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_member(request.viewer, row, of, form.values(), seen=form.cleaned_data["seen"])
            return redirect("evaluation", pk)
        except Problem as problem:
            now = _now(form, MemberForm(of=roster.member(row, member), candidates=roster.candidates(row)), problem)
    return _shown(request, row, form, "member", member=of, now=now)


@page(EDIT_EVALUATION)
def member_remove(request: Request, pk: int, member: int) -> HttpResponse:
    """Take a member from the team."""
    row = _opened(request, pk)
    of = roster.member(row, member)
    if request.method == "POST":
        actions.leave(request.viewer, row, of)
    return redirect("evaluation", pk)


@page(EDIT_EVALUATION)
def member_rating(request: Request, pk: int, member: int) -> HttpResponse:
    """Say how a member did."""
    row = _opened(request, pk)
    of = roster.member(row, member)
    form, now = PerformanceForm(request.POST or None, of=of), []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        said = given["performance"], given["performance_note"]
        try:
            actions.rate_member(request.viewer, row, of, *said, seen=given["seen"])
            return redirect("evaluation", pk)
        except Problem as problem:
            now = _now(form, PerformanceForm(of=roster.member(row, member)), problem)
    return _shown(request, row, form, "rating", member=of, now=now)


@page(EDIT_EVALUATION)
def evaluation_declare(request: Request, pk: int) -> HttpResponse:
    """Keep what an evaluator declares before an evaluation."""
    row = _opened(request, pk)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = {"declared_on": request.viewer.today, "evaluator": request.GET.get("evaluator", "")}
    form = DeclarationForm(*data, initial=initial, candidates=roster.declarers())
    if request.method == "POST" and form.is_valid():
        try:
            actions.declare(request.viewer, row, form.cleaned_data["evaluator"], form.said())
            return redirect("evaluation", pk)
        except Problem as problem:
            mark_problem(form, problem)
    return _shown(request, row, form, "declare")


@page(CLEAR_CONFLICT)
def declaration_clear(request: Request, pk: int, declaration: int) -> HttpResponse:
    """Say why a declared conflict is no obstacle."""
    row = _opened(request, pk, CLEAR_CONFLICT)
    of = roster.declaration(row, declaration)
    form = ClearForm(request.POST or None, initial={"seen": roster.seen(of, actions.DECLARED)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.clear(request.viewer, row, of, form.cleaned_data["reason"], seen=form.cleaned_data["seen"])
            return redirect("evaluation", pk)
        except Problem as problem:
            of = roster.declaration(row, declaration)
            seen_now(form, roster.seen(of, actions.DECLARED))
            mark_problem(form, problem)
    return _shown(request, row, form, "clear", declaration=of)
