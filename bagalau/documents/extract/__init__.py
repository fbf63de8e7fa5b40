"""From a reading to a draft: one file a document kind, one tuple that lists them.

An extractor is a module with ``KIND``, ``SYSTEM``, ``LABEL``, ``SHAPE``, ``recognises(reading) -> float`` (0 to 1: how
sure it is that the document is of its kind) and ``extract(reading) -> Draft``. Everything here is pure: no Django, no
clock, no files.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bagalau.documents.extract import (
    erc_evaluation,
    erc_response,
    evaluation_plan,
    gate_response,
    project_document,
    quality_assessment,
)
from bagalau.documents.extract.draft import Draft
from bagalau.documents.extract.markup import even
from bagalau.documents.extract.shapes import Field
from bagalau.formats.reading import Reading
from bagalau.lib.problems import Problem


class Extractor(Protocol):
    """What a module of this package offers."""

    @property
    def KIND(self) -> str: ...  # noqa: N802
    @property
    def SYSTEM(self) -> str: ...  # noqa: N802
    @property
    def LABEL(self) -> str: ...  # noqa: N802
    @property
    def SHAPE(self) -> tuple[Field, ...]: ...  # noqa: N802
    @property
    def recognises(self) -> Callable[[Reading], float]: ...
    @property
    def extract(self) -> Callable[[Reading], Draft]: ...


EXTRACTORS: tuple[Extractor, ...] = (
    erc_evaluation,
    erc_response,
    evaluation_plan,
    gate_response,
    quality_assessment,
    project_document,
)
SURE_ENOUGH = 0.5


def extract(reading: Reading) -> Draft:
    """Read a document with the extractor that is surest of it; refuse one that none of them knows."""
    reading = even(reading)
    sureness, _, best = max((one.recognises(reading), -at, one) for at, one in enumerate(EXTRACTORS))
    if sureness < SURE_ENOUGH:
        kinds = tuple(one.LABEL for one in EXTRACTORS)
        raise Problem(
            "unknown-kind",
            "This is no document of a kind that can be read. Known kinds are: %(kinds)s.",
            status=422,
            values={"kinds": kinds},
        )
    return best.extract(reading)


def shape_of(kind: str, system: str) -> tuple[Field, ...]:
    """The declared fields of a kind of document from a system."""
    return next(one.SHAPE for one in EXTRACTORS if kind == one.KIND and system == one.SYSTEM)


def label_of(kind: str, system: str) -> str:
    """What to call a kind of document from a system, in English and marked for translation."""
    return next(one.LABEL for one in EXTRACTORS if kind == one.KIND and system == one.SYSTEM)
