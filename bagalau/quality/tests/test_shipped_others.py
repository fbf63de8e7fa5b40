"""What the questionnaires on evaluations, partners and the screening ask; QN-01, QN-02, QN-04.

Source: domain reference, evaluation and quality, parts 2.9 and 3.4; project cycle, parts 1.5 and 1.8."""

import re
from collections.abc import Iterator

import pytest

from bagalau.quality.rules import shipped
from bagalau.quality.rules.questionnaire import Questionnaire, Rates, Stage, Words

SIX = {"6": 6, "5": 5, "4": 4, "3": 3, "2": 2, "1": 1}
FOUR = {"Very Good": 4, "Good": 3, "Satisfactory": 2, "Unsatisfactory": 1}
RISK = {"1": 1, "2": 2, "3": 3, "4": 4}
SCREENING = {"No": 1, "Low": 1, "Moderate": 2, "Substantial": 3, "High": 4}

NAMES = {
    "evaluation-quality-undp@2021": (Rates.EVALUATION, Stage.ONCE, "six-point@1", SIX),
    "geraas@2015": (Rates.EVALUATION, Stage.ONCE, "geraas@1", FOUR),
    "hact-micro@2016": (Rates.PARTNER, Stage.ONCE, "hact-points@1", RISK),
    "hact-micro@2021": (Rates.PARTNER, Stage.ONCE, "hact-points@2", RISK),
    "social-environmental-screening@2021": (Rates.PROJECT, Stage.ONCE, "screening@1", SCREENING),
}

SECTIONS = {
    "evaluation-quality-undp@2021": [
        ("design", 15, 7),
        ("report-and-methods", 30, 8),
        ("cross-cutting", 15, 6),
        ("findings-and-recommendations", 40, 8),
    ],
    "geraas@2015": [
        ("object-and-context", 10, 4),
        ("purpose-and-scope", 5, 3),
        ("methodology", 20, 4),
        ("findings", 20, 4),
        ("conclusions-and-lessons", 15, 3),
        ("recommendations", 15, 3),
        ("gender-and-rights", 10, 3),
        ("presentation", 5, 3),
    ],
    "hact-micro@2016": [
        ("partner", 1, 7),
        ("programme", 1, 6),
        ("staffing", 1, 8),
        ("accounting", 1, 14),
        ("assets", 1, 6),
        ("reporting", 1, 7),
        ("procurement", 1, 8),
    ],
    "hact-micro@2021": [
        ("organisation", 1, 5),
        ("people", 1, 6),
        ("activities", 1, 5),
        ("accountability", 1, 8),
        ("assets", 1, 4),
        ("procurement", 1, 5),
        ("sub-partners", 1, 4),
        ("systems", 1, 4),
    ],
    "social-environmental-screening@2021": [
        ("human-rights", 1, 5),
        ("gender", 1, 4),
        ("sustainability", 1, 3),
        ("accountability", 1, 3),
        ("biodiversity", 1, 6),
        ("climate", 1, 4),
        ("community-health", 1, 4),
        ("cultural-heritage", 1, 3),
        ("displacement", 1, 4),
        ("indigenous-peoples", 1, 3),
        ("labour", 1, 4),
        ("pollution", 1, 5),
    ],
}

NEEDS_ACTION = {
    "evaluation-quality-undp@2021": set(),
    "geraas@2015": set(),
    "hact-micro@2016": {"3", "4"},
    "hact-micro@2021": {"3", "4"},
    "social-environmental-screening@2021": {"Moderate", "Substantial", "High"},
}

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
MIXED = re.compile("[a-z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][a-z]", re.IGNORECASE)


def questionnaire(name: str) -> Questionnaire:
    return shipped.questionnaires()[name]


def texts(one: Questionnaire) -> Iterator[Words]:
    """Whatever people read of it, but for the standard words of what does not apply."""
    yield one.name
    for section in one.sections:
        yield section.name
    for question in one.questions:
        yield question.text
        if question.guidance:
            yield question.guidance
        yield from (option.text for option in question.options if option.applies)


@pytest.mark.parametrize("name", NAMES)
def test_a_questionnaire_says_what_it_rates_when_and_by_which_scheme(name):
    one = questionnaire(name)
    rates, stage, scheme, _ = NAMES[name]
    assert (one.rates, one.stage, one.scheme) == (rates, stage, scheme)
    assert scheme in shipped.schemes()


