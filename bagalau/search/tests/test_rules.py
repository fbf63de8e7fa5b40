"""The query language, snippets and likeness, without an engine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.lib.tests.growth import grows_linearly
from bagalau.lib.words import content
from bagalau.search.rules import All, Marks, Not, Term, matched, parse, said, snippet, wanted
from bagalau.search.rules.alike import alike, weight
from bagalau.search.rules.parser import LONGEST


def understood(text: str) -> str:
    meaning = parse(text).meaning
    return said(meaning) if meaning else ""


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("mills water", "mills AND water"),  # S-01
        ("the mills of the village", "mills AND village"),
        ("the", "the"),
        ("  Mills   mills ", "mills"),
        ('"quality of water"', "“quality of water”"),  # S-02
        ("«качество воды» отчёт", "“качество воды” AND отчет"),
        ("“one” „two“", "“one” AND “two”"),
        ("water OR wells training", "water OR (wells AND training)"),  # S-03
        ("(water | wells) && training", "(water OR wells) AND training"),
        ("вода ИЛИ колодцы", "вода OR колодцы"),
        ("су НЕМЕСЕ құдық", "су OR құдық"),
        ("training -online", "training AND NOT online"),  # S-04
        ('NOT "work plan" NOT NOT x2', "NOT “work plan” AND x2"),
        ("мельница НЕ вода", "мельница AND NOT вода"),
        ("training -(online OR remote)", "training AND NOT (online OR remote)"),
        ("-online", "NOT online"),
        ("year:2020", "year: 2020"),  # S-05
        ("year:2019..2022", "year: 2019–2022"),
        ("2022-2019", "year: 2019–2022"),
        ("year:>2020 year:<=2021", "year: 2021– AND year: –2021"),
        ("год:2020,2021", "year: 2020 OR year: 2021"),
        ("kind:finding, lesson mills", "kind: finding, lesson AND mills"),
        ('status:"not initiated"', "status: not initiated"),
        ("unit: CO1", "unit: co1"),
        ("критерий:актуальность", "criterion: актуальность"),
        ("тілі:қазақша", "language: kk"),
        ("sdg:5 цур:6", "SDG: 5 AND SDG: 6"),
        ("entrep*", "entrep…"),  # S-06
        ("follow-up", "follow-up"),
        ("іс-шара", "іс-шара"),
        ("a*", "a"),
        ("12.5%", "12-5"),
        ("", ""),
        (" () - OR NOT ", ""),
        ("OR mills OR", "mills"),
    ],
)
def test_a_question_is_understood_as_people_mean_it(text, meaning):
    assert understood(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning", "says"),
    [
        ("colour:red", "colour-red", "There is no field “colour”"),  # S-08
        ("year:soon mills", "mills", "“soon” is no year"),
        ('mills "of the', "mills AND “of the”", "was not closed"),
        ("((mills", "mills", "was not closed"),
        ("mills) water", "mills AND water", ""),
        ("word " * 300, "word", "was cut"),
    ],
)
def test_what_is_not_understood_is_told_and_never_an_error(text, meaning, says):
    asked = parse(text)
    assert asked.meaning
    assert said(asked.meaning) == meaning
    sentences = [note.sentence % dict(note.values) for note in asked.notes]
    assert any(says in sentence for sentence in sentences) if says else sentences == []


PIECES = [
    "mills",
    "вода",
    "су",
    "(",
    ")",
    '"',
    "«",
    "»",
    "-",
    "!",
    "OR",
    "ИЛИ",
    "AND",
    "NOT",
    "ЕМЕС",
    ":",
    "year:",
    "2019",
]
PIECES += [
    "..",
    "kind:",
    ",",
    "*",
    "|",
    "&",
    "+",
    "unit:",
    "the",
    "'",
    "<",
    ">",
    "=",
    "\\",
    "\x00",
    "\u202e",
    "é",
    "🎈",
    " ",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.lists(st.sampled_from(PIECES)).map(" ".join) | st.text())
def test_any_text_is_a_question(text):
    """S-08"""
    asked = parse(text)
    assert len(asked.text) <= LONGEST
    if asked.meaning:
        assert said(asked.meaning)
        Marks.of(wanted(asked.meaning)).spans(text, "en")


def test_no_question_is_too_heavy():
    for text in ("(" * 10_000, "-" * 10_000, "a OR " * 10_000, '"' * 10_000, "a-" * 10_000, "year:" * 10_000):
        parse(text)
    assert grows_linearly(lambda size: parse("(-" * size), 20_000)


def test_what_is_ruled_out_is_not_looked_for():
    asked = parse("mills -water")
    assert asked.meaning == All((Term("mills"), Not(Term("water"))))
    assert list(wanted(asked.meaning)) == [Term("mills")]


def shown(text: str, question: str, language: str = "en", **given: int) -> str:
    marks = Marks.of(wanted(parse(question).meaning))
    return "".join(f"[{piece}]" if marked else piece for piece, marked in snippet(text, marks, language, **given))


@pytest.mark.parametrize(
    ("text", "question", "language", "snip"),
    [
        ("Two mills; one Mill, no millet.", "mill", "en", "Two [mills]; one [Mill], no millet."),
        ("Мельницы стоят у мельничного пруда", "мельница", "ru", "[Мельницы] стоят у мельничного пруда"),
        ("Ёлки и елка", "ёлка", "ru", "[Ёлки] и [елка]"),
        ("Мектептерде су жоқ, мектебі ескі", "мектеп", "kk", "[Мектептерде] су жоқ, [мектебі] ескі"),
        ("The work plan; a plan of work", '"work plan"', "en", "The [work plan]; a plan of work"),
        ("Entrepreneurs and entry", "entrep*", "en", "[Entrepreneurs] and entry"),
        ("women's and women’s", "women", "en", "[women's] and [women’s]"),
        ("mills without water", "mills -water", "en", "[mills] without water"),
        ("<b>mills</b>", "mills b", "en", "<[b]>[mills]</[b]>"),
        ("Dying and lying", "die", "en", "[Dying] and lying"),
    ],
)
def test_words_are_marked_in_all_their_forms(text, question, language, snip):
    """S-07"""
    assert shown(text, question, language) == snip


def test_of_a_long_passage_the_part_with_most_of_the_words_is_shown():
    """S-07"""
    text = f"{'The mill stands here. ' * 40}At last the mill has water and a roof. {'Nothing more is said. ' * 40}"
    found = shown(text, "mill water roof")
    assert "[mill] has [water] and a [roof]" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) < 450


def test_marking_grows_as_the_text_does():
    marks = Marks.of(wanted(parse('mi* "a b" mill').meaning))
    assert grows_linearly(lambda size: snippet("mi " * size + "a " * size, marks, "en"), 20_000)


def test_passages_are_alike_by_the_rare_words_they_share():
    """S-09"""
    texts = {
        "one": "The office should repair the roof of the mill before winter.",
        "same": "Before winter the mill’s roof needs repair by an office.",
        "near": "The school has a roof without repair.",
        "other": "Women were asked last where the tap should stand.",
    }
    stems = {name: {word.stem for word in content(text)} for name, text in texts.items()}
    everywhere = {stem: sum(stem in other for other in stems.values()) for one in stems.values() for stem in one}
    weights = {stem: weight(count, 1000) for stem, count in everywhere.items()}
    likeness = {name: alike(stems["one"], stems[name], weights) for name in texts}
    assert likeness["one"] == pytest.approx(1)
    assert likeness["one"] > likeness["same"] > likeness["near"] > likeness["other"] == 0
    assert alike((), (), weights) == 0
    assert weight(1, 1000) > weight(900, 1000) > 0


def test_shared_words_are_told_as_the_text_has_them():
    assert matched("Mills and the mill; Roofs", frozenset({"mill", "roof"}), "en") == ["Mills", "Roofs"]
