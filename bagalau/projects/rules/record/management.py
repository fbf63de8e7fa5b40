"""Board, contacts, quality, risks, monitoring, assessments, and the parts in prose. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bagalau.lib.periods import When
from bagalau.projects.rules.record.base import Row
from bagalau.projects.rules.record.words import AnnexKind, Role


@dataclass(frozen=True, kw_only=True)
class Signature(Row):
    party: str = ""
    position: str = ""
    name: str = ""
    signed: When | None = None


@dataclass(frozen=True, kw_only=True)
class Section(Row):
    """A part in prose, under its heading as printed."""

    heading: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class BoardMember(Row):
    role: str = Role.MEMBER
    role_text: str = ""
    member: str = ""
    alternate: str = ""


@dataclass(frozen=True, kw_only=True)
class Contact(Row):
    organisation: str = ""
    person: str = ""
    position: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, kw_only=True)
class Criterion(Row):
    criteria: str = ""
    method: str = ""
    assessed: str = ""


@dataclass(frozen=True, kw_only=True)
class QualityPlan(Row):
    """By what the quality of an activity result will be judged, how and when."""

    output: str = ""
    activity_result: str = ""
    title: str = ""
    start: str = ""
    end: str = ""
    purpose: str = ""
    description: str = ""
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Risk(Row):
    """A line of the risk log: cause, event, impact. The words of a paper stay beside the levels, from 1 to 5."""

    number: int | None = None
    description: str = ""
    cause: str = ""
    consequence: str = ""
    category: str = ""
    impact: str = ""
    probability: str = ""
    impact_level: int | None = None
    likelihood_level: int | None = None
    countermeasures: str = ""
    owner: str = ""
    identified: str = ""
    updated: str = ""
    status: str = ""


@dataclass(frozen=True, kw_only=True)
class MonitoringAction(Row):
    """A line of the communication and monitoring plan; ``due`` is a rule in words ("each quarter") or dates."""

    action: str = ""
    stakeholders: str = ""
    due: str = ""
    completed: str = ""
    status: str = ""


@dataclass(frozen=True, kw_only=True)
class CapacityAssessment(Row):
    """A partner's capacity, as assessed (HACT). ``answers``: question -> value from 0 to 4."""

    partner: str = ""
    profile: str = ""
    assessed: When | None = None
    rating: str = ""
    adjusted_rating: str = ""
    modality: str = ""
    answers: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ScreeningRisk(Row):
    """A risk that the social and environmental screening found."""

    principle: str = ""
    description: str = ""
    impact_level: int | None = None
    likelihood_level: int | None = None
    measures: str = ""


@dataclass(frozen=True, kw_only=True)
class Annex(Row):
    kind: str = AnnexKind.OTHER
    title: str = ""
    text: str = ""
