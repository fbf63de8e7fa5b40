"""The assessments of the example office: a design that is approved, an implementation that came back with a weak
answer, a closure that was begun, the quality of an evaluation, and an exemption."""

from __future__ import annotations

from datetime import date

from bagalau.evaluations.models import Evaluation
from bagalau.lib.periods import When
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.portal import example_answers as told
from bagalau.projects.models import Project
from bagalau.quality.actions import Begun, begin
from bagalau.quality.actions.answering import Behind, add_proof, save_answer, write_texts
from bagalau.quality.actions.dues import Exempting, exempt
from bagalau.quality.actions.freezing import keep_questionnaire, keep_scheme
from bagalau.quality.actions.promised import Promised, add_action
from bagalau.quality.actions.steps import Words, take
from bagalau.quality.actions.subjects import named_subject
from bagalau.quality.models import Assessment, Definition, Subject
from bagalau.quality.rules import shipped
from bagalau.quality.rules.life import Step
from bagalau.quality.rules.questionnaire import Rates, Stage

HOUSES, EVALUATION = "Warm Houses", "Final evaluation of Digital Skills"
SKILLS = ("Digital Skills for Small Towns", "00128840", date(2021, 1, 1), date(2024, 12, 31))
ROOFS = ("Warm Roofs: the first houses of Kentay", "00098217", date(2024, 7, 1), date(2027, 6, 30))


def assessments(assessor: Viewer, approver: Viewer, office: Unit) -> list[Assessment]:
    """Make them; what they are of is on record, or named here."""
    project = Project.objects.get(title__startswith=HOUSES)
    houses = Subject.objects.get(kind=Rates.PROJECT, key=project.pk)
    evaluated = Evaluation.objects.get(title__startswith=EVALUATION)
    report = Subject.objects.get(kind=Rates.EVALUATION, key=evaluated.pk)
    skills, roofs = _named(office, *SKILLS), _named(office, *ROOFS)
    behind = Behind(project.title, kind="project", key=project.pk)
    return [
        _design(assessor, approver, houses, behind),
        _implementation(assessor, approver, roofs),
        _closure(assessor, approver, skills),
        _evaluation(assessor, approver, report),
    ]


def _design(assessor: Viewer, approver: Viewer, subject: Subject, behind: Behind) -> Assessment:
    made = _begun(assessor, approver, subject, "project-design@2018", 2025)
    _answer(assessor, made, told.DESIGN)
    for question in ("theory-of-change", "governance", "cost-recovery"):
        add_proof(assessor, made, question, behind)
    made = take(assessor, made, Step.SUBMIT)
    words = Words(decision="approve", board_comment="The board agrees and asks for a plan for the price of glass.")
    return take(approver, made, Step.APPROVE, words)


def _implementation(assessor: Viewer, approver: Viewer, subject: Subject) -> Assessment:
    made = _begun(assessor, approver, subject, "project-implementation@2018", 2026)
    _answer(assessor, made, told.IMPLEMENTATION)
    promised = Promised(
        text="Go through the log of risks with the owners of each risk, and do so each quarter from now on",
        responsible="Kentay Energy Agency",
        due=When.parse("2027-01"),
    )
    add_action(assessor, made, "risks", promised)
    made = take(assessor, made, Step.SUBMIT)
    comment = "Say for question 9 which meters were read, and add the minutes of May to question 10."
    return take(approver, made, Step.RETURN, Words(comment=comment))


def _closure(assessor: Viewer, approver: Viewer, subject: Subject) -> Assessment:
    reason = "The project ended before the office began to assess projects under way."
    exempt(approver, subject, Exempting(reason, date(2024, 1, 1), stage=Stage.IMPLEMENTATION))
    made = _begun(assessor, approver, subject, "project-closure@2018", 2025)
    _answer(assessor, made, told.CLOSURE)
    lessons = "Courses in the evening reach those who work; a teacher who stays matters more than a new computer."
    return write_texts(assessor, made, {"lessons": lessons})


def _evaluation(assessor: Viewer, approver: Viewer, subject: Subject) -> Assessment:
    made = _begun(assessor, approver, subject, "evaluation-quality-undp@2021", 2025)
    for section in made.questionnaire.questionnaire.sections:
        value, evidence = told.EVALUATED[section.code]
        given = {one.code: (value, evidence % {"number": one.number}) for one in section.questions}
        _answer(assessor, made, given)
    return take(approver, take(assessor, made, Step.SUBMIT), Step.APPROVE)


@journal.turn()
def _named(office: Unit, title: str, number: str, starts: date, ends: date) -> Subject:
    """A project that has no document on record."""
    subject = named_subject(Rates.PROJECT, office, number, title)
    subject.starts, subject.ends = starts, ends
    subject.save()
    return subject


def _begun(assessor: Viewer, approver: Viewer, subject: Subject, name: str, year: int) -> Assessment:
    with journal.turn():
        asked = shipped.questionnaires()[name]
        questionnaire = keep_questionnaire(assessor, shipped.text("questionnaires", name), Definition.SHIPPED, asked)
        scheme = keep_scheme(assessor, shipped.text("schemes", asked.scheme), Definition.SHIPPED)
    begun = Begun(year, assessor=assessor.person, approver=approver.person)
    return begin(assessor, subject, questionnaire, scheme, begun)


def _answer(assessor: Viewer, of: Assessment, answers: told.Answers) -> None:
    for question, (value, evidence) in answers.items():
        save_answer(assessor, of, question, {"value": value, "evidence": evidence})
