"""Pages of management responses: the lists, the way from a draft to the public, versions, what is refused."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.commitments.models import Commitment
from bagalau.evaluations.models import Agency, KeyAction, ManagementResponse
from bagalau.evaluations.queries.responses_rows import rows
from bagalau.evaluations.rules.responses import Step
from bagalau.evaluations.tests.making import evaluation
from bagalau.evaluations.tests.responding import NO, YES, Work, work

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("x")</script> =cmd|calc \u202eesrever'


@pytest.fixture
def head(make_person, office):
    return make_person("head_of_unit", unit=office.country, name="Hadisha Head")


@pytest.fixture
def done(officer, head, viewer, office) -> Work:
    return work(viewer(officer), viewer(head), office.country, visibility="public")


def at(name: str, *arguments: object) -> str:
    return reverse(name, args=arguments)


def words(response) -> str:
    return str(response.content.decode())


def test_a_response_goes_from_its_beginning_to_the_public(office, officer, head, viewer, signed_in):
    of = evaluation(office.country, stage="completed", completed="2025-05", visibility="public")
    row = of.recommendations.create(number=1, text="Mend the mill.")
    browser, above = signed_in(officer), signed_in(head)
    assert at("response_new", of.pk) in words(browser.get(at("evaluation", of.pk)))
    browser.post(at("response_new", of.pk), {"unit": office.country.pk})
    pk = ManagementResponse.objects.get().pk
    page = words(browser.get(at("response", pk)))
    assert "1 thing is missing before it can be submitted" in page
    assert browser.post(at("response_submit", pk)).status_code == 409
    browser.post(at("response_overall", pk), {"description": "We thank the team."})
    said = {"stance": "partially_accepted", "text": "We shall try."}
    refused = browser.post(at("response_answer", pk, row.pk), said)
    assert refused.status_code == 422
    assert "We shall try." in words(refused)
    assert "Say why it is not accepted" in words(refused)
    action = {"action-text": HOSTILE, "action-responsible": "Miller", "action-due": "2099-03"}
    browser.post(at("response_answer", pk, row.pk), said | action | {"reason": "Money."})
    assert "<script>alert" not in words(browser.get(at("response_answer", pk, row.pk)))
    assert browser.post(at("response_submit", pk)).status_code == 302
    assert browser.post(at("response_approve", pk)).status_code == 403
    assert above.post(at("response_return", pk), {"words": ""}).status_code == 422
    above.post(at("response_return", pk), {"words": "Name the miller."})
    assert "Name the miller." in words(browser.get(at("response", pk)))
    browser.post(at("response_submit", pk))
    above.post(at("response_approve", pk))
    assert signed_in().get(at("response", pk)).status_code == 404
    above.post(at("response_publish", pk))
    public = words(signed_in().get(at("response", pk)))
    for text in ("We thank the team.", "We shall try.", "Money.", "Partially accepted"):
        assert text in public
    for text in ("Name the miller.", "Hadisha Head", "/history/", "Reopen"):
        assert text not in public
    assert Commitment.objects.get().visibility == "public"
    browser.post(at("response_reopen", pk), {"words": "A flood."})
    assert signed_in().get(at("response", pk)).status_code == 404
    assert "We shall try." in words(signed_in().get(at("evaluation", of.pk)))


def test_what_is_submitted_is_not_opened_for_writing(done, officer, signed_in):
    done.complete()
    done.step(Step.SUBMIT)
    for address in (
        at("response_overall", done.response.pk),
        at("response_answer", done.response.pk, done.whole.pk),
        at("response_action", done.response.pk, KeyAction.objects.all()[0].pk),
    ):
        for answer in (signed_in(officer).get(address), signed_in(officer).post(address, {"text": "x"})):
            assert answer.status_code == 409
            assert "return it" in words(answer)


def test_two_who_answer_at_once_both_see_what_the_other_wrote(done, officer, signed_in):
    browser, address = signed_in(officer), at("response_answer", done.response.pk, done.whole.pk)
    was = browser.get(address).context["form"].initial["seen"]
    browser.post(address, {"stance": "accepted", "text": "Quick words.", "seen": was})
    answer = browser.post(address, {"stance": "rejected", "reason": "No.", "text": "Slow words.", "seen": was})
    assert answer.status_code == 409
    for text in ("Quick words.", "Slow words.", "What is there now"):
        assert text in words(answer)
    again = answer.context["form"].data["seen"]
    browser.post(address, {"stance": "rejected", "reason": "No.", "text": "Slow words.", "seen": again})
    assert done.response.answers.get().text == "Slow words."


def test_the_overall_response_of_two_who_write_at_once(done, officer, signed_in):
    browser, address = signed_in(officer), at("response_overall", done.response.pk)
    was = browser.get(address).context["form"].initial["seen"]
    browser.post(address, {"description": "Quick words.", "seen": was})
    answer = browser.post(address, {"description": "Slow words.", "seen": was})
    assert answer.status_code == 409
    assert "Quick words." in words(answer)
    assert "Slow words." in words(answer)


def test_a_key_action_is_written_anew_and_taken_out_on_its_page(done, officer, signed_in):
    browser = signed_in(officer)
    action = done.promise(done.split)
    address = at("response_action", done.response.pk, action.pk)
    part = done.split.parts.all()[0]
    said = {"text": "Mend it well", "responsible": "Joiner", "due": "2099-01", "parts": [part.pk]}
    assert browser.post(address, said).status_code == 302
    assert "Mend it well" in words(browser.get(address))
    assert browser.post(address, said | {"due": "soon"}).status_code == 422
    assert browser.post(address, {"do": "remove"}).status_code == 302
    assert browser.get(address).status_code == 404


def test_versions_are_kept_and_compared_field_by_field(done, officer, reader, signed_in):
    done.complete()
    done.answer(done.whole, YES, text="In full.")
    done.step(Step.SUBMIT, Step.APPROVE, Step.REOPEN)
    done.answer(done.whole, NO, "Floods.", text="Not at all.")
    address = at("response_version", done.response.pk, 1)
    browser = signed_in(reader)
    assert "In full." in words(browser.get(address))
    page = words(browser.get(address, {"against": "now"}))
    for text in ("<del>Accepted</del>", "<ins>Rejected</ins>", "<del>In full.</del>", "<ins>Not at all.</ins>"):
        assert text in page
    done.step(Step.SUBMIT, Step.APPROVE)
    assert "<ins>Rejected</ins>" in words(browser.get(address, {"against": "2"}))
    assert "Nothing differs." in words(browser.get(at("response_version", done.response.pk, 2), {"against": "now"}))
    for number in ("9", "x", "99999999999999999999"):
        assert browser.get(address, {"against": number}).status_code == 404
    assert browser.get(at("response_version", done.response.pk, 10**15)).status_code == 404


def test_the_history_tells_of_a_response(done, reader, signed_in):
    done.answer(done.whole, YES, text="In full.")
    page = words(signed_in(reader).get(at("response_history", done.response.pk)))
    for text in ("Olzhas Officer", "In full."):
        assert text in page


def test_the_answers_of_the_agencies_stand_side_by_side(done, stranger, officer, signed_in, office):
    Agency.objects.create(evaluation=done.evaluation, name="Borland", unit=office.neighbour)
    theirs = signed_in(stranger)
    theirs.post(at("response_new", done.evaluation.pk), {"unit": office.neighbour.pk})
    made = ManagementResponse.objects.get(unit=office.neighbour)
    theirs.post(at("response_answer", made.pk, done.whole.pk), {"stance": "rejected", "reason": "Theirs."})
    done.answer(done.whole, YES, text="Ours.")
    page = words(theirs.get(at("recommendation", done.whole.pk)))
    assert "Theirs." in page
    assert "Ours." not in page  # a draft of somebody else
    assert signed_in(officer).get(at("response", made.pk)).status_code == 404
    ManagementResponse.objects.update(approval="approved")
    page = words(signed_in(officer).get(at("recommendation", done.whole.pk)))
    assert "Theirs." in page
    assert "Ours." in page


@pytest.fixture
def several(office) -> dict[str, ManagementResponse]:
    """Responses by name; the day of the pages is today, so all dates lie far off."""

    def make(name: str, unit=office.country, completed: str = "2020-03", **given) -> ManagementResponse:
        dated = {"completed": completed} if completed else {}
        visibility = given.pop("visibility", "internal")
        of = evaluation(unit, f"Review of {name}", stage="completed", visibility=visibility, **dated)
        return ManagementResponse.objects.create(evaluation=of, unit=unit, **given)

    return {
        "mills": make("mills", approval="draft"),
        "lakes": make("lakes", approval="approved", given_on="2020-04-01"),
        "hills": make("hills", approval="submitted", given_on="2021-04-01"),
        "soon": make("soon", completed="2098", approval="draft", unit=office.presence),
        "paper": make("paper", given_on=None),
        "undated": make("undated", completed="", approval="returned"),
        "strange": make("strange", unit=office.neighbour),
        "public": make("public", unit=office.neighbour, visibility="public", approval="published"),
        "secret": make("secret", unit=office.neighbour, visibility="public", approval="draft"),
    }


OURS = {"mills", "lakes", "hills", "soon", "paper", "undated"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", OURS | {"public"}),
        ("words=MILLS", {"mills"}),
        ("approval=draft", {"mills", "soon"}),
        ("approval=read", {"paper"}),
        ("timing=overdue", {"mills"}),
        ("timing=waiting", {"soon"}),
        ("timing=on_time", {"lakes"}),
        ("timing=late", {"hills"}),
        ("timing=given", {"paper", "public"}),
        ("timing=no_date", {"undated"}),
        ("year=2098", {"soon"}),
        ("approval=rumour&timing=never", OURS | {"public"}),
    ],
)
def test_responses_are_found_by_each_filter(several, officer, signed_in, query, names):
    browser = signed_in(officer)
    found = browser.get(f"{at('responses')}?{query}").context["table"].page.rows
    assert {name for name, row in several.items() if row in found} == names
    assert browser.get(f"{at('responses')}?{query}&format=csv").status_code == 200


def test_the_public_sees_the_published_ones_alone(several, signed_in):
    rows_shown = signed_in().get(at("responses")).context["table"].page.rows
    assert list(rows_shown) == [several["public"]]


def test_what_nobody_has_begun_to_answer_is_listed_with_its_days(several, officer, office, signed_in):
    of = evaluation(office.country, "Not answered", stage="completed", completed="2020-03")
    page = signed_in(officer).get(at("responses_waiting"))
    assert list(page.context["table"].page.rows) == [of]
    assert at("response_new", of.pk) in words(page)
    assert "Overdue by" in words(page)


def test_only_units_that_are_asked_can_be_chosen(done, officer, office, signed_in):
    address = at("response_new", done.evaluation.pk)
    page = signed_in(officer).get(address)
    assert "has begun its response" in words(page)
    assert signed_in(officer).post(address, {"unit": office.country.pk}).status_code == 422
    assert ManagementResponse.objects.count() == 1


def test_a_text_of_a_million_letters_comes_back_with_a_sentence(done, officer, signed_in):
    browser, pk = signed_in(officer), done.response.pk
    for address, field in (
        (at("response_overall", pk), "description"),
        (at("response_answer", pk, done.whole.pk), "text"),
        (at("response_answer", pk, done.whole.pk), "action-text"),
        (at("response_submit", pk), "words"),
    ):
        assert browser.post(address, {field: "x" * 1_000_000}).status_code == 422, address
    assert not [row for row in rows(done.fresh()) if row.answer or row.actions]
