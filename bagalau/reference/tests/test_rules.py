"""Value lists and parameters, as rules."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bagalau.reference.lists import SHIPPED, lists_for, term, term_lists
from bagalau.reference.rules import BadList, recognise, term_list
from bagalau.reference.rules.parameters import DEFINITIONS, Setting, in_force

DAY = date(2025, 6, 16)
ROW = {"code": "water", "en": "Water", "ru": "Вода", "kk": "Су"}
LIST = {
    "code": "themes",
    "version": "1",
    "names": {"en": "Themes"},
    "source": "the office",
    "verified": False,
    "kinds": ["finding"],
    "multiple": True,
    "terms": [ROW],
}


def test_every_list_that_comes_with_it_can_be_read_and_speaks_three_languages():
    assert {path.stem for path in SHIPPED.glob("*.json")} <= set(term_lists())
    for found in term_lists().values():
        assert found.source
        for one in found.terms:
            assert all(one.names.get(language) for language in ("en", "ru", "kk")), one


def test_a_term_is_known_by_list_and_code():
    """F-01"""
    found = term("criteria", "relevance")
    assert found is not None
    assert (found.name("ru-kz"), found.name("de")) == ("Актуальность", "Relevance")
    assert term("criteria", "gone") is None
    assert term("gone", "relevance") is None


@pytest.mark.parametrize(
    ("name", "code", "verified"),
    [
        ("thematic_area", "not-applicable", True),
        ("organizational_priorities", "not-applicable", True),
        ("organizational_priorities", "resource-base", False),
        ("operating_principles", "not-applicable", False),
        ("operating_principles", "resource-mobilization", True),
        ("uneg_criteria", "not-applicable", False),
    ],
)
def test_a_term_that_no_page_showed_says_so(name, code, verified):
    """F-01"""
    found = term(name, code)
    assert found is not None
    assert found.verified is verified


def test_a_term_that_no_longer_holds_is_offered_for_none_but_keeps_its_name():
    """F-02"""
    themes = term_lists()["thematic_area"]
    old = next(one for one in themes.terms if one.until)
    assert old in themes.offered(date(2017, 12, 31))
    assert old not in themes.offered(date(2018, 1, 1))
    assert term("thematic_area", old.code) == old


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Evidence, Data and statistics", "evidence-data-and-statistics"),
        ("  evidence,  data and STATISTICS", "evidence-data-and-statistics"),
        ("Национальная ответственность", "national-ownership"),
        ("Evidence", None),
    ],
)
def test_words_name_a_term_whatever_their_case_and_blanks(word, code):
    """F-03: and a comma inside a value does not cut it."""
    found, strange = recognise([word], term_lists()["operating_principles"].terms)
    assert [one.code for one in found] == ([code] if code else [])
    assert strange == ([] if code else [word])


@given(st.lists(st.text(max_size=20), max_size=8))
def test_every_word_is_either_a_term_or_strange(words):
    """F-03"""
    found, strange = recognise(words, term_lists()["criteria"].terms)
    assert len(found) + len(strange) <= len(words)
    assert set(strange) <= set(words)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"code": ""}, "needs a code"),
        ({"terms": [ROW, ROW]}, "water"),
        ({"terms": "Water"}, "wrong form"),
        ({"terms": [{"code": "water", "ru": "Вода"}]}, "English name"),
        ({"terms": [ROW | {"since": "yesterday"}]}, "yesterday"),
        ({"names": {}}, "English name"),
        ({"kinds": "finding"}, "wrong form"),
    ],
)
def test_a_list_with_a_mistake_is_refused_in_words(change, says):
    with pytest.raises(BadList, match=says):
        term_list(LIST | change)
    with pytest.raises(BadList):
        term_list({name: value for name, value in LIST.items() if name != "version"})


def test_a_file_beside_the_data_adds_a_list_or_takes_the_place_of_one(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "themes.json").write_text(json.dumps(LIST), "utf-8")
    (tmp_path / "lists" / "criteria.json").write_text(json.dumps(LIST | {"code": "criteria"}), "utf-8")
    term_lists.cache_clear()
    try:
        assert [one.code for one in lists_for("finding")] == ["criteria", "erc-themes", "sdg", "themes"]
        assert term("criteria", "relevance") is None
        (tmp_path / "lists" / "themes.json").write_text("no list", "utf-8")
        term_lists.cache_clear()
        with pytest.raises(BadList, match=r"themes\.json"):
            term_lists()
    finally:
        term_lists.cache_clear()


def test_a_parameter_has_the_value_set_last_on_or_before_the_day():
    """F-04"""
    settings = [
        Setting("response.days", Decimal(60), date(2025, 6, 16)),
        Setting("response.days", Decimal(30), date(2024, 1, 1)),
        Setting("no such parameter", Decimal(1), date(2024, 1, 1)),
    ]
    values = {day: in_force(settings, day)["response.days"] for day in (date(2023, 12, 31), date(2025, 6, 15), DAY)}
    assert list(values.values()) == [42, 30, 60]
    assert set(in_force(settings, DAY)) == {definition.name for definition in DEFINITIONS}


def test_a_value_beyond_what_makes_sense_counts_as_the_largest_that_does():
    """F-04"""
    kept = [Setting("response.days", Decimal(10) ** 11, DAY), Setting("due_soon.months", Decimal(999_999), DAY)]
    values = in_force(kept, DAY)
    assert (values["response.days"], values["due_soon.months"]) == (Decimal(3650), Decimal(600))
    assert all(0 <= definition.default <= definition.most for definition in DEFINITIONS)


def test_the_weights_of_the_score_make_a_whole():
    values = in_force([], DAY)
    assert sum(values[f"score.{part}"] for part in ("planning", "response", "quality")) == 100
