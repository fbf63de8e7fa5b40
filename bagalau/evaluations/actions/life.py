"""Writes: making and editing an evaluation by hand, its stages, its rating, the documents it lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from bagalau.documents import storage
from bagalau.documents.actions import About, keep_file
from bagalau.evaluations.access import EDIT_EVALUATION, MANAGE_EVALUATION, RATE_EVALUATION
from bagalau.evaluations.actions import Links, note_step, refuse_unseen, store
from bagalau.evaluations.models import STAGES, Evaluation, ListedDocument
from bagalau.evaluations.queries.life import clashes, facts
from bagalau.evaluations.queries.plans import guard_promised, posted_line
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import Facts, Need, Turn, is_ahead, lost, may_rate, missing, turn
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Person
from bagalau.people.queries import viewer_for
from bagalau.web.records import check

DAYS = ("completed", "tor_completed_on")
SENTENCES: dict[Need, Callable[[], str]] = {
    Need.REASON: lambda: _("Say why."),
    Need.MANAGER: lambda: _("Name the evaluation manager."),
    Need.TOR: lambda: _("Add the terms of reference to the documents."),
    Need.MEMBER: lambda: _("Add at least one member to the team."),
    Need.DECLARATIONS: lambda: _("Keep what each member from the roster declared, and have open conflicts cleared."),
    Need.COMPLETED: lambda: _("Say when the evaluation was completed."),
    Need.EXPENDITURE: lambda: _("Say what was spent."),
    Need.REPORT: lambda: _("Add the report to the documents."),
    Need.NOTE: lambda: _("Explain why more was spent than planned, or why it took longer."),
}


@journal.turn()
def edit(
    actor: Viewer, evaluation: Evaluation, values: Mapping[str, Any], links: Links, *, seen: str = ""
) -> Evaluation:
    """Make an evaluation, or change what is known of one, by hand (EL-04, EL-07, EL-15, EP-18)."""
    known = evaluation.pk is not None
    refuse_unseen(evaluation, seen)
    evaluation = _fresh(evaluation) if known else evaluation
    before = facts(evaluation) if known else Facts()
    manager = evaluation.manager
    if known:
        guard_promised(evaluation, values, links.projects)
    said = {name: values[name] for name in DAYS if name in values and values[name] != getattr(evaluation, name)}
    if said.get("completed") and evaluation.stage != Stage.COMPLETED:
        sentence = _("This is said with the step to completion.")
        raise Problem("not-completed", sentence, status=422, details={"completed": sentence})
    _refuse_ahead(actor, said)
    store(actor, evaluation, values, links)
    if evaluation.manager is not None and evaluation.manager != manager:
        _refuse_unfit(actor, evaluation, evaluation.manager)
    _refuse_clash(evaluation)
    _refuse_lost(evaluation, before)
    return evaluation


def _fresh(evaluation: Evaluation) -> Evaluation:
    """The evaluation as it is now, in the turn of the action; what was only tried in memory is forgotten."""
    return Evaluation.objects.select_related("unit", "manager").get(pk=evaluation.pk)


def _refuse_ahead(actor: Viewer, said: Mapping[str, Any]) -> None:
    """EL-15."""
    sentence = _("This day is still to come. Say it when it is over.")
    if details := {name: sentence for name, when in said.items() if is_ahead(when, actor.today)}:
        raise Problem("day-ahead", sentence, status=422, details=details)


def _refuse_unfit(actor: Viewer, evaluation: Evaluation, manager: Person) -> None:
    """EL-07."""
    if not viewer_for(manager, actor.today).may(MANAGE_EVALUATION, evaluation):
        sentence = _("%(name)s has no role for this unit that fits an evaluation manager. Choose somebody else.")
        sentence %= {"name": manager.name}
        raise Problem("unfit-manager", sentence, status=422, details={"manager": sentence})


def _refuse_clash(evaluation: Evaluation) -> None:
    """EL-07."""
    if clashes(evaluation):
        sentence = _("%(name)s manages a project of this evaluation and cannot manage the evaluation too.")
        sentence %= {"name": evaluation.manager.name if evaluation.manager else ""}
        raise Problem("manages-project", sentence, status=422, details={"manager": sentence})


def _refuse_lost(evaluation: Evaluation, before: Facts) -> None:
    """EL-04."""
    if evaluation.stage == Stage.COMPLETED and (gone := lost(before, facts(evaluation))):
        raise _lacking(_("A completed evaluation needs this. Nothing was saved."), gone)


def _lacking(sentence: str, needs: list[Need]) -> Problem:
    return Problem("missing", sentence, status=422, details={str(need): SENTENCES[need]() for need in needs})


@journal.turn()
def move(
    actor: Viewer,
    evaluation: Evaluation,
    to: Stage,
    values: Mapping[str, Any] | None = None,
    *,
    reason: str = "",
    seen: str = "",
) -> Evaluation:
    """Take an evaluation to another stage (EL-02, EL-03, EL-15); ``values`` are fields that are said with it."""
    require(actor, EDIT_EVALUATION, evaluation)
    refuse_unseen(evaluation, seen)
    evaluation = _fresh(evaluation)
    at, reason = Stage(evaluation.stage), reason.strip()
    kind = turn(at, to)
    if kind is None:
        names = {"at": STAGES[at], "to": STAGES[to]}
        raise Problem("no-such-step", _("“%(at)s” cannot become “%(to)s”.") % names, status=422)
    if kind is Turn.CANCEL:
        _refuse_promised(evaluation)
    given = dict(values or {}) if kind is Turn.FORWARD else {}
    _refuse_ahead(actor, {name: given[name] for name in DAYS if name in given})
    for name, value in given.items():
        setattr(evaluation, name, value)
    if lacking := missing(at, to, facts(evaluation), reason):
        raise _lacking(_("Before this step something is missing."), lacking)
    return store(actor, _fresh(evaluation), given | _said_with(at, to, kind, reason), verb=VERBS[kind], reason=reason)


def _refuse_promised(evaluation: Evaluation) -> None:
    """What a posted plan promises is cancelled by a change of the plan."""
    if line := posted_line(evaluation):
        sentence = _(
            "The posted plan %(plan)s promises this evaluation. Open the plan and ask for its deletion there: it is "
            "cancelled when that is approved."
        ) % {"plan": line.plan}
        raise Problem("promised-in-a-plan", sentence, status=409, details={"to": sentence})


VERBS = {Turn.FORWARD: "move on", Turn.BACK: "take up again", Turn.CANCEL: "cancel"}


def _said_with(at: Stage, to: Stage, kind: Turn, reason: str) -> dict[str, Any]:
    """What else changes with a stage: why it was cancelled; what is taken up again has not ended."""
    if kind is Turn.CANCEL:
        return {"stage": to, "justification": reason}
    if kind is Turn.BACK and at is Stage.COMPLETED:
        return {"stage": to, "completed": None}
    if kind is Turn.BACK and at is Stage.CANCELLED:
        return {"stage": to, "justification": ""}
    return {"stage": to}


@journal.turn()
def rate(actor: Viewer, evaluation: Evaluation, rating: str, reason: str = "", *, seen: str = "") -> Evaluation:
    """Say how well an evaluation was done, or take that back (EL-12); its steps keep what was said before."""
    require(actor, RATE_EVALUATION, evaluation)
    refuse_unseen(evaluation, seen)
    evaluation, reason = _fresh(evaluation), reason.strip()
    if not may_rate(Stage(evaluation.stage), actor.person.pk if actor.person else None, evaluation.manager_id):
        sentence = _("Only a completed evaluation is rated, and not by its own manager.")
        raise Problem("not-to-be-rated", sentence, status=422, details={"rating": sentence})
    before = evaluation.quality_rating
    if rating == before:
        raise Problem("nothing-said", _("This is the rating already."), details={"rating": _("Choose another.")})
    if before and not reason:
        sentence = _("Say why the rating changes. The old one is kept.")
        raise Problem("reason-missing", sentence, details={"reason": sentence})
    evaluation.quality_rating = rating
    check(evaluation)
    evaluation.save(update_fields=["quality_rating", "updated_at"])
    note_step(actor, evaluation, reason)
    said = {"reason": reason} if reason else {}
    journal.write(actor.person, "rate", evaluation, {"quality_rating": before}, {"quality_rating": rating} | said)
    return evaluation


@storage.together()
def list_file(actor: Viewer, evaluation: Evaluation, data: bytes, name: str, about: About) -> ListedDocument:
    """Keep a file of an evaluation and list it: terms of reference, report, annex. A file is listed once."""
    require(actor, EDIT_EVALUATION, evaluation)
    document = keep_file(actor, data, name, about)
    listed = evaluation.listed_documents.filter(document=document).first()
    if listed is None:
        listed = ListedDocument(evaluation=evaluation, document=document)
        listed.title, listed.type, listed.language = document.title, document.type, document.language
        listed.size_kb = (Decimal(len(data)) / 1024).quantize(Decimal("0.01"))
        check(listed)
        listed.save()
        journal.write(actor.person, "list document", evaluation, {}, {"document": str(document), "type": document.type})
    return listed


@journal.turn()
def unlist(actor: Viewer, evaluation: Evaluation, listed: ListedDocument) -> None:
    """Take a document from the list; the document itself stays among the documents (EL-04)."""
    require(actor, EDIT_EVALUATION, evaluation)
    evaluation = _fresh(evaluation)
    before = facts(evaluation)
    said = {"document": listed.title, "type": listed.type}
    listed.delete()
    _refuse_lost(evaluation, before)
    journal.write(actor.person, "unlist document", evaluation, said, {})
