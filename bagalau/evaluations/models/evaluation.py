"""An evaluation with its life, its team, the agencies that share it, and the documents its page lists."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models import NEVER, PRECISIONS
from bagalau.documents.models import VISIBILITIES, Document
from bagalau.documents.rules import Visibility
from bagalau.evaluations.models.covered import CoveredProject
from bagalau.evaluations.models.rated import QUALITY_RATINGS, Rated
from bagalau.evaluations.models.roster import Evaluator
from bagalau.evaluations.models.typed import Typed
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import AgencyRole
from bagalau.evaluations.rules.roster import TeamRole
from bagalau.lib.periods import When
from bagalau.people.models import Person, Unit
from bagalau.quality.models import Assessment

STAGES = {
    Stage.PLANNED: _("Planned"),
    Stage.TOR_INITIATED: _("Terms of reference initiated"),
    Stage.TEAM_ONBOARD: _("Team on board"),
    Stage.COMPLETED: _("Completed"),
    Stage.CANCELLED: _("Cancelled"),
}
STAGE_TONES = {
    Stage.PLANNED: "rest",
    Stage.TOR_INITIATED: "work",
    Stage.TEAM_ONBOARD: "work",
    Stage.COMPLETED: "done",
    Stage.CANCELLED: "rest",
}
AGENCY_ROLES = {AgencyRole.LEAD: _("Lead agency"), AgencyRole.PARTNER: _("Partner")}
TEAM_ROLES = {
    TeamRole.LEADER: _("Team leader"),
    TeamRole.INTERNATIONAL: _("International evaluator"),
    TeamRole.NATIONAL: _("National evaluator"),
    TeamRole.EXPERT: _("Thematic expert"),
}
NOT_NEGATIVE = [MinValueValidator(0)]


class Evaluation(Rated, Typed, models.Model):
    """One evaluation, planned or done, with everything its page says. Lists of plain words are kept as JSON."""

    title = models.CharField(_("title"), max_length=500)
    match_key = models.CharField(max_length=200, db_index=True, editable=False)
    system = models.CharField(_("source system"), max_length=30, blank=True)
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="evaluations")
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=list(VISIBILITIES.items()), default=Visibility.INTERNAL
    )
    type = models.CharField(_("type"), max_length=100, blank=True)
    stage = models.CharField(_("status"), max_length=15, choices=list(STAGES.items()), default=Stage.PLANNED)
    plan_period = models.CharField(_("plan period"), max_length=20, blank=True)
    plan_unit = models.CharField(_("plan of"), max_length=200, blank=True)
    plan_unit_type = models.CharField(_("type of office"), max_length=10, blank=True)
    planned_end_on = models.DateField(_("planned end"), null=True, blank=True)
    planned_end_precision = models.CharField(max_length=7, choices=PRECISIONS, default="month")
    completed_on = models.DateField(_("completed"), null=True, blank=True)
    completed_precision = models.CharField(max_length=7, choices=PRECISIONS, default="month")
    management_response = models.BooleanField(_("management response"), null=True, blank=True)
    budget = models.DecimalField(
        _("budget"), max_digits=16, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    expenditure = models.DecimalField(
        _("expenditure"), max_digits=16, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    funding_source = models.CharField(_("source of funding"), max_length=500, blank=True)
    project_numbers = models.JSONField(_("project numbers"), default=list, blank=True)
    strategic_plan = models.CharField(_("strategic plan"), max_length=100, blank=True)
    corporate_results = models.JSONField(_("corporate outcome and output"), default=list, blank=True)
    joint_programme = models.BooleanField(_("joint programme"), null=True, blank=True)
    joint_evaluation = models.BooleanField(_("joint evaluation"), null=True, blank=True)
    joint_with = models.JSONField(_("joint with"), default=list, blank=True)
    gef = models.JSONField(_("GEF evaluation"), default=dict, blank=True)
    stakeholders = models.TextField(_("key stakeholders"), blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    description = models.TextField(_("description"), blank=True)
    comments = models.TextField(_("comments"), blank=True)
    justification = models.TextField(_("justification"), blank=True)
    focus_areas = models.JSONField(_("focus areas"), default=list, blank=True)
    signature_solutions = models.JSONField(_("signature solutions"), default=list, blank=True)
    sdg_goals = models.JSONField(_("SDG goals"), default=list, blank=True)
    sdg_targets = models.JSONField(_("SDG targets"), default=list, blank=True)
    mandatory = models.BooleanField(_("mandatory"), null=True, blank=True)
    quality_assessment = models.CharField(_("quality assessment"), max_length=200, blank=True)
    quality_rating = models.CharField(
        _("rating of quality"), max_length=2, choices=list(QUALITY_RATINGS.items()), blank=True
    )
    assessed_rating = models.CharField(
        _("rating of quality by assessment"), max_length=2, choices=list(QUALITY_RATINGS.items()), blank=True
    )
    assessment = models.ForeignKey(
        Assessment,
        verbose_name=_("assessment of quality"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    variance_note = models.TextField(_("note on the variance"), blank=True)
    tor_completed_on = models.DateField(_("terms of reference completed"), null=True, blank=True)
    manager = models.ForeignKey(
        Person,
        verbose_name=_("evaluation manager"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="managed_evaluations",
    )
    commissioned_by = models.CharField(_("commissioned by"), max_length=300, blank=True)
    projects = models.ManyToManyField(
        CoveredProject, verbose_name=_("projects"), blank=True, related_name="evaluations"
    )
    location = models.CharField(_("location"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    end_sort = models.GeneratedField(
        expression=Coalesce("completed_on", "planned_end_on", models.Value(NEVER, output_field=models.DateField())),
        output_field=models.DateField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["-end_sort", "-id"]
        verbose_name = _("evaluation")
        # As with commitments, each order carries what access and the commonest filter ask of a row.
        indexes = [
            models.Index(
                fields=["end_sort", "id", "unit", "visibility", "stage", "planned_end_on"], name="evaluation_end"
            ),
            models.Index(fields=["title", "id", "unit", "visibility", "stage"], name="evaluation_title"),
            models.Index(fields=["type", "id", "unit", "visibility", "stage"], name="evaluation_type"),
            models.Index(fields=["stage", "id", "unit", "visibility"], name="evaluation_by_stage"),
            models.Index(fields=["stage", "end_sort", "id", "unit", "visibility"], name="evaluation_stage"),
            models.Index(fields=["unit", "end_sort", "id", "visibility"], name="evaluation_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def planned_end(self) -> When | None:
        return When(self.planned_end_on, self.planned_end_precision) if self.planned_end_on else None  # type: ignore[arg-type]

    @planned_end.setter
    def planned_end(self, when: When | None) -> None:
        self.planned_end_on = when.last_day if when else None
        self.planned_end_precision = when.precision if when else "month"

    @property
    def completed(self) -> When | None:
        return When(self.completed_on, self.completed_precision) if self.completed_on else None  # type: ignore[arg-type]

    @completed.setter
    def completed(self, when: When | None) -> None:
        self.completed_on = when.last_day if when else None
        self.completed_precision = when.precision if when else "month"

    @property
    def seen(self) -> str:
        """What tells one state of an evaluation from the next, for a form that was open meanwhile."""
        return self.updated_at.isoformat()

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("evaluation", self.pk),)


class EvaluationStep(Rated, models.Model):
    """How an evaluation stood from a moment on: its stage and dates are history, not only the present (EL-01)."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(Person, verbose_name=_("person"), null=True, on_delete=models.PROTECT)
    stage = models.CharField(_("status"), max_length=15, choices=list(STAGES.items()))
    planned_end_on = models.DateField(_("planned end"), null=True, blank=True)
    completed_on = models.DateField(_("completed"), null=True, blank=True)
    quality_rating = models.CharField(
        _("rating of quality"), max_length=2, choices=list(QUALITY_RATINGS.items()), blank=True
    )
    assessed_rating = models.CharField(
        _("rating of quality by assessment"), max_length=2, choices=list(QUALITY_RATINGS.items()), blank=True
    )
    reason = models.TextField(_("reason"), blank=True)
    from_source = models.BooleanField(_("read from the source"), default=False)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["evaluation", "at"], name="step_evaluation")]

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.at:%Y-%m-%d} {self.stage}"


