"""Value lists with their versions. Pure.

Source: domain reference, evaluation and quality, parts 2.3, 3.2 and 5.2. What the sources do not confirm is marked as
not verified and shown so.

F-01  A term is known by its list and its code; names may be mended, a code never changes its meaning.
F-02  A term holds from its first to its last day. A term that no longer holds stays on the records that have it,
      but is offered for none.
F-03  Words of a paper name a term if they are equal to one of its names or aliases, whatever their case and blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

LANGUAGES = ("en", "ru", "kk")


@dataclass(frozen=True)
class Term:
    """One value of a list. ``verified`` tells whether the value was seen in a source."""

    list: str
    code: str
    names: Mapping[str, str] = field(hash=False)
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    verified: bool = True

    def name(self, language: str) -> str:
        """The name in a language (its first two letters count), or else in English."""
        return self.names.get(language[:2]) or self.names["en"]

    def holds(self, on: date) -> bool:
        """F-02."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class TermList:
    """A list of values for some kinds of records; ``multiple`` tells whether a record may have several of them."""

    code: str
    version: str
    names: Mapping[str, str] = field(hash=False)
    source: str
    verified: bool
    kinds: frozenset[str]
    multiple: bool
    terms: tuple[Term, ...]

    def name(self, language: str) -> str:
        """The name in a language, or else in English."""
        return self.names.get(language[:2]) or self.names["en"]

    def offered(self, on: date) -> list[Term]:
        """F-02: the terms that may be chosen on a day."""
        return [term for term in self.terms if term.holds(on)]


class BadList(Exception):
    """A file of a value list that cannot be used; the message names the list and says what is wrong."""


def term_list(data: Mapping[str, object]) -> TermList:
    """A list from the data of its file; ``BadList`` if something is missing, doubled or of the wrong kind."""
    code = str(data.get("code") or "")
    try:
        rows = data["terms"]
        assert isinstance(rows, list)
        terms = tuple(_term(code, row) for row in rows)
        names = _names(data["names"])
        kinds = data["kinds"]
        assert isinstance(kinds, list)
        found = TermList(
            code,
            str(data["version"]),
            names,
            str(data["source"]),
            bool(data["verified"]),
            frozenset(str(kind) for kind in kinds),
            bool(data["multiple"]),
            terms,
        )
    except (KeyError, TypeError, ValueError, AssertionError) as error:
        wrong = str(error) or "a part has the wrong form"
        raise BadList(f"The value list {code or '?'} cannot be read: {wrong}.") from error
    doubled = {term.code for term in terms if sum(term.code == other.code for other in terms) > 1}
    if not code or doubled:
        raise BadList(f"The value list {code or '?'} needs a code, and each term a code of its own: {sorted(doubled)}.")
    return found


def _names(given: object) -> dict[str, str]:
    assert isinstance(given, Mapping)
    names = {language: str(given[language]) for language in LANGUAGES if given.get(language)}
    if "en" not in names:
        raise ValueError("an English name is missing")
    return names


def _term(list_code: str, row: Mapping[str, object]) -> Term:
    aliases = row.get("aliases") or []
    assert isinstance(aliases, list)
    return Term(
        list_code,
        str(row["code"]),
        _names(row),
        tuple(str(alias) for alias in aliases),
        _day(row.get("since")),
        _day(row.get("until")),
        bool(row.get("verified", True)),
    )


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def folded(words: str) -> str:
    """Words as they are compared: one case, one kind of blank and of apostrophe."""
    return re.sub(r"\s+", " ", words.replace("’", "'")).strip().casefold()


def recognise(words: Iterable[str], terms: Sequence[Term]) -> tuple[list[Term], list[str]]:
    """F-03: the terms that words name, each once and in order, and the words that name none."""
    known: dict[str, Term] = {}
    for term in terms:
        for name in (*term.names.values(), *term.aliases):
            known.setdefault(folded(name), term)
    found: dict[str, Term] = {}
    strange = []
    for word in words:
        if named := known.get(folded(word)):
            found.setdefault(named.code, named)
        else:
            strange.append(word)
    return list(found.values()), strange
