"""Ratings: how answers come to them, and why. Pure."""

from bagalau.quality.rules.rating.derivation import derivation
from bagalau.quality.rules.rating.rater import Rater, provisional, rate
from bagalau.quality.rules.rating.values import Answers, Points, Provisional, Rated, Scored, SectionRating

__all__ = [
    "Answers",
    "Points",
    "Provisional",
    "Rated",
    "Rater",
    "Scored",
    "SectionRating",
    "derivation",
    "provisional",
    "rate",
]
