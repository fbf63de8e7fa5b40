"""Commitments, their updates, and the evidence that something was done."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.rules import Change, State, Status
from bagalau.documents.models import VISIBILITIES, Document
from bagalau.documents.rules import Visibility
from bagalau.lib.periods import When
from bagalau.people.models import Person, Unit

STATUSES = {
    Status.NOT_INITIATED: _("Not initiated"),
    Status.INITIATED: _("Initiated"),
    Status.COMPLETED: _("Completed"),
    Status.NO_LONGER_APPLICABLE: _("No longer applicable"),
}
STATES = {
    State.NOT_INITIATED: _("Not initiated"),
    State.INITIATED: _("Initiated"),
    State.OVERDUE: _("Overdue"),
    State.NO_DEADLINE: _("No deadline"),
    State.COMPLETED: _("Completed"),
    State.NO_LONGER_APPLICABLE: _("No longer applicable"),
}
TONES = {
    State.NOT_INITIATED: "rest",
    State.INITIATED: "work",
    State.OVERDUE: "late",
    State.NO_DEADLINE: "soon",
    State.COMPLETED: "done",
    State.NO_LONGER_APPLICABLE: "rest",
}
PRECISIONS = [("day", _("day")), ("month", _("month")), ("quarter", _("quarter")), ("year", _("year"))]
NEVER = date(9999, 12, 31)


@lru_cache(1024)
def _place_words(place: str, language: str | None) -> str:
    """The words of a place in the active language, which is given so that they are kept apart by it."""
    word, _space, number = place.rpartition(" ")
    pattern = f"{word} %(number)s"  # a text that the source of the commitment has marked for translation
    return gettext(pattern) % {"number": number} if word else place


class Commitment(models.Model):
    """Who will do what by when.

    ``origin_*`` names the record it comes from (an evaluation, later a board decision, a training …): its kind is
    the name of that record's page. The domain row that owns a commitment points here; nothing here points at a domain.
    """

    text = models.TextField(_("what"))
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="commitments")
    responsible = models.CharField(_("responsible"), max_length=500, blank=True)
    responsible_units = models.ManyToManyField(
        Unit, verbose_name=_("responsible units"), blank=True, related_name="responsible_for"
    )
    responsible_people = models.ManyToManyField(
        Person, verbose_name=_("responsible people"), blank=True, related_name="responsible_for"
    )
    status = models.CharField(_("status"), max_length=20, choices=list(STATUSES.items()), default=Status.NOT_INITIATED)
    due_on = models.DateField(_("due"), null=True, blank=True)
    due_precision = models.CharField(max_length=7, choices=PRECISIONS, default="day")
    comment = models.TextField(_("comment"), blank=True)
    justification = models.TextField(_("justification"), blank=True)
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=list(VISIBILITIES.items()), default=Visibility.INTERNAL
    )
    origin_kind = models.CharField(max_length=30)
    origin_id = models.BigIntegerField()
    origin_title = models.CharField(_("source"), max_length=500)
    # in English, a word and a number: it is put into the words of the page by ``place``
    origin_place = models.CharField(_("place in the source"), max_length=100, blank=True)
    added_on = models.DateField(_("added in the source"), null=True, blank=True)
    changed_on = models.DateField(_("last updated in the source"), null=True, blank=True)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    due_sort = models.GeneratedField(
        expression=Coalesce("due_on", models.Value(NEVER, output_field=models.DateField())),
        output_field=models.DateField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["due_sort", "id"]
        verbose_name = _("commitment")
        # Each order also carries what access and the commonest filter ask of a row, so that rows that a viewer may not
        # see are passed over without being read: at 100,000 rows 5 ms instead of 150.
        indexes = [
            models.Index(fields=["due_sort", "id", "unit", "visibility", "status"], name="commitment_due"),
            models.Index(fields=["updated_at", "id", "unit", "visibility", "status"], name="commitment_updated"),
            models.Index(fields=["origin_title", "id", "unit", "visibility", "status"], name="commitment_source"),
            models.Index(fields=["status", "id", "unit", "visibility"], name="commitment_by_status"),
            models.Index(fields=["status", "due_sort", "id", "unit", "visibility"], name="commitment_status"),
            models.Index(fields=["unit", "due_sort", "id", "visibility"], name="commitment_unit"),
            models.Index(fields=["origin_kind", "origin_id"], name="commitment_origin"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 120 else f"{self.text[:119]}…"

    @property
    def place(self) -> str:
        """The place in the source, in the words of the page: "Recommendation 3"."""
        return _place_words(self.origin_place, get_language())

    @property
    def seen(self) -> str:
        """What tells one state of a commitment from the next, for a form that was open meanwhile."""
        return self.updated_at.isoformat()

    @property
    def due(self) -> When | None:
        return When(self.due_on, self.due_precision) if self.due_on else None  # type: ignore[arg-type]

    @due.setter
    def due(self, when: When | None) -> None:
        self.due_on = when.last_day if when else None
        self.due_precision = when.precision if when else "day"

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("commitment", self.pk), (self.origin_kind, self.origin_id))

    @property
    def owner_ids(self) -> list[int]:
        return list(self.responsible_people.values_list("pk", flat=True))


class Update(models.Model):
    """One thing said about a commitment; the present is folded from these (C-06)."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="updates")
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(Person, verbose_name=_("person"), null=True, on_delete=models.PROTECT)
    status = models.CharField(_("status"), max_length=20, choices=list(STATUSES.items()), blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    due_precision = models.CharField(max_length=7, choices=PRECISIONS, blank=True)
    due_removed = models.BooleanField(default=False)
    comment = models.TextField(_("comment"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    from_source = models.BooleanField(_("read from the source"), default=False)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["commitment", "at"], name="update_commitment")]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.at:%Y-%m-%d}"

    @property
    def due(self) -> When | None:
        return When(self.due_on, self.due_precision) if self.due_on else None  # type: ignore[arg-type]

    def change(self) -> Change:
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
