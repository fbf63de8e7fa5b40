"""Answers with their evidence, the ratings that follow from them, and what is promised where something is weak."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.models import Commitment
from bagalau.documents.models import Document
from bagalau.people.models import Person
from bagalau.quality.models.assessment import Assessment


class Answer(models.Model):
    """What was answered to a question. Every question has its row from the beginning; ``value`` empty: not answered.

    ``section``, ``number`` and ``score`` follow from the questionnaire and are kept for figures over many assessments.
    ``edition`` counts the changes: who saves says which one was looked at.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(_("question"), max_length=60)
    number = models.PositiveSmallIntegerField(_("number"))
    section = models.CharField(_("section"), max_length=60)
    value = models.CharField(_("answer"), max_length=40, blank=True)
    score = models.DecimalField(_("score"), max_digits=6, decimal_places=2, null=True, blank=True)
    clauses = models.JSONField(_("statements"), default=dict, blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    no_action = models.TextField(_("why no action follows"), blank=True)
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    changed_by = models.ForeignKey(
        Person, verbose_name=_("changed by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["number", "id"]
        verbose_name = _("answer")
        constraints = [models.UniqueConstraint(fields=["assessment", "question"], name="one_answer_a_question")]
        indexes = [
            models.Index(fields=["changed_at", "assessment"], name="answer_changed"),
            models.Index(fields=["assessment", "number", "section", "score"], name="answer_scores"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class AnswerDocument(models.Model):
    """What stands behind an answer: a document of the office, something that a record of it says (``title``), or a name
    that a paper prints."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="documents")
    place = models.PositiveSmallIntegerField(_("place"), default=0)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    record_kind = models.CharField(max_length=30, blank=True)
    record_id = models.BigIntegerField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=500)
    address = models.CharField(_("address"), max_length=1000, blank=True)
    modified_by = models.CharField(_("modified by"), max_length=200, blank=True)
    modified_on = models.DateField(_("modified on"), null=True, blank=True)
    added_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["place", "id"]
        verbose_name = _("document behind an answer")
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "document"],
                condition=~Q(document=None),
                name="one_document_an_answer",
                violation_error_message=_("This document stands behind the answer already."),
            ),
            models.UniqueConstraint(
                fields=["answer", "record_kind", "record_id", "title"],
                condition=~Q(record_id=None),
                name="one_record_an_answer",
                violation_error_message=_("This record stands behind the answer already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AssessmentRating(models.Model):
    """The rating of a section, or of all (``section`` empty): what follows from the answers, what a paper prints, and
    what the approver gave instead, with the reason. All are kept."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    section = models.CharField(_("section"), max_length=60, blank=True)
    computed = models.CharField(_("follows from the answers"), max_length=40, blank=True)
    printed = models.CharField(_("printed"), max_length=40, blank=True)
    given = models.CharField(_("given instead"), max_length=40, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("time"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("rating")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "section"], name="one_rating_a_section"),
            models.CheckConstraint(
                condition=Q(given="") | ~Q(reason=""),
                name="other_rating_has_reason",
                violation_error_message=_("Say why another rating is given than follows from the answers."),
            ),
        ]

    def __str__(self) -> str:
        return self.stands

    @property
    def stands(self) -> str:
        """The rating that counts: the one given, or the one that follows, or the one that the paper prints."""
        return self.given or self.computed or self.printed


class ManagementAction(models.Model):
    """What is promised because of an answer, or of the whole; the promise itself is a commitment. A new version of an
    assessment goes on with the promises of the one before."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="actions")
    answer = models.ForeignKey(
        Answer, verbose_name=_("answer"), null=True, blank=True, on_delete=models.CASCADE, related_name="actions"
    )
    place = models.PositiveSmallIntegerField(_("place"))
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="management_actions")

    class Meta:
        ordering = ["place", "id"]
        verbose_name = _("management action")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "commitment"], name="one_management_action_a_promise"),
        ]

    def __str__(self) -> str:
        return str(self.commitment)
