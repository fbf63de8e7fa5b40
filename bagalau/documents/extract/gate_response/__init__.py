"""Management responses of UN Women's GATE: recommendations with response, classifications and key actions."""

from __future__ import annotations

from bagalau.documents.extract.draft import Draft, DraftBuilder
from bagalau.documents.extract.gate_response.checks import check_record
from bagalau.documents.extract.gate_response.header import read_header
from bagalau.documents.extract.gate_response.known import APPROVAL, CATEGORIES, STATUSES, UNIT_TYPES
from bagalau.documents.extract.gate_response.recommendations import Part, cut_parts, read_recommendations
from bagalau.documents.extract.markup import bounded
from bagalau.documents.extract.shapes import Field, mark
from bagalau.formats.reading import Block, Reading

KIND = "management-response"
SYSTEM = "un-women-gate"
LABEL = mark("Management response (UN Women GATE)")

_ACTION = (
    Field("text", mark("Action"), "long", required=True),
    Field("responsible", mark("Responsible")),
    Field("due", mark("Due"), "date"),
    Field("status", mark("Status"), "choice", choices=STATUSES),
    Field("comment", mark("Comment"), "long"),
)
_RECOMMENDATION = (
    Field("number", mark("Number"), "number"),
    Field("text", mark("Recommendation"), "long", required=True),
    Field("description", mark("Description"), "long"),
    Field(
        "response",
        mark("Management response"),
        "group",
        fields=(
            Field("text", mark("Response"), "long"),
            Field("category", mark("Category"), "choice", choices=CATEGORIES),
        ),
    ),
    Field(
        "classifications",
        mark("Classifications"),
        "group",
        fields=(
            Field("thematic_area", mark("Thematic area"), "texts"),
            Field("operating_principles", mark("Operating principles"), "texts"),
            Field("organizational_priorities", mark("Organizational priorities"), "texts"),
            Field("uneg_criteria", mark("UNEG criteria"), "texts"),
        ),
    ),
    Field("key_actions", mark("Key actions"), "rows", fields=_ACTION),
)
SHAPE: tuple[Field, ...] = (
    Field("unit", mark("Unit")),
    Field("title", mark("Title"), required=True),
    Field("commissioning_unit", mark("Commissioning unit")),
    Field("approval_status", mark("Approval status"), "choice", choices=APPROVAL),
    Field(
        "plan",
        mark("Evaluation plan"),
        "group",
        fields=(
            Field("period", mark("Period")),
            Field("unit", mark("Unit")),
            Field("unit_type", mark("Unit type"), "choice", choices=UNIT_TYPES),
        ),
    ),
    Field("description", mark("Description"), "long"),
    Field("recommendations", mark("Recommendations"), "rows", fields=_RECOMMENDATION),
)

_SIGNS = (
    ("global accountability and tracking of evaluation", 0.9),
    ("management response category:", 0.5),
    ("uneg criteria:", 0.4),
    ("operating principles:", 0.3),
    ("organizational priorities:", 0.2),
    ("responsible deadline status comments", 0.3),
)


def recognises(reading: Reading) -> float:
    """How surely this is a response of GATE: by its labels, or by the ":" lines of a header without labels."""
    text = reading.text.lower()
    sure = sum(weight for sign, weight in _SIGNS if sign in text)
    first = [block.text.strip() for block in reading.blocks[:8]]
    if any(line.startswith(":") for line in first) and any("management response" in line.lower() for line in first):
        sure += 0.7
    return min(sure, 1.0) if "management response" in text else 0.0


def extract(reading: Reading) -> Draft:
    """The draft of a GATE page; a page without recommendations gives the header alone, and says so."""
    draft = DraftBuilder(reading, KIND, SYSTEM)
    blocks = bounded(draft).blocks
    parts = cut_parts(blocks)
    header: list[Block] = blocks[: parts[0].first] if parts else blocks
    read_header(draft, header)
    draft.put("recommendations", [])
    read_recommendations(draft, parts)
    check_record(draft, _last_label(parts))
    return draft.build()


def _last_label(parts: list[Part]) -> str | None:
    return parts[-1].label if parts else None
