"""Terms on records, and the values that an organisation gave its parameters."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from bagalau.people.models import Person
from bagalau.reference.lists import term
from bagalau.reference.rules import Term


class Tag(models.Model):
    """A term of a value list on a record of any kind; the version of the list is the one it was chosen from."""

    record_kind = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    list = models.CharField(_("list"), max_length=50)
    version = models.CharField(_("version"), max_length=20)
    term = models.CharField(_("term"), max_length=100)

    class Meta:
        ordering = ["record_kind", "record_id", "list", "id"]
        indexes = [models.Index(fields=["list", "term", "record_kind", "record_id"], name="tag_term")]
        constraints = [
            models.UniqueConstraint(fields=["record_kind", "record_id", "list", "term"], name="a_term_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def known(self) -> Term | None:
        return term(self.list, self.term)

    @property
    def name(self) -> str:
        """The name in the language of the page; the code if the list no longer has the term."""
        return self.known.name(translation.get_language() or "en") if self.known else self.term


class Parameter(models.Model):
    """The value of a parameter from a day on (F-04); a later day has a row of its own."""

    name = models.CharField(_("parameter"), max_length=50)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)])
    since = models.DateField(_("from"))
    reason = models.TextField(_("reason"))
    set_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("set"), auto_now=True)

    class Meta:
        ordering = ["name", "-since"]
        verbose_name = _("parameter")
        constraints = [models.UniqueConstraint(fields=["name", "since"], name="one_value_a_day")]

    def __str__(self) -> str:
        return f"{self.name} {self.value.normalize():f}"

    unit_id = None
    access_keys: ClassVar[tuple[tuple[str, int], ...]] = ()
