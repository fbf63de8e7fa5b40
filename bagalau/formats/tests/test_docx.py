import pytest
from docx import Document

from bagalau.formats.read import read
from bagalau.formats.read.docx import has_tracked_changes
from bagalau.formats.tests.files import KAZAKH, archive, docx, paragraph, run, saved
from bagalau.lib.problems import Problem


def lines(data: bytes) -> list[str]:
    return [line for line in read(data, "a.docx").text.split("\n") if line.strip()]


def test_a_document_of_a_word_processor_is_read_whole():
    document = Document()
    document.add_heading("Management response", 1)
    document.add_heading("Plan", 2)
    item = document.add_paragraph("Status", style="List Bullet")
    item.add_run(" chosen").italic = True
    document.add_paragraph("first", style="List Number")
    document.add_paragraph(f"second {KAZAKH}", style="List Number")
    table = document.add_table(3, 3)
    table.cell(0, 0).text = "Action"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Due"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Train\nthe staff"
    table.cell(1, 1).text = "2019"
    table.cell(2, 2).paragraphs[0].add_run("yes").bold = True
    assert lines(saved(document)) == [
        "# Management response",
        "## Plan",
        "- Status *chosen*",
        "1. first",
        f"2. second {KAZAKH}",
        "Action\tDue\t",
        "Train the staff\t2019\t",
        "\t\t**yes**",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("Plan ") + run("2018", "<w:b/>"), "Plan **2018**"),
        (run("Status:", "<w:b/>") + run(" Completed"), "Status: Completed"),
        (run("not", '<w:b w:val="0"/>'), "not"),
        (run("kept") + f"<w:del>{run('gone')}</w:del><w:ins>{run(' and new')}</w:ins>", "kept and new"),
        (run("seen") + run(" hidden", "<w:vanish/>"), "seen"),
        (f"<w:hyperlink>{run('the link')}</w:hyperlink>", "the link"),
        ("<w:r><w:t>Start:</w:t><w:tab/><w:t>2018</w:t></w:r>", "Start:\t2018"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> yes</w:t></w:r>', "☒ yes"),
        ("<w:r><w:t>multi</w:t><w:noBreakHyphen/><w:t>year</w:t></w:r>", "multi-year"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('chosen item')}</w:sdtContent></w:sdt>", "chosen item"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("text"), "text"),
    ],
)
def test_runs_are_written_as_they_are_shown(content, expected):
    assert lines(docx(paragraph(content))) == [expected]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (run("kept"), False),
        (run("kept") + f"<w:ins>{run(' and new')}</w:ins>", True),
        (run("kept") + f"<w:del>{run(' and gone')}</w:del>", True),
        (f"<w:moveFrom>{run('here')}</w:moveFrom>", True),
        (run("the end", "<w:ins/>"), True),
        (run("ins and del"), False),
    ],
)
def test_tracked_changes_are_known(content, found):
    assert has_tracked_changes(docx(paragraph(content))) is found


def test_a_line_break_within_a_paragraph_ends_the_line():
    assert lines(docx(paragraph("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>"))) == ["one", "two"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{paragraph(run('in the box'))}</w:txbxContent>"
    other = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = (
        f'<mc:AlternateContent xmlns:mc="{other}"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert lines(docx(paragraph(run("before"), f"<w:r>{both}</w:r>"))) == ["before", "in the box"]


def test_footnotes_stand_at_the_end():
    notes = f'<w:footnote w:id="2">{paragraph(run("The note."))}</w:footnote>'
    body = paragraph(run("Text"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" goes on")) + paragraph(run("End"))
    assert lines(docx(body, footnotes=notes)) == ["Text[^1] goes on", "End", "[^1]: The note."]


def test_a_style_in_another_language_is_a_heading_by_its_inner_name():
    styles = (
        '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = "".join(
        paragraph(run(name), properties=f'<w:pStyle w:val="{name}"/>') for name in ("berschrift1", "Own", "A")
    )
    assert lines(docx(body, styles=styles)) == ["# berschrift1", "# Own", "A"]


def test_lists_are_numbered_as_shown():
    def level(at: int, kind: str, text: str) -> str:
        return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'

    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "decimal", "%1.%2")}'
        f'{level(2, "lowerRoman", "(%3)")}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="6"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    items = [(5, 0), (5, 1), (5, 1), (5, 2), (5, 0), (5, 1), (6, 0), (6, 0)]
    body = "".join(
        paragraph(run("x"), properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')
        for number, at in items
    )
    assert lines(docx(body, numbering=numbering)) == [
        "1. x", "1.1 x", "1.2 x", "(i) x", "2. x", "2.1 x", "1. x", "2. x",
    ]  # fmt: skip


def test_pages_begin_where_they_were_last_shown():
    shown = "<w:r><w:lastRenderedPageBreak/></w:r>"
    made = '<w:r><w:br w:type="page"/></w:r>'
    heading = '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    body = (
        paragraph(run("one")) + paragraph(made) + paragraph(shown, run("Two"), properties='<w:pStyle w:val="H"/>')
        + f"<w:tbl><w:tr><w:tc>{paragraph(shown, run('a'))}</w:tc><w:tc>{paragraph(run('b'))}</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    reading = read(docx(body, styles=heading), "a.docx")
    assert [(block.text, block.page) for block in reading.blocks] == [("one", 1), ("# Two", 2), ("a\tb", 3)]


def test_page_breaks_count_where_no_others_are_marked():
    body = paragraph(run("one"), '<w:r><w:br w:type="page"/></w:r>') + paragraph(run("two"))
    assert [block.page for block in read(docx(body), "a.docx").blocks] == [1, 2]


def test_a_table_within_a_table_is_read_on_its_own():
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(run('a'))}</w:tc><w:tc>{paragraph(run('b'))}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph(run('side'))}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert lines(docx(outer)) == ["side", "a\tb"]


def test_a_strict_document_is_read_like_any_other():
    xml = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>%s</w:body></w:document>'
    assert lines(archive({"word/document.xml": xml % paragraph(run("text"))})) == ["text"]


def test_a_document_without_text_is_refused():
    with pytest.raises(Problem) as caught:
        read(saved(), "a.docx")
    assert caught.value.code == "no-text"
