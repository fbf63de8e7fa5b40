"""What there is to find in documents: each with its title, and the latest version paragraph by paragraph."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from bagalau.documents.access import VIEW_DOCUMENTS
from bagalau.documents.models import DOCUMENT_TYPES, Document, Version
from bagalau.documents.queries import documents
from bagalau.documents.rules import DocumentType, Visibility
from bagalau.documents.storage import path_of
from bagalau.formats.read import read
from bagalau.formats.reading import Reading
from bagalau.lib.passages import Lent, Passage, RecordKey, Reference
from bagalau.lib.problems import Problem
from bagalau.people.access import Viewer
from bagalau.people.models import Unit

KINDS = ("document",)
ACTIONS = (VIEW_DOCUMENTS,)
TOGETHER = 10  # to read a file takes long
LABELS: Mapping[str, Mapping[str, Any]] = {
    "kind": {"document": _("Document"), "report": _("Paragraph of a document")},
    "type": {str(key): words for key, words in DOCUMENT_TYPES.items()},
}
PLACES = (gettext_noop("Page %(number)s"), gettext_noop("Paragraph %(number)s"))

# Papers whose content, and title, is in the record once it was accepted: found as findings, actions and so on
RECORDED = frozenset({DocumentType.EVALUATION_PAGE, DocumentType.RESPONSE_PAGE, DocumentType.PLAN_PAGE})
SHORT, LONG, MOST = 60, 3_000, 10_000
"""Letters below which a line goes with the next, letters of a passage, and passages of a document."""
SENTENCE = re.compile(r"(?<=[.!?;])\s+")
NOTATION = re.compile(r"^\s*#{1,6}\s+|(?<!\w)\*{1,2}(?=\S)|(?<=\S)\*{1,2}(?!\w)")
"""What the notation of a reading adds to the words: signs of headings and of emphasis."""
Paragraph = tuple[int, str]
"""The page (0: the format has none) and the text."""


def touched(kind: str, keys: Collection[int]) -> Iterator[RecordKey]:
    """The documents themselves, and all of a unit that moved or was renamed."""
    if kind == "document":
        yield from (("document", key) for key in keys)
    if kind == "unit":
        paths = tuple(Unit.objects.filter(pk__in=keys).values_list("path", flat=True))
        units = [pk for pk, path in Unit.objects.values_list("pk", "path") if path.startswith(paths)]
        yield from (("document", key) for key in Document.objects.filter(unit__in=units).values_list("pk", flat=True))


def keys(kind: str, after: int) -> Sequence[int]:
    """The next documents after one."""
    return list(Document.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:TOGETHER])


def passages(kind: str, keys: Collection[int]) -> Iterator[Passage]:
    """The titles of these documents, and the paragraphs of their latest versions."""
    latest: dict[int, Version] = {}
    for version in Version.objects.filter(document__in=keys).select_related("file").order_by("number"):
        latest[version.document_id] = version
    for row in Document.objects.filter(pk__in=keys).exclude(type__in=RECORDED):
        yield from _of_document(row, latest.get(row.pk))


def _of_document(row: Document, version: Version | None) -> Iterator[Passage]:
    head = Passage(
        ("document", row.pk),
        "head",
        "document",
        f"{row.title}\n{row.source}".strip(),
        row.title,
        row.unit_id,
        VIEW_DOCUMENTS.name,
        public=row.visibility == Visibility.PUBLIC,
        records=row.access_keys,
        day=row.created_at.date(),
        language=row.language if row.language in {"en", "ru", "kk"} else "",
        facets={"type": (row.type,)},
    )
    yield head
    if version is None:
        return
    for number, (page, text) in enumerate(paragraphs(version.file.sha256, version.name), 1):
        place = f"Page {page}" if page else f"Paragraph {number}"
        yield replace(head, part=f"version-{version.pk}-{number}", kind="report", text=text, place=place)


def lent(kind: str, keys: Collection[int]) -> dict[int, Lent]:
    """Documents lend nothing."""
    return {}


def opened(viewer: Viewer, kind: str, asked: Collection[Reference]) -> set[Reference]:
    """The passages of documents that the viewer may see now."""
    rows = documents(viewer).filter(pk__in={one.root for one in asked})
    open_ones = set(rows.order_by().values_list("pk", flat=True))
    return {one for one in asked if one.root in open_ones}


def paragraphs(sha256: str, name: str) -> list[Paragraph]:
    """The paragraphs of a file; none of one that cannot be read. They are kept beside the index: reading takes long."""
    kept = Path(settings.DATA_FOLDER) / "search" / "read" / f"{sha256}.json"
    try:
        return [(page, text) for page, text in json.loads(kept.read_text("utf-8"))]
    except (OSError, ValueError):
        pass
    try:
        found = list(cut(read(path_of(sha256).read_bytes(), name)))
    except (OSError, Problem):
        found = []
    _keep(kept, found)
    return found


def _keep(path: Path, found: list[Paragraph]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(found, file, ensure_ascii=False)
    os.replace(temporary, path)


def cut(reading: Reading) -> Iterator[Paragraph]:
    """The paragraphs of a reading: a heading or a short line goes with what follows it on its page, a long text is cut
    between sentences."""
    count = 0
    for page, text in _joined(reading):
        for part in _split(text):
            yield page, part
            count += 1
            if count >= MOST:
                return


def _joined(reading: Reading) -> Iterator[Paragraph]:
    page, held = 0, ""
    for block in reading.blocks:
        text = " ".join(NOTATION.sub("", " | ".join(cell.text for cell in block.cells if cell)).split())
        here = block.page or 0
        if held and (here != page or len(held) + len(text) > LONG):
            yield page, held
            held = ""
        page, held = here, f"{held} {text}".strip()
        if len(text) >= SHORT and block.kind != "heading":
            yield page, held
            held = ""
    if held:
        yield page, held


def _split(text: str) -> Iterator[str]:
    if len(text) <= LONG:
        yield text
        return
    held = ""
    for sentence in _short_enough(SENTENCE.split(text)):
        if held and len(held) + len(sentence) > LONG:
            yield held
            held = ""
        held = f"{held} {sentence}".strip()
    yield held


def _short_enough(sentences: Iterable[str]) -> Iterator[str]:
    """Sentences; one that never ends is cut."""
    for sentence in sentences:
        yield from (sentence[at : at + LONG] for at in range(0, len(sentence), LONG))
