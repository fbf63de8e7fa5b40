"""The form of an assessment: answers saved one by one, what others change meanwhile, and what stands behind them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request, page
from bagalau.quality import queries
from bagalau.quality.access import EDIT_ASSESSMENT
from bagalau.quality.actions import is_worked_on
from bagalau.quality.actions.answering import WRITTEN, require_answering, save_answer, write_texts
from bagalau.quality.forms.answers import Sent, answer_sent, refuse_long, texts_sent
from bagalau.quality.models import Assessment
from bagalau.quality.queries.answer_form import answer_form, stamp_of
from bagalau.quality.queries.way import returned
from bagalau.quality.views.answers_shown import Refused, page_of, parts_of


def opened(request: Request, pk: int) -> Assessment:
    """An assessment on which the viewer may work."""
    of = queries.assessment(request.viewer, pk)
    require_answering(request.viewer, of)
    return of


def is_quiet(request: Request) -> bool:
    """Whether a script asks, which shows the answer in the page that is open."""
    return "application/json" in request.headers.get("Accept", "")


@page(EDIT_ASSESSMENT)
def assessment_answers(request: Request, pk: int) -> HttpResponse:
    """All questions with their answers; what is not worked on is only shown."""
    of = opened(request, pk)
    if not is_worked_on(of):
        messages.warning(request, _("This assessment is not worked on now, so it is shown as it stands."))
        return redirect("assessment", pk)
    return show(request, of)


def show(request: Request, of: Assessment, refused: Refused | None = None) -> HttpResponse:
    """The whole form, with what somebody typed that was refused."""
    context = page_of(answer_form(request.viewer, of), refused) | {"returned": returned(of)}
    return render(request, "quality/answers.html", context, status=refused.problem.status if refused else 200)


@page(EDIT_ASSESSMENT)
def assessment_answer(request: Request, pk: int, question: str) -> HttpResponse:
    """Save what changed in one answer."""
    of = opened(request, pk)
    if request.method != "POST":
        return redirect(place_of(pk, question))
    sent = Sent()
    try:
        sent = answer_sent(request.POST)
        refuse_long(sent)
        save_answer(request.viewer, of, question, sent.given, sent.was)
    except Problem as problem:
        return refuse(request, of, Refused(question, sent.given, problem))
    return told(request, pk, question)


@page(EDIT_ASSESSMENT)
def assessment_texts(request: Request, pk: int) -> HttpResponse:
    """Save the comment of the board and the lessons learned."""
    of = opened(request, pk)
    if request.method != "POST":
        return redirect(place_of(pk))
    sent = Sent()
    try:
        sent = texts_sent(request.POST, WRITTEN)
        refuse_long(sent)
        write_texts(request.viewer, of, sent.given, sent.was)
    except Problem as problem:
        return refuse(request, of, Refused("", sent.given, problem))
    return told(request, pk)


def refuse(request: Request, of: Assessment, refused: Refused) -> HttpResponse:
    """Say what was refused where it was typed; nothing of it is lost."""
    problem = refused.problem
    if is_quiet(request) or problem.status in {403, 404} or not is_worked_on(queries.assessment(request.viewer, of.pk)):
        raise problem
    return show(request, queries.assessment(request.viewer, of.pk), refused)


def told(request: Request, pk: int, question: str = "", said: str = "") -> HttpResponse:
    """That something was saved: for a script what is otherwise now, for others the form again."""
    if not is_quiet(request):
        messages.success(request, said or _("Saved."))
        return redirect(place_of(pk, question))
    return JsonResponse(_now(request, queries.assessment(request.viewer, pk), question))


def place_of(pk: int, question: str = "") -> str:
    """Where a question stands in the form; the texts at the end stand for no question."""
    return f"{reverse('assessment_answers', args=[pk])}#{f'q-{question}' if question else 'texts'}"


@page(EDIT_ASSESSMENT)
def assessment_changes(request: Request, pk: int) -> HttpResponse:
    """Whether anything changed since a state that somebody looked at, and if so, all answers."""
    of = opened(request, pk)
    if request.GET.get("since") == stamp_of(of):
        return JsonResponse({"stamp": request.GET["since"], "token": get_token(request)})
    return JsonResponse(_now(request, of))


def _now(request: Request, of: Assessment, question: str | None = None) -> dict[str, Any]:
    """The answers as they are now, as data and as parts of the page; of one question, or of all."""
    form = answer_form(request.viewer, of)
    at = date_format(timezone.localtime(), "TIME_FORMAT")
    shown = [one for one in form.questions if question in {None, one.filled.question.code}]
    answers = {one.filled.question.code: one.fields for one in shown}
    if not question:
        answers[""] = {name: getattr(of, name) for name in WRITTEN}
    parts = {name: render_to_string(template, context, request) for name, template, context in parts_of(form, shown)}
    return {"stamp": form.stamp, "token": get_token(request), "at": at, "answers": answers, "parts": parts}
