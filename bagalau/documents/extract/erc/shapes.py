"""The fields that an evaluation and a management response share."""

from __future__ import annotations

from bagalau.documents.extract.erc.actions import STATUSES
from bagalau.documents.extract.shapes import Field, mark

FILE = (
    Field("title", mark("File name")),
    Field("type", mark("Type"), "choice", choices=("tor", "report", "summary", "related-document")),
    Field("language", mark("Language")),
    Field("size_kb", mark("Size in KB"), "number"),
    Field("status", mark("Status")),
    Field("downloads", mark("Downloads"), "number"),
)
RESPONSE = (
    Field("added", mark("Added"), "date"),
    Field("updated", mark("Last updated"), "date"),
    Field("text", mark("Management response"), "long"),
)
KEY_ACTION = (
    Field("text", mark("Key action"), "long", required=True),
    Field("responsible", mark("Responsible")),
    Field("due", mark("Due date"), "date"),
    Field("status", mark("Status"), "choice", choices=STATUSES),
    Field("comment", mark("Comment"), "long"),
    Field("justification", mark("Justification"), "long"),
    Field("added", mark("Added"), "date"),
    Field("updated", mark("Last updated"), "date"),
)
RECOMMENDATIONS = Field(
    "recommendations",
    mark("Recommendations"),
    "rows",
    fields=(
        Field("number", mark("Number"), "number"),
        Field("text", mark("Text"), "long", required=True),
        Field("response", mark("Management response"), "group", fields=RESPONSE),
        Field("key_actions", mark("Key actions"), "rows", fields=KEY_ACTION),
    ),
)
