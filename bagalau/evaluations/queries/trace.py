"""Reads: the thread of an evaluation from what was found to the proof that something changed, with its gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bagalau.commitments.models import Evidence
from bagalau.commitments.rules import FINAL, Status
from bagalau.evaluations.models import CheckResult, Evaluation, ManagementResponse
from bagalau.evaluations.queries.content_shown import Shown, ShownAction, ShownRecommendation, content_of
from bagalau.evaluations.rules.content import Kind
from bagalau.people.access import Viewer


@dataclass(frozen=True)
class TracedAction:
    """A key action with its evidence; ``proofs`` None where the viewer may not know of it."""

    action: ShownAction
    proofs: int | None

    @property
    def is_unproven(self) -> bool:
        """Completed, but nothing shows it."""
        done = self.action.commitment.status == Status.COMPLETED
        return done and self.proofs == 0 and not self.action.commitment.no_evidence


@dataclass(frozen=True)
class Thread:
    """A recommendation with what it stands on, what was answered and what was done."""

    item: ShownRecommendation
    grounds: list[Shown]
    actions: list[TracedAction]
    left: list[str]
    """The labels of the parts that nobody seems to act on (EK-02), as far as the viewer may know."""

    @property
    def is_groundless(self) -> bool:
        return not self.grounds

    @property
    def is_unanswered(self) -> bool:
        return not any(answer.text.strip() or answer.stance.stance for answer in self.item.answers)

    @property
    def is_idle(self) -> bool:
        """Nobody promised anything, and nobody refused it."""
        stances = [answer.stance.stance for answer in self.item.answers]
        return not self.actions and not (stances and all(stance == "rejected" for stance in stances))

    @property
    def is_closed(self) -> bool:
        return bool(self.actions) and all(Status(one.action.commitment.status) in FINAL for one in self.actions)


@dataclass(frozen=True)
class Trace:
    """All threads of an evaluation, and the findings and conclusions that no recommendation takes up.

    ``told``: the viewer is told what the evaluation says (EC-07).
    """

    threads: list[Thread]
    loose: list[Shown]
    told: bool = True

    @property
    def gaps(self) -> dict[str, int]:
        """How often the thread breaks, by where it does."""
        threads = self.threads
        return {
            "loose": len(self.loose),
            "groundless": sum(one.is_groundless for one in threads),
            "unanswered": sum(one.is_unanswered for one in threads),
            "idle": sum(one.is_idle for one in threads),
            "left": sum(len(one.left) for one in threads),
            "unproven": sum(action.is_unproven for one in threads for action in one.actions),
        }


def trace(viewer: Viewer, of: Evaluation, seen: Iterable[ManagementResponse], *, inside: bool) -> Trace:
    """The threads; ``seen`` are the responses that the viewer may see, ``inside`` whether evidence is told of."""
    content = content_of(viewer, of, seen)
    keys = [action.commitment.pk for item in content.recommendations for action in item.actions]
    proofs: dict[int, int] = {}
    for key in Evidence.objects.filter(commitment__in=keys).values_list("commitment_id", flat=True) if inside else ():
        proofs[key] = proofs.get(key, 0) + 1
    left = _left(of) if inside else {}
    kinds = {Kind.FINDING: content.findings, Kind.CONCLUSION: content.conclusions, Kind.LESSON: content.lessons}
    threads = [
        Thread(
            item,
            [one for kind, rows in kinds.items() for one in rows if one.row.number in item.links.get(kind, [])],
            [TracedAction(one, proofs.get(one.commitment.pk, 0) if inside else None) for one in item.actions],
            left.get(item.row.pk, []),
        )
        for item in content.recommendations
    ]
    taken = {(one.kind, one.row.number) for thread in threads for one in thread.grounds}
    through = {
        (Kind.FINDING, number)
        for one in content.conclusions
        if (one.kind, one.row.number) in taken
        for number in one.links.get(Kind.FINDING, [])
    }
    candidates = [*content.findings, *content.conclusions]
    return Trace(
        threads, [one for one in candidates if (one.kind, one.row.number) not in taken | through], content.told
    )


def _left(of: Evaluation) -> dict[int, list[str]]:
    """The parts that the checks found nobody to act on, by recommendation; but for those that were dismissed."""
    results = CheckResult.objects.filter(evaluation=of, check_number="EK-02", dismissed=False)
    found: dict[int, list[str]] = {}
    for key, values in results.order_by("pk").values_list("record_id", "place_values"):
        found.setdefault(key, []).append(str(values["label"]))
    return found
