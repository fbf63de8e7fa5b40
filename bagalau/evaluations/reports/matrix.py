"""The management response matrix: each recommendation with what units answered and the key actions they promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.models import APPROVALS, Evaluation, Recommendation
from bagalau.evaluations.queries import recommendations
from bagalau.evaluations.queries.responses import days, timing
from bagalau.evaluations.reports.actions import Told, later, of_evaluation, told
from bagalau.evaluations.reports.answers import Answers, answer_text, answers, stance_words
from bagalau.evaluations.reports.parts import as_of_words, foot, head, language, number_of
from bagalau.evaluations.rules.responses import Approval, Timeliness, Timing
from bagalau.formats.report import Block, Col, Facts, Group, Heading, Paragraph, Report, Table, Value
from bagalau.people.access import Viewer

NAME = "response-matrix"
LABEL = gettext_lazy("Management response matrix")
ABOUT = gettext_lazy("Each recommendation with the response of every unit, the key actions, who does them and by when.")
ACTION = VIEW_EVALUATIONS
TAKES = {"evaluation": True}  # what was answered is kept by versions, not by days: it is told for today


def build(viewer: Viewer, *, evaluation: Evaluation, as_of: date) -> Report:
    """The matrix of one evaluation as it stands; ``as_of`` is today."""
    given = answers(viewer, evaluation)
    rows = of_evaluation(viewer, evaluation)
    actions = told(viewer, rows, as_of)
    within = days(viewer.today)
    blocks: list[Block] = [
        Facts(head(evaluation) + [fact for one in given for fact in _facts(one, within, viewer.today)])
    ]
    blocks += later(rows, actions)
    for one in given:
        if one.content["description"]:
            title = _("Overall response of %(unit)s") % {"unit": one.response.unit.name}
            blocks += [Heading(title), Paragraph(one.content["description"])]
    blocks += [Heading(_("Recommendations, responses and key actions")), table(viewer, evaluation, given, actions)]
    return Report(
        str(LABEL), language(), as_of, blocks, f"{evaluation.title}\n{as_of_words(as_of)}", foot(as_of), wide=True
    )


def _facts(one: Answers, within: int, today: date) -> list[tuple[str, Value]]:
    label = _("Response of %(unit)s") % {"unit": one.response.unit.name}
    words = [str(APPROVALS[Approval(one.response.approval)])] if one.response.approval and not one.is_kept else []
    return [(label, ", ".join([*words, timing_words(timing(one.response, within, today))]))]


def timing_words(found: Timeliness) -> str:
    """ER-02 in words."""
    late = ngettext("given %(count)s day late", "given %(count)s days late", found.days)
    overdue = ngettext("overdue by %(count)s day", "overdue by %(count)s days", found.days)
    number = {"count": found.days}
    return {
        Timing.NO_DATE: _("the evaluation has no completion date"),
        Timing.WAITING: _("waited for"),
        Timing.OVERDUE: overdue % number,
        Timing.ON_TIME: _("given on time"),
        Timing.LATE: late % number,
        Timing.GIVEN: _("given, the day is not known"),
    }[found.timing]


def table(viewer: Viewer, of: Evaluation, given: Sequence[Answers], actions: Sequence[Told]) -> Table:
    """A group for each recommendation; key actions under it."""
    inside = any(one.inside for one in actions)
    columns = [
        Col(_("Key action"), "long", 4),
        Col(_("Responsible"), "text", 2),
        Col(_("Due"), "date", 1.3),
        Col(_("Status"), "status", 1.5),
        *([Col(_("Comment"), "long", 3)] if inside else []),
        Col(_("Evidence"), "long", 2),
    ]
    by_number: dict[int | None, list[Told]] = defaultdict(list)
    for one in actions:
        by_number[one.place].append(one)
    groups = [_group(row, given, by_number[row.number], inside) for row in recommendations(viewer, of)]
    return Table(
        "", columns, groups=groups, group_label=_("Recommendation"), empty=_("The evaluation has no recommendations.")
    )


def _group(row: Recommendation, given: Sequence[Answers], actions: Sequence[Told], inside: bool) -> Group:
    found = [(one.response.unit.name, one.to(row)) for one in given]
    stances = [stance_words(answer["stance"]) for _unit, answer in found if answer and answer["stance"]]
    texts = [(_("Recommendation"), f"{row.text}\n{row.description}".strip())]
    for unit, answer in found:
        said = answer_text(answer, row.text) if answer else ""
        texts.append((_("Response of %(unit)s") % {"unit": unit}, said or _("The response has no text.")))
    return Group(
        " · ".join([number_of(row.number), *dict.fromkeys(stances)]),
        texts,
        [cells(one, inside) for one in actions],
        _("No key action answers this recommendation."),
    )


def cells(one: Told, inside: bool) -> list[Value]:
    """A key action under the columns of the matrix."""
    comment: list[Value] = [one.comment] if inside else []
    return [one.text, one.who, one.due, one.mark, *comment, one.shown_evidence]
