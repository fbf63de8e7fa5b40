"""Pages of what an evaluation says: writing statements, numbers, terms, parts; one recommendation with all about it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bagalau.evaluations.models import Evaluation, Recommendation
from bagalau.evaluations.queries.content import seen
from bagalau.evaluations.rules.content import Kind
from bagalau.evaluations.tests.making import evaluation, promise
from bagalau.evaluations.tests.responding import SPLIT, recommend

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("x")</script> =cmd|calc \u202eesrever'


@pytest.fixture
def of(office) -> Evaluation:
    return evaluation(office.country)


@pytest.fixture
def row(of, officer, viewer) -> Recommendation:
    return recommend(viewer(officer), of, SPLIT)


def at(name: str, *arguments: object) -> str:
    return reverse(name, args=arguments)


def words(response) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("kind", Kind)
def test_a_statement_is_written_and_shown_on_the_page(of, officer, signed_in, kind):
    browser = signed_in(officer)
    address = at("content_new", of.pk, kind)
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"text": HOSTILE}).status_code == 302
    page = words(browser.get(at("evaluation", of.pk)))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    found = getattr(of, f"{kind}s").get()
    edit = at("content_edit", of.pk, kind, found.pk)
    assert edit in page or kind is Kind.RECOMMENDATION
    assert browser.post(edit, {"text": "Calm.", "seen": seen(found)}).status_code == 302
    assert browser.post(edit, {"do": "remove"}).status_code == 302
    assert not getattr(of, f"{kind}s").exists()


def test_a_kind_that_there_is_not_has_no_page(of, officer, signed_in):
    for address in (at("content_new", of.pk, "rumour"), at("content_edit", of.pk, "lesson", 10**12)):
        assert signed_in(officer).get(address).status_code == 404


def test_what_is_too_long_or_empty_comes_back_with_a_sentence(of, officer, signed_in):
    browser = signed_in(officer)
    for text in ("", "x" * 1_000_000):
        answer = browser.post(at("content_new", of.pk, "finding"), {"text": text})
        assert answer.status_code == 422
        assert answer.context["form"].errors["text"]
    assert not of.findings.exists()


def test_what_was_typed_is_kept_when_somebody_was_quicker(of, officer, signed_in):
    browser = signed_in(officer)
    browser.post(at("content_new", of.pk, "finding"), {"text": "One."})
    found = of.findings.get()
    was, address = seen(found), at("content_edit", of.pk, "finding", found.pk)
    browser.post(address, {"text": "Two.", "seen": was})
    answer = browser.post(address, {"text": "Mine.", "seen": was})
    assert answer.status_code == 409
    assert "Mine." in words(answer)
    assert "changed this meanwhile" in words(answer)
    again = answer.context["form"].data["seen"]
    assert browser.post(address, {"text": "Mine.", "seen": again}).status_code == 302
    assert of.findings.get().text == "Mine."


def test_numbers_are_given_on_one_page(of, officer, signed_in):
    browser = signed_in(officer)
    for text in ("One", "Two"):
        browser.post(at("content_new", of.pk, "lesson"), {"text": text})
    one, two = of.lessons.all()
    address = at("content_numbers", of.pk, "lesson")
    assert browser.post(address, {f"number_{one.pk}": 2, f"number_{two.pk}": 2}).status_code == 422
    assert browser.post(address, {f"number_{one.pk}": 2, f"number_{two.pk}": 1}).status_code == 302
    assert [lesson.text for lesson in of.lessons.all()] == ["Two", "One"]


def test_terms_are_chosen_on_the_page(of, officer, signed_in):
    browser = signed_in(officer)
    browser.post(at("evaluation_terms", of.pk), {"terms_criteria": ["relevance", "impact"]})
    browser.post(at("content_new", of.pk, "finding"), {"text": "It leaks.", "terms_criteria": ["coherence"]})
    page = words(browser.get(at("evaluation", of.pk)))
    for name in ("Relevance", "Impact", "Coherence"):
        assert name in page
    assert browser.post(at("evaluation_terms", of.pk), {"terms_criteria": ["rumours"]}).status_code == 200


def test_a_recommendation_has_a_page_with_all_about_it(of, row, officer, signed_in):
    browser = signed_in(officer)
    browser.post(at("content_new", of.pk, "finding"), {"text": "The roof leaks."})
    links = {"text": SPLIT, "findings": [of.findings.get().pk], "priority": "high"}
    browser.post(at("content_edit", of.pk, "recommendation", row.pk), links)
    promise(of, "Buy tiles")
    page = words(browser.get(at("recommendation", row.pk)))
    for text in ("mend the roof of the mill", "The roof leaks.", "Finding 1", "High", "Buy tiles", "1 key action"):
        assert text in page
    assert "Nobody has answered this recommendation yet." in page


def test_the_page_of_a_recommendation_is_open_as_its_evaluation_is(of, row, reader, stranger, signed_in):
    address = at("recommendation", row.pk)
    assert signed_in(reader).get(address).status_code == 200
    assert at("recommendation_parts", row.pk) not in words(signed_in(reader).get(address))
    assert signed_in(stranger).get(address).status_code == 404
    assert signed_in().get(address).status_code == 404
    Evaluation.objects.update(visibility="public", stage="completed")
    assert signed_in().get(address).status_code == 200


def test_parts_are_split_joined_and_taken_out_by_buttons(row, officer, signed_in):
    browser = signed_in(officer)
    first, second = row.parts.all()
    address = at("recommendation_part", first.pk)
    said = {"label": "i", "text": "mend the roof\n\nof the mill", "do": "split"}
    assert browser.post(address, said | {"seen": seen(first)}).status_code == 302
    assert [part.label for part in row.parts.all()] == ["i", "i.2", "ii"]
    assert browser.post(address, {"do": "merge"}).status_code == 302
    assert browser.post(at("recommendation_part", second.pk), {"do": "remove"}).status_code == 302
    assert [part.label for part in row.parts.all()] == ["i"]
    listed = at("recommendation_parts", row.pk)
    assert browser.post(listed, {"label": "b", "text": "sweep"}).status_code == 302
    assert "Cut by hand" in words(browser.get(listed))
    assert browser.post(listed, {"do": "cut"}).status_code == 302
    assert [part.label for part in row.parts.all()] == ["i", "ii"]


def test_a_refused_split_keeps_what_was_typed(row, officer, signed_in):
    address = at("recommendation_part", row.parts.all()[0].pk)
    answer = signed_in(officer).post(address, {"label": "i", "text": "One line.", "do": "split"})
    assert answer.status_code == 422
    assert "One line." in words(answer)
    assert "Leave an empty line" in words(answer)
