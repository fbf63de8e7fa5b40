"""A question as a query of the engine, limited to what the viewer may see."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import tantivy
from tantivy import Occur, Query

from bagalau.lib.texts import mark
from bagalau.lib.words import stems_of
from bagalau.people.access import VIEW_HISTORY, Viewer
from bagalau.people.rules import Scope
from bagalau.search.rules import All, Either, Field, Not, Note, Part, Phrase, Prefix, Term, Years
from bagalau.search.schema import PUBLIC, owner_door, record_door, schema, unit_door
from bagalau.search.sources import actions

MOST_VALUES = 200
FIRST_YEAR, LAST_YEAR = 1, 9999


@dataclass
class Translator:
    """Puts questions into the engine's terms; what names nothing is noted."""

    searcher: tantivy.Searcher
    notes: list[Note] = field(default_factory=list)

    def query(self, part: Part) -> Query:
        match part:
            case Term() | Prefix() | Phrase():
                return _words(part)
            case Field(name, values):
                return either([self.valued(name, value) for value in values])
            case Years(first, last):
                return _years(first, last)
            case Either(parts):
                return either([self.query(one) for one in parts])
            case All(parts):
                return self.every(parts)
            case Not():
                return self.every((part,))

    def every(self, parts: tuple[Part, ...]) -> Query:
        wanted = [self.query(one) for one in parts if not isinstance(one, Not)]
        ruled_out = [self.query(one.part) for one in parts if isinstance(one, Not)]
        return every(wanted or [Query.all_query()], ruled_out)

    def valued(self, name: str, value: str) -> Query:
        if name == "lang":
            return _term("lang", value)
        found = self.searcher.terms_with_prefix("labels", f"{name}:{value}", limit=MOST_VALUES)
        if not found:
            said = (("field", name), ("value", value[:40]))
            self.notes.append(Note(mark("Nothing here has “%(value)s” as its %(field)s."), said))
            return Query.empty_query()
        return Query.const_score_query(Query.term_set_query(schema(), "labels", [term for term, _count in found]), 0.0)


def _words(part: Term | Prefix | Phrase) -> Query:
    match part:
        case Term(form):
            return either([_term("stems", stem) for stem in stems_of(form)])
        case Prefix(form):
            return Query.regex_query(schema(), "words", f"{re.escape(form)}.*")
        case Phrase(forms, True):
            # in a text of one language all stems are of that language, so the words go in step
            ways = {tuple(_pick(stems_of(form), at) for form in forms) for at in (0, 1)}
            return either([_sequence("stems", way) for way in sorted(ways)])
        case Phrase(forms, _):
            return _sequence("words", forms)


def _pick(stems: tuple[str, ...], at: int) -> str:
    return stems[min(at, len(stems) - 1)]


def _term(name: str, value: str) -> Query:
    return Query.term_query(schema(), name, value)


def _sequence(name: str, words: tuple[str, ...]) -> Query:
    return Query.phrase_query(schema(), name, list(words)) if len(words) > 1 else _term(name, words[0])


def _years(first: int | None, last: int | None) -> Query:
    found = Query.range_query(schema(), "year", tantivy.FieldType.Unsigned, first or FIRST_YEAR, last or LAST_YEAR)
    return Query.const_score_query(found, 0.0)


def either(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def every(wanted: Iterable[Query], ruled_out: Iterable[Query] = ()) -> Query:
    clauses = [(Occur.Must, query) for query in wanted] + [(Occur.MustNot, query) for query in ruled_out]
    return clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)


def narrowed(facets: Mapping[str, str]) -> list[Query]:
    """What the chosen facets ask: a unit with all that lies under it, a year, values just as they are."""
    found = []
    for name, value in facets.items():
        if name == "year":
            found.append(Query.term_query(schema(), "year", int(value)))
        else:
            found.append(_term("under" if name == "unit" else name, value))
    return [Query.const_score_query(query, 0.0) for query in found]


def allowed(viewer: Viewer) -> Query | None:
    """What the viewer may see, as the index knows it; None for all of it.

    Passages name the action that opens them and their doors. Actions with the same scope (all, as a rule) ask together.
    """
    scopes: dict[Scope, list[str]] = defaultdict(list)
    for action in [*actions(), VIEW_HISTORY]:
        scopes[viewer.scope(action)].append(action.name)
    if len(scopes) == 1:
        scope = next(iter(scopes))
        return None if scope.everywhere else _through(viewer, scope)
    ways = []
    for scope, names in scopes.items():
        of = Query.term_set_query(schema(), "action", names)
        ways.append(every([of] if scope.everywhere else [of, _through(viewer, scope)]))
    return either(ways)


def _through(viewer: Viewer, scope: Scope) -> Query:
    """The doors that a scope opens; what is public or the viewer's own is open anyway."""
    found = [PUBLIC, *map(unit_door, scope.units), *map(record_door, scope.records)]
    if viewer.person is not None:
        found.append(owner_door(viewer.person.pk))
    return Query.term_set_query(schema(), "doors", found) if len(found) > 1 else _term("doors", PUBLIC)
