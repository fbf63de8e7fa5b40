"""What the checks found, kept so that lists are quick; and what was dismissed, with the reason."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.models.evaluation import Evaluation
from bagalau.evaluations.rules.checks import BY_NUMBER
from bagalau.lib.severity import Severity
from bagalau.people.models import Person

SEVERITIES = {Severity.ERROR: _("Error"), Severity.WARNING: _("Warning"), Severity.NOTE: _("Remark")}
SEVERITY_TONES = {Severity.ERROR: "late", Severity.WARNING: "soon", Severity.NOTE: "rest"}


class CheckResult(models.Model):
    """A result of a check on an evaluation; made anew by the worker, so it is never edited.

    ``sentence`` and ``place`` are templates in English, put into words by the page; ``mark`` is a digest of what the
    result is about, by which a dismissal knows it again.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="check_results")
    check_number = models.CharField(_("check"), max_length=5)
    severity = models.CharField(_("severity"), max_length=7, choices=list(SEVERITIES.items()))
    weight = models.PositiveSmallIntegerField()
    record_kind = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    place = models.CharField(max_length=100, blank=True)
    place_values = models.JSONField(default=dict)
    sentence = models.TextField()
    values = models.JSONField(default=dict)
    mark = models.CharField(max_length=64)
    dismissed = models.BooleanField(_("dismissed"), default=False)

    class Meta:
        ordering = ["weight", "check_number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "check_number", "record_kind", "record_id", "mark"], name="one_result_a_thing"
            )
        ]
        indexes = [models.Index(fields=["dismissed", "weight", "check_number", "id"], name="result_order")]

    def __str__(self) -> str:
        return f"{self.check_number} {self.words}"

    @property
    def words(self) -> str:
        """What was found, in the language of the page."""
        values = {name: _shown(value) for name, value in self.values.items()}
        if "unit" in values and values["unit"] in self.evaluation.unit.names:
            values["unit"] = self.evaluation.unit.name
        return gettext(self.sentence) % values

    @property
    def where(self) -> str:
        """The place, in the language of the page; nothing if it is the evaluation itself."""
        return gettext(self.place) % self.place_values if self.place else ""

    @property
    def title(self) -> str:
        """What the check is called, in the language of the page."""
        check = BY_NUMBER.get(self.check_number)
        return gettext(check.title) if check else self.check_number

    @property
    def tone(self) -> str:
        return SEVERITY_TONES[Severity(self.severity)]


def _shown(value: Any) -> Any:
    """A value in the words of the language: days are kept in ISO, needs and the like as texts to translate."""
    if isinstance(value, dict) and "day" in value:
        day = parse_date(value["day"])
        return formats.date_format(day) if day else value["day"]
    if isinstance(value, dict) and "text" in value:
        return gettext(value["text"])
    return value


class Dismissal(models.Model):
    """Somebody looked at a result and said why it is none; it holds as long as the result is about the same."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="dismissals")
    check_number = models.CharField(_("check"), max_length=5)
    record_kind = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    mark = models.CharField(max_length=64)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"), auto_now=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "check_number", "record_kind", "record_id", "mark"], name="one_dismissal_a_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_number} {self.record_kind} {self.record_id}"


class CheckState(models.Model):
    """How far the worker has come: the last journal line it followed, and how far the round of the day (or month).

    There is a row for the checks and one for what was recommended before.
    """

    CHECKS = 1
    RECURRENCE = 2

    number = models.BigIntegerField(default=0)
    day = models.DateField(null=True)
    after = models.BigIntegerField(default=0)
