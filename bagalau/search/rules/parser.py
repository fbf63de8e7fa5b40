"""The query language: what people guess is understood, and nothing is an error (S-01 to S-06)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bagalau.lib.texts import mark
from bagalau.lib.words import fold, forms, is_stop, tidied
from bagalau.search.rules.asked import All, Asked, Either, Field, Not, Note, Part, Phrase, Prefix, Term, Years

LONGEST = 500
DEEPEST = 8
MOST_WORDS = 40
CUT = Note(mark("The question was cut: it is longer than a search can be."))
UNCLOSED = Note(mark("A quotation mark or a parenthesis was not closed: it was closed at the end."))

NAMES = {
    "kind": "kind вид түрі",
    "unit": "unit office подразделение офис бөлімше кеңсе",
    "year": "year years год годы жыл жылы",
    "type": "type тип санат",
    "criterion": "criterion criteria критерий критерии өлшемшарт критерийі",
    "tag": "tag tags тег теги метка белгі",
    "sdg": "sdg цур тдм",
    "status": "status статус мәртебе күйі",
    "lang": "lang language язык тіл тілі",
}
FIELDS = {alias: name for name, aliases in NAMES.items() for alias in aliases.split()}
LANGUAGES = {
    **dict.fromkeys(("en", "english", "английский", "ағылшын", "ағылшынша"), "en"),
    **dict.fromkeys(("ru", "russian", "русский", "орыс", "орысша"), "ru"),
    **dict.fromkeys(("kk", "kz", "kazakh", "казахский", "қазақ", "қазақша"), "kk"),
}
OR = frozenset({"OR", "ИЛИ", "НЕМЕСЕ", "|", "||"})
AND = frozenset({"AND", "И", "ЖӘНЕ", "&", "&&", "+"})
NOT = frozenset({"NOT", "НЕ", "ЕМЕС", "-", "!"})
QUOTES = '"“”„«»'
TOKEN = re.compile(rf"[()]|[{QUOTES}][^{QUOTES}]*[{QUOTES}]?|[^\s(){QUOTES}]+")
YEAR = r"(?:1[89]|20|21)\d\d"
SPAN = re.compile(rf"({YEAR})?\s*(?:\.\.+|[-–—…])\s*({YEAR})?")
BOUND = re.compile(rf"([<>]=?)({YEAR})")
_FIELD = re.compile(r"([^\W\d_]+):(.*)", re.DOTALL)


def parse(text: str) -> Asked:
    """What a question means, whatever it is."""
    clean = tidied(text)
    parser = _Parser(TOKEN.findall(clean[:LONGEST]))
    if len(clean) > LONGEST:
        parser.note(CUT)
    meaning = parser.either(0)
    while not parser.done:  # a closing parenthesis that nothing opened
        parser.take()
        rest = parser.either(0)
        meaning = _all([part for part in (meaning, rest) if part])
    return Asked(clean[:LONGEST], meaning, tuple(parser.notes))


def _all(parts: Sequence[Part]) -> Part | None:
    """S-01: everything is required; words that tell nothing are left out where others remain."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    telling = [part for part in flat if not (isinstance(part, Term) and is_stop(part.form))]
    kept = list(dict.fromkeys(telling or flat))
    return All(tuple(kept)) if len(kept) > 1 else next(iter(kept), None)


