"""Recommendations that were made before, in other reports."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.models.content import Recommendation
from bagalau.evaluations.rules.recurrence import Fate, Span

FATES = {
    Fate.COMPLETED: _("Key actions completed"),
    Fate.OPEN: _("Key actions still open"),
    Fate.DROPPED: _("Key actions no longer applicable"),
    Fate.REJECTED: _("Rejected"),
    Fate.NOTHING: _("Answered, no key action"),
    Fate.UNKNOWN: _("No response that is open to you"),
}
FATE_TONES = {
    Fate.COMPLETED: "late",  # it was done, and had to be recommended again
    Fate.OPEN: "soon",
    Fate.DROPPED: "soon",
    Fate.REJECTED: "rest",
    Fate.NOTHING: "soon",
    Fate.UNKNOWN: "rest",
}
SPANS = {
    Span.UNIT: _("Within one unit"),
    Span.UNITS: _("Between units"),
    Span.AGENCIES: _("Between agencies"),
}


class Recurrence(models.Model):
    """A recommendation that says what one of another evaluation said before (RC-01 to RC-03); made by the worker.

    ``day`` is that of the later one, ``repeats`` how many earlier ones it has, ``span`` between whom (RC-05). ``fate``
    is what became of the earlier one (RC-04), ``open_fate`` as much of it as whoever sees its evaluation may know.
    """

    later = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="made_before")
    earlier = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="made_again")
    likeness = models.PositiveSmallIntegerField(_("likeness, %"))
    repeats = models.PositiveSmallIntegerField(_("times before"))
    day = models.DateField(_("date"))
    language = models.CharField(_("language"), max_length=2, blank=True)
    span = models.CharField(_("between"), max_length=8, choices=list(SPANS.items()))
    fate = models.CharField(
        _("what became of it before"), max_length=10, choices=list(FATES.items()), default=Fate.UNKNOWN
    )
    open_fate = models.CharField(max_length=10, choices=list(FATES.items()), default=Fate.UNKNOWN)

    class Meta:
        ordering = ["-likeness", "-id"]
        constraints = [models.UniqueConstraint(fields=["later", "earlier"], name="one_recurrence_a_pair")]
        indexes = [
            models.Index(fields=["likeness", "id", "language", "span"], name="recurrence_likeness"),
            models.Index(fields=["repeats", "id", "language", "span"], name="recurrence_repeats"),
            models.Index(fields=["day", "id", "language", "span"], name="recurrence_day"),
            models.Index(fields=["fate", "likeness", "id"], name="recurrence_fate"),
        ]

    def __str__(self) -> str:
        return f"{self.later_id} {self.earlier_id}"
