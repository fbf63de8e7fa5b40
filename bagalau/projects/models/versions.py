"""Versions of a project document, findings that were dismissed, and sheets that were taken in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models import BATCH_STATES
from bagalau.commitments.rules import BatchState
from bagalau.people.models import Person
from bagalau.projects.models.project import Project
from bagalau.projects.models.words import REVISION_KINDS, VERSION_STATES
from bagalau.projects.rules.life import RevisionKind, VersionState


class ProjectVersion(models.Model):
    """A version: while it is open the rows of the project are worked on; signed, ``content`` stands for good (PL-04).

    ``content`` is the record as plain data (``rules.shape.plain``), ``digest`` the SHA-256 of it; what was submitted or
    withdrawn has them too.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=20, choices=list(REVISION_KINDS.items()))
    state = models.CharField(_("state"), max_length=10, choices=list(VERSION_STATES.items()), default=VersionState.OPEN)
    reason = models.TextField(_("reason"), blank=True)
    decision = models.TextField(_("decision of the board"), blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    opened_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submitted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    signed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_source = models.BooleanField(_("read from the source"), default=False)
    content = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of the project document")
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_project_version_a_number"),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state__in=[VersionState.OPEN, VersionState.SUBMITTED]),
                name="one_open_revision",
                violation_error_message=_("This project has an open revision already: finish or withdraw that first."),
            ),
            models.CheckConstraint(
                condition=Q(kind=RevisionKind.ORIGINAL) | ~Q(reason=""),
                name="revision_has_reason",
                violation_error_message=_("Say why the project is revised."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} ({self.number})"

    @property
    def unit_id(self) -> int | None:
        return self.project.unit_id

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return self.project.access_keys


class FindingDismissal(models.Model):
    """Somebody looked at a finding of the checker and said why it stands; holds as long as the finding is the same."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="dismissals")
    rule = models.CharField(_("rule"), max_length=10)
    mark = models.CharField(max_length=64)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("dismissed finding")
        constraints = [
            models.UniqueConstraint(fields=["project", "rule", "mark"], name="one_dismissal_a_finding"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="finding_dismissal_has_reason",
                violation_error_message=_("Say why this is dismissed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.reason}"


class SheetImport(models.Model):
    """A spreadsheet that was sent: ``told`` is what its rows say, as long as it is only looked at.

    Once saved, ``before`` and ``after`` are the lists of rows it concerns as they were and as they became, to go back
    to while all else stayed.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="imports")
    kind = models.CharField(_("kind"), max_length=20)
    name = models.CharField(_("file name"), max_length=255)
    at = models.DateTimeField(_("sent"), auto_now_add=True)
    by = models.ForeignKey(Person, verbose_name=_("person"), null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=list(BATCH_STATES.items()), default=BatchState.SHOWN)
    decided_at = models.DateTimeField(_("saved or taken back"), null=True, blank=True)
    takes_out = models.BooleanField(_("rows that are missing are taken out"), default=False)
    told = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("sheet of a project")
        indexes = [models.Index(fields=["project", "-at"], name="project_sheets")]

    def __str__(self) -> str:
        return self.name

    @property
    def unit_id(self) -> int | None:
        return self.project.unit_id

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return self.project.access_keys
