"""The pieces of the ERC readers: tags, countries, people, files, items, key actions, languages, and hostile texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagalau.documents.extract import erc_evaluation, erc_response, evaluation_plan, extract
from bagalau.documents.extract.draft import Draft
from bagalau.documents.extract.erc.actions import read_actions
from bagalau.documents.extract.erc.countries import split_countries
from bagalau.documents.extract.erc.files import ROW
from bagalau.documents.extract.erc.items import read_items
from bagalau.documents.extract.erc.lines import page_lines
from bagalau.documents.extract.erc.people import read_person
from bagalau.documents.extract.erc.tags import split_tags
from bagalau.documents.extract.language import language_of
from bagalau.formats.reading import Passage, Reading
from bagalau.lib.problems import Problem
from bagalau.lib.tests.growth import grows_linearly

MODULES = (erc_evaluation, erc_response, evaluation_plan)


def passage(text: str) -> Passage:
    return Reading(text, "text").passage()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("KAZAKHSTAN", ["KAZAKHSTAN"]),
        ("NIGERNIGERIA", ["NIGER", "NIGERIA"]),
        ("GUINEAGUINEA-BISSAUEQUATORIAL GUINEA", ["GUINEA", "GUINEA-BISSAU", "EQUATORIAL GUINEA"]),
        ("DOMINICADOMINICAN REPUBLIC", ["DOMINICA", "DOMINICAN REPUBLIC"]),
        ("MALI, TANZANIA, UNITED REPUBLIC OF, TOGO", ["MALI", "TANZANIA, UNITED REPUBLIC OF", "TOGO"]),
        ("Sierra Leone", ["Sierra Leone"]),
        ("GLOBAL", ["GLOBAL"]),
        ("Utopia, Mali", ["Utopia", "Mali"]),
        ("", []),
    ],
)
def test_countries_are_cut_by_their_names(text, names):
    assert [name.text for name in split_countries(passage(text))[0]] == names


@pytest.mark.parametrize(
    ("text", "tags", "unknown"),
    [
        ("Relevance Agenda 2030 SDG Integration", ["Relevance", "Agenda 2030", "SDG Integration"], []),
        ("Integration South-South Cooperation", ["Integration", "South-South Cooperation"], []),
        ("Efficiency Slow Food Partnership", ["Efficiency", "Slow Food", "Partnership"], ["Slow Food"]),
        ("Climate Change Adaptation, Blue, Energy", ["Climate Change Adaptation", "Blue", "Energy"], ["Blue"]),
        ("", [], []),
    ],
)
def test_tags_are_cut_by_the_longest_known_phrase(text, tags, unknown):
    found, doubtful = split_tags(passage(text))
    assert [tag.text for tag in found] == tags
    assert [tag.text for tag in doubtful] == unknown


@pytest.mark.parametrize(
    ("row", "person"),
    [
        ("Ana Lima Team leader ana@example.org BRAZIL", ("Ana Lima", "Team leader", "BRAZIL")),
        ("Ana Lima", ("Ana Lima", "", "")),
        ("Ana Lima BRAZIL", ("Ana Lima", "", "BRAZIL")),
        ("Ana Lima PhD", ("Ana Lima", "PhD", "")),
        ("Prof. Ana Lima Evaluation specialist", ("Prof. Ana Lima", "Evaluation specialist", "")),
        ("Team Leader FIJI", ("", "Team Leader", "FIJI")),
        ("Ana\tEvaluator\tana@example.org\tPERU", ("Ana", "Evaluator", "PERU")),
        ("Ana | Evaluator | ana@example.org | |", ("Ana", "Evaluator", "")),
    ],
)
def test_a_row_of_the_team_is_cut_into_name_title_and_nationality(row, person):
    found = read_person(passage(row))
    assert found is not None
    assert (found.name.text, found.title.text, found.nationality.text) == person


@pytest.mark.parametrize("row", ["N/A", "n/a", "--", "Name Title Email Nationality", "Name Title Nationality", " "])
def test_a_row_without_a_person_is_none(row):
    assert read_person(passage(row)) is None


def test_the_name_of_a_file_may_hold_the_words_of_the_other_cells():
    match = ROW.search("Download document Final report English summary.pdf report English 1,354.11 KB Posted 16")
    assert match is not None
    assert match.group("type", "language", "size", "downloads") == ("report", "English", "1,354.11 KB", "16")
    assert match.start() == len("Download document Final report English summary.pdf ")


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1\n\nOne:\n\n1. a\n2. b\n\n2\n\nTwo", ["One:\n\n1. a\n2. b", "Two"]),
        ("1 One\n1. a\n2. b\n2 Two", ["One\n1. a\n2. b", "Two"]),
        ("1 One\n2\n\nTwo", ["One", "Two"]),
        ("1.\nOne\n2.\nnot yet\nTag: x\n2.\nTwo", ["One\n2.\nnot yet", "Two"]),
        ("1.\n3.1 One\n2018 was dry\n2.\nTwo", ["3.1 One\n2018 was dry", "Two"]),
        ("no number", []),
        ("", []),
    ],
)
def test_the_numbers_inside_a_text_do_not_split_it(text, items):
    found, _ = read_items(page_lines(Reading(text, "text")))
    assert [item.text.text for item in found] == items


@pytest.mark.parametrize(
    ("due", "status"),
    [
        ("2019/06", "Completed"),
        ("2019/06/30", "Not Initiated"),
        ("No due date", "Initiated"),
        ("2019/06", "Overdue-Not Initiated"),
        ("2019/06", "Overdue - Initiated"),
        ("2019/06", "No Longer Applicable"),
    ],
)
@pytest.mark.parametrize("separator", [" ", "\t", " | "])
def test_a_key_action_is_read_with_and_without_separators(due, status, separator):
    row = separator.join(["Do it\n[Added: 2019/01/02]", "Unit 7", due, status, "In 2019/05 Completed half"])
    (action,) = read_actions(passage(row))
    assert (action.text.text, action.responsible.text) == ("Do it", "Unit 7")
    assert (action.due.text, action.status.text) == (due, status)
    assert action.rest.strip(" |\t").text == "In 2019/05 Completed half"


RESPONSES = """
Status: Completed
Recommendations
1

