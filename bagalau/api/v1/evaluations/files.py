"""The documents that the page of an evaluation lists."""

from __future__ import annotations

from typing import Literal

from django.http import HttpResponse
from ninja import File, Form
from ninja.files import UploadedFile

from bagalau.api.v1.doors import FORM, writes
from bagalau.api.v1.evaluations.changes import SCOPE
from bagalau.api.v1.evaluations.shapes import EvaluationFull, one, router
from bagalau.api.v1.lists import named
from bagalau.api.v1.schemas import In, Key, Line
from bagalau.api.v1.versions import unchanged
from bagalau.documents.actions import About
from bagalau.documents.forms import not_too_large
from bagalau.documents.queries import documents
from bagalau.documents.rules import DocumentType, Visibility
from bagalau.evaluations.access import EDIT_EVALUATION
from bagalau.evaluations.actions import attach
from bagalau.evaluations.actions import life as actions
from bagalau.evaluations.queries import evaluation, listed_document
from bagalau.people.middleware import Request

Language = Literal["", "en", "ru", "kk", "fr", "es", "pt", "ar", "zh"]


class ListedIn(In):
    """What is said of a file of an evaluation."""

    type: DocumentType
    title: Line = ""
    language: Language = ""
    visibility: Visibility = Visibility.INTERNAL


class AttachIn(In):
    """A document of the office."""

    document: Key


@router.post(
    "/evaluations/{int:pk}/documents", **writes(EDIT_EVALUATION, SCOPE, EvaluationFull, status=201, takes=FORM)
)
def add_evaluation_document(request: Request, pk: int, given: Form[ListedIn], file: File[UploadedFile]) -> HttpResponse:
    """Keep a file of an evaluation and list it: terms of reference, report, annex."""
    not_too_large(file)
    row = evaluation(request.viewer, pk)
    about = About(row.unit, given.title, given.type, given.language, visibility=given.visibility)
    actions.list_file(request.viewer, row, file.read(), file.name or "file", about)
    return one(request, row, 201)


@router.put("/evaluations/{int:pk}/documents/{int:listed}", **writes(EDIT_EVALUATION, SCOPE, EvaluationFull))
def attach_evaluation_document(request: Request, pk: int, listed: int, given: AttachIn) -> HttpResponse:
    """Say which document of the office a listed one is."""
    with unchanged(request, evaluation, pk) as row:
        (document,) = named(documents(request.viewer), [given.document], "document")
        attach(request.viewer, row, listed_document(row, listed), document)
    return one(request, evaluation(request.viewer, pk))


@router.delete("/evaluations/{int:pk}/documents/{int:listed}", **writes(EDIT_EVALUATION, SCOPE, EvaluationFull))
def remove_evaluation_document(request: Request, pk: int, listed: int) -> HttpResponse:
    """Take a document from the list of an evaluation; it stays among the documents."""
    with unchanged(request, evaluation, pk) as row:
        actions.unlist(request.viewer, row, listed_document(row, listed))
    return one(request, evaluation(request.viewer, pk))
