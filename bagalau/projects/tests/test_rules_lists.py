"""The data files of projects (PZ-01, PZ-02). Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from bagalau.projects.rules.cost_recovery import TableRate, rate_table
from bagalau.projects.rules.lists import SHIPPED, data_file, holding
from bagalau.projects.rules.record.words import Base
from bagalau.reference.rules import BadList

FILES = sorted(path.stem for path in SHIPPED.glob("*.json"))


def names_in(data: object) -> Iterator[dict[str, str]]:
    """Every place of a file where something is named in several languages."""
    if isinstance(data, dict):
        if "en" in data:
            yield data
        for value in data.values():
            yield from names_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from names_in(value)


@pytest.mark.parametrize("code", FILES)
def test_every_file_names_its_source_and_speaks_three_languages(code):
    """PZ-01"""
    found = data_file(code)
    assert (found.code, bool(found.version), bool(found.source)) == (code, True, True)
    for names in names_in(found.parts):
        assert all(names.get(language) for language in ("en", "ru", "kk")), names


def test_an_own_file_takes_the_place_of_the_one_that_comes_with_it(tmp_path):
    """PZ-01"""
    assert rate_table(tmp_path) == rate_table()
    own = json.loads((SHIPPED / "cost-recovery.json").read_text("utf-8"))
    own["rates"] = [own["rates"][0] | {"source_type": "donor", "rate": "12.5"}]
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "cost-recovery.json").write_text(json.dumps(own), "utf-8")
    assert [(str(row.rate), row.base) for row in rate_table(folder)] == [("12.5", Base.NET)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"version": None, "names": {}}, "English name"),
        ({"names": None}, "cost-recovery"),
        ({"code": "other"}, "its code is other"),
        ({"rates": [{}]}, "row 1"),
        ({"rates": ["x"]}, "row 1"),
    ],
)
def test_a_file_with_a_mistake_is_refused_in_words(tmp_path, change, says):
    """PZ-01"""
    data = json.loads((SHIPPED / "cost-recovery.json").read_text("utf-8")) | change
    (tmp_path / "cost-recovery.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(BadList, match=says):
        rate_table(tmp_path)


@pytest.mark.parametrize("text", ["", "no list", "[]", "null"])
def test_a_file_that_is_no_list_is_refused(tmp_path, text):
    """PZ-01"""
    (tmp_path / "cost-recovery.json").write_text(text, "utf-8")
    with pytest.raises(BadList, match=r"cost-recovery\.json"):
        data_file("cost-recovery", tmp_path)
    with pytest.raises(BadList, match=r"no-such-list\.json"):
        data_file("no-such-list")


def test_a_row_holds_from_its_first_to_its_last_day():
    """PZ-02"""
    row = next(row for row in rate_table() if row.source_type == "ifi" and row.until)
    days = [date(2013, 12, 31), date(2014, 1, 1), date(2020, 6, 10), date(2020, 6, 11)]
    assert [row in holding([row], day) for day in days] == [False, True, True, False]
    always = [row for row in rate_table() if isinstance(row, TableRate) and not row.since and not row.until]
    assert holding(always, date(1970, 1, 1)) == always != []
