"""What was answered to a whole questionnaire in one short text, so that thousands of assessments are counted at once.

Pure.

QO-01  An answer has one sign: it tells the place of the chosen option among those of the question (0: not answered),
       whether words of evidence are there, and whether a document stands behind it. The signs of an assessment stand
       in the order of its questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bagalau.quality.rules.questionnaire import Question, Questionnaire

FIRST = ord("0")
EVIDENCE, DOCUMENT, PLACE = 1, 2, 4
BARE = {FIRST + sign: FIRST + sign - sign % PLACE for sign in range(PLACE * 60)}
"""For ``str.translate``: signs without what stands behind the answers."""


@dataclass(frozen=True)
class Told:
    """What one sign says."""

    place: int = 0
    evidence: bool = False
    document: bool = False


def sign_of(told: Told) -> str:
    """QO-01: the sign of an answer."""
    return chr(FIRST + PLACE * told.place + DOCUMENT * told.document + EVIDENCE * told.evidence)


def told_by(sign: str) -> Told:
    """QO-01: what a sign says."""
    found = ord(sign) - FIRST
    return Told(found // PLACE, bool(found & EVIDENCE), bool(found & DOCUMENT))


def place_of(question: Question, value: str) -> int:
    """The place of an option among those of its question, counted from one; 0: none was chosen."""
    return next((at for at, one in enumerate(question.options, 1) if one.value == value), 0)


def signs_of(questionnaire: Questionnaire, answers: Mapping[str, tuple[str, bool, bool]]) -> str:
    """QO-01: the signs of an assessment; ``answers`` are value, evidence and document by the code of the question."""
    return "".join(_sign(question, answers.get(question.code)) for question in questionnaire.questions)


def _sign(question: Question, answer: tuple[str, bool, bool] | None) -> str:
    if answer is None:
        return sign_of(Told())
    value, evidence, document = answer
    return sign_of(Told(place_of(question, value), evidence, document))
