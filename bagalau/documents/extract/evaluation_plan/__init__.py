"""UNDP Evaluation Resource Centre: a unit's evaluation plan with its table of evaluations."""

from __future__ import annotations

import re

from bagalau.documents.extract.draft import Draft, DraftBuilder
from bagalau.documents.extract.erc.checks import check_characters, check_repeated_rows, place_of
from bagalau.documents.extract.erc.files import without_icon
from bagalau.documents.extract.erc.forms import STATUSES, TYPES, read_period, words
from bagalau.documents.extract.erc.lines import EDGES, Line, folded, page_lines, without_footer
from bagalau.documents.extract.erc.values import Found, choose
from bagalau.documents.extract.evaluation_plan.rows import is_table_head, put_rows
from bagalau.documents.extract.language import put_language
from bagalau.documents.extract.markup import untagged
from bagalau.documents.extract.shapes import Field, mark
from bagalau.formats.reading import Passage, Reading

KIND = "evaluation-plan"
SYSTEM = "undp-erc"
LABEL = mark("Evaluation plan (UNDP Evaluation Resource Centre)")
EVALUATION = (
    Field("number", mark("Number"), "number"),
    Field("title", mark("Title"), required=True),
    Field("type", mark("Evaluation type"), "choice", choices=TYPES),
    Field("partners", mark("Partners in a joint evaluation")),
    Field("planned_end", mark("Planned end date"), "date"),
    Field("completed", mark("Completion date"), "date"),
    Field("stakeholders", mark("Key stakeholders"), "long"),
    Field("budget", mark("Budget"), "money"),
    Field("currency", mark("Currency")),
    Field("funding_source", mark("Source of funding")),
    Field("status", mark("Status"), "choice", choices=STATUSES),
    Field("management_response", mark("Management response"), "flag"),
)
SHAPE = (
    Field("title", mark("Title")),
    Field("language", mark("Language")),
    Field("period", mark("Period"), required=True),
    Field("unit", mark("Unit"), required=True),
    Field("status", mark("Status")),
    Field("comments", mark("Comments"), "long"),
    Field("documents", mark("Documents"), "rows", fields=(Field("title", mark("File name")),)),
    Field("evaluations", mark("Evaluations"), "rows", fields=EVALUATION),
)
YEARS = r"\d{4}(?:\s*[-–—?/]\s*\d{4})?"
TITLE = re.compile(rf"Evaluation\s+Plan\s+(?:of|for)\b.*?(?P<period>{YEARS})?\W*", re.IGNORECASE)
HEADING = re.compile(rf"Evaluation\s+Plan\s*:?\s*(?:(?P<period>{YEARS})\s*,\s*(?P<unit>\S.*))?", re.IGNORECASE)
DETAIL = re.compile(rf"Plan\s+Details?\s*\(?\s*(?P<period>{YEARS})?\s*\)?", re.IGNORECASE)
UNIT = re.compile(r"Evaluations\s+Commissioned\s+by\s*:?\s*(?P<unit>.*)", re.IGNORECASE)
HEADINGS = (DETAIL, TITLE, HEADING, UNIT)
PLURALS = {"comments": "comment", "plan documents": "plan document"}
LABELLED = re.compile(
    r"[*_]{0,3}(?P<label>(?:Commissioning\s+)?Unit|Period|Status|Comments?|Plan\s+Documents?)\s*[*_]{0,3}(?::|[|\t]|$)"
    r"[*_]{0,3}[\s|:]*(?P<value>.*)",
    re.IGNORECASE,
)
TOP_LINES = 300
LONGEST_HEADING = 500


def recognises(reading: Reading) -> float:
    """How many of the lines that only a plan has stand near the top; its table in cells is sign enough."""
    lines = [block.passage.strip(" \t|#*-").text for block in reading.blocks[:TOP_LINES]]
    headings = {match.re for line in lines if (match := _heading(line))} - {HEADING}
    return min(1.0, (len(headings) + any(is_table_head(line) for line in lines)) / 2)


