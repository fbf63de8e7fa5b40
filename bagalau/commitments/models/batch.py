"""A sheet that somebody sent to update many commitments at once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models.words import BATCH_STATES
from bagalau.commitments.rules import BatchState
from bagalau.people.models import Person


class Batch(models.Model):
    """What a sheet says, row by row, as it was shown to the person who sent it; it belongs to that person alone.

    ``rows`` are the rows that change something or are in error. Once saved, each keeps what stood before.
    """

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="batches")
    name = models.CharField(_("file name"), max_length=255)
    at = models.DateTimeField(_("sent"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=list(BATCH_STATES.items()), default=BatchState.SHOWN)
    decided_at = models.DateTimeField(_("saved or taken back"), null=True, blank=True)
    unchanged = models.PositiveIntegerField(_("rows that say nothing new"), default=0)
    rows = models.JSONField(_("rows"), default=list)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("sheet")
        verbose_name_plural = _("sheets")
        indexes = [models.Index(fields=["person", "-at"], name="batch_person")]

    def __str__(self) -> str:
        return self.name
