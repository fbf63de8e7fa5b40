"""Oversight of quality: every figure is that of its rows, and of the units of the viewer alone."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from html import unescape

import pytest

from bagalau.people.rules import Role
from bagalau.quality.actions.answering import save_answer
from bagalau.quality.actions.freezing import keep_questionnaire
from bagalau.quality.actions.subjects import Told, keep_subject
from bagalau.quality.models import Assessment, Definition, Due, Subject
from bagalau.quality.queries.completion import complete as whole
from bagalau.quality.queries.completion import lit, project_figures, projects
from bagalau.quality.queries.oversight import Asked, figures
from bagalau.quality.rules import shipped
from bagalau.quality.rules.due import DueState
from bagalau.quality.rules.life import State
from bagalau.quality.rules.oversight import Counted, Mean, Row, overview, with_below
from bagalau.quality.rules.questionnaire import Rates
from bagalau.quality.rules.signs import signs_of
from bagalau.quality.tests import making, records

pytestmark = pytest.mark.django_db
PAGE = "/quality/oversight/"


@pytest.fixture
def approved(officer, office, viewer):
    """``approved("2", "Yes")``: an approved assessment of the small questionnaire with these answers, of the office."""

    def make(flow: str = "2", stones: str = "Yes", *, unit=None, evidence: str = "Seen.", **told) -> Assessment:
        actor = viewer(officer)
        of = records.begun(actor, office.country, **told)
        save_answer(actor, of, "flow", {"value": flow, "evidence": evidence})
        save_answer(actor, of, "stones", {"value": stones})
        Assessment.objects.filter(pk=of.pk).update(status=State.APPROVED, unit=unit or office.country)
        return of

    return make


def counted(figures: Counted) -> tuple[int, int, int, int]:
    return figures.answered, figures.evidenced, figures.claims, figures.bare


def test_a_mean_is_that_of_all_answers_by_the_weight_of_their_questions():
    """QO-03, QO-04"""
    asked = making.questionnaire(
        making.section("a", making.question(1, weight=3), making.question(2, (*making.THREE, "Not Applicable"))),
        making.section("b", making.question(3)),
    )
    told = [{"q1": "3", "q2": "1", "q3": "2"}, {"q1": "1", "q2": "Not Applicable"}, {}]
    rows = [
        Row(7, 2024 + at, 1, "", signs_of(asked, {code: (value, False, False) for code, value in one.items()}))
        for at, one in enumerate(told)
    ]
    found = overview(rows, {1: asked})
    assert found.unit_sections[7, "a"].value == Fraction(13, 7)
    assert found.unit_sections[7, "a"].answers == 3
    assert found.year_sections[2026, "b"].value is None
    assert dict(found.questions["q2"].scores) == {making.number(1): 1, None: 1}
    assert (found.questions["q2"].answered, found.questions["q2"].scored) == (2, 1)


def test_a_unit_is_told_with_all_units_under_it():
    """QO-03"""
    one = Mean(4, 2, 2)
    found = with_below({(3, "a"): one, (2, "a"): Mean(1, 1, 1)}, {1: "/1/", 2: "/1/2/", 3: "/1/2/3/"})
    assert {unit: mean.answers for (unit, _code), mean in found.items()} == {1: 3, 2: 3, 3: 2}


def test_what_is_not_approved_does_not_count(approved, officer, office, viewer):
    """QO-02"""
    approved()
    records.begun(viewer(officer), office.country)
    assert figures(viewer(officer), Asked()).overview.assessments == 1


def test_claims_without_a_document_are_counted(approved, officer, viewer):
    """QO-05"""
    approved("3")
    approved("2", evidence="")
    assert counted(figures(viewer(officer), Asked()).overview.whole) == (4, 1, 1, 1)


def test_what_is_rated_on_another_scale_is_left_out_and_said_so(approved, officer, office, viewer, signed_in):
    """QO-02"""
    approved()
    approved()
    actor = viewer(officer)
    other = records.begun(actor, office.country, records.known(actor, "geraas@2015"))
    Assessment.objects.filter(pk=other.pk).update(status=State.APPROVED)
    found = figures(actor, Asked())
    assert (found.overview.assessments, found.left_out) == (2, 1)
    assert figures(actor, Asked(questionnaire="geraas")).overview.assessments == 1


def test_what_is_public_of_other_units_is_not_counted(approved, officer, make_person, office, viewer):
    approved(unit=office.neighbour)
    Assessment.objects.update(visibility="public")
    assert figures(viewer(officer), Asked()).overview.assessments == 0
    neighbour = make_person(Role.HEAD_OF_UNIT, unit=office.neighbour)
    assert figures(viewer(neighbour), Asked()).overview.assessments == 1


@pytest.mark.parametrize(
    ("due", "light", "complete"),
    [
        ((DueState.COMPLETED, date(2025, 1, 1), date(2025, 2, 1)), "green", True),
        ((DueState.COMPLETED, date(2023, 1, 1), date(2022, 12, 1)), "red", False),
        ((DueState.PENDING, date(2025, 6, 1), None), "red", False),
        ((DueState.PENDING, date(2026, 6, 1), None), "grey", None),
        ((DueState.EXEMPTED, None, date(2022, 12, 1)), "grey", None),
        ((DueState.NOT_REQUIRED, None, None), "grey", None),
    ],
)
def test_completion_and_lights_in_the_database_are_those_of_the_rules(due, light, complete, officer, office, viewer):
    """QD-05, QD-06"""
    subject = records.rated(office.country)
    state, day, last = due
    told = {"state": state, "due_on": day, "assessed_on": last}
    Due.objects.create(subject=subject, unit=office.country, stage="implementation", **told)
    found = project_figures(viewer(officer), Asked())
    assert projects(viewer(officer), Asked()).filter(lit(viewer(officer), light)).count() == 1
    for yes in (True, False):
        rows = projects(viewer(officer), Asked()).filter(whole(viewer(officer), yes=yes))
        assert rows.count() == (complete is yes)
    assert dict(found.lights) == {light: 1}
    assert (found.completion.complete, found.completion.incomplete, found.uncounted) == (
        complete is True,
        complete is False,
        complete is None,
    )


def test_what_closed_long_ago_runs_no_more(officer, office, viewer):
    """QD-05"""
    records.rated(office.country, closed_on=date(2020, 1, 1))
    assert sum(project_figures(viewer(officer), Asked()).lights.values()) == 0


def closed_by_paper(office, subject):
    told = {"state": DueState.COMPLETED, "due_on": subject.ends, "assessed_on": date(2021, 12, 31)}
    Due.objects.create(subject=subject, unit=office.country, stage="closure", **told)


def test_what_ended_long_ago_with_an_approved_closure_runs_no_more(officer, office, viewer):
    """QD-05: without that closure it does."""
    subject = records.rated(office.country, ends=date(2021, 11, 30))
    assert projects(viewer(officer), Asked()).count() == 1
    closed_by_paper(office, subject)
    assert projects(viewer(officer), Asked()).count() == 0


def test_an_approved_closure_never_becomes_too_old(officer, office, viewer):
    """QD-05, QD-06"""
    closed_by_paper(office, records.rated(office.country, closed_on=date(2025, 1, 1)))
    actor = viewer(officer)
    found = project_figures(actor, Asked())
    assert (found.completion.complete, found.completion.incomplete, dict(found.lights)) == (1, 0, {"green": 1})
    for condition in (lit(actor, "green"), whole(actor, yes=True)):
        assert projects(actor, Asked()).filter(condition).count() == 1
    for condition in (lit(actor, "red"), whole(actor, yes=False)):
        assert projects(actor, Asked()).filter(condition).count() == 0


def test_what_was_dropped_runs_no_more(officer, office, viewer):
    """QD-05"""
    subject = records.rated(office.country, dropped_on=date(2025, 1, 1))
    told = {"unit": office.country, "state": DueState.COMPLETED, "assessed_on": date(2022, 12, 1)}
    Due.objects.create(subject=subject, stage="design", **told)
    assert project_figures(viewer(officer), Asked()).completion.incomplete == 0


def test_figures_follow_a_project_to_another_unit(approved, officer, make_person, office, viewer):
    of, neighbour = approved(), viewer(make_person(Role.HEAD_OF_UNIT, unit=office.neighbour))
    assert [figures(one, Asked()).overview.assessments for one in (viewer(officer), neighbour)] == [1, 0]
    Subject.objects.filter(pk=of.subject_id).update(key=7)
    keep_subject(Rates.PROJECT, 7, Told(office.neighbour, of.title))
    assert [figures(one, Asked()).overview.assessments for one in (viewer(officer), neighbour)] == [0, 1]


def tiles(page: str) -> dict[str, tuple[int, str]]:
    found = re.findall(r'<a class="tile[^"]*"\s+href="([^"]+)"><b>([\d,]+)</b><span>([^<]+)</span>', page)
    return {words: (int(number.replace(",", "")), unescape(url)) for url, number, words in found}


def rows_at(client, url: str) -> int:
    return len(json.loads(client.get(f"{url}&format=json").getvalue()))


def test_each_figure_leads_to_as_many_rows(approved, officer, office, signed_in):
    approved("3", about="One")
    approved("2", evidence="")
    subject = Subject.objects.order_by("pk")[0]
    told = {"unit": office.country, "state": DueState.PENDING, "due_on": date(2024, 1, 1)}
    Due.objects.update_or_create(subject=subject, stage="closure", defaults=told)
    client = signed_in(officer)
    found = tiles(client.get(PAGE).content.decode())
    assert found["claim without a document"][0] == 1
    assert found["answers without evidence"][0] == 3
    assert found["with a red light"][0] == 1
    for words, (number, url) in found.items():
        joined = url if "?" in url else f"{url}?"
        assert rows_at(client, joined) == number, words


def test_one_and_many_are_told_in_their_own_words(approved, officer, signed_in):
    approved()
    assert "approved assessment" in tiles(signed_in(officer).get(PAGE).content.decode())
    approved()
    assert "approved assessments" in tiles(signed_in(officer).get(PAGE).content.decode())


def test_each_cell_leads_to_its_answers(approved, officer, signed_in):
    approved("3")
    approved("1", "No")
    client = signed_in(officer)
    page = client.get(PAGE).content.decode()
    cells = re.findall(r'<td[^>]*><a href="([^"]+)" title="[^"]*?(\d+) answers?">', page)
    assert cells
    for url, number in cells:
        assert rows_at(client, unescape(url)) == int(number), url


def words_of(client, language: str) -> str:
    """The table of the questions in a language."""
    client.cookies["django_language"] = language
    return unescape(str(client.get(PAGE).content.decode()).partition('id="questions"')[2])


def test_questions_are_told_in_the_words_of_what_is_counted(approved, officer, office, viewer, signed_in):
    """QO-04"""
    approved()
    approved()
    other = records.SMALL.replace("code: mills", "code: looms").replace("the water reach the mill", "the loom weave")
    records.begun(viewer(officer), office.country, records.worded(viewer(officer), other))
    page = words_of(signed_in(officer), "en")
    assert "Does the water reach the mill?" in page
    assert "weave" not in page


def test_the_words_that_come_along_are_preferred_to_those_of_a_paper(officer, office, viewer, signed_in):
    """QO-04"""
    text = shipped.text("questionnaires", records.CLOSURE)
    asked = shipped.questionnaires()[records.CLOSURE]
    first = next(asked.questions)
    printed = text.replace('version: "2018"', 'version: "2018-paper"').replace(
        first.text["en"], "As a paper prints it?"
    )
    actor = viewer(officer)
    of = records.begun(actor, office.country, keep_questionnaire(actor, printed, Definition.PAPER))
    save_answer(actor, of, first.code, {"value": "2"})
    Assessment.objects.filter(pk=of.pk).update(status=State.APPROVED)
    client = signed_in(officer)
    for language in ("en", "ru", "kk"):
        page = words_of(client, language)
        assert first.text[language] in page, language
        assert "As a paper prints it?" not in page


def test_an_office_without_assessments_is_told_so(officer, signed_in):
    assert "there are no ratings to tell yet" in signed_in(officer).get(PAGE).content.decode()


def test_filters_that_make_no_sense_are_left_out(approved, officer, signed_in):
    approved()
    for asked in ("?year=abc", "?stage=x&questionnaire=%27", "?unit=999999", "?question=<script>"):
        assert signed_in(officer).get(PAGE + asked).status_code == 200


def test_the_public_has_no_oversight_but_sees_published_answers(approved, client, signed_in, officer):
    approved()
    assert client.get(PAGE).status_code in {302, 401}
    assert rows_at(client, "/quality/answers/?") == 0
    Assessment.objects.update(visibility="public")
    assert rows_at(client, "/quality/answers/?") == 2


def test_what_is_overdue_leads_to_the_list_of_what_is_due(officer, office, signed_in):
    told = {"unit": office.country, "state": DueState.PENDING, "due_on": date(2024, 1, 1)}
    Due.objects.create(subject=records.rated(office.country), stage="closure", **told)
    client = signed_in(officer)
    page = client.get(PAGE).content.decode()
    (url,) = re.findall(r'href="([^"]+state=overdue)"[^>]*>1<', page)
    assert rows_at(client, unescape(url)) == 1
