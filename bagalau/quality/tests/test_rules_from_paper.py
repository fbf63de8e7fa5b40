"""QP-02 to QP-08: what a paper states, and which questionnaire it was filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.documents.extract import extract
from bagalau.documents.extract.draft import plain
from bagalau.formats.reading import Reading
from bagalau.quality.rules import shipped
from bagalau.quality.rules.contract import (
    Paper,
    Part,
    Told,
    Upload,
    actions_in,
    essence,
    from_contract,
    to_contract,
    year_of,
)
from bagalau.quality.rules.dumping import dumped
from bagalau.quality.rules.from_paper import as_printed, questionnaire_of
from bagalau.quality.rules.life import State
from bagalau.quality.rules.paper_faults import faults, is_whole, strange_answers
from bagalau.quality.rules.questionnaire import Join, Option, Questionnaire, Stage
from bagalau.quality.rules.reading import questionnaire
from bagalau.quality.tests.papers import ANSWERS, closure, paper_text

KNOWN = list(shipped.questionnaires().values())
SCHEME = shipped.schemes()["project-qa@1"]
SHORT = Paper(
    "Closure",
    "Approved",
    "Satisfactory",
    "",
    "1",
    "Bridges",
    None,
    date(2022, 6, 30),
    "",
    [Part("sections[0]", "Bridges", "Satisfactory", [Told("sections[0].questions[0]", 1, "Do they stand?")])],
)


def read(text: str) -> Paper:
    return from_contract(plain(extract(Reading(text, "text")).record))


def question(**changed: object) -> Paper:
    """The short paper with a question of its own."""
    asked = Told("sections[0].questions[0]", 1, "Do they stand?", [("3", "All"), ("1", "None")], "3", "See file 1.")
    part = replace(SHORT.sections[0], questions=[replace(asked, **changed)])  # type: ignore[arg-type]
    return replace(SHORT, sections=[part])


def first_options(of: Questionnaire) -> tuple[Option, ...]:
    return next(of.questions).options


def wrong(paper: Paper) -> list[str]:
    return [path for path, _said in faults(paper, SCHEME)]


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("Closure", Stage.CLOSURE),
        ("design & appraisal", Stage.DESIGN),
        ("Implementation and  Monitoring", Stage.IMPLEMENTATION),
        ("Evening", None),
    ],
)
def test_a_title_names_the_stage(word, stage):
    """QP-02"""
    assert replace(SHORT, stage=word).meant_stage is stage


@pytest.mark.parametrize(("word", "state"), [("", State.DRAFT), ("approved", State.APPROVED), ("Signed", None)])
def test_a_form_status_names_the_state(word, state):
    """QP-02"""
    assert replace(SHORT, status=word).meant_state is state


def test_what_a_paper_states_is_the_same_there_and_back():
    paper = read(paper_text(more_3=["**List of Uploaded Documents**", "1\tplan.pdf\ta@example.org\t2021-03-04"]))
    assert from_contract(to_contract(paper)) == paper
    assert essence(paper) == essence(from_contract(to_contract(paper)))


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"selected": None}, ".selected"),
        ({"selected": ""}, ".selected"),
        ({"number": None}, ".number"),
        ({"number": 0}, ".number"),
        ({"text": ""}, ".text"),
        ({"options": [("3", "All")]}, ".options"),
        ({"options": [("3", "All"), ("3", "None")]}, ".options[0].value"),
        ({"options": [("3", "All"), ("9", "None")]}, ".options[1].value"),
        ({"options": [("3", "All"), ("1", "x" * 6000)]}, ".options[1].text"),
        ({"uploads": [Upload("", "x" * 501)]}, ".documents[0].title"),
    ],
)
def test_what_must_be_mended_in_a_question_is_named_where_it_stands(changed, path):
    """QP-03"""
    assert wrong(question()) == []
    assert f"sections[0].questions[0]{path}" in wrong(question(**changed))


def test_an_answer_that_the_questionnaire_does_not_offer_is_named():
    """QP-03"""
    paper = question(selected="2")
    assert wrong(paper) == []
    ((path, said),) = strange_answers(paper, questionnaire_of(paper, KNOWN))
    assert (path, said.values["known"]) == ("sections[0].questions[0].selected", "3; 1")
    assert list(strange_answers(question(), questionnaire_of(question(), KNOWN))) == []


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"title": ""}, "project_title"),
        ({"title": "x" * 501}, "project_title"),
        ({"decision": "x" * 301}, "decision"),
        ({"stage": "Evening"}, "stage"),
        ({"status": "Signed"}, "status"),
        ({"rating": "Splendid"}, "rating"),
        ({"sections": []}, "sections"),
    ],
)
def test_what_must_be_mended_in_the_head_is_named_where_it_stands(changed, path):
    """QP-02"""
    assert wrong(replace(question(), **changed)) == [path]


def test_only_a_paper_that_is_not_approved_may_leave_a_question_unanswered():
    """QP-03"""
    assert wrong(replace(question(selected=""), status="Draft")) == []
    assert wrong(question(selected="")) == ["sections[0].questions[0].selected"]


def test_a_paper_with_the_known_words_is_of_the_known_version():
    """QP-04"""
    known = closure()
    sections = [
        Part(
            "",
            section.name["en"].upper(),
            "",
            [
                Told(
                    "",
                    one.number,
                    f"{one.text['en']} ",
                    [(way.value, " ".join(as_printed(way))) for way in one.options],
                    "",
                )
                for one in section.questions
            ],
        )
        for section in known.sections
    ]
    assert questionnaire_of(replace(SHORT, sections=sections), KNOWN) is known


def test_a_paper_with_its_own_words_makes_a_version_of_the_known_questionnaire():
    """QP-05"""
    known, found = closure(), questionnaire_of(read(paper_text()), KNOWN)
    assert (found.code, found.scheme, found.source.verified) == (known.code, known.scheme, known.source.verified)
    assert found.version.startswith("2018-paper-")
    assert [one.code for one in found.questions] == [one.code for one in known.questions]
    for mine, theirs in zip(found.questions, known.questions, strict=True):
        assert (mine.hints, mine.weight, mine.needs_evidence) == (theirs.hints, theirs.weight, theirs.needs_evidence)
        assert [(one.value, one.score, one.claims, one.needs_document, one.needs_action) for one in mine.options] == [
            (one.value, one.score, one.claims, one.needs_document, one.needs_action) for one in theirs.options
        ]
        assert not any(one.clauses or one.join for one in mine.options)
    assert first_options(found)[0].text == {"en": "It was looked after to degree 3."}
    assert questionnaire(dumped(found), None) == found


def test_the_next_paper_with_the_same_words_is_of_the_same_version():
    """QP-05"""
    first = questionnaire_of(read(paper_text()), KNOWN)
    again = read(paper_text({**ANSWERS, 4: "1"}, title="Another project", evidence_4="Nothing was written down."))
    assert questionnaire_of(again, KNOWN).version == first.version
    assert questionnaire_of(again, KNOWN, [first]) is first


def test_a_rating_that_a_paper_lost_keeps_the_known_words():
    """QP-05"""
    text = paper_text().replace("- 1: It was looked after to degree 1.\n\n", "", 1)
    options = first_options(questionnaire_of(read(text), KNOWN))
    assert [one.value for one in options] == ["3", "2", "1"]
    assert options[2].text == first_options(closure())[2].text


def test_any_other_paper_makes_a_questionnaire_of_its_own():
    """QP-06"""
    paper = question(number=7, options=[("Yes", "Yes"), ("No", "No"), ("Not Applicable", "Not Applicable")])
    found = questionnaire_of(paper, KNOWN)
    assert (found.code, found.scheme, found.stage) == ("project-closure", "project-qa@1", Stage.CLOSURE)
    assert found.version.startswith("paper-")
    (asked,) = found.questions
    assert (asked.code, asked.number) == ("question-7", 7)
    assert [one.value for one in asked.options] == ["Yes", "No", "Not Applicable"]
    assert [one.score for one in asked.options] == [Decimal(3), Decimal(1), None]
    assert questionnaire(dumped(found), None) == found


def test_a_section_with_a_known_name_is_that_section():
    """QP-06"""
    paper = question()
    named = replace(paper, sections=[replace(paper.sections[0], name="Management and Monitoring")])
    (section,) = questionnaire_of(named, KNOWN).sections
    assert section.code == "management-monitoring"
    assert questionnaire_of(replace(named, stage="Design"), []).sections[0].code == "section-1"


def test_a_paper_of_another_stage_is_not_of_the_closure_form():
    """QP-05"""
    found = questionnaire_of(read(paper_text(stage="Design & Appraisal")), KNOWN)
    assert (found.code, found.stage) == ("project-design", Stage.DESIGN)
    assert found.version.startswith("paper-")


def test_twenty_three_questions_are_those_of_the_design_form():
    """QP-05"""
    design = next(one for one in KNOWN if one.stage is Stage.DESIGN and one.rates == "project")
    answers = {one.number: one.options[0].value for one in design.questions}
    paper = read(paper_text(answers, of=design, stage="Design & Appraisal"))
    found = questionnaire_of(paper, KNOWN)
    assert len(list(found.questions)) == 23
    assert (found.code, found.version.partition("-")[0]) == (design.code, design.version.partition("-")[0])


@pytest.mark.parametrize(
    ("text", "actions", "reason"),
    [
        ("", [], ""),
        ("Mend the rail.", ["Mend the rail."], ""),
        ("Mend the rail.\n\nCount the boats.", ["Mend the rail.", "Count the boats."], ""),
        ("None", [], "None"),
        ("No action is needed: the bridge is closed.", [], "No action is needed: the bridge is closed."),
        ("Nonetheless mend the rail.", ["Nonetheless mend the rail."], ""),
        ("N/A", [], "N/A"),
    ],
)
def test_management_actions_are_told_from_words_that_there_are_none(text, actions, reason):
    """QP-07"""
    assert actions_in(text) == (actions, reason)


@pytest.mark.parametrize(
    ("stage", "listed", "year"),
    [("Closure", None, 2022), ("Design", None, 2019), ("Implementation", None, None), ("Implementation", 2021, 2021)],
)
def test_a_paper_is_of_a_year(stage, listed, year):
    """QP-08"""
    uploads = [Upload("", "Plan", modified_on=date(listed, 3, 4))] if listed else []
    paper = replace(question(uploads=uploads), stage=stage, starts=date(2019, 1, 1))
    assert year_of(paper) == year


def test_clauses_are_printed_with_how_many_must_be_true():
    option = first_options(closure())[0]
    text, join = as_printed(option)
    assert option.join is Join.ALL
    assert (text.count("."), join) == (3, "(all must be true)")


NASTY = st.text(max_size=30) | st.sampled_from(["<script>", "a: b", "- x", "&a *a", "'", '"', "\x85", "…" * 40, "null"])


@given(name=NASTY, text=NASTY, option=NASTY, number=st.integers(-1, 1200) | st.none())
def test_whatever_words_a_paper_has_its_questionnaire_can_be_kept(name, text, option, number):
    record = {
        "stage": "Closure",
        "project_title": "Bridges",
        "sections": [
            {
                "name": name,
                "questions": [
                    {"number": number, "text": text, "options": [{"value": "Yes", "text": option}, {"value": "No"}]}
                ],
            }
        ],
    }
    paper = from_contract(record)
    if is_whole(paper, SCHEME) and text.strip():
        found = questionnaire_of(paper, KNOWN)
        assert questionnaire(dumped(found), None) == found
