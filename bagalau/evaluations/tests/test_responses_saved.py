"""Pages on which a response is written: what one form saves, what they say afterwards, and who is to act next."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.evaluations.queries.responses_rows import rows
from bagalau.evaluations.rules.responses import Step
from bagalau.evaluations.tests.responding import Work, work

pytestmark = pytest.mark.django_db


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


def test_an_answer_and_a_key_action_that_are_typed_together_are_saved_together(done, officer, signed_in):
    browser, to = signed_in(officer), done.split
    address = at("response_answer", done.response.pk, to.pk)
    action = {"action-text": "Mend it", "action-responsible": "Miller", "action-due": "2099-03"}
    part = to.parts.first()
    page = browser.post(address, {"stance": "partially_accepted", "do": "add"} | action)
    assert page.status_code == 422
    for text in ("Mend it", "Miller", 'value="partially_accepted" selected'):
        assert text in words(page)
    assert not [row for row in rows(done.fresh()) if row.answer or row.actions]
    typed = {"stance": "partially_accepted", "reason": "Money.", "do": "add", "action-parts": part.pk}
    page = browser.post(address, typed | action, follow=True)
    for text in ("The answer was saved.", "The key action was added."):
        assert text in words(page)
    (row,) = rows(done.fresh(), to.pk)
    assert row.answer is not None
    assert (row.answer.stance, row.answer.reason) == ("partially_accepted", "Money.")
    assert [[one.label for one in made.parts.all()] for made in row.actions] == [["i"]]
    said = {"stance": "partially_accepted", "reason": "Money.", "text": "We try."}
    browser.post(address, said | {"action-text": "Paint it", "action-due": "soon"})
    browser.post(address, said | {"action-text": "Paint it"})  # with the button that saves the answer
    (row,) = rows(done.fresh(), to.pk)
    assert row.answer is not None
    assert (row.answer.text, [made.commitment.text for made in row.actions]) == ("We try.", ["Mend it", "Paint it"])


def test_a_key_action_alone_makes_no_empty_answer(done, officer, signed_in):
    address = at("response_answer", done.response.pk, done.whole.pk)
    signed_in(officer).post(address, {"do": "add", "action-text": "Mend it"})
    assert signed_in(officer).post(address, {"do": "add"}).status_code == 422
    (row,) = rows(done.fresh(), done.whole.pk)
    assert (row.answer, len(row.actions)) == (None, 1)


def test_whoever_waits_is_told_who_is_to_act_next(done, officer, head, reader, signed_in):
    done.complete()
    address = at("response", done.response.pk)
    assert "It waits" not in words(signed_in(officer).get(address))
    done.step(Step.SUBMIT)
    assert "It waits for approval or return by Hadisha Head." in words(signed_in(officer).get(address))
    assert "It waits for approval" not in words(signed_in(head).get(address))
    done.step(Step.APPROVE)
    assert "It waits to be published by" not in words(signed_in(head).get(address))
    page = words(signed_in(reader).get(address))
    assert "It waits to be published by" in page
    assert "Hadisha Head" in page
    done.step(Step.PUBLISH)
    assert "It waits" not in words(signed_in(officer).get(address))
    assert "It waits" not in words(signed_in().get(address))


def test_a_version_tells_which_parts_a_key_action_carries_out(done, officer, signed_in):
    done.complete()
    done.promise(done.split, "Paint the door", parts=[done.split.parts.last()])
    done.step(Step.SUBMIT, Step.APPROVE)
    page = words(signed_in(officer).get(at("response_version", done.response.pk, 1)))
    assert 'Paint the door</a> <span class="quiet small">(ii)</span>' in page
