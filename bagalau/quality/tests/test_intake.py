"""Quality assurance papers under review and accepted: what is left open, damaged and hostile papers."""

from __future__ import annotations

import pytest

from bagalau.commitments.models import Commitment
from bagalau.documents.actions import choose, correct
from bagalau.documents.homes import questions
from bagalau.documents.models import Document, Provenance
from bagalau.people.models import JournalEntry
from bagalau.quality.actions.freezing import keep_questionnaire, keep_scheme
from bagalau.quality.models import AnswerDocument, Assessment, Definition
from bagalau.quality.rules import shipped
from bagalau.quality.tests.bringing import accepted, brought, refused, settled, taken
from bagalau.quality.tests.papers import ACTIONS, ANSWERS, NO_ACTIONS, RATINGS, TITLE, UPLOADED, paper_text
from bagalau.quality.tests.records import rated

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(officer, viewer):
    return viewer(officer)


def test_a_paper_becomes_an_approved_assessment_with_everything_that_it_states(actor, office):
    of = taken(actor, office, paper_text(more_4=UPLOADED, decision="Approve with Qualifications: see the letter."))
    assert (of.status, of.stage, of.year, of.overall) == ("approved", "closure", 2022, "satisfactory")
    assert (of.title, of.number, str(of.starts), str(of.ends)) == (TITLE, "00055501", "2019-01-01", "2022-06-30")
    assert (of.decision, of.board_comment) == (
        "Approve with Qualifications: see the letter.",
        "The board closed the project in June.",
    )
    assert {row.number: row.value for row in of.answers.all()} == ANSWERS
    assert all(row.evidence.startswith("File ") and row.changed_by is None for row in of.answers.all())
    assert (of.answered, of.evidenced, of.documented, of.questions) == (20, 20, 1, 20)
    documents = AnswerDocument.objects.filter(answer__assessment=of)
    assert [(row.title, row.address, row.modified_by, str(row.modified_on)) for row in documents] == [
        ("plan.pdf", "", "marta@example.org", "2021-03-25"),
        ("boats.xlsx", "https://files.example.org/boats", "jon@example.org", "2021-03-26"),
    ]
    (step,) = of.steps.all()
    assert (step.status, step.from_source, step.by) == ("approved", True, None)
    assert (of.subject.kind, of.subject.key, of.subject.number) == ("project", None, "00055501")
    due = of.subject.dues.get(stage="closure")
    assert (due.state, str(due.assessed_on), due.assessment) == ("completed", "2022-12-31", of)
    assert of.questionnaire.origin == Definition.PAPER
    verbs = [line.verb for line in JournalEntry.objects.filter(record_kind="assessment", record_id=of.pk)]
    assert verbs == ["take from paper", "take from paper"]
    assert Provenance.objects.filter(record_kind="answerdocument").count() == 2


def test_a_paper_is_of_the_project_that_the_office_knows(actor, office):
    project = rated(office.country, "Bridges over the upper river", key=7, number="00055501")
    assert taken(actor, office, paper_text(title="BRIDGES OVER THE UPPER RIVER")).subject == project


def test_a_paper_that_fits_several_projects_is_not_taken_in(actor, office):
    """QP-01"""
    for key in (7, 8):
        rated(office.country, f"Bridges {key}", key=key, number="00055501")
    problem = refused(actor, brought(actor, office.country, paper_text()))
    assert (problem.code, list(problem.details)) == ("several-fit", ["project_number"])
    assert not Assessment.objects.exists()


def test_open_answers_are_errors_until_the_reviewer_chooses(actor, office):
    """QP-03"""
    draft = brought(actor, office.country, paper_text(open_ones=(2, 12)))
    assert set(refused(actor, draft).details) == {
        "sections[0].questions[1].selected",
        "sections[4].questions[0].selected",
    }
    first, _second = questions(draft)
    assert [(way.label[:1], bool(way.good), bool(way.bad)) for way in first.choices] == [
        ("3", False, True),
        ("2", True, False),
        ("1", False, True),
    ]
    draft = choose(actor, draft, first.choices[0].key)
    last, contradiction = questions(draft)
    assert (last.path, contradiction.path) == ("sections[4].questions[0].selected", "sections[0].rating")
    of = accepted(actor, choose(actor, draft, last.choices[0].key))
    assert of.answers.get(number=2).value == "3"
    assert last.choices[0].bad == ["Overall: Highly Satisfactory. The paper prints Satisfactory."]
    (rating,) = of.ratings.filter(section="strategic")
    assert (rating.computed, rating.printed) == ("highly-satisfactory", "satisfactory")


def test_a_draft_may_leave_a_question_unanswered_and_an_approved_paper_may_not(actor, office):
    """QP-03"""
    draft = brought(actor, office.country, paper_text(open_ones=(2,), status="Draft", ratings=("", *RATINGS[1:])))
    left = next(way for way in questions(draft)[0].choices if way.values == {questions(draft)[0].path: "Unanswered"})
    of = accepted(actor, choose(actor, draft, left.key))
    assert (of.status, of.answered, of.answers.get(number=2).value) == ("draft", 19, "")
    approved = brought(
        actor, office.country, paper_text(open_ones=(2,), number="7", title="Other bridges"), "other.txt"
    )
    assert len(questions(approved)[0].choices) == 3
    correct(actor, approved, "sections[0].questions[1].selected", "Unanswered")
    approved.refresh_from_db()
    assert "was answered" in refused(actor, approved).details["sections[0].questions[1].selected"]


