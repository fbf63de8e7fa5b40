"""Drawing lots: weighted choices, dates with some precision, sentences about a subject. Pure; the source is seeded."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from bagalau.evaluations.demo.words import LANGUAGES, Sentences, Words
from bagalau.lib.periods import When, end_of_month

Choice = TypeVar("Choice")
PRECISIONS = {"day": 50, "month": 40, "quarter": 6, "year": 4}


@dataclass(frozen=True)
class Subject:
    """What one evaluation is about, in the language it is written in."""

    words: Words
    theme: str
    place: str


@dataclass(frozen=True)
class Draw:
    """Lots from one source: the same seed gives the same answers in the same order."""

    source: random.Random

    def chance(self, share: float) -> bool:
        """True in this share of the cases."""
        return self.source.random() < share

    def weighted(self, weights: Mapping[Choice, int]) -> Choice:
        """One of the keys, as often as its weight says."""
        return self.source.choices(list(weights), weights=list(weights.values()))[0]

    def days(self, least: int, most: int) -> timedelta:
        """A number of days, both ends included."""
        return timedelta(days=self.source.randint(least, most))

    def when(self, day: date) -> When:
        """The day, or the month, quarter or year it lies in."""
        precision = self.weighted(PRECISIONS)
        if precision == "month":
            return When(end_of_month(day.year, day.month), "month")
        if precision == "quarter":
            return When(end_of_month(day.year, day.month + -day.month % 3), "quarter")
        return When(date(day.year, 12, 31), "year") if precision == "year" else When(day)

    def subject(self, language: int) -> Subject:
        """Something that an office of this language may have evaluated."""
        words = LANGUAGES[language]
        return Subject(words, self.source.choice(words.themes), self.source.choice(words.places))

    def say(self, about: Subject, sentences: Sentences, day: date, number: int = 0) -> str:
        """One of the sentences, about the subject; the years it names follow the day."""
        text = self.source.choice(sentences).format(
            theme=about.theme,
            place=about.place,
            number=number,
            share=self.source.randint(12, 97),
            count=self.source.randint(2, 480),
            year=day.year + self.source.randint(1, 3),
        )
        return text[0].upper() + text[1:]
