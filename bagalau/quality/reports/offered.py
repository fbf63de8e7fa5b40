"""Which papers an assessment has, for its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bagalau.quality.reports import REPORTS

FORMS = (("pdf", "PDF"), ("docx", "Word"), ("html", "HTML"), ("xlsx", "Excel"))


@dataclass(frozen=True)
class Paper:
    """A paper with the question that its address asks, and each of its files by name."""

    name: str
    label: str
    query: str
    forms: Sequence[tuple[str, str]]


def papers(assessment: int) -> Iterator[Paper]:
    """The papers of an assessment."""
    query = urlencode({"assessment": assessment})
    for report in REPORTS:
        yield Paper(report.NAME, str(report.LABEL), query, [(name, f"{query}&format={form}") for form, name in FORMS])
