"""A project document written anew from its record, in the order of parts of the form, for the reader to read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bagalau.formats.report import Block, Col, Facts, Heading, Paragraph, Report, Table, Value

Record = dict[str, Any]
COVER = ("title", "country", "undaf_outcome", "programme_outcome", "programme_output", "implementing_partner")
DATES = ("programme_period", "key_result_area", "award_id", "project_number", "start", "end", "appraisal_meeting")
PARTS = ("framework_outcome", "key_area", "partnership_strategy")
INDICATOR = ("name", "baseline", "year", "target", "data_source", "frequency", "disaggregation")
PLAN = ("activity_result", "Q1", "Q2", "Q3", "Q4", "responsible_party", "source", "account", "description", "amount")
CONTACT = ("organisation", "person", "position", "address", "phone", "email", "website")
RISK = (
    "#.number",
    "description",
    "category",
    "impact",
    "probability",
    "countermeasures",
    "owner",
    "identified",
    "status",
)
MONITORING = ("action", "stakeholders", "due", "completed", "status")
CRITERIA = ("criteria", "method", "assessed")


def paper(record: Record, words: Mapping[str, str], language: str) -> Report:
    """The report; ``words`` are its labels."""
    return Report(
        words["paper"], language, date(2026, 1, 15), tuple(_blocks(record, words)), foot=words["paper"], wide=True
    )


def _blocks(record: Record, words: Mapping[str, str]) -> Iterator[Block]:
    yield _facts(record, COVER, words)
    yield Facts([(words["responsible_parties"], "; ".join(record["responsible_parties"]))])
    yield Heading(words["brief"])
    yield Paragraph(record["description"])
    yield _facts(record, DATES, words)
    yield Facts([(words["modality"], record["modality"])])
    yield from _budget(record["budget"], words)
    yield _table(words["signatures"], ("signed.party", "position", "signed.name"), record["signatures"], words)
    sections = record["narrative"]
    yield from _sections(sections[:2])
    yield from _framework(record, words)
    yield Heading(words["plans"])
    for number, plan in enumerate(record["work_plans"], 1):
        yield Heading(f"{words['year']} {number}: {plan['year']}", 2)
        yield from _plan(plan, words)
    yield from _sections(sections[2:3])
    yield _table(words["board"], ("role", "member"), record["board"], words)
    yield Facts([(words[name], record[name]) for name in ("assurance", "project_manager", "board_meetings_a_year")])
    yield Facts([(words["tolerances"], words["tolerated"] % record["tolerances"])])
    for contact in record["contacts"]:
        yield _facts(contact, CONTACT, words)
    yield from _sections(sections[3:4])
    yield from _quality(record["quality_criteria"], words)
    yield from _sections(sections[4:])
    yield Heading(f"{words['annex']} 1. {words['risks']}", 2)
    yield _table("", RISK, record["risks"], words)
    yield Heading(f"{words['annex']} 2. {words['monitoring']}", 2)
    yield _table("", MONITORING, record["monitoring_actions"], words)
    for number, terms in enumerate(record["terms_of_reference"], 3):
        yield Heading(f"{words['annex']} {number}. {terms['title']}", 2)
        yield Paragraph(terms["text"])


def _facts(record: Record, names: Sequence[str], words: Mapping[str, str]) -> Facts:
    return Facts([(words[name], record.get(name)) for name in names])


def _sections(sections: Sequence[Record]) -> Iterator[Block]:
    for section in sections:
        yield Heading(section["heading"])
        yield Paragraph(section["text"] or "")


def _table(title: str, names: Sequence[str], rows: Sequence[Record], words: Mapping[str, str]) -> Table:
    """A table of rows; where two tables have other heads for fields of one name, the names say whose they are."""
    fields = [name.rpartition(".")[2] for name in names]
    return Table(
        title, [Col(words[name]) for name in names], [[_said(row.get(name)) for name in fields] for row in rows]
    )


def _said(value: Any) -> Value:
    return ", ".join(value) if isinstance(value, list) else value


def _budget(budget: Record, words: Mapping[str, str]) -> Iterator[Block]:
    years = [(words["of_year"] % {"year": year}, _money(amount)) for year, amount in budget["by_year"].items()]
    sums = [(words[name], _money(budget[name])) for name in ("required", "allocated")]
    yield Facts(
        [*years, *sums, (words["currency"], budget["currency"]), (words["regular"], None), (words["other"], None)]
    )
    yield Facts([(name, _money(amount)) for name, amount in budget["by_source"].items()])
    yield Paragraph(f"* {budget['note']}")


def _money(amount: Any) -> Value:
    return None if amount is None else Decimal(str(amount))


def _framework(record: Record, words: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(words["framework"])
    said = record | {"key_area": record["framework_key_result_area"]}
    plan = {"plan": record["strategic_plan"]}
    yield Facts([(words[name] % plan if name == "key_area" else words[name], said[name]) for name in PARTS])
    yield _indicators(words["outcome_indicators"], record["outcome_indicators"], words)
    for output in record["outputs"]:
        yield Heading(f"{words['output']} {output['number']}: {output['title']}", 2)
        yield Facts([(words["gender_marker"], output["gender_marker"])])
        yield _table(words["targets"], ("target.number", "text"), output["targets"], words)
        yield _indicators(words["indicators"], output["indicators"], words)
        results = [row for row in record["activity_results"] if row["output"] == output["number"]]
        yield Table(
            words["results"],
            [Col(words[name]) for name in ("activity_result", "actions", "responsible_parties", "inputs")],
            [
                [_name(row, words), _actions(row, words), row["responsible_parties"], row.get("inputs")]
                for row in results
            ],
        )


def _indicators(title: str, rows: Sequence[Record], words: Mapping[str, str]) -> Table:
    return _table(title, INDICATOR, [row | {"year": row["values"][0]["period"]} for row in rows], words)


def _name(row: Record, words: Mapping[str, str]) -> str:
    return f"{row['number']}. {words['activity_result']}: {row['title']}"


def _actions(row: Record, words: Mapping[str, str]) -> str:
    return "\n".join(f"{words['action_name']} {one['number']}. {one['text']}" for one in row["actions"])


def _plan(plan: Record, words: Mapping[str, str]) -> Iterator[Block]:
    columns = ("output", "target", "text", "baseline", "indicators")
    targets = [
        row | {"target": row["number"], "indicators": _listed(row["indicators"], words)} for row in plan["targets"]
    ]
    yield _table(words["targets"], columns, targets, words)
    yield Table(words["budget"], [Col(words[name]) for name in PLAN], list(_rows(plan, words)))


def _listed(indicators: Sequence[str], words: Mapping[str, str]) -> str:
    return "\n".join(f"{words['name']} {number}: {text}" for number, text in enumerate(indicators, 1))


def _rows(plan: Record, words: Mapping[str, str]) -> Iterator[Sequence[Value]]:
    for result in plan["activity_results"]:
        yield [_name(result, words), *_marks(result), result["responsible_parties"], None, None, None, None]
        for one in result["actions"]:
            yield [f"{words['action_name']} {one['number']}. {one['text']}", *_marks(one), None, None, None, None, None]
        for line in result["lines"]:
            amount = _money(line["amount"])
            yield [None, None, None, None, None, None, line["source"], line["account"], line["description"], amount]
        yield [words["subtotal"], *[None] * 8, _money(result["subtotal"])]
    yield [words["total"], *[None] * 8, _money(plan["total"])]


def _marks(row: Record) -> list[Value]:
    return ["X" if mark else None for mark in row.get("quarters") or [False] * 4]


def _quality(rows: Sequence[Record], words: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(words["quality"])
    for row in rows:
        yield Heading(f"{words['output']} {row['output_number']}: {row['output']}", 2)
        said = {words["activity_result"]: f"{row['activity_result']}. {row['title']}"}
        said |= {words[name]: row[name] for name in ("start", "end", "purpose", "description")}
        yield Facts(list(said.items()))
        yield _table("", CRITERIA, row["criteria"], words)