def test_a_section_without_a_printed_rating_agrees_with_every_choice(actor, office):
    text = paper_text(open_ones=(1, 2), ratings=("", *RATINGS[1:]))
    draft = brought(actor, office.country, text.replace("**Quality Rating: **\n\n", ""))
    assert [(way.good, way.bad, way.then) for way in questions(draft)[0].choices] == [([], [], [])] * 3
    draft = choose(actor, draft, questions(draft)[0].choices[0].key)
    (last,) = questions(draft)
    assert [way.then[0].partition(":")[0] for way in last.choices] == ["Strategic"] * 3


def test_a_printed_rating_that_contradicts_is_kept_beside_the_one_that_follows(actor, office):
    ratings = ("Highly Satisfactory", *RATINGS[1:])
    draft = brought(actor, office.country, paper_text(ratings=ratings, rating="Exemplary"))
    section, overall = questions(draft)
    assert (section.path, section.severity) == ("sections[0].rating", "warning")
    assert (overall.path, overall.choices) == ("rating", [])
    assert [way.label for way in section.choices] == [
        "Question 1 is answered with 3, and not with 2",
        "Question 2 is answered with 3, and not with 2",
    ]
    of = accepted(actor, draft)
    kept = {row.section: (row.computed, row.printed) for row in of.ratings.all()}
    assert kept["strategic"] == ("satisfactory", "highly-satisfactory")
    assert kept[""] == ("satisfactory", "exemplary")
    assert of.overall == "satisfactory"


def test_an_option_that_the_paper_lost_can_be_chosen_all_the_same(actor, office):
    text = paper_text(open_ones=(1,)).replace("- 1: It was looked after to degree 1.\n\n", "", 1)
    draft = brought(actor, office.country, text)
    way = next(one for one in questions(draft)[0].choices if one.label.startswith("1"))
    assert accepted(actor, choose(actor, draft, way.key)).answers.get(number=1).value == "1"


def test_management_actions_become_commitments_and_words_that_there_are_none_a_reason(actor, office):
    """QP-07"""
    of = taken(actor, office, paper_text({**ANSWERS, 1: "1"}, more_1=ACTIONS, more_2=NO_ACTIONS))
    promised = Commitment.objects.filter(management_actions__assessment=of).order_by("pk")
    assert [(one.text, one.origin_place, one.due) for one in promised] == [
        ("Mend the rail.", "Question 1", None),
        ("Count the boats.", "Question 1", None),
    ]
    assert [(one.answer.number, one.place) for one in of.actions.all()] == [(1, 1), (1, 2)]
    assert of.answers.get(number=2).no_action == "None"


def test_all_options_marked_leaves_every_answer_open(actor, office):
    text = paper_text().replace(": It was", ": *It was").replace("degree 3.", "degree 3.*").replace("**It", "*It")
    text = text.replace("degree 2.", "degree 2.*").replace("degree 1.", "degree 1.*").replace(".**", ".*")
    text = text.replace("- Yes", "- *Yes*").replace("- No\n", "- *No*\n")
    draft = brought(actor, office.country, text)
    assert len(questions(draft)) == 20
    assert len(refused(actor, draft).details) == 20


def test_hostile_words_are_kept_as_they_are(actor, office):
    nasty = "{{ 7 }} {% debug %} %(x)s & < > ' =1+1 ; drop table answers; --"
    of = taken(actor, office, paper_text(title=nasty, evidence_1=nasty, comments=nasty, decision=nasty))
    assert (of.title, of.answers.get(number=1).evidence, of.board_comment, of.decision) == (nasty,) * 4


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (paper_text(title=""), "project_title"),
        (paper_text(status="Lost"), "status"),
        (paper_text(rating="Splendid"), "rating"),
        (paper_text(decision="x" * 301), "decision"),
        (paper_text().replace("\n2. Was", "\n1. Was"), "sections[0].questions[1].number"),
    ],
)
def test_what_must_be_mended_first_is_said_where_it_stands(actor, office, text, path):
    assert path in refused(actor, brought(actor, office.country, text)).details


def test_a_reader_does_not_accept_a_paper(actor, reader, viewer, office):
    draft = brought(actor, office.country, paper_text())
    assert refused(viewer(reader), draft).status == 403
    assert not Assessment.objects.exists()


def test_only_an_approved_paper_is_as_public_as_its_document(actor, office, make_person, viewer):
    head = viewer(make_person("administrator"))
    draft = settled(head, brought(head, office.country, paper_text(status="Draft")))
    Document.objects.update(visibility="public")
    of = accepted(head, draft)
    assert (of.status, of.visibility) == ("draft", "internal")


def test_a_printed_rating_that_the_scheme_of_the_office_does_not_have_is_kept_as_printed(actor, office):
    """QP-02"""
    scheme = shipped.text("schemes", "project-qa@1").replace("code: project-qa", "code: office-qa", 1)
    keep_scheme(actor, scheme.replace("en: Satisfactory", "en: Good enough"), Definition.ADDED)
    asked = shipped.text("questionnaires", "project-closure@2018").replace('version: "2018"', 'version: "2020"', 1)
    asked = asked.replace("scheme: project-qa@1", "scheme: office-qa@1").replace("from: 2018", "from: 2020")
    keep_questionnaire(actor, asked, Definition.ADDED)
    of = taken(actor, office, paper_text())
    assert (of.scheme.code, of.overall) == ("office-qa", "satisfactory")
    assert of.ratings.get(section="").printed == "Satisfactory"
