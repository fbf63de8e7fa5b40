"""What the page of an assessment shows of its way: what stands out, the steps from here, who is to act next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bagalau.lib.severity import Severity
from bagalau.people.access import Viewer
from bagalau.people.queries import able
from bagalau.quality.access import ADD_ASSESSMENT, APPROVE_ASSESSMENT, PUBLISH_ASSESSMENT
from bagalau.quality.actions.steps import WHO
from bagalau.quality.forms.steps import RatingForm, StepForm
from bagalau.quality.models import Assessment
from bagalau.quality.queries.filled import Filled
from bagalau.quality.queries.findings import UNANSWERED, by_question, form_of, without_open
from bagalau.quality.queries.way import is_own, people_of
from bagalau.quality.rules.answers import Finding, Form, check
from bagalau.quality.rules.life import STANDING, UNDER_WAY, WORKED_ON, State, Step, keeps_from, may

JUDGED = frozenset({Step.RETURN, Step.APPROVE})
TONES = {Severity.ERROR: "late", Severity.WARNING: "soon", Severity.NOTE: "rest"}
SEVERITIES = list(TONES)


@dataclass(frozen=True)
class StepShown:
    """A step that may be taken from here, with what keeps it from being taken; without form, it is not offered."""

    step: Step
    form: StepForm | None
    keeps: Sequence[Finding]


def way_of(viewer: Viewer, of: Assessment, what: Filled) -> dict[str, Any]:
    """The context of the parts of the page that only those inside see."""
    form = form_of(what)
    worked_on = of.status in WORKED_ON
    found = check(form, viewer.today)
    told = without_open(found) if worked_on else found
    own = of.status in UNDER_WAY and is_own(viewer, of)
    return {
        "open": len(found) - len(told),
        "first_open": next((one.question for one in found if one.rule == UNANSWERED), ""),
        "findings": sorted(told, key=lambda one: SEVERITIES.index(one.severity)),
        "tones": TONES,
        "by_question": by_question(found),
        "ways": _steps(viewer, of, form, own=own),
        "waits": _waits(viewer, of, own=own),
        "may_assign": of.status in UNDER_WAY and viewer.may(ADD_ASSESSMENT, of),
        "may_rate": of.status == State.SUBMITTED and viewer.may(APPROVE_ASSESSMENT, of) and not own,
        "may_publish": of.status in STANDING and viewer.may(PUBLISH_ASSESSMENT, of),
    }


def _steps(viewer: Viewer, of: Assessment, form: Form, *, own: bool) -> list[StepShown]:
    """The steps that the viewer may take."""
    found = []
    for step in Step:
        if not may(step, State(of.status)) or not viewer.may(WHO[step], of) or (own and step in JUDGED):
            continue
        if step is Step.REOPEN and hasattr(of, "next"):
            continue
        keeps = _keeps(viewer, of, form, step)
        form_shown = None if step is Step.SUBMIT and keeps else StepForm(step=step, of=of)
        found.append(StepShown(step, form_shown, without_open(keeps) if step is Step.SUBMIT else keeps))
    return found


def _keeps(viewer: Viewer, of: Assessment, form: Form, step: Step) -> list[Finding]:
    """What is to be done before; what the form of the step itself asks for is not told beside it."""
    if step not in {Step.SUBMIT, Step.APPROVE}:
        return []
    asked = keeps_from(step, form, people_of(of), viewer.today, of.board_comment)
    return [one for one in asked if not (step is Step.APPROVE and one.rule == "QL-04")]


def _waits(viewer: Viewer, of: Assessment, *, own: bool) -> str:
    """Who is to act next, if that is not the viewer."""
    if of.status == State.SUBMITTED and (own or not viewer.may(APPROVE_ASSESSMENT, of)):
        if of.approver:
            return _("It waits for approval or return by %(people)s.") % {"people": of.approver}
        names = ", ".join(str(one) for one in able(APPROVE_ASSESSMENT, of.unit, viewer.today) if one != viewer.person)
        if not names:
            return _("Nobody may approve it yet. Name an approver.")
        return _("It waits for approval or return. Whoever may approve: %(people)s.") % {"people": names}
    if of.status in UNDER_WAY - {State.SUBMITTED} and of.assessor and of.assessor != viewer.person:
        return _("%(person)s works on it.") % {"person": of.assessor}
    return ""


def rating_forms(of: Assessment, what: Filled) -> dict[str, RatingForm]:
    """The forms that give another rating, by section."""
    rows = {"": what.overall} | {one.section.code: one.rating for one in what.sections}
    return {
        code: RatingForm(
            scheme=what.scheme,
            section=code,
            initial={"seen": of.seen, "section": code, "given": row.given, "reason": row.reason},
        )
        for code, row in rows.items()
    }
