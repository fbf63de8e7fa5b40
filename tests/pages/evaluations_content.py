"""What evaluations say, and what units answer: statements, parts, responses, their steps and versions."""

from __future__ import annotations

from django.utils import timezone

from bagalau.evaluations.access import VIEW_EVALUATIONS, VIEW_RESPONSES
from bagalau.evaluations.actions.content import Stated, add_statement
from bagalau.evaluations.models import (
    Conclusion,
    Finding,
    KeyAction,
    ManagementResponse,
    PartAnswer,
    Recommendation,
    RecommendationPart,
    RecommendationResponse,
    ResponseStep,
    ResponseVersion,
)
from bagalau.evaluations.queries.responses_rows import content, rows
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.rules.responses import Step
from bagalau.evaluations.tests import making
from bagalau.evaluations.tests.responding import Work, work
from bagalau.people import journal
from bagalau.people.models import Person, Unit
from bagalau.people.queries import viewer_for
from bagalau.people.rules import EVERYBODY, Action
from bagalau.reference.models import Tag
from tests.pages import Arguments, Make, Page, plain, taken
from tests.pages.office import Base

PART = {"label": "iii", "text": "Sweep the yard."}
PAGES = {
    **plain("responses responses_waiting"),
    "content_new": taken("statements", get=200, text="The roof leaks."),
    "content_edit": taken("statement", get=200, text="The roof leaked."),
    "content_numbers": Page("statements", post=422),  # no number is given
    "evaluation_terms": taken("evaluation", get=200, terms_criteria="relevance"),
    "recommendation": Page("recommendation"),
    "recommendation_parts": taken("recommendation", get=200, **PART),
    "recommendation_part": taken("part", get=200, **PART),
    "response_new": taken("answerable", get=200, unit="here"),
    "managementresponse": Page("response"),
    "response": Page("response"),
    "response_history": Page("response"),
    "response_overall": taken("written", get=200, description="We thank the team."),
    "response_answer": taken("answer", get=200, **{"stance": "accepted", "action-text": "Mend it again"}),
    "response_action": taken("promise", get=200, text="Mend it at once"),
    "response_submit": taken("written"),
    "response_return": taken("submitted", words="Shorter, please."),
    "response_approve": taken("submitted"),
    "response_publish": taken("approved"),
    "response_reopen": taken("approved", words="The mill has burned down."),
    "response_version": Page("kept"),
}
INSIDE = Action("response.view", EVERYBODY)  # a response of an evaluation that is public may itself not be
DOORS = {
    "statements": VIEW_EVALUATIONS,
    "statement": VIEW_EVALUATIONS,
    "recommendation": VIEW_EVALUATIONS,
    "part": VIEW_EVALUATIONS,
    "answerable": VIEW_EVALUATIONS,
    "response": VIEW_RESPONSES,
    **dict.fromkeys("written answer promise submitted approved kept".split(), INSIDE),
}


def records(make: Make) -> dict[str, Arguments]:
    of = making.evaluation(make.unit, f"Answerable, {make.where}", visibility=make.visibility, stage="completed")
    finding = add_statement(make.maker, of, Kind.FINDING, Stated("The roof leaks."))
    written, submitted, approved = (_work(make, name) for name in ("written", "submitted", "approved"))
    submitted.step(Step.SUBMIT)
    approved.step(Step.SUBMIT, Step.APPROVE)
    published = _work(make, "published")
    if make.where == "public":
        published.step(Step.SUBMIT, Step.APPROVE, Step.PUBLISH)
    action = KeyAction.objects.get(recommendation=written.whole)
    return {
        "statements": (of.pk, "finding"),
        "statement": (of.pk, "finding", finding.pk),
        "recommendation": (_recommendation(of.pk).pk,),
        "part": (RecommendationPart.objects.get(recommendation__evaluation=of, label="a").pk,),
        "answerable": (of.pk,),
        "response": (published.response.pk,),
        "written": (written.response.pk,),
        "answer": (written.response.pk, written.whole.pk),
        "promise": (written.response.pk, action.pk),
        "submitted": (submitted.response.pk,),
        "approved": (approved.response.pk,),
        "kept": (approved.response.pk, 1),
    }


def _recommendation(of: int) -> Recommendation:
    found = Recommendation.objects.create(evaluation_id=of, number=77, text="Mend")
    RecommendationPart.objects.create(recommendation=found, place=0, label="a", text="the roof")
    return found


