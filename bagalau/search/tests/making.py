"""Records with something to find, and short ways to ask."""

from __future__ import annotations

from dataclasses import dataclass

from bagalau.commitments.models import Commitment
from bagalau.evaluations.models import (
    Evaluation,
    Finding,
    Lesson,
    ManagementResponse,
    Recommendation,
    RecommendationResponse,
)
from bagalau.evaluations.tests import making
from bagalau.people import journal
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.search.queries import Found, Search, found
from bagalau.search.rules import parse


def ask(viewer: Viewer, question: str, **facets: str) -> Found:
    """What somebody finds."""
    return found(viewer, Search(parse(question), facets))


def texts(viewer: Viewer, question: str, **facets: str) -> set[str]:
    """The texts that somebody finds."""
    return {hit.passage.text for hit in ask(viewer, question, **facets).hits}


def parts(viewer: Viewer, question: str) -> set[str]:
    """The kinds of passages that somebody finds."""
    return {hit.passage.kind for hit in ask(viewer, question).hits}


def noted(record: Evaluation | Commitment | Unit, actor: Viewer) -> None:
    """A line of the journal about a record, as every action writes one."""
    journal.write(actor.person, "change", record)


ROOF = "The roof of the mill leaks, and the millers repair it themselves."
WHEEL = "Крыши мельниц чинят сами мельники, а колёса стоят."
WATER = "Диірмендердің шатырын диірменшілер өздері жөндейді, су жоқ."
MEND = "Repair the roofs of all mills before the winter."
ANSWER = "The office accepts this and will repair two roofs."
PROMISE = "Mend the roof of the mill at the upper river"
TAP = "The taps in the villages give water for two hours a day."


@dataclass(frozen=True)
class Said:
    """An internal evaluation with a finding, lessons, a recommendation, an answer and a promise; and a public one."""

    internal: Evaluation
    public: Evaluation
    finding: Finding
    response: ManagementResponse
    promise: Commitment

    @classmethod
    def make(cls, unit: Unit, actor: Viewer) -> Said:
        internal = making.evaluation(
            unit,
            "Review of the mills",
            completed="2021-03",
            type="Final Project",
            stage="completed",
            sdg_goals=["Goal 6. Water for everybody"],
            comments="Ask the miller about the missing grain.",
        )
        finding = Finding.objects.create(evaluation=internal, number=1, text=ROOF, tags=["Relevance", "Mills"])
        Lesson.objects.create(evaluation=internal, number=1, text=WHEEL, tags=["Mills"])
        Lesson.objects.create(evaluation=internal, number=2, text=WATER)
        asked = Recommendation.objects.create(evaluation=internal, number=3, text=MEND)
        response = ManagementResponse.objects.create(evaluation=internal, unit=unit)
        RecommendationResponse.objects.create(
            response=response, recommendation=asked, text=ANSWER, stance="accepted", classifications={}
        )
        promise = making.promise(internal, PROMISE, due="2022-06", comment="The grain money pays for it.")
        public = making.evaluation(
            unit, "Study of the wells", visibility="public", stage="completed", completed="2019-11", type="Outcome"
        )
        Finding.objects.create(evaluation=public, number=1, text=TAP)
        for one in (internal, public):
            noted(one, actor)
        return cls(internal, public, finding, response, promise)
