"""The form of an assessment: answers, what stands behind them, what others change meanwhile."""

from __future__ import annotations

from bagalau.documents.models import Document
from bagalau.people.models import Person
from bagalau.people.queries import viewer_for
from bagalau.quality.access import VIEW_ASSESSMENTS
from bagalau.quality.actions.answering import Behind, add_proof
from bagalau.quality.models import AnswerDocument, Assessment
from bagalau.quality.tests import records as made
from tests.pages import Arguments, Make, Page, taken
from tests.pages.office import Base
from tests.pages.quality_way import DAY

PAGES = {
    "assessment_answers": Page("assessment"),
    "assessment_changes": Page("assessment"),
    "assessment_texts": taken("assessment", lessons="Grease the wheel."),
    "assessment_answer": taken("assessment_question", value="2", was_value=""),
    "assessment_proofs": taken("assessment_question", get=200, document="document"),
    "assessment_proof_remove": taken("assessment_proof"),
}
DOORS = dict.fromkeys(["assessment_question", "assessment_proof"], VIEW_ASSESSMENTS)


def records(make: Make) -> dict[str, Arguments]:
    of = made.begun(make.maker, make.unit, of=made.rated(make.unit, f"Mill, {make.where}", visibility=make.visibility))
    Assessment.objects.filter(pk=of.pk).update(visibility=make.visibility)
    proof = AnswerDocument.objects.create(answer=of.answers.get(question="stones"), title="Minutes of the board")
    return {"assessment_question": (of.pk, "flow"), "assessment_proof": (of.pk, proof.pk)}


BUDGETS = {"assessment_answers": 14, "assessment_changes": 16, "assessment_proofs": 9}
WITHOUT_LISTS = {"assessment_answer", "assessment_texts", "assessment_proof_remove"}
TITLE = "Assessment that is answered"


def shown(base: Base) -> dict[str, Arguments]:
    """An assessment behind whose answers stands more and more."""
    actor = viewer_for(Person.objects.filter(grants__role="administrator").first(), DAY)
    of = made.begun(actor, base.unit, of=made.rated(base.unit, TITLE))
    return {"assessment_answers": (of.pk,), "assessment_changes": (of.pk,), "assessment_proofs": (of.pk, "flow")}


def grow(base: Base, by: Person, number: int) -> None:
    """One more document behind an answer."""
    of = Assessment.objects.get(title=TITLE)
    paper = Document.objects.create(unit=base.unit, title=f"Minutes {number}")
    add_proof(viewer_for(by, DAY), of, "flow", Behind(paper.title, paper))
