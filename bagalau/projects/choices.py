"""The contradictions of a project document under review as choices: what each would set, and what agrees then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bagalau.documents.extract import shape_of
from bagalau.documents.extract.draft import plain
from bagalau.documents.extract.records import field_at
from bagalau.documents.extract.shapes import Field
from bagalau.documents.homes import Choice, Question
from bagalau.projects.queries.findings import Findings
from bagalau.projects.rules.checks import check
from bagalau.projects.rules.contract import from_contract, path
from bagalau.projects.rules.findings import Correction, Finding
from bagalau.projects.rules.shape import walk
from bagalau.projects.tables.findings import WORDS, Teller

MOST_QUESTIONS = 40
MOST_TOLD = 6  # findings that a choice takes away or brings; beyond, their number


def choices(kind: str, record: Mapping[str, Any]) -> Sequence[Question]:
    """What the checker finds and knows how to mend, the gravest first; a correction of a field that papers do not
    state is left to the project itself."""
    told = from_contract(record)
    found = tuple(check(told))
    rows: dict[str, Any] = {}
    for row in walk(told):
        rows.setdefault(row.at, row)
    shape = shape_of(kind, str(record.get("system") or "undp-prodoc"))
    paper = {one.name: one.also_called[-1] for one in told.contributions if one.also_called}
    teller = Teller(None, Findings(told, found, ()))
    asked: list[Question] = []
    for one in found:
        ways = [
            _choice(one, number, values, teller, rows)
            for number, correction in enumerate(one.corrections)
            if (values := _values(shape, rows, paper, correction)) is not None
        ]
        if ways and len(asked) < MOST_QUESTIONS:
            where = path(rows[one.at], one.name)
            known = field_at(shape, where) is not None
            path_of = where if known else next(iter(ways[0].values))
            place = teller.field(one.at, one.name) if known else ways[0].places[path_of]
            asked.append(Question(path_of, one.severity, _sentence(one), ways, place))
    return asked


def _sentence(one: Finding) -> str:
    return f"{one.rule} {WORDS.filled(one.sentence, one.values)}"


def _values(
    shape: Sequence[Field], rows: Mapping[str, Any], paper: Mapping[str, str], of: Correction
) -> dict[str, Any] | None:
    """What a correction sets, under the paths of the reading contract; None if papers do not state one of them.

    A source is written as the lines of the ``paper`` write it, so that all of them still mean the same (PF-02).
    """
    values: dict[str, Any] = {}
    for change in of.changes:
        where = path(rows[change.at], change.name) if change.at in rows else ""
        field = field_at(shape, where) if where else None
        if field is None or field.kind in {"group", "rows"}:
            return None
        value = paper.get(change.value, change.value) if change.name == "source" else change.value
        values[where] = plain(value)
    return values


def _choice(one: Finding, number: int, values: dict[str, Any], teller: Teller, rows: Mapping[str, Any]) -> Choice:
    changes = one.corrections[number].changes
    way = teller.way(number, one.corrections[number], teller.found.open)
    return Choice(
        f"{one.rule}-{one.mark[:24]}-{number}",
        way.label,
        values,
        way.agreeing,
        _some(way.gone),
        (*way.broken, *_some(way.new)),
        places={path(rows[change.at], change.name): teller.field(change.at, change.name) for change in changes},
    )


def _some(said: Sequence[str]) -> tuple[str, ...]:
    return (*said[:MOST_TOLD], f"+ {len(said) - MOST_TOLD}") if len(said) > MOST_TOLD else tuple(said)
