"""Where the words of a response refuse something, whatever the record says of it. Pure."""

from __future__ import annotations

import re

from bagalau.evaluations.rules import Stance, parts
from bagalau.evaluations.rules.checks.told import Answer, Recommendation

_REFUSALS = re.compile(
    r"\b(?:do(?:es)? not (?:agree|accept)|disagrees?|(?:cannot|can not|unable to) (?:be accepted|accept|agree)"
    r"|not accepted|reject(?:s|ed)?)\b"
    r"|\bне (?:соглас(?:ен|на|но|ны|ится|ил\w+|имся)\b|принима\w+|поддержива\w+|мо(?:жет|жем|гут) (?:быть )?принят\w*)"
    r"|\bотклон(?:яе\w+|[её]н[аоы]?\b|ил\w*)"
    r"|\bкеліспе(?:й\w*|ді\w*)|\bқабылда(?:май\w*|мады\w*|нба\w+|(?:й|на) алма\w+)|\bбас тарт\w+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?:;\n]")


def refusal(text: str) -> str:
    """The first words of a text that refuse something; "" if none do."""
    found = _REFUSALS.search(text)
    return found[0] if found else ""


def is_refused(row: Recommendation) -> bool:
    """Whether all who answered refuse a recommendation as a whole: by their stance, or where none is recorded, in the
    first words of an answer that is not given part by part."""
    return bool(row.answers) and all(_refuses(answer) for answer in row.answers)


def _refuses(answer: Answer) -> bool:
    if answer.stance is not None or answer.parts:
        return answer.stance is Stance.REJECTED
    return not parts(answer.text) and bool(refusal(_SENTENCE.split(answer.text.strip(), maxsplit=1)[0]))


def refused_parts(row: Recommendation) -> set[str]:
    """The labels of the parts that somebody refuses: by stance, or in the words of an answer that names the part."""
    stated = {label for answer in row.answers for label, own in answer.parts.items() if own is Stance.REJECTED}
    said = {part.label for answer in row.answers for part in parts(answer.text) if refusal(part.text)}
    return stated | said
