import pytest

from bagalau.formats.read import read
from bagalau.lib.problems import Problem


def lines(body: str) -> list[str]:
    text = read(f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>".encode(), "p.html").text
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>Plan <b>2018</b></h1><p>Text</p>", ["# Plan 2018", "Text"]),
        ("<h3>Q1</h3><h3>Q2</h3>", ["### Q1", "### Q2"]),
        ("one<br>two<br/>three", ["one", "two", "three"]),
        ("<div>label</div><div>value</div>", ["label", "value"]),
        ("<p>a &amp; b &lt;c&gt; &eacute;&nbsp;d &#8217;</p>", ["a & b <c> é d ’"]),
        ("<p>soft\n   wrapped   text</p>", ["soft wrapped text"]),
        ("<p>the <i>chosen</i> and <em> one </em>, <strong>bold</strong></p>", ["the *chosen* and *one* , **bold**"]),
        ("<p><b>Status:</b> Completed</p>", ["Status: Completed"]),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>", ["- a", "  - b", "- c"]),
        ("<ol start=3><li>x<li>y<li value=9>z</ol>", ["3. x", "4. y", "9. z"]),
        ("<ul><li>2: <em>It did.</em></li><li></li></ul>after", ["- 2: *It did.*", "after"]),
        ("<pre>a\tb\nc  d</pre>", ["a\tb", "c d"]),
        ("<p>seen</p><script>no</script><style>no</style><p hidden>no</p><p style='display: none'>no</p>", ["seen"]),
        ("<input type=radio checked> Yes <input type=radio> No <input type=hidden value=x>", ["☒ Yes ☐ No"]),
        (
            "<dl><dt>Status:</dt><dd>Open</dd><dt>Site<dd>North<dd hidden>no<dd><p>South</p></dl>",
            ["Status:\tOpen", "Site\tNorth\tSouth"],
        ),
        ("<dl><dt>Steps</dt><dd><ul><li>a</li></ul></dd></dl>", ["Steps", "- a"]),
        ("<select><option>a<option selected>b</select>", ["b"]),
        ("a<!-- comment -->b", ["ab"]),
    ],
)
def test_elements_become_the_notation(body, expected):
    assert lines(body) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "<tr><th>Action</th><th>Due</th></tr><tr><td>Train</td><td>2019/03</td></tr>",
            ["Action\tDue", "Train\t2019/03"],
        ),
        ("<tr><td>a</td><td></td><td>c</td></tr>", ["a\t\tc"]),
        ("<tr><td colspan=2>a</td><td>c</td></tr>", ["a\t\tc"]),
        (
            "<tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td></tr>",
            ["a\tb", "\tc", "d\te"],
        ),
        ("<tr><td>x</td><td rowspan=2>a</td></tr><tr><td>y</td></tr>", ["x\ta", "y\t"]),
        ("<tr><td>one<br>two<p>three</p></td><td><ul><li>i</li><li>j</li></ul></td></tr>", ["one two three\t- i - j"]),
        ("<tr><td><b>Label</b></td><td><b>chosen</b></td><td>c</td></tr>", ["Label\t**chosen**\tc"]),
        ("<tr><td></td><td> </td></tr><tr><td>a</td><td>b</td></tr>", ["a\tb"]),
        ("<tr><td>tab\there</td><td>b</td></tr>", ["tab here\tb"]),
    ],
)
def test_a_table_becomes_one_line_a_row(rows, expected):
    assert lines(f"<table>{rows}</table>") == expected


def test_a_table_that_holds_a_table_is_a_layout():
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    assert lines(f"<table><tr><td>menu</td><td><h2>Plan</h2>{inner}</td></tr></table>") == ["menu", "## Plan", "a\tb"]


@pytest.mark.parametrize(
    "declared", ["<meta charset='windows-1251'>", "<meta http-equiv=c content='text/html; charset=cp1251'>"]
)
def test_a_declared_charset_is_honoured(declared):
    page = f"<html><head>{declared}</head><body><p>План № 7</p></body></html>"
    assert read(page.encode("cp1251"), "p.html").text.strip() == "План № 7"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_page_that_declares_nothing_or_wrongly_is_still_read(encoding):
    page = "<html><head><meta charset='no-such'></head><body><p>План работы</p></body></html>"
    assert read(page.encode(encoding), "p.html").text.strip() == "План работы"


def test_a_part_of_a_page_is_known_by_its_name():
    assert read(b"<p>one<p>two", "part.htm").format == "html"
    assert read(b"<p>one<p>two", "part.txt").format == "text"


def test_a_page_nested_too_deeply_is_refused():
    with pytest.raises(Problem) as caught:
        lines("<div>" * 100_000 + "deep" + "</div>" * 100_000)
    assert caught.value.code == "broken-html"


def test_a_table_of_huge_spans_stays_small():
    cells = "<td colspan=99999 rowspan=99999>a</td>" * 50
    assert len("".join(lines(f"<table>{f'<tr>{cells}</tr>' * 3}</table>"))) < 100_000


def test_an_outside_entity_is_not_fetched():
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>a &x; b</p></body></html>'
    assert read(page.encode(), "p.html").text.strip().endswith("a &x; b")
