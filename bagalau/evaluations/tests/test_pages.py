"""Pages of evaluations: the list, one with everything that hangs on it, publishing, attaching; and who sees what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bagalau.commitments.models import Commitment
from bagalau.documents.actions import About, add_file
from bagalau.evaluations.models import Evaluation, TeamMember
from bagalau.evaluations.tests.making import ERC_PAGE, accepted, bring, evaluation, promise
from bagalau.people.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(officer, viewer, office) -> Evaluation:
    actor = viewer(officer)
    found = accepted(actor, bring(actor, office.country, ERC_PAGE).draft)
    TeamMember.objects.create(evaluation=found, name="Vera Lead", email="vera@example.org")
    return found


def page_of(browser, record: Evaluation) -> str:
    return str(browser.get(reverse("evaluation", args=[record.pk])).content.decode())


def test_the_page_shows_everything_that_hangs_on_an_evaluation(record, officer, signed_in):
    page = page_of(signed_in(officer), record)
    for words in (
        "Mid-term review of the Blue Orchard programme, phase II",
        "Mar 2020",
        "43,250.50 USD",
        "Costs rose in 2019.",
        "Listen to the growers.",
        "Agree on water first",
        "Rejected: the office serves 12 villages.",
        "Sign a paper with the ministry",
        "No key action answers this recommendation.",
        "Vera Lead",
        "vera@example.org",
        "The review was moved forward by two months.",
        "Annexe B été",
        "Where it was read",
    ):
        assert words in page, words


def test_the_state_of_each_key_action_holds_for_today(record, reader, signed_in):
    context = signed_in(reader).get(reverse("evaluation", args=[record.pk])).context
    states = [str(action.state) for item in context["content"].recommendations for action in item.actions]
    assert states == ["Completed", "Overdue", "No longer applicable", "No deadline"]


def test_what_is_public_is_shown_without_mails_comments_drafts_and_history(record, officer, stranger, signed_in):
    address = reverse("evaluation", args=[record.pk])
    assert signed_in().get(address).status_code == 404
    assert signed_in(stranger).get(address).status_code == 404
    signed_in(officer).post(reverse("evaluation_publish", args=[record.pk]), {"visibility": "public"})
    for browser in (signed_in(), signed_in(stranger)):
        page = page_of(browser, record)
        assert "Vera Lead" in page
        assert "Sign a paper with the ministry" in page
        for words in ("vera@example.org", "moved forward by two months", "?at=", "/history/", "Take back"):
            assert words not in page
    assert signed_in(stranger).get(reverse("evaluation_history", args=[record.pk])).status_code == 403


def test_commitments_follow_when_an_evaluation_is_published_and_taken_back(record, officer, signed_in):
    browser = signed_in(officer)
    address = reverse("evaluation_publish", args=[record.pk])
    for visibility, verb in (("public", "publish"), ("internal", "unpublish")):
        assert browser.post(address, {"visibility": visibility}).status_code == 302
        assert {one.visibility for one in Commitment.objects.all()} == {visibility}
        assert JournalEntry.objects.latest("number").verb == verb
        opened = signed_in().get(reverse("commitment", args=[Commitment.objects.earliest("pk").pk])).status_code
        assert opened == (200 if visibility == "public" else 404)


def test_looking_at_the_address_of_a_button_publishes_nothing(record, officer, signed_in):
    signed_in(officer).get(reverse("evaluation_publish", args=[record.pk]) + "?visibility=public")
    record.refresh_from_db()
    assert record.visibility == "internal"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        *(("evaluation_focal_point", 302), ("head_of_unit", 302), ("administrator", 302)),
        *(("programme_officer", 403), ("contributor", 403), ("reader", 403)),
    ],
)
def test_only_those_who_may_publish(record, make_person, office, signed_in, role, status):
    browser = signed_in(make_person(role, unit=office.country))
    answer = browser.post(reverse("evaluation_publish", args=[record.pk]), {"visibility": "public"})
    assert answer.status_code == status
    assert ("Take back</button>" in page_of(browser, record)) == (status == 302)


def test_a_listed_document_is_attached_to_a_file_of_the_office(record, officer, viewer, office, signed_in):
    browser = signed_in(officer)
    listed = record.listed_documents.get(title__startswith="Short brief")
    document = add_file(viewer(officer), b"brief", "brief.pdf", About(office.country))
    address = reverse("evaluation_attach", args=[record.pk, listed.pk])
    assert "brief.pdf" in browser.get(address).content.decode()
    assert browser.post(address, {"document": "999999"}).status_code == 200
    assert browser.post(address, {"document": document.pk}).status_code == 302
    assert reverse("document", args=[document.pk]) in page_of(browser, record)
    line = JournalEntry.objects.latest("number")
    assert (line.verb, line.after["document"], line.after["listed"]) == ("attach", "brief.pdf", listed.title)


def test_a_listed_document_of_another_evaluation_is_not_attached(record, officer, office, signed_in):
    other = evaluation(office.country)
    listed = record.listed_documents.all()[0]
    assert signed_in(officer).get(reverse("evaluation_attach", args=[other.pk, listed.pk])).status_code == 404


def test_the_history_tells_of_an_evaluation(record, reader, signed_in):
    page = signed_in(reader).get(reverse("evaluation_history", args=[record.pk])).content.decode()
    assert "Olzhas Officer" in page
    assert "Blue Orchard" in page


@pytest.fixture
def several(office) -> dict[str, Evaluation]:
    """Evaluations by name."""
    late = str(timezone.localdate() - timedelta(days=40))
    found = {
        "done": evaluation(office.country, "Review of mills", stage="completed", completed="2019-06", type="Project"),
        "late": evaluation(office.presence, "Оценка мостов", planned_end=late, type="Outcome"),
        "planned": evaluation(office.country, "Review of lakes", planned_end="2098", type="Final Project"),
        "stopped": evaluation(office.country, "Review of hills", stage="cancelled", planned_end="2015-01"),
        "strange": evaluation(office.neighbour, "Review of seas"),
        "public": evaluation(office.neighbour, "Open review", visibility="public", completed="2024", stage="completed"),
    }
    found["done"].responses.create(unit=office.country)
    return found


OURS = {"done", "late", "planned", "stopped"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", OURS | {"public"}),
        ("words=REVIEW+of", {"done", "planned", "stopped"}),
        ("words=оценка", {"late"}),
        ("stage=overdue", {"late"}),
        ("stage=planned", {"late", "planned"}),
        ("stage=completed", {"done", "public"}),
        ("stage=cancelled", {"stopped"}),
        ("type=project", {"done", "planned"}),
        ("year=2019", {"done"}),
        ("year=2015", {"stopped"}),
        ("response=yes", {"done"}),
        ("response=no", {"late", "planned", "stopped", "public"}),
        ("stage=completed&year=2024", {"public"}),
    ],
)
def test_evaluations_are_found_by_each_filter(several, officer, signed_in, query, names):
    rows = signed_in(officer).get(f"{reverse('evaluations')}?{query}").context["table"].page.rows
    assert {name for name, row in several.items() if row in rows} == names


def test_the_public_and_people_without_a_role_see_what_is_public(several, make_person, signed_in):
    for browser in (signed_in(), signed_in(make_person())):
        assert list(browser.get(reverse("evaluations")).context["table"].page.rows) == [several["public"]]


def test_the_latest_come_first_and_the_list_can_be_turned(several, officer, signed_in):
    browser = signed_in(officer)
    ends = [row.end_sort for row in browser.get(reverse("evaluations")).context["table"].page.rows]
    assert ends == sorted(ends, reverse=True)
    titles = [row.title for row in browser.get(f"{reverse('evaluations')}?sort=title").context["table"].page.rows]
    assert titles == sorted(titles)


def test_a_promise_without_a_paper_has_its_page_too(office, officer, signed_in):
    found = evaluation(office.country)
    promise(found, "Tell <b>everybody</b>")
    page = page_of(signed_in(officer), found)
    assert "Tell &lt;b&gt;everybody&lt;/b&gt;" in page
    assert "Nobody is in the team yet." in page
