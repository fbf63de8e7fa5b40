import io

import pypdfium2
import pytest

from bagalau.formats.read import read
from bagalau.formats.tests.files import KAZAKH, line_of_text, pdf, typeset

LONG = "The regional hub trained the staff of nine offices and reported what had come of it to the board. "


def lines(source: str) -> list[str]:
    return [line for line in read(typeset(source), "a.pdf").text.split("\n") if line]


def test_paragraphs_headings_and_items_come_out_of_printed_lines():
    assert lines(f"= Plan for 2018\n{LONG * 3}\n\n{LONG * 2}\n- short {KAZAKH}\n- {LONG * 2}\n+ first\n+ second") == [
        "# Plan for 2018",
        (LONG * 3).strip(),
        (LONG * 2).strip(),
        f"- short {KAZAKH}",
        "- " + (LONG * 2).strip(),
        "1. first",
        "2. second",
    ]


def test_short_lines_stay_apart():
    assert lines(r"Status: Completed \ Planned end: 12/2018 \ Budget: 20,000") == [
        "Status: Completed",
        "Planned end: 12/2018",
        "Budget: 20,000",
    ]


def test_emphasis_is_kept_where_it_marks_a_choice():
    assert lines("*Rating:* good and _chosen_\n\n- 2: _The board met._") == [
        "Rating: good and *chosen*",
        "- 2: *The board met.*",
    ]


def test_a_word_divided_at_a_line_end_is_whole_again():
    source = f'#set page(width: 6cm)\n#set par(justify: true)\n#set text(hyphenate: true, lang: "en")\n{LONG * 4}'
    assert lines(source) == [(LONG * 4).strip()]


def test_a_label_and_its_value_side_by_side_make_a_row():
    source = (
        "#grid(columns: (4cm, 1fr), row-gutter: 8pt, [Project title], [Better services], "
        f"[Expected output \\ (of the plan)], [{LONG * 2}], [Start], [2018])"
    )
    assert lines(source) == [
        "Project title\tBetter services",
        f"Expected output (of the plan)\t{(LONG * 2).strip()}",
        "Start\t2018",
    ]


TABLE = """#table(columns: (1fr, 1fr, 1fr), {stroke}
  [*Action*], [*Due*], [*Status*],
  table.cell(rowspan: 2)[Train the staff of all the offices in the regions], [2019/03], [],
  [2019/06], [Done],
  table.cell(colspan: 2)[Total], [2 of 2])"""
ROWS = [
    "Action\tDue\tStatus",
    "Train the staff of all the offices in the regions\t2019/03\t",
    "\t2019/06\tDone",
    "Total\t\t2 of 2",
]


@pytest.mark.parametrize("stroke", ["", "stroke: 0.2pt,", "stroke: 2pt + gray,"])
def test_a_ruled_table_becomes_rows_with_merged_and_empty_cells(stroke):
    assert lines(f"Before\n{TABLE.format(stroke=stroke)}\nAfter") == ["Before", *ROWS, "After"]


def test_a_table_without_lines_at_its_sides_keeps_its_outer_columns():
    rule = "stroke: (x, y) => (left: if x > 0 { 1pt }, top: 1pt, bottom: 1pt),"
    assert lines(TABLE.format(stroke=rule)) == ROWS


@pytest.mark.parametrize("lines_below", ["every row", "the head"])
def test_a_table_with_horizontal_lines_only_becomes_rows(lines_below):
    stroke = "(x: none, y: 1pt)" if lines_below == "every row" else "none"
    rule = "" if lines_below == "every row" else "table.hline(),"
    source = f"""#table(columns: 3, stroke: {stroke}, {rule} [Name], [Due], [Status], {rule}
      [Train the staff], [2019/03], [Done], [Report], [], [Open], {rule})"""
    assert lines(source) == ["Name\tDue\tStatus", "Train the staff\t2019/03\tDone", "Report\t\tOpen"]


def test_two_tables_that_touch_are_read_with_their_own_columns():
    upper = "#table(columns: (6cm, 6cm), [a], [b], [c], [d])"
    lower = "#v(-1.2em)#table(columns: (3cm, 5cm, 4cm), [e], [f], [g], [h], [i], [j])"
    assert lines(upper + lower) == ["a\tb", "c\td", "e\tf\tg", "h\ti\tj"]


def test_a_box_around_a_paragraph_is_no_table():
    assert lines(f"#rect(width: 100%)[{LONG * 3}]") == [(LONG * 3).strip()]


def test_a_table_over_two_pages_keeps_its_head_once_and_its_cut_row_whole():
    row = "[{0}], [" + "the staff of nine offices and of the board " * 12 + "], [end],"
    rows = "".join(row.format(f"R{number}") for number in range(6))
    source = f"""#set page(height: 12cm)
    #table(columns: (1fr, 3fr, 1fr), table.header([Code], [Text], [State]), {rows})"""
    assert lines(source) == [
        "Code\tText\tState",
        *(f"R{n}\t{('the staff of nine offices and of the board ' * 12).strip()}\tend" for n in range(6)),
    ]


def test_pages_begin_where_they_do():
    reading = read(typeset("= One\n#pagebreak()\nTwo.\n#pagebreak()\nThree."), "a.pdf")
    assert [(block.text.strip("# "), block.page) for block in reading.blocks] == [
        ("One", 1),
        ("Two.", 2),
        ("Three.", 3),
    ]


def test_page_numbers_go_and_a_running_head_stands_once():
    source = '#set page(numbering: "1 / 1", header: [Country programme])\n' + "#pagebreak()\n".join(
        f"Page text {letter}.\n" for letter in "abcd"
    )
    assert lines(source) == ["Country programme", *(f"Page text {letter}." for letter in "abcd")]


def test_a_sentence_over_a_page_end_is_one():
    source = f"#set page(height: 5cm)\n{LONG.strip(' .') + ', '}" + (LONG.lower().strip(" .") + ", ") * 12 + "at last."
    assert len(lines(source)) == 1


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_rotated_page_is_read_as_it_is_shown(turn):
    document = pypdfium2.PdfDocument(typeset(f"#set page(margin: 2cm)\n{TABLE.format(stroke='')}\n{LONG * 3}"))
    document[0].set_rotation(turn)
    # What is drawn upright on the stored page then lies on its side: it must at least be read without loss.
    file = io.BytesIO()
    document.save(file)
    text = read(file.getvalue(), "a.pdf").text
    assert all(word in text for word in ("Train", "2019/06", "Done", "regional"))


def test_a_page_drawn_sideways_and_shown_upright_keeps_its_table():
    cells = b" ".join(
        b"BT /F 10 Tf 0 1 -1 0 %d %d Tm (%s) Tj ET" % (100 + 40 * row, 50 + 150 * column, text)
        for row, texts in enumerate([(b"Action", b"Due"), (b"Train", b"2019")])
        for column, text in enumerate(texts)
    )
    rules = b"".join(b"%d 40 m %d 340 l S " % (x, x) for x in (80, 120, 160))
    rules += b"".join(b"80 %d m 160 %d l S " % (y, y) for y in (40, 190, 340))
    reading = read(pdf(cells + b" " + rules, page=b"/Rotate 90"), "a.pdf")
    assert [block.text for block in reading.blocks] == ["Action\tDue", "Train\t2019"]


def test_a_bullet_that_is_drawn_counts_as_one():
    dot = b"40 702 m 44 702 l 44 706 l 40 706 l h f "
    assert read(pdf(dot + line_of_text()), "a.pdf").text.strip() == "- Hello board"
