"""Questionnaires and rating schemes out of YAML files. Pure.

QF-01  All mistakes of a file are told together, each with its line and its reason; a file with a mistake is not used.
QF-02  Values are texts as they are written: "Yes" is not true, "1.10" is not 1.1. Numbers, days and flags are read
       only where they are expected.
QF-03  Nothing in a file is executed, repeated by reference or nested without end; large files are not read.
QF-04  What is written out as YAML reads back the same.
QF-05  "Verified" says that the makers of Bagalau read the words in their source. It holds of what comes along alone:
       a text that somebody adds says "verified: false", also one that was taken over and changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bagalau.lib.texts import mark
from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.rules.reading import questionnaires, schemes
from bagalau.quality.rules.reading.mistakes import Mistake, Refused
from bagalau.quality.rules.reading.tree import MAX_BYTES, Node, Table, text_of, tree
from bagalau.quality.rules.schemes import Scheme

__all__ = ["MAX_BYTES", "Mistake", "Refused", "is_scheme", "own", "questionnaire", "scheme", "text_of", "unverified"]

NOT_OWN = mark("Only what comes along with Bagalau is verified. Set “verified” to false.")
_VERIFIED = re.compile(r"^(\s+verified:\s*)true\b", re.MULTILINE)


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


def own(text: str) -> str:
    """A text that is taken over to be changed: no longer verified (QF-05)."""
    return _VERIFIED.sub(r"\1false", text, count=1)


def unverified(data: bytes | str, told: Questionnaire | Scheme) -> None:
    """QF-05: refuses a text of somebody's own that says it is verified."""
    if not told.source.verified:
        return
    at: Node | None = tree(data)[0]
    for name in ("source", "verified"):
        at = at.get(name) if isinstance(at, Table) else None
    raise Refused([Mistake(at.line if at else 1, at.column if at else 1, NOT_OWN)])
