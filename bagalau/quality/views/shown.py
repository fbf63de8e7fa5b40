"""What the page of an assessment shows: ratings with how they came about, and the answers under their sections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from bagalau.commitments.models import STATES, TONES, Commitment
from bagalau.commitments.rules import Status, state
from bagalau.quality.models import Assessment, AssessmentRating, ManagementAction
from bagalau.quality.queries.filled import Filled, FilledQuestion, Proof
from bagalau.quality.queries.findings import UNANSWERED
from bagalau.quality.rules.answers import Finding
from bagalau.quality.rules.questionnaire import Option, Questionnaire, said
from bagalau.quality.rules.rating import Rated, provisional, rate
from bagalau.quality.rules.rating.derivation import of_all, of_section
from bagalau.quality.rules.said import Said
from bagalau.quality.rules.schemes import Scheme
from bagalau.quality.tables.assessments import label_tone, label_words
from bagalau.quality.tables.telling import telling


@dataclass(frozen=True)
class Label:
    """A rating in words, with its colour; without code: not rated."""

    code: str
    words: str
    tone: str


@dataclass(frozen=True)
class ShownRating:
    """How a section, or the whole, is rated: what stands, what follows from the answers, what the paper prints, what
    was given instead; and why."""

    row: AssessmentRating
    name: str
    stands: Label
    computed: Label
    printed: Label
    given: Label
    why: Sequence[str]
    differs: bool
    form: Any = None


@dataclass(frozen=True)
class ShownOption:
    """A way to answer, with its statements and whether each is so."""

    value: str
    words: str
    join: str
    clauses: Sequence[tuple[str, bool | None]]


@dataclass(frozen=True)
class Promised:
    """A management action: its commitment, how it stands, and whether its page opens."""

    pk: int
    commitment: Commitment
    state: str
    tone: str
    is_open: bool


@dataclass(frozen=True)
class ShownQuestion:
    """A question with the chosen option, the evidence, and what is promised."""

    of: FilledQuestion
    words: str
    chosen: ShownOption | None
    others: Sequence[ShownOption]
    proofs: Sequence[Proof]
    actions: Sequence[Promised]
    findings: Sequence[Finding]

    @property
    def is_weak(self) -> bool:
        """Whether the answer asks for an action."""
        option = self.of.question.option(self.of.answer.value)
        return option is not None and option.needs_action


@dataclass(frozen=True)
class ShownSection:
    """A section with its rating and its questions."""

    code: str
    critical: bool
    rating: ShownRating
    questions: Sequence[ShownQuestion]


@dataclass(frozen=True)
class Shown:
    """An assessment in words."""

    overall: ShownRating
    sections: Sequence[ShownSection]
    so_far: Sequence[Label]
    actions: Sequence[Promised]


@dataclass(frozen=True)
class Beside:
    """What stands beside ratings and answers for those inside: the commitments whose pages open, forms that give
    another rating by section, and what stands out by question."""

    opens: frozenset[int] = frozenset()
    forms: Mapping[str, Any] = field(default_factory=dict)
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)


class Teller:
    """Tells of one assessment in the language of the page."""

    def __init__(self, questionnaire: Questionnaire, scheme: Scheme, beside: Beside) -> None:
        self.beside = beside
        self.language = get_language()
        self.scheme, self.telling = scheme, telling(questionnaire, scheme)

    def label(self, code: str) -> Label:
        return Label(code, label_words(self.scheme, code), label_tone(self.scheme, code))

    def words(self, told: Iterable[Said]) -> list[str]:
        return [self.telling.told(one) for one in told]

    def rating(self, row: AssessmentRating, name: str, told: Iterable[Said]) -> ShownRating:
        stands, computed, printed, given = map(self.label, (row.stands, row.computed, row.printed, row.given))
        differs = len({code for code in (row.computed, row.printed, row.given) if code}) > 1
        form = self.beside.forms.get(row.section)
        return ShownRating(row, name, stands, computed, printed, given, self.words(told), differs, form)

    def option(self, of: Option, told: dict[str, bool]) -> ShownOption:
        clauses = [(said(one.text, self.language), told.get(f"{of.value}.{one.code}")) for one in of.clauses]
        return ShownOption(of.value, said(of.text, self.language), of.join or "", clauses)


def shown(of: Filled, today: date, beside: Beside) -> Shown:
    """An assessment for its page."""
    teller, rated = Teller(of.questionnaire, of.scheme, beside), rate(of.questionnaire, of.scheme, of.values)
    sections = [
        ShownSection(
            one.section.code,
            one.section.critical,
            teller.rating(one.rating, said(one.section.name, teller.language), _why(rated, one.section.code)),
            [_question(teller, each, today) for each in one.questions],
        )
        for one in of.sections
    ]
    so_far = provisional(of.questionnaire, of.scheme, of.values) if rated.unanswered else None
    return Shown(
        teller.rating(of.overall, gettext("Overall"), of_all(rated)),
        sections,
        [teller.label(code or "") for code in (so_far.overall, so_far.worst, so_far.best)] if so_far else [],
        [_promised(one, today, beside) for one in of.actions if one.answer_id is None],
    )


def _why(rated: Rated, code: str) -> list[Said]:
    return [of_section(rated, rated.section(code))]


def _question(teller: Teller, of: FilledQuestion, today: date) -> ShownQuestion:
    options = [teller.option(one, of.answer.clauses) for one in of.question.options]
    return ShownQuestion(
        of,
        said(of.question.text, teller.language),
        next((one for one in options if one.value == of.answer.value), None),
        [one for one in options if one.value != of.answer.value],
        of.proofs,
        [_promised(one, today, teller.beside) for one in of.actions],
        [one for one in teller.beside.findings.get(of.question.code, ()) if one.rule != UNANSWERED],
    )


def _promised(of: ManagementAction, today: date, beside: Beside) -> Promised:
    commitment = of.commitment
    now = state(Status(commitment.status), commitment.due, today)
    return Promised(of.pk, commitment, str(STATES[now]), TONES[now], commitment.pk in beside.opens)


def decision_words(of: Assessment) -> str:
    """The decision in the words of the questionnaire."""
    words = of.questionnaire.questionnaire.decisions.get(of.decision)
    return said(words, get_language()) if words else of.decision
