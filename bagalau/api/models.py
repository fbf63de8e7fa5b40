"""Personal tokens, and requests that are to be carried out once."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bagalau.api.rules import Scope, in_force
from bagalau.people.models import Person

SCOPES = {
    Scope.READ: _("Read what I may read"),
    Scope.WRITE_COMMITMENTS: _("Change commitments"),
    Scope.WRITE_EVALUATIONS: _("Change evaluations with their content, teams and responses, and the roster"),
    Scope.WRITE_PLANS: _("Change evaluation plans"),
    Scope.WRITE_PROJECTS: _("Change projects"),
    Scope.WRITE_QUALITY: _("Change quality assessments"),
    Scope.WRITE_DOCUMENTS: _("Add and change documents"),
    Scope.WRITE_OWN: _("Keep searches and folders, and mark notices as read"),
}


class ApiToken(models.Model):
    """A key with which a program acts for a person; of the key itself only a digest is kept (A-03)."""

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(_("begins with"), max_length=20, editable=False)
    scopes = models.JSONField(_("scopes"), default=list)
    expires_on = models.DateField(_("last day"))
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("token")

    def __str__(self) -> str:
        return self.name

    unit_id: ClassVar[None] = None
    access_keys: ClassVar[tuple[tuple[str, int], ...]] = ()

    @property
    def owner_ids(self) -> list[int]:
        return [self.person_id]

    @property
    def scope_labels(self) -> list[str]:
        return [str(SCOPES[Scope(scope)]) for scope in self.scopes]

    def is_in_force(self, today: date) -> bool:
        return in_force(self.expires_on, self.revoked_at, today)


class KeyedRequest(models.Model):
    """A request under a key of the sender's choice, and what was answered (A-04)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    begun_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)
    headers = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_request_a_key")]

    def __str__(self) -> str:
        return self.key
