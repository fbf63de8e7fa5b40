"""The parts in prose: which section of the record belongs to which part of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bagalau.formats.report import Block, Bullets, Heading, Paragraph
from bagalau.projects.rules.record import Section

ITEM = re.compile(r"[-•▪*]\s+")
PARTS: dict[str, re.Pattern[str]] = {
    "situation": re.compile(r"situation|development challenge|background|context of|анализ ситуации|жағдай", re.I),
    "strategy": re.compile(r"strateg|theory of change|стратег", re.I),
    "management": re.compile(r"management|governance|управлен|механизм|басқар", re.I),
    "monitoring": re.compile(r"monitoring|evaluation|мониторинг|оценк|бағала", re.I),
    "legal": re.compile(r"legal|правов|құқық", re.I),
}


def by_part(sections: Sequence[Section]) -> dict[str, list[Section]]:
    """The sections that say something under the part they belong to; those of no part under ``""``."""
    found: dict[str, list[Section]] = {name: [] for name in (*PARTS, "")}
    for section in sections:
        if section.text:
            name = next((name for name, words in PARTS.items() if words.search(section.heading)), "")
            found[name].append(section)
    return found


def prose(text: str) -> Iterator[Block]:
    """Paragraphs and lists of a text."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for item, group in groupby(lines, key=lambda line: bool(ITEM.match(line))):
        if item:
            yield Bullets([ITEM.sub("", line, count=1) for line in group])
        else:
            yield Paragraph("\n".join(group))


def part(heading: str, sections: Sequence[Section], beside: Sequence[Block] = ()) -> Iterator[Block]:
    """A part: its own heading as the record has it, else the usual one; nothing where there is nothing to say."""
    if not sections and beside:
        yield Heading(heading)
    for section in sections:
        yield Heading(section.heading)
        yield from prose(section.text)
    yield from beside
