"""How the ratings of an assessment came about, what is doubtful in its answers, and what was promised because of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagalau.commitments.models import STATES, TONES
from bagalau.commitments.rules import Status, state
from bagalau.formats.report import (
    BLANK,
    Block,
    Bullets,
    Col,
    Facts,
    Heading,
    Mark,
    Note,
    Paragraph,
    Report,
    Table,
    Value,
)
from bagalau.lib.severity import Severity
from bagalau.lib.texts import mark
from bagalau.people.access import Viewer
from bagalau.quality.access import VIEW_ASSESSMENTS
from bagalau.quality.models import Assessment, AssessmentRating, ManagementAction
from bagalau.quality.queries.findings import findings
from bagalau.quality.reports.given import Given, given
from bagalau.quality.rules.questionnaire import Source
from bagalau.quality.rules.rating import rate
from bagalau.quality.rules.rating.derivation import of_all, of_sections
from bagalau.quality.tables.telling import telling

NAME = "quality-derivation"
LABEL = gettext_lazy("How the ratings came about")
ABOUT = gettext_lazy(
    "The ratings of an assessment with the reckoning behind them, management actions, lessons, sources."
)
ACTION = VIEW_ASSESSMENTS
TAKES = {"assessment": True}
SEVERITIES = {
    Severity.ERROR: Mark(mark("Error"), "late"),
    Severity.WARNING: Mark(mark("Warning"), "soon"),
    Severity.NOTE: Mark(mark("Remark"), "rest"),
}


def build(viewer: Viewer, *, assessment: Assessment, as_of: date) -> Report:
    """The reckoning behind one assessment; actions are told as they stand on the day."""
    of = given(viewer, assessment)
    title = _("%(report)s: how the ratings came about") % {"report": of.title()}
    return of.report(title, tuple(_blocks(of, as_of)))


def _blocks(of: Given, day: date) -> Iterator[Block]:
    yield of.head()
    yield from _ratings(of)
    yield from _reckoning(of)
    if of.inside:
        yield from _doubts(of, day)
    yield from _actions(of, day)
    if of.of.lessons.strip():
        yield Heading(_("Lessons learned"))
        yield Paragraph(of.of.lessons)
    yield from _sources(of)


def _ratings(of: Given) -> Iterator[Block]:
    columns = [
        Col(_("Section"), "text", 4),
        Col(_("Follows from the answers"), "text", 3),
        Col(_("Printed"), "text", 3),
        Col(_("Given instead"), "text", 3),
        Col(_("Reason"), "long", 4),
    ]
    named = [(of.said(one.section.name), one.rating) for one in of.filled.sections]
    rows = [_row(of, name, row) for name, row in [*named, (_("Overall"), of.filled.overall)]]
    yield Heading(_("Ratings"))
    yield Table("", columns, rows)


def _row(of: Given, name: str, row: AssessmentRating) -> list[Value]:
    labels = [of.label(code) for code in (row.computed, row.printed, row.given)]
    return [name, *labels, (row.reason if of.inside else "") or BLANK]


def _reckoning(of: Given) -> Iterator[Block]:
    """QR-10."""
    questionnaire, scheme = of.filled.questionnaire, of.filled.scheme
    rated, tell = rate(questionnaire, scheme, of.filled.values), telling(questionnaire, scheme)
    yield Heading(_("How the ratings came about"))
    yield Bullets([tell.told(one) for one in of_sections(rated)])
    yield Heading(_("Overall"), 2)
    yield Bullets([tell.told(one) for one in of_all(rated)])


def _doubts(of: Given, day: date) -> Iterator[Block]:
    """QA-01 to QA-14: what somebody should look at again; it is not for the public."""
    tell = telling(of.filled.questionnaire, of.filled.scheme)
    rows = [[one.rule, _severity(one.severity), tell.told(one.said), _(one.todo)] for one in findings(of.filled, day)]
    columns = [
        Col(_("Check"), "code", 1.2),
        Col(_("Matters"), "text", 1.6),
        Col(_("What stands out"), "long", 6),
        Col(_("What to do"), "long", 4),
    ]
    yield Heading(_("What stands out"))
    yield Table("", columns, rows, empty=_("Nothing stands out."))


def _severity(of: Severity) -> Value:
    told = SEVERITIES[of]
    return Mark(_(told.text), told.tone)


def _actions(of: Given, day: date) -> Iterator[Block]:
    numbers = {one.answer.pk: str(one.question.number) for one in of.filled.questions}
    rows = [_action(one, numbers.get(one.answer_id or 0, ""), day) for one in of.filled.actions]
    columns = [
        Col(_("Question"), "code", 1.2),
        Col(_("Management action"), "long", 6),
        Col(_("Responsible"), "text", 3),
        Col(_("Due"), "date", 2),
        Col(_("Status"), "text", 2),
    ]
    yield Heading(_("Management actions"))
    yield Table("", columns, rows, empty=_("No management action was agreed."))


def _action(one: ManagementAction, number: str, day: date) -> list[Value]:
    promised = one.commitment
    now = state(Status(promised.status), promised.due, day)
    return [
        number or BLANK,
        promised.text,
        promised.responsible or BLANK,
        promised.due,
        Mark(str(STATES[now]), TONES[now]),
    ]


def _sources(of: Given) -> Iterator[Block]:
    yield Heading(_("Sources"))
    questionnaire, scheme = of.filled.questionnaire, of.filled.scheme
    yield Facts(
        [
            (_("Questionnaire"), f"{of.said(questionnaire.name)} ({questionnaire.code}, {questionnaire.version})"),
            (_("Rating scheme"), f"{of.said(scheme.name)} ({scheme.code}, {scheme.version})"),
        ]
    )
    for source in (questionnaire.source, scheme.source):
        yield Note(_source(source), "rest" if source.verified else "soon")


def _source(source: Source) -> str:
    return source.text if source.verified else _("Not verified. %(source)s") % {"source": source.text}
