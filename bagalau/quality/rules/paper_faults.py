"""What must be mended in a paper before it can become an assessment. Pure; the numbers stand in ``contract``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bagalau.lib.texts import mark
from bagalau.quality.rules.contract import Paper, Part, Told
from bagalau.quality.rules.from_paper import SCORES
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.rules.reading.parts import MAX_NAME
from bagalau.quality.rules.said import Said
from bagalau.quality.rules.schemes import Scheme

Fault = tuple[str, Said]

OPEN = mark("Which option was chosen cannot be told. Choose one of: %(known)s.")
OPEN_DRAFT = mark("Which option was chosen cannot be told. Choose one of: %(known)s; or write “Unanswered”.")
NOT_ANSWERED = mark("The paper is approved, so this question was answered. Choose one of: %(known)s.")
NO_OPTION = mark("“%(value)s” is none of the options. Choose one of: %(known)s.")
NO_STAGE = mark("“%(value)s” is no stage. Write Design, Implementation or Closure.")
NO_STATE = mark("“%(value)s” is no status of a form. Write Draft, Submitted, Returned or Approved.")
NO_RATING = mark("“%(value)s” is no rating. Known are: %(known)s.")
NO_TITLE = mark("Write the title of the project: without it nobody knows what was assessed.")
NO_SECTIONS = mark("There are no sections with questions in this paper.")
NO_NAME = mark("A section needs a name.")
NAME_TWICE = mark("Another section has this name: correct one, or take one out.")
NO_QUESTIONS = mark("This section has no questions: add them, or take the section out.")
NO_NUMBER = mark("A question needs a number of its own, and numbers rise from 1 to %(most)s.")
NO_TEXT = mark("A question needs a text.")
FEW_OPTIONS = mark("A question needs at least two options. Add those that were not read.")
BAD_VALUE = mark("“%(value)s” is no value of an option. Known are: %(known)s.")
VALUE_TWICE = mark("Another option has this value: correct one, or take one out.")
LONG = mark("This is longer than %(most)s characters: shorten it.")
MOST_NUMBER, MOST_WORDS, MOST_OF_ALL = 999, 5000, 400_000
FRAME = {"stage", "sections", "name", "number", "options", "value"}
LENGTHS = {"project_title": ("title", 500), "project_number": ("number", 60), "decision": ("decision", 300)}


def faults(paper: Paper, scheme: Scheme) -> Iterator[Fault]:
    """Each place with what is wrong there, in the order of the paper."""
    yield from _head(paper, scheme)
    if not paper.sections:
        yield "sections", Said(NO_SECTIONS)
    if sum(len(text) for told in paper.questions for _value, text in told.options) > MOST_OF_ALL:
        yield "sections", Said(LONG, {"most": MOST_OF_ALL})
    names = Counter(one.name.casefold() for one in paper.sections)
    last = 0
    for part in paper.sections:
        yield from _section(part, names, scheme)
        for told in part.questions:
            yield from _question(told, last, paper.meant_state is State.APPROVED)
            last = max(last, told.number or 0)


def _head(paper: Paper, scheme: Scheme) -> Iterator[Fault]:
    """QP-02."""
    if paper.meant_stage is None:
        yield "stage", Said(NO_STAGE, {"value": paper.stage[:80]})
    if paper.meant_state is None:
        yield "status", Said(NO_STATE, {"value": paper.status[:80]})
    if not paper.title:
        yield "project_title", Said(NO_TITLE)
    for path, (name, most) in LENGTHS.items():
        yield from _long(path, getattr(paper, name), most)
    yield from _rating("rating", paper.rating, scheme)


def is_whole(paper: Paper, scheme: Scheme) -> bool:
    """Whether stage, sections, numbers and options are such that a questionnaire can be made of them."""
    return not any(path.rpartition(".")[2] in FRAME for path, _said in faults(paper, scheme))


def strange_answers(paper: Paper, asked: Questionnaire) -> Iterator[Fault]:
    """Answers that the questionnaire of a paper does not offer."""
    for question, told in zip(asked.questions, paper.questions, strict=True):
        if told.selected and question.option(told.selected) is None:
            known = "; ".join(one.value for one in question.options)
            yield f"{told.at}.selected", Said(NO_OPTION, {"value": told.selected[:40], "known": known})


def _section(part: Part, names: Counter[str], scheme: Scheme) -> Iterator[Fault]:
    if not part.name:
        yield f"{part.at}.name", Said(NO_NAME)
    elif names[part.name.casefold()] > 1:
        yield f"{part.at}.name", Said(NAME_TWICE)
    if not part.questions:
        yield f"{part.at}.name", Said(NO_QUESTIONS)
    yield from _long(f"{part.at}.name", part.name, MAX_NAME)
    yield from _rating(f"{part.at}.rating", part.rating, scheme)


def _question(told: Told, last: int, approved: bool) -> Iterator[Fault]:
    if told.number is None or not last < told.number <= MOST_NUMBER:
        yield f"{told.at}.number", Said(NO_NUMBER, {"most": MOST_NUMBER})
    if not told.text:
        yield f"{told.at}.text", Said(NO_TEXT)
    yield from _long(f"{told.at}.text", told.text, MOST_WORDS)
    yield from _options(told)
    yield from _selected(told, approved)
    for place, upload in enumerate(told.uploads):
        at = f"{told.at}.documents[{place}]"
        for name, most in (("title", 500), ("address", 1000), ("modified_by", 200)):
            yield from _long(f"{at}.{name}", getattr(upload, name), most)


def _options(told: Told) -> Iterator[Fault]:
    if len(told.options) < 2:
        yield f"{told.at}.options", Said(FEW_OPTIONS)
    values = Counter(value for value, _text in told.options)
    for place, (value, text) in enumerate(told.options):
        at = f"{told.at}.options[{place}]"
        if value not in SCORES:
            yield f"{at}.value", Said(BAD_VALUE, {"value": value[:40], "known": "; ".join(SCORES)})
        elif values[value] > 1:
            yield f"{at}.value", Said(VALUE_TWICE)
        yield from _long(f"{at}.text", text, MOST_WORDS)


def _selected(told: Told, approved: bool) -> Iterator[Fault]:
    """QP-03."""
    known = {"known": "; ".join(dict.fromkeys(value for value, _text in told.options))[:200]}
    if told.selected is None:
        yield f"{told.at}.selected", Said(OPEN if approved else OPEN_DRAFT, known)
    elif told.selected == "" and approved:
        yield f"{told.at}.selected", Said(NOT_ANSWERED, known)


def _rating(path: str, word: str, scheme: Scheme) -> Iterator[Fault]:
    """QP-02."""
    known = [one.name["en"] for one in scheme.labels]
    if word and word not in known:
        yield path, Said(NO_RATING, {"value": word[:80], "known": ", ".join(known)})


def _long(path: str, text: str, most: int) -> Iterator[Fault]:
    if len(text) > most:
        yield path, Said(LONG, {"most": most})
