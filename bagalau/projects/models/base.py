"""What all rows of a project have, and the fields that many of them use."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bagalau.projects.rules.money import MOST

NOT_NEGATIVE = [MinValueValidator(0)]
TOO_LARGE = _("This amount is larger than ten trillion. Look whether a digit too many was typed.")
AMOUNT = [*NOT_NEGATIVE, MaxValueValidator(MOST, TOO_LARGE)]  # PM-03; SQLite keeps fifteen digits and no more
LEVELS = [MinValueValidator(1), MaxValueValidator(5)]


def text(label: Any, **kwargs: Any) -> models.TextField[Any, Any]:
    """Running text, as long as it comes."""
    return models.TextField(label, blank=True, **kwargs)


def short(label: Any, length: int = 300, **kwargs: Any) -> models.CharField[Any, Any]:
    """A line."""
    return models.CharField(label, max_length=length, blank=True, **kwargs)


def money(label: Any) -> models.DecimalField[Any, Any]:
    """An amount; None is "not stated"."""
    return models.DecimalField(label, max_digits=16, decimal_places=2, null=True, blank=True, validators=AMOUNT)


def percent(label: Any) -> models.DecimalField[Any, Any]:
    """A rate in per cent."""
    return models.DecimalField(
        label,
        max_digits=6,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )


def level(label: Any) -> models.PositiveSmallIntegerField[Any, Any]:
    """A level of the five-point scales of risk."""
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=LEVELS)


def listed(label: Any) -> models.JSONField[Any, Any]:
    """Several plain values."""
    return models.JSONField(label, default=list, blank=True)


class ProjectRow(models.Model):
    """A row of a project; its fields are those of the class of the same name in ``rules.record``.

    Rows that lie in others have a ``parent``. ``place`` orders the rows of one parent. What papers may leave out but
    people may not is named in ``NEEDED``.
    """

    NEEDED: ClassVar[tuple[str, ...]] = ()

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="%(class)s_rows")
    place = models.PositiveIntegerField(_("place"), default=0)

    class Meta:
        abstract = True
        ordering = ["place", "id"]

    @property
    def seen(self) -> str:
        """What tells one state of a row from the next, for a form that was open meanwhile."""
        said = [str(getattr(self, field.attname)) for field in self._meta.concrete_fields if field.name != "place"]
        return hashlib.sha256("\0".join(said).encode()).hexdigest()[:20]
