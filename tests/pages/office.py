"""Units, people, documents, drafts, evaluations and commitments: the records on which other areas build."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from bagalau.commitments.access import VIEW_COMMITMENTS
from bagalau.commitments.models import Commitment, Evidence, Update
from bagalau.documents.access import VIEW_DOCUMENTS, VIEW_DRAFTS
from bagalau.documents.actions import About, add_file
from bagalau.documents.models import Document, Draft, Provenance, StoredFile, Version
from bagalau.documents.storage import digest
from bagalau.evaluations.access import VIEW_EVALUATIONS
from bagalau.evaluations.models import (
    Evaluation,
    Finding,
    Lesson,
    ListedDocument,
    ManagementResponse,
    Recommendation,
    RecommendationPart,
    RecommendationResponse,
    TeamMember,
)
from bagalau.evaluations.tests import making
from bagalau.people import journal
from bagalau.people.access import VIEW_PEOPLE
from bagalau.people.invitations import TOKENS
from bagalau.people.models import Person, RoleGrant, Unit
from tests.pages import NOT_SO, REFUSED, Arguments, Make, Page, plain, seen, taken

DAY = date(2024, 1, 31)
UNIT = {"name_en": "Office of the lakes", "type": "co", "code": "LK", "parent": "country"}
PERSON = {"name": "Dana Dusk", "email": "dana@example.org", "language": "en", "is_active": "on"}
PAGES = {
    **plain("home units people journal account documents drafts commitments evaluations"),
    **seen("unit unit_history person person_history document document_history draft draft_history"),
    **seen("commitment commitment_history evaluation evaluation_history"),
    "draft_field": Page("draft", query={"path": "title"}),
    "unit_new": Page(post=302, sent=UNIT, for_unit=REFUSED),
    "unit_edit": taken("unit", get=200, name_en="Renamed", type="co", code="REN", parent="region"),
    "person_edit": taken("person", get=200, **PERSON, unit="here"),
    "invite": Page(post=302, sent=PERSON | {"unit": "country", "role": "reader", "role_unit": "country"}, for_unit=403),
    "invite_again": taken("person", get=NOT_SO),
    "role_new": Page("person", post=302, sent={"role": "reader", "role_unit": "here"}, for_unit=REFUSED),
    "role_end": taken("grant", get=NOT_SO),
    "language": Page(get=NOT_SO, post=302, sent={"language": "kk"}),
    "invitation": Page(
        "invitation", post=302, sent=dict.fromkeys(("new_password1", "new_password2"), "seven green bicycles")
    ),
    "import": Page(
        post=302,
        sent={"purpose": "keep", "unit": "country", "visibility": "internal", "file": "a file"},
        for_unit=422,  # the office is not among those offered
    ),
    "document_edit": taken("document", get=200, title="Renamed", type="other", visibility="internal"),
    "version_add": taken("document", file="a file"),
    "document_publish": taken("document", visibility="public"),
    "download": Page("version"),
    "draft_correct": taken("draft", path="title", text="Renamed"),
    "draft_row": taken("draft", path="findings[0]"),
    "draft_settle": taken("draft", number="0"),
    "draft_accept": taken("draft"),
    "draft_reject": taken("draft", reason="Scanned badly."),
    "commitment_update": taken("commitment", status="initiated", comment="The wood is cut."),
    "commitment_responsible": taken("commitment", responsible="The miller"),
    "evaluation_publish": taken("evaluation", visibility="public"),
    "evaluation_attach": taken("listed", get=200, document="document"),
}
DOORS = {
    "person": VIEW_PEOPLE,
    "grant": VIEW_PEOPLE,
    "document": VIEW_DOCUMENTS,
    "version": VIEW_DOCUMENTS,
    "draft": VIEW_DRAFTS,
    "commitment": VIEW_COMMITMENTS,
    "evaluation": VIEW_EVALUATIONS,
    "listed": VIEW_EVALUATIONS,
}
# Units are seen by everybody with a role.
SHARED = {"unit"}
OPEN_TO_ALL = {"unit", "unit_history"}


def records(make: Make) -> dict[str, Arguments]:
    target = make.make_person("reader", unit=make.unit)
    target.set_unusable_password()
    target.save()
    about = About(make.unit, visibility=make.visibility)
    paper = add_file(make.maker, f"Paper, {make.where}".encode(), "paper.txt", about)
    review = making.evaluation(make.unit, f"Review, {make.where}", visibility=make.visibility)
    listed = ListedDocument.objects.create(evaluation=review, title="Annex")
    made: dict[str, Arguments] = {
        "unit": (make.unit.pk,),
        "person": (target.pk,),
        "grant": (target.grants.get().pk,),
        "invitation": (target.pk, TOKENS.make_token(target)),
        "document": (paper.pk,),
        "version": (paper.versions.get().pk,),
        "evaluation": (review.pk,),
        "listed": (review.pk, listed.pk),
        "commitment": (making.promise(review).pk,),
    }
    if make.where != "public":
        renamed = ("phase II", f"phase {make.where}")
        made["draft"] = (making.bring(make.maker, make.unit, making.ERC_PAGE, renamed).draft.pk,)
    return made


BUDGETS = {
    "home": 15,  # one asks whether what was counted before still holds
    "units": 6,
    "unit": 16,  # and its projects
    "unit_edit": 7,
    "unit_new": 6,
    "unit_history": 7,
    "people": 9,
    "person": 8,
    "person_edit": 7,
    "person_history": 7,
    "invite": 6,
    "role_new": 7,
    "journal": 7,
    "account": 8,
    "documents": 8,
    "import": 6,
    "document": 8,
    "document_edit": 6,
    "document_history": 7,
    "drafts": 7,
    "draft": 14,
    "draft_field": 6,
    "draft_history": 7,
    "commitments": 8,
    "commitment": 17,
    "commitment_history": 7,
    "evaluations": 8,
    "evaluation": 28,  # three of them: how its quality was assessed
    "evaluation_attach": 8,
    "evaluation_history": 7,
}
EXPORTS = {"people": 8, "documents": 6, "drafts": 5, "commitments": 6, "evaluations": 6}
PUBLIC = {
    "documents": 3,
    "document": 4,
    "commitments": 3,
    "commitment": 7,
    "evaluations": 3,
    "evaluation": 16,
}
WITHOUT_LISTS = set(
    "language invitation download version_add invite_again role_end draft_correct draft_row draft_settle draft_accept "
    "draft_reject commitment_update commitment_responsible evaluation_publish document_publish".split()
)


@dataclass(frozen=True)
class Base:
    """The records whose pages are opened; everything that is added hangs on them."""

    unit: Unit
    person: Person
    document: Document
    draft: Draft
    evaluation: Evaluation
    listed: ListedDocument
    commitment: Commitment


def shown(base: Base) -> dict[str, Arguments]:
    own = {name: (getattr(base, name).pk,) for name in "unit person document draft evaluation commitment".split()}
    return own | {
        "unit_new": (),
        "role_new": (base.person.pk,),
        "evaluation_attach": (base.evaluation.pk, base.listed.pk),
    }


def grow(base: Base, by: Person, number: int) -> None:
    add_to_lists(base, by, number)
    add_to_evaluation(base, number)
    add_to_commitment(base, by, number)


def add_to_lists(base: Base, by: Person, number: int) -> None:
    unit = Unit.objects.create(code=f"U{number}", type="co", name_en=f"Office {number}", parent=base.unit)
    unit.path = f"{base.unit.path}{unit.pk}/"
    unit.save()
    person = Person.objects.create(name=f"Person {number}", email=f"p{number}@example.com", unit=base.unit)
    for whom, where in ((person, unit), (base.person, unit), (by, unit)):
        RoleGrant.objects.create(person=whom, role="reader", unit=where)
    paper = making.document(unit, f"Paper {number}", visibility="public")
    file = StoredFile.objects.create(sha256=digest(str(number).encode()), size=1)
    for document in (paper, base.document):
        version = Version.objects.create(document=document, number=number + 1000, file=file, name="a.txt", added_by=by)
        same: dict[str, Any] = {"version": version, "unit": unit, "kind": "evaluation", "system": "undp-erc"}
        draft = Draft.objects.create(title=f"Draft {number}", record={"title": f"Draft {number}"}, text="", **same)
    Provenance.objects.create(
        record_kind="evaluation", record_id=base.evaluation.pk, draft=draft, spans={"title": [[0, 1]]}
    )
    making.promise(making.evaluation(unit, f"Review {number}", visibility="public", stage="completed"), due="2024-07")
    for record in (base.unit, base.person, base.document, base.draft, base.evaluation, base.commitment, person):
        journal.write(person, "change", record, {"title": f"{number}"}, {"title": f"{number + 1}"})


def add_to_evaluation(base: Base, number: int) -> None:
    """Also to the draft of a later copy, which shows what it would change in the evaluation."""
    of, unit, key = base.evaluation, Unit.objects.get(code=f"U{number}"), number + 1000
    Finding.objects.create(evaluation=of, number=key, text="Found", tags=["mills"])
    Lesson.objects.create(evaluation=of, number=key, text="Learned")
    TeamMember.objects.create(evaluation=of, name=f"Member {number}")
    ListedDocument.objects.create(evaluation=of, title="Annex", document=Document.objects.get(title=f"Paper {number}"))
    recommendation = Recommendation.objects.create(evaluation=of, number=key, text="Mend")
    RecommendationPart.objects.create(recommendation=recommendation, place=0, label="a", text="the roof")
    response = ManagementResponse.objects.create(evaluation=of, unit=unit)
    answer = RecommendationResponse.objects.create(response=response, recommendation=recommendation, text="Yes")
    for kind, key in (("recommendation", recommendation.pk), ("recommendationresponse", answer.pk)):
        Provenance.objects.create(record_kind=kind, record_id=key, draft=base.draft, spans={"text": [[0, 1]]})
    making.promise(of, f"Promise {number}", due="2024-08")
    promised = {"text": f"Promise {number}", "status": "Completed"}
    base.draft.record["recommendations"].append({"number": key, "text": "Mend it", "key_actions": [promised]})


def add_to_commitment(base: Base, by: Person, number: int) -> None:
    of = base.commitment
    Update.objects.create(commitment=of, at=timezone.now(), by=by, status="initiated", due_on=DAY, due_precision="day")
    Evidence.objects.create(commitment=of, document=Document.objects.get(title=f"Paper {number}"), added_by=by)
    of.responsible_units.add(Unit.objects.get(code=f"U{number}"))
    of.responsible_people.add(Person.objects.get(name=f"Person {number}"), by)
