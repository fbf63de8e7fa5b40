"""What the checks look at: an evaluation with all that hangs on it, as plain data. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bagalau.commitments.rules import Status
from bagalau.evaluations.rules import Stage, Stance
from bagalau.lib.periods import When
from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark


@dataclass(frozen=True)
class Place:
    """Where a result stands: a kind of record with its key, and its words: a template with its values."""

    kind: str
    key: int | None
    words: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What a check found: the sentence is a template with its values; ``mark`` tells one thing from the next, so that
    what was dismissed comes back when it has changed."""

    check: str
    severity: Severity
    place: Place
    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)
    mark: str = ""


@dataclass(frozen=True)
class Action:
    """A key action as it stands."""

    key: int
    place: int
    text: str
    status: Status = Status.NOT_INITIATED
    responsible: str = ""
    owned: bool = False  # a person or a unit of the office is named
    due: When | None = None
    comment: str = ""
    evidence: int = 0
    no_evidence: str = ""
    added: date | None = None
    updated: date | None = None
    completed: date | None = None
    first_due: date | None = None
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Answer:
    """What a unit says to a recommendation; ``parts`` are stances on parts, by their label."""

    unit: str
    text: str = ""
    stance: Stance | None = None
    reason: str = ""
    parts: Mapping[str, Stance] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A part of a recommendation."""

    label: str
    text: str


@dataclass(frozen=True)
class Recommendation:
    """A recommendation with its parts, answers and key actions."""

    key: int
    number: int
    text: str
    parts: tuple[Part, ...] = ()
    answers: tuple[Answer, ...] = ()
    actions: tuple[Action, ...] = ()

    @property
    def place(self) -> Place:
        return Place("recommendation", self.key, "Recommendation %(number)s", {"number": self.number})

    def place_of(self, one: Action) -> Place:
        """Where one of its key actions stands."""
        values = {"number": self.number, "place": one.place}
        return Place("commitment", one.key, mark("Recommendation %(number)s, key action %(place)s"), values)


@dataclass(frozen=True)
class Statement:
    """A finding, a conclusion or a lesson."""

    kind: str
    key: int
    number: int
    text: str


@dataclass(frozen=True)
class File:
    """A document that the evaluation's page lists; ``digest`` if the office has the file."""

    title: str
    size: Decimal | None = None
    digest: str = ""


@dataclass(frozen=True)
class Report:
    """An evaluation as the checks see it. ``missing`` names what its completion lacks (EL rules)."""

    key: int
    title: str
    stage: Stage
    completed: When | None = None
    missing: tuple[str, ...] = ()
    team: int = 0
    files: tuple[File, ...] = ()
    statements: tuple[Statement, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    known_names: frozenset[str] = frozenset()
    responses: int = 0
    response_due: date | None = None

    @property
    def place(self) -> Place:
        return Place("evaluation", self.key)
