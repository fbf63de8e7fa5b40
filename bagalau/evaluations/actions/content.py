"""Writes: what an evaluation says, with its links and terms. Each is one transaction with one line in the journal.

The lines are about the evaluation: its history tells of all that belongs to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from bagalau.evaluations.access import EDIT_EVALUATION
from bagalau.evaluations.actions.content_parts import cut
from bagalau.evaluations.actions.content_seen import changed_meanwhile, refuse_answered, refuse_unseen
from bagalau.evaluations.models import Evaluation, Recommendation
from bagalau.evaluations.models.content import HIGHEST, STATEMENTS, Numbered
from bagalau.evaluations.queries.content import PLAIN, seen, seen_all, state, statements, terms_of
from bagalau.evaluations.rules.content import LINKS, Kind, doubled, next_number
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Unit
from bagalau.reference.actions import set_tags
from bagalau.reference.lists import lists_for
from bagalau.reference.rules import Term, recognise
from bagalau.web.records import check


@dataclass(frozen=True)
class Stated:
    """A statement as a form gives it. ``number`` None: the next free one. What a kind does not have is passed over."""

    text: str
    number: int | None = None
    description: str = ""
    priority: str = ""
    time_frame: str = ""
    addressed_to: str = ""
    addressed_units: Sequence[Unit] = ()
    links: Mapping[Kind, Sequence[Numbered]] = field(default_factory=dict)
    terms: Sequence[Term] = ()


@journal.turn()
def add_statement(actor: Viewer, evaluation: Evaluation, kind: Kind, stated: Stated) -> Numbered:
    """Add a finding, conclusion, lesson or recommendation (EC-01); a recommendation is cut into parts (EC-03)."""
    require(actor, EDIT_EVALUATION, evaluation)
    row = STATEMENTS[kind](evaluation=evaluation)
    _fill(row, kind, stated)
    if isinstance(row, Recommendation):
        cut(row)
    journal.write(actor.person, f"add {kind}", evaluation, {}, state(row))
    return row


@journal.turn()
def change_statement(actor: Viewer, row: Numbered, stated: Stated, *, was: str = "") -> Numbered:
    """Change a statement. ``was`` is the state that was looked at (``queries.content.seen``), if somebody looked."""
    require(actor, EDIT_EVALUATION, row.evaluation)
    kind = Kind(row._meta.model_name or "")
    row = _fresh(row)
    refuse_unseen(was, seen(row))
    before, text = state(row), row.text
    _fill(row, kind, stated)
    if isinstance(row, Recommendation) and row.text != text:
        cut(row)
    after = state(row)
    if before != after:
        if isinstance(row, Recommendation):
            refuse_answered([row.pk], [name for name in before if before[name] != after[name]])
        named = {str(kind): before["number"]}
        journal.write(actor.person, f"change {kind}", row.evaluation, before, after | named)
    return row


def _fresh(row: Numbered) -> Numbered:
    found = type(row)._default_manager.select_related("evaluation__unit").filter(pk=row.pk).first()
    if found is None:
        raise changed_meanwhile()
    return found


def _fill(row: Numbered, kind: Kind, stated: Stated) -> None:
    evaluation = row.evaluation
    others = statements(evaluation, kind).exclude(pk=row.pk)
    taken = list(others.values_list("number", flat=True))
    given = {name: getattr(stated, name) for name in PLAIN[kind]}
    given["number"] = stated.number or row.number or next_number(taken)
    given["text"] = stated.text.strip()
    if given["number"] in taken:
        sentence = _("Another one has this number. Choose a free one, or renumber them all.")
        raise Problem("number-taken", sentence, status=422, details={"number": sentence})
    for name, value in given.items():
        setattr(row, name, value)
    check(row)
    row.save()
    for other in LINKS[kind]:
        chosen = [one for one in stated.links.get(other, ()) if one.evaluation_id == evaluation.pk]
        getattr(row, f"{other}s").set(chosen)
    if isinstance(row, Recommendation):
        row.addressed_units.set(stated.addressed_units)
    set_tags(row, stated.terms)


@journal.turn()
def remove_statement(actor: Viewer, row: Numbered, *, was: str = "") -> None:
    """Take a statement out, with its links and terms; not a recommendation that somebody has answered (EC-05)."""
    require(actor, EDIT_EVALUATION, row.evaluation)
    kind = Kind(row._meta.model_name or "")
    row = _fresh(row)
    refuse_unseen(was, seen(row))
    if isinstance(row, Recommendation):
        refuse_answered([row.pk], ["text"])
    if isinstance(row, Recommendation) and (row.answers.exists() or row.key_actions.exists()):
        raise Problem(
            "recommendation-answered",
            _("This recommendation has an answer or key actions and stays. Take those out first, or mend its text."),
            status=409,
        )
    before, evaluation = state(row), row.evaluation
    set_tags(row, [])
    row.delete()
    journal.write(actor.person, f"remove {kind}", evaluation, before, {})


@journal.turn()
def renumber(actor: Viewer, evaluation: Evaluation, kind: Kind, numbers: Mapping[int, int], *, was: str = "") -> None:
    """Give the statements of a kind other numbers (EC-01): key -> number; those not named keep theirs."""
    require(actor, EDIT_EVALUATION, evaluation)
    rows = statements(evaluation, kind)
    refuse_unseen(was, seen_all(rows))
    before = {row.pk: row.number for row in rows}
    after = before | {key: number for key, number in numbers.items() if key in before}
    if twice := doubled(list(after.values())):
        raise Problem(
            "number-twice",
            _("Each number is given once. Given more than once: %(numbers)s."),
            values={"numbers": ", ".join(map(str, twice))},
            status=422,
        )
    if wrong := [number for number in after.values() if not 1 <= number <= HIGHEST]:
        raise Problem(
            "number-wrong", _("Numbers run from 1. Change %(number)s."), values={"number": wrong[0]}, status=422
        )
    if before == after:
        return
    if kind is Kind.RECOMMENDATION:
        refuse_answered([key for key in before if before[key] != after[key]], ["number"])
    for shift in (2 * HIGHEST, 0):  # out of the way first, for no two may have one number even for a moment
        for key, number in after.items():
            rows.filter(pk=key).update(number=number + shift)
    told = [f"{before[key]} → {after[key]}" for key in before if before[key] != after[key]]
    journal.write(actor.person, f"renumber {kind}s", evaluation, {}, {"numbers": told})


@journal.turn()
def tag(actor: Viewer, evaluation: Evaluation, terms: Sequence[Term]) -> None:
    """Let an evaluation have these terms of the value lists."""
    require(actor, EDIT_EVALUATION, evaluation)
    before = [found.name for found in terms_of(evaluation)]
    if set_tags(evaluation, terms):
        after = [found.name for found in terms_of(evaluation)]
        journal.write(actor.person, "tag", evaluation, {"terms": before}, {"terms": after})


def tag_from_words(record: Any, words: Sequence[str]) -> None:
    """Give a record of a paper the terms that its words name (F-03), if it has none yet; the words stay beside them.

    Called while a draft is accepted, whose line tells of it.
    """
    if not terms_of(record):
        known = [term for found in lists_for(record._meta.model_name or "") for term in found.terms]
        set_tags(record, recognise(words, known)[0])
