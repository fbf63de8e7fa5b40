"""Questionnaires and rating schemes out of YAML files. Pure.

QF-01  All mistakes of a file are told together, each with its line and its reason; a file with a mistake is not used.
QF-02  Values are texts as they are written: "Yes" is not true, "1.10" is not 1.1. Numbers, days and flags are read
       only where they are expected.
QF-03  Nothing in a file is executed, repeated by reference or nested without end; large files are not read.
QF-04  What is written out as YAML reads back the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.rules.reading import questionnaires, schemes
from bagalau.quality.rules.reading.mistakes import Mistake, Refused
from bagalau.quality.rules.reading.tree import MAX_BYTES, Table, text_of, tree
from bagalau.quality.rules.schemes import Scheme

__all__ = ["MAX_BYTES", "Mistake", "Refused", "is_scheme", "questionnaire", "scheme", "text_of"]


def questionnaire(data: bytes | str, known: Mapping[str, Scheme] | None) -> Questionnaire:
    """The questionnaire in a file, or ``Refused`` with all its mistakes (QF-01).

    ``known`` are the rating schemes by code and version (``project-qa@1``); None reads what was checked before.
    """
    node, mistakes = tree(data)
    found = questionnaires.Reader(node, mistakes, known).questionnaire()
    if mistakes:
        raise Refused(mistakes)
    return found


def scheme(data: bytes | str) -> Scheme:
    """The rating scheme in a file, or ``Refused`` with all its mistakes (QF-01)."""
    node, mistakes = tree(data)
    found = schemes.Reader(node, mistakes).scheme()
    if mistakes:
        raise Refused(mistakes)
    return found


def is_scheme(data: bytes | str) -> bool:
    """Whether a file is rather a rating scheme: it has labels."""
    node, _mistakes = tree(data)
    return isinstance(node, Table) and node.get("labels") is not None
