"""What the checker finds in the words of the page: where it stands, what was expected, ways to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from bagalau.lib.periods import When
from bagalau.lib.severity import Severity
from bagalau.projects.models import TABLES, FindingDismissal, Project
from bagalau.projects.models.words import BASES
from bagalau.projects.queries.findings import Findings
from bagalau.projects.rules.checks import BY_NUMBER
from bagalau.projects.rules.checks.consequences import Consequences, Total, consequences
from bagalau.projects.rules.checks.places import Step, places
from bagalau.projects.rules.findings import Correction, Finding, Words
from bagalau.projects.rules.record import Row
from bagalau.projects.rules.shape import walk
from bagalau.web.records import url_of
from bagalau.web.tables import date_words

GROUPS = {Severity.ERROR: _("Errors"), Severity.WARNING: _("Warnings"), Severity.NOTE: _("Remarks")}
TONES = {Severity.ERROR: "late", Severity.WARNING: "soon", Severity.NOTE: "rest"}
VERBS = (gettext_noop("dismiss finding"), gettext_noop("restore finding"), gettext_noop("correct finding"))
MOST_CHANGES = 8


def money(value: Decimal) -> str:
    """An amount as the language writes it; cents only if there are some."""
    places = 0 if value == value.to_integral_value() else 2
    return str(number_format(value, places, force_grouping=True))


WORDS = Words(money, date_words, gettext, number_format)


@dataclass(frozen=True)
class ChangeTold:
    """A value that a correction sets: where, which field, before and after."""

    place: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Way:
    """A correction in words, with what it would bring about, where that was asked."""

    number: int
    label: str
    changes: tuple[ChangeTold, ...]
    more: int
    agreeing: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True)
class FindingTold:
    """A finding in words."""

    rule: str
    mark: str
    title: str
    severity: str
    tone: str
    place: str
    url: str
    address: str
    sentence: str
    expected: str
    found: str
    difference: str
    ways: tuple[Way, ...]
    dismissal: FindingDismissal | None = None

    @property
    def is_open_to_question(self) -> bool:
        """A remark that nothing could mend leaves nothing to decide."""
        return bool(self.ways) or self.severity != Severity.NOTE


class Teller:
    """Tells the findings of one record: the places of its rows are found once."""

    def __init__(self, project: Project | None, found: Findings) -> None:
        self.project, self.found = project, found
        self.places = places(found.told)
        self.rows: dict[str, Row] = {}
        for row in walk(found.told):
            self.rows.setdefault(row.at, row)

    def place(self, at: str) -> str:
        """Where a row stands, in words."""
        return " › ".join(self._step(step) for step in self.places.get(at, ()))

    def field(self, at: str, name: str) -> str:
        """Where a value stands, in words."""
        return f"{self.place(at)} › {capfirst(_field(self.rows.get(at), name))}" if name else self.place(at)

    def _step(self, step: Step) -> str:
        return WORDS.filled(step.label, step.values).strip(" :")

    def url(self, at: str) -> str:
        """The address of a row on the page of its project."""
        page = url_of("project", self.project.pk) if self.project else None
        return f"{page}#{at}" if page else ""

    def told(self, one: Finding, dismissal: FindingDismissal | None = None, *, thorough: bool = False) -> FindingTold:
        """A finding; ``thorough``: with what each correction would bring about."""
        everything = [*self.found.open, *(other for other, _dismissal in self.found.dismissed)] if thorough else []
        address = (
            reverse("project_finding", args=[self.project.pk, one.rule, one.mark]) if self.project is not None else ""
        )
        return FindingTold(
            one.rule,
            one.mark,
            gettext(BY_NUMBER[one.rule].title),
            one.severity,
            TONES[one.severity],
            self.place(one.at),
            self.url(one.at),
            address,
            WORDS.filled(one.sentence, one.values),
            _value(one.expected),
            _value(one.found),
            signed(one.difference),
            tuple(self.way(at, correction, everything) for at, correction in enumerate(one.corrections)),
            dismissal,
        )

    def way(self, number: int, of: Correction, everything: Sequence[Finding]) -> Way:
        """A correction; what it would bring about is worked out only if the findings of now are given."""
        shown = tuple(self._change(change.at, change.name, change.value) for change in of.changes[:MOST_CHANGES])
        label = WORDS.filled(of.label, of.values)
        more = max(0, len(of.changes) - MOST_CHANGES)
        if not everything:
            return Way(number, label, shown, more)
        then: Consequences = consequences(self.found.told, of, everything)
        return Way(
            number,
            label,
            shown,
            more,
            tuple(map(_total, then.agreeing)),
            tuple(map(_total, then.broken)),
            tuple(map(self._named, then.gone)),
            tuple(map(self._named, then.new)),
        )

    def _change(self, at: str, name: str, value: Any) -> ChangeTold:
        row = self.rows.get(at)
        before = getattr(row, name, None) if row is not None else None
        return ChangeTold(self.place(at), _field(row, name), _value(before), _value(value))

    def _named(self, one: Finding) -> str:
        return f"{one.rule} {WORDS.filled(one.sentence, one.values)}"


def _total(one: Total) -> str:
    label = WORDS.filled(one.label, one.values)
    return f"{label}: {money(one.found)}" if one.fits else f"{label}: {money(one.found)} / {money(one.printed)}"


def _field(row: Row | None, name: str) -> str:
    """The label of a field of the table that keeps a row."""
    table = Project if row is None or type(row) not in TABLES else TABLES[type(row)]
    try:
        return str(getattr(table._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name


def _value(value: Any) -> str:
    """A value in words; what is not stated is a dash, except where nothing was expected."""
    if value is None or value in ("", ()):
        return "–"
    if isinstance(value, Decimal):
        return money(value)
    if isinstance(value, When):
        return str(date_words(value))
    if isinstance(value, tuple):
        return ", ".join(f"Q{at}" for at, marked in enumerate(value, 1) if marked)
    return str(BASES.get(value, value))


def signed(value: Decimal | None) -> str:
    """How much more or less something is."""
    return "" if value is None else f"+{money(value)}" if value > 0 else money(value).replace("-", "−")


def grouped(teller: Teller) -> list[Mapping[str, Any]]:
    """What is open, the gravest group first."""
    return [
        {
            "label": label,
            "severity": severity,
            "findings": [teller.told(one) for one in teller.found.open if one.severity == severity],
        }
        for severity, label in GROUPS.items()
        if any(one.severity == severity for one in teller.found.open)
    ]
