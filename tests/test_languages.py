"""Russian and Kazakh are complete, and nothing that a page can say is beyond translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from babel.messages import Message
from django.utils.translation import gettext, override

from bagalau.cli.docs.warnings import doubts
from bagalau.documents.extract import EXTRACTORS, extract
from bagalau.documents.extract.shapes import Field
from bagalau.documents.tests.comparison import SAMPLES
from bagalau.formats.read import read
from bagalau.formats.tests.files import docx
from bagalau.lib.problems import Problem
from bagalau.portal.example import FOLDER
from bagalau.web.messages import LANGUAGES, ROOT, catalogue, collected, missing

PLACE = re.compile(r"%(?:\((\w+)\))?[srd]")
MIXED = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
PAPERS = sorted(
    path
    for path in [*SAMPLES.rglob("*"), *FOLDER.glob("office/**/*")]
    if path.is_file() and not path.name.endswith(".json")
)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """Every text that can be translated."""
    return {text for message in collected() for text in forms(message.id)}


def forms(text: str | Sequence[str]) -> tuple[str, ...]:
    """A text as a tuple: itself, or its singular and plural forms."""
    return (text,) if isinstance(text, str) else tuple(text)


def entries(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


@each_language
def test_no_text_is_missing(language):
    assert missing(language) == [], "Run `make messages` and translate what is new."


@each_language
def test_no_text_is_kept_that_nobody_says_any_more(language, texts):
    assert [message.id for message in entries(language) if forms(message.id)[0] not in texts] == []


@each_language
def test_no_translation_is_a_guess(language):
    assert [message.id for message in entries(language) if message.fuzzy] == []


@each_language
def test_all_plural_forms_are_filled(language):
    needed = catalogue(language).num_plurals
    plurals = [message for message in entries(language) if not isinstance(message.id, str)]
    assert plurals
    assert [one.id for one in plurals if len(one.string) != needed or not all(one.string)] == []


@each_language
def test_placeholders_agree_with_the_english(language):
    wrong = [
        (message.id, form)
        for message in entries(language)
        for form in forms(message.string)
        if sorted(PLACE.findall(form)) != sorted(PLACE.findall(forms(message.id)[-1]))
    ]
    assert wrong == []


@each_language
def test_a_text_ends_as_the_english_does(language):
    """A sentence stays a sentence, a label stays a label."""
    wrong = [
        (message.id, form)
        for message in entries(language)
        for form in forms(message.string)
        if form.endswith((".", ":")) != forms(message.id)[-1].endswith((".", ":"))
    ]
    assert wrong == []


@each_language
def test_no_word_mixes_two_alphabets(language):
    """A Latin letter among Cyrillic ones looks right and is found by no search."""
    said = [form for message in entries(language) for form in forms(message.string)]
    assert [form for form in said if MIXED.search(PLACE.sub("", form))] == []


def test_every_doubt_of_the_extractors_can_be_translated(texts):
    said = {sentence for doubt in doubts() for sentence in doubt.sentences}
    assert said
    assert said - texts == set()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_doubt_about_a_paper_can_be_translated(paper, texts):
    draft = extract(read(paper.read_bytes(), paper.name))
    assert {warning.message for warning in draft.warnings} - texts == set()


def labels(shape: Sequence[Field]) -> Iterator[str]:
    for field in shape:
        yield field.label
        yield from labels(field.fields)


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda one: one.KIND)
def test_every_label_of_a_kind_of_document_can_be_translated(extractor, texts):
    assert {extractor.LABEL, *labels(extractor.SHAPE)} - texts == set()


UNREADABLE = {
    "empty": b"",
    "a picture": b"\x89PNG\r\n\x1a\n",
    "rich text": b"{\\rtf1 Text}",
    "an archive": b"Rar!\x1a\x07",
    "a spreadsheet": b"PK\x03\x04 xl/workbook.xml",
    "a presentation": b"PK\x03\x04 ppt/presentation.xml",
    "an old document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "a broken PDF": b"%PDF-1.7\n",
    "a broken DOCX": docx("<w:p/>")[:-30],
    "bytes": bytes(range(256)) * 4,
    "of no kind": b"A letter to a friend.",
    "too large": bytes(51 << 20),
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_every_refusal_of_a_file_can_be_translated(data, texts):
    with pytest.raises(Problem) as refused:
        extract(read(data, "a"))
    assert refused.value.template in texts


def written_verbs() -> Iterator[str]:
    """What the calls of ``journal.write`` name as done."""
    for path in sorted((ROOT / "bagalau").rglob("*.py")):
        if "tests" not in path.parts:
            yield from _verbs(path)


def _verbs(path: Path) -> Iterator[str]:
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "journal.write":
            given = call.args[1]
            branches = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
            yield from (str(one.value) for one in branches if isinstance(one, ast.Constant))


def test_every_verb_of_the_journal_can_be_translated(texts):
    verbs = set(written_verbs())
    assert {"add", "take out", "put back"} <= verbs
    assert verbs - texts == set()


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Commitments"), ("ru", "Обязательства"), ("kk", "Міндеттемелер")]
)
def test_pages_speak_the_language_that_is_chosen(language, word):
    with override(language):
        assert gettext("Commitments") == word
