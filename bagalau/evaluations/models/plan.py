"""Evaluation plans: costed lines, the projects they must cover, their way to posting, changes and reviews."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models import PRECISIONS
from bagalau.documents.models import VISIBILITIES, Document
from bagalau.documents.rules import Visibility
from bagalau.evaluations.models.covered import NOT_NEGATIVE, CoveredProject
from bagalau.evaluations.models.plan_words import (
    CHANGE_KINDS,
    CHANGE_STATUSES,
    COMPONENTS,
    PLAN_STATUSES,
    REVIEW_KINDS,
)
from bagalau.evaluations.models.typed import Typed
from bagalau.evaluations.rules.plans import ChangeKind, ChangeStatus, PlanStatus, ReviewKind
from bagalau.lib.periods import When
from bagalau.people.models import Person, Unit


class EvaluationPlan(models.Model):
    """The plan of a unit for a period; a later period has a plan of its own."""

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="plans")
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"))
    status = models.CharField(_("status"), max_length=10, choices=list(PLAN_STATUSES.items()), default=PlanStatus.DRAFT)
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=list(VISIBILITIES.items()), default=Visibility.INTERNAL
    )
    rationale = models.TextField(_("rationale"), blank=True)
    gaps_note = models.TextField(_("why a mandatory evaluation is left out"), blank=True)
    comments = models.TextField(_("comments"), blank=True)
    document = models.ForeignKey(
        Document, verbose_name=_("plan document"), null=True, blank=True, on_delete=models.PROTECT
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["-starts", "-id"]
        verbose_name = _("evaluation plan")
        indexes = [
            models.Index(fields=["starts", "id", "unit", "visibility", "status"], name="plan_starts"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "starts", "ends"],
                name="one_plan_a_period",
                violation_error_message=_("This unit has a plan for this period already."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="plan_ends_after_start",
                violation_error_message=_("A plan cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.code} {self.period}"

    @property
    def period(self) -> str:
        """The years: ``2021–2025``."""
        first, last = self.starts.year, self.ends.year
        return f"{first}" if first == last else f"{first}–{last}"

    @property
    def seen(self) -> str:
        """What tells one state of a plan from the next, for a form that was open meanwhile."""
        return self.updated_at.isoformat()

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("evaluationplan", self.pk),)


class PlanStep(models.Model):
    """One step of a plan on its way to posting."""

    plan = models.ForeignKey(EvaluationPlan, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(Person, verbose_name=_("person"), null=True, on_delete=models.PROTECT)
    status = models.CharField(_("status"), max_length=10, choices=list(PLAN_STATUSES.items()))
    comment = models.TextField(_("comment"), blank=True)
    from_source = models.BooleanField(_("read from the source"), default=False)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.at:%Y-%m-%d} {self.status}"


class PlanLine(Typed, models.Model):
    """An evaluation that the plan promises. ``evaluation`` is its life, from the day the plan is posted."""

    plan = models.ForeignKey(EvaluationPlan, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField(_("place"), default=1)
    title = models.CharField(_("title"), max_length=500)
    type = models.CharField(_("type"), max_length=100, blank=True)
    programme_outcome = models.TextField(_("outcome of the programme"), blank=True)
    strategic_outcome = models.TextField(_("outcome of the strategic plan"), blank=True)
    partners = models.CharField(_("partners"), max_length=500, blank=True)
    commissioned_by = models.CharField(_("commissioned by"), max_length=300, blank=True)
    planned_end_on = models.DateField(_("planned completion"), null=True, blank=True)
    planned_end_precision = models.CharField(max_length=7, choices=PRECISIONS, default="month")
    cost = models.DecimalField(
        _("estimated cost"), max_digits=16, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    funding_source = models.CharField(_("provisional source of funding"), max_length=500, blank=True)
    mandatory = models.BooleanField(_("mandatory"), null=True, blank=True)
    grounds = models.JSONField(_("rules that ask for it"), default=list, blank=True, editable=False)
    projects = models.ManyToManyField(CoveredProject, verbose_name=_("projects"), blank=True, related_name="lines")
    evaluation = models.OneToOneField(
        "evaluations.Evaluation", null=True, blank=True, on_delete=models.PROTECT, related_name="plan_line"
    )
    deleted = models.BooleanField(_("deleted by a change"), default=False)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["place", "id"]
        verbose_name = _("line of the plan")

    def __str__(self) -> str:
        return self.title

    @property
    def seen(self) -> str:
        """What tells one state of a line from the next, for a form that was open meanwhile."""
        return self.updated_at.isoformat()

    @property
    def planned_end(self) -> When | None:
        return When(self.planned_end_on, self.planned_end_precision) if self.planned_end_on else None  # type: ignore[arg-type]

    @planned_end.setter
    def planned_end(self, when: When | None) -> None:
        self.planned_end_on = when.last_day if when else None
        self.planned_end_precision = when.precision if when else "month"


class PlanCost(models.Model):
    """What a part of an evaluation is estimated to cost, in the currency of the line."""

    line = models.ForeignKey(PlanLine, on_delete=models.CASCADE, related_name="costs")
    component = models.CharField(_("component"), max_length=20, choices=list(COMPONENTS.items()))
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, validators=NOT_NEGATIVE)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["line", "component"], name="one_cost_a_component")]

    def __str__(self) -> str:
        return f"{self.component} {self.amount}"


class ChangeRequest(models.Model):
    """A change of a posted plan, with what was and what shall be; applied when it is approved."""

    plan = models.ForeignKey(EvaluationPlan, on_delete=models.CASCADE, related_name="changes")
    line = models.ForeignKey(PlanLine, null=True, blank=True, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(_("kind"), max_length=10, choices=list(CHANGE_KINDS.items()))
    status = models.CharField(
        _("status"), max_length=10, choices=list(CHANGE_STATUSES.items()), default=ChangeStatus.DRAFT
    )
    rationale = models.TextField(_("rationale"))
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    requested_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("requested"), auto_now_add=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    comment = models.TextField(_("comment on the decision"), blank=True)
    from_source = models.BooleanField(_("read from the source"), default=False)

    class Meta:
        ordering = ["-requested_at", "-id"]
        verbose_name = _("change of a plan")
        indexes = [models.Index(fields=["status", "requested_at", "id"], name="change_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.ADDITION) | Q(line__isnull=False),
                name="change_names_its_line",
                violation_error_message=_("Say which line of the plan is meant."),
            ),
            models.CheckConstraint(
                condition=~Q(status=ChangeStatus.REJECTED) | ~Q(comment=""),
                name="rejected_change_has_comment",
                violation_error_message=_("Say why the change is rejected."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_kind_display()}"

    @property
    def unit_id(self) -> int | None:
        return self.plan.unit_id

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("changerequest", self.pk), ("evaluationplan", self.plan_id))


class PlanReview(models.Model):
    """A yearly, or the midterm, look at how a plan is carried out."""

    plan = models.ForeignKey(EvaluationPlan, on_delete=models.CASCADE, related_name="reviews")
    kind = models.CharField(_("kind"), max_length=10, choices=list(REVIEW_KINDS.items()), default=ReviewKind.ANNUAL)
    year = models.PositiveIntegerField(_("year"))
    held_on = models.DateField(_("held"))
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(_("what was found and decided"))

    class Meta:
        ordering = ["-year", "-held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "year"],
                name="one_review_a_year",
                violation_error_message=_("A review of this kind was noted for this year already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.year}"
