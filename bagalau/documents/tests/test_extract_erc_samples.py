"""Each sample page gives its record, every value has its place, and nothing of a page is passed over in silence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bagalau.documents.extract import erc_evaluation, erc_response, evaluation_plan, extract
from bagalau.documents.extract.draft import Draft, plain
from bagalau.documents.extract.shapes import Field
from bagalau.formats.reading import Reading

SAMPLES = Path(__file__).parent / "samples"
MODULES = {"erc_evaluation": erc_evaluation, "erc_response": erc_response, "evaluation_plan": evaluation_plan}
PAGES = sorted(path for folder in MODULES for path in (SAMPLES / folder).glob("*.txt"))
LEFT_UNREAD = {
    "since_2023_lost_labels": 1,  # stakeholders whose label is lost: nobody can tell what they are
    "bullets_before_title_pipes_nested_lists": 1,  # the menu of the site
}


def read(path: Path) -> Draft:
    return extract(Reading(path.read_text(encoding="utf-8"), "text"))


def folded(value: Any) -> Any:
    return re.sub(r"\s+", " ", value).strip() if isinstance(value, str) else value


def wrong_fields(want: Any, got: Any, path: str = "") -> Iterator[str]:
    """The fields of a record that are not as wanted; a key that is not wanted is not compared."""
    if isinstance(want, dict) and "$starts" in want:
        if not folded(got or "").startswith(folded(want["$starts"])):
            yield f"{path}: {got!r} does not start with {want['$starts']!r}"
    elif isinstance(want, dict) and "$any" in want:
        if not any(folded(got or None) == folded(one) for one in want["$any"]):
            yield f"{path}: {got!r} is none of {want['$any']!r}"
    elif isinstance(want, dict):
        for key, value in want.items():
            yield from wrong_fields(value, (got or {}).get(key), f"{path}.{key}")
    elif isinstance(want, list):
        for at in range(max(len(want), len(got or []))):
            mine = want[at] if at < len(want) else "nothing"
            theirs = got[at] if got and at < len(got) else None
            yield from wrong_fields(mine, theirs, f"{path}[{at}]")
    elif folded(want) != folded(got) and not (want is None and got in ("", [], {})):
        yield f"{path}: {got!r} is not {want!r}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sample_page_gives_its_record(path):
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    draft = read(path)
    assert draft.kind == MODULES[path.parent.name].KIND
    assert list(wrong_fields(expected, plain(draft.record))) == []


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
    assert list(wrong_fields(expected, plain(draft.record))) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_line_of_a_sample_is_understood_or_named_as_unread(path):
    assert len(read(path).unread) == LEFT_UNREAD.get(path.stem, 0)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_value_is_declared_in_the_shape_of_its_kind(path):
    draft = read(path)
    record = {key: value for key, value in draft.record.items() if key not in ("kind", "system")}
    assert list(undeclared(record, MODULES[path.parent.name].SHAPE)) == []


def undeclared(record: dict[str, Any], shape: tuple[Field, ...]) -> Iterator[str]:
    fields = {field.name: field for field in shape}
    for key, value in record.items():
        if key not in fields:
            yield key
        elif fields[key].kind == "rows":
            for row in value:
                yield from undeclared(row, fields[key].fields)
        elif fields[key].kind == "group":
            yield from undeclared(value or {}, fields[key].fields)


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
            assert folded(value).replace("-", "") in printed.replace("-", ""), place


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
