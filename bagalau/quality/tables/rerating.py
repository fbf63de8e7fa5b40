"""How it is shown what another version of a rating scheme would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from bagalau.quality.models import STATE_TONES, STATES
from bagalau.quality.queries.rerating import Preview, Rerated
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import Questionnaire, said
from bagalau.quality.rules.schemes import Scheme
from bagalau.quality.tables.assessments import label_tone, label_words, titled
from bagalau.quality.tables.heat import Cell, Heat, Line, number
from bagalau.web.records import url_of


@dataclass(frozen=True)
class Turned:
    """A rating before and after, in words, with the tones of both."""

    name: str
    before: str
    after: str
    before_tone: str
    after_tone: str


@dataclass(frozen=True)
class Row:
    """An assessment whose ratings would change."""

    title: str
    url: str
    unit: str
    year: int
    status: str
    tone: str
    changes: Sequence[Turned]
    may_change: bool


def matrix(preview: Preview, by: Scheme, to: Scheme) -> Heat:
    """From which overall rating (lines) to which (columns) how many come; what stays has no colour."""
    lines, columns = (
        _labels(by, {pair[0] for pair in preview.overall}),
        _labels(to, {pair[1] for pair in preview.overall}),
    )
    return Heat(
        gettext("Overall rating now"),
        [_words(to, code) for code in columns],
        [
            Line(_words(by, code), [_cell(preview.overall.get((code, after), 0), code, after, to) for after in columns])
            for code in lines
        ],
    )


def _labels(scheme: Scheme, used: set[str]) -> list[str]:
    """The labels that occur, the best first; what is not rated comes last."""
    known = [one.code for one in scheme.labels if one.code in used]
    return [*known, *sorted(used - {*known, ""}), *([""] if "" in used else [])]


def _cell(count: int, before: str, after: str, to: Scheme) -> Cell:
    return Cell(number(count), "" if before == after else label_tone(to, after)) if count else Cell()


def _words(scheme: Scheme, code: str) -> str:
    return label_words(scheme, code) if code else gettext("not rated")


def rows(changed: Sequence[Rerated], asked: Questionnaire, by: Scheme, to: Scheme) -> list[Row]:
    """Assessments whose ratings would change; the overall one is told first."""
    names = {one.code: said(one.name, get_language()) for one in asked.sections}
    names = {"": gettext("Overall rating"), **names}
    return [_row(one, names, by, to) for one in changed]


def _row(one: Rerated, names: Mapping[str, str], by: Scheme, to: Scheme) -> Row:
    of = one.assessment
    turned = [
        Turned(names[code], _words(by, before), _words(to, after), label_tone(by, before), label_tone(to, after))
        for code in names
        if code in one.changes
        for before, after in [one.changes[code]]
    ]
    state = State(of.status)
    return Row(
        titled(of),
        str(url_of("assessment", of.pk)),
        of.unit.code,
        of.year,
        str(STATES[state]),
        STATE_TONES[state],
        turned,
        one.may_change,
    )