class Agency(models.Model):
    """An agency that takes part in a joint evaluation; ``unit`` is set once it works in this system too."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="agencies")
    name = models.CharField(_("name"), max_length=200)
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT)
    role = models.CharField(_("part"), max_length=10, choices=list(AGENCY_ROLES.items()), default=AgencyRole.PARTNER)

    class Meta:
        ordering = ["role", "id"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "name"], name="one_agency_a_name")]

    def __str__(self) -> str:
        return self.name


class ReferenceMember(models.Model):
    """A member of the reference group, which comments on terms of reference and draft report."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="reference_group")
    name = models.CharField(_("name"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """A member of the evaluation team; the mail address is never shown to the public."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="team")
    name = models.CharField(_("name"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    email = models.CharField(_("mail address"), max_length=200, blank=True)
    nationality = models.CharField(_("nationality"), max_length=100, blank=True)
    role = models.CharField(_("part"), max_length=15, choices=list(TEAM_ROLES.items()), blank=True)
    evaluator = models.ForeignKey(
        Evaluator,
        verbose_name=_("from the roster"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    performance = models.PositiveSmallIntegerField(
        _("performance"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    performance_note = models.TextField(_("note on the performance"), blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name or self.title


class ListedDocument(models.Model):
    """A document that the evaluation's page lists; ``document`` is the file itself once the office has it."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="listed_documents")
    title = models.CharField(_("title"), max_length=500)
    type = models.CharField(_("type"), max_length=50, blank=True)
    language = models.CharField(_("language"), max_length=50, blank=True)
    size_kb = models.DecimalField(_("size in KB"), max_digits=12, decimal_places=2, null=True, blank=True)
    status = models.CharField(_("status"), max_length=50, blank=True)
    downloads = models.PositiveIntegerField(_("downloads"), null=True, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title