class _Parser:
    """Goes through the tokens once. Depth and number of words are bounded, so no question is too heavy."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens, self.at, self.words = tokens, 0, 0
        self.notes: list[Note] = []

    @property
    def done(self) -> bool:
        return self.at >= len(self.tokens)

    @property
    def next(self) -> str:
        return "" if self.done else self.tokens[self.at]

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def note(self, note: Note) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def either(self, depth: int) -> Part | None:
        """S-03: OR joins what stands on its two sides."""
        found = [self.every(depth)]
        while self.next in OR:
            self.take()
            found.append(self.every(depth))
        parts = list(dict.fromkeys(part for part in found if part))
        return Either(tuple(parts)) if len(parts) > 1 else next(iter(parts), None)

    def every(self, depth: int) -> Part | None:
        parts: list[Part] = []
        while not self.done and self.next not in OR and self.next != ")":
            if self.next in AND:
                self.take()
            elif part := self.one(depth):
                parts.append(part)
        return _all(parts)

    def one(self, depth: int) -> Part | None:
        """A word, phrase, field or group; S-04: what a minus or NOT stands before is ruled out."""
        token = self.take()
        if token in NOT:
            return self.negated(depth)
        if len(token) > 1 and token[0] in "-!" and token not in AND:
            self.at -= 1
            self.tokens = [*self.tokens[: self.at], token[1:], *self.tokens[self.at + 1 :]]
            return self.negated(depth)
        if token[0] == "(":
            return self.group(depth)
        if token[0] in QUOTES:
            return self.phrase(token)
        if span := SPAN.fullmatch(token):
            return _years(span[1], span[2])
        name = self.field_name(token)
        return self.field(name, token) if name else self.word(token)

    def negated(self, depth: int) -> Part | None:
        if self.done or self.next == ")" or self.next in OR or depth >= DEEPEST:
            return None
        part = self.one(depth + 1)
        return part.part if isinstance(part, Not) else Not(part) if part else None

    def group(self, depth: int) -> Part | None:
        if depth >= DEEPEST:  # so deep nobody nests: the parenthesis is left out
            return None
        part = self.either(depth + 1)
        if self.done:
            self.note(UNCLOSED)
        else:
            self.take()
        return part

    def phrase(self, token: str) -> Part | None:
        """S-02: words in quotation marks follow each other just so."""
        if len(token) < 2 or token[-1] not in QUOTES:
            self.note(UNCLOSED)
        found = self.forms(token)
        return Phrase(found) if found else None

    def field_name(self, token: str) -> str | None:
        """S-05: the field that stands before a colon."""
        named = _FIELD.fullmatch(token)
        name = FIELDS.get(fold(named[1])) if named else None
        if named and name is None:
            said = (("name", named[1][:40]), ("known", ", ".join(NAMES)))
            self.note(Note(mark("There is no field “%(name)s”: it was taken as a word. Fields are: %(known)s."), said))
        return name

    def field(self, name: str, token: str) -> Part | None:
        """``name:value``, with values joined by commas; blanks behind the colon or a comma do no harm."""
        values = token.partition(":")[2]
        while (not values or values.endswith(",")) and self.has_value:
            values += self.take()
        return self.valued(name, values)

    @property
    def has_value(self) -> bool:
        return not self.done and self.next not in OR | AND | NOT and self.next not in ("(", ")")

    def valued(self, name: str, values: str) -> Part | None:
        quoted = values[:1] and values[0] in QUOTES
        given = [values] if quoted else values.split(",")
        found = [value for value in (" ".join(forms(one)) for one in given) if value]
        if name == "year":
            return self.years(values)
        if name == "lang":
            found = [LANGUAGES.get(one, one) for one in found]
        return Field(name, tuple(dict.fromkeys(found))) if found else None

    def years(self, text: str) -> Part | None:
        makes: list[Part] = []
        for one in text.strip(QUOTES + " ").split(","):
            if span := SPAN.fullmatch(one):
                makes.append(_years(span[1], span[2]) or Years(None, None))
            elif bound := BOUND.fullmatch(one):
                makes.append(_bounded(bound[1], int(bound[2])))
            elif re.fullmatch(YEAR, one):
                makes.append(Years(int(one), int(one)))
            elif one:
                self.note(Note(mark("“%(value)s” is no year: it was left out."), (("value", one[:40]),)))
        return Either(tuple(makes)) if len(makes) > 1 else next(iter(makes), None)

    def word(self, token: str) -> Part | None:
        """S-06: an asterisk behind a word stands for any end; what a hyphen joins stays together."""
        found = self.forms(token)
        if not found:
            return None
        if token.endswith("*") and len(found) == 1 and len(found[0]) > 1:
            return Prefix(found[0])
        return Phrase(found, stemmed=True) if len(found) > 1 else Term(found[0])

    def forms(self, token: str) -> tuple[str, ...]:
        room = MOST_WORDS - self.words
        found = tuple(forms(token))
        self.words += len(found)
        if len(found) > room:
            self.note(CUT)
        return found[: max(room, 0)]


def _years(first: str | None, last: str | None) -> Years | None:
    if not (first or last):
        return None
    ends = [int(year) if year else None for year in (first, last)]
    if ends[0] and ends[1] and ends[0] > ends[1]:
        ends.reverse()
    return Years(ends[0], ends[1])


_BOUNDS: dict[str, Callable[[int], Years]] = {
    ">": lambda year: Years(year + 1, None),
    ">=": lambda year: Years(year, None),
    "<": lambda year: Years(None, year - 1),
    "<=": lambda year: Years(None, year),
}


def _bounded(sign: str, year: int) -> Years:
    return _BOUNDS[sign](year)
