"""The report of an assessment in the order of the form: head, sections with their questions, the board's comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bagalau.formats.report import BLANK, Block, Bullets, Col, Facts, Heading, Paragraph, Report, Table, Value
from bagalau.people.access import Viewer
from bagalau.quality.access import VIEW_ASSESSMENTS
from bagalau.quality.models import Assessment
from bagalau.quality.queries.filled import FilledQuestion, FilledSection, Proof
from bagalau.quality.queries.papers import added
from bagalau.quality.reports.given import Given, given
from bagalau.quality.rules.from_paper import as_printed
from bagalau.quality.rules.questionnaire import Option

NAME = "quality-assessment"
LABEL = gettext_lazy("Quality assurance report")
ABOUT = gettext_lazy("An assessment as the form prints it: ratings, questions with their options, evidence, documents.")
ACTION = VIEW_ASSESSMENTS
TAKES = {"assessment": True}
CHOSEN, OTHER = "☒", "☐"


def build(viewer: Viewer, *, assessment: Assessment, as_of: date) -> Report:
    """The report of one assessment; it has a day of its own, so ``as_of`` changes nothing."""
    of = given(viewer, assessment)
    return of.report(of.title(), tuple(_blocks(of)))


def _blocks(of: Given) -> Iterator[Block]:
    yield of.head()
    for section in of.filled.sections:
        yield from _section(of, section)
    if of.of.board_comment.strip():
        yield Heading(_("QA Summary/Final Project Board Comments"))
        yield Paragraph(of.of.board_comment)


def _section(of: Given, section: FilledSection) -> Iterator[Block]:
    yield Heading(of.said(section.section.name))
    yield Facts([(_("Quality Rating"), of.rating(section.rating))])
    for one in section.questions:
        yield from _question(of, one)


def _question(of: Given, one: FilledQuestion) -> Iterator[Block]:
    yield Heading(f"{one.question.number}. {of.said(one.question.text)}", 2)
    values = [option.value for option in one.question.options]
    chosen = values.index(one.answer.value) if one.answer.value in values else None
    yield Bullets([_option(of, option, one.answer.value) for option in one.question.options], chosen)
    yield Paragraph(_("Evidence:"))
    if one.answer.evidence.strip():
        yield Paragraph(one.answer.evidence)
    actions = [action.commitment.text for action in one.actions]
    if actions or one.answer.no_action.strip():
        yield Paragraph(_("Management Actions:"))
        yield Paragraph("\n\n".join(filter(None, [*actions, one.answer.no_action])))
    yield from _documents(one.proofs, of.inside)


def _option(of: Given, option: Option, chosen: str) -> str:
    """An option on one line, with a box that is crossed if it was chosen."""
    text, join = as_printed(option, of.language)
    said = " ".join(filter(None, (text, _(join) if join else "")))
    label = said if not option.value.isdigit() else f"{option.value}: {said}"
    return f"{CHOSEN if option.value == chosen else OTHER} {label}"


def _documents(proofs: Sequence[Proof], inside: bool) -> Iterator[Block]:
    title = _("List of Uploaded Documents")
    if not proofs:
        yield Paragraph(_("%(list)s: No documents available.") % {"list": title})
        return
    columns = [
        Col("#", "code", 0.5),
        Col(_("File Name"), "text", 5),
        Col(_("Modified By"), "text", 2.5),
        Col(_("Modified On"), "code", 2),
    ]
    yield Table(title, columns, [_document(place, one, inside) for place, one in enumerate(proofs, 1)])


def _document(place: int, proof: Proof, inside: bool) -> list[Value]:
    """A row of the list; what is hidden or gone is said to be so, and names of people are not for the public."""
    row = proof.row
    name = proof.title or _("(gone, or not open to you)")
    by, on = added(row)
    who = by if inside and proof.title else ""
    address = f" ({row.address})" if row.address else ""
    return [str(place), f"{name}{address}", who or BLANK, on.isoformat() if on else BLANK]
