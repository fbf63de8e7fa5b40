"""Reads: evaluations as the checks see them, many at once in a fixed number of queries."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Set
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from bagalau.commitments.models import Commitment, Update
from bagalau.commitments.rules import Act, Status
from bagalau.evaluations.access import VIEW_CHECKS
from bagalau.evaluations.models import (
    CheckResult,
    Dismissal,
    Evaluation,
    KeyAction,
    ListedDocument,
    Recommendation,
    RecommendationResponse,
)
from bagalau.evaluations.queries.life import facts
from bagalau.evaluations.rules import Stage, Stance
from bagalau.evaluations.rules import checks as rules
from bagalau.evaluations.rules.checks import told
from bagalau.evaluations.rules.life import NEEDS, is_met
from bagalau.evaluations.rules.responses import SETTLED, due, is_given
from bagalau.people.access import Viewer, visible
from bagalau.people.models import Person, Unit
from bagalau.reference.parameters import values
from bagalau.web.records import one

log = logging.getLogger(__name__)
CHUNK = 200


def with_parts(rows: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Evaluations with everything that the checks look at."""
    spoken = Update.objects.filter(commitment=OuterRef("pk"), from_source=False).exclude(act=Act.UNDONE)
    commitments = Commitment.objects.annotate(
        proofs=Count("evidence", distinct=True),
        owners=Count("responsible_people", distinct=True) + Count("responsible_units", distinct=True),
        was_read=Exists(Update.objects.filter(commitment=OuterRef("pk"), from_source=True)),
        spoken_at=Subquery(spoken.order_by("-at").values("at")[:1]),
    )
    actions = KeyAction.objects.prefetch_related(Prefetch("commitment", commitments), "parts")
    answers = RecommendationResponse.objects.select_related("response__unit").prefetch_related("parts__part")
    recommendations = Recommendation.objects.prefetch_related(
        "parts", Prefetch("answers", answers), Prefetch("key_actions", actions)
    )
    files = ListedDocument.objects.select_related("document").prefetch_related("document__versions__file")
    return rows.select_related("unit").prefetch_related(
        "team",
        "declarations",
        "findings",
        "conclusions",
        "lessons",
        "responses",
        Prefetch("listed_documents", files),
        Prefetch("recommendations", recommendations),
    )


def examined(rows: QuerySet[Evaluation], today: date) -> Iterable[tuple[Evaluation, list[told.Result]]]:
    """Each evaluation with what the checks find in it, in chunks, so that any number fits."""
    parameters, names = values(today), known_names()
    for row in with_parts(rows).iterator(CHUNK):
        try:
            found = rules.examine(report(row, names, parameters), today, parameters)
        except Exception:  # whatever it is: the other evaluations are looked at, and this one keeps its results
            log.exception("Evaluation %s could not be examined", row.pk)
            continue
        yield row, found


def known_names() -> frozenset[str]:
    """How the units and people of the office are called."""
    units = Unit.objects.values_list("name_en", "name_ru", "name_kk", "code")
    people = Person.objects.filter(~Q(position="")).values_list("position", flat=True).distinct()
    return frozenset(name for names in units for name in names if name) | frozenset(people)


def report(row: Evaluation, names: frozenset[str], parameters: Mapping[str, Decimal]) -> told.Report:
    """An evaluation loaded by ``with_parts`` as plain data.

    What another agency has yet to settle is left out: results are shown to all who oversee the evaluation (ER-11).
    """
    hidden = {one.unit_id for one in row.responses.all() if one.approval not in SETTLED} - {row.unit_id}
    given = [answer for answer in row.responses.all() if is_given(answer.approval, answer.version)]
    known = facts(row)
    return told.Report(
        key=row.pk,
        title=row.title,
        stage=Stage(row.stage),
        completed=row.completed,
        missing=tuple(need for need in NEEDS[Stage.COMPLETED] if not is_met(need, known)),
        team=len(row.team.all()),
        files=tuple(_file(line) for line in row.listed_documents.all()),
        statements=tuple(
            told.Statement(kind, said.pk, said.number, said.text)
            for kind, found in (("finding", row.findings), ("conclusion", row.conclusions), ("lesson", row.lessons))
            for said in found.all()
        ),
        recommendations=tuple(_recommendation(said, hidden) for said in row.recommendations.all()),
        known_names=names,
        responses=len(given),
        response_due=due(row.completed, int(parameters["response.days"])),
    )


