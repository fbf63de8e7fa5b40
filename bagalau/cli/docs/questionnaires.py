"""``docs/questionnaires.md``: the questionnaires and rating schemes that come along, and how each rates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bagalau.cli.docs.markdown import code, document, table
from bagalau.quality.rules import ruling, shipped
from bagalau.quality.rules.proof import prove
from bagalau.quality.rules.questionnaire import Questionnaire, Source, said
from bagalau.quality.rules.said import Named, Telling
from bagalau.quality.rules.schemes import Scheme

NAME = "questionnaires.md"
INTRODUCTION = """
Questionnaires and rating schemes are files under `bagalau/quality/shipped/`. An administrator adds others as files of
the same form, and retires versions; what was answered keeps the version it was answered in.

What is not verified was written from memory or by inference: an office checks it against the text of its organisation
before it relies on it. The pages say so too.
"""


def page() -> str:
    """The whole page."""
    questionnaires, schemes = shipped.questionnaires(), shipped.schemes()
    head = ["Questionnaire", "Name", "What it rates", "Stage", "Valid", "Sections", "Questions", "Scheme", "Verified"]
    return document(
        "Questionnaires and rating schemes",
        INTRODUCTION,
        table(head, (_row(name, one) for name, one in questionnaires.items())),
        *(_questionnaire(name, one) for name, one in questionnaires.items()),
        *(_scheme(name, one) for name, one in schemes.items()),
    )


def _row(name: str, one: Questionnaire) -> list[str]:
    questions = sum(1 for _question in one.questions)
    verified = "yes" if one.source.verified else "no"
    counts = [str(len(one.sections)), str(questions), code(one.scheme), verified]
    return [code(name), said(one.name, "en"), str(one.rates), str(one.stage), _valid(one), *counts]


def _valid(one: Questionnaire) -> str:
    since = f"from {one.valid_from}" if one.valid_from else ""
    return f"{since} until {one.valid_until}".strip() if one.valid_until else since or "without limit"


def _questionnaire(name: str, one: Questionnaire) -> str:
    rows = (
        [
            said(section.name, "en"),
            str(len(section.questions)),
            f"{section.weight:f}",
            "yes" if section.critical else "",
            str(sum(question.key for question in section.questions) or ""),
        ]
        for section in one.sections
    )
    sections = table(["Section", "Questions", "Weight", "Critical", "Key questions"], rows)
    return "\n\n".join([f"## {code(name)}: {said(one.name, 'en')}", _source(one.source), sections])


def _source(source: Source) -> str:
    address = f" <{source.address}>" if source.address else ""
    return f"{source.text}{address}{'' if source.verified else ' **Not verified.**'}"


def _scheme(name: str, one: Scheme) -> str:
    labels = table(["Rating", "Value"], ([said(label.name, "en"), f"{label.value:f}"] for label in one.labels))
    return "\n\n".join([f"## {code(name)}: {said(one.name, 'en')}", _source(one.source), labels, *_rule(one)])


def _rule(one: Scheme) -> Iterator[str]:
    names: Mapping[str, str] = {label.code: said(label.name, "en") for label in one.labels}

    def name(named: Named) -> str:
        return names.get(named.code, named.code)

    told, sections = Telling(name=name).told, ruling.of_sections(one)
    if sections:
        yield told(sections)
    yield told(ruling.of_all(one))
    if one.cases:
        yield "\n".join(f"{place}. {told(case)}" for place, case in enumerate(ruling.cases(one), 1))
    proof = prove(one)
    if proof.total:
        counts = ", ".join(f"{names[label]} {count:,}" for label, count in proof.counts.items())
        yield f"All {proof.total:,} combinations of ratings of sections come to exactly one overall rating: {counts}."
