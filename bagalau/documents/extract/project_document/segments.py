"""A project document cut into the parts that are read differently, by its headings and the heads of its tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from bagalau.documents.extract.project_document.annexes import is_monitoring_head, is_risk_head
from bagalau.documents.extract.project_document.framework import is_head as is_framework_head
from bagalau.documents.extract.project_document.layout import is_head as is_plan_head
from bagalau.documents.extract.project_document.quality import is_output, is_quality_head
from bagalau.documents.extract.project_document.work_plan import year_of
from bagalau.formats.reading import Block

_NUMBERED = re.compile(
    r"[\s#*]{0,9}(?:(?:[IVX]{1,5}|\d{1,2})[.):]\s{0,5}|(?:ANNEX|ПРИЛОЖЕНИЕ)\s{1,3}[\dIVXA-D]{1,4}\s?[.:–-]?\s{0,5}|#{1,6}\s)",
    re.I,
)
_BOLD = re.compile(r"\*\*[^*]{1,100}\*\*")  # a small heading, or the caption of a table: no section by itself
_SECTIONS = (
    (
        "framework",
        re.compile(r"results? (?:and|&) resources? framework|(?:матрица|рамк\w) результатов и ресурсов", re.IGNORECASE),
    ),
    (
        "plan",
        re.compile(
            r"(?:annual|multi-?year|\d{4}) ?(?:annual )?work ?plan|AWP\b|(?:годов|ежегодн)\w{2} план\w? работ",
            re.IGNORECASE,
        ),
    ),
    ("risks", re.compile(r"(?:\w+ )?risk (?:log|register|analysis)|(?:журнал|реестр) рисков", re.IGNORECASE)),
    (
        "monitoring",
        re.compile(
            r"(?:communication (?:and|&) )?monitoring (?:and communication )?plan|"
            r"план (?:коммуникаци\w{1,2} и )?мониторинга",
            re.IGNORECASE,
        ),
    ),
    (
        "management",
        re.compile(
            r"(?:project )?(?:management|governance)(?: and management)? arrangements|"
            r"governance|(?:механизм\w?|порядок|структура) управления|управление проектом",
            re.IGNORECASE,
        ),
    ),
    ("quality", re.compile(r"quality management|управление качеством", re.IGNORECASE)),
    (
        "other",
        re.compile(
            r"situation analysis|development challenge|background|context|strategy|results (?:and|&) partnerships|"
            r"monitoring|evaluation|legal|annex|terms of reference|project management|risk|special clauses|budget|"
            r"анализ ситуации|стратегия|мониторинг|правов\w{2}|приложени[ея]|техническо\w{1,2} задани",
            re.IGNORECASE,
        ),
    ),
)
_HEADS = (
    ("framework", is_framework_head),
    ("plan", is_plan_head),
    ("risks", is_risk_head),
    ("monitoring", is_monitoring_head),
    ("quality", is_quality_head),
)


def cut_segments(blocks: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """Runs of blocks with the part to which they belong, in order; the first is the ``cover``."""
    found: list[tuple[str, list[Block]]] = [("cover", [])]
    for block, below in zip_longest(blocks, blocks[1:]):
        part = _begins(block, below)
        if part and part != found[-1][0]:
            found.append((part, []))
        found[-1][1].append(block)
    return found


def _begins(block: Block, below: Block | None) -> str | None:
    """The part that a block begins, or None where it goes on; an output above quality criteria belongs to them."""
    if below is not None and is_output(block) and is_quality_head(below):
        return "quality"
    if block.kind == "row":
        return next((part for part, is_head in _HEADS if is_head(block)), None)
    return section_of(block.text) or ("plan" if year_of(block) else None)


def section_of(text: str) -> str | None:
    """The part that a heading names: numbered, an annex, marked as a heading, or all in capitals."""
    if len(text) > 120:
        return None
    number = _NUMBERED.match(text)
    name = text[number.end() if number else 0 :].strip(" \t#*:.")
    parts = _SECTIONS if number or name.isupper() else _SECTIONS[:-1] if _BOLD.fullmatch(text.strip()) else ()
    return next((part for part, pattern in parts if pattern.match(name)), None)
