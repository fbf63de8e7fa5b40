"""Project documents: covers in several forms, budgets whose cells run together, contradictions between the parts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bagalau.documents.extract import project_document
from bagalau.documents.extract.draft import plain
from bagalau.documents.extract.project_document.budget_rows import pair
from bagalau.documents.extract.project_document.labels import label_of
from bagalau.documents.extract.project_document.plan import BudgetLine
from bagalau.documents.extract.project_document.shared_cells import amounts_of, name_and_count
from bagalau.documents.extract.project_document.work_plan import year_of
from bagalau.documents.tests.comparison import differences, sample, samples, undeclared
from bagalau.formats.reading import Passage, Reading

FOLDER = "project_document"


def passage(text):
    return Passage(text, 0, len(text))


def codes(text):
    return {warning.code for warning in project_document.extract(Reading(text, "text")).warnings}


@pytest.mark.parametrize("name", samples(FOLDER))
def test_a_sample_document_gives_its_record(name):
    reading, expected = sample(FOLDER, name)
    draft = project_document.extract(reading)
    assert list(differences(expected, plain(draft.record))) == []
    assert list(undeclared(draft.record, project_document.SHAPE)) == []
    assert draft.unread == ()
    assert project_document.recognises(reading) > 0.5


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Project Title", "title"),
        ("UNDAF Outcome(s):", "undaf_outcome"),
        ("Expected CP Outcome(s): (Those linked to the project)", "programme_outcome"),
        ("Expected Output(s):", "programme_output"),
        ("2013 AWP budget:", "year"),
        ("• Regular", "regular"),
        ("Management Arrangements: National implementation (NIM)", "modality"),
        ("Ministry of Water", None),
        ("Other ministries", None),
    ],
)
def test_labels_of_a_cover_are_known_in_their_forms(cell, name):
    found = label_of(passage(cell))
    assert (found[0] if found else None) == name


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [("GOV RK GOV RK GOV RK", "GOV RK", 3), ("UNDP", "UNDP", 1), ("GOV RK UNDP", "GOV RK UNDP", 1), ("A A", "A", 2)],
)
def test_a_source_repeated_in_its_cell_is_counted(text, name, count):
    assert name_and_count(text) == (name, count)


def lines(*accounts):
    return [BudgetLine(None, passage(account), passage("x")) for account in accounts]


@pytest.mark.parametrize(
    ("accounts", "amounts", "seen", "kept"),
    [
        (["71200", "71600"], 2, set(), ["71200", "71600"]),
        (["71200", "72100", "71200", "71600"], 3, set(), ["71200", "72100", None]),
        (["71300", "71600", "72100"], 2, {"71600"}, ["71300", None]),
        (["71300", "71600", "72100"], 2, set(), [None, None]),
        (["71300"], 2, set(), [None, None]),
    ],
)
def test_labels_that_do_not_fit_the_amounts_are_kept_only_where_sure(accounts, amounts, seen, kept):
    found = pair(lines(*accounts), [passage("1")] * amounts, seen)
    assert [line.account.text if line.account else None for line in found] == kept


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("20,000 9,000", ["20,000", "9,000"]),
        ("30 000 45 000", ["30 000", "45 000"]),
        ("USD 1,250.50", ["1,250.50"]),
        ("4 500,5 999,50", ["4 500,5", "999,50"]),
    ],
)
def test_amounts_in_one_cell_are_told_apart(text, amounts):
    assert [place.text for place in amounts_of(passage(text))] == amounts


@pytest.mark.parametrize(
    ("text", "shared", "amounts"),
    [
        ("500 700 300", 3, ["500", "700", "300"]),
        ("500 700 300", 1, ["500 700 300"]),
        ("1 500 2 700", 2, ["1 500", "2 700"]),
        ("1,050 500 700", 1, ["1,050", "500", "700"]),
    ],
)
def test_a_blank_divides_thousands_or_the_amounts_of_several_rows(text, shared, amounts):
    assert [place.text for place in amounts_of(passage(text), shared)] == amounts


def test_a_subtotal_belongs_to_the_lines_that_make_it_though_another_is_lost():
    rows = "\n".join(f"x\t{n}. Activity result\tX\tP\tS\t71200 a\t{n},000" for n in (1, 2, 3))
    text = f"PROJECT DOCUMENT\nIV. ANNUAL WORK PLAN\nYear 1: 2013\n{rows}\n\t\tSubtotal:\t2,000\n"
    (plan,) = project_document.extract(Reading(text, "text")).record["work_plans"]
    assert [row["subtotal"] for row in plan["activity_results"]] == [None, 2000, None]


def test_a_responsible_party_is_a_source_only_in_the_column_of_sources():
    cover = "PROJECT DOCUMENT\nResponsible Parties:\tUNDP\nAllocated resources:\nGov\tUSD 9,000\n"
    rows = (
        "x\t1. Activity result\tX\tUNDP\tGov\t71200 a\t1,000\n\t\t\t\tUNDP\t71300 b\t2,000\n\t\t\tUNDP\t71600 c\t500\n"
    )
    record = project_document.extract(Reading(f"{cover}IV. ANNUAL WORK PLAN\nYear 1: 2013\n{rows}", "text")).record
    (result,) = record["work_plans"][0]["activity_results"]
    assert [line["source"] for line in result["lines"]] == ["Gov", "UNDP", None]


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("Year 1: 2013", "2013"),
        ("IV. ANNUAL WORK PLAN 2021", "2021"),
        ("2014 Annual Work Plan", "2014"),
        ("AWP 2019", "2019"),
        ("2013 AWP budget: USD 5", None),
        ("In the year 2013 the wells were dry", None),
    ],
)
def test_the_year_of_a_work_plan_stands_in_its_heading(line, year):
    found = year_of(Reading(line, "text").blocks[0])
    assert (found.text if found else None) == year


def test_a_name_after_quarter_marks_is_a_source_only_if_rows_below_show_sources_there():
    head = "PLANNED ACTIVITIES\tTIMEFRAME\t\tBUDGET DESCRIPTION\tAMOUNT\n"
    first = "1. Activity result One\tX\tX\tUNDP\t71200 Consultants\t100\n"
    below = "\t\t\tUNDP\t71600 Travel\t200\n"

    def source(rows):
        draft = project_document.extract(Reading(f"IV. ANNUAL WORK PLAN\n{head}{rows}\t\t\t\tSubtotal:\t300\n", "text"))
        return draft.record["work_plans"][0]["activity_results"][0]["lines"][0]["source"]

    assert source(first) is None
    assert source(first + below) == "UNDP"


@pytest.mark.parametrize(
    ("row", "marks", "quarters"),
    [
        ("1. Activity result A\tX\t\tX\t\tP", 2, [True, False, True, False]),
        ("1. Activity result A\tX\t\tX\tP", 2, None),
        ("1. Activity result A\tX\tX\tX\tX", 4, [True] * 4),
        ("1. Activity result A\tX X\t\tX\t\tP", 3, None),
        ("1. Activity result A\t\t\t\t\tP", None, None),
    ],
)
def test_quarters_are_told_where_the_place_of_every_mark_is_known(row, marks, quarters):
    text = f"IV. ANNUAL WORK PLAN\nPLANNED ACTIVITIES\tTIMEFRAME\t\t\t\tPARTY\n\tQ1\tQ2\tQ3\tQ4\t\n{row}\n"
    (result,) = project_document.extract(Reading(text, "text")).record["work_plans"][0]["activity_results"]
    assert (result["quarter_marks"], result["quarters"]) == (marks, quarters)


def test_a_row_that_ends_before_the_column_of_outputs_is_read():
    head = "ACTIVITY\tSTATUS\tFUNDING SOURCE\tAMOUNT\tOUTPUT"
    text = f"IV. ANNUAL WORK PLAN\n{head}\n1. Activity result A\tUNDP\t71200 a\t500\n"
    plans = project_document.extract(Reading(text, "text")).record["work_plans"]
    assert plans[0]["activity_results"][0]["lines"][0]["amount"] == 500


def test_an_action_in_a_row_of_its_own_has_its_own_quarters():
    head = "PLANNED ACTIVITIES\tQ1\tQ2\tQ3\tQ4\tFUNDING SOURCE\tAMOUNT"
    rows = "1. Activity result A\t\t\t\t\t\t\nAction 1.1. Dig\tX\t\t\t\t\t\nAction 1.2. Fill\t\tX\tX\t\t\t"
    plans = project_document.extract(Reading(f"IV. ANNUAL WORK PLAN\n{head}\n{rows}\n", "text")).record["work_plans"]
    actions = plans[0]["activity_results"][0]["actions"]
    assert [(action["number"], action["quarter_marks"]) for action in actions] == [("1.1", 1), ("1.2", 2)]
    assert actions[1]["quarters"] == [False, True, True, False]


@pytest.mark.parametrize(
    ("clause", "meetings"),
    [
        ("The Project Board will meet at least twice a year.", 2),
        ("It decides. The Board shall convene 4 times per year.", 4),
        ("The board meets every six months.", 2),
        ("Meetings of the board are held quarterly.", 4),
        ("The board decides twice a year.", None),
        ("The team meets twice a year.", None),
    ],
)
def test_how_often_the_board_meets_is_read_from_its_sentence(clause, meetings):
    record = project_document.extract(Reading(f"V. MANAGEMENT ARRANGEMENTS\n{clause}\n", "text")).record
    assert record["board_meetings_a_year"] == meetings


@pytest.mark.parametrize(
    ("clause", "languages", "prevails"),
    [
        ("Made in two copies in English and Russian languages; the English version shall prevail.", 2, "English"),
        ("Signed in three languages: Kazakh, Russian and English. The Kazakh text prevails.", 3, "Kazakh"),
        ("The manager has excellent knowledge of English, Russian and Kazakh.", 0, None),
        ("Составлен на английском и русском языках. Преимущественную силу имеет английская версия.", 2, "English"),
        ("Документ составлен на языках: русский, казахский. Текст на русском языке имеет приоритет.", 2, "Russian"),
        ("Менеджер свободно владеет английским и русским.", 0, None),
    ],
)
def test_the_languages_of_a_document_are_not_those_of_its_staff(clause, languages, prevails):
    record = project_document.extract(Reading(f"VII. LEGAL CONTEXT\n{clause}\n", "text")).record
    assert (len(record["languages"]), record["prevailing_language"]) == (languages, prevails)


def test_without_a_note_the_rate_of_cost_recovery_is_that_of_its_budget_line():
    row = "1. Activity result A\tX\tP\tS\t75100 General Management Support (8%)\t800"
    record = project_document.extract(Reading(f"IV. ANNUAL WORK PLAN\nYear 1: 2015\n{row}\n", "text")).record
    assert record["gms"] == {"rate": 8, "each_activity_result": None}


def test_contradictions_and_gaps_are_named():
    plan = (
        "IV. ANNUAL WORK PLAN\nYear 1: 2013\n1. Activity result A\tUNDP GOV 71200 x\t100\n\tSubtotal:\t90\nTotal\t95\n"
    )
    assert {"subtotal-differs", "total-differs"} <= codes(plan)
    cover = "PROJECT DOCUMENT\n2013 AWP budget:\tUSD 80\nTotal resources required\tUSD 100\n"
    assert "cover-differs" in codes(f"{cover}{plan}")
    sources = "Total resources required\tUSD 500\nTotal allocated resources\tUSD 500\nA\tUSD 100\nB\tUSD 300\n"
    assert "cover-differs" in codes(sources)
    assert "numbering-jump" in codes("Activity Result 1\tx\tStart Date: a\nActivity Result 4\tx\tStart Date: b")
    assert "baseline-words" in codes(
        "III. RESULTS AND RESOURCES FRAMEWORK\nOutcome indicators: Indicator: a Baseline: None"
    )
    assert "category-missing" in codes("#\tDescription\tCategory\tImpact\n1\tStorm\t\thigh\n")


def test_the_same_thing_counted_differently_is_named():
    reading, _ = sample(FOLDER, "label_lines_and_plain_tables")
    said = [warning.text for warning in project_document.extract(reading).warnings if warning.code == "count-differs"]
    assert said == ["The framework says 3 valleys, the work plan 5."]


def test_a_text_longer_than_any_such_paper_is_read_in_part_and_said_so():
    draft = project_document.extract(Reading("a line\n" * 30_000, "text"))
    assert [warning.severity for warning in draft.warnings if warning.code == "too-long"] == ["error"]


# fmt: off
WORDS = st.sampled_from(
    [
        "PROJECT DOCUMENT", "Project Title:", "Start date:", "2013 AWP budget:", "Total allocated resources:",
        "Regular", "\n", "\n\n", "\t", "|", "   ", "Year 1: 2013", "IV. ANNUAL WORK PLAN",
        "V. MANAGEMENT ARRANGEMENTS", "Subtotal:", "TOTAL", "1. Activity Result",
        "Activity Result 2 Start Date: x", "Action 1.", "Output 1", "Target 1", "71200 a", "72100", "X", "1,000",
        "500", "INTENDED OUTPUTS\tOUTPUT TARGETS", "Outcome indicators: Indicator: Baseline:", "Agreed by a:",
        "a", "#\tDescription\tCategory", "Type of action\tDue by\tStatus", "ANNEX 1: Risk Log", "Organization:",
        "tolerance", "5 %", "Contact person:", "<p>", "</p>", "- Chair: b", "10 weeks", "Baseline:", "Indicator 1:",
        "Intended Outcome as stated:", "Applicable Key Result Area (from 2008-2013 Strategic Plan):", "Q 1\tQ 2",
        "GMS (7%) for each Activity Result", "made in English and Russian languages", "English version shall prevail",
        "The board shall meet twice a year", "Project Assurance is", "Project Manager: a", "OUTPUT 1: a", "\tX\tX\tX",
        "Indicator\tBaseline\tYear\tTarget\t2015", "Target\tText\tBaseline", "Activity result\tActions\tInputs",
        "Party\tPosition\tName", "Role\tMember", "Activity result\tQ1\tQ2\tQ3\tQ4\tFunding source\tAmount",
        "Project manager\ta", "Gender marker\t2", "Source\tAmount", "–", "\n1. a\t", "\tДействие 1. a",
        "Итого\t5 000,5",
        "ANNEX 3: Terms of Reference", "PLANNED ACTIVITIES\tTIMEFRAME\tRESPONSIBLE PARTY\tFUNDING SOURCE",
    ]
)
# fmt: on


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS | st.text(max_size=5), max_size=50).map(" ".join))
def test_any_text_gives_a_draft_with_places_inside_it(text):
    draft = project_document.extract(Reading(text, "text"))
    assert 0 <= project_document.recognises(Reading(text, "text")) <= 1
    spans = [span for places in draft.spans.values() for span in places]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all("%(" not in warning.text for warning in draft.warnings)
