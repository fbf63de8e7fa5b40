"""Management responses with their way to publication, the answers in them, and the key actions they commit to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models import Commitment
from bagalau.documents.rules import Visibility
from bagalau.evaluations.models.content import Recommendation, RecommendationPart
from bagalau.evaluations.models.evaluation import Evaluation
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.content import is_told
from bagalau.evaluations.rules.responses import Approval, Timing, is_open
from bagalau.people.models import Person, Unit

STANCES = {
    Stance.ACCEPTED: _("Accepted"),
    Stance.PARTIALLY_ACCEPTED: _("Partially accepted"),
    Stance.REJECTED: _("Rejected"),
}
STANCE_TONES = {Stance.ACCEPTED: "done", Stance.PARTIALLY_ACCEPTED: "soon", Stance.REJECTED: "late"}
APPROVALS = {
    Approval.DRAFT: _("Draft"),
    Approval.SUBMITTED: _("Submitted"),
    Approval.RETURNED: _("Returned"),
    Approval.APPROVED: _("Approved"),
    Approval.PUBLISHED: _("Published"),
}
APPROVAL_TONES = {
    Approval.DRAFT: "rest",
    Approval.SUBMITTED: "work",
    Approval.RETURNED: "soon",
    Approval.APPROVED: "done",
    Approval.PUBLISHED: "done",
}
TIMINGS = {
    Timing.NO_DATE: _("No date"),
    Timing.WAITING: _("Not due yet"),
    Timing.OVERDUE: _("Overdue"),
    Timing.ON_TIME: _("On time"),
    Timing.LATE: _("Late"),
    Timing.GIVEN: _("Given, day not known"),
}
TIMING_TONES = {
    Timing.NO_DATE: "rest",
    Timing.WAITING: "work",
    Timing.OVERDUE: "late",
    Timing.ON_TIME: "done",
    Timing.LATE: "soon",
    Timing.GIVEN: "rest",
}


class ManagementResponse(models.Model):
    """The answer of a unit to an evaluation; in a joint evaluation each agency has its own.

    The row is what is worked on; what was approved stands in its versions. ``approval`` empty: the paper it was read
    from does not say. ``given_on`` is the day of its first submission, or of its first answer in the paper.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="responses")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT)
    commissioning_unit = models.CharField(_("commissioning unit"), max_length=200, blank=True)
    responsible_unit = models.CharField(_("unit responsible"), max_length=200, blank=True)
    description = models.TextField(_("overall response"), blank=True)
    approval = models.CharField(_("approval"), max_length=10, choices=list(APPROVALS.items()), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    given_on = models.DateField(_("first given"), null=True, blank=True)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("management response")
        constraints = [models.UniqueConstraint(fields=["evaluation", "unit"], name="one_response_a_unit")]
        indexes = [
            models.Index(fields=["updated_at", "id", "unit", "approval"], name="response_updated"),
            models.Index(fields=["approval", "id", "unit"], name="response_approval"),
        ]

    def __str__(self) -> str:
        return str(self.evaluation)

    @property
    def seen(self) -> str:
        """What tells one state of a response from the next, for a form that was open meanwhile."""
        return self.updated_at.isoformat()

    @property
    def is_open(self) -> bool:
        """Whether it may be seen wherever what the evaluation says may (ER-08)."""
        return is_open(self.approval, approved_here=self.approved_at is not None)

    @property
    def visibility(self) -> str:
        told = self.is_open and is_told(self.evaluation.stage)  # EC-07
        return self.evaluation.visibility if told else Visibility.INTERNAL

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("managementresponse", self.pk), ("evaluation", self.evaluation_id))


class ResponseStep(models.Model):
    """One step of a response on its way: who took it, when, to which state, with which words."""

    response = models.ForeignKey(ManagementResponse, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(Person, verbose_name=_("person"), null=True, on_delete=models.PROTECT)
    approval = models.CharField(_("approval"), max_length=10, choices=list(APPROVALS.items()), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    comment = models.TextField(_("comment"), blank=True)
    from_source = models.BooleanField(_("read from the source"), default=False)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["response", "at"], name="step_response")]

    def __str__(self) -> str:
        return f"{self.response_id} {self.at:%Y-%m-%d} {self.approval}"


class ResponseVersion(models.Model):
    """A response as it was approved; its content never changes afterwards."""

    response = models.ForeignKey(ManagementResponse, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    at = models.DateTimeField(_("approved"))
    by = models.ForeignKey(Person, verbose_name=_("person"), null=True, on_delete=models.PROTECT)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    content = models.JSONField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["response", "number"], name="one_response_version_a_number")]

    def __str__(self) -> str:
        return f"{self.response_id} {self.number}"


class RecommendationResponse(models.Model):
    """The answer to one recommendation, with the stance and the classifications where the source has them."""

    response = models.ForeignKey(ManagementResponse, on_delete=models.CASCADE, related_name="answers")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(_("response"), blank=True)
    stance = models.CharField(_("stance"), max_length=20, choices=list(STANCES.items()), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    classifications = models.JSONField(_("classifications"), default=dict, blank=True)
    added_on = models.DateField(_("added"), null=True, blank=True)
    changed_on = models.DateField(_("last updated"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["response", "recommendation"], name="one_answer_a_response")]

    def __str__(self) -> str:
        return f"{self.recommendation}"


class PartAnswer(models.Model):
    """The stance on one part of a recommendation, where it differs or is stated apart."""

    answer = models.ForeignKey(RecommendationResponse, on_delete=models.CASCADE, related_name="parts")
    part = models.ForeignKey(RecommendationPart, on_delete=models.CASCADE, related_name="answers")
    stance = models.CharField(_("stance"), max_length=20, choices=list(STANCES.items()))
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["part__place"]
        constraints = [models.UniqueConstraint(fields=["answer", "part"], name="one_stance_a_part")]

    def __str__(self) -> str:
        return f"{self.part}: {self.stance}"


class KeyAction(models.Model):
    """What a unit commits to for a recommendation, or for parts of it; the promise itself is a commitment."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="key_actions")
    place = models.PositiveIntegerField(_("place"))
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="key_action")
    parts = models.ManyToManyField(
        RecommendationPart, verbose_name=_("parts it carries out"), blank=True, related_name="key_actions"
    )

    class Meta:
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(condition=Q(place__gte=1), name="key_action_place_from_one"),
        ]

    def __str__(self) -> str:
        return str(self.commitment)
