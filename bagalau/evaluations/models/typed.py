"""What has a type of evaluation, and how a type is called."""

from __future__ import annotations

from typing import ClassVar

from bagalau.documents.models import type_label
from bagalau.documents.rules import DocumentType
from bagalau.reference.lists import evaluation_type


def type_words(stated: str) -> str:
    """The name of a type of evaluation or of a listed document; a paper's own word stays as it is."""
    kind = stated.strip().lower()
    return type_label(kind) if kind in set(DocumentType) else evaluation_type(stated)


class Typed:
    """An evaluation, or the line of a plan that promises one."""

    type: str  # a field of the model
    CALLED: ClassVar = {"type": type_words}  # for the journal, whose lines tell of listed documents too

    @property
    def type_name(self) -> str:
        """The type in the language of the page, where the value list has it."""
        return evaluation_type(self.type)
