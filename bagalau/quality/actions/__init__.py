"""Writes: beginning an assessment and answering it. Each is one transaction with one line in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Person
from bagalau.quality.access import ADD_ASSESSMENT
from bagalau.quality.actions.dues import renew
from bagalau.quality.models import Answer, Assessment, AssessmentRating, AssessmentStep, Definition, Subject
from bagalau.quality.rules.life import State
from bagalau.quality.rules.signs import signs_of
from bagalau.web.records import check

FIELDS = ("stage", "year", "about", "status", "assessor", "approver", "due_on", "decision", "overall")


@dataclass(frozen=True)
class Begun:
    """How an assessment is begun; ``about`` names the partner that is looked at, if the questionnaire rates one."""

    year: int
    about: str = ""
    assessor: Person | None = None
    approver: Person | None = None
    due_on: date | None = None


@journal.turn()
def begin(actor: Viewer, subject: Subject, questionnaire: Definition, scheme: Definition, begun: Begun) -> Assessment:
    """Begin an assessment of a subject, with an empty answer to each question."""
    made = blank(subject, questionnaire, scheme, begun)
    require(actor, ADD_ASSESSMENT, made)
    check(made)
    made.save()
    add_rows(made)
    note(actor, made)
    renew(subject, actor.today)
    journal.write(actor.person, "begin assessment", made, {}, journal.snapshot(made, FIELDS))
    return made


def blank(subject: Subject, questionnaire: Definition, scheme: Definition, begun: Begun) -> Assessment:
    """An assessment that is not saved yet."""
    asked = questionnaire.questionnaire
    return Assessment(
        subject=subject,
        unit=subject.unit,
        questionnaire=questionnaire,
        scheme=scheme,
        stage=questionnaire.stage,
        year=begun.year,
        about=begun.about.strip(),
        title=subject.title,
        number=subject.number,
        starts=subject.starts,
        ends=subject.ends,
        assessor=begun.assessor,
        approver=begun.approver,
        due_on=begun.due_on,
        questions=sum(1 for _question in asked.questions),
        signs=signs_of(asked, {}),
    )


def add_rows(of: Assessment) -> list[Answer]:
    """The empty answers and ratings of an assessment."""
    sections = of.questionnaire.questionnaire.sections
    answers = Answer.objects.bulk_create(
        Answer(assessment=of, question=question.code, number=question.number, section=section.code)
        for section in sections
        for question in section.questions
    )
    AssessmentRating.objects.bulk_create(
        AssessmentRating(assessment=of, section=code) for code in ("", *(section.code for section in sections))
    )
    return answers


def note(actor: Viewer, of: Assessment, comment: str = "", *, from_source: bool = False) -> AssessmentStep:
    """Keep that an assessment came to the state that it has now."""
    return AssessmentStep.objects.create(
        assessment=of,
        at=timezone.now(),
        by=None if from_source else actor.person,
        status=of.status,
        comment=comment,
        from_source=from_source,
    )


def changed_meanwhile() -> Problem:
    """The refusal of somebody who looked at an earlier state."""
    return Problem(
        "changed-meanwhile",
        _("Somebody changed this meanwhile. Compare with what it says now, and save again."),
        status=409,
    )


def is_worked_on(of: Assessment) -> bool:
    """Whether its answers may be changed (QL-01)."""
    return of.status in {State.DRAFT, State.RETURNED}
