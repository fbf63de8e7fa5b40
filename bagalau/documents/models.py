"""Files, documents with their versions, drafts under review, and where accepted values come from."""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bagalau.documents.extract.records import renumbered, reviewed
from bagalau.documents.rules import NEVER_PUBLIC, DocumentType, DraftStatus, Visibility
from bagalau.people.models import Person, Unit

DOCUMENT_TYPES = {
    DocumentType.TOR: _("Terms of reference"),
    DocumentType.REPORT: _("Report"),
    DocumentType.SUMMARY: _("Summary"),
    DocumentType.ANNEX: _("Annex"),
    DocumentType.RELATED: _("Related document"),
    DocumentType.INCEPTION: _("Inception report"),
    DocumentType.DRAFT_REPORT: _("Draft report, or one with tracked changes"),
    DocumentType.AUDIT_TRAIL: _("Audit trail of comments"),
    DocumentType.EVALUATION_PAGE: _("Evaluation page"),
    DocumentType.RESPONSE_PAGE: _("Management response"),
    DocumentType.PLAN_PAGE: _("Evaluation plan"),
    DocumentType.QUALITY: _("Quality assurance report"),
    DocumentType.PROJECT: _("Project document"),
    DocumentType.EVIDENCE: _("Evidence"),
    DocumentType.OTHER: _("Other"),
}
VISIBILITIES = {Visibility.INTERNAL: _("Internal"), Visibility.PUBLIC: _("Public")}
DRAFT_STATUSES = {
    DraftStatus.WAITING: _("Waiting for review"),
    DraftStatus.ACCEPTED: _("Accepted"),
    DraftStatus.REVIEWED: _("Reviewed"),
    DraftStatus.REJECTED: _("Rejected"),
}
LANGUAGES = {
    "": _("Not stated"),
    "en": _("English"),
    "ru": _("Russian"),
    "kk": _("Kazakh"),
    "fr": _("French"),
    "es": _("Spanish"),
    "pt": _("Portuguese"),
    "ar": _("Arabic"),
    "zh": _("Chinese"),
}


class StoredFile(models.Model):
    """The bytes of a file, kept once under their SHA-256, whoever uploads them and under whatever name."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField(_("size in bytes"))

    def __str__(self) -> str:
        return self.sha256[:12]


class Document(models.Model):
    """A paper of the office: a title, what it is, who may see it, and its versions."""

    title = models.CharField(_("title"), max_length=500)
    type = models.CharField(_("type"), max_length=30, choices=list(DOCUMENT_TYPES.items()), default=DocumentType.OTHER)
    language = models.CharField(_("language"), max_length=2, choices=list(LANGUAGES.items()), blank=True)
    source = models.CharField(
        _("source"), max_length=500, blank=True, help_text=_("Where it comes from: an address or words.")
    )
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=list(VISIBILITIES.items()), default=Visibility.INTERNAL
    )
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT)
    downloads = models.PositiveIntegerField(_("downloads"), default=0, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("document")
        indexes = [models.Index(fields=["created_at", "id"], name="document_created")]
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility=Visibility.INTERNAL) | ~Q(type__in=sorted(NEVER_PUBLIC)),
                name="working_paper_is_internal",
                violation_error_message=_(
                    "Inception reports, drafts and audit trails are never public. Keep it internal, or say what else "
                    "it is."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("document", self.pk),)

    @property
    def seen(self) -> str:
        """What tells one state of what is said of a document from the next, for a form that was open meanwhile."""
        said = [self.title, self.type, self.language, self.source, self.visibility, self.unit_id]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:20]


class Version(models.Model):
    """One state of a document: a stored file with the name it had."""

    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("version"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(_("file name"), max_length=255)
    added_by = models.ForeignKey(Person, verbose_name=_("added by"), null=True, on_delete=models.PROTECT)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


def type_label(kind: str) -> str:
    """What to call a type of document."""
    return str(DOCUMENT_TYPES[DocumentType(kind)]) if kind in set(DocumentType) else kind


class Draft(models.Model):
    """What was read from a version, and what a reviewer changed; nothing of it is in the record yet."""

    CALLED: ClassVar = {"kind": type_label}  # for the journal

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="drafts")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT)
    kind = models.CharField(_("kind"), max_length=40)
    system = models.CharField(_("system"), max_length=40)
    title = models.CharField(_("title"), max_length=500)
    status = models.CharField(
        _("status"), max_length=10, choices=list(DRAFT_STATUSES.items()), default=DraftStatus.WAITING
    )
    record = models.JSONField()
    spans = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    unread = models.JSONField(default=list)
    doubts = models.PositiveIntegerField(_("doubtful places"), default=0)
    text = models.TextField()
    pages = models.JSONField(default=list)
    corrections = models.JSONField(default=dict)
    removed = models.JSONField(default=list)
    settled = models.JSONField(default=list)
    reason = models.TextField(_("reason"), blank=True)
    record_kind = models.CharField(max_length=30, blank=True)
    record_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(_("read"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(Person, verbose_name=_("decided by"), null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("draft")
        indexes = [models.Index(fields=["status", "created_at", "id"], name="draft_status")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=DraftStatus.REJECTED) | ~Q(reason=""),
                name="rejected_draft_has_reason",
                violation_error_message=_("Say why the draft is rejected."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        target = ((self.record_kind, self.record_id),) if self.record_id is not None else ()
        return (("draft", self.pk), *target)

    @property
    def is_open(self) -> bool:
        return self.status == DraftStatus.WAITING

    def whole(self) -> dict[str, Any]:
        """The record as corrected, with the rows that were taken out: what the paths of the review mean."""
        return reviewed(self.record, self.corrections, ())

    def reviewed(self) -> dict[str, Any]:
        """The record as the reviewer left it (D-02)."""
        return reviewed(self.record, self.corrections, self.removed)

    def sentence(self, number: int) -> str:
        """What a warning says, in the language of the page."""
        warning = self.warnings[number]
        message = gettext(warning["message"])
        return message % warning["values"] if warning["values"] else message

    def reviewed_spans(self) -> dict[str, list[list[int]]]:
        """The places of the values of ``reviewed()``, under its paths."""
        return renumbered(self.spans, self.removed)


class Provenance(models.Model):
    """Where the values of a record come from: for each field, the stretches of a draft's text."""

    record_kind = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE)
    spans = models.JSONField()

    class Meta:
        ordering = ["-draft_id"]
        constraints = [
            models.UniqueConstraint(fields=["record_kind", "record_id", "draft"], name="one_provenance_a_draft")
        ]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record_id}"