Ask:

2

villages first.

3

Plant trees.

1. Recommendation:

Ask:

2

villages first.

Management Response: [Added: 2020/01/02]

Yes.
"""


def test_a_listed_recommendation_without_response_is_kept_and_a_number_inside_a_text_is_none():
    record = erc_evaluation.extract(Reading(RESPONSES, "text")).record
    assert [(row["number"], row["text"]) for row in record["recommendations"]] == [
        (1, "Ask:\n\n2\n\nvillages first."),
        (3, "Plant trees."),
    ]
    assert record["recommendations"][1]["response"] is None


def test_a_label_that_nobody_knows_is_left_unread_and_not_taken_into_the_value_before_it():
    text = "Source of Funding: Core\nMoon Phase: full\nKey Stakeholders: all,\nand more"
    draft = erc_evaluation.extract(Reading(text, "text"))
    assert (draft.record["funding_source"], draft.record["stakeholders"]) == ("Core", "all, and more")
    assert [text[span.start : span.end] for span in draft.unread] == ["Moon Phase: full"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The work of the office was good and it will be done again in the year to come.", "en"),
        ("Le travail du bureau est bon et il sera fait dans les années qui viennent.", "fr"),
        ("El trabajo de la oficina fue bueno y se hará en los años que vienen con las alcaldías.", "es"),
        ("O trabalho do escritório foi bom e será feito nos anos que vêm com as ilhas.", "pt"),
        ("Работа в регионе была начата и не прекращалась, что важно для всех.", "ru"),
        ("Бұл жұмыс халық үшін және өңірлер үшін маңызды болып табылады, бірақ әлі де бар.", "kk"),
        ("ToR.docx", None),
        ("", None),
    ],
)
def test_the_language_is_told_by_small_words(text, language):
    assert language_of(text) == language


def test_a_document_of_no_known_kind_is_refused_with_the_kinds_that_are_known():
    with pytest.raises(Problem) as refusal:
        extract(Reading("A letter about nothing.", "text"))
    assert refusal.value.code == "unknown-kind"
    assert "Evaluation plan" in refusal.value.sentence


PIECES = st.sampled_from(
    """
    Evaluation Plan:;2016-2020, Kazakhstan;Evaluation Type:;Outcome;Status:;Title ;1.;2;Tag: ;Lessons;Findings;
    Recommendations;1. Recommendation:;Recommendation:;Management Response:;[Added: 2019/01/02];[Justification: ;
    [Last Updated: 2020/13/99];Key Actions:;Key Action Responsible DueDate Status;2019/06 Completed;No due date;
    Initiated;History;Evaluation Team members:;Document Type Language Size Status Downloads;Download document ;
    report English 1 KB Posted 3;Countries:;GLOBAL;Joint with ;GEF Evaluation: Yes;Corporate Outcome and Output (;
    UNDP Strategic Plan 2018;Latest Evaluations;SN Title Type;Plan Detail (2017-2021);Evaluations Commissioned by;
    12/2019;Project;30,000;![]();**;Contact us;Unit Responsible for providing Management Response:
    """.replace(";\n", ";")
    .strip()
    .split(";")
    + list("|\t\n\n\n\n •?a#É\u2028\r\x0b")
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join))


def assert_within(draft: Draft, text: str) -> None:
    places = [span for spans in draft.spans.values() for span in spans]
    places.extend(draft.unread)
    places.extend(warning.span for warning in draft.warnings if warning.span)
    assert all(0 <= span.start <= span.end <= len(text) for span in places)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_text_makes_a_reader_fail_and_every_place_lies_within_it(text):
    reading = Reading(text, "text")
    for module in MODULES:
        assert 0 <= module.recognises(reading) <= 1
        assert_within(module.extract(reading), text)


LABELS = """
    Plan Detail (2017-2021);Evaluation Type: x;Evaluation Plan;Status;Evaluation Budget (US;Joint with;
    Corporate Outcome;Strategic Plan;Countries: MALI;Title;Findings;1. x;Tag: Climate;1. Recommendation;
    Management Response;
    Key Actions;2019/01 Overdue;Document Type;x report English
"""
HOSTILE = {
    "one long word": lambda size: "a" * size,
    "numbers": lambda size: "1. " * (size // 3),
    "countries": lambda size: "Countries: " + "MALI" * (size // 4),
    "open brackets": lambda size: "1. Recommendation:\nManagement Response:\n" + OPEN * (size // len(OPEN)),
    "key actions": lambda size: "1. Recommendation:\nKey Actions:\n" + OPEN * (size // len(OPEN)),
    "recommendations": lambda size: ANSWERED * (size // len(ANSWERED)),
    "labels": lambda size: LABELLED * (size // len(LABELLED)),
    "bars": lambda size: "| " * (size // 2),
    "files": lambda size: "Document Type Language Size Status Downloads\n" + "report " * (size // 7),
    "tags": lambda size: "Findings\n1.\nx\nTag: " + "Climate " * (size // 8),
    "people": lambda size: "Evaluation Team members:\n" + "A B " * (size // 4),
    "blanks": lambda size: "".join(f"{word}{' ' * (size // 30)}x\n" for word in re.split(r";\s*", LABELS.strip())),
    "tabs": lambda size: "".join(f"{word}{chr(9) * (size // 30)}x\n" for word in re.split(r";\s*", LABELS.strip())),
    "plan": lambda size: "Plan Detail (2017-2021)\nSN Title Type\n1 " + "Project 12/2019 " * (size // 16),
}
OPEN = "[Added: 2019/01/02] [Justification: "
ANSWERED = "1. Recommendation:\nManagement Response: [Added: 2019/01/02]\n"
LABELLED = "Evaluation Plan: 2016-2020, X\nStatus: Completed\nTitle x\n"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_time_for_a_hostile_text_grows_with_its_length_and_no_faster(text, module):
    assert grows_linearly(lambda size: assert_within(module.extract(Reading(text(size), "text")), text(size)), 15_000)