def _file(row: ListedDocument) -> told.File:
    versions = row.document.versions.all() if row.document else ()
    latest = next(iter(versions), None)
    return told.File(row.title, row.size_kb, latest.file.sha256 if latest else "")


def _recommendation(row: Recommendation, hidden: Set[int]) -> told.Recommendation:
    return told.Recommendation(
        row.pk,
        row.number,
        "\n".join(text for text in (row.text, row.description) if text),
        parts=tuple(told.Part(part.label, part.text) for part in row.parts.all()),
        answers=tuple(_answer(answer) for answer in row.answers.all() if answer.response.unit_id not in hidden),
        actions=tuple(_action(action) for action in row.key_actions.all() if action.commitment.unit_id not in hidden),
    )


def _answer(row: RecommendationResponse) -> told.Answer:
    return told.Answer(
        unit=row.response.unit.name,
        text=row.text,
        stance=Stance(row.stance) if row.stance else None,
        reason=row.reason,
        parts={apart.part.label: Stance(apart.stance) for apart in row.parts.all()},
    )


def _action(row: KeyAction) -> told.Action:
    promise = row.commitment
    read = promise.was_read  # type: ignore[attr-defined]  # its paper may not say when it was added
    return told.Action(
        key=promise.pk,
        place=row.place,
        text=promise.text,
        status=Status(promise.status),
        responsible=promise.responsible,
        owned=bool(promise.owners),  # type: ignore[attr-defined]  # counted by with_parts
        due=promise.due,
        comment=promise.comment,
        evidence=promise.proofs,  # type: ignore[attr-defined]
        no_evidence=promise.no_evidence,
        added=promise.added_on or (None if read else promise.created_at.date()),
        updated=_last_word(promise),
        completed=promise.completed_on,
        first_due=promise.first_due_on,
        parts=frozenset(part.label for part in row.parts.all()),
    )


def _last_word(of: Commitment) -> date:
    """The day on which the office or the paper last said something of it, or else on which it came into the record."""
    at = of.spoken_at  # type: ignore[attr-defined]  # found by with_parts
    said = [timezone.localdate(at) if at else None, of.changed_on, of.added_on]
    return max((day for day in said if day), default=timezone.localdate(of.created_at))


def results(viewer: Viewer) -> QuerySet[CheckResult]:
    """What the checks found in evaluations that the viewer oversees, the gravest first."""
    seen = Evaluation.objects.filter(visible(viewer, VIEW_CHECKS, kind="evaluation")).values("pk")
    rows = CheckResult.objects.select_related("evaluation__unit")
    return rows if viewer.scope(VIEW_CHECKS).everywhere else rows.filter(evaluation__in=seen)


def results_of(of: Evaluation) -> list[CheckResult]:
    """What the checks found in one evaluation, the gravest first."""
    return list(of.check_results.all())


def result(viewer: Viewer, pk: int) -> CheckResult:
    """The door to a result."""
    return one(results(viewer), pk)


def dismissals(of: Evaluation) -> dict[tuple[str, str, int, str], Dismissal]:
    """What was dismissed of an evaluation, by what it is about."""
    rows = Dismissal.objects.filter(evaluation=of).select_related("by")
    return {(row.check_number, row.record_kind, row.record_id, row.mark): row for row in rows}


def tally(rows: QuerySet[CheckResult]) -> dict[str, int]:
    """How many results each check has; one query."""
    found = rows.order_by().values_list("check_number").annotate(number=Count("pk"))
    return dict(found)
