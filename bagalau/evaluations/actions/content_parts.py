"""Writes: the parts of a recommendation, cut by its numbering or by an officer (EC-03 to EC-05)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from bagalau.evaluations.access import EDIT_EVALUATION
from bagalau.evaluations.actions.content_seen import changed_meanwhile, refuse_answered, refuse_unseen
from bagalau.evaluations.models import PartAnswer, Recommendation, RecommendationPart
from bagalau.evaluations.queries.content import part_state, seen
from bagalau.evaluations.rules import Part, parts
from bagalau.evaluations.rules.content import LABEL_LENGTH, continued, joined, pieces
from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import Viewer, require
from bagalau.people.models import Unit
from bagalau.web.records import check

OUT_OF_THE_WAY = 1_000_000
TOO_MANY = 100  # parts of one recommendation: beyond it, somebody has split a report


@dataclass(frozen=True)
class StatedPart:
    """A part as a form gives it."""

    label: str
    text: str
    priority: str = ""
    time_frame: str = ""
    addressed_to: str = ""
    addressed_units: Sequence[Unit] = ()


def cut(recommendation: Recommendation) -> None:
    """Cut a recommendation into parts by its own numbering (E-04), unless an officer has cut it (EC-03)."""
    keep_parts(recommendation, parts(recommendation.text))


def keep_parts(recommendation: Recommendation, found: Sequence[Part]) -> None:
    """Bring the parts to those that a text has (EC-03): a part goes on with all that hangs on it, one that is gone
    goes unless something hangs on it (EC-05). What an officer has cut stays as it is."""
    rows = list(recommendation.parts.all())
    if recommendation.parts_by_hand or [(row.label, row.text) for row in rows] == [(p.label, p.text) for p in found]:
        return
    partners = continued([row.text for row in rows], found)
    kept: list[RecommendationPart] = []
    for part, partner in zip(found, partners, strict=True):
        row = rows[partner] if partner is not None else RecommendationPart(recommendation=recommendation)
        row.label, row.text = part.label[:LABEL_LENGTH], part.text
        kept.append(row)
    gone = [row for place, row in enumerate(rows) if place not in partners]
    kept += [row for row in gone if _is_used(row)]
    recommendation.parts.filter(pk__in=[row.pk for row in gone if not _is_used(row)]).delete()
    _place(recommendation, kept)


def _is_used(part: RecommendationPart) -> bool:
    return part.answers.exists() or part.key_actions.exists()


def _place(recommendation: Recommendation, rows: Sequence[RecommendationPart]) -> None:
    """Save parts in this order; out of the way first, for no two may have one place even for a moment."""
    recommendation.parts.update(place=F("place") + OUT_OF_THE_WAY)
    for place, row in enumerate(rows):
        row.place = place
        check(row)
        row.save()


@journal.turn()
def add_part(actor: Viewer, recommendation: Recommendation, stated: StatedPart) -> RecommendationPart:
    """Add a part behind the others."""
    recommendation = _opened(actor, recommendation)
    rows = list(recommendation.parts.all())
    _refuse_too_many(len(rows) + 1)
    row = RecommendationPart(recommendation=recommendation, place=len(rows))
    _fill(row, stated)
    _by_hand(recommendation)
    _tell(actor, "add part", recommendation, {}, part_state(row))
    return row


@journal.turn()
def change_part(actor: Viewer, part: RecommendationPart, stated: StatedPart, *, was: str = "") -> RecommendationPart:
    """Mend a part: its label and text, how urgent it is, and whom it addresses."""
    recommendation = _opened(actor, part.recommendation)
    part = _fresh(part, was)
    before = part_state(part)
    _fill(part, stated)
    after = part_state(part)
    if before != after:
        if (before["label"], before["text"]) != (after["label"], after["text"]):
            _by_hand(recommendation)
        _tell(actor, "change part", recommendation, before, after)
    return part


@journal.turn()
def split_part(actor: Viewer, part: RecommendationPart, text: str, *, was: str = "") -> list[RecommendationPart]:
    """Split a part where its text has an empty line (EC-04); what hangs on it stays with the first piece."""
    recommendation = _opened(actor, part.recommendation)
    part = _fresh(part, was)
    before = part_state(part)
    found = pieces(Part(part.label, text))
    if len(found) < 2:
        sentence = _("Leave an empty line in the text where the part is to be split.")
        raise Problem("nothing-to-split", sentence, status=422, details={"text": sentence})
    rows = list(recommendation.parts.all())
    _refuse_too_many(len(rows) + len(found) - 1)
    part.text = found[0].text
    fresh = [
        RecommendationPart(
            recommendation=recommendation,
            label=piece.label,
            text=piece.text,
            priority=part.priority,
            time_frame=part.time_frame,
            addressed_to=part.addressed_to,
        )
        for piece in found[1:]
    ]
    place = next(place for place, row in enumerate(rows) if row.pk == part.pk)
    _place(recommendation, [*rows[:place], part, *fresh, *rows[place + 1 :]])
    for row in fresh:
        row.addressed_units.set(part.addressed_units.all())
    _by_hand(recommendation)
    _tell(actor, "split part", recommendation, before, {"text": [row.text for row in (part, *fresh)]})
    return [part, *fresh]


@journal.turn()
def merge_part(actor: Viewer, part: RecommendationPart, *, was: str = "") -> RecommendationPart:
    """Join a part with the next one, with all that hangs on either (EC-04)."""
    recommendation = _opened(actor, part.recommendation)
    part = _fresh(part, was)
    rows = list(recommendation.parts.all())
    place = next(place for place, row in enumerate(rows) if row.pk == part.pk)
    if place + 1 == len(rows):
        raise Problem("no-next-part", _("This is the last part: there is none behind it to join it with."), status=409)
    other = rows[place + 1]
    before: dict[str, object] = {"label": [part.label, other.label], "text": [part.text, other.text]}
    _hand_over(other, part)
    part.text = joined(part.text, other.text)
    other.delete()
    _place(recommendation, [*rows[:place], part, *rows[place + 2 :]])
    _by_hand(recommendation)
    _tell(actor, "merge parts", recommendation, before, {"label": part.label, "text": part.text})
    return part


def _hand_over(source: RecommendationPart, target: RecommendationPart) -> None:
    """Give what hangs on one part to another; refused if a unit answered the two differently."""
    own = {answer.answer_id: answer for answer in target.answers.all()}
    for answer in PartAnswer.objects.filter(part=source):
        if (mine := own.get(answer.answer_id)) is None:
            answer.part = target
            answer.save(update_fields=["part"])
        elif mine.stance != answer.stance:
            raise Problem(
                "parts-answered-apart",
                _("These two parts were answered differently and stay apart. Give them one stance first."),
                status=409,
            )
    for action in source.key_actions.all():
        action.parts.add(target)
    target.addressed_units.add(*source.addressed_units.all())


@journal.turn()
def remove_part(actor: Viewer, part: RecommendationPart, *, was: str = "") -> None:
    """Take a part out, unless something hangs on it (EC-05)."""
    recommendation = _opened(actor, part.recommendation)
    part = _fresh(part, was)
    if _is_used(part):
        raise Problem(
            "part-answered",
            _("This part was answered or is carried out by a key action, and stays. Join it with another instead."),
            status=409,
        )
    before = part_state(part)
    part.delete()
    _place(recommendation, list(recommendation.parts.all()))
    _by_hand(recommendation)
    _tell(actor, "remove part", recommendation, before, {})


@journal.turn()
def cut_again(actor: Viewer, recommendation: Recommendation) -> Recommendation:
    """Forget how an officer cut a recommendation, and cut it by its own numbering (EC-03)."""
    recommendation = _opened(actor, recommendation)
    before = [row.label for row in recommendation.parts.all()]
    recommendation.parts_by_hand = False
    recommendation.save(update_fields=["parts_by_hand"])
    cut(recommendation)
    after = [row.label for row in recommendation.parts.all()]
    _tell(actor, "cut by numbering", recommendation, {"parts": before}, {"parts": after})
    return recommendation


def _opened(actor: Viewer, recommendation: Recommendation) -> Recommendation:
    require(actor, EDIT_EVALUATION, recommendation.evaluation)
    found = Recommendation.objects.select_related("evaluation__unit").filter(pk=recommendation.pk).first()
    if found is None:
        raise changed_meanwhile()
    refuse_answered([found.pk], ["parts"])
    return found


def _fresh(part: RecommendationPart, was: str) -> RecommendationPart:
    found = RecommendationPart.objects.select_related("recommendation__evaluation").filter(pk=part.pk).first()
    if found is None:
        raise changed_meanwhile()
    refuse_unseen(was, seen(found))
    return found


def _fill(row: RecommendationPart, stated: StatedPart) -> None:
    row.label, row.text = stated.label.strip(), stated.text.strip()
    row.priority, row.time_frame, row.addressed_to = stated.priority, stated.time_frame, stated.addressed_to
    check(row)
    row.save()
    row.addressed_units.set(stated.addressed_units)


def _by_hand(recommendation: Recommendation) -> None:
    recommendation.parts_by_hand = True
    recommendation.save(update_fields=["parts_by_hand"])


def _refuse_too_many(count: int) -> None:
    if count > TOO_MANY:
        raise Problem("too-many-parts", _("A recommendation has at most %(most)s parts."), values={"most": TOO_MANY})


def _tell(
    actor: Viewer, verb: str, recommendation: Recommendation, before: dict[str, object], after: dict[str, object]
) -> None:
    named = {"recommendation": recommendation.number}
    journal.write(actor.person, verb, recommendation.evaluation, before, after | named)
