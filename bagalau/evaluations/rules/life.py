"""The life of an evaluation: stages, team, quality. Pure.

Source: domain reference, evaluation and quality, parts 2.3 to 2.6, 2.9 and 5.4.

EL-01  Each stage, planned end and completion is history: a row from its moment on; the present is the last one.
"""

from __future__ import annotations

from enum import StrEnum


class QualityRating(StrEnum):
    """How well an evaluation was done, on six points: highly satisfactory to highly unsatisfactory."""

    HS = "hs"
    S = "s"
    MS = "ms"
    MU = "mu"
    U = "u"
    HU = "hu"


class AgencyRole(StrEnum):
    """The part of an agency in a joint evaluation."""

    LEAD = "lead"
    PARTNER = "partner"


class TeamRole(StrEnum):
    """The part of a member in the evaluation team."""

    LEADER = "leader"
    INTERNATIONAL = "international"
    NATIONAL = "national"
    EXPERT = "expert"


class Vetting(StrEnum):
    """Whether the organisation has checked an evaluator."""

    UNVETTED = "unvetted"
    VETTED = "vetted"
    SUSPENDED = "suspended"
