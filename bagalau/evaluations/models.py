"""Evaluations with what they found, recommended, and got as an answer."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models import NEVER, PRECISIONS, Commitment
from bagalau.documents.models import VISIBILITIES, Document
from bagalau.documents.rules import Visibility
from bagalau.evaluations.rules import Stage, Stance
from bagalau.lib.periods import When
from bagalau.people.models import Unit

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
STANCES = {
    Stance.ACCEPTED: _("Accepted"),
    Stance.PARTIALLY_ACCEPTED: _("Partially accepted"),
    Stance.REJECTED: _("Rejected"),
}
APPROVALS = {"draft": _("Draft"), "submitted": _("Submitted"), "approved": _("Approved")}


NOT_NEGATIVE = [MinValueValidator(0)]


class Evaluation(models.Model):
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
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("evaluation", self.pk),)


class TeamMember(models.Model):
    """A member of the evaluation team; the mail address is never shown to the public."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="team")
    name = models.CharField(_("name"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    email = models.CharField(_("mail address"), max_length=200, blank=True)
    nationality = models.CharField(_("nationality"), max_length=100, blank=True)

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


class Finding(models.Model):
    """What the evaluation found, with the tags of the source."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    tags = models.JSONField(_("tags"), default=list, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_finding_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:80]}"


class Lesson(models.Model):
    """What was learned, with the tags of the source."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="lessons")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    tags = models.JSONField(_("tags"), default=list, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_lesson_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:80]}"


class Recommendation(models.Model):
    """What the evaluation recommends."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="recommendations")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    description = models.TextField(_("description"), blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_recommendation_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:80]}"


class RecommendationPart(models.Model):
    """A part of a recommendation that its own numbering sets apart (E-04)."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveIntegerField()
    label = models.CharField(max_length=10)
    text = models.TextField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "place"], name="one_part_a_place")]

    def __str__(self) -> str:
        return f"({self.label}) {self.text[:80]}"


class ManagementResponse(models.Model):
    """The answer of a unit to an evaluation as a whole."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="responses")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT)
    commissioning_unit = models.CharField(_("commissioning unit"), max_length=200, blank=True)
    responsible_unit = models.CharField(_("unit responsible"), max_length=200, blank=True)
    description = models.TextField(_("overall response"), blank=True)
    approval = models.CharField(_("approval"), max_length=10, choices=list(APPROVALS.items()), blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "unit"], name="one_response_a_unit")]

    def __str__(self) -> str:
        return str(self.evaluation)


class RecommendationResponse(models.Model):
    """The answer to one recommendation, with the stance and the classifications where the source has them."""

    response = models.ForeignKey(ManagementResponse, on_delete=models.CASCADE, related_name="answers")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(_("response"), blank=True)
    stance = models.CharField(_("stance"), max_length=20, choices=list(STANCES.items()), blank=True)
    classifications = models.JSONField(_("classifications"), default=dict, blank=True)
    added_on = models.DateField(_("added"), null=True, blank=True)
    changed_on = models.DateField(_("last updated"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["response", "recommendation"], name="one_answer_a_response")]

    def __str__(self) -> str:
        return f"{self.recommendation}"


class KeyAction(models.Model):
    """What a unit commits to for a recommendation; the promise itself is a commitment."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="key_actions")
    place = models.PositiveIntegerField(_("place"))
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="key_action")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(condition=Q(place__gte=1), name="key_action_place_from_one"),
        ]

    def __str__(self) -> str:
        return str(self.commitment)