def extract(reading: Reading) -> Draft:
    """Read the page of an evaluation plan."""
    reading = untagged(reading)
    builder = DraftBuilder(reading, KIND, SYSTEM)
    lines = without_footer(page_lines(reading), builder)
    builder.understood(*(line.place for line in lines if line.noise))
    table = next((at for at, line in enumerate(lines) if is_table_head(line.text)), len(lines))
    head = [line for line in lines[:table] if not line.noise]
    _put_head(builder, head)
    builder.put("evaluations", [])
    put_rows(builder, [line for line in lines[table:] if not line.noise])
    put_language(builder)
    _check(builder)
    return builder.build()


def _put_head(builder: DraftBuilder, lines: list[Line]) -> None:
    """Store the period and the unit, which stand in up to three places, and what else is above the table."""
    periods: list[Found] = []
    units: list[Found] = []
    body: list[Passage] = []
    below: dict[str, list[Passage]] = {}
    for line in lines:
        if heading := _heading(line.text):
            _put_heading(builder, line, heading, periods, units)
        elif match := LABELLED.fullmatch(line.text):
            label = folded(match["label"]).removeprefix("commissioning ")
            label = PLURALS.get(label, label)
            value = line.body.group(match, "value")
            builder.understood(line.body.cut(0, match.start("value")))
            body = below.setdefault(label, [])
            body.extend([value] if value else [])
        elif below:
            body.append(line.body)
    _put_labels(builder, below, periods, units)


def _heading(text: str) -> re.Match[str] | None:
    """A line above the table that tells the years or the unit without a label."""
    if len(text) > LONGEST_HEADING:
        return None
    return next((match for one in HEADINGS if (match := one.fullmatch(text))), None)


def _put_heading(
    builder: DraftBuilder, line: Line, match: re.Match[str], periods: list[Found], units: list[Found]
) -> None:
    """What a line without a label tells: the years, the unit, or both."""
    builder.understood(line.place)
    if match.re is TITLE:
        builder.put("title", words(line.text), line.body)
    if match.groupdict().get("period"):
        years = line.body.group(match, "period")
        periods.append(Found(read_period(years.text), years))
    if match.groupdict().get("unit"):
        place = line.body.group(match, "unit").strip(EDGES)
        units.append(Found(words(place.text), place))


def _put_labels(
    builder: DraftBuilder, below: dict[str, list[Passage]], periods: list[Found], units: list[Found]
) -> None:
    """Store what stands beside or below the labels."""
    for place in below.get("period", ())[:1]:
        if re.fullmatch(YEARS, place.text):
            periods.append(Found(read_period(place.text), place))
    for place in below.get("unit", ())[:1]:
        units.append(Found(words(place.text), place))
    choose(builder, "period", periods)
    choose(builder, "unit", units)
    for place in below.get("status", ())[:1]:
        builder.put("status", words(place.text), place)
    if "comment" in below:
        builder.put_text("comments", *below["comment"])
    if "plan document" in below:
        builder.put("documents", [])
        names = [name for place in below["plan document"] if (name := without_icon(place))]
        for at, name in enumerate(names):
            builder.put(f"documents[{at}].title", words(name.text), name)


def _check(builder: DraftBuilder) -> None:
    rows = builder.get("evaluations")
    if not rows:
        builder.warn("value-lost", "No evaluation can be read from the table.", path="evaluations")
    numbers = [row.get("number") for row in rows]
    if numbers != list(range(1, len(numbers) + 1)):
        builder.warn("numbering", "The evaluations are not numbered one after the other.", path="evaluations")
    for at, row in enumerate(rows):
        path = f"evaluations[{at}]"
        if row.get("status") == "Completed" and not row.get("completed"):
            builder.warn(
                "value-lost",
                "Completed, but without a completion date.",
                path=f"{path}.completed",
                place=place_of(builder, f"{path}.status"),
            )
    check_repeated_rows(
        builder,
        "evaluations",
        ("title", "type", "planned_end"),
        "row-repeated",
        mark("This evaluation is listed twice."),
    )
    check_characters(builder)
