"""Contributions, and the work plans with their budget lines."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bagalau.projects.models.base import NOT_NEGATIVE, ProjectRow, listed, money, percent, short, text
from bagalau.projects.models.words import BASES, SOURCE_TYPES
from bagalau.projects.rules.record import SourceType
from bagalau.web.modelfields import WhenField


class Contribution(ProjectRow):
    """What somebody agreed to give; ``also_called`` are the names that budget lines use for it."""

    name = models.CharField(_("source of money"), max_length=200)
    also_called = listed(_("also called"))
    source_type = models.CharField(
        _("kind of source"), max_length=10, choices=list(SOURCE_TYPES.items()), default=SourceType.OTHER
    )
    listed_under = short(_("listed under"), 50)
    amount = money(_("amount"))
    agreed_amount = money(_("agreed amount"))
    agreed_currency = short(_("agreed currency"), 3)
    rate = models.DecimalField(
        _("exchange rate"),
        max_digits=15,
        decimal_places=8,
        null=True,
        blank=True,
        validators=[
            MinValueValidator(
                Decimal("0.00000001"),
                _("A rate of exchange is above zero: how much of the agreed currency makes one of the project's."),
            )
        ],
    )
    rate_on = WhenField(_("date of the rate"))
    in_kind = models.BooleanField(_("in kind"), default=False)
    agreed = WhenField(_("date of the agreement"))
    gms_rate = percent(_("cost recovery, %"))
    gms_base = short(_("of what"), 5, choices=list(BASES.items()))

    class Meta(ProjectRow.Meta):
        verbose_name = _("contribution")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="one_contribution_a_name",
                violation_error_message=_("This project has a source of money with this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class WorkPlan(ProjectRow):
    """The plan of a year."""

    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1950), MaxValueValidator(2200)])
    total = money(_("total as stated"))
    cover_total = money(_("total on the cover"))

    class Meta(ProjectRow.Meta):
        ordering = ["place", "year", "id"]
        verbose_name = _("work plan")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "year"],
                name="one_work_plan_a_year",
                violation_error_message=_("This project has a work plan for this year already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.year)


class PlannedResult(ProjectRow):
    """An activity result in the plan of a year, known by its number."""

    parent = models.ForeignKey(WorkPlan, on_delete=models.CASCADE, related_name="activity_results")
    number = short(_("number"), 20)
    title = text(_("wording"))
    responsible_parties = text(_("responsible parties"))
    quarters = listed(_("quarters"))
    quarter_marks = models.PositiveSmallIntegerField(_("marks of quarters"), null=True, blank=True)
    subtotal = money(_("subtotal as stated"))
    printed_after = short(_("subtotal printed after"), 20)
    labels = models.PositiveSmallIntegerField(_("labels in the row"), null=True, blank=True)
    amounts = models.PositiveSmallIntegerField(_("amounts in the row"), null=True, blank=True)

    class Meta(ProjectRow.Meta):
        verbose_name = _("activity result in the work plan")

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class PlannedAction(ProjectRow):
    """An action in the plan of a year."""

    NEEDED = ("text",)

    parent = models.ForeignKey(PlannedResult, on_delete=models.CASCADE, related_name="actions")
    number = short(_("number"), 20)
    text = text(_("action"))
    quarters = listed(_("quarters"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("planned action")

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()


class BudgetLine(ProjectRow):
    """A line of the budget; a line that several sources pay has shares instead of a source."""

    NEEDED = ("amount",)

    parent = models.ForeignKey(PlannedResult, on_delete=models.CASCADE, related_name="lines")
    account = short(_("account"), 10)
    description = short(_("description"), 500)
    source = models.ForeignKey(
        Contribution,
        verbose_name=_("source of money"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lines",
    )
    quantity = models.DecimalField(
        _("quantity"), max_digits=14, decimal_places=3, null=True, blank=True, validators=NOT_NEGATIVE
    )
    unit = short(_("unit of measure"), 50)
    unit_cost = money(_("cost of a unit"))
    amount = money(_("amount"))
    quarters = listed(_("amounts by quarter"))
    printed_source = short(_("source as printed"))
    printed_label = short(_("label as printed"), 500)

    class Meta(ProjectRow.Meta):
        verbose_name = _("budget line")

    def __str__(self) -> str:
        return f"{self.account} {self.description}".strip()


class Share(ProjectRow):
    """What a source pays of a line that several pay."""

    parent = models.ForeignKey(BudgetLine, on_delete=models.CASCADE, related_name="split")
    source = models.ForeignKey(
        Contribution, verbose_name=_("source of money"), on_delete=models.PROTECT, related_name="shares"
    )
    amount = money(_("amount"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("share of a line")
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "source"],
                name="one_share_a_source",
                violation_error_message=_("Each source has one share of a line."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.amount}"
