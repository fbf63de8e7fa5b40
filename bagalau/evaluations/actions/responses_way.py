"""Writes: the way of a management response to publication and back (ER-04 to ER-08), and who then sees its actions."""

from __future__ import annotations

from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.commitments.models import Commitment
from bagalau.documents.rules import Visibility
from bagalau.evaluations.access import APPROVE_RESPONSE, EDIT_RESPONSE, PUBLISH_EVALUATION
from bagalau.evaluations.actions.content_seen import changed_meanwhile, refuse_unseen
from bagalau.evaluations.actions.responses import note
from bagalau.evaluations.models import APPROVALS, Evaluation, ManagementResponse, ResponseVersion
from bagalau.evaluations.queries.responses_rows import content, keys_in, missing, rows
from bagalau.evaluations.rules.responses import STEPS, Approval, Refusal, Step, refusal
from bagalau.lib.problems import Problem
from bagalau.lib.texts import mark
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.rules import Action
from bagalau.web.records import check

WHO: dict[Step, Action] = {
    Step.SUBMIT: EDIT_RESPONSE,
    Step.RETURN: APPROVE_RESPONSE,
    Step.APPROVE: APPROVE_RESPONSE,
    Step.PUBLISH: PUBLISH_EVALUATION,
    Step.REOPEN: EDIT_RESPONSE,
}
NOT_NOW = {
    Step.SUBMIT: mark("Only a draft or a returned response is submitted. This one is: %(state)s."),
    Step.RETURN: mark("Only a submitted response is returned. This one is: %(state)s."),
    Step.APPROVE: mark("Only a submitted response is approved. This one is: %(state)s."),
    Step.PUBLISH: mark("Only an approved response is published. This one is: %(state)s."),
    Step.REOPEN: mark("Only an approved response is reopened. This one is: %(state)s. Work on it as it is."),
}
FIELDS = ("approval", "version")


@journal.turn()
def take(actor: Viewer, of: ManagementResponse, step: Step, words: str = "", *, was: str = "") -> ManagementResponse:
    """Take a step with a response. ``was`` is the state that was looked at (``ManagementResponse.seen``)."""
    of = _fresh(of)
    require(actor, WHO[step], of)
    refuse_unseen(was, of.seen)
    _refuse(actor, of, step, words)
    before = journal.snapshot(of, FIELDS)
    if step is Step.REOPEN:
        _keep_as_it_stands(of)
    of.approval = STEPS[step][1]
    now = timezone.now()
    if step is Step.SUBMIT:
        of.submitted_at, of.given_on = now, of.given_on or actor.today
    if step is Step.APPROVE:
        of.approved_at = now
    check(of)
    of.save()
    note(actor, of, words.strip())
    if step is Step.APPROVE:
        _freeze(actor, of)
    if step is Step.PUBLISH:
        _publish(actor, of)
    journal.write(actor.person, f"{step} response", of, before, journal.snapshot(of, FIELDS) | _told(words))
    return of


def _told(words: str) -> dict[str, str]:
    return {"comment": words.strip()} if words.strip() else {}


def _fresh(of: ManagementResponse) -> ManagementResponse:
    found = ManagementResponse.objects.select_related("evaluation__unit", "unit").filter(pk=of.pk).first()
    if found is None:
        raise changed_meanwhile()
    return found


def _refuse(actor: Viewer, of: ManagementResponse, step: Step, words: str) -> None:
    """Each refusal in its sentence."""
    gaps = missing(rows(of)) if step is Step.SUBMIT else []
    why = refusal(
        step,
        of.approval,
        words=words,
        own=is_own(actor, of),
        complete=not gaps,
        public=of.evaluation.visibility == Visibility.PUBLIC,
    )
    if why is Refusal.NOT_NOW:
        state = str(APPROVALS[Approval(of.approval)]) if of.approval else _("read from a paper")
        raise Problem("not-now", NOT_NOW[step], values={"state": state}, status=409)
    if why is Refusal.WORDS:
        sentence = _("Say why: the words go to whoever works on the response.")
        raise Problem("reason-missing", sentence, status=422, details={"words": sentence})
    if why is not None:
        raise Problem(*SENTENCES[why], status=409)


