"""Writes: the roster, the team of an evaluation, what its members declare, how they did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bagalau.documents import storage
from bagalau.documents.actions import About, keep_file
from bagalau.documents.rules import DocumentType
from bagalau.evaluations.access import CLEAR_CONFLICT, EDIT_EVALUATION, EDIT_ROSTER
from bagalau.evaluations.actions.content_seen import refuse_unseen
from bagalau.evaluations.models import Declaration, Evaluation, Evaluator, TeamMember
from bagalau.evaluations.queries import roster
from bagalau.evaluations.queries.life import facts
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import Need, lost
from bagalau.evaluations.rules.roster import Vetting, may_clear, may_join, may_rate_member
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.web.records import check

FIELDS = tuple(
    "name unit is_firm email nationality expertise sectors languages countries profile vetting vetted_until "
    "person".split()
)
PERFORMANCE = ("performance", "performance_note")
MEMBER = ("name", "title", "email", "nationality", "role", "evaluator")
DECLARED = tuple("declared_on has_conflict statement future_work pledge document cleared_by cleared_reason".split())


@journal.turn()
def keep_evaluator(actor: Viewer, evaluator: Evaluator, values: Mapping[str, Any], *, seen: str = "") -> Evaluator:
    """Add somebody to the roster, or change what is known of them."""
    known = evaluator.pk is not None
    if known:
        evaluator = Evaluator.objects.select_related("unit", "person").get(pk=evaluator.pk)
        require(actor, EDIT_ROSTER, evaluator)
        _refuse_unseen(evaluator, seen)
    before = journal.snapshot(evaluator, FIELDS) if known else {}
    for name, value in values.items():
        setattr(evaluator, name, value)
    require(actor, EDIT_ROSTER, evaluator)
    check(evaluator)
    evaluator.save()
    after = journal.snapshot(evaluator, FIELDS)
    if before != after:
        journal.write(actor.person, "change" if known else "add", evaluator, before, after)
    return evaluator


def _refuse_unseen(evaluator: Evaluator, seen: str) -> None:
    if seen and seen != evaluator.seen:
        sentence = _("Somebody changed this entry meanwhile. Compare with what it says now, and save again.")
        raise Problem("changed-meanwhile", sentence, status=409)


@journal.turn()
def join(actor: Viewer, evaluation: Evaluation, values: Mapping[str, Any]) -> TeamMember:
    """Add a member to the team, from the roster or by hand (EL-08)."""
    require(actor, EDIT_EVALUATION, evaluation)
    member = TeamMember(evaluation=evaluation, **values)
    evaluator = member.evaluator
    if evaluator is not None:
        _refuse_unfit(evaluation, evaluator)
        for name in ("name", "nationality"):
            setattr(member, name, getattr(member, name) or getattr(evaluator, name))
    if not member.name.strip():
        raise _at("name", "name-missing", _("Choose somebody from the roster, or write a name."))
    check(member)
    member.save()
    journal.write(actor.person, "add member", evaluation, {}, journal.snapshot(member, MEMBER))
    return member


def _at(field: str, code: str, sentence: str, name: str = "") -> Problem:
    said = sentence % {"name": name} if name else sentence
    return Problem(code, said, status=422, details={field: said})


def _refuse_unfit(evaluation: Evaluation, evaluator: Evaluator) -> None:
    """EL-08; and nobody is in a team twice."""
    if evaluation.team.filter(evaluator=evaluator).exists():
        raise _at("evaluator", "already-member", _("%(name)s is in the team already."), evaluator.name)
    if not may_join(Vetting(evaluator.vetting)):
        raise _at("evaluator", "suspended", _("%(name)s is suspended and cannot join a team."), evaluator.name)
    statement = evaluation.declarations.filter(evaluator=evaluator).first()
    if statement is not None and statement.is_open:
        sentence = _("%(name)s declared a conflict of interest. The head of the unit must clear it first.")
        raise _at("evaluator", "conflict-declared", sentence, evaluator.name)


@journal.turn()
def change_member(
    actor: Viewer, evaluation: Evaluation, member: TeamMember, values: Mapping[str, Any], *, seen: str = ""
) -> TeamMember:
    """Correct what is said of a member; one who was named by hand may be found in the roster (EL-08)."""
    require(actor, EDIT_EVALUATION, evaluation)
    member = roster.member(evaluation, member.pk)
    refuse_unseen(seen, roster.seen(member, MEMBER))
    before = journal.snapshot(member, MEMBER)
    found = values.get("evaluator")
    if found is not None and found != member.evaluator:
        _refuse_unfit(evaluation, found)
    for name, value in values.items():
        setattr(member, name, value)
    if not member.name.strip():
        raise _at("name", "name-missing", _("Write a name."))
    check(member)
    member.save(update_fields=MEMBER)
    journal.write(actor.person, "change member", evaluation, before, journal.snapshot(member, MEMBER))
    return member


@journal.turn()
def leave(actor: Viewer, evaluation: Evaluation, member: TeamMember) -> None:
    """Take a member from the team (EL-04)."""
    require(actor, EDIT_EVALUATION, evaluation)
    evaluation, member = _fresh(evaluation), roster.member(evaluation, member.pk)
    before, said = facts(evaluation), journal.snapshot(member, MEMBER)
    member.delete()
    if evaluation.stage == Stage.COMPLETED and Need.MEMBER in lost(before, facts(evaluation)):
        raise Problem(
            "missing", _("A completed evaluation needs a member of the team. Add another one first."), status=422
        )
    journal.write(actor.person, "remove member", evaluation, said, {})


@journal.turn()
def rate_member(
    actor: Viewer, evaluation: Evaluation, member: TeamMember, performance: int | None, note: str, *, seen: str = ""
) -> TeamMember:
    """Say how a member did, unless it was oneself (EL-11)."""
    require(actor, EDIT_EVALUATION, evaluation)
    evaluation, member = _fresh(evaluation), roster.member(evaluation, member.pk)
    refuse_unseen(seen, roster.seen(member, PERFORMANCE))
    if member.evaluator is not None and actor.person is not None and member.evaluator.person_id == actor.person.pk:
        sentence = _("Nobody says of themselves how they did. Ask a colleague.")
        raise Problem("own-rating", sentence, status=403, details={"performance": sentence})
    if not may_rate_member(Stage(evaluation.stage)):
        sentence = _("Members are rated once the evaluation is completed.")
        raise Problem("not-completed", sentence, status=422, details={"performance": sentence})
    before = journal.snapshot(member, PERFORMANCE)
    member.performance, member.performance_note = performance, note.strip()
    check(member)
    member.save(update_fields=PERFORMANCE)
    after = journal.snapshot(member, PERFORMANCE)
    # the line is one of the roster's, where there is an entry: fewer people read it than the evaluation's history
    journal.write(actor.person, "rate member", member.evaluator or evaluation, before, after | {"member": str(member)})
    return member


def _fresh(evaluation: Evaluation) -> Evaluation:
    """The evaluation as it is now, in the turn of the action."""
    return Evaluation.objects.select_related("unit").get(pk=evaluation.pk)


@dataclass(frozen=True)
class Declared:
    """What an evaluator declares; ``file`` is the signed paper, bytes with a name; ``future_work`` None: not asked."""

    on: date
    has_conflict: bool
    statement: str = ""
    pledge: bool = False
    file: tuple[bytes, str] | None = None
    future_work: bool | None = None


@storage.together()
def declare(actor: Viewer, evaluation: Evaluation, evaluator: Evaluator, said: Declared) -> Declaration:
    """Keep what an evaluator declared before an evaluation; a later declaration takes the place of an earlier one, and
    what was cleared then must be cleared again (EL-08)."""
    require(actor, EDIT_EVALUATION, evaluation)
    row = evaluation.declarations.filter(evaluator=evaluator).first() or Declaration(
        evaluation=evaluation, evaluator=evaluator
    )
    before = _declared(row) if row.pk else {}
    row.declared_on, row.has_conflict, row.pledge = said.on, said.has_conflict, said.pledge
    row.statement, row.declared_by = said.statement.strip(), actor.person
    row.future_work = said.future_work
    row.cleared_by, row.cleared_reason = None, ""
    if row.has_conflict and not row.statement:
        raise _at("statement", "statement-missing", _("Describe the conflict of interest."))
    if said.file is not None:
        about = About(evaluation.unit, type=DocumentType.OTHER)
        row.document = keep_file(actor, *said.file, about)
    check(row)
    row.save()
    journal.write(actor.person, "declare", evaluation, before, _declared(row))
    return row


def _declared(row: Declaration) -> dict[str, Any]:
    return {"evaluator": row.evaluator.name, **journal.snapshot(row, DECLARED)}


@journal.turn()
def clear(
    actor: Viewer, evaluation: Evaluation, declaration: Declaration, reason: str, *, seen: str = ""
) -> Declaration:
    """Say why a declared conflict is no obstacle; of the statement that was looked at, and of no later one (EL-08)."""
    require(actor, CLEAR_CONFLICT, evaluation)
    seen = seen or roster.seen(declaration, DECLARED)
    declaration = roster.declaration(evaluation, declaration.pk)
    me = actor.person.pk if actor.person else None
    if not may_clear(me, declaration.evaluator.person_id, declaration.declared_by_id):
        sentence = _("Who declared or entered a conflict of interest cannot clear it. Ask another head of the unit.")
        raise Problem("own-conflict", sentence, status=403)
    if not declaration.is_open:
        raise Problem("nothing-to-clear", _("There is no open conflict of interest to clear."), status=409)
    refuse_unseen(seen, roster.seen(declaration, DECLARED))
    if not reason.strip():
        raise _at("reason", "reason-missing", _("Say why it is no obstacle."))
    before = _declared(declaration)
    declaration.cleared_by, declaration.cleared_reason = actor.person, reason.strip()
    check(declaration)
    declaration.save(update_fields=["cleared_by", "cleared_reason"])
    journal.write(actor.person, "clear conflict", evaluation, before, _declared(declaration))
    return declaration
