"""What ``bagalau check`` says of project documents: what the checker finds, where it stands, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bagalau.documents.extract.draft import Draft
    from bagalau.formats.reading import Reading
    from bagalau.projects.models import Project
    from bagalau.projects.rules import record
    from bagalau.projects.rules.findings import Correction, Finding

KIND = "project-document"


@dataclass(frozen=True)
class Found:
    """A finding with the words for its place, and where in the paper that is, or the ``record`` that it is about."""

    finding: Finding
    place: str
    page: int | None
    line: int | None
    called: dict[str, str]
    record: int | None = None

    @property
    def severity(self) -> str:
        return self.finding.severity

    def as_json(self, title: str) -> dict[str, Any]:
        """As one entry of the list that ``--json`` prints."""
        one = self.finding
        return {
            "of": title,
            "check": one.rule,
            "severity": str(one.severity),
            "place": self.place,
            "path": one.at,
            "page": self.page,
            "line": self.line,
            "record": ["project", self.record] if self.record else None,
            "sentence": one.text,
            "expected": _plain(one.expected),
            "found": _plain(one.found),
            "difference": _plain(one.difference),
            "corrections": [
                {
                    "label": _label(way),
                    "changes": [
                        {"path": change.at, "field": change.name, "value": _plain(change.value)}
                        for change in way.changes
                    ],
                }
                for way in one.corrections
            ],
        }

    def as_text(self) -> Iterator[str]:
        """As lines: what was found, its figures, and ways to mend it."""
        from bagalau.projects.rules.findings import amount

        one = self.finding
        at = ", ".join(f"{name} {number}" for name, number in (("page", self.page), ("line", self.line)) if number)
        place = f"{self.place} ({at})" if at else self.place
        yield f"  {one.rule} {one.severity:<7} {place}: {one.text}"
        if one.difference and isinstance(one.expected, Decimal) and isinstance(one.found, Decimal):
            figures = f"expected {amount(one.expected)}, found {amount(one.found)}"
            yield f"        {figures}, difference {'+' if one.difference > 0 else ''}{amount(one.difference)}"
        for way in one.corrections:
            changes = {
                f"{self.called.get(change.at, change.at)}, {change.name}: {_plain(change.value)}"
                for change in way.changes
            }
            more = f" and {len(changes) - 3} more" if len(changes) > 3 else ""
            yield f"        possible: {_label(way)} ({'; '.join(sorted(changes)[:3])}{more})"


def _label(way: Correction) -> str:
    from bagalau.projects.rules.findings import filled

    return filled(way.label, way.values)


def _plain(value: Any) -> Any:
    from bagalau.projects.rules.shape import plain_value

    return plain_value(value)


def found_in(draft: Draft, reading: Reading) -> list[Found]:
    """What the checker finds in a project document that was read."""
    from bagalau.projects.rules.checks import check
    from bagalau.projects.rules.contract import from_contract, path
    from bagalau.projects.rules.shape import walk

    told = from_contract(draft.record)
    called = _called(told)
    rows = {row.at: row for row in walk(told)}
    found = []
    for one in check(told):
        start = _start(draft, path(rows[one.at], one.name) if one.at in rows else one.at, one.at)
        page, line = (reading.page_at(start), reading.line_at(start)) if start is not None else (None, None)
        found.append(Found(one, called.get(one.at, ""), page, line, called))
    return found


def found_now(of: Project) -> list[Found]:
    """What the checker finds in a project on record and nobody dismissed; the caller has asked who may know."""
    from bagalau.projects.queries.findings import found_in as found_on_record

    found = found_on_record(of)
    called = _called(found.told)
    return [Found(one, called.get(one.at, ""), None, None, called, of.pk) for one in found.open]


def _called(told: record.Project) -> dict[str, str]:
    """The words for each place of a record."""
    from bagalau.projects.rules.checks.places import places
    from bagalau.projects.rules.findings import filled

    return {at: " › ".join(filled(step.label, step.values) for step in steps) for at, steps in places(told).items()}


def _start(draft: Draft, path: str, at: str) -> int | None:
    """Where a field stands in the text; or else the first value of its row."""
    if path in draft.spans:
        return draft.spans[path][0].start
    return min((spans[0].start for name, spans in _under(draft, at) if spans), default=None)


def _under(draft: Draft, at: str) -> Iterable[tuple[str, Any]]:
    return (
        (name, spans)
        for name, spans in draft.spans.items()
        if at and (name == at or name.startswith((f"{at}.", f"{at}[")))
    )
