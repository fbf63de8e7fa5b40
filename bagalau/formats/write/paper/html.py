"""A report as one HTML file that needs nothing else: for the screen, the telephone and the printer.

It has no pages, so it has no foot of pages either.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape
from typing import Any

from bagalau.formats.report import (
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
    Sums,
    Table,
    Value,
)
from bagalau.formats.write.paper import charts
from bagalau.formats.write.paper.words import paragraphs, printable, words

FORMAT = "html"
MEDIA_TYPE = "text/html; charset=utf-8"
STYLE = """
:root { --ink: #1b2733; --quiet: #556070; --line: #cfd6dd; --paper: #f3f6f8; --mark: #0f5e70 }
* { box-sizing: border-box }
body { margin: 0; color: var(--ink); font: 15px/1.5 "Noto Sans", Inter, system-ui, "Segoe UI", Roboto, sans-serif;
  overflow-wrap: anywhere }
main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.25rem 3rem }
header { border-bottom: 2px solid var(--mark); margin-bottom: 1.25rem; padding-bottom: .75rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 } header p { margin: .35rem 0 0; color: var(--quiet) }
h2 { font-size: 1.2rem; margin: 2rem 0 .6rem } h3 { font-size: 1rem; margin: 1.4rem 0 .4rem }
p { margin: 0 0 .5rem } td p:last-child { margin: 0 }
dl { display: grid; grid-template-columns: fit-content(28rem) 1fr; gap: .2rem 1rem; margin: 0 0 1rem }
dt { color: var(--quiet) } dd { margin: 0 }
.note { border-left: 3px solid var(--line); background: var(--paper); padding: .5rem .75rem; margin: .5rem 0 1rem }
.note-late { border-color: #a61b1b } .note-soon { border-color: #b7791f } .note-done { border-color: #1d6135 }
.scroll { overflow-x: auto; margin: 0 0 1.25rem }
table { border-collapse: collapse; width: 100%; font-size: .87rem; line-height: 1.4 }
caption { text-align: left; font-weight: 650; padding: 0 0 .4rem }
th, td { border: 1px solid var(--line); padding: .35rem .5rem; vertical-align: top; text-align: left;
  min-width: 5.5rem }
thead th { background: var(--mark); color: #fff; border-color: var(--mark) }
.k-long, .k-text { min-width: 9rem }
.k-number, .k-money { text-align: right; font-variant-numeric: tabular-nums } .k-date, .k-code { overflow-wrap: normal }
.group th { background: #e3ecef; font-size: .92rem } .said td { background: #fafbfc }
.said b { display: block; color: var(--quiet); font-weight: 600; font-size: .8rem }
.sums td { background: #eef2f4; font-weight: 600 } .k-flag { text-align: center; min-width: 2.2rem }
.room td { height: 4.5rem; vertical-align: middle }
.form { table-layout: fixed } .form th { background: #eef2f4; color: var(--quiet); font-weight: 500; width: 20% }
.none { color: var(--quiet) }
.mark { display: inline-block; border-radius: .25rem; padding: 0 .35rem; background: #eceff2; color: #48525f }
.mark-late { background: #fdecea; color: #a61b1b } .mark-soon { background: #fff4de; color: #7a4b00 }
.mark-done { background: #e6f4ea; color: #1d6135 } .mark-work { background: #e6f0fa; color: #0b4f8a }
.chart { display: flex; gap: 1.5rem; align-items: start; flex-wrap: wrap } .chart .scroll { flex: 1 1 20rem }
figure { margin: 0 0 1rem; flex: 1 1 30rem } figure img { width: 100%; height: auto }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .4rem } main { padding: 1rem } }
@media print { body { font-size: 9.5pt } main { max-width: none; padding: 0 } .scroll { overflow: visible }
  thead { display: table-header-group } tr.group, h2, h3 { break-after: avoid } .page { break-before: page }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
@page { margin: 15mm }
"""
WIDE = "@page { size: A4 landscape }\n"


def style_of(report: Report) -> str:
    """The style of a report, of which there are two: one for upright pages, one for wide ones."""
    return STYLE + (WIDE if report.wide else "")


def policy(report: Report) -> str:
    """The content security policy under which a browser may show the file: its own style and pictures, nothing else."""
    digest = base64.b64encode(hashlib.sha256(style_of(report).encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; frame-ancestors 'none'"


def write(report: Report) -> bytes:
    """The file."""
    said = partial(words, language=report.language)
    parts = [
        f'<!doctype html>\n<html lang="{report.language}">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{_text(report.title)}</title>\n<style>{style_of(report)}</style>\n</head>\n<body>\n<main>\n",
        f"<header>\n<h1>{_text(report.title)}</h1>\n",
        *(f"<p>{_text(line)}</p>\n" for line in paragraphs(report.subtitle)),
        "</header>\n",
        *(piece for block in report.blocks for piece in BLOCKS[type(block)](block, said)),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(parts).encode()


Said = Callable[[Value], str]


def _text(text: str) -> str:
    return escape(printable(text))


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in paragraphs(text))


def _heading(block: Heading, said: Said) -> Iterable[str]:
    level = min(block.level, 2) + 1
    yield f"<h{level}>{_text(block.text)}</h{level}>\n"


def _facts(block: Facts, said: Said) -> Iterable[str]:
    items = "".join(f"<dt>{_text(label)}</dt><dd>{_value(value, said)}</dd>\n" for label, value in block.items)
    yield f"<dl>\n{items}</dl>\n"


def _form(block: Form, said: Said) -> Iterable[str]:
    """A line with fewer pairs than the others gives the rest of its width to its last value."""
    yield '<div class="scroll">\n<table class="form">\n'
    for line in block.rows:
        span = 2 * (block.pairs - len(line)) + 1
        cells = [f'<th scope="row">{_text(label)}</th><td>{_value(value, said)}</td>' for label, value in line]
        yield f"<tr>{''.join(cells)}</tr>\n" if span == 1 else f"<tr>{_spanning(cells, span)}</tr>\n"
    yield "</table>\n</div>\n"


def _spanning(cells: Sequence[str], span: int) -> str:
    before, last = cells[:-1], cells[-1]
    return "".join([*before, last.replace("<td>", f'<td colspan="{span}">', 1)])


def _bullets(block: Bullets, said: Said) -> Iterable[str]:
    items = [f"<li>{_text(item)}</li>" for item in block.items]
    if block.strong is not None:
        items[block.strong] = f"<li><strong>{_text(block.items[block.strong])}</strong></li>"
    yield f"<ul>\n{''.join(items)}\n</ul>\n"


def _table(block: Table, said: Said) -> Iterable[str]:
    if not block.rows and not block.groups:
        yield f'<p class="none">{_text(block.empty)}</p>\n'
        return
    label = _text(block.title or block.columns[0].label)
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">\n'
    yield '<table class="room">\n' if block.room else "<table>\n"
    if block.title:
        yield f"<caption>{_text(block.title)}</caption>\n"
    heads = "".join(f'<th scope="col" class="k-{one.kind}">{_text(one.label)}</th>' for one in block.columns)
    yield f"<thead><tr>{heads}</tr></thead>\n"
    if block.rows:
        yield f"<tbody>\n{_rows(block.rows, block.columns, said)}</tbody>\n"
    for group in block.groups:
        yield _group(group, block.columns, said)
    yield "</table>\n</div>\n"


def _group(group: Group, columns: Sequence[Col], said: Said) -> str:
    span = f'colspan="{len(columns)}"'
    texts = "".join(
        f'<tr class="said"><td {span}><b>{_text(label)}</b>{_paragraphs(text)}</td></tr>\n'
        for label, text in group.texts
    )
    rows = _rows(group.rows, columns, said)
    if not group.rows and group.empty:
        rows = f'<tr><td {span} class="none">{_text(group.empty)}</td></tr>\n'
    head = f'<tr class="group"><th {span} scope="rowgroup">{_text(group.title)}</th></tr>\n'
    return f"<tbody>\n{head}{texts}{rows}</tbody>\n"


def _rows(rows: Sequence[Sequence[Value]], columns: Sequence[Col], said: Said) -> str:
    kinds = [f'<td class="k-{column.kind}">' for column in columns]
    return "".join(
        ('<tr class="sums">' if isinstance(row, Sums) else "<tr>")
        + "".join(f"{kind}{_value(value, said)}</td>" for kind, value in zip(kinds, row, strict=True))
        + "</tr>\n"
        for row in rows
    )


def _value(value: Value, said: Said) -> str:
    if isinstance(value, Mark) and value.text:
        return f'<span class="mark mark-{escape(value.tone)}">{escape(said(value))}</span>'
    if isinstance(value, str) and "\n" in value:
        return _paragraphs(value)
    if value is None or value == "":
        return f'<span class="none">{said(value)}</span>'
    return escape(said(value))


def _chart(block: Chart, said: Said) -> Iterable[str]:
    picture = base64.b64encode(charts.svg(block).encode()).decode()
    image = f'<img alt="{_text(block.alt)}" src="data:image/svg+xml;base64,{picture}">'
    yield f'<div class="chart">\n<figure>{image}</figure>\n'
    yield from _table(block.table, said)
    yield "</div>\n"


BLOCKS: dict[type, Callable[[Any, Said], Iterable[str]]] = {
    Heading: _heading,
    Paragraph: lambda block, said: [_paragraphs(block.text), "\n"],
    Note: lambda block, said: [f'<div class="note note-{block.tone}">{_paragraphs(block.text)}</div>\n'],
    Bullets: _bullets,
    Facts: _facts,
    Form: _form,
    Table: _table,
    Chart: _chart,
    PageBreak: lambda block, said: ['<div class="page"></div>\n'],
}
