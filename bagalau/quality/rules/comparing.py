"""Two versions of a questionnaire, or of a rating scheme, side by side. Pure.

QN-08  Versions are compared question by question, by the codes of the questions: what came, what went, and of what
       stayed each value that differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bagalau.lib.texts import mark
from bagalau.quality.rules import ruling
from bagalau.quality.rules.questionnaire import Option, Question, Questionnaire, Section, Words
from bagalau.quality.rules.said import Telling
from bagalau.quality.rules.schemes import Scheme

NAME, TEXT, GUIDANCE = mark("Title"), mark("Text"), mark("Guidance")
WEIGHT, CRITICAL, KEY, HINTS = mark("Weight"), mark("Critical"), mark("Key question"), mark("Hints from the record")
SECTION, NUMBER, EVIDENCE = mark("Section"), mark("Number"), mark("Evidence is asked for")
SCORE, JOIN, STATEMENT = mark("Score"), mark("How statements are joined"), mark("Statement of an answer")
CLAIMS, DOCUMENT, ACTION = mark("Claims"), mark("A document is asked for"), mark("An action is asked for")
RATES, STAGE, SCHEME = mark("What it rates"), mark("Stage"), mark("Rating scheme")
SINCE, UNTIL, DECISION, SOURCE = mark("Valid from"), mark("Valid until"), mark("Decision"), mark("Source")
VERIFIED, VALUE, LABEL, TONE = mark("Verified"), mark("Value"), mark("Name of the rating"), mark("Tone")
SECTIONS_RULE, OVERALL_RULE = mark("How sections are rated"), mark("How the overall rating follows")


@dataclass(frozen=True)
class Place:
    """What a value is: ``what`` is a word to translate, ``of`` the option or code that it belongs to."""

    what: str
    of: str = ""
    language: str = ""


Facts = Mapping[Place, str]


class Part(StrEnum):
    """What a difference is in."""

    WHOLE = "whole"
    SECTION = "section"
    QUESTION = "question"


@dataclass(frozen=True)
class Change:
    """A value that differs; empty where there is none."""

    place: Place
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """A part that differs. ``before`` or ``after`` None: the part came, or went."""

    part: Part
    code: str
    before: Question | Section | None = None
    after: Question | Section | None = None
    changes: tuple[Change, ...] = ()


def compared(before: Questionnaire, after: Questionnaire) -> list[Difference]:
    """QN-08: what differs, first in the whole, then in the sections, then in the questions."""
    found = [Difference(Part.WHOLE, "", changes=tuple(_changes(_whole(before), _whole(after))))]
    was, now = ({one.code: one for one in each.sections} for each in (before, after))
    for code in [*now, *(code for code in was if code not in now)]:
        old, new = was.get(code), now.get(code)
        changes = tuple(_changes(_of_section(old), _of_section(new))) if old and new else ()
        found.append(Difference(Part.SECTION, code, old, new, changes))
    asked, asks = ({one.code: one for one in each.questions} for each in (before, after))
    for code in [*asks, *(code for code in asked if code not in asks)]:
        first, second = asked.get(code), asks.get(code)
        changes = ()
        if first and second:
            changes = tuple(_changes(_of_question(before, first), _of_question(after, second)))
        found.append(Difference(Part.QUESTION, code, first, second, changes))
    return [one for one in found if one.changes or (one.part is not Part.WHOLE and not (one.before and one.after))]


def compared_schemes(before: Scheme, after: Scheme) -> list[Change]:
    """QN-08: what differs between two schemes, their rules told in words."""
    return list(_changes(_of_scheme(before), _of_scheme(after)))


def _changes(before: Facts, after: Facts) -> Iterator[Change]:
    for place in [*after, *(place for place in before if place not in after)]:
        was, now = before.get(place, ""), after.get(place, "")
        if was != now:
            yield Change(place, was, now)


def _words(what: str, words: Words, of: str = "") -> dict[Place, str]:
    return {Place(what, of, language): text for language, text in words.items()}


def _whole(one: Questionnaire) -> Facts:
    found = {
        **_words(NAME, one.name),
        Place(RATES): str(one.rates),
        Place(STAGE): str(one.stage),
        Place(SCHEME): one.scheme,
        Place(SINCE): str(one.valid_from or ""),
        Place(UNTIL): str(one.valid_until or ""),
        Place(SOURCE): f"{one.source.text} {one.source.address}".strip(),
        Place(VERIFIED): _flag(one.source.verified),
    }
    for code, words in one.decisions.items():
        found |= _words(DECISION, words, code)
    return found


def _of_section(one: Section) -> Facts:
    return {**_words(NAME, one.name), Place(WEIGHT): f"{one.weight:f}", Place(CRITICAL): _flag(one.critical)}


def _of_question(of: Questionnaire, one: Question) -> Facts:
    section = of.section_of(one.code)
    found = {
        Place(SECTION): section.code if section else "",
        Place(NUMBER): str(one.number),
        **_words(TEXT, one.text),
        **_words(GUIDANCE, one.guidance),
        Place(WEIGHT): f"{one.weight:f}",
        Place(KEY): _flag(one.key),
        Place(EVIDENCE): _flag(one.needs_evidence),
        Place(HINTS): ", ".join(one.hints),
    }
    for option in one.options:
        found |= _of_option(option)
    return found


def _of_option(one: Option) -> Facts:
    found = {
        Place(SCORE, one.value): "–" if one.score is None else f"{one.score:f}",
        **_words(TEXT, one.text, one.value),
        Place(JOIN, one.value): str(one.join or ""),
        Place(CLAIMS, one.value): ", ".join(f"{name}: {often}" for name, often in one.claims.items()),
        Place(DOCUMENT, one.value): _flag(one.needs_document),
        Place(ACTION, one.value): _flag(one.needs_action),
    }
    for clause in one.clauses:
        found |= _words(STATEMENT, clause.text, f"{one.value} {clause.code}")
    return found


def _of_scheme(one: Scheme) -> Facts:
    tell = Telling().told
    sections = ruling.of_sections(one)
    found = {
        **_words(NAME, one.name),
        Place(SOURCE): f"{one.source.text} {one.source.address}".strip(),
        Place(VERIFIED): _flag(one.source.verified),
        Place(SECTIONS_RULE): tell(sections) if sections else "",
        Place(OVERALL_RULE): "\n".join(map(tell, (ruling.of_all(one), *ruling.cases(one)))),
    }
    for label in one.labels:
        found |= _words(LABEL, label.name, label.code)
        found |= {Place(VALUE, label.code): f"{label.value:f}", Place(TONE, label.code): label.tone}
    return found


def _flag(value: bool) -> str:
    """As the file says it."""
    return "true" if value else "false"
