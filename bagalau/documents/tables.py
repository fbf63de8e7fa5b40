"""The columns of the lists of documents and drafts."""

from __future__ import annotations

from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from bagalau.documents.extract import label_of
from bagalau.documents.models import DOCUMENT_TYPES, DRAFT_STATUSES, LANGUAGES, VISIBILITIES, Document, Draft
from bagalau.documents.rules import DocumentType, DraftStatus, Visibility
from bagalau.lib.columns import Column
from bagalau.web.records import url_of

DRAFT_TONES = {
    DraftStatus.WAITING: "soon",
    DraftStatus.ACCEPTED: "done",
    DraftStatus.REVIEWED: "done",
    DraftStatus.REJECTED: "rest",
}
DOCUMENTS: tuple[Column[Document], ...] = (
    Column(
        "title", _("Title"), lambda row: row.title, "long", url=lambda row: url_of("document", row.pk), sort="title"
    ),
    Column("type", _("Type"), lambda row: str(DOCUMENT_TYPES[DocumentType(row.type)])),
    Column("language", _("Language"), lambda row: str(LANGUAGES[row.language]) if row.language else None),
    Column("unit", _("Unit"), lambda row: row.unit.code, "code"),
    Column("visibility", _("Visibility"), lambda row: str(VISIBILITIES[Visibility(row.visibility)])),
    Column("downloads", _("Downloads"), lambda row: row.downloads, "number"),
    Column("added", _("Added"), lambda row: localtime(row.created_at).date(), "date", sort="created_at"),
    Column("source", _("Source"), lambda row: row.source, on_page=False),
)
DRAFTS: tuple[Column[Draft], ...] = (
    Column("title", _("Title"), lambda row: row.title, "long", url=lambda row: url_of("draft", row.pk)),
    Column("kind", _("Kind"), lambda row: gettext(label_of(row.kind, row.system))),
    Column("unit", _("Unit"), lambda row: row.unit.code, "code"),
    Column("doubts", _("Doubtful places"), lambda row: row.doubts, "number"),
    Column(
        "status",
        _("Status"),
        lambda row: str(DRAFT_STATUSES[DraftStatus(row.status)]),
        "status",
        tone=lambda row: DRAFT_TONES[DraftStatus(row.status)],
    ),
    Column("read", _("Read"), lambda row: localtime(row.created_at).date(), "date", sort="created_at"),
)

# What the journal calls the things done here: written in English, shown in the language of the page.
VERBS = (
    gettext_noop("read"),
    gettext_noop("add version"),
    gettext_noop("correct"),
    gettext_noop("choose"),
    gettext_noop("take out"),
    gettext_noop("put back"),
    gettext_noop("settle"),
    gettext_noop("doubt again"),
    gettext_noop("accept"),
    gettext_noop("take from paper"),
    gettext_noop("reject"),
)
# What its lines tell beside the fields of a record
NOTED = (
    gettext_noop("file"),
    gettext_noop("row"),
    gettext_noop("warning"),
    gettext_noop("choice"),
    gettext_noop("record"),
    gettext_noop("draft"),
)
