"""What people keep of their searches: questions, and folders of passages as evidence."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from bagalau.people.models import Person, Unit


class SavedSearch(models.Model):
    """A question that somebody asks again: the query string of its page."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=100)
    query = models.CharField(_("question"), max_length=2000)
    created_at = models.DateTimeField(_("saved"), auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("saved search")
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="one_search_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Folder(models.Model):
    """A collection of passages, of its owner alone or shared with a unit (and what lies above it)."""

    owner = models.ForeignKey(Person, verbose_name=_("owner"), on_delete=models.CASCADE, related_name="folders")
    name = models.CharField(_("name"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    unit = models.ForeignKey(Unit, verbose_name=_("shared with"), null=True, blank=True, on_delete=models.PROTECT)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["-updated_at", "-id"]
        verbose_name = _("evidence folder")

    def __str__(self) -> str:
        return self.name

    @property
    def seen(self) -> str:
        """What tells one state of a folder from the next, for a form that was open meanwhile."""
        return self.updated_at.isoformat()

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return ()

    @property
    def owner_ids(self) -> list[int]:
        return [self.owner_id]


class FolderPassage(models.Model):
    """A passage as it was when it was collected, with all that is needed to cite it."""

    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="passages")
    root_kind = models.CharField(max_length=30)
    root_id = models.BigIntegerField()
    part = models.CharField(max_length=80)
    inside = models.BooleanField(default=False)
    kind = models.CharField(_("kind"), max_length=30)
    text = models.TextField(_("text"))
    title = models.CharField(_("source"), max_length=500)
    place = models.CharField(_("place in the source"), max_length=100, blank=True)
    anchor = models.CharField(max_length=100, blank=True)
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("date"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    added_by = models.ForeignKey(
        Person, verbose_name=_("added by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["folder", "root_kind", "root_id", "part"], name="a_passage_once")
        ]

    def __str__(self) -> str:
        return self.text[:80]
