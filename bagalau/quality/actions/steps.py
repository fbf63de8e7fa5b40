"""Writes: the way of an assessment to its approval (QL-01 to QL-06), and who is to walk it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.commitments.actions import rename_origin
from bagalau.documents.rules import Visibility
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Person
from bagalau.people.rules import Action
from bagalau.quality.access import (
    ADD_ASSESSMENT,
    APPROVE_ASSESSMENT,
    EDIT_ASSESSMENT,
    PUBLISH_ASSESSMENT,
    REOPEN_ASSESSMENT,
)
from bagalau.quality.actions import changed_meanwhile, note
from bagalau.quality.actions.dues import renew
from bagalau.quality.hints import approved
from bagalau.quality.models import Assessment
from bagalau.quality.queries.filled import filled
from bagalau.quality.queries.findings import form_of
from bagalau.quality.queries.way import people_of
from bagalau.quality.rules.life import STANDING, UNDER_WAY, State, Step, after, keeps_from, unfit
from bagalau.web.records import absent, check

WHO: dict[Step, Action] = {
    Step.SUBMIT: EDIT_ASSESSMENT,
    Step.RETURN: APPROVE_ASSESSMENT,
    Step.APPROVE: APPROVE_ASSESSMENT,
    Step.REOPEN: REOPEN_ASSESSMENT,
}
FIELDS = ("status", "assessor", "approver", "decision", "board_comment", "overall", "approved_on")


@dataclass(frozen=True)
class Words:
    """What is said with a step; None: nothing of the kind, and what is there stays."""

    comment: str = ""
    decision: str | None = None
    board_comment: str | None = None


NOTHING = Words()


def fresh(of: Assessment) -> Assessment:
    """An assessment as it is now, in the turn of an action."""
    joined = Assessment.objects.select_related(
        "subject__manager", "unit", "questionnaire", "scheme", "assessor", "approver"
    )
    found = joined.filter(pk=of.pk).first()
    if found is None:
        raise absent()
    return found


def refuse_unseen(of: Assessment, was: str) -> None:
    """Refuse somebody who looked at an earlier state; nothing if nobody looked."""
    if was and was != of.seen:
        raise changed_meanwhile()


@journal.turn()
def take(actor: Viewer, of: Assessment, step: Step, words: Words = NOTHING, *, was: str = "") -> Assessment:
    """Submit, return or approve an assessment. ``was`` is the state that was looked at (``Assessment.seen``)."""
    of = fresh(of)
    require(actor, WHO[step], of)
    before = journal.snapshot(of, FIELDS)
    state = after(step, State(of.status), words.comment)
    refuse_unseen(of, was)
    if step is not Step.SUBMIT:
        refuse_unfit(actor, of)
    _fill(actor, of, step, words)
    _refuse_incomplete(actor, of, step)
    of.status = state
    check(of)
    of.save()
    note(actor, of, words.comment.strip())
    if step is Step.APPROVE:
        _settle(of)
        renew(of.subject, actor.today)
        approved(actor, of)
    said = {"comment": words.comment.strip()} if words.comment.strip() else {}
    journal.write(actor.person, f"{step} assessment", of, before, journal.snapshot(of, FIELDS) | said)
    return of


def _fill(actor: Viewer, of: Assessment, step: Step, words: Words) -> None:
    """What a step brings beside the state."""
    if step is Step.SUBMIT:
        of.submitted_at = timezone.now()
        return
    if words.decision is not None:
        if words.decision and words.decision not in of.questionnaire.questionnaire.decisions:
            sentence = _("The questionnaire knows no such decision: choose one that it offers.")
            raise Problem("invalid", sentence, status=422, details={"decision": sentence})
        of.decision = words.decision
    if words.board_comment is not None:
        of.board_comment = words.board_comment
    if step is Step.APPROVE:
        of.approver, of.approved_on = actor.person, actor.today


def _settle(of: Assessment) -> None:
    """QL-01: the version before is replaced as soon as the new one is approved."""
    if of.previous_id is not None:
        before = Assessment.objects.filter(pk=of.previous_id, status=State.APPROVED)
        before.update(status=State.REPLACED, updated_at=timezone.now())


def refuse_unfit(actor: Viewer, of: Assessment) -> None:
    """QL-02: refuse somebody who may not judge this one, whatever the role."""
    people, me = people_of(of), actor.person.pk if actor.person else None
    if me == people.assessor:
        sentence = _("You assess this yourself. Somebody else approves or returns it.")
        raise Problem("own-assessment", sentence, status=403)
    if me in people.answered:
        sentence = _("You answered questions of this assessment. Somebody who did not approves or returns it.")
        raise Problem("own-assessment", sentence, status=403)
    if me == people.manager:
        sentence = _("You manage what is assessed here. Somebody else approves or returns it.")
        raise Problem("own-assessment", sentence, status=403)


def _refuse_incomplete(actor: Viewer, of: Assessment, step: Step) -> None:
    """QL-03, QL-04."""
    found = keeps_from(step, form_of(filled(actor, of)), people_of(of), actor.today, of.board_comment)
    if found:
        raise Problem(
            "assessment-incomplete",
            _("Something keeps it from going on. What it is stands on the page, each with its place: go through it."),
            status=409,
        )


@dataclass(frozen=True)
class Named:
    """Who is to assess and who is to approve."""

    assessor: Person | None
    approver: Person | None


@journal.turn()
def assign(actor: Viewer, of: Assessment, named: Named, *, was: str = "") -> Assessment:
    """Say who assesses and who approves, as long as it is under way (QL-02)."""
    of = fresh(of)
    require(actor, ADD_ASSESSMENT, of)
    refuse_unseen(of, was)
    if of.status not in UNDER_WAY:
        sentence = _("What was approved stands as it is. Reopen the assessment to change something.")
        raise Problem("not-worked-on", sentence, status=409)
    before = journal.snapshot(of, FIELDS)
    of.assessor, of.approver = named.assessor, named.approver
    refuse_people(of)
    check(of)
    of.save()
    journal.write(actor.person, "assign assessment", of, before, journal.snapshot(of, FIELDS))
    return of


def refuse_people(of: Assessment) -> None:
    """QL-02: refuse people who have to do with what is assessed, at the field where they are named."""
    people = people_of(of)
    for one in unfit(people):
        name = "assessor" if people.assessor is not None and people.assessor == people.manager else "approver"
        sentence = _(one.said.sentence)
        raise Problem("unfit-person", sentence, status=422, details={name: sentence})


@journal.turn()
def set_visibility(actor: Viewer, of: Assessment, wanted: Visibility) -> Assessment:
    """Publish an approved assessment, or take it back; what was promised in it follows."""
    of = fresh(of)
    require(actor, PUBLISH_ASSESSMENT, of)
    if wanted == Visibility.PUBLIC and of.status not in STANDING:
        sentence = _("Only an approved assessment is published. Have it approved first.")
        raise Problem("not-approved", sentence, status=409)
    if of.visibility != wanted:
        before = journal.snapshot(of, ["visibility"])
        of.visibility = wanted
        of.save(update_fields=["visibility", "updated_at"])
        promised_in = of.actions.order_by().values_list("commitment__origin_id", flat=True)  # also in versions before
        for key in {of.pk, *promised_in}:
            rename_origin("assessment", key, str(of), wanted)
        verb = "publish" if wanted == Visibility.PUBLIC else "unpublish"
        journal.write(actor.person, verb, of, before, journal.snapshot(of, ["visibility"]))
    return of
