"""Pages of changes of plans, and of the projects that plans must cover."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.evaluations.actions.plans_changes import ask_change
from bagalau.evaluations.models import ChangeRequest, CoveredProject, EvaluationPlan
from bagalau.evaluations.rules.plans import ChangeKind
from bagalau.evaluations.tests.planning import mill, posted, ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(make_person, office):
    return make_person("head_of_unit", unit=office.country, name="Irina Head")


@pytest.fixture
def above(make_person, office):
    return make_person("evaluation_focal_point", unit=office.region, name="Daniyar Above")


@pytest.fixture
def plan(actor, head, above, viewer, office) -> EvaluationPlan:
    """A posted, public plan whose line was asked to change."""
    made = posted(actor, viewer(head), viewer(above), office.country)
    line = made.lines.get()
    ask_change(actor, made, ChangeKind.SCOPE, line=line, wanted=mill(title="Wells"), rationale="No flour.")
    return made


def text(answer) -> str:
    return str(answer.content.decode())


def at(name: str, *keys: int) -> str:
    return reverse(name, args=keys)


def test_a_change_is_asked_for_and_decided_on_its_pages(plan, officer, head, above, signed_in):
    line = plan.lines.get()
    address = at("changerequest_new", plan.pk) + f"?kind=date&line={line.pk}"
    browser = signed_in(head)
    assert "Its present date, Jun 2027" in text(browser.get(address))
    answer = browser.post(address, {"planned_end": "2027-06", "rationale": "Because."})
    assert (answer.status_code, "Nothing would change" in text(answer)) == (422, True)
    page = browser.post(address, {"planned_end": "2028-01", "rationale": "The rain."}).url
    change = ChangeRequest.objects.get(kind="date")
    waiting = at("changerequests") + "?waiting=me"
    assert "Extension of the date" in text(signed_in(above).get(waiting))
    assert "No change matches" in text(signed_in(officer).get(waiting))
    shown = text(signed_in(above).get(page))
    for words in ("<del>Jun 2027</del>", "<ins>Jan 2028</ins>", "The rain.", "Your decision"):
        assert words in shown
    assert "Your decision" not in text(signed_in(officer).get(page))
    decide = at("changerequest_decide", change.pk)
    answer = signed_in(officer).post(decide, {"do": "approve", "comment": "Mine."})
    assert (answer.status_code, "office above" in text(answer)) == (403, True)
    answer = signed_in(above).post(decide, {"do": "reject"})
    assert (answer.status_code, "Say why the change is rejected." in text(answer)) == (422, True)
    assert signed_in(above).post(decide, {"do": "approve"}).status_code == 302
    line.refresh_from_db()
    assert str(line.planned_end) == "2028-01"
    assert signed_in(above).post(decide, {"do": "approve"}).status_code == 409


def test_a_change_of_a_draft_or_of_an_unknown_kind_has_no_form(actor, office, officer, plan, signed_in):
    browser = signed_in(officer)
    draft = ready(actor, office.presence)
    assert browser.get(at("changerequest_new", draft.pk)).status_code == 409
    for query in ("?kind=magic", "?kind=date", "?kind=date&line=x", f"?kind=date&line={draft.lines.get().pk}"):
        assert browser.get(at("changerequest_new", plan.pk) + query).status_code == 404


def test_a_project_tells_what_it_asks_for_and_what_covers_it(actor, office, officer, signed_in):
    browser = signed_in(officer)
    given = {"unit": office.country.pk, "number": "7", "title": "Dams", "currency": "USD", "budget": "4000000"}
    address = browser.post(at("coveredproject_new"), given | {"funders": "One\nTwo", "later_phase": "on"}).url
    of = CoveredProject.objects.get()
    assert (of.funders, of.later_phase) == (["One", "Two"], True)
    page = text(browser.get(address))
    for words in ("Midterm or final evaluation", "from 3,000,000 to 5,000,000 USD (EP-04)", "Not covered:"):
        assert words in page
    answer = browser.post(at("coveredproject_new"), given)
    assert (answer.status_code, "a project with this number already" in text(answer)) == (422, True)
    changed = given | {"currency": "KZT", "seen": of.seen}
    assert browser.post(at("coveredproject_edit", of.pk), changed).status_code == 302
    assert "cannot be told" in text(browser.get(address))
    answer = browser.post(at("coveredproject_edit", of.pk), changed)
    assert (answer.status_code, "meanwhile" in text(answer)) == (409, True)
