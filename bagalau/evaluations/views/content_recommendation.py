"""Pages of one recommendation: what it stands on, what each unit answers, its parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.evaluations import queries
from bagalau.evaluations.access import EDIT_EVALUATION, VIEW_CHECKS, VIEW_EVALUATIONS
from bagalau.evaluations.actions import content_parts as actions
from bagalau.evaluations.forms.content import PartForm
from bagalau.evaluations.models import Recommendation, RecommendationPart
from bagalau.evaluations.queries import content as reads
from bagalau.evaluations.queries.content_shown import Content, ShownRecommendation, content_of
from bagalau.evaluations.queries.recurrences import recurrences_of
from bagalau.evaluations.queries.responses import responses_of
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.views.recurrences import shown
from bagalau.lib.problems import Problem
from bagalau.people.access import VIEW_HISTORY, require
from bagalau.people.middleware import Request, page
from bagalau.web.forms import mark_problem


@page(VIEW_EVALUATIONS)
def recommendation(request: Request, pk: int) -> HttpResponse:
    """One recommendation: its text and parts, what it stands on, the answers side by side, the key actions."""
    viewer = request.viewer
    row = reads.recommendation(viewer, pk)
    content = content_of(viewer, row.evaluation, responses_of(viewer, row.evaluation))
    item = next(one for one in content.recommendations if one.row.pk == row.pk)
    inside = viewer.may(VIEW_HISTORY, row.evaluation)
    context = {
        "recommendation": row,
        "evaluation": row.evaluation,
        "item": item,
        "parts": _parts(item, reads.parts_of(row)),
        "grounds": _grounds(content, item),
        "inside": inside,
        "sources": queries.sources(row.evaluation, content.keys) if inside else {},
        "may_edit": viewer.may(EDIT_EVALUATION, row.evaluation),
        "pairs": shown(recurrences_of(viewer, row)) if viewer.can(VIEW_CHECKS) else [],
    }
    return render(request, "evaluations/recommendation.html", context)


def _parts(item: ShownRecommendation, parts: Iterable[RecommendationPart]) -> list[dict[str, Any]]:
    """Each part with the stances on it and the key actions that carry it out, or the whole."""
    return [
        {
            "row": part,
            "stances": [
                (answer.unit, next((told for told in answer.parts if told.label == part.label), answer.stance))
                for answer in item.answers
            ],
            "actions": [action for action in item.actions if not action.parts or part.label in action.parts],
        }
        for part in parts
    ]


def _grounds(content: Content, item: ShownRecommendation) -> list[Any]:
    """The statements that a recommendation stands on and goes with, in the order of the kinds."""
    kinds = {Kind.FINDING: content.findings, Kind.CONCLUSION: content.conclusions, Kind.LESSON: content.lessons}
    return [one for kind, rows in kinds.items() for one in rows if one.row.number in item.links.get(kind, [])]


def _opened(request: Request, row: Recommendation) -> Recommendation:
    require(request.viewer, EDIT_EVALUATION, row.evaluation)
    return row


@page(EDIT_EVALUATION)
def recommendation_parts(request: Request, pk: int) -> HttpResponse:
    """The parts of a recommendation: add one, or cut the text again by its own numbering."""
    row = _opened(request, reads.recommendation(request.viewer, pk))
    cutting = request.POST.get("do") == "cut"
    given = (request.POST,) if request.method == "POST" and not cutting else ()
    form = PartForm(*given, offices=reads.offices(request.viewer))
    if request.method == "POST":
        try:
            if cutting:
                actions.cut_again(request.viewer, row)
                messages.success(request, _("The changes were saved."))
                return redirect("recommendation_parts", pk=pk)
            if form.is_valid():
                actions.add_part(request.viewer, row, form.stated())
                messages.success(request, _("The changes were saved."))
                return redirect("recommendation_parts", pk=pk)
        except Problem as problem:
            mark_problem(form, problem)
    context = {"recommendation": row, "parts": reads.parts_of(row), "form": form}
    return render(request, "evaluations/recommendation_parts.html", context, status=422 if form.errors else 200)


@page(EDIT_EVALUATION)
def recommendation_part(request: Request, pk: int) -> HttpResponse:
    """One part: change it, split it, join it with the next one, take it out."""
    row = reads.part(request.viewer, pk)
    _opened(request, row.recommendation)
    given = (request.POST,) if request.method == "POST" else ()
    form = PartForm(*given, offices=reads.offices(request.viewer), part=row)
    status = 200
    if request.method == "POST":
        try:
            if _done(request, row, form):
                messages.success(request, _("The changes were saved."))
                return redirect("recommendation_parts", pk=row.recommendation_id)
            status = 422
        except Problem as problem:
            row = reads.part(request.viewer, pk)
            form.show_again(reads.seen(row))
            mark_problem(form, problem)
            status = problem.status
    context = {"recommendation": row.recommendation, "part": row, "form": form}
    return render(request, "evaluations/recommendation_part.html", context, status=status)


def _done(request: Request, row: RecommendationPart, form: PartForm) -> bool:
    """Do what the button says; False if the form is not in order."""
    was, do = request.POST.get("seen", ""), request.POST.get("do", "save")
    if do == "merge":
        actions.merge_part(request.viewer, row, was=was)
    elif do == "remove":
        actions.remove_part(request.viewer, row, was=was)
    elif not form.is_valid():
        return False
    elif do == "split":
        actions.split_part(request.viewer, row, form.cleaned_data["text"], was=was)
    else:
        actions.change_part(request.viewer, row, form.stated(), was=was)
    return True
