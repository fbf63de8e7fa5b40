"""What can be rated, when its assessments are due, and what is exempted from them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models import NEVER
from bagalau.documents.models import VISIBILITIES
from bagalau.documents.rules import Visibility
from bagalau.people.models import Person, Unit
from bagalau.quality.models.words import DUE_STATES, RATES, STAGES
from bagalau.quality.rules.due import DueState
from bagalau.quality.rules.questionnaire import Rates


class Subject(models.Model):
    """What can be rated: a project, an evaluation, a partner.

    Whoever holds the record keeps its row up (``actions.subjects``); ``key`` is that of the record, and empty for what
    only a paper names. Nothing here points at a domain.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=list(RATES.items()), default=Rates.PROJECT)
    key = models.BigIntegerField(null=True, blank=True)
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("number"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=500)
    match_key = models.CharField(max_length=200, blank=True)
    type = models.CharField(_("type"), max_length=20, blank=True)
    manager = models.ForeignKey(
        Person, verbose_name=_("manager"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=list(VISIBILITIES.items()), default=Visibility.INTERNAL
    )
    starts = models.DateField(_("start"), null=True, blank=True)
    ends = models.DateField(_("end"), null=True, blank=True)
    signed_on = models.DateField(_("signed"), null=True, blank=True)
    closed_on = models.DateField(_("operationally closed"), null=True, blank=True)
    dropped_on = models.DateField(_("cancelled or rejected"), null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        verbose_name = _("what is rated")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], condition=~Q(key=None), name="one_subject_a_record"),
        ]
        indexes = [models.Index(fields=["kind", "match_key"], name="subject_match")]

    def __str__(self) -> str:
        return self.title

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return ((self.kind, self.key),) if self.key is not None else ()


class Exemption(models.Model):
    """A decision that something need not be assessed, for a stage or for all, with its reason and days."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="exemptions")
    stage = models.CharField(_("stage"), max_length=14, choices=list(STAGES.items()), blank=True)
    reason = models.TextField(_("reason"))
    starts = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    by = models.ForeignKey(Person, verbose_name=_("person"), null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"), auto_now_add=True)
    ended_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("exemption")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="exemption_has_reason",
                violation_error_message=_("Say why no assessment is needed."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("starts")),
                name="exemption_days_in_order",
                violation_error_message=_("The last day lies before the first: correct one of them."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Due(models.Model):
    """How it stands with the assessment of a stage. Made anew whenever the subject or an assessment of it changes."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="dues")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(_("stage"), max_length=14, choices=list(STAGES.items()))
    state = models.CharField(_("state"), max_length=12, choices=list(DUE_STATES.items()), default=DueState.PENDING)
    due_on = models.DateField(_("due"), null=True, blank=True)
    assessed_on = models.DateField(_("last approved"), null=True, blank=True)
    assessment = models.ForeignKey(
        "quality.Assessment", null=True, blank=True, on_delete=models.SET_NULL, related_name="dues"
    )
    due_sort = models.GeneratedField(
        expression=Coalesce("due_on", models.Value(NEVER, output_field=models.DateField())),
        output_field=models.DateField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["due_sort", "id"]
        verbose_name = _("assessment that is due")
        constraints = [models.UniqueConstraint(fields=["subject", "stage"], name="one_due_a_stage")]
        indexes = [models.Index(fields=["due_sort", "id", "unit", "state"], name="due_day")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.get_stage_display()}"

    @property
    def visibility(self) -> str:
        return self.subject.visibility

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return self.subject.access_keys
