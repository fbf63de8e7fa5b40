"""A project: what stands on the cover, how it stands in its life, and its totals for the lists."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.apps import apps
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bagalau.documents.models import VISIBILITIES
from bagalau.documents.rules import Visibility
from bagalau.people.models import Person, Unit
from bagalau.projects.models.base import listed, money, percent, short, text
from bagalau.projects.models.words import BASES, STATUSES
from bagalau.projects.rules.life import Phase
from bagalau.web.modelfields import WhenField


def part_label(name: str) -> str:
    """What a kind of rows is called, for the journal."""
    tables = {model._meta.model_name: model for model in apps.get_app_config("projects").get_models()}
    return str(tables[name]._meta.verbose_name) if name in tables else name


class Project(models.Model):
    """One project, or award. Amounts are in ``currency``; actions keep ``total``, ``errors``, ``warnings``, ``figures``
    and ``marks`` (``rules.figures``) and ``ends_on``, the last day, or the end of the calendar if none is stated."""

    CALLED: ClassVar = {"part": part_label}  # for the journal

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="projects")
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=list(VISIBILITIES.items()), default=Visibility.INTERNAL
    )
    status = models.CharField(_("status"), max_length=22, choices=list(STATUSES.items()), default=Phase.DRAFT)
    manager = models.ForeignKey(
        Person,
        verbose_name=_("project manager"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="managed_projects",
    )
    match_key = models.CharField(max_length=200, db_index=True, editable=False)
    title = models.CharField(_("title"), max_length=500)
    number = short(_("project number"), 50)
    award_id = short(_("award number"), 50)
    country = short(_("country"), 200)
    undaf_outcome = text(_("outcome of the UN framework"))
    programme_outcome = text(_("outcome of the country programme"))
    programme_output = text(_("output of the country programme"))
    framework_outcome = text(_("outcome as the framework states it"))
    implementing_partner = short(_("implementing partner"), 500)
    responsible_parties = listed(_("responsible parties"))
    programme_period = short(_("programme period"), 50)
    key_result_area = short(_("key result area"), 500)
    framework_key_result_area = short(_("key result area as the framework states it"), 500)
    strategic_plan = short(_("strategic plan"), 100)
    partnership_strategy = text(_("partnership strategy"))
    start = WhenField(_("start"))
    end = WhenField(_("end"))
    appraisal_meeting = WhenField(_("appraisal meeting"))
    modality = short(_("management arrangements"), 200)
    description = text(_("brief description"))
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    required = money(_("resources required"))
    allocated = money(_("resources allocated"))
    unfunded = money(_("unfunded"))
    in_kind = money(_("in kind"))
    regular = money(_("regular resources"))
    budget_note = text(_("note on the budget"))
    gms_rate = percent(_("cost recovery, %"))
    gms_base = short(_("cost recovery of what"), 5, choices=list(BASES.items()))
    board_meetings_a_year = models.PositiveSmallIntegerField(
        _("meetings of the board a year"), null=True, blank=True, validators=[MaxValueValidator(366)]
    )
    tolerance_weeks = models.PositiveSmallIntegerField(_("tolerance of time, weeks"), null=True, blank=True)
    tolerance_percent = percent(_("tolerance of cost, %"))
    languages = listed(_("languages of the document"))
    prevailing_language = short(_("language that prevails"), 50)
    sdg_targets = listed(_("SDG targets"))
    total = models.DecimalField(_("budget"), max_digits=18, decimal_places=2, default=0, editable=False)
    errors = models.PositiveIntegerField(_("errors"), default=0, editable=False)
    warnings = models.PositiveIntegerField(_("warnings"), default=0, editable=False)
    figures = models.JSONField(default=dict, editable=False)
    marks = models.TextField(default="", editable=False)
    ends_on = models.DateField(_("end"), default=date.max, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["title", "id"]
        verbose_name = _("project")
        indexes = [
            models.Index(
                fields=["title", "id", "unit", "visibility", "status", "number", "award_id"], name="project_title"
            ),
            models.Index(fields=["ends_on", "id", "unit", "visibility", "status"], name="project_end"),
            models.Index(fields=["total", "id", "unit", "visibility", "status"], name="project_total"),
            models.Index(fields=["unit", "title", "id", "visibility"], name="project_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """Who may do what is open to those responsible for the record."""
        return (self.manager_id,) if self.manager_id else ()

    @property
    def seen(self) -> str:
        """What tells one state of the cover from the next, for a form that was open meanwhile."""
        return self.updated_at.isoformat()

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("project", self.pk),)


class ProjectStep(models.Model):
    """How a project stood from a moment on (PL-01): history that is added, never edited."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(Person, verbose_name=_("person"), null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=22, choices=list(STATUSES.items()))
    on = models.DateField(_("date"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    from_source = models.BooleanField(_("read from the source"), default=False)
    answers = models.JSONField(
        _("answers"), default=list, blank=True
    )  # to the questions of a closure: question, source, note …

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.project_id} {self.at:%Y-%m-%d} {self.status}"
