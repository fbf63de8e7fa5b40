"""Versions of questionnaires and rating schemes, frozen once they are used (QN-05)."""

from __future__ import annotations

from functools import lru_cache

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.people.models import Person
from bagalau.quality.models.words import RATES, STAGES
from bagalau.quality.rules import reading
from bagalau.quality.rules.questionnaire import Questionnaire
from bagalau.quality.rules.schemes import Scheme


class Definition(models.Model):
    """The text of one version of a questionnaire or of a rating scheme, as YAML.

    One that comes along with the program gets its row when it is first used, or retired: an update of the program
    never changes what was answered. ``origin`` says whether it came along, was added, or has the words of a paper.
    """

    QUESTIONNAIRE, SCHEME = "questionnaire", "scheme"
    KINDS = ((QUESTIONNAIRE, _("Questionnaire")), (SCHEME, _("Rating scheme")))
    SHIPPED, ADDED, PAPER = "shipped", "added", "paper"
    ORIGINS = ((SHIPPED, _("Included")), (ADDED, _("Added")), (PAPER, _("Words of a paper")))

    kind = models.CharField(_("kind"), max_length=13, choices=KINDS)
    code = models.CharField(_("code"), max_length=60)
    version = models.CharField(_("version"), max_length=40)
    name = models.CharField(_("name"), max_length=300)
    rates = models.CharField(_("rates"), max_length=12, choices=list(RATES.items()), blank=True)
    stage = models.CharField(_("stage"), max_length=14, choices=list(STAGES.items()), blank=True)
    origin = models.CharField(_("origin"), max_length=7, choices=ORIGINS)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    added_by = models.ForeignKey(
        Person, verbose_name=_("added by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    retired_on = models.DateField(_("retired"), null=True, blank=True)
    retired_because = models.TextField(_("why it was retired"), blank=True)

    class Meta:
        ordering = ["kind", "code", "version"]
        verbose_name = _("version of a questionnaire")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code", "version"],
                name="one_definition_a_version",
                violation_error_message=_("This version is there with other words. Give yours another version."),
            ),
            models.CheckConstraint(
                condition=Q(retired_on=None) | ~Q(retired_because=""),
                name="retiring_has_a_reason",
                violation_error_message=_("Say why it is retired."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"

    @property
    def questionnaire(self) -> Questionnaire:
        """What the text says, where it is that of a questionnaire."""
        return _questionnaire(self.text)

    @property
    def scheme(self) -> Scheme:
        """What the text says, where it is that of a rating scheme."""
        return _scheme(self.text)


@lru_cache(200)
def _questionnaire(text: str) -> Questionnaire:
    """Texts never change, and reading one takes longer than a page may."""
    return reading.questionnaire(text, None)


@lru_cache(50)
def _scheme(text: str) -> Scheme:
    return reading.scheme(text)