@pytest.mark.parametrize("name", NAMES)
def test_sections_stand_in_their_order_with_weights_and_questions_qn_01(name):
    one = questionnaire(name)
    assert [(each.code, int(each.weight), len(each.questions)) for each in one.sections] == SECTIONS[name]
    assert [each.number for each in one.questions] == list(range(1, len(list(one.questions)) + 1))
    assert not any(each.critical for each in one.sections)


def test_the_weights_of_sections_make_a_hundred_where_sections_have_some():
    for name in ("evaluation-quality-undp@2021", "geraas@2015"):
        assert sum(each.weight for each in questionnaire(name).sections) == 100


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_the_options_of_its_scale_qn_02(name):
    *_, scale = NAMES[name]
    for question in questionnaire(name).questions:
        assert {each.value: each.score for each in question.options if each.applies} == scale, question.code


@pytest.mark.parametrize("name", ["hact-micro@2016", "hact-micro@2021"])
def test_each_question_on_a_partner_may_not_apply_qn_02(name):
    assert all(question.option("Not Applicable") for question in questionnaire(name).questions)


def test_some_questions_on_evaluations_may_not_apply_and_none_of_the_screening_qn_02():
    spared = {
        name: {each.code for each in questionnaire(name).questions if each.option("Not Applicable")} for name in NAMES
    }
    assert spared["evaluation-quality-undp@2021"] == {"sampling", "disability", "environment", "lessons"}
    assert spared["geraas@2015"] == {"data", "lessons"}
    assert spared["social-environmental-screening@2021"] == set()


@pytest.mark.parametrize("name", NAMES)
def test_weak_answers_on_partners_and_risks_of_projects_ask_for_an_action(name):
    for question in questionnaire(name).questions:
        assert {each.value for each in question.options if each.needs_action} == NEEDS_ACTION[name], question.code


def test_a_good_third_of_the_first_questions_on_partners_are_key_and_every_area_has_some():
    one = questionnaire("hact-micro@2016")
    keys = [sum(each.key for each in section.questions) for section in one.sections]
    assert keys == [3, 2, 2, 7, 1, 2, 3]
    assert 3 * sum(keys) >= len(list(one.questions))


def test_what_to_look_at_is_told_for_each_key_question():
    assert all(each.guidance for each in questionnaire("hact-micro@2016").questions if each.key)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "hact-micro@2016"])
def test_only_the_first_questions_on_partners_are_key(name):
    assert not any(each.key for each in questionnaire(name).questions)


def test_only_the_screening_takes_an_answer_without_a_text():
    asking = {name for name in NAMES if all(each.needs_evidence for each in questionnaire(name).questions)}
    assert set(NAMES) - asking == {"social-environmental-screening@2021"}


@pytest.mark.parametrize("name", NAMES)
def test_every_question_hints_at_what_the_record_may_hold(name):
    assert all(each.hints for each in questionnaire(name).questions)


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_written_in_its_own_letters_qn_04(name):
    for words in texts(questionnaire(name)):
        assert set(words) == {"en", "ru", "kk"}
        assert not CYRILLIC.search(words["en"]), words["en"]
        assert CYRILLIC.search(words["ru"]), words["ru"]
        assert not KAZAKH.search(words["ru"]), words["ru"]
        assert CYRILLIC.search(words["kk"]), words["kk"]
        assert not any(MIXED.search(one) for one in words.values()), words
        assert not any("  " in one or one != one.strip() for one in words.values()), words


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_one_in_each_language_and_said_once_qn_04(name):
    asked = [words for one in questionnaire(name).questions for words in one.text.values()]
    assert all(words.endswith("?") for words in asked)
    assert len(set(asked)) == len(asked)
    assert all(KAZAKH.search(one.text["kk"]) for one in questionnaire(name).questions)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_not_verified_is_labelled_so(name):
    source = questionnaire(name).source
    assert not source.verified
    assert "not verified" in source.text
    assert "in our own words" in source.text


def test_the_first_questions_on_partners_say_how_the_published_form_differs():
    assert "96 questions, 39 of them key questions" in questionnaire("hact-micro@2016").source.text
