"""Questionnaires and schemes of the tests, made without reading a file."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bagalau.quality.rules.questionnaire import Option, Question, Questionnaire, Rates, Section, Source, Stage
from bagalau.quality.rules.schemes import Band, Case, Condition, Label, Overall, Scheme

SOURCE = Source("Tests")
THREE = ("3", "2", "1")


def number(value: int | str) -> Decimal:
    return Decimal(value)


def options(*values: str, scores: dict[str, str | None] | None = None) -> tuple[Option, ...]:
    """Options by their values; Yes and No count 3 and 1, "Not Applicable" has no score."""
    known: dict[str, str | None] = {"Yes": "3", "No": "1", "Not Applicable": None, **(scores or {})}
    found = {value: known.get(value, value) for value in values}
    return tuple(
        Option(value, None if score is None else Decimal(score), {"en": f"Words of {value}"})
        for value, score in found.items()
    )


def question(at: int, values: Sequence[str] = THREE, *, weight: int | str = 1, key: bool = False) -> Question:
    return Question(f"q{at}", at, {"en": f"Question {at}?"}, options(*values), weight=Decimal(weight), key=key)


def section(code: str, *questions: Question, weight: int | str = 1, critical: bool = False) -> Section:
    return Section(code, {"en": code.title()}, questions, Decimal(weight), critical)


def questionnaire(*sections: Section, **more: object) -> Questionnaire:
    told = {"rates": Rates.PROJECT, "stage": Stage.CLOSURE, "scheme": "project-qa@1", "source": SOURCE, **more}
    return Questionnaire("test", "1", {"en": "Test"}, sections=sections, **told)  # type: ignore[arg-type]


def closure() -> Questionnaire:
    """The shape of the closure form: 20 questions in 7 sections."""
    apart, yes_no = {3, 17, 18, 19}, {12, 15}
    asked = [
        question(at, ("Yes", "No") if at in yes_no else (*THREE, "Not Applicable") if at in apart else THREE)
        for at in range(1, 21)
    ]
    ends = {"strategic": 2, "relevant": 5, "principled": 8, "management": 11, "efficient": 14, "effective": 17}
    ends |= {"sustainability": 20}
    sections, begin = [], 0
    for code, end in ends.items():
        sections.append(section(code, *asked[begin:end], critical=code == "principled"))
        begin = end
    return questionnaire(*sections)


def labels(**values: int) -> tuple[Label, ...]:
    return tuple(
        Label(code.replace("_", "-"), Decimal(value), {"en": code.replace("_", " ").title()})
        for code, value in values.items()
    )


def bands(**least: str | None) -> tuple[Band, ...]:
    return tuple(
        Band(code.replace("_", "-"), None if value is None else Decimal(value)) for code, value in least.items()
    )


E, HS, S, NI, I = "exemplary", "highly-satisfactory", "satisfactory", "needs-improvement", "inadequate"  # noqa: E741
FIVE = labels(exemplary=5, highly_satisfactory=4, satisfactory=3, needs_improvement=2, inadequate=1)

PROJECT = Scheme(
    "project-qa",
    "1",
    {"en": "Project"},
    SOURCE,
    FIVE,
    Overall.COUNTS,
    bands=bands(exemplary="3", highly_satisfactory="2.5", satisfactory="2", needs_improvement="1.5", inadequate=None),
    cases=(
        Case(I, (Condition(I, I, least=1), Condition(NI, NI, least=5)), either=True),
        Case(E, (Condition(E, E, least=4), Condition(E, HS, every=True))),
        Case(HS, (Condition(E, S, every=True), Condition(E, HS, least=4))),
        Case(S, (Condition(E, S, least=6), Condition(NI, NI, most=1), Condition(E, S, every=True, critical=True))),
        Case(NI, (Condition(E, S, least=3), Condition(NI, NI, most=4))),
    ),
    sections=7,
)

SIX_BANDS = bands(hs="5.5", s="4.5", ms="3.5", mu="2.5", u="1.5", hu=None)
SIX = Scheme(
    "six",
    "1",
    {"en": "Six"},
    SOURCE,
    labels(hs=6, s=5, ms=4, mu=3, u=2, hu=1),
    Overall.MEAN,
    bands=SIX_BANDS,
    overall_bands=SIX_BANDS,
)
RISKS = labels(low=1, moderate=2, substantial=3, high=4)
SCREENING = Scheme("screening", "1", {"en": "Screening"}, SOURCE, RISKS, Overall.WORST)
PARTNER = labels(low=1, medium=2, significant=3, high=4)
POINTS_1 = Scheme("points", "1", {"en": "Points"}, SOURCE, PARTNER, Overall.POINTS_1, key_weight=2)
SHARES = (Decimal("0.15"), Decimal("0.30"), Decimal("0.50"))
POINTS_2 = Scheme("points", "2", {"en": "Points"}, SOURCE, PARTNER, Overall.POINTS_2, shares=SHARES)

PRINTED = dict(
    zip(
        [f"q{at}" for at in range(1, 21)],
        "2 2 2 2 3 2 2 2 3 3 2 Yes 3 3 Yes 3 3 2 2 2".split(),
        strict=True,
    )
)
"""The answers with which the closure report of the documents agrees."""


def answered(*values: str | None) -> dict[str, str | None]:
    """The answers to the first questions."""
    return {f"q{at}": value for at, value in enumerate(values, 1)}
