"""What an evaluation says: findings, conclusions, lessons, recommendations, and how they hang together."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.models.evaluation import Evaluation
from bagalau.evaluations.rules.content import Kind, Priority
from bagalau.people.models import Unit

PRIORITIES = {Priority.HIGH: _("High"), Priority.MEDIUM: _("Medium"), Priority.LOW: _("Low")}
KINDS = {
    Kind.FINDING: _("Finding"),
    Kind.CONCLUSION: _("Conclusion"),
    Kind.LESSON: _("Lesson"),
    Kind.RECOMMENDATION: _("Recommendation"),
}


HIGHEST = 999_999


class Numbered(models.Model):
    """A numbered statement of an evaluation."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="%(class)ss")
    number = models.PositiveIntegerField(_("number"), validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)])
    text = models.TextField(_("text"))

    class Meta:
        abstract = True
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_%(class)s_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:80]}"


class Finding(Numbered):
    """What the evaluation found. ``tags`` are the words of the source; terms of value lists are ``reference.Tag``."""

    tags = models.JSONField(_("tags"), default=list, blank=True)


class Conclusion(Numbered):
    """What the evaluation concludes, from which findings."""

    findings = models.ManyToManyField(Finding, verbose_name=_("findings"), blank=True, related_name="conclusions")


class Lesson(Numbered):
    """What was learned, from which findings. ``tags`` as with findings."""

    tags = models.JSONField(_("tags"), default=list, blank=True)
    findings = models.ManyToManyField(Finding, verbose_name=_("findings"), blank=True, related_name="lessons")


class Recommendation(Numbered):
    """What the evaluation recommends, to whom, and on which findings and conclusions it stands.

    ``parts_by_hand``: an officer has cut it into parts, so that a later copy does not cut it again (EC-03).
    """

    description = models.TextField(_("description"), blank=True)
    priority = models.CharField(_("priority"), max_length=10, choices=list(PRIORITIES.items()), blank=True)
    time_frame = models.CharField(_("time frame"), max_length=100, blank=True)
    addressed_to = models.CharField(_("addressed to"), max_length=300, blank=True)
    addressed_units = models.ManyToManyField(Unit, verbose_name=_("addressed units"), blank=True, related_name="+")
    findings = models.ManyToManyField(Finding, verbose_name=_("findings"), blank=True, related_name="recommendations")
    conclusions = models.ManyToManyField(
        Conclusion, verbose_name=_("conclusions"), blank=True, related_name="recommendations"
    )
    lessons = models.ManyToManyField(Lesson, verbose_name=_("lessons"), blank=True, related_name="recommendations")
    parts_by_hand = models.BooleanField(_("parts made by hand"), default=False)

    class Meta(Numbered.Meta):
        verbose_name = _("recommendation")

    @property
    def unit_id(self) -> int:
        return self.evaluation.unit_id

    @property
    def visibility(self) -> str:
        return self.evaluation.visibility

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("recommendation", self.pk), ("evaluation", self.evaluation_id))


class RecommendationPart(models.Model):
    """A part of a recommendation: set apart by its own numbering (E-04), or by an officer."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveIntegerField()
    label = models.CharField(_("label"), max_length=10)
    text = models.TextField(_("text"))
    priority = models.CharField(_("priority"), max_length=10, choices=list(PRIORITIES.items()), blank=True)
    time_frame = models.CharField(_("time frame"), max_length=100, blank=True)
    addressed_to = models.CharField(_("addressed to"), max_length=300, blank=True)
    addressed_units = models.ManyToManyField(Unit, verbose_name=_("addressed units"), blank=True, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "place"], name="one_part_a_place")]

    def __str__(self) -> str:
        return f"({self.label}) {self.text[:80]}"


STATEMENTS: dict[Kind, type[Numbered]] = {
    Kind.FINDING: Finding,
    Kind.CONCLUSION: Conclusion,
    Kind.LESSON: Lesson,
    Kind.RECOMMENDATION: Recommendation,
}
