"""How questionnaires and rating schemes are shown: labels, rules in words, proofs, differences between versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from bagalau.lib.differences import words
from bagalau.quality.rules import ruling
from bagalau.quality.rules.comparing import Change, Difference, Part
from bagalau.quality.rules.proof import Proof
from bagalau.quality.rules.questionnaire import Question, said
from bagalau.quality.rules.said import Kind, Telling
from bagalau.quality.rules.schemes import Scheme
from bagalau.quality.tables.assessments import label_tone, label_words


@dataclass(frozen=True)
class Rule:
    """How a scheme rates, in sentences."""

    sections: str
    overall: str
    cases: Sequence[str]


@dataclass(frozen=True)
class LabelRow:
    """A label as its scheme names it."""

    code: str
    name: str
    tone: str
    value: str


@dataclass(frozen=True)
class Count:
    """How many combinations of ratings come to a label."""

    label: LabelRow
    count: int
    share: str


@dataclass(frozen=True)
class Shown:
    """A part of a questionnaire that differs: ``state`` says whether it came, went or changed."""

    title: str
    state: str
    rows: Sequence[tuple[str, Sequence[tuple[str, str]]]]


def telling_of(scheme: Scheme) -> Telling:
    """How what rules say about a scheme is told in the language of the page."""
    return Telling(
        gettext,
        lambda named: label_words(scheme, named.code) if named.kind is Kind.LABEL else named.code,
        lambda number: str(number_format(number)),
    )


def ruled(scheme: Scheme) -> Rule:
    """QR-13 in the language of the page."""
    told, sections = telling_of(scheme).told, ruling.of_sections(scheme)
    return Rule(
        told(sections) if sections else "", told(ruling.of_all(scheme)), [told(one) for one in ruling.cases(scheme)]
    )


def shown_labels(scheme: Scheme) -> list[LabelRow]:
    """The labels, the best first."""
    return [
        LabelRow(one.code, label_words(scheme, one.code), label_tone(scheme, one.code), str(number_format(one.value)))
        for one in scheme.labels
    ]


def counted(scheme: Scheme, proof: Proof) -> dict[str, object]:
    """A proof in the language of the page."""
    told = telling_of(scheme).told
    return {
        "total": proof.total,
        "several": proof.several,
        "holds": proof.holds,
        "gaps": [told(one) for one in proof.gaps],
        "counts": [
            Count(
                one, proof.counts[one.code], str(number_format(round(100 * proof.counts[one.code] / proof.total, 1), 1))
            )
            for one in shown_labels(scheme)
            if proof.total
        ],
    }


def differing(found: Sequence[Difference]) -> list[Shown]:
    """QN-08 in the language of the page."""
    return [_shown(one) for one in found]


def _shown(one: Difference) -> Shown:
    state = "changed" if one.part is Part.WHOLE or (one.before and one.after) else "came" if one.after else "went"
    return Shown(_title(one), state, [row(change) for change in one.changes])


def _title(one: Difference) -> str:
    part = one.after or one.before
    if part is None:
        return gettext("The whole questionnaire")
    name = said(part.text if isinstance(part, Question) else part.name, get_language())
    return f"{part.number}. {name}" if isinstance(part, Question) else name


def row(change: Change) -> tuple[str, Sequence[tuple[str, str]]]:
    """A value that differs: what it is, and the pieces of both texts."""
    place = change.place
    what = gettext(place.what)
    told = f"{place.of} · {what}" if place.of else what
    return (f"{told} ({place.language})" if place.language else told), words(change.before, change.after)
