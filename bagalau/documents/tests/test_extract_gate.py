"""GATE responses: pages whose labels are lost, rows whose cells ran together, lists whose values hold commas."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagalau.documents.extract import gate_response
from bagalau.documents.extract.draft import plain
from bagalau.documents.extract.gate_response.actions import action_rows, with_responsible
from bagalau.documents.extract.gate_response.known import CLASSIFICATIONS, split_values
from bagalau.documents.tests.comparison import differences, sample, samples, undeclared
from bagalau.formats.reading import Passage, Reading

FOLDER = "gate_response"


def passage(text):
    return Passage(text, 0, len(text))


def codes(name):
    return {warning.code for warning in gate_response.extract(sample(FOLDER, name)[0]).warnings}


@pytest.mark.parametrize("name", samples(FOLDER))
def test_a_sample_page_gives_its_record(name):
    reading, expected = sample(FOLDER, name)
    draft = gate_response.extract(reading)
    assert list(differences(expected, plain(draft.record))) == []
    assert list(undeclared(draft.record, gate_response.SHAPE)) == []
    assert draft.unread == ()
    assert gate_response.recognises(reading) > 0.5


@pytest.mark.parametrize(
    ("list_name", "text", "values"),
    [
        ("operating_principles", "Evidence, Data and statistics", ["Evidence, Data and statistics"]),
        ("operating_principles", "Advocacy, Partnership", ["Advocacy", "Partnership"]),
        ("operating_principles", "Advocacy, Something new", ["Advocacy", "Something new"]),
        ("thematic_area", "Peace, security and humanitarian action", ["Peace, security and humanitarian action"]),
        ("thematic_area", "Trade (ports, roads), Not applicable", ["Trade (ports, roads)", "Not applicable"]),
        ("thematic_area", "", []),
    ],
)
def test_a_list_is_cut_by_its_known_values(list_name, text, values):
    found = split_values(passage(text), CLASSIFICATIONS[list_name])
    assert [place.text for place, _ in found] == values


@pytest.mark.parametrize(
    ("row", "action", "responsible"),
    [
        ("Train the staff. UN Women Elmland CO", "Train the staff.", "UN Women Elmland CO"),
        ("Train the staff UN Women Elmland CO", "Train the staff", "UN Women Elmland CO"),
        ("Meet the National Assembly UN Women CO", "Meet the National Assembly", "UN Women CO"),
        ("Train the staff Programme Team UN Women CO", "Train the staff", "Programme Team UN Women CO"),
        (
            "Train the staff. UN Women CO, government institutions",
            "Train the staff.",
            "UN Women CO, government institutions",
        ),
        ("Send it to Dr. Reed and the board. Head of Office", "Send it to Dr. Reed and the board.", "Head of Office"),
        ("Write the plan Write the plan", "Write the plan", "Write the plan"),
        ("Former le personnel. Équipe programme", "Former le personnel.", "Équipe programme"),
        ("Publish all data of the programme.", "Publish all data of the programme.", None),
        ("publish whatever is known so far", "publish whatever is known so far", None),
    ],
)
def test_the_responsible_party_is_told_from_the_action(row, action, responsible):
    (found,) = with_responsible(action_rows(passage(f"{row} 2024/05 Initiated")), [])
    assert (found.text.text, found.responsible.text or None) == (action, responsible)


def test_a_name_surely_read_in_one_row_is_found_in_another():
    table = "Train all. Port Board\n2024/05 Completed\nAgree on rules with the Harbour Port Board 2024/06 Initiated"
    rows = with_responsible(action_rows(passage(table.replace("\n2024/05", " 2024/05"))), [])
    assert [row.responsible.text for row in rows] == ["Port Board", "Port Board"]


def test_dates_and_statuses_in_a_comment_begin_no_row():
    rows = action_rows(passage("Do it. CO 2020/06 Completed Begun 2019/11 Initiated, then 2020/04 Completed"))
    assert [row.comment.text for row in rows] == ["Begun 2019/11 Initiated, then 2020/04 Completed"]


def test_a_comment_may_go_on_after_its_line():
    next_row = "Do the next thing with all the partners. CO 2020/07 Initiated"
    table = f"Do it. CO 2020/06 Completed First line\nand second.\n{next_row}"
    first, second = action_rows(passage(table))
    assert first.comment.text == "First line\nand second."
    assert second.text.text.startswith("Do the next")


def test_cells_on_lines_of_their_own_are_told_apart():
    first, second = action_rows(passage("Do it\nCO\n2020/06\nCompleted\nDo more\nRO\n2020/07\nInitiated"))
    assert (first.text.text, first.responsible.text) == ("Do it", "CO")
    assert (second.text.text, second.responsible.text) == ("Do more", "RO")


def test_a_plan_is_known_by_its_form_where_no_sign_stands_before_it():
    menu = "GATE System\nToggle navigation\nElmland\n(CO)\n"
    text = f"{menu}2014 - 2015 , Elmland (CO)\nRecommendation: a\nUNEG Criteria: Impact\n"
    record = gate_response.extract(Reading(text, "text")).record
    assert record["plan"] == {"period": "2014-2015", "unit": "Elmland", "unit_type": "CO"}


def test_doubtful_places_are_named():
    assert {"label-lost", "category-empty"} <= codes("six_lines_two_empty")
    assert "no-recommendations" in codes("menu_and_nothing_else")
    assert "cut-at-end" in codes("cut_at_the_end")
    assert "unknown-value" in codes("labels_and_cells")
    assert "responsible-repeats" in codes("no_header")


def test_a_pasted_comment_and_actions_that_nobody_began_are_named():
    row = "Do the thing. CO 2024/05 Initiated The same long comment stands at every row.\n"
    text = f"Management Response\nRecommendation: a\nManagement Response Category: Maybe\nKey Actions\n{row * 3}"
    warnings = gate_response.extract(Reading(text, "text")).warnings
    assert {"comment-pasted", "all-initiated", "unknown-value"} <= {warning.code for warning in warnings}


def test_a_text_longer_than_any_such_paper_is_read_in_part_and_said_so():
    draft = gate_response.extract(Reading("a line\n" * 30_000, "text"))
    assert [warning.severity for warning in draft.warnings if warning.code == "too-long"] == ["error"]


# fmt: off
WORDS = st.sampled_from(
    [
        ":", "Recommendation:", "Management Response:", "Management Response Category:", "UNEG Criteria:",
        "Key Actions", "Description:", "\n", "\n\n", "\t", "|", "2024/05", "Completed", "Initiated", "UN Women",
        ". ", "a", ", ", "(", "2014 - 2015 , X (CO)", "Approved", "Toggle navigation",
        "Responsible Deadline Status Comments", "No",
    ]
)
# fmt: on


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS | st.text(max_size=5), max_size=40).map(" ".join))
def test_any_text_gives_a_draft_with_places_inside_it(text):
    draft = gate_response.extract(Reading(text, "text"))
    assert 0 <= gate_response.recognises(Reading(text, "text")) <= 1
    spans = [span for places in draft.spans.values() for span in places]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all(re.search(r"%\(", warning.text) is None for warning in draft.warnings)
