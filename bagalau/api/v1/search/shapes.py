"""What is answered about passages."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Router

from bagalau.api.v1.schemas import Out, RecordRef
from bagalau.search.schema import Kept

router = Router(tags=["Search"])


class PassageRow(Out):
    """A passage; ``id`` names it for good, for folders and for what is alike."""

    id: str
    kind: str
    record: RecordRef
    text: str
    place: str
    day: date | None
    language: str
    unit: int


def facts(passage: Kept) -> dict[str, Any]:
    """What is told of every passage."""
    same = ("id", "kind", "text", "place", "day", "language", "unit")
    record = RecordRef.of(*passage.root, passage.title)
    return {"record": record, **{name: getattr(passage, name) for name in same}}
