"""Each sample page gives its record, every value has its place, and nothing of a page is passed over in silence."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bagalau.documents.extract import erc_evaluation, erc_response, evaluation_plan, extract
from bagalau.documents.extract.draft import Draft, plain
from bagalau.documents.tests.comparison import differences, undeclared
from bagalau.formats.reading import Reading

SAMPLES = Path(__file__).parent / "samples"
MODULES = {"erc_evaluation": erc_evaluation, "erc_response": erc_response, "evaluation_plan": evaluation_plan}
PAGES = sorted(path for folder in MODULES for path in (SAMPLES / folder).glob("*.txt"))
LEFT_UNREAD = {
    "since_2023_lost_labels": 1,  # stakeholders whose label is lost: nobody can tell what they are
    "bullets_before_title_pipes_nested_lists": 1,  # the menu of the site
    "cut_off_and_pasted_tables": 1,  # the beginning of a cell where the page breaks off
}


def read(path: Path) -> Draft:
    return extract(Reading(path.read_text(encoding="utf-8"), "text"))


def folded(value: Any) -> Any:
    return re.sub(r"\s+", " ", value).strip() if isinstance(value, str) else value


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sample_page_gives_its_record(path):
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    draft = read(path)
    assert draft.kind == MODULES[path.parent.name].KIND
    assert list(differences(expected, plain(draft.record))) == []


BLANKS = [
    ("no-break", r"(?<=[A-Za-z:]) (?=[A-Za-z])", "\u00a0"),
    ("trailing", r"\n", "  \t\n"),
    ("indented", r"(?m)^(?=\S)", "   "),
    ("tight", r"\n\s*\n", "\n"),
]


@pytest.mark.parametrize(("pattern", "blanks"), [row[1:] for row in BLANKS], ids=[row[0] for row in BLANKS])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_page_gives_the_same_record_however_its_blanks_are_printed(path, pattern, blanks):
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    draft = extract(Reading(re.sub(pattern, blanks, path.read_text(encoding="utf-8")), "text"))
    assert list(differences(expected, plain(draft.record))) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_line_of_a_sample_is_understood_or_named_as_unread(path):
    assert len(read(path).unread) == LEFT_UNREAD.get(path.stem, 0)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_value_is_declared_in_the_shape_of_its_kind(path):
    draft = read(path)
    assert list(undeclared(draft.record, MODULES[path.parent.name].SHAPE)) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_text_value_stands_where_its_span_says(path):
    draft = read(path)
    text = path.read_text(encoding="utf-8")
    for place, spans in draft.spans.items():
        value = value_at(draft.record, place)
        printed = folded(" ".join(text[span.start : span.end] for span in spans))
        if isinstance(value, str) and not place.endswith(
            ("due", "added", "updated", "planned_end", "completed", "period")
        ):
            assert re.sub(r"[\s-]", "", value) in re.sub(r"[\s-]", "", printed), place


def value_at(record: Any, path: str) -> Any:
    for step in re.findall(r"\[\d+\]|[^.\[\]]+", path):
        record = record[int(step[1:-1])] if step.startswith("[") else record[step]
    return record


WARNINGS = [
    ("erc_evaluation/full_page", "over-budget", "expenditure"),
    ("erc_evaluation/full_page", "file-repeated", "documents[3].title"),
    ("erc_evaluation/full_page", "tag-unknown", "lessons[1].tags"),
    ("erc_evaluation/full_page", "date-order", "recommendations[0].key_actions[1].due"),
    ("erc_evaluation/full_page", "value-lost", "team[4].name"),
    ("erc_evaluation/pipe_tables", "values-differ", "management_response"),
    ("erc_evaluation/pipe_tables", "value-lost", "documents[0].title"),
    ("erc_evaluation/tab_cells", "response-given", "management_response"),
    ("erc_evaluation/french_lost_characters", "character-lost", None),
    ("erc_evaluation/french_lost_characters", "no-comment", "recommendations[0].key_actions[1].status"),
    ("erc_response/several_responsibles", "responsible-several", "recommendations[0].key_actions[0].responsible"),
    ("erc_response/pipe_cells", "value-lost", "recommendations[1].key_actions[0].responsible"),
    ("evaluation_plan/empty_table", "value-lost", "evaluations"),
]


@pytest.mark.parametrize(("page", "code", "path"), WARNINGS)
def test_a_doubtful_place_is_named(page, code, path):
    warnings = read(SAMPLES / f"{page}.txt").warnings
    assert (code, path) in {(warning.code, warning.path) for warning in warnings}
    assert all(warning.text for warning in warnings)


def test_a_sound_page_has_no_warnings():
    assert read(SAMPLES / "erc_evaluation" / "no_header.txt").warnings == ()