def _work(make: Make, name: str) -> Work:
    """A complete response, written by somebody of the unit, to an evaluation of its own that is public."""
    writer, head = (make.make_person(role, unit=make.unit) for role in ("programme_officer", "head_of_unit"))
    today = timezone.localdate()
    visibility = make.visibility if name == "published" else "public"
    made = work(
        viewer_for(writer, today),
        viewer_for(head, today),
        make.unit,
        title=f"{name}, {make.where}",
        visibility=visibility,
    )
    made.complete()
    return made


BUDGETS = {
    "content_new": 13,
    "content_edit": 24,
    "content_numbers": 8,
    "evaluation_terms": 7,
    "recommendation": 20,
    "recommendation_parts": 9,
    "recommendation_part": 9,
    "responses": 9,
    "responses_waiting": 8,
    "response_new": 10,
    "response": 17,
    "managementresponse": 17,
    "response_overall": 7,
    "response_answer": 18,
    "response_action": 21,
    "response_version": 9,
    "response_history": 7,
}
EXPORTS = {"responses": 8, "responses_waiting": 7}
PUBLIC = {"responses": 4, "recommendation": 14}
WITHOUT_LISTS = set("response_submit response_return response_approve response_publish response_reopen".split())


def shown(base: Base) -> dict[str, Arguments]:
    """The response to the shown evaluation, reopened after it was published."""
    of = base.evaluation.responses.select_related("evaluation", "unit").get(unit=base.unit)
    now = timezone.now()
    kept = content(of, rows(of))
    ResponseVersion.objects.create(response=of, number=1, at=now, published_at=now, content=kept)
    ManagementResponse.objects.filter(pk=of.pk).update(approval="draft", version=2)
    to = base.evaluation.recommendations.latest("number")
    part = RecommendationPart.objects.create(recommendation=to, place=900, label="z", text="the gate")
    action = KeyAction.objects.get(commitment=base.commitment)
    open_one = making.evaluation(base.unit, "Not answered", stage="completed", completed="2024-01")
    key = base.evaluation.pk
    return {
        "content_new": (key, "recommendation"),
        "content_edit": (key, "recommendation", to.pk),
        "content_numbers": (key, "recommendation"),
        "recommendation": (to.pk,),
        "recommendation_part": (part.pk,),
        "response": (of.pk,),
        "managementresponse": (of.pk,),
        "response_new": (open_one.pk,),
        "response_answer": (of.pk, to.pk),
        "response_action": (of.pk, action.pk),
        "response_version": (of.pk, 1),
    }


def grow(base: Base, by: Person, number: int) -> None:
    """One more of everything that hangs on the evaluation, its response, and the recommendation that is shown."""
    of, key, unit = base.evaluation, number + 1000, Unit.objects.get(code=f"U{number}")
    response = ManagementResponse.objects.get(evaluation=of, unit=base.unit)
    to = KeyAction.objects.get(commitment=base.commitment).recommendation
    finding = Finding.objects.get(evaluation=of, number=key)
    conclusion = Conclusion.objects.create(evaluation=of, number=key, text="Concluded")
    conclusion.findings.add(finding)
    part = RecommendationPart.objects.create(recommendation=to, place=key, label=f"p{number}", text="the wall")
    for fresh in (to, part, Recommendation.objects.get(evaluation=of, number=key)):
        fresh.addressed_units.add(unit)
    to.findings.add(finding)
    to.conclusions.add(conclusion)
    for answer in RecommendationResponse.objects.filter(response__evaluation=of, recommendation=to):
        PartAnswer.objects.create(answer=answer, part=part, stance="accepted")
        Tag.objects.get_or_create(
            record_kind="recommendationresponse", record_id=answer.pk, list="uneg_criteria", version="1", term="impact"
        )
    other = making.promise(of, f"Action {number}", due="2024-09")
    KeyAction.objects.filter(commitment=other).update(recommendation=to)
    KeyAction.objects.get(commitment=other).parts.add(part)
    Tag.objects.create(record_kind="finding", record_id=finding.pk, list="criteria", version="1", term="impact")
    ResponseStep.objects.create(response=response, at=timezone.now(), by=by, approval="draft")
    ResponseVersion.objects.create(
        response=response,
        number=key,
        at=timezone.now(),
        published_at=timezone.now(),
        content={"description": "", "answers": []},
    )
    making.evaluation(unit, f"Silent {number}", stage="completed", completed="2024-02")
    journal.write(by, "answer", response, {"text": f"{number}"}, {"text": f"{number + 1}"})
