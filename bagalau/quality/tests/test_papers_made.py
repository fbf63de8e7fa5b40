"""Papers of an assessment: the form as it is printed and read again, the reckoning behind it, and for whom."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from bagalau.documents.actions import accept
from bagalau.documents.extract import extract
from bagalau.documents.extract.draft import plain
from bagalau.documents.tests.comparison import differences
from bagalau.exports.catalogue import make, report
from bagalau.formats.read import read
from bagalau.formats.write.paper import WRITERS, write
from bagalau.lib.periods import When
from bagalau.quality.actions.answering import Behind, add_proof, save_answer, write_texts
from bagalau.quality.actions.promised import Promised, add_action
from bagalau.quality.models import Assessment
from bagalau.quality.queries.papers import known_questionnaires, paper_of
from bagalau.quality.reports import assessment, derivation
from bagalau.quality.reports.offered import papers
from bagalau.quality.rules.contract import essence, from_contract
from bagalau.quality.rules.from_paper import questionnaire_of
from bagalau.quality.tests.bringing import brought, settled
from bagalau.quality.tests.papers import ANSWERS, closure, paper_text
from bagalau.quality.tests.records import begun, known, rated

pytestmark = pytest.mark.django_db
EVIDENCE = "The letter of May 2021 tells.\n\n1. Two boats were counted.\n\n- 3: none sank.\n\nEvidence of it is filed."
HOSTILE = "<script>alert(1)</script> {{ 7 }} #panic() *[x](y)* \\ & \u202e\u0007"


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


@pytest.fixture
def bridges(actor, office):
    """An assessment that was begun and answered here, with the words that come along."""
    project = rated(office.country, "Bridges over the upper river", number="00055501", starts=date(2019, 1, 1))
    of = begun(actor, office.country, known(actor), project, year=2022)
    for question in closure().questions:
        given = {"value": ANSWERS[question.number], "evidence": f"File {question.number} of the bridge office tells."}
        save_answer(actor, of, question.code, given)
    save_answer(actor, of, "external-changes", {"evidence": EVIDENCE, "value": "1", "no_action": "None: it is closed."})
    second = list(closure().questions)[1].code
    add_proof(actor, of, second, Behind("Minutes of the board, 3 June 2021"))
    add_action(actor, of, second, Promised("Publish the plan of the bridges.", "Bridge office", When.parse("2023-06")))
    write_texts(actor, of, {"board_comment": "The board closed the project.", "lessons": "Count boats early."})
    return Assessment.objects.get(pk=of.pk)


def again(report_, form):
    return from_contract(plain(extract(read(write(report_, form), f"paper.{form}")).record))


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_english_form_reads_back_to_the_same_record(bridges, actor, form):
    found = again(assessment.build(actor, assessment=bridges, as_of=actor.today), form)
    assert essence(found) == essence(paper_of(bridges, found))
    assert questionnaire_of(found, *known_questionnaires()) == bridges.questionnaire.questionnaire


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_paper_that_was_taken_in_comes_out_as_it_came(actor, office, form):
    uploads = ["**List of Uploaded Documents**", "1\tplan.pdf\tmarta@example.org\t2021-03-25"]
    draft = brought(actor, office.country, paper_text(more_3=uploads, decision="Approved as it is"))
    record = accept(actor, settled(actor, draft))
    assert isinstance(record, Assessment)
    printed = assessment.build(actor, assessment=Assessment.objects.get(pk=record.pk), as_of=actor.today)
    found = plain(extract(read(write(printed, form), f"paper.{form}")).record)
    assert list(differences(draft.reviewed(), found)) == []


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("module", [assessment, derivation])
def test_papers_speak_the_language_that_is_asked_for(bridges, actor, language, module):
    with translation.override(language):
        text = read(write(module.build(actor, assessment=bridges, as_of=actor.today), "html"), "paper.html").text
    assert closure().sections[0].name[language] in text
    assert (closure().sections[0].questions[0].text[language] in text) is (module is assessment)


@pytest.mark.parametrize("form", sorted(WRITERS))
@pytest.mark.parametrize("module", [assessment, derivation])
def test_the_same_record_gives_the_same_bytes_in_every_format(bridges, actor, module, form):
    kind = report(actor, module.NAME)
    made = [make(actor, kind, {"assessment": bridges, "as_of": actor.today}, language="en", form=form) for _ in "ab"]
    assert made[0].data == made[1].data
    assert made[0].name == f"{module.NAME}-{bridges.pk}-{made[0].report.day}.{form}"


def test_the_reckoning_tells_means_counts_doubts_and_what_was_promised(bridges, actor):
    text = read(write(derivation.build(actor, assessment=bridges, as_of=actor.today), "html"), "paper.html").text
    assert "Strategic: 1, 2 → mean 1.50 → Needs Improvement" in text
    assert "QA-03" in text
    assert "Publish the plan of the bridges." in text
    assert "Count boats early." in text
    assert "Not verified." in text


def test_the_public_reads_a_published_paper_without_doubts_and_names(bridges, officer, viewer):
    Assessment.objects.filter(pk=bridges.pk).update(visibility="public")
    of, public = Assessment.objects.get(pk=bridges.pk), viewer(None)
    form, reckoning = (
        read(write(module.build(public, assessment=of, as_of=public.today), "html"), "paper.html").text
        for module in (assessment, derivation)
    )
    assert "The letter of May 2021" in form
    assert officer.name not in form
    assert "QA-03" not in reckoning


def test_a_document_that_is_hidden_from_the_reader_is_not_named(bridges, actor):
    row = bridges.answers.get(number=3)
    row.documents.create(title="Secret minutes", record_kind="project", record_id=987654)
    text = read(write(assessment.build(actor, assessment=bridges, as_of=actor.today), "html"), "paper.html").text
    assert "Secret minutes" not in text
    assert "(gone, or not open to you)" in text


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_hostile_words_are_harmless_on_paper(bridges, actor, form):
    bridges.answers.update(evidence=HOSTILE)
    bridges.title = bridges.board_comment = HOSTILE
    for module in (assessment, derivation):
        data = write(module.build(actor, assessment=bridges, as_of=actor.today), form)
        assert b"<script>alert" not in data or form == "json"


def test_papers_are_had_from_the_page_by_those_who_see_it(bridges, officer, stranger, signed_in):
    page = signed_in(officer).get(reverse("assessment", args=[bridges.pk])).content.decode()
    for paper in papers(bridges.pk):
        assert f"{reverse('report', args=[paper.name])}?{paper.query}" in page
        for _name, query in paper.forms:
            assert signed_in(officer).get(f"{reverse('report', args=[paper.name])}?{query}").status_code == 200
        refused = signed_in(stranger).get(f"{reverse('report', args=[paper.name])}?{paper.forms[0][1]}")
        assert refused.status_code == 422
