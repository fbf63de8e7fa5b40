"""Pages: what is rated, with its assessments side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bagalau.people.middleware import Request, page
from bagalau.quality import queries
from bagalau.quality.access import VIEW_DUES
from bagalau.quality.models import STAGES, STATE_TONES, STATES, Assessment
from bagalau.quality.queries.compared import Compared, compared
from bagalau.quality.rules.changing import Change, changes
from bagalau.quality.rules.life import State
from bagalau.quality.rules.questionnaire import Question, Scale, Section, Stage, said
from bagalau.quality.rules.rating.reckoning import measures_risk
from bagalau.quality.tables.assessments import label_tone, label_words
from bagalau.quality.tables.dues import state_tone, state_words
from bagalau.quality.tables.heat import Cell, Heat, Line, Shade
from bagalau.web.records import absent, url_of

ARROWS = {Change.BETTER: " ↑", Change.WORSE: " ↓", Change.SAME: "", None: ""}


@dataclass(frozen=True)
class Group:
    """Assessments on one scale, or of one partner, whose name is told: their heads, the table, and how many questions
    got better and worse at the last."""

    name: str
    heads: Sequence[tuple[Assessment, str]]
    heat: Heat
    better: int
    worse: int


@page(VIEW_DUES)
def subject(request: Request, pk: int) -> HttpResponse:
    """One subject: what is due, and its assessments from design to closure side by side."""
    viewer = request.viewer
    of = queries.subject(viewer, pk)
    if not viewer.may(VIEW_DUES, of):
        raise absent()  # what is public of it stands on its own page
    dues = queries.dues(viewer).filter(subject=of).order_by("pk")
    context = {
        "subject": of,
        "record": url_of(of.kind, of.key),
        "dues": [(one, state_words(one, viewer.today), state_tone(one, viewer.today)) for one in dues],
        "groups": [_group(one) for one in compared(viewer, of)],
    }
    return render(request, "quality/subject.html", context)


def _group(of: Compared) -> Group:
    teller = _Teller(of)
    heads = [(one, STATE_TONES[State(one.status)]) for one in of.assessments]
    headings = [_heading(of, one) for one in of.assessments]
    name = of.about or said(of.scheme.name, get_language())
    return Group(name, heads, Heat(_("Section and question"), headings, teller.lines()), teller.better, teller.worse)


def _heading(of: Compared, one: Assessment) -> str:
    told = f"{STAGES[Stage(one.stage)]} {one.year}"
    if one.pk not in of.beside:
        return told
    status = str(STATES[State(one.status)]).lower()
    return f"{told}, {_('version %(number)s, %(status)s') % {'number': one.version, 'status': status}}"


class _Teller:
    """Tells of assessments side by side, and counts what changed at the last of them."""

    def __init__(self, of: Compared) -> None:
        self.of, self.shade, self.language = of, Shade(of.scheme), get_language()
        self.risk, self.better, self.worse = measures_risk(of.scheme), 0, 0
        self.last = max((at for at, one in enumerate(of.assessments) if one.pk not in of.beside), default=None)
        self.pages = [url_of("assessment", one.pk) or "" for one in of.assessments]

    def lines(self) -> list[Line]:
        """Overall, then each section with its questions under it."""
        found = [self._rating("", _("Overall"), "ratings")]
        for section, questions in self._asked():
            found.append(self._rating(section.code, said(section.name, self.language), f"section-{section.code}"))
            found += [self._question(one) for one in questions]
        return found

    def _asked(self) -> Iterable[tuple[Section, Sequence[Question]]]:
        """The sections and questions of all, in the order of the last questionnaire, with what only others ask."""
        sections: dict[str, Section] = {}
        questions: dict[str, dict[str, Question]] = {}
        for one in reversed(self.of.assessments):
            for section in one.questionnaire.questionnaire.sections:
                sections.setdefault(section.code, section)
                known = questions.setdefault(section.code, {})
                for question in section.questions:
                    if not any(question.code in others for others in questions.values()):
                        known[question.code] = question
        return [(section, list(questions[code].values())) for code, section in sections.items()]

    def _rating(self, code: str, name: str, anchor: str) -> Line:
        labels = [
            rating.stands if (rating := self.of.ratings.get((one.pk, code))) else "" for one in self.of.assessments
        ]
        scheme = self.of.scheme
        values = [scheme.by_code[label].value if label in scheme.by_code else None for label in labels]
        cells = [
            Cell(
                f"{label_words(scheme, label)}{ARROWS[change]}",
                label_tone(scheme, label),
                told(change),
                f"{at}#{anchor}",
            )
            if label
            else Cell()
            for label, change, at in zip(labels, self._changes(values, risk=self._falls), self.pages, strict=True)
        ]
        return Line(name, cells, strong=True)

    @property
    def _falls(self) -> bool:
        """Whether the better label has the lower value."""
        return self.of.scheme.labels[0].value < self.of.scheme.labels[-1].value

    def _question(self, of: Question) -> Line:
        answers = [self.of.answers.get((one.pk, of.code)) for one in self.of.assessments]
        scores = [answer.score if answer else None for answer in answers]
        asked = [one.questionnaire.questionnaire.question(of.code) for one in self.of.assessments]
        changed = self._changes(scores, [one.scale if one else frozenset() for one in asked], risk=self.risk)
        last = changed[self.last] if self.last is not None else None
        self.better += last is Change.BETTER
        self.worse += last is Change.WORSE
        worded = [said(one.text, self.language) if one else "" for one in asked]
        differs = len(set(filter(None, worded))) > 1
        cells = [
            Cell(
                f"{answer.value}{ARROWS[change]}",
                self._tone(answer.score),
                ". ".join(filter(None, (words if differs else "", told(change)))),
                f"{at}#question-{of.code}",
            )
            if answer and answer.value
            else Cell()
            for answer, change, words, at in zip(answers, changed, worded, self.pages, strict=True)
        ]
        return Line(said(of.text, self.language), cells)

    def _changes(
        self, values: Sequence[Decimal | None], scales: Sequence[Scale] = (), *, risk: bool
    ) -> list[Change | None]:
        """QO-06, where a version that is made beside an approved one is not compared."""
        counted = [at for at, one in enumerate(self.of.assessments) if one.pk not in self.of.beside]
        found = changes([values[at] for at in counted], [scales[at] for at in counted] if scales else (), risk=risk)
        by_place = dict(zip(counted, found, strict=True))
        return [by_place.get(at) for at in range(len(values))]

    def _tone(self, score: Decimal | None) -> str:
        return self.shade.tone(score) if score is not None else "rest"


def told(change: Change | None) -> str:
    """QO-06 in words."""
    words = {
        Change.BETTER: _("better than before"),
        Change.WORSE: _("worse than before"),
        Change.SAME: _("as before"),
    }
    return words[change] if change else ""
