"""The chain of results with its indicators, and the theory of change."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bagalau.projects.models.base import ProjectRow, listed, short, text
from bagalau.projects.models.words import AGGREGATIONS, MEASURES, RESULT_LEVELS
from bagalau.web.modelfields import WhenField


class Result(ProjectRow):
    """A node of the chain: outcome, output, target, activity result or action."""

    NEEDED = ("title",)

    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    level = models.CharField(_("level"), max_length=15, choices=list(RESULT_LEVELS.items()))
    number = short(_("number"), 20)
    title = text(_("wording"))
    baseline = text(_("baseline"))
    responsible_parties = text(_("responsible parties"))
    inputs = text(_("inputs"))
    gender_marker = models.PositiveSmallIntegerField(
        _("gender marker"), null=True, blank=True, validators=[MaxValueValidator(3)]
    )

    class Meta(ProjectRow.Meta):
        verbose_name = _("result")

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Indicator(ProjectRow):
    """An indicator of a result."""

    NEEDED = ("name",)

    parent = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="indicators")
    number = short(_("number"), 20)
    name = text(_("indicator"))
    baseline = text(_("baseline in words"))
    target = text(_("target in words"))
    measure = short(_("measure"), 15, choices=list(MEASURES.items()))
    unit = short(_("unit of measure"), 100)
    ascending = models.BooleanField(_("more is better"), default=True)
    aggregation = short(_("how values come together"), 15, choices=list(AGGREGATIONS.items()))
    disaggregation = listed(_("disaggregation"))
    references = listed(_("codes in indicator lists"))
    definition = text(_("definition"))
    verification = text(_("means of verification"))
    data_source = text(_("source of data"))
    method = text(_("method of collection"))
    frequency = short(_("frequency"), 100)
    responsible = short(_("responsible"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("indicator")

    def __str__(self) -> str:
        return str(self.name)


class IndicatorValue(ProjectRow):
    """A baseline or a target of an indicator."""

    parent = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    is_baseline = models.BooleanField(_("baseline"), default=False)
    period = WhenField(_("period"))
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=4, null=True, blank=True)
    text = text(_("in words"))
    place_name = short(_("place"))
    sex = short(_("sex"), 20)
    age = short(_("age"), 50)
    disability = short(_("disability"), 50)
    dimension = short(_("other dimension"), 200)

    class Meta(ProjectRow.Meta):
        verbose_name = _("baseline or target")

    def __str__(self) -> str:
        return f"{self.period or ''} {self.text if self.value is None else self.value}".strip()


class Assumption(ProjectRow):
    """A condition, or a factor outside of the project, in a theory of change."""

    external = models.BooleanField(_("factor outside of the project"), default=False)
    text = models.TextField(_("assumption"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("assumption")

    def __str__(self) -> str:
        return str(self.text)


class Link(ProjectRow):
    """A causal claim. Its ends are named ``result-12`` or ``assumption-3``; a link whose end goes, goes too."""

    cause = models.CharField(_("cause"), max_length=40)
    effect = models.CharField(_("effect"), max_length=40)
    claim = text(_("claim"))
    evidence = text(_("evidence"))

    class Meta(ProjectRow.Meta):
        verbose_name = _("causal link")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "cause", "effect"],
                name="one_link_of_two",
                violation_error_message=_("These two are linked already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(cause=models.F("effect")),
                name="link_of_two",
                violation_error_message=_("A result cannot lead to itself: choose another cause or effect."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} → {self.effect}"
