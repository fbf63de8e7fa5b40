"""The projects that plans must cover."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.models.plan_words import GEF_SIZES
from bagalau.evaluations.rules.plans_mandatory import Facts
from bagalau.people.models import Person, Unit
from bagalau.projects.models import Project

NOT_NEGATIVE = [MinValueValidator(0)]


class CoveredProject(models.Model):
    """What a plan must know of a project to tell which evaluations are mandatory (EP-03), and who manages it."""

    number = models.CharField(_("number"), max_length=50)
    title = models.CharField(_("title"), max_length=500)
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="covered_projects")
    budget = models.DecimalField(
        _("budget"), max_digits=16, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    expenditure = models.DecimalField(
        _("expenditure"), max_digits=16, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    starts = models.DateField(_("start"), null=True, blank=True)
    ends = models.DateField(_("end"), null=True, blank=True)
    funders = models.JSONField(_("funders"), default=list, blank=True)
    gef_size = models.CharField(_("size of a GEF project"), max_length=10, choices=list(GEF_SIZES.items()), blank=True)
    funder_asks = models.BooleanField(_("the agreement with a funder asks for an evaluation"), default=False)
    later_phase = models.BooleanField(_("second or later phase"), default=False)
    scaling_up = models.BooleanField(_("considered for scaling up"), default=False)
    manager = models.ForeignKey(
        Person, verbose_name=_("project manager"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    project = models.OneToOneField(
        Project,
        verbose_name=_("project document"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="covered",
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    FACTS = tuple("budget expenditure currency starts ends gef_size funder_asks later_phase scaling_up funders".split())

    class Meta:
        ordering = ["number", "id"]
        verbose_name = _("project")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"],
                name="one_project_a_number",
                violation_error_message=_("This unit has a project with this number already."),
            ),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
                name="project_ends_after_start",
                violation_error_message=_("A project cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def facts(self) -> Facts:
        """What the rules on mandatory evaluations ask of it."""
        return Facts(**{name: getattr(self, name) for name in self.FACTS})

    @property
    def seen(self) -> str:
        """What tells one state of a project from the next, for a form that was open meanwhile."""
        return self.updated_at.isoformat()

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        whole = (("project", self.project_id),) if self.project_id else ()
        return (("coveredproject", self.pk), *whole)
