"""Assessments and the steps they took."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.documents.models import VISIBILITIES
from bagalau.documents.rules import Visibility
from bagalau.people.models import Person, Unit
from bagalau.quality.models.definition import Definition
from bagalau.quality.models.subject import Subject
from bagalau.quality.models.words import STAGES, STATES
from bagalau.quality.rules.life import UNDER_WAY, State


class Assessment(models.Model):
    """A questionnaire answered for a subject.

    Title, number and days are those of the subject when it was begun, or those that a paper prints. ``about`` tells
    several assessments of one subject apart (the partner that is looked at). ``overall`` is the code of the rating
    that stands, the counts are those of its answers: lists show them without reading the answers. ``signs`` tells all
    answers in short (QO-01), for figures over thousands of assessments.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="assessments")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    questionnaire = models.ForeignKey(
        Definition, verbose_name=_("questionnaire"), on_delete=models.PROTECT, related_name="assessments"
    )
    scheme = models.ForeignKey(Definition, verbose_name=_("rating scheme"), on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(_("stage"), max_length=14, choices=list(STAGES.items()))
    year = models.PositiveSmallIntegerField(_("year"))
    about = models.CharField(_("partner"), max_length=300, blank=True)
    title = models.CharField(_("title"), max_length=500)
    number = models.CharField(_("number"), max_length=60, blank=True)
    starts = models.DateField(_("start"), null=True, blank=True)
    ends = models.DateField(_("end"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=list(STATES.items()), default=State.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=1)
    previous = models.OneToOneField(
        "self", verbose_name=_("version before"), null=True, blank=True, on_delete=models.PROTECT, related_name="next"
    )
    assessor = models.ForeignKey(
        Person, verbose_name=_("assessor"), null=True, blank=True, on_delete=models.PROTECT, related_name="assesses"
    )
    approver = models.ForeignKey(
        Person, verbose_name=_("approver"), null=True, blank=True, on_delete=models.PROTECT, related_name="approves"
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=300, blank=True)
    board_comment = models.TextField(_("comment of the board"), blank=True)
    lessons = models.TextField(_("lessons learned"), blank=True)
    overall = models.CharField(_("overall rating"), max_length=40, blank=True)
    overall_value = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    questions = models.PositiveSmallIntegerField(_("questions"), default=0)
    answered = models.PositiveSmallIntegerField(_("answered"), default=0)
    evidenced = models.PositiveSmallIntegerField(_("with evidence"), default=0)
    documented = models.PositiveSmallIntegerField(_("with documents"), default=0)
    doubtful = models.PositiveSmallIntegerField(_("doubtful"), default=0)
    signs = models.TextField(blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    approved_on = models.DateField(_("approved"), null=True, blank=True)
    from_source = models.BooleanField(_("read from the source"), default=False)
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=list(VISIBILITIES.items()), default=Visibility.INTERNAL
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["-year", "-id"]
        verbose_name = _("assessment")
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "stage", "about", "questionnaire"],
                condition=Q(status__in=sorted(UNDER_WAY)),
                name="one_assessment_under_way",
                violation_error_message=_("An assessment of this is under way already: go on with that one."),
            ),
            models.CheckConstraint(
                condition=Q(assessor=None) | Q(approver=None) | ~Q(assessor=models.F("approver")),
                name="assessor_does_not_approve",
                violation_error_message=_("Whoever assesses does not approve: choose somebody else."),
            ),
        ]
        indexes = [
            models.Index(fields=["-year", "-id", "unit", "visibility", "status"], name="assessment_year"),
            models.Index(fields=["subject", "stage", "status"], name="assessment_subject"),
            models.Index(fields=["unit", "stage", "status", "year", "overall"], name="assessment_counted"),
            models.Index(fields=["updated_at", "id", "unit", "visibility"], name="assessment_updated"),
        ]

    OPEN: ClassVar = UNDER_WAY

    def __str__(self) -> str:
        return f"{self.title} ({self.get_stage_display()} {self.year})"

    @property
    def seen(self) -> str:
        """What tells one state of an assessment from the next, for a form that was open meanwhile."""
        return self.updated_at.isoformat()

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("assessment", self.pk), *self.subject.access_keys)

    @property
    def owner_ids(self) -> list[int]:
        """The assessor and the approver, who may work on it without a role beside."""
        return [key for key in (self.assessor_id, self.approver_id) if key is not None]


class AssessmentStep(models.Model):
    """One step of an assessment on its way: who took it, when, to which state, with which words."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(_("status"), max_length=10, choices=list(STATES.items()))
    comment = models.TextField(_("comment"), blank=True)
    from_source = models.BooleanField(_("read from the source"), default=False)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["assessment", "at"], name="assessment_steps")]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.at:%Y-%m-%d} {self.status}"
