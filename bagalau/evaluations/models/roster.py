"""Evaluators whom the organisation knows, and what they declare about their independence."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.documents.models import Document
from bagalau.evaluations.rules.roster import Vetting
from bagalau.people.models import Person, Unit

VETTINGS = {
    Vetting.UNVETTED: _("Not vetted"),
    Vetting.VETTED: _("Vetted"),
    Vetting.SUSPENDED: _("Suspended"),
}


class Evaluator(models.Model):
    """A person or a firm on the roster. Lists of plain words are kept as JSON."""

    name = models.CharField(_("name"), max_length=200)
    unit = models.ForeignKey(Unit, verbose_name=_("kept by"), on_delete=models.PROTECT, related_name="evaluators")
    is_firm = models.BooleanField(_("a firm"), default=False)
    email = models.EmailField(_("mail address"), blank=True)
    nationality = models.CharField(_("nationality"), max_length=100, blank=True)
    expertise = models.JSONField(_("expertise"), default=list, blank=True)
    sectors = models.JSONField(_("sectors"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    countries = models.JSONField(_("countries of experience"), default=list, blank=True)
    profile = models.TextField(_("profile"), blank=True)
    vetting = models.CharField(_("vetting"), max_length=10, choices=list(VETTINGS.items()), default=Vetting.UNVETTED)
    vetted_until = models.DateField(_("vetted until"), null=True, blank=True)
    person = models.ForeignKey(
        Person, verbose_name=_("person of the office"), null=True, blank=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("evaluator")
        indexes = [models.Index(fields=["name", "id"], name="evaluator_name")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(vetting=Vetting.VETTED) | Q(vetted_until__isnull=False),
                name="vetted_until_a_day",
                violation_error_message=_("Say until when the evaluator is vetted."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def seen(self) -> str:
        """What tells one state of an evaluator from the next, for a form that was open meanwhile."""
        return self.updated_at.isoformat()

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("evaluator", self.pk),)


class Declaration(models.Model):
    """What an evaluator declared before an evaluation: conflicts of interest, and the pledge of ethics."""

    evaluator = models.ForeignKey(Evaluator, on_delete=models.PROTECT, related_name="declarations")
    evaluation = models.ForeignKey("evaluations.Evaluation", on_delete=models.CASCADE, related_name="declarations")
    declared_on = models.DateField(_("declared"))
    declared_by = models.ForeignKey(
        Person, verbose_name=_("entered by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    has_conflict = models.BooleanField(_("a conflict of interest is declared"))
    statement = models.TextField(_("statement"), blank=True)
    future_work = models.BooleanField(_("later work is expected from the project or the unit"), null=True, blank=True)
    pledge = models.BooleanField(_("pledge of ethical conduct signed"), default=False)
    document = models.ForeignKey(Document, verbose_name=_("document"), null=True, blank=True, on_delete=models.SET_NULL)
    cleared_by = models.ForeignKey(
        Person, verbose_name=_("cleared by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cleared_reason = models.TextField(_("why it is no obstacle"), blank=True)

    class Meta:
        ordering = ["-declared_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["evaluator", "evaluation"], name="one_declaration_an_evaluation"),
            models.CheckConstraint(
                condition=Q(has_conflict=False) | ~Q(statement=""),
                name="conflict_is_described",
                violation_error_message=_("Describe the conflict of interest."),
            ),
            models.CheckConstraint(
                condition=Q(cleared_by=None) | ~Q(cleared_reason=""),
                name="clearance_has_reason",
                violation_error_message=_("Say why the conflict of interest is no obstacle."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluator} {self.declared_on}"

    @property
    def is_open(self) -> bool:
        """Whether a declared conflict still stands in the way (EL-08)."""
        return self.has_conflict and self.cleared_by_id is None
