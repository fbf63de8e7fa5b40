"""``bagalau read FILE [--json [--spans]]``: what a document holds, without a database."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bagalau.cli.files import bytes_of, name_of
from bagalau.documents.extract import extract, label_of, shape_of
from bagalau.documents.extract.draft import Draft, plain
from bagalau.documents.extract.records import leaves, trail, unparse
from bagalau.formats.read import read
from bagalau.formats.reading import Reading


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="print the record, warnings and unread as one JSON object")
    parser.add_argument("--spans", action="store_true", help="with --json: also where each value stands")


def run(args: argparse.Namespace) -> int:
    """Print the record."""
    reading = read(bytes_of(args.file), name_of(args.file))
    draft = extract(reading)
    if args.json:
        print(json.dumps(as_json(reading, draft, spans=args.spans), ensure_ascii=False, indent=1))
    else:
        print("\n".join(as_text(reading, draft)))
    return 0


def as_json(reading: Reading, draft: Draft, *, spans: bool = False) -> dict[str, Any]:
    """The record of the reading contract, with the warnings and the lines nobody understood."""
    record: dict[str, Any] = plain(draft.record)
    record["warnings"] = [{**asdict(warning), "text": warning.text} for warning in draft.warnings]
    record["unread"] = [
        {
            "line": reading.line_at(span.start),
            "page": reading.page_at(span.start),
            "text": reading.text[span.start : span.end],
        }
        for span in draft.unread
    ]
    if spans:
        record["spans"] = {path: [[span.start, span.end] for span in places] for path, places in draft.spans.items()}
    return record


def as_text(reading: Reading, draft: Draft) -> list[str]:
    """The record as lines for a terminal: label and value, then doubts, then what is left."""
    lines = [f"{label_of(draft.kind, draft.system)} ({draft.kind}, {draft.system})", ""]
    shape = shape_of(draft.kind, draft.system)
    for leaf in leaves(shape, plain(draft.record)):
        if leaf.value not in (None, "", [], {}):
            steps = [f"{label} {number}" if number else label for label, number in trail(shape, leaf.path)]
            value = unparse(leaf.field, leaf.value).replace("\n", "\n    ")
            lines.append(f"{' › '.join(steps)}: {value}")
    if draft.warnings:
        lines += ["", f"Doubtful places: {len(draft.warnings)}"]
        lines += [f"  {_place(warning.line, warning.page)}{warning.text}" for warning in draft.warnings]
    if draft.unread:
        lines += ["", f"Parts nobody understood: {len(draft.unread)}"]
        for span in draft.unread:
            words = " ".join(reading.text[span.start : span.end].split())[:120]
            lines.append(f"  {_place(reading.line_at(span.start), reading.page_at(span.start))}{words}")
    return lines


def _place(line: int | None, page: int | None) -> str:
    where = [f"page {page}"] * (page is not None) + [f"line {line}"] * (line is not None)
    return f"{', '.join(where)}: " if where else ""
