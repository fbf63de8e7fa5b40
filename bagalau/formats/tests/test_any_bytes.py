"""Whatever the bytes are, a reader gives a reading or a Problem, and its blocks lie within its text."""

import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bagalau.formats.read import read
from bagalau.formats.reading import Reading
from bagalau.formats.tests.files import docx, line_of_text, paragraph, pdf, run, typeset
from bagalau.lib.problems import Problem

HTML = (
    b"<!doctype html><html><body><h1>T</h1><table><tr><td rowspan=2>a<td>b</table><ol start=2><li>x</ol></body></html>"
)
FILES = {
    "text": "План: the board, қызмет\n1. one\t2\n".encode(),
    "html": HTML,
    "docx": docx(
        paragraph(run("Text", "<w:b/>")) + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", numbering="", styles=""
    ),
    "small.pdf": pdf(line_of_text()),
    "pdf": typeset("= T\n#table(columns: 2, [a], [b], [c], [d])\n- item"),
}


def attempt(data: bytes, name: str = "file") -> None:
    refused, reading = None, Reading("", "")
    try:
        reading = read(data, name)
    except Problem as problem:
        refused = problem
    assert refused is None or (refused.status in (413, 422) and refused.sentence)
    assert all(0 <= block.passage.start <= block.passage.end <= len(reading.text) for block in reading.blocks)
    assert list(reading.pages) == sorted(reading.pages)
    assert not any(offset > len(reading.text) for offset in reading.pages)
    assert not {"\f", "\0", "\r"} & set(reading.text)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(["", "%PDF-1.4\n", "PK\x03\x04", "<html>", "\ufeff"]),
    st.sampled_from(["a.pdf", "a.docx", "a.htm", "a"]),
)
@example(b"\xff\xfe", "", "a")
def test_any_bytes_give_a_reading_or_a_problem(data, start, name):
    attempt(start.encode("latin-1" if start != "\ufeff" else "utf-8") + data, name)


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1 << 30))
def test_a_damaged_file_gives_a_reading_or_a_problem(kind, seed):
    source = random.Random(seed)
    data = bytearray(FILES[kind])
    for _ in range(source.randint(1, 12)):
        data = data or bytearray(b"x")
        at = source.randrange(len(data))
        action = source.randrange(3)
        if action == 0:
            data[at] = source.randrange(256)
        elif action == 1:
            del data[at : at + source.randint(1, 20)]
        else:
            data[at:at] = data[at : at + source.randint(1, 40)]
    attempt(bytes(data), kind)
