"""Writes: storing files, reviewing drafts, accepting them. Each is one transaction with one line in the journal."""

from bagalau.documents.actions.files import (
    About,
    Imported,
    add_file,
    add_version,
    change_document,
    count_download,
    import_file,
    keep_file,
    set_visibility,
)
from bagalau.documents.actions.review import (
    accept,
    choose,
    correct,
    record_provenance,
    record_provenances,
    reject,
    settle,
    take_out,
)

__all__ = [
    "About",
    "Imported",
    "accept",
    "add_file",
    "add_version",
    "change_document",
    "choose",
    "correct",
    "count_download",
    "import_file",
    "keep_file",
    "record_provenance",
    "record_provenances",
    "reject",
    "set_visibility",
    "settle",
    "take_out",
]
