"""Quality assurance reports: headings in several notations, the chosen option, evidence, uploaded documents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagalau.documents.extract import quality_assessment
from bagalau.documents.extract.draft import plain
from bagalau.documents.extract.quality_assessment.marks import chosen, habit, read_option, starts_option
from bagalau.documents.extract.quality_assessment.narrow import cut_words, vocabulary
from bagalau.documents.extract.quality_assessment.uploads import day, month_first
from bagalau.documents.tests.comparison import differences, sample, samples, undeclared
from bagalau.formats.reading import Passage, Reading

FOLDER = "quality_assessment"


def option(text):
    return read_option(Passage(text, 0, len(text)))


def codes(name):
    return {warning.code for warning in quality_assessment.extract(sample(FOLDER, name)[0]).warnings}


@pytest.mark.parametrize("name", samples(FOLDER))
def test_a_sample_report_gives_its_record(name):
    reading, expected = sample(FOLDER, name)
    draft = quality_assessment.extract(reading)
    assert list(differences(expected, plain(draft.record))) == []
    assert list(undeclared(draft.record, quality_assessment.SHAPE)) == []
    assert draft.unread == ()
    assert quality_assessment.recognises(reading) > 0.5


@pytest.mark.parametrize(
    ("line", "value", "mark"),
    [
        ("- 3: plain", "3", None),
        ("- 3: *in italics (all must be true)*", "3", "italic"),
        ("- **3: in bold**", "3", "bold"),
        ("- **3:** only the label in bold", "3", None),
        ("- 3: *in italics* but (all must be true)", "3", "left-over"),
        ("- 2: with the rest of a mark**", "2", "left-over"),
        ("- 2: <em>by a tag</em>", "2", "italic"),
        ("- <b>2: by a tag</b>", "2", "bold"),
        ("☒ 1: by a check mark", "1", "checked"),
        ("- **☒ 1: by a check mark, in bold**", "1", "checked"),
        ("- **☒ Yes**", "Yes", "checked"),
        ("☐ 1: an empty box", "1", None),
        ("- *Yes*", "Yes", "italic"),
        ("- No", "No", None),
        ("- **Not Applicable**", "Not Applicable", "bold"),
        ("- N/A", "Not Applicable", None),
    ],
)
def test_the_mark_of_an_option_is_told(line, value, mark):
    assert starts_option(line)
    found = option(line)
    assert found is not None
    assert (found.value, found.mark) == (value, mark)


@pytest.mark.parametrize("line", ["3. A numbered line", "No documents available.", "Nothing", "Notable: it", "12: x"])
def test_other_lines_are_no_options(line):
    assert not starts_option(line)


def test_the_text_of_an_option_is_kept_without_its_marks():
    assert option("- 3: *All of it (must be true)*").text == "All of it (must be true)"


def test_the_mark_that_the_document_uses_decides_where_two_stand():
    usual = [option("- 3: *a*"), option("- 2: b")]
    doubtful = [option("- 3: **a**"), option("- 2: *b*"), option("- 1: c")]
    found, _ = chosen(doubtful, habit([usual, usual, doubtful]))
    assert found is not None
    assert found.value == "2"


def test_an_option_may_hold_several_paragraphs():
    head = "Closure Stage Quality Assurance Report\n\nStrategic\n\nQuality Rating: Satisfactory\n\n1. Is it so?\n\n"
    text = f"{head}- 3: *First.*\n\n*And more.*\n\n- 2: Less.\n\n- 1: No.\n\nEvidence:\n\nA note.\n"
    question = quality_assessment.extract(Reading(text, "text")).record["sections"][0]["questions"][0]
    assert [row["value"] for row in question["options"]] == ["3", "2", "1"]
    assert question["options"][0]["text"] == "First. And more."
    assert (question["selected"], question["evidence"]) == ("3", "A note.")


@pytest.mark.parametrize(
    "line",
    [
        "Evidence shows that it did.",
        "Management actions were taken twice.",
        "QA summary was sent to the board.",
        "The quality rating of the data: good.",
        "Strategic",
        "3. A numbered line\n\n- 3: as many\n\n- 2: fewer",
    ],
)
def test_words_like_labels_within_evidence_are_text(line):
    head = "Closure Stage Quality Assurance Report\n\nStrategic\n\nQuality Rating: Satisfactory\n\n1. Is it so?\n\n"
    text = f"{head}- *Yes*\n- No\n\nEvidence:\n\nFirst.\n\n{line}\n\nLast.\n\nList of Uploaded Documents\n"
    (section,) = quality_assessment.extract(Reading(text, "text")).record["sections"]
    (question,) = section["questions"]
    assert question["evidence"] == f"First.\n\n{line}\n\nLast."


def test_dates_follow_the_order_that_the_document_shows():
    assert month_first(["3/4/2021", "3/25/2021"]) is True
    assert month_first(["25/3/2021"]) is False
    assert month_first(["3/4/2021"]) is None
    assert day("3/4/2021 1:05:00 PM", True) == "2021-03-04"
    assert day("3/4/2021", None) is None


def test_words_cut_by_a_narrow_column_are_found():
    text = "The ministry met. The minis try met again on the day."
    assert cut_words(text, vocabulary(text)) == ["minis try"]


def test_doubtful_places_are_named():
    assert {"option-lost", "rating-missing", "words-cut", "label-lost"} <= codes("headings_in_every_notation")
    assert {"numbering-jump", "no-documents"} <= codes("check_marks_and_labels_in_bold")


def test_a_text_longer_than_any_such_paper_is_read_in_part_and_said_so():
    draft = quality_assessment.extract(Reading("a line\n" * 30_000, "text"))
    assert [warning.severity for warning in draft.warnings if warning.code == "too-long"] == ["error"]


# fmt: off
WORDS = st.sampled_from(
    [
        "Closure Stage Quality Assurance Report", "Form Status:", "Quality Rating:", "Strategic", "1. a?",
        "2. b?", "- 3:", "- Yes", "- No", "*", "**", "<b>", "</b>", "\n", "\n\n", "\t", "|", "Evidence:",
        "List of Uploaded Documents", "No documents available.", "1\ta.pdf\tb@example.org\t1/2/2020",
        "QA Summary", "Decision:", "Not Applicable", "a",
    ]
)
# fmt: on


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS | st.text(max_size=5), max_size=40).map(" ".join))
def test_any_text_gives_a_draft_with_places_inside_it(text):
    draft = quality_assessment.extract(Reading(text, "text"))
    assert 0 <= quality_assessment.recognises(Reading(text, "text")) <= 1
    spans = [span for places in draft.spans.values() for span in places]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all("%(" not in warning.text for warning in draft.warnings)
