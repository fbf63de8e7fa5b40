"""What was said about a commitment, and the evidence that it was done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models.batch import Batch
from bagalau.commitments.models.commitment import Commitment
from bagalau.commitments.models.words import ACTS, PRECISIONS, STATUSES
from bagalau.commitments.rules import Act, Change, Status
from bagalau.documents.models import Document
from bagalau.lib.periods import When
from bagalau.people.models import Person


class Update(models.Model):
    """One thing said about a commitment; the present is folded from these (C-06).

    ``stands`` and ``stands_due_on`` are what holds after it (C-11). One that tells of a copy which is not followed
    (C-07) has the status and the comment of the copy.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="updates")
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(Person, verbose_name=_("person"), null=True, on_delete=models.PROTECT)
    status = models.CharField(_("status"), max_length=20, choices=list(STATUSES.items()), blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    due_precision = models.CharField(max_length=7, choices=PRECISIONS, blank=True)
    due_removed = models.BooleanField(default=False)
    comment = models.TextField(_("comment"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    no_evidence = models.TextField(_("why there is no evidence"), blank=True)
    from_source = models.BooleanField(_("read from the source"), default=False)
    act = models.CharField(_("what it is"), max_length=10, choices=list(ACTS.items()), blank=True, default=Act.SAID)
    stands = models.CharField(
        _("status after it"), max_length=20, choices=list(STATUSES.items()), default=Status.NOT_INITIATED
    )
    stands_due_on = models.DateField(_("date after it"), null=True, blank=True)
    batch = models.ForeignKey(
        Batch, verbose_name=_("sheet"), null=True, blank=True, on_delete=models.PROTECT, related_name="updates"
    )

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["commitment", "at"], name="update_commitment")]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.at:%Y-%m-%d}"

    @property
    def due(self) -> When | None:
        return When(self.due_on, self.due_precision) if self.due_on else None  # type: ignore[arg-type]

    @property
    def is_kept_out(self) -> bool:
        """Whether it tells of a copy that was not followed (C-07)."""
        return self.act == Act.KEPT

    def change(self) -> Change:
        if self.is_kept_out:
            return Change()
        return Change(Status(self.status) if self.status else None, self.due, self.due_removed, self.comment)


class Evidence(models.Model):
    """A document that shows that something was done."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="evidence")
    document = models.ForeignKey(Document, verbose_name=_("document"), on_delete=models.PROTECT)
    added_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at"]
        constraints = [models.UniqueConstraint(fields=["commitment", "document"], name="evidence_once")]

    def __str__(self) -> str:
        return str(self.document)
