"""Writes: changes of a posted plan, asked for with a rationale and decided above (EP-14 to EP-16)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bagalau.evaluations.access import APPROVE_PLAN, ASK_CHANGE
from bagalau.evaluations.actions.plans import changed_meanwhile, fresh
from bagalau.evaluations.actions.plans_evaluations import cancel, follow, give_evaluation
from bagalau.evaluations.actions.plans_lines import bring, line_as_kept, new_line, told
from bagalau.evaluations.actions.plans_steps import refuse_approver
from bagalau.evaluations.models import ChangeRequest, EvaluationPlan, PlanLine
from bagalau.evaluations.models.plan_words import LACKS
from bagalau.evaluations.rules import UNFINISHED
from bagalau.evaluations.rules.plans import ChangeKind, ChangeStatus, Lack, PlanStatus, is_within
from bagalau.evaluations.rules.plans_changes import ChangeStep, after, changed, is_as_it_was
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.web.records import check

NEEDED = {"planned_end": Lack.END, "cost": Lack.COST, "funding_source": Lack.FUNDING}


@journal.turn()
def ask_change(
    actor: Viewer,
    plan: EvaluationPlan,
    kind: ChangeKind,
    *,
    line: PlanLine | None = None,
    wanted: Mapping[str, Any],
    rationale: str,
    submit: bool = True,
    seen: str = "",
) -> ChangeRequest:
    """Ask for a change of a posted plan; with ``submit`` False it is kept as a draft. ``wanted`` is a line as kept."""
    change = ChangeRequest(plan=plan, kind=kind, line=line, requested_by=actor.person)
    return _keep(actor, change, wanted, rationale, submit=submit, seen=seen, verb="ask for change")


@journal.turn()
def change_request(
    actor: Viewer,
    change: ChangeRequest,
    *,
    wanted: Mapping[str, Any],
    rationale: str,
    submit: bool = True,
    seen: str = "",
) -> ChangeRequest:
    """Change a request that is still a draft, and with ``submit`` send it off."""
    change = _fresh_change(change)
    if after(ChangeStatus(change.status), ChangeStep.SUBMIT) is None:
        raise _decided()
    change.requested_by = actor.person
    return _keep(actor, change, wanted, rationale, submit=submit, seen=seen, verb="change request")


def _keep(
    actor: Viewer,
    change: ChangeRequest,
    wanted: Mapping[str, Any],
    rationale: str,
    *,
    submit: bool,
    seen: str,
    verb: str,
) -> ChangeRequest:
    require(actor, ASK_CHANGE, change.plan)
    change.plan = fresh(change.plan)
    kind = ChangeKind(change.kind)
    change.line = _line(change, seen)
    now = line_as_kept(change.line) if change.line else {}
    change.before, change.after = changed(kind, now, wanted)
    change.rationale = rationale.strip()
    _refuse_unfit(change, kind)
    if submit:
        change.status, change.requested_at = ChangeStatus.SUBMITTED, timezone.now()
    check(change)
    change.save()
    _note(actor, change, verb)
    return change


def _line(change: ChangeRequest, seen: str) -> PlanLine | None:
    """The line that a change is about, if it can be changed at all (EP-16)."""
    if change.plan.status != PlanStatus.POSTED:
        raise Problem("not-posted", _("Only a posted plan is changed by request. Edit the draft itself."), status=409)
    if change.line is None:
        return None
    if change.kind == ChangeKind.ADDITION:
        sentence = _("An addition is of no line that is there. Ask for a change of that line instead.")
        raise Problem("line-not-asked", sentence, status=422, details={"line": sentence})
    line = PlanLine.objects.select_related("evaluation", "plan").get(pk=change.line.pk)
    if seen and seen != line.seen:
        raise changed_meanwhile()
    _refuse_final(line)
    return line


def _refuse_final(line: PlanLine) -> None:
    if line.deleted:
        raise Problem("line-deleted", _("This evaluation was deleted from the plan before."), status=409)
    if line.evaluation is not None and line.evaluation.stage not in UNFINISHED:
        raise Problem(
            "evaluation-final",
            _("This evaluation is completed or cancelled: its line in the plan no longer changes."),
            status=409,
        )


def _refuse_unfit(change: ChangeRequest, kind: ChangeKind) -> None:
    """EP-15, and what EP-02 asks of every line."""
    if not change.rationale:
        raise _missing("rationale", _("Say why the plan must change."))
    if kind is not ChangeKind.DELETION and not change.after:
        raise Problem("nothing-said", _("Nothing would change: the plan says this already."), status=422)
    gone = [name for name in NEEDED if name in change.after or kind is ChangeKind.ADDITION]
    details = {name: str(LACKS[NEEDED[name]]) for name in gone if change.after.get(name) in (None, "")}
    if kind is ChangeKind.ADDITION and not details and not _is_timely(change):
        details = {"planned_end": str(LACKS[Lack.PERIOD])}
    if kind is ChangeKind.DATE and not details and not _is_later(change):
        details = {"planned_end": _("An extension ends later than what the plan says now.")}
    if details:
        raise Problem("line-incomplete", _("Something is missing in this line."), status=422, details=details)
    plain = {name: value for name, value in change.after.items() if name not in {"costs", "projects", "planned_end"}}
    check(PlanLine(plan=change.plan, **{"title": change.line.title if change.line else "", **plain}))


def _is_timely(change: ChangeRequest) -> bool:
    return is_within(When.parse(change.after["planned_end"]), change.plan.starts, change.plan.ends)


def _is_later(change: ChangeRequest) -> bool:
    was, then = change.before.get("planned_end"), change.after["planned_end"]
    return not was or When.parse(then).last_day > When.parse(was).last_day


def _missing(name: str, sentence: str) -> Problem:
    return Problem(f"{name}-missing", sentence, status=422, details={name: sentence})


@journal.turn()
def decide_change(actor: Viewer, change: ChangeRequest, step: ChangeStep, comment: str = "") -> ChangeRequest:
    """Approve a change, which applies it, or reject it with a comment."""
    require(actor, APPROVE_PLAN, change.plan)
    change = _fresh_change(change)
    then = after(ChangeStatus(change.status), step)
    if step is ChangeStep.SUBMIT or then is None:
        raise _decided()
    refuse_approver(actor, change.plan, change.requested_by_id)
    change.comment = comment.strip()
    if step is ChangeStep.REJECT and not change.comment:
        raise _missing("comment", _("Say why the change is rejected."))
    change.status, change.decided_by, change.decided_at = then, actor.person, timezone.now()
    if step is ChangeStep.APPROVE:
        _apply(actor, change)
    check(change)
    change.save()
    _note(actor, change, f"{step} change")
    return change


def _apply(actor: Viewer, change: ChangeRequest) -> None:
    """EP-16: the line and its evaluation as the change says."""
    kind, line = ChangeKind(change.kind), change.line
    if line is None:
        change.line = bring(new_line(change.plan), change.after)
        give_evaluation(actor, change.plan, change.line)
        return
    _refuse_final(line)
    if not is_as_it_was(line_as_kept(line), change.before):
        raise Problem(
            "changed-meanwhile",
            _("The plan was changed since this was asked for. Reject it with a comment, and let it be asked for anew."),
            status=409,
        )
    if kind is ChangeKind.DELETION:
        line.deleted = True
        line.save(update_fields=["deleted", "updated_at"])
        cancel(actor, line, change.rationale)
    else:
        follow(actor, bring(line, change.after), change.after.keys(), change.rationale)


def _fresh_change(change: ChangeRequest) -> ChangeRequest:
    rows = ChangeRequest.objects.select_related("plan__unit", "line__evaluation", "line__plan")
    return rows.get(pk=change.pk)


def _decided() -> Problem:
    return Problem(
        "wrong-step",
        _("This change is not waiting for that. Open it again to see how it stands."),
        status=409,
    )


def _note(actor: Viewer, change: ChangeRequest, verb: str) -> None:
    """One line in the history of the plan, with the old and the new values; and a new state of the plan."""
    change.plan.save(update_fields=["updated_at"])
    about = {
        "kind": str(ChangeKind(change.kind)),
        "line": change.line.title if change.line else str(change.after.get("title", "")),
        "rationale": change.rationale,
        "comment": change.comment,
    }
    journal.write(actor.person, verb, change.plan, told(change.before), told(change.after) | about)
