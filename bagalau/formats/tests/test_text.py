import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.formats.read import read
from bagalau.lib.problems import Problem

RUSSIAN = "Отчёт об оценке: программа развития, Казахстан.\nИтоги выполнения плана за 2018 год"
KAZAKH = "Қазақстан Республикасының өңірлері бойынша есеп.\nҚызмет көрсету сапасын бағалау"
FRENCH = "Évaluation à mi-parcours : résultats « élevés » – coût 20 €.\nAño, señor, ação, más"
ENGLISH = "Management response\n- 2: *The board met* twice\tCompleted\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "ascii"),
        *[
            (text, encoding)
            for text in (RUSSIAN, KAZAKH, FRENCH, ENGLISH)
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
        ],
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (KAZAKH, "kz1048"),
        (FRENCH, "cp1252"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_has(text, encoding):
    assert read(text.encode(encoding), "plan.txt").text == text


def test_big_endian_text_with_its_mark_is_read():
    assert read(codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"), "plan.txt").text == RUSSIAN


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_every_newline_becomes_the_same(newline):
    assert read(f"one{newline}two{newline}{newline}three".encode(), "a.md").text == "one\ntwo\n\nthree"


def test_a_form_feed_begins_a_page():
    reading = read(b"first\fsecond\n\fthird", "a.txt")
    assert reading.text == "first\nsecond\n\nthird"
    assert [block.page for block in reading.blocks] == [1, 2, 3]


def test_a_text_without_form_feeds_has_no_pages():
    assert read(b"first", "a.txt").pages == ()


def test_a_stray_sign_of_a_copied_page_that_nothing_can_show_becomes_a_blank():
    text = "A word divi\x02ded. A\ufffe sign." + "More text of the page. " * 20
    assert read(text.encode(), "a.txt").text == text.replace("\x02", " ").replace("\ufffe", " ")


@pytest.mark.parametrize("data", [b"abc\0def\0ghi" * 9, b"\x01\x02\x03abc", bytes(range(256)) * 4])
def test_binary_data_is_refused(data):
    with pytest.raises(Problem) as caught:
        read(data, "a.txt")
    assert (caught.value.code, caught.value.status) == ("unknown-format", 422)


def test_markup_within_a_text_stays_as_it_is():
    text = "\n# Report\n\n<b>Rating:</b>\tSatisfactory\n| a | b |\n"
    reading = read(text.encode(), "report.md")
    assert (reading.text, reading.format) == (text, "text")


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1))
def test_any_utf8_text_comes_back_unchanged_but_for_newlines(text):
    if text.strip(" \t\r\n\f\ufeff") and not text.startswith(("BM", "%PDF-")):
        expected = text.removeprefix("\ufeff").replace("\u2028", "\n").replace("\u2029", "\n")
        if expected.strip():
            assert read(text.encode(), "a.txt").text == expected
