"""A reviewed paper becomes the record: every value with its place, and a later copy brings it forward without loss."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.utils import translation

from bagalau.commitments import actions as commitments
from bagalau.commitments.actions import Said
from bagalau.commitments.models import Commitment
from bagalau.commitments.rules import Status
from bagalau.documents.actions import add_file, correct, take_out
from bagalau.documents.actions.files import About
from bagalau.documents.models import Provenance
from bagalau.documents.queries import origins
from bagalau.evaluations.actions import attach
from bagalau.evaluations.models import Evaluation
from bagalau.evaluations.tests.making import ERC_PAGE, ERC_RESPONSE, GATE_RESPONSE, accepted, bring, changes_of
from bagalau.people import journal
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db
COMPLETED = ("Completion Date: 03/2020", "Completion Date: 04/2020")
MOVED_ON = (
    ("Programme Team 2020/12 Completed Signed", "Programme Team 2021/03 Initiated Signed"),
    ("Hold a meeting with growers", "Hold a yearly meeting with the growers"),
    ("Publish prices every week.", "Publish prices each week."),
    ("Roads.", "Good roads."),
)


@pytest.fixture
def record(actor, office) -> Evaluation:
    return accepted(actor, bring(actor, office.country, ERC_PAGE).draft)


def test_the_page_of_an_evaluation_becomes_an_evaluation_with_all_its_rows(record, office):
    assert (record.title, record.type, record.stage) == (
        "Mid-term review of the Blue Orchard programme, phase II",
        "Mid Term Project",
        "completed",
    )
    assert (record.unit, record.visibility, record.system) == (office.country, "internal", "undp-erc")
    assert (str(record.planned_end), str(record.completed)) == ("2020-05", "2020-03")
    assert (record.budget, record.expenditure) == (Decimal(40000), Decimal("43250.50"))
    assert (record.plan_period, record.plan_unit) == ("2018-2022", "Georgia")
    assert record.gef["focal_area"] == "Climate Change"
    assert [row.number for row in record.findings.all()] == [1, 2]
    assert record.lessons.get(number=2).tags[-1] == "Partnership"
    assert record.team.count() == 7
    assert record.listed_documents.count() == 5
    assert [row.number for row in record.recommendations.all()] == [1, 2, 3]
    assert [part.label for part in record.recommendations.get(number=1).parts.all()] == ["1", "2"]


def test_answers_and_key_actions_hang_on_their_recommendation(record, office):
    whole = record.responses.get()
    assert whole.unit == office.country
    first = record.recommendations.get(number=1)
    answer = first.answers.get()
    assert (answer.added_on, answer.changed_on) == (date(2020, 5, 4), date(2021, 2, 11))
    found = [action.commitment for action in first.key_actions.all()]
    assert [(one.status, str(one.due), one.responsible) for one in found] == [
        ("completed", "2020-12", "Programme Team"),
        ("not_initiated", "2020-04", "Field office"),
        ("no_longer_applicable", "2021-06", "Deputy, Programme Team"),
    ]
    assert found[2].justification == "The ministry hired one."
    assert {(one.origin_kind, one.origin_id, one.origin_place) for one in found} == {
        ("evaluation", record.pk, "Recommendation 1")
    }
    assert record.recommendations.get(number=3).key_actions.get().commitment.due is None


def test_a_commitment_begins_with_what_the_paper_says(record):
    first = Commitment.objects.order_by("pk")[0]
    (update,) = first.updates.all()
    assert (update.status, str(update.due), update.from_source) == ("completed", "2020-12", True)
    assert update.comment == first.comment


def plain(text: str) -> str:
    return re.sub(r"\W+", "", text)


@pytest.mark.parametrize("name", [ERC_PAGE, ERC_RESPONSE, GATE_RESPONSE, "erc_evaluation/pipe_tables"])
def test_every_text_of_the_record_stands_where_its_provenance_says(actor, office, name):
    draft = bring(actor, office.country, name).draft
    accepted(actor, draft)
    models = {model._meta.model_name: model for model in apps.get_models()}
    checked = 0
    for row in Provenance.objects.all():
        held = models[row.record_kind]._default_manager.get(pk=row.record_id)
        for field, spans in row.spans.items():
            value = getattr(held, field, None)
            if isinstance(value, str) and field not in {"status", "stance", "approval", "plan_period", "currency"}:
                printed = plain(" ".join(draft.text[start:end] for start, end in spans))
                assert plain(value) in printed or printed in plain(value), (row.record_kind, field)
                checked += 1
    assert checked > 8


def test_rows_that_were_taken_out_leave_the_places_of_the_others_right(actor, office):
    draft = bring(actor, office.country, ERC_PAGE).draft
    for row in ("recommendations[0]", "recommendations[2].key_actions[0]", "findings[0]"):
        take_out(actor, draft, row)
    draft.refresh_from_db()
    record = accepted(actor, draft)
    assert [row.number for row in record.recommendations.all()] == [2, 3]
    assert not Commitment.objects.exists()
    finding = record.findings.get()
    place = origins("finding", [finding.pk])[finding.pk, "text"]
    assert draft.text[place.start : place.end] == "Costs rose in 2019."
    second = record.recommendations.get(number=2)
    place = origins("recommendation", [second.pk])[second.pk, "text"]
    assert "Publish prices every week." in draft.text[place.start : place.end]


def test_a_corrected_value_enters_the_record(actor, office):
    draft = bring(actor, office.country, ERC_PAGE).draft
    for path, typed in (
        ("title", "Review of the Blue Orchard"),
        ("recommendations[0].key_actions[1].due", "2020-Q2"),
        ("recommendations[1].key_actions[0].text", "Print a price list"),
        ("recommendations[1].key_actions[0].status", "Initiated"),
    ):
        correct(actor, draft, path, typed)
    record = accepted(actor, draft)
    assert record.title == "Review of the Blue Orchard"
    assert {str(one.due) for one in Commitment.objects.filter(text__contains="growers")} == {"2020-Q2"}
    assert record.recommendations.get(number=2).key_actions.get().commitment.status == "initiated"


def test_the_same_page_again_changes_nothing(record, actor, office):
    draft = bring(actor, office.country, ERC_PAGE, ("Contact us", "Contact us today")).draft
    assert changes_of(draft, record) == {}
    lines = JournalEntry.objects.count()
    assert accepted(actor, draft) == record
    assert Evaluation.objects.count() == 1
    assert (Commitment.objects.count(), record.findings.count(), record.team.count()) == (4, 2, 7)
    assert [line.verb for line in JournalEntry.objects.filter(number__gt=lines)] == ["take from paper", "accept"]


def test_the_review_names_what_a_copy_changes_and_nothing_else(record, actor, office):
    draft = bring(actor, office.country, ERC_PAGE, COMPLETED, *MOVED_ON).draft
    found = changes_of(draft, record)
    assert found["completed"] == ("2020-03", "2020-04")
    assert found["recommendations[0].key_actions[0].status"] == ("Completed", "Initiated")
    assert found["recommendations[0].key_actions[0].due"] == ("2020-12", "2021-03")
    assert set(found) == {
        "completed",
        "findings[0].text",
        "recommendations[0].key_actions[0].status",
        "recommendations[0].key_actions[0].due",
        "recommendations[0].key_actions[1].text",
        "recommendations[1].text",
    }


def test_a_copy_brings_every_row_forward_and_duplicates_none(record, actor, office):
    keys = list(Commitment.objects.order_by("pk").values_list("pk", flat=True))
    moved = Commitment.objects.get(text__startswith="Sign a paper")
    proof = add_file(actor, b"signed", "signed.txt", About(office.country))
    commitments.update(actor, moved, Said(Status.COMPLETED, "All annexes are signed.", documents=[proof]))
    assert accepted(actor, bring(actor, office.country, ERC_PAGE, COMPLETED, *MOVED_ON).draft) == record
    record.refresh_from_db()
    assert str(record.completed) == "2020-04"
    assert "Good roads." in record.findings.get(number=1).text
    assert record.recommendations.get(number=2).text == "Publish prices each week."
    assert list(Commitment.objects.order_by("pk").values_list("pk", flat=True)) == keys
    moved.refresh_from_db()
    assert (moved.status, str(moved.due)) == ("completed", "2021-03")  # the office confirmed it (C-07)
    assert moved.evidence.get().document == proof
    said = [(one.act, one.status, str(one.due), one.from_source) for one in moved.updates.order_by("pk")]
    assert said == [
        ("", "completed", "2020-12", True),
        ("", "", "None", False),
        ("kept", "initiated", "None", True),
        ("", "", "2021-03", True),
    ]
    assert Commitment.objects.get(text="Hold a yearly meeting with the growers").pk in keys


def test_what_a_copy_does_not_state_stays_as_it_is(record, actor, office):
    action = Commitment.objects.get(text__startswith="Hire a water engineer")
    without = bring(
        actor,
        office.country,
        ERC_PAGE,
        ("2021/06 No Longer Applicable [Justification: The ministry hired one.]", ""),
        ("Evaluation Budget(US $): 40,000", ""),
        ("40,000", "--"),
        ("Source of Funding: TRAC, Orchard Fund", "Source of Funding:"),
        ("Close the office.", ""),
    ).draft
    for row in range(len(without.record["recommendations"])):
        if not without.record["recommendations"][row].get("text"):
            take_out(actor, without, f"recommendations[{row}]")
    without.refresh_from_db()
    accepted(actor, without)
    record.refresh_from_db()
    assert (record.budget, record.funding_source) == (Decimal(40000), "TRAC, Orchard Fund")
    assert record.recommendations.filter(number=3).exists()
    action.refresh_from_db()
    assert (action.status, str(action.due)) == ("no_longer_applicable", "2021-06")
    assert action.justification == "The ministry hired one."


def test_a_file_that_was_attached_stays_with_its_line_in_the_list(record, actor, office):
    listed = record.listed_documents.get(title__startswith="Short brief")
    document = add_file(actor, b"brief", "brief.pdf", About(office.country))
    attach(actor, record, listed, document)
    accepted(actor, bring(actor, office.country, ERC_PAGE, COMPLETED).draft)
    assert record.listed_documents.get(title__startswith="Short brief").document == document
    assert record.listed_documents.count() == 5


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_words_in_another_language_are_no_difference(record, actor, office, language):
    draft = bring(actor, office.country, ERC_PAGE, COMPLETED).draft
    with translation.override(language):
        assert set(changes_of(draft, record)) == {"completed"}


@pytest.mark.parametrize(
    ("role", "visibility"), [("evaluation_focal_point", "public"), ("programme_officer", "internal")]
)
def test_a_public_paper_publishes_only_by_the_hand_of_those_who_may(
    actor, make_person, viewer, office, role, visibility
):
    brought = bring(actor, office.country, ERC_PAGE, visibility="public")
    record = accepted(viewer(make_person(role, unit=office.country)), brought.draft)
    assert record.visibility == visibility
    assert {one.visibility for one in Commitment.objects.all()} == {visibility}


def test_the_journal_tells_of_an_acceptance_and_holds(record):
    verbs = list(JournalEntry.objects.order_by("number").values_list("verb", "record_kind"))
    assert verbs == [
        ("add", "document"),
        ("read", "draft"),
        ("add", "evaluation"),
        *[("add", "commitment")] * 4,
        ("accept", "draft"),
        ("take from paper", "evaluation"),
    ]
    assert journal.verify() is None
