"""Records for tests: something that can be rated, the versions that come along, and assessments of it."""

from __future__ import annotations

from itertools import count
from typing import Any

from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.quality.actions import Begun, begin
from bagalau.quality.actions.answering import save_answer
from bagalau.quality.actions.freezing import keep_questionnaire, keep_scheme
from bagalau.quality.actions.steps import Words, take
from bagalau.quality.models import Assessment, Definition, Subject
from bagalau.quality.rules import shipped
from bagalau.quality.rules.life import Step
from bagalau.quality.rules.questionnaire import Rates

CLOSURE = "project-closure@2018"
SMALL = """
code: mills
version: "1"
name: {en: Quality of a mill}
rates: project
stage: closure
scheme: project-qa@1
source: {text: Tests}
sections:
  - code: water
    name: {en: Water}
    questions:
      - code: flow
        number: 1
        text: {en: Does the water reach the mill?}
        guidance: {en: Look at the weir first.}
        hints: [board, risks]
        not_applicable: true
        options:
          - value: "3"
            score: 3
            join: all
            clauses:
              - {code: a, text: {en: The weir is whole.}}
              - {code: b, text: {en: The board looked at it each quarter.}}
            claims: {risks: quarter}
            needs_document: true
          - {value: "2", score: 2, text: {en: It reaches the mill in spring.}}
          - {value: "1", score: 1, text: {en: It does not.}, needs_action: true}
  - code: stone
    name: {en: Stones}
    critical: true
    questions:
      - code: stones
        number: 2
        text: {en: Do the stones turn?}
        options:
          - {value: "Yes", score: 3, text: {en: They do.}}
          - {value: "No", score: 1, text: {en: They do not.}, needs_action: true}
"""
_numbers = count(1)


def rated(unit: Unit, title: str = "The mill on the river", **told: Any) -> Subject:
    """Something that can be rated, a project if nothing else is said."""
    return Subject.objects.create(**{"kind": Rates.PROJECT, "unit": unit, "title": title} | told)


def known(actor: Viewer, name: str = CLOSURE) -> Definition:
    """A questionnaire that comes along with the program."""
    told = shipped.questionnaires()[name]
    return keep_questionnaire(actor, shipped.text("questionnaires", name), Definition.SHIPPED, told)


def worded(actor: Viewer, text: str = SMALL) -> Definition:
    """A questionnaire of the tests: two questions in two sections."""
    return keep_questionnaire(actor, text, Definition.ADDED)


def scheme_of(actor: Viewer, questionnaire: Definition) -> Definition:
    """The rating scheme that a questionnaire names."""
    name = questionnaire.questionnaire.scheme
    return keep_scheme(actor, shipped.text("schemes", name), Definition.SHIPPED)


def begun(
    actor: Viewer, unit: Unit, questionnaire: Definition | None = None, of: Subject | None = None, **given: Any
) -> Assessment:
    """An assessment that somebody began, of the small questionnaire and of something new if nothing else is said."""
    asked = questionnaire or worded(actor)
    subject = of or rated(unit, f"Mill {next(_numbers)}", kind=asked.rates)
    return begin(actor, subject, asked, scheme_of(actor, asked), Begun(**{"year": 2025} | given))


EVIDENCE = "The minutes of the meetings in March and October tell what was decided."
CLOSED = Words(board_comment="The board closed it.")


def answered(actor: Viewer, of: Assessment, **values: str) -> Assessment:
    """Answer the small questionnaire, well if nothing else is said."""
    given = {"flow": "2", "stones": "Yes"} | values
    for number, (question, value) in enumerate(given.items()):
        save_answer(actor, of, question, {"value": value, "evidence": f"{EVIDENCE} ({number})"})
    return of


def submitted(actor: Viewer, of: Assessment, **values: str) -> Assessment:
    """Answer it, and give it to the approver."""
    return take(actor, answered(actor, of, **values), Step.SUBMIT)


def approved(actor: Viewer, approver: Viewer, of: Assessment, **values: str) -> Assessment:
    """Answer it, and have somebody else approve it."""
    submitted(actor, of, **values)
    return take(approver, of, Step.APPROVE, CLOSED)
