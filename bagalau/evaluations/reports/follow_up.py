"""The follow-up report, one and two years after: what was promised, what was done and is proven, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bagalau.commitments.models import PROOFS, STATES
from bagalau.commitments.rules import FINAL, OPEN, Proof, State, Status
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.queries import recommendations
from bagalau.evaluations.reports.actions import Told, later, of_evaluation, tally, told
from bagalau.evaluations.reports.answers import Answers, answers, stance_mark
from bagalau.evaluations.reports.parts import as_of_words, day, foot, head, language
from bagalau.formats.report import Block, Col, Facts, Heading, Mark, Note, Report, Share, Table, Value
from bagalau.lib.periods import months_after
from bagalau.people.access import Viewer
from bagalau.reference.parameters import values

NAME = "follow-up"
LABEL = gettext_lazy("Follow-up report")
ABOUT = gettext_lazy(
    "One or two years after: what was done, with which evidence, what slipped, and what nobody acts on."
)
ACTION = VIEW_EVALUATIONS
TAKES = {"evaluation": True, "period": True, "as_of": False}
MILESTONES = {"first": "follow_up.months", "second": "follow_up.second_months"}


def build(viewer: Viewer, *, evaluation: Evaluation, as_of: date, period: str = "first") -> Report:
    """The report of one evaluation as of a day, after the first or the second period of the parameters."""
    given = answers(viewer, evaluation)
    rows = of_evaluation(viewer, evaluation)
    actions = told(viewer, rows, as_of)
    months = int(values(viewer.today)[MILESTONES[period]])
    blocks: list[Block] = [
        Facts(head(evaluation)),
        *_milestone(evaluation, months, as_of),
        *later(rows, actions),
        Heading(_("In short")),
        Facts(summary(actions)),
        Heading(_("Done")),
        _done(actions),
        Heading(_("Still open")),
        _open(actions),
        Heading(_("No longer applicable")),
        _dropped(actions),
        Heading(_("Recommendations without a key action")),
        without_action(viewer, evaluation, given, actions),
    ]
    title = ngettext("Follow-up report after %(count)s month", "Follow-up report after %(count)s months", months)
    title %= {"count": months}
    return Report(title, language(), as_of, blocks, f"{evaluation.title}\n{as_of_words(as_of)}", foot(as_of), wide=True)


def _milestone(of: Evaluation, months: int, on: date) -> list[Block]:
    if of.completed is None:
        return [Note(_("The evaluation has no completion date, so it is not known when this report is due."), "soon")]
    due = months_after(of.completed.last_day, months)
    if on < due:
        return [Note(_("This report is due on %(date)s.") % {"date": day(due)}, "work")]
    return [Note(_("This report was due on %(date)s.") % {"date": day(due)})]


def summary(actions: Sequence[Told]) -> list[tuple[str, Value]]:
    """The figures: how many were promised, are closed, proven, overdue, moved."""
    counts, whole = tally(actions), len(actions)
    proofs = [one.proof for one in actions]
    shares: list[tuple[str, Value]] = [(str(STATES[name]), Share(counts.get(name, 0), whole)) for name in State]
    moved = [one.slip.months or 0 for one in actions if one.slip.moves]
    return [
        (_("Key actions promised"), whole),
        *((label, share) for label, share in shares if isinstance(share, Share) and share.part),
        *((str(PROOFS[name]), proofs.count(name)) for name in Proof if name in proofs),
        (_("Key actions whose date was moved"), Share(len(moved), whole)),
        (_("Moved by, in months, on average"), round(sum(moved) / len(moved), 1) if moved else None),
    ]


def _done(actions: Sequence[Told]) -> Table:
    columns = [
        Col(_("Rec."), "number", 0.6),
        Col(_("Key action"), "long", 3.6),
        Col(_("Completed"), "date", 1.3),
        Col(_("Due"), "date", 1.3),
        Col(_("Proof"), "status", 1.6),
        Col(_("Evidence"), "long", 2.4),
        *_comment(actions),
    ]
    rows = [
        [one.place, one.row.text, one.completed, one.due, one.proof_mark, one.shown_evidence, *_said(one, actions)]
        for one in actions
        if one.status is Status.COMPLETED
    ]
    return Table("", columns, rows, empty=_("No key action is completed."))


def _open(actions: Sequence[Told]) -> Table:
    columns = [
        Col(_("Rec."), "number", 0.6),
        Col(_("Key action"), "long", 3.6),
        Col(_("Responsible"), "text", 1.8),
        Col(_("First due"), "date", 1.3),
        Col(_("Due"), "date", 1.3),
        Col(_("Slippage"), "text", 1.4),
        Col(_("Status"), "status", 1.5),
        *_comment(actions),
    ]
    found = sorted((one for one in actions if one.status in OPEN), key=lambda one: one.state is not State.OVERDUE)
    rows = [
        [one.place, one.row.text, one.who, one.slip.first, one.due, one.slipped, one.mark, *_said(one, actions)]
        for one in found
    ]
    return Table("", columns, rows, empty=_("No key action is open."))


def _dropped(actions: Sequence[Told]) -> Table:
    inside = any(one.inside for one in actions)
    columns = [Col(_("Rec."), "number", 0.6), Col(_("Key action"), "long", 4), Col(_("Due"), "date", 1.3)]
    columns += [Col(_("Justification"), "long", 4)] if inside else []
    rows: list[list[Value]] = [
        [one.place, one.row.text, one.due, *([one.row.justification if one.inside else ""] if inside else [])]
        for one in actions
        if one.status in FINAL and one.status is not Status.COMPLETED
    ]
    return Table("", columns, rows, empty=_("None was given up."))


def _comment(actions: Sequence[Told]) -> list[Col]:
    return [Col(_("Comment"), "long", 2.6)] if any(one.inside for one in actions) else []


def _said(one: Told, actions: Sequence[Told]) -> list[Value]:
    return [one.comment] if _comment(actions) else []


def without_action(viewer: Viewer, of: Evaluation, given: Sequence[Answers], actions: Sequence[Told]) -> Table:
    """The recommendations that no key action answers, with the stance of each unit."""
    promised = {one.place for one in actions}
    columns = [
        Col(_("Rec."), "number", 0.6),
        Col(_("Recommendation"), "long", 5),
        Col(_("Unit"), "text", 2),
        Col(_("Stance"), "status", 1.6),
        Col(_("Reason"), "long", 3),
    ]
    rows: list[list[Value]] = []
    for row in recommendations(viewer, of):
        for one in given if row.number not in promised else ():
            answer = one.to(row) or {"stance": "", "reason": ""}
            rows.append([row.number, row.text, one.response.unit.name, stance_mark(answer["stance"]), answer["reason"]])
        if row.number not in promised and not given:
            rows.append([row.number, row.text, "", Mark(_("No response")), ""])
    empty = _("Every recommendation has a key action.") if promised else _("There are no key actions.")
    return Table("", columns, rows, empty=empty)
