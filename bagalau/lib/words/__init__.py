"""Words of a text with their places and stems, in English, Russian and Kazakh. Pure.

What is indexed, what is asked for, what is highlighted and what is compared goes through here, so they agree. A word is
a run of letters and digits (``women's`` is one, ``follow-up`` are two); its form is in small letters with ``е`` for
``ё``. The stem is made by the language of the word: Latin letters are English, letters that only Kazakh has are Kazakh,
and other Cyrillic ones are of the language of the text. Where a text is too short to tell, both are tried.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from bagalau.lib.words import kazakh
from bagalau.lib.words.stops import ALL, KAZAKH, RUSSIAN, STOPS

__all__ = [
    "LANGUAGES",
    "WORD",
    "Word",
    "content",
    "fold",
    "forms",
    "is_stop",
    "language_of",
    "stem",
    "stems",
    "stems_of",
    "tidied",
    "words",
]

LANGUAGES = ("en", "ru", "kk")
WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
LONGEST = 60  # letters of a word that are kept: what is longer is no word
MOST_STEMS = 300_000  # that are remembered
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_KAZAKH = re.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_LATIN = re.compile(r"[A-Za-z]")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control characters, marks of direction, halves of characters
_STEMMERS = {name: snowballstemmer.stemmer(name) for name in ("english", "russian")}


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in a text: ``form`` in small letters, ``stem`` as all its forms share it."""

    start: int
    end: int
    form: str
    stem: str


def tidied(text: str) -> str:
    """A text without what cannot be seen (control characters, marks of direction, soft hyphens) and long blanks."""
    composed = unicodedata.normalize("NFC", text)
    if not composed.isprintable():
        composed = "".join(_seen(letter) for letter in composed)
    return " ".join(composed.split())


def _seen(letter: str) -> str:
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter) in _UNSEEN else letter


def fold(word: str) -> str:
    """A word as it is compared: small letters, ``е`` for ``ё``, one kind of apostrophe, not endlessly long."""
    return _same(word)[:LONGEST]


def _same(text: str) -> str:
    return text.lower().replace("ё", "е").replace("’", "'").replace("ʼ", "'").replace("i\u0307", "i")


def forms(text: str) -> list[str]:
    """The words of a text as they are compared, without their places."""
    return [form if len(form) <= LONGEST else form[:LONGEST] for form in WORD.findall(_same(text))]


def stems(found: Iterable[str], language: str) -> list[str]:
    """The stems of folded words of a text of a language."""
    known = _STEMS.get(language, _STEMS["ru"])
    return [known[form] for form in found]


def words(text: str, language: str = "") -> Iterator[Word]:
    """The words of a text (best ``tidied``) with their places; ``language`` "" is told by the text itself."""
    of = language or language_of(text)
    for found in WORD.finditer(text):
        form = fold(found[0])
        yield Word(found.start(), found.end(), form, stem(form, of))


def content(text: str, language: str = "") -> list[Word]:
    """The words that tell something: neither frequent ones nor single letters."""
    return [word for word in words(text, language) if not is_stop(word.form) and len(word.form) > 1]


def stem(form: str, language: str) -> str:
    """The stem of a folded word in a text of a language."""
    return _STEMS.get(language, _STEMS["ru"])[form]


class _Stems(dict[str, str]):
    """The stems of words in texts of one language, made once each."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, form: str) -> str:
        if len(self) >= MOST_STEMS:
            self.clear()
        self[form] = found = _stem(form, self.language)
        return found


_STEMS = {language: _Stems(language) for language in LANGUAGES}


def _stem(form: str, language: str) -> str:
    if _LATIN.match(form):
        return str(_STEMMERS["english"].stemWord(form)) if form.isascii() else form
    if not _CYRILLIC.match(form):
        return form
    if language == "kk" or _KAZAKH.search(form):
        return kazakh.stem(form)
    return str(_STEMMERS["russian"].stemWord(form))


@lru_cache(10_000)
def stems_of(form: str) -> tuple[str, ...]:
    """Every stem that a folded word may have, whatever the language of the text it is looked for in."""
    return tuple(dict.fromkeys(stem(form, language) for language in ("ru", "kk")))


def is_stop(form: str, language: str = "") -> bool:
    """Whether a folded word is so frequent that it tells nothing."""
    return form in (STOPS.get(language, frozenset()) if language else ALL)


def language_of(text: str) -> str:
    """The language of a text by its script, by letters that only Kazakh has and by frequent words; "" without letters.

    The beginning tells: 2,000 letters of it.
    """
    head = text[:2000]
    cyrillic = len(_CYRILLIC.findall(head))
    if cyrillic <= len(_LATIN.findall(head)):
        return "en" if _LATIN.search(head) else ""
    own = len(_KAZAKH.findall(head))
    if own * 25 >= cyrillic:  # every eighth letter of a Kazakh text is one; a Russian one may name a place
        return "kk"
    found = forms(head)
    kazakh_words = sum(form in KAZAKH and form not in RUSSIAN for form in found)
    return "kk" if kazakh_words > sum(form in RUSSIAN and form not in KAZAKH for form in found) else "ru"
