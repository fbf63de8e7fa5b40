"""The part of a passage that shows why it was found, with the words marked (S-07). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bagalau.lib.words import WORD, fold, stem, stems_of
from bagalau.search.rules.asked import Phrase, Prefix, Term

WIDTH = 340
LEAD = 60
MOST = 200
"""Marks that are looked at in one passage: more only make it slow."""
GAP = r"[\W_]+"
Piece = tuple[str, bool]


@dataclass(frozen=True)
class Marks:
    """What is marked in a text: words by their stems, by how they begin, and phrases."""

    stems: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, wanted: Iterable[Term | Prefix | Phrase]) -> Marks:
        """What marks the words of a question."""
        stems: set[str] = set()
        prefixes: list[str] = []
        phrases: list[tuple[str, ...]] = []
        for part in wanted:
            match part:
                case Term(form):
                    stems.update(stems_of(form))
                case Prefix(form):
                    prefixes.append(form)
                case Phrase(forms, stemmed):
                    if stemmed:
                        stems.update(stem for form in forms for stem in stems_of(form))
                    else:
                        phrases.append(forms)
        return cls(frozenset(stems), tuple(prefixes), tuple(phrases))

    @cached_property
    def candidates(self) -> re.Pattern[str]:
        """Words that may be meant, by their first letters: far fewer than all, whose stems would have to be made."""
        heads = {_any_e(stem[: 2 if len(stem) > 3 else 1]) for stem in self.stems} | {
            _any_e(prefix) for prefix in self.prefixes
        }
        begins = "|".join(sorted(heads, key=len))
        return re.compile(rf"(?<![^\W_])(?:{begins})[^\W_]*(?:['’ʼ][^\W_]+)*", re.IGNORECASE)

    @cached_property
    def sequences(self) -> list[re.Pattern[str]]:
        joined = [GAP.join(map(_any_e, forms)) for forms in self.phrases]
        return [re.compile(rf"(?<![^\W_]){words}(?![^\W_])", re.IGNORECASE) for words in joined]

    def spans(self, text: str, language: str) -> list[tuple[int, int]]:
        """Where the marked words stand in a text of a language, in order; none overlap."""
        found: list[tuple[int, int]] = []
        if self.stems or self.prefixes:
            for word in self.candidates.finditer(text):
                if self._is_meant(fold(word[0]), language):
                    found.append(word.span())
                    if len(found) >= MOST:
                        break
        for sequence in self.sequences:
            found += [one.span() for one in sequence.finditer(text)][:MOST]
        return _apart(sorted(found))

    def _is_meant(self, form: str, language: str) -> bool:
        return stem(form, language) in self.stems or form.startswith(self.prefixes)


def _any_e(text: str) -> str:
    """A pattern for a folded text: its ``е`` may be a ``ё``, its apostrophe any."""
    return re.escape(text).replace("е", "[её]").replace("'", "['’ʼ]")


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if not found or start >= found[-1][1]:
            found.append((start, end))
        elif end > found[-1][1]:
            found[-1] = (found[-1][0], end)
    return found


def snippet(text: str, marks: Marks, language: str = "", width: int = WIDTH) -> list[Piece]:
    """S-07: pieces of text, each with whether it is marked; what is left out at either end shows as an ellipsis."""
    spans = marks.spans(text, language)
    start, end = _window(text, spans, width)
    pieces: list[Piece] = [("… ", False)] if start else []
    at = start
    for first, last in spans:
        if first < at or last > end:
            continue
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    pieces.append((text[at:end], False))
    if end < len(text):
        pieces.append((" …", False))
    return [piece for piece in pieces if piece[0]]


def _window(text: str, spans: list[tuple[int, int]], width: int) -> tuple[int, int]:
    """The stretch of about this width in which most different words are marked, cut between words."""
    if len(text) <= width + LEAD:
        return 0, len(text)
    best, most = 0, 0
    for first, _last in spans:
        within = {fold(text[a:b]) for a, b in spans if first <= a and b <= first + width - LEAD}
        if len(within) > most:
            best, most = first, len(within)
    start = _edge(text, max(0, best - LEAD)) if best > LEAD else 0
    end = min(len(text), start + width)
    return start, len(text) if end == len(text) else max(text.rfind(" ", start, end), start + width // 2)


def _edge(text: str, at: int) -> int:
    """The beginning of the next word."""
    blank = text.find(" ", at)
    return blank + 1 if 0 <= blank < at + LEAD else at


def matched(text: str, stems: frozenset[str], language: str = "") -> list[str]:
    """The words of a text whose stems are among these, as they are written, each stem once."""
    found: dict[str, str] = {}
    for word in WORD.finditer(text):
        own = stem(fold(word[0]), language)
        if own in stems:
            found.setdefault(own, word[0])
    return list(found.values())
