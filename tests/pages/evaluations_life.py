"""The life of evaluations and the roster: making and editing, stages, ratings, files, team, declarations."""

from __future__ import annotations

from datetime import date

from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.models import Agency, CoveredProject, Declaration, EvaluationStep, Evaluator, TeamMember
from bagalau.people.models import Person, Unit
from tests.pages import Arguments, Make, Page, taken
from tests.pages.office import Base

AGENCIES = {"agency-TOTAL_FORMS": "0", "agency-INITIAL_FORMS": "0"}
EVALUATION = {"title": "Review of the dams", "currency": "USD"} | AGENCIES
EVALUATOR = {"name": "Vera Vetted", "vetting": "unvetted"}
DECLARED = {"declared_on": "2024-01-31", "has_conflict": "no", "future_work": "no", "pledge": "on"}
PAGES = {
    "evaluation_new": Page(post=302, sent=EVALUATION | {"unit": "country"}, for_unit=422),  # not among those offered
    "evaluation_edit": taken("evaluation", get=200, **EVALUATION),
    "evaluation_stage": taken("evaluation", get=200, to="cancelled", reason="The dam broke."),
    "evaluation_rating": Page("evaluation", post=422, sent={"rating": "s"}),  # it is not completed
    "evaluation_document": taken("evaluation", get=200, file="a file", type="tor", visibility="internal"),
    "listed_remove": taken("listed"),
    "evaluation_join": taken("evaluation", get=200, name="Mira Member"),
    "evaluation_declare": Page("evaluation", post=422, sent=DECLARED | {"evaluator": "0"}),  # there is no such one
    "member_edit": taken("member", get=200, name="Mira Member"),
    "member_remove": taken("member"),
    "member_rating": Page("member", post=422, sent={"performance": "4"}),  # the evaluation is not completed
    "declaration_clear": taken("declaration", get=200, reason="The work ended ten years ago."),
    "evaluators": Page(),
    "evaluator": Page("evaluator"),
    "evaluator_history": Page("evaluator"),
    "evaluator_new": Page(post=302, sent=EVALUATOR | {"unit": "country"}, for_unit=422),
    "evaluator_edit": taken("evaluator", get=200, **EVALUATOR, unit="here"),
}
DOORS = {"member": VIEW_EVALUATIONS, "declaration": VIEW_EVALUATIONS}
SHARED = {"evaluator"}
OPEN_TO_ALL = {"evaluator", "evaluator_history"}


def records(make: Make) -> dict[str, Arguments]:
    (review,) = make.there["evaluation"]
    entry = Evaluator.objects.create(name=f"Evaluator, {make.where}", unit=make.unit)
    member = TeamMember.objects.create(evaluation_id=review, name="Mira Member")
    said = {"declared_on": date(2024, 1, 31), "has_conflict": True, "statement": "I drew the plans of the dam."}
    declaration = Declaration.objects.create(evaluation_id=review, evaluator=entry, **said)
    return {
        "evaluator": (entry.pk,),
        "member": (review, member.pk),
        "declaration": (review, declaration.pk),
    }


BUDGETS = {
    "evaluation_new": 11,
    "evaluation_edit": 13,
    "evaluation_stage": 9,
    "evaluation_rating": 7,
    "evaluation_document": 6,
    "evaluation_join": 7,
    "evaluation_declare": 7,
    "member_edit": 7,
    "member_rating": 7,
    "declaration_clear": 7,
    "evaluators": 8,
    "evaluator": 8,
    "evaluator_new": 8,
    "evaluator_edit": 9,
    "evaluator_history": 7,
}
EXPORTS = {"evaluators": 6}
WITHOUT_LISTS = {"listed_remove", "member_remove"}
ENTRY = "Evaluator with many assignments"


def shown(base: Base) -> dict[str, Arguments]:
    """An evaluator with assignments and declarations, and the member that this is in the shown evaluation."""
    entry = Evaluator.objects.create(name=ENTRY, unit=base.unit)
    member = TeamMember.objects.create(evaluation=base.evaluation, name=ENTRY, evaluator=entry)
    said = {"declared_on": date(2024, 1, 31), "has_conflict": True, "statement": "I drew the plans of the dam."}
    declaration = Declaration.objects.create(evaluation=base.evaluation, evaluator=entry, **said)
    key = base.evaluation.pk
    return {
        "evaluator": (entry.pk,),
        "evaluator_new": (),
        "evaluation_new": (),
        "member": (key, member.pk),
        "declaration": (key, declaration.pk),
    }


def grow(base: Base, by: Person, number: int) -> None:
    """One more of everything that hangs on the evaluation, and one more assignment of the evaluator."""
    of, unit = base.evaluation, Unit.objects.get(code=f"U{number}")
    person = Person.objects.get(name=f"Person {number}")
    entry = Evaluator.objects.create(name=f"Evaluator {number}", unit=unit, person=person)
    project = CoveredProject.objects.create(number=f"P{number}", title="Dam", unit=base.unit, manager=person)
    project.evaluations.add(of)
    other = type(of).objects.create(title=f"Other {number}", unit=unit)
    for review, who in ((of, entry), (other, Evaluator.objects.get(name=ENTRY))):
        TeamMember.objects.create(evaluation=review, name=who.name, evaluator=who)
        said = {"declared_on": date(2024, 1, 31), "has_conflict": True, "statement": "Old work.", "declared_by": by}
        Declaration.objects.create(evaluation=review, evaluator=who, **said)
    Agency.objects.create(evaluation=of, name=f"Agency {number}", unit=unit)
    of.reference_group.create(name=f"Adviser {number}")
    EvaluationStep.objects.create(evaluation=of, at=of.created_at, by=person, stage="planned")
