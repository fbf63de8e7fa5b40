"""A project document of some sixty pages as PDF, from its record to the file, against the bare setting of its texts.

The floor lets Typst set the same headings, texts and cells in the same typeface, on pages that lie the same way, in
plain tables, with numbers of pages: without colours, heads that repeat, or rows that are kept together. Each file is
made in a process of its own (``python -m bench.projects_paper ours|bare YEARS``), because Typst remembers what it has
set before; the two kinds take turns.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.office import start_django, temporary_folder
from bench.table import Row

if TYPE_CHECKING:
    from bagalau.formats.report import Report
    from bagalau.projects.rules import record

YEARS, QUICK_YEARS = 6, 1
RESULTS, LINES = 10, 10
PAGES = range(55, 70)
RUNS = 5
GOAL = 1.5
WORDS = "Wells are dug near the summer camps, and those who drink from them learn how to keep them. "
BARE = """
#let parts = json(bytes(sys.inputs.parts))
#set page(
  paper: "a4",
  margin: (x: 16mm, top: 16mm, bottom: 18mm),
  footer: context [#counter(page).display() / #counter(page).final().first()],
)
#set text(font: "Noto Sans", size: 9pt)
#for part in parts {
  set page(flipped: part.wide)
  for block in part.blocks {
    if block.kind == "heading" { heading(block.text) }
    else if block.kind == "text" { block.lines.map(one => par(one)).join() }
    else if block.kind == "bullets" { list(..block.items) }
    else {
      set text(size: 8.5pt)
      table(
        columns: block.widths.map(width => width * 1fr),
        ..block.cells.map(cell => if cell.len() == 1 { cell.first() } else { cell.map(one => par(one)).join() }),
      )
    }
  }
}
"""


def rows(*, quick: bool = False) -> list[Row]:
    """How long it takes from the record to the file."""
    years = QUICK_YEARS if quick else YEARS
    runs = [(_run("bare", years), _run("ours", years)) for _turn in range(1 if quick else RUNS)]
    floor, ours = (min(one["seconds"] for one in kind) for kind in zip(*runs, strict=True))
    pages = runs[0][1]["pages"]
    assert quick or pages in PAGES, pages
    return [Row(f"project document of {pages:g} pages as PDF", ours, "s", floor, "bare typesetting of its texts", GOAL)]


def _run(what: str, years: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.projects_paper", what, str(years)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def main(what: str, years: str) -> None:
    """Make one file and print how long it took on the processor, and how many pages it has."""
    start_django(temporary_folder())
    import pypdfium2  # noqa: PLC0415

    make = {"ours": _ours, "bare": _bare}[what](_record(int(years)))
    start = time.process_time()
    data = make()
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "pages": len(pypdfium2.PdfDocument(data))}))


def _ours(told: record.Project) -> Callable[[], bytes]:
    from bagalau.formats.write.paper import pdf  # noqa: PLC0415

    return lambda: pdf.write(_report(told))


def _report(told: record.Project) -> Report:
    from datetime import date  # noqa: PLC0415

    from bagalau.formats.report import Report  # noqa: PLC0415
    from bagalau.projects.reports.parts.whole import blocks  # noqa: PLC0415
    from bagalau.projects.reports.parts.words import Words  # noqa: PLC0415

    return Report("Project document", "en", date(2026, 1, 1), tuple(blocks(told, Words("en"))), told.title, "Bench")


def _bare(told: record.Project) -> Callable[[], bytes]:
    """The typesetting alone: what the texts are is known before."""
    import typst  # noqa: PLC0415

    from bagalau.formats.write.paper import typeface  # noqa: PLC0415

    template = temporary_folder() / "bare.typ"
    template.write_text(BARE, "utf-8")
    parts = json.dumps(_parts(_report(told)), ensure_ascii=False)

    def make() -> bytes:
        return bytes(
            typst.compile(
                str(template),
                font_paths=[str(typeface.FOLDER)],
                ignore_system_fonts=True,
                sys_inputs={"parts": parts},
            )
        )

    return make


def _parts(report: Report) -> list[dict[str, Any]]:
    """The texts of a report, by the way its pages lie."""
    from bagalau.formats.report import PageBreak  # noqa: PLC0415

    parts: list[dict[str, Any]] = [{"wide": False, "blocks": []}]
    for block in report.blocks:
        if isinstance(block, PageBreak):
            parts.append({"wide": block.turned, "blocks": []})
        else:
            parts[-1]["blocks"].append(_texts(block))
    return parts


def _texts(block: Any) -> dict[str, Any]:
    from bagalau.formats.report import Bullets, Form, Heading, Table  # noqa: PLC0415
    from bagalau.formats.write.paper.words import paragraphs, words  # noqa: PLC0415

    def cell(value: Any) -> list[str]:
        return paragraphs(words(value, "en"))

    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.text}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": list(block.items)}
    if isinstance(block, Form):
        pairs = [pair for line in block.rows for pair in line]
        return {"kind": "table", "widths": [1, 2], "cells": [cell(text) for pair in pairs for text in pair]}
    if isinstance(block, Table):
        heads = [[column.label] for column in block.columns]
        lines = [*block.rows, *(row for group in block.groups for row in group.rows)]
        cells = [cell(value) for line in lines for value in line]
        return {"kind": "table", "widths": [column.width for column in block.columns], "cells": heads + cells}
    return {"kind": "text", "lines": paragraphs(block.text)}


def _record(years: int) -> record.Project:
    """A project of so many years that says much."""
    from bagalau.lib.periods import When  # noqa: PLC0415
    from bagalau.projects.rules import record as r  # noqa: PLC0415

    def said(length: int, about: str) -> str:
        return f"{about}: " + WORDS * length

    names = [f"{number}. {WORDS}" for number in range(RESULTS)]
    activities = tuple(
        r.Result(
            level=r.Level.ACTIVITY_RESULT,
            number=str(number),
            title=name,
            responsible_parties="Union of Herders",
            children=tuple(
                r.Result(level=r.Level.ACTION, number=str(place), title=said(1, "Action")) for place in range(1, 5)
            ),
        )
        for number, name in enumerate(names, 1)
    )
    lines = tuple(
        r.BudgetLine(account="72100", description="Contractual services", source="State", amount=Decimal(1250 * place))
        for place in range(1, LINES + 1)
    )
    plans = tuple(
        r.WorkPlan(
            year=2026 + year,
            activity_results=tuple(
                r.PlannedResult(
                    number=str(number),
                    title=name,
                    responsible_parties="Union of Herders",
                    quarters=(True,) * 4,
                    lines=lines,
                    actions=tuple(
                        r.PlannedAction(number=str(place), text=WORDS, quarters=(True, False, True, False))
                        for place in range(1, 4)
                    ),
                )
                for number, name in enumerate(names, 1)
            ),
        )
        for year in range(years)
    )
    prose = "\n\n".join(said(6, f"Paragraph {number}") for number in range(12))
    headings = ("I. SITUATION ANALYSIS", "II. STRATEGY", "V. MANAGEMENT ARRANGEMENTS", "VII. LEGAL CONTEXT")
    return r.Project(
        title="Water for herders on the move",
        description=said(4, "In brief"),
        start=When.parse("2026-01"),
        sections=tuple(r.Section(heading=heading, text=prose) for heading in headings),
        results=(r.Result(level=r.Level.OUTPUT, number="1", title=WORDS, children=activities),),
        work_plans=plans,
        risks=tuple(
            r.Risk(number=number, description=said(1, "Risk"), category="Operational", countermeasures=said(2, "Then"))
            for number in range(1, 25)
        ),
        quality_criteria=tuple(
            r.QualityPlan(
                activity_result=str(number),
                title=name,
                purpose=said(1, "Purpose"),
                criteria=tuple(r.Criterion(criteria=WORDS, method=WORDS, assessed="June") for _place in range(5)),
            )
            for number, name in enumerate(names, 1)
        ),
        annexes=(r.Annex(kind=r.AnnexKind.TOR, title="Project manager", text=prose),),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
