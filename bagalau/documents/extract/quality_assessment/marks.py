"""Which option of a question is chosen: the copy shows it by emphasis or by a check mark alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bagalau.documents.extract.markup import TAG, fold
from bagalau.formats.reading import Passage

MARKS = {"italic": "*", "bold": "**", "underlined": "__"}
CHECKED = re.compile(r"[☑☒✓✔●◉■]|\[[xX]\]|\([xX]\)")
_BOX = re.compile(rf"(?:{CHECKED.pattern}|[☐□○◯]|\[ ?\]|\( \))[ \t]{{0,9}}")
_BULLET = re.compile(r"\s{0,9}(?:[-•◦▪+]\s{1,9}|\*\s{1,9})?")
_LABEL = re.compile(
    r"(?P<before>[*_]{0,3})(?:Option\s)?(?:(?P<score>[0-5])\s{0,2}(?P<sign>[:.)–-])|"
    r"(?P<word>Yes|No(?!\w)(?!t)|Not Applicable|N\s?/\s?A\.?)(?=[\s*_:.,;(–-]|$))(?P<after>[*_]{0,3})\s{0,9}",
    re.IGNORECASE,
)
_TAG_MARKS = {"i": "*", "em": "*", "b": "**", "strong": "**", "u": "__"}


@dataclass(frozen=True, slots=True)
class Option:
    """One option as it stands: its value as printed, its text without marks, and the kind of mark upon it.

    ``mark`` is ``italic``, ``bold``, ``underlined``, ``checked``, ``left-over`` (a mark that encloses nothing) or None.
    """

    value: str
    text: str | None
    mark: str | None
    place: Passage


def starts_option(line: str) -> bool:
    """Whether a line begins an option; a number needs a colon, or a bullet before it, not to be a numbered item."""
    bare = _BOX.sub("", _as_signs(line.lstrip()[:200]))
    bullet = _BULLET.match(bare)
    width = bullet.end() if bullet else 0
    label = _LABEL.match(bare, width)
    if not label:
        return False
    if label["score"]:
        return label["sign"] == ":" or bool(bare[:width].strip())
    rest = bare[label.end() :].strip(" *_.")
    return not rest or bool(bare[:width].strip()) or label["word"].lower() not in {"yes", "no"}


def read_option(place: Passage) -> Option | None:
    """The option that a passage holds."""
    raw = _as_signs(place.text)
    checked = bool(CHECKED.search(raw[:40]) or CHECKED.search(raw[-10:]))
    bare = _BOX.sub("", raw).strip(" \t\r\n|")
    bullet = _BULLET.match(bare)
    label = _LABEL.match(bare, bullet.end() if bullet else 0)
    if not label:
        return None
    body = bare[label.start() if label["word"] else label.end() :]
    if label["score"] and not (label["before"] and label["after"]):  # "**2:** text" marks the label alone
        body = label["before"] + label["after"] + body
    value = label["score"] or _word(label["word"])
    text = fold(re.sub(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}", "", body)) or None
    return Option(value, text, "checked" if checked else mark_of(body), place)


def _word(word: str) -> str:
    return "Not Applicable" if word.lower().startswith("n") and word.lower() != "no" else word.capitalize()


def _as_signs(text: str) -> str:
    """Tags of emphasis as the signs of the common notation; other tags away."""

    def sign(tag: re.Match[str]) -> str:
        name = tag[0].strip("</>").split()[:1]
        return _TAG_MARKS.get(name[0].lower() if name else "", " ")

    return TAG.sub(sign, text)


def mark_of(body: str) -> str | None:
    """The emphasis around (most of) a text; ``left-over`` for signs at its start or end that enclose nothing."""
    text = body.strip()
    lead = len(text) - len(text.lstrip("*_"))
    if lead:
        sign = text[:lead]
        close = text.rfind(sign, lead)
        if close > 0.6 * len(text):
            return "bold" if "**" in sign else "underlined" if sign == "__" else "italic"
        return "left-over"
    return "left-over" if re.search(r"[*_]{2,3}$|(?<!\*)\*$", text) else None


def habit(questions: Sequence[Sequence[Option]]) -> str | None:
    """The mark by which this document shows a choice: the one that most often stands on a single option."""
    kinds: Counter[str] = Counter()
    for options in questions:
        marks = Counter(option.mark for option in options if option.mark and option.mark != "left-over")
        kinds.update(kind for kind, count in marks.items() if count == 1)
    return kinds.most_common(1)[0][0] if kinds else None


def chosen(options: Sequence[Option], usual: str | None) -> tuple[Option | None, str]:
    """The chosen option and why: ``marked``, or None and ``none``, ``several``, ``left-over``."""
    marked = [option for option in options if option.mark and option.mark != "left-over"]
    if len(marked) == 1 and len(options) > 1:
        return marked[0], "marked"
    of_habit = [option for option in marked if option.mark == usual]
    if len(of_habit) == 1 and len(marked) > 1:
        return of_habit[0], "marked"
    if len(marked) > 1:
        return None, "several"
    return None, "left-over" if any(option.mark for option in options) else "none"
