"""A report that holds a bit of everything, and one whose every text is given."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bagalau.formats.report import (
    Amount,
    Bullets,
    Chart,
    Col,
    Facts,
    Form,
    Group,
    Heading,
    Mark,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Share,
    Sums,
    Table,
)
from bagalau.lib.periods import When

DAY = date(2025, 6, 16)
KAZAKH = "Әлия Ғани қаңтарда өңірдегі үй құрылысын шұғыл һәм іргелі аяқтады"
TONES = ("rest", "work", "late", "soon", "done")
COLUMNS = [
    Col("What", "long", 3),
    Col("Who", "text"),
    Col("Due", "date"),
    Col("Status", "status"),
    Col("Cost", "money"),
    Col("Times", "number"),
]
SPEC = {
    "data": {"values": [{"state": "Completed", "count": 3}, {"state": "Overdue", "count": 1}]},
    "mark": "bar",
    "encoding": {"y": {"field": "state", "type": "nominal"}, "x": {"field": "count", "type": "quantitative"}},
}


def row(text: str = "Mend the mill") -> list[Any]:
    return [text, "Miller", When.parse("2024-12"), Mark("Overdue", "late"), Decimal("1234.50"), 3]


def report(language: str = "en", **given: Any) -> Report:
    blocks = (
        Facts([("Unit", "Office of the lakes"), ("Done", Share(9, 20)), ("Public", True), ("Ended", None)]),
        Heading("Recommendations"),
        Paragraph(f"First line.\nSecond line: {KAZAKH}."),
        Note("Two actions have no date.", "late"),
        Bullets(["one", "two"]),
        Table(
            "Key actions",
            COLUMNS,
            groups=[
                Group("Recommendation 1", [("Response", "We agree.\nAnd more.")], [row(), row("Oil the wheel")]),
                Group("Recommendation 2", [("Response", "We do not agree.")], empty="No key action."),
            ],
            group_label="Recommendation",
        ),
        Heading("By status", 2),
        Chart(
            SPEC,
            "Three completed, one overdue",
            Table("Counts", [Col("Status"), Col("Count", "number")], [["Completed", 3]]),
        ),
        PageBreak(turned=True),
        Form(
            [
                [("Place", "Lake town"), ("Budget", Amount("1200.50"))],
                [("Aim", KAZAKH)],
                [("Mark", Mark("Late", "late"))],
            ]
        ),
        Table("Costs", COLUMNS[:1] + COLUMNS[4:5], [["Oil", Amount("10.5")], Sums(("Total", Amount("10.5")))]),
        PageBreak(),
        Table("Without rows", COLUMNS, empty="There is nothing."),
        Table("States", [Col("State", "status")], [[Mark(tone, tone)] for tone in TONES]),
    )
    return Report(
        "Follow-up of the mills", language, DAY, blocks, "Country office\nas of 16 June 2025", "Bagalau", **given
    )


def of(text: str, wide: bool = False) -> Report:
    """A report in which every place for a text holds this one."""
    columns = [Col(text, "long", 3), Col(text)]
    blocks = (
        Heading(text),
        Paragraph(text),
        Note(text),
        Bullets([text]),
        Facts([(text, text), (text, Mark(text, "late"))]),
        Form([[(text, text), (text, Mark(text, "late"))], [(text, text)]]),
        Table(
            text,
            columns,
            rows=[[text, text], Sums((text, text))],
            groups=[Group(text, [(text, text)], [[text, Mark(text)]])],
            group_label=text,
        ),
        Table(text, columns, empty=text),
    )
    return Report(text, "en", DAY, blocks, text, text, wide)


def lines(count: int) -> Report:
    """A long report: so many rows."""
    rows = [row(f"{number}. {KAZAKH} {KAZAKH}") for number in range(count)]
    return Report("A long list", "kk", DAY, (Table("All", COLUMNS, rows),), wide=True)
