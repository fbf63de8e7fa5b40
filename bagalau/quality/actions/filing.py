"""Writes: a file that somebody brings along as evidence of an answer."""

from __future__ import annotations

from bagalau.documents import storage
from bagalau.documents.actions import About, keep_file
from bagalau.documents.rules import DocumentType
from bagalau.people.access import Viewer
from bagalau.quality.actions.answering import Behind, add_proof, opened
from bagalau.quality.models import AnswerDocument, Assessment


@storage.together()
def file_proof(actor: Viewer, of: Assessment, question: str, data: bytes, name: str) -> AnswerDocument:
    """Keep a file among the documents of the unit, and put it behind an answer; both or neither."""
    of = opened(actor, of)
    document = keep_file(actor, data, name, About(unit=of.unit, type=DocumentType.EVIDENCE))
    return add_proof(actor, of, question, Behind(document.title, document))
