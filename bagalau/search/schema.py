"""The fields of the index, and a passage as a document of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from zlib import crc32

import tantivy

from bagalau.lib.passages import Passage, RecordKey
from bagalau.lib.words import forms, language_of, stems, tidied
from bagalau.people.access import VIEW_HISTORY

VERSION = 4
"""Of the schema and of how words are made: an index of another version is built anew."""
LONGEST = 6_000
"""Letters of a passage that are kept; domains cut longer texts into several passages."""
FAST = ("kind", "unit", "type", "criterion", "tag", "sdg", "status")
EXACT = ("id", "root", "part", "action", "doors", "labels", "under", "lang", "slot")
SLOTS = 16
"""Passages are dealt into so many equal lots, so that one of them can stand for all."""


@cache
def schema() -> tantivy.Schema:
    """``stems`` and ``words`` hold words as ``lib.words`` makes them, ``doors`` who may see, ``stored`` the rest."""
    builder = tantivy.SchemaBuilder()
    for name in ("stems", "words"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in EXACT:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FAST:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("year", indexed=True, fast=True)
    builder.add_unsigned_field("day", fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


@dataclass(frozen=True)
class About:
    """What the index adds to a passage: the units above its own, and the words by which its values are asked for."""

    above: tuple[int, ...]
    labels: Iterable[str]


def document(passage: Passage, about: About) -> tantivy.Document:
    """A passage as a document."""
    text = tidied(passage.text)[:LONGEST]
    language = passage.language or language_of(text)
    words = forms(text)
    values: dict[str, Any] = {
        "stems": " ".join(stems(words, language)),
        "words": " ".join(words),
        "id": f"{root_term(passage.root)}/{passage.part}",
        "root": root_term(passage.root),
        "part": passage.part,
        "slot": slot(passage),
        "action": VIEW_HISTORY.name if passage.inside else passage.action,
        "doors": [*doors(passage)],
        "labels": [*about.labels],
        "under": [str(unit) for unit in about.above],
        "lang": language,
        "kind": passage.kind,
        "unit": str(passage.unit),
        "day": ordinal(passage.day),
        "stored": _stored(passage, text, language),
    }
    if passage.day:
        values["year"] = passage.day.year
    values |= {name: [*given] for name, given in passage.facets.items() if given}
    return tantivy.Document.from_dict(values, schema())


def _stored(passage: Passage, text: str, language: str) -> bytes:
    kept = {
        "root": passage.root,
        "part": passage.part,
        "kind": passage.kind,
        "text": text,
        "title": tidied(passage.title),
        "unit": passage.unit,
        "inside": passage.inside,
        "place": passage.place,
        "anchor": passage.anchor,
        "day": passage.day.isoformat() if passage.day else "",
        "language": language,
        "facets": passage.facets,
    }
    return json.dumps(kept, ensure_ascii=False).encode()


def slot(passage: Passage) -> str:
    """The lot of a passage: always the same, and as good as drawn."""
    return str(crc32(f"{passage.root}{passage.part}".encode()) % SLOTS)


def root_term(root: RecordKey) -> str:
    """The term by which all passages of a record are found."""
    return f"{root[0]}-{root[1]}"


def ordinal(day: date | None) -> int:
    """A day as a number that orders as days do; what has none comes last among the latest."""
    return day.toordinal() if day else 0


PUBLIC = "public"


def unit_door(unit: int) -> str:
    return f"u{unit}"


def record_door(record: RecordKey) -> str:
    return f"r{record[0]}-{record[1]}"


def owner_door(person: int) -> str:
    return f"o{person}"


def doors(passage: Passage) -> Iterable[str]:
    """Through which doors a passage may be seen."""
    yield unit_door(passage.unit)
    yield from map(record_door, passage.records)
    yield from map(owner_door, passage.owners)
    if passage.public and not passage.inside:
        yield PUBLIC


@dataclass(frozen=True)
class Kept:
    """A passage as the index keeps it."""

    root: RecordKey
    part: str
    kind: str
    text: str
    title: str
    unit: int
    inside: bool
    place: str
    anchor: str
    day: date | None
    language: str
    facets: Mapping[str, list[str]]

    @property
    def id(self) -> str:
        return f"{root_term(self.root)}/{self.part}"


def kept(stored: bytes) -> Kept:
    """What was stored of a passage."""
    data = json.loads(stored)
    root = data.pop("root")
    day = data.pop("day")
    return Kept(root=(root[0], root[1]), day=date.fromisoformat(day) if day else None, **data)
