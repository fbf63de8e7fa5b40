"""Where the action ends and the responsible party begins, in a row whose cells ran together.

Evidence, from strong to weak: the responsible repeats the action; a name follows the end of a sentence; another
row of the document ends with the same surely read name; the row ends with words written like a name. Where none
holds, the boundary is unknown: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST_NAME = 25  # words
_SENTENCE_END = re.compile(r"[.!?][\"”’»)\]]*\s+(?=[^\W\d_]|\()")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|St|Dr|Mr|Mrs|Ms|vs|No|Gov|Dept|approx)|\b[A-Z])\.\s*$")
_WORD = re.compile(r"\S+")
_LINKS = {"and", "of", "for", "the", "&", "/", "-", "–", "in", "on", "to", "with", "at", "de", "la", "del", "des", "du"}
_LINKS |= {"et", "y", "e", "da", "do", "or", "by", "les", "le"}
_ROLES = set(
    "team teams office offices unit units section sections staff manager managers officer officers specialist "
    "specialists analyst analysts partner partners agency agencies institution institutions coordinator coordinators "
    "representative representatives division divisions focal point points advisor advisors adviser advisers consultant "
    "consultants colleagues programme programmes program project projects country regional national relevant all "
    "management senior government governments ministry department evaluation gender communications operations "
    "thematic areas area lead leads head stakeholders organizations organisations bodies other its "
    "équipe bureau unité chargé chargée chargés coordinatrice coordonnateur suivi évaluation genre pays partenaires "
    "equipo oficina unidad programa programas coordinación coordinadora coordinador especialista socios responsable "
    "representante representantes monitoreo evaluación género gestión comunicación área áreas país equipe "
    "gênero".split()
)
_OWN = r"\bUN[ -]?Women\b|\bUNW\b|\bUNWOMEN\b"


def anchor_pattern(units: Sequence[str]) -> re.Pattern[str]:
    """What surely begins a name here: the organisation, and the units that the header names."""
    names = [re.escape(unit) for unit in units if len(unit) > 2]
    return re.compile("|".join([_OWN, *names]), re.IGNORECASE)


def repeated_at(text: str) -> int | None:
    """Where the row begins to say its action again (the responsible cell holds the action), or None."""
    words = list(_WORD.finditer(text))
    half = len(words) // 2
    for start in range(max(2, half - 2), min(len(words) - 1, half + 3)):
        first = [word[0].strip(".,;").lower() for word in words[:start]]
        second = [word[0].strip(".,;").lower() for word in words[start:]]
        if len(second) > 2 and first[: len(second)] == second[: len(first)]:
            return words[start].start()
    return None


def sure_boundary(text: str, anchors: re.Pattern[str]) -> int | None:
    """The start of a name that follows the end of the row's last sentence, or None."""
    ends = [
        end
        for end in _SENTENCE_END.finditer(text)
        if not _ABBREVIATION.search(text[max(0, end.start() - 8) : end.end()])
    ]
    if not ends:
        return None
    start = ends[-1].end()
    tail = text[start:]
    words = tail.split()
    if is_name(words) or (len(words) <= 12 and anchors.match(tail)):
        return start
    return None


def likely_boundary(text: str, sure: Sequence[str], anchors: re.Pattern[str]) -> int | None:
    """The start of a name that another row ends with, or of the words at the end written like a name."""
    for name in sure:  # longest first
        if text.endswith(name) and text[: -len(name)].strip() and text[-len(name) - 1].isspace():
            return len(text) - len(name)
    if text.rstrip().endswith((".", ";", "!", "?")):
        return None  # the action ends here: the cell of the responsible party is empty
    words = list(_WORD.finditer(text))[-LONGEST_NAME - 1 :]
    start = len(words)
    while start > 1 and _name_word(words[start - 1][0]):
        start -= 1
    while start < len(words) and (words[start][0].lower().strip(",") in _LINKS or words[start][0][0].islower()):
        start += 1
    return _from_anchor(text, words, start, anchors)


def _from_anchor(text: str, words: list[re.Match[str]], start: int, anchors: re.Pattern[str]) -> int | None:
    """Begin at the first sure name, unless the words before it lead to it (a role, a comma, "and")."""
    if start >= len(words):
        return None
    at = words[start].start()
    for anchor in anchors.finditer(text, at):
        before = text[at : anchor.start()].split()
        if before and not (before[-1].lower() in _LINKS | _ROLES or before[-1][-1] in ",/;&-"):
            return anchor.start()
        return at
    return at if start > 1 and is_name([word[0] for word in words[start:]]) else None


def is_name(words: Sequence[str]) -> bool:
    """Whether words are written like the name of a unit, a role or several of them."""
    if not words or len(words) > LONGEST_NAME or not all(_name_word(word) for word in words):
        return False
    first = words[0].strip("(").lower()
    return (words[0][0].isupper() or words[0][0] == "(" or first in _ROLES) and words[-1].lower() not in _LINKS


def _name_word(word: str) -> bool:
    bare = word.strip("()[],;:.\"'“”’")
    if not bare:
        return True
    capitals = any(part[:1].isupper() or part[:1].isdigit() for part in re.split(r"[/&-]", bare))
    return capitals or bare.lower() in _LINKS or bare.lower() in _ROLES
