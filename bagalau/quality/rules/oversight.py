"""Figures over many assessments, from what each keeps in short (QO-01). Pure.

Source: domain reference, evaluation and quality, parts 1.3 and 1.4. How figures of many are told is Bagalau's own.

QO-02  Approved assessments count, in their last version, where they are rated on the same scale: means on different
       scales are never mixed.
QO-03  How well a section does, in a unit or a year, is the mean of all its answers there by the weight of the question,
       with the number of answers. It gets the label that a section with this mean would get. What does not apply and
       what is not answered does not count.
QO-04  A question is told by the shares of its scores. The codes of questions are the same at all stages, so a question
       is told over all of them.
QO-05  An answer has evidence if it has words, and proof if a document stands behind it; an answer whose option asks for
       a document and that has none is a claim without proof.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from bagalau.quality.rules.questionnaire import Question, Questionnaire, Section
from bagalau.quality.rules.signs import BARE, told_by

MILLION = 1_000_000


class Row(NamedTuple):
    """What is looked at of an assessment; ``questionnaire`` is the key of its version."""

    unit: int
    year: int
    questionnaire: int
    overall: str
    signs: str


@dataclass
class Mean:
    """QO-03: a mean that can be added to others: what was weighed and the weights, in millionths, and how many answers.

    Thousands are added up at once, so these are whole numbers.
    """

    total: int = 0
    weight: int = 0
    answers: int = 0

    @property
    def value(self) -> Fraction | None:
        return Fraction(self.total, self.weight) if self.weight else None

    def add(self, other: Mean, times: int = 1) -> None:
        self.total += other.total * times
        self.weight += other.weight * times
        self.answers += other.answers * times


@dataclass
class Counted:
    """QO-04, QO-05: the answers to a question, or to many; ``scores`` None: it does not apply."""

    scores: Counter[Decimal | None] = field(default_factory=Counter)
    evidenced: int = 0
    documented: int = 0
    claims: int = 0
    bare: int = 0
    mean: Mean = field(default_factory=Mean)

    @property
    def answered(self) -> int:
        return sum(self.scores.values())

    @property
    def scored(self) -> int:
        return self.answered - self.scores[None]

    def add(self, other: Counted) -> None:
        self.scores.update(other.scores)
        self.mean.add(other.mean)
        self.evidenced += other.evidenced
        self.documented += other.documented
        self.claims += other.claims
        self.bare += other.bare


@dataclass
class Overview:
    """What many assessments come to: overall ratings, sections and questions, by unit and by year."""

    assessments: int = 0
    ratings: Counter[str] = field(default_factory=Counter)
    unit_ratings: dict[int, Counter[str]] = field(default_factory=dict)
    year_ratings: dict[int, Counter[str]] = field(default_factory=dict)
    unit_sections: dict[tuple[int, str], Mean] = field(default_factory=dict)
    year_sections: dict[tuple[int, str], Mean] = field(default_factory=dict)
    questions: dict[str, Counted] = field(default_factory=dict)

    @property
    def whole(self) -> Counted:
        """QO-05: all answers together."""
        found = Counted()
        for one in self.questions.values():
            found.add(one)
        return found


def overview(rows: Iterable[Row], questionnaires: Mapping[int, Questionnaire]) -> Overview:
    """QO-02 to QO-05: the figures of assessments; ``rows`` are those that count."""
    found, by_version = Overview(), dict[int, list[Row]]()
    for row in rows:
        by_version.setdefault(row.questionnaire, []).append(row)
    every = [row for some in by_version.values() for row in some]
    found.assessments, found.ratings = len(every), Counter(row.overall for row in every)
    for (unit, year, rating), times in Counter((row.unit, row.year, row.overall) for row in every).items():
        for into, at in ((found.unit_ratings, unit), (found.year_ratings, year)):
            into.setdefault(at, Counter())[rating] += times
    for key, some in by_version.items():
        questionnaire = questionnaires[key]
        length = sum(1 for _question in questionnaire.questions)
        whole = [row for row in some if len(row.signs) == length]
        _count_questions(found, questionnaire, "".join(row.signs for row in whole), length)
        _count_sections(found, questionnaire, whole)
    return found


def _count_questions(found: Overview, questionnaire: Questionnaire, signs: str, length: int) -> None:
    """QO-04: every so many signs stand for the same question."""
    for at, question in enumerate(questionnaire.questions):
        into = found.questions.setdefault(question.code, Counted())
        for sign, times in Counter(signs[at::length]).items():
            told = told_by(sign)
            if not 1 <= told.place <= len(question.options):
                continue
            option = question.options[told.place - 1]
            into.scores[option.score] += times
            into.evidenced += times * told.evidence
            into.documented += times * told.document
            into.claims += times * option.needs_document
            into.bare += times * (option.needs_document and not told.document)
            into.mean.add(_weighed(question, told.place), times)


def _weighed(question: Question, place: int) -> Mean:
    """QO-03: what one answer adds to a mean."""
    score = question.options[place - 1].score if 1 <= place <= len(question.options) else None
    return Mean() if score is None else Mean(int(score * question.weight * MILLION), int(question.weight * MILLION), 1)


def _count_sections(found: Overview, questionnaire: Questionnaire, rows: Sequence[Row]) -> None:
    """QO-03: the same answers to a section mean the same, so they are counted before they are read."""
    signs = [row.signs.translate(BARE) for row in rows]
    units, years, begin = [row.unit for row in rows], [row.year for row in rows], 0
    for section in questionnaire.sections:
        end, known = begin + len(section.questions), dict[str, Mean]()
        parts = [one[begin:end] for one in signs]
        for into, places in ((found.unit_sections, units), (found.year_sections, years)):
            for (place, part), times in Counter(zip(places, parts, strict=True)).items():
                mean = known.get(part) or known.setdefault(part, _read(section, part))
                at = place, section.code
                if at not in into:
                    into[at] = Mean()
                into[at].add(mean, times)
        begin = end


def _read(section: Section, signs: str) -> Mean:
    found = Mean()
    for question, sign in zip(section.questions, signs, strict=True):
        found.add(_weighed(question, told_by(sign).place))
    return found


def with_below(own: Mapping[tuple[int, str], Mean], paths: Mapping[int, str]) -> dict[tuple[int, str], Mean]:
    """The means of each unit together with those of all units under it; ``paths`` says where the units lie."""
    found: dict[tuple[int, str], Mean] = {}
    for (unit, section), mean in own.items():
        for above in above_of(unit, paths):
            found.setdefault((above, section), Mean()).add(mean)
    return found


def counts_below(own: Mapping[int, Counter[str]], paths: Mapping[int, str]) -> dict[int, Counter[str]]:
    """The counts of each unit together with those of all units under it."""
    found: dict[int, Counter[str]] = {}
    for unit, counts in own.items():
        for above in above_of(unit, paths):
            found.setdefault(above, Counter()).update(counts)
    return found


def above_of(unit: int, paths: Mapping[int, str]) -> list[int]:
    """The units under which a unit lies, itself included, as far as they are told apart."""
    path = paths.get(unit, "")
    return [key for key in map(int, filter(None, path.split("/"))) if key in paths] if path else []