SENTENCES = {
    Refusal.OWN: (
        "own-submission",
        mark("You submitted this response yourself. Somebody else approves or returns it."),
    ),
    Refusal.GAPS: (
        "response-incomplete",
        mark("The response is not complete yet. What is missing is listed with the recommendations: go through it."),
    ),
    Refusal.INTERNAL: (
        "evaluation-internal",
        mark("The evaluation itself is not public. Publish it first; then its response can follow."),
    ),
}


def is_own(actor: Viewer, of: ManagementResponse) -> bool:
    """ER-06: whether the actor is the one who submitted it last."""
    last = of.steps.filter(approval=Approval.SUBMITTED, from_source=False).first()
    return last is not None and actor.person is not None and last.by_id == actor.person.pk


def _freeze(actor: Viewer, of: ManagementResponse) -> ResponseVersion:
    """Keep what a response says now as its version; one that is there is never changed (ER-07)."""
    made, _new = ResponseVersion.objects.get_or_create(
        response=of,
        number=of.version,
        defaults={"at": timezone.now(), "by": actor.person, "content": content(of, rows(of))},
    )
    return made


def _keep_as_it_stands(of: ManagementResponse) -> None:
    """Before a new version is begun: what a paper says is kept too, and what the public sees stays so (ER-08)."""
    kept = ResponseVersion.objects.filter(response=of, number=of.version).first()
    if kept is None:
        kept = ResponseVersion.objects.create(
            response=of, number=of.version, at=timezone.now(), by=None, content=content(of, rows(of))
        )
    if of.is_open and of.evaluation.visibility == Visibility.PUBLIC and kept.published_at is None:
        kept.published_at = timezone.now()
        kept.save(update_fields=["published_at"])
    of.version += 1


def _publish(actor: Viewer, of: ManagementResponse) -> None:
    version = _freeze(actor, of)
    version.published_at = timezone.now()
    version.save(update_fields=["published_at"])
    _promises(of).update(visibility=of.evaluation.visibility)


def _promises(of: ManagementResponse) -> QuerySet[Commitment]:
    return Commitment.objects.filter(key_action__recommendation__evaluation=of.evaluation_id, unit=of.unit_id)


def hold_back(evaluation: Evaluation) -> None:
    """Keep the key actions of responses that are not open inside, but for those already published (ER-08).

    Called by whatever lets the commitments of an evaluation follow its visibility.
    """
    for of in evaluation.responses.select_related("evaluation"):
        if not of.is_open:
            _promises(of).exclude(key_action__in=_published(of)).update(visibility=Visibility.INTERNAL)


def _published(of: ManagementResponse) -> set[int]:
    """The key actions of the last version that was published."""
    last = of.versions.filter(published_at__isnull=False).first()
    return keys_in(last.content) if last else set()


def is_kept(of: ManagementResponse) -> bool:
    """Whether the office has taken a step with a response itself: then no later copy of a paper changes it (ER-07)."""
    return of.steps.filter(from_source=False).exists()


def read(actor: Viewer, of: ManagementResponse, approval: str | None) -> None:
    """Take over how far a paper says that a response is, and when it was first answered; with a step of its way.

    Called while a draft is accepted, whose line tells of it.
    """
    if is_kept(of):
        return
    known = of.steps.exists()
    answered_on = of.answers.aggregate(first=Min("added_on"))["first"]
    stated = of.approval if approval is None else approval
    if answered_on and (of.given_on is None or answered_on < of.given_on):
        of.given_on = answered_on
    changed = stated != of.approval
    of.approval = stated
    of.save()
    if changed or not known:
        note(actor, of, from_source=True)
    hold_back(of.evaluation)
