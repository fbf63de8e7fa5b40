"""Commitments: who will do what by when, and how it stands."""

from __future__ import annotations

from functools import lru_cache

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models.words import NEVER, PRECISIONS, STATUSES, VERIFICATIONS
from bagalau.commitments.rules import OPEN, Slip, Status, Verification
from bagalau.documents.models import VISIBILITIES
from bagalau.documents.rules import Visibility
from bagalau.lib.periods import When
from bagalau.people.models import Person, Unit


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
    first_due_on = models.DateField(_("first date promised"), null=True, blank=True)
    first_due_precision = models.CharField(max_length=7, choices=PRECISIONS, default="day")
    moves = models.PositiveIntegerField(_("times the date was moved"), default=0)
    completed_on = models.DateField(_("said to be completed on"), null=True, blank=True)
    no_evidence = models.TextField(_("why there is no evidence"), blank=True)
    verification = models.CharField(
        _("verification"), max_length=10, choices=list(VERIFICATIONS.items()), blank=True, default=Verification.NONE
    )
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    verified_by = models.ForeignKey(
        Person, verbose_name=_("verified by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # asked for and not decided; the justification is then that of the request
    requested_at = models.DateTimeField(_("asked to drop it"), null=True, blank=True)
    requested_by = models.ForeignKey(
        Person, verbose_name=_("asked by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
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
            models.Index(fields=["moves", "due_sort", "id", "unit", "visibility"], name="commitment_moves"),
            models.Index(
                fields=["verification", "status", "due_sort", "id", "unit", "visibility"], name="commitment_verified"
            ),
            models.Index(
                fields=["due_sort", "id"], condition=Q(requested_at__isnull=False), name="commitment_requested"
            ),
            # all that figures count, so that they pass over no record: 24 ms instead of 100
            models.Index(
                fields=["origin_kind", "unit", "status", "due_sort", "due_on", "first_due_on", "origin_id"],
                name="commitment_counted",
            ),
        ]
        # one for both, because each costs a query whenever a commitment is checked
        constraints = [
            models.CheckConstraint(
                condition=(~Q(verification=Verification.VERIFIED) | Q(status=Status.COMPLETED))
                & (Q(requested_at=None) | Q(status__in=sorted(OPEN))),
                name="commitment_in_order",
                violation_error_message=_(
                    "Only what is completed can be verified, and only what is open can wait for a decision."
                ),
            ),
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
    def first_due(self) -> When | None:
        return When(self.first_due_on, self.first_due_precision) if self.first_due_on else None  # type: ignore[arg-type]

    @property
    def slip(self) -> Slip:
        """C-10: how its date slipped."""
        return Slip(self.first_due, self.due, self.moves)

    @slip.setter
    def slip(self, slip: Slip) -> None:
        self.first_due_on = slip.first.last_day if slip.first else None
        self.first_due_precision = slip.first.precision if slip.first else "day"
        self.due, self.moves = slip.now, slip.moves

    @property
    def is_requested(self) -> bool:
        """Whether somebody waits for a decision that it is no longer applicable (C-03)."""
        return self.requested_at is not None

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("commitment", self.pk), (self.origin_kind, self.origin_id))

    @property
    def owner_ids(self) -> list[int]:
        return list(self.responsible_people.values_list("pk", flat=True))
