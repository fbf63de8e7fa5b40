"""What stands behind an answer: a document of the office, a record of it, or a file that somebody brings along."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bagalau.documents.queries import document
from bagalau.lib.problems import Problem
from bagalau.people.middleware import Request, page
from bagalau.quality.access import EDIT_ASSESSMENT
from bagalau.quality.actions import is_worked_on
from bagalau.quality.actions.answering import Behind, add_proof, remove_proof
from bagalau.quality.actions.filing import file_proof
from bagalau.quality.forms.answers import ProofForm
from bagalau.quality.models import Assessment
from bagalau.quality.queries import answer_of
from bagalau.quality.queries.answer_form import documents_found, proof_of, said_of
from bagalau.quality.rules.questionnaire import Question
from bagalau.quality.views.answers import is_quiet, opened, place_of, told
from bagalau.web.middleware import words
from bagalau.web.records import absent


@page(EDIT_ASSESSMENT)
def assessment_proofs(request: Request, pk: int, question: str) -> HttpResponse:
    """Find a document for an answer, or upload one; what is chosen is put behind the answer."""
    of = opened(request, pk)
    asked = of.questionnaire.questionnaire.question(question)
    if asked is None:
        raise absent()
    if request.method != "POST":
        return _show(request, of, asked) if is_worked_on(of) else redirect("assessment", pk)
    form = ProofForm(request.POST, request.FILES)
    try:
        _put(request, of, asked, form)
    except Problem as problem:
        if is_quiet(request) or problem.status in {403, 404} or not is_worked_on(of):
            raise
        return _show(request, of, asked, problem)
    return told(request, pk, question, _("It stands behind the answer now."))


def _put(request: Request, of: Assessment, asked: Question, form: ProofForm) -> None:
    """Put what was chosen behind an answer: its own door is opened first."""
    viewer, question = request.viewer, asked.code
    if not form.is_valid():
        said = " ".join(str(one) for found in form.errors.values() for one in found)
        raise Problem("invalid", said, status=422, details={"file": said})
    if file := form.upload:
        file_proof(viewer, of, question, file.read(), file.name or "")
    elif number := form.cleaned_data["document"]:
        found = document(viewer, number)
        add_proof(viewer, of, question, Behind(found.title, found))
    elif record := form.cleaned_data["record"]:
        title = said_of(viewer, of, asked, record, form.cleaned_data["said"])
        if title is None:
            raise absent()
        add_proof(viewer, of, question, Behind(title, kind=record[0], key=record[1]))
    else:
        raise Problem("nothing-chosen", _("Choose a document or a file first."), status=422)


def _show(request: Request, of: Assessment, asked: Question, problem: Problem | None = None) -> HttpResponse:
    text = request.GET.get("q", "")[:200]
    row = answer_of(of, asked.code)
    behind = set(row.documents.values_list("document_id", flat=True)) if row else set()
    context = {
        "assessment": of,
        "question": asked,
        "code": asked.code,
        "words": text,
        "found": [(one, one.pk in behind) for one in documents_found(request.viewer, of, text)],
        "sentence": words(problem) if problem else "",
    }
    return render(request, "quality/proofs.html", context, status=problem.status if problem else 200)


@page(EDIT_ASSESSMENT)
def assessment_proof_remove(request: Request, pk: int, proof: int) -> HttpResponse:
    """Take something from behind an answer; the document itself stays."""
    of = opened(request, pk)
    if request.method != "POST":
        return redirect(place_of(pk))
    row = proof_of(of, proof)
    remove_proof(request.viewer, of, row)
    return told(request, pk, row.answer.question, _("It does not stand behind the answer any more."))
