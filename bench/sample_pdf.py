"""A PDF of about 30 pages with 48 tables whose cells are known: what table readers are measured on.

Every row begins with a code of its own (``T07-R03``), so a row that was read is matched with its truth by that code
and compared cell by cell. A merged cell has its text in its first place and nothing in the others.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

TABLES = 48
WORDS = re.findall(
    r"\w+",
    "training service quality regional office civil servants women entrepreneurs report survey budget plan board "
    "meeting indicator baseline target review of the for and in with public hub capacity stakeholders қызмет өңір "
    "ұйым әйелдер бағалау іске мүше басқарма оқу жоспары",
)

TEMPLATE = r"""
#set page(paper: "a4", margin: 2cm, numbering: "1")
#set text(size: 10pt)
#set par(justify: true)
#let body = json(bytes(sys.inputs.body))
#for part in body {
  if part.kind == "heading" { heading(level: 1, part.text) }
  else if part.kind == "text" { par(part.text) }
  else if part.kind == "items" { list(..part.items) }
  else {
    let cells = part.rows.flatten().map(c => table.cell(colspan: c.colspan, rowspan: c.rowspan, c.text))
    let stroke = if part.ruled { 0.5pt + black } else { (x: none, y: 0.5pt + black) }
    table(columns: part.columns, stroke: stroke, ..cells)
  }
}
"""


@dataclass(frozen=True)
class Sample:
    """The bytes of the PDF and the rows that its tables hold, keyed by the code in their first cell."""

    data: bytes
    rows: dict[str, list[str]]
    pages: int


def _words(source: random.Random, least: int, most: int) -> str:
    return " ".join(source.choices(WORDS, k=source.randint(least, most)))


def _cell(text: str, colspan: int = 1, rowspan: int = 1) -> dict[str, Any]:
    return {"text": text, "colspan": colspan, "rowspan": rowspan}


def _text(source: random.Random) -> str:
    """Empty, short or over several lines, as the cells of real tables are."""
    return source.choice(["", _words(source, 1, 2), _words(source, 2, 4), _words(source, 6, 12)])


def _table(source: random.Random, number: int) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """A table for the template and its true rows."""
    columns, height = source.randint(3, 6), source.randint(6, 14)
    ruled = number % 12 != 11
    rows, truth = [], {}
    below = 0  # rows of the second column still covered by a cell that spans rows
    for at in range(height):
        code = f"T{number:02}-R{at:02}"
        cells, true = [_cell(code)], [code]
        column = 1
        if below:
            below, column = below - 1, 2
            true.append("")
        elif ruled and number % 3 == 0 and at % 5 == 1 and at + 2 < height:
            below, column = 2, 2
            cells.append(_cell(_words(source, 1, 3), rowspan=3))
            true.append(cells[-1]["text"])
        if ruled and number % 4 == 1 and at % 4 == 2 and columns - column >= 2:
            cells.append(_cell(_words(source, 2, 5), colspan=2))
            true += [cells[-1]["text"], ""]
            column += 2
        texts = [_text(source) for _ in range(columns - column)]
        rows.append(cells + [_cell(text) for text in texts])
        truth[code] = true + texts
    widths = ["auto"] + ["1fr"] * (columns - 1)
    return {"kind": "table", "rows": rows, "columns": widths, "ruled": ruled}, truth


def sample(seed: int = 7) -> Sample:
    """The same PDF for the same seed. Needs the ``typst`` wheel of the development environment."""
    import pypdfium2  # noqa: PLC0415
    import typst  # noqa: PLC0415

    source = random.Random(seed)
    body: list[dict[str, Any]] = []
    truth: dict[str, list[str]] = {}
    for number in range(TABLES):
        body.append({"kind": "heading", "text": f"Section {number} {_words(source, 2, 4)}"})
        body.append({"kind": "text", "text": _words(source, 15, 40).capitalize() + "."})
        if number % 3 == 0:
            body.append({"kind": "items", "items": [_words(source, 3, 25) for _ in range(4)]})
        table, rows = _table(source, number)
        body.append(table)
        truth |= rows
        body.append({"kind": "text", "text": _words(source, 15, 40).capitalize() + "."})
    template = TEMPLATE.replace(
        "columns: part.columns", 'columns: part.columns.map(c => if c == "auto" { auto } else { 1fr })'
    )
    data = typst.compile(template.encode(), format="pdf", sys_inputs={"body": json.dumps(body)})
    document = pypdfium2.PdfDocument(data)
    try:
        return Sample(data, truth, len(document))
    finally:
        document.close()


def share_right(truth: dict[str, list[str]], rows: Iterable[Sequence[str | None]]) -> float:
    """The share of true cells that were read right: same row code, same column, same text but for blanks."""
    found: dict[str, list[str]] = {}
    for row in rows:
        cells = [" ".join((cell or "").split()) for cell in row]
        code = next((cell for cell in cells if cell), "")
        if code in truth:
            found.setdefault(code, cells[cells.index(code) :])
    right = sum(a == b for code, cells in truth.items() for a, b in zip(cells, found.get(code, []), strict=False))
    return right / sum(map(len, truth.values()))
