"""Units, people, the roles they hold, and the journal."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from bagalau.people.rules import Role, UnitType

UNIT_TYPES = {
    UnitType.HQ: _("Headquarters"),
    UnitType.BUREAU: _("Bureau"),
    UnitType.RO: _("Regional office"),
    UnitType.MCO: _("Multi-country office"),
    UnitType.CO: _("Country office"),
    UnitType.PP: _("Programme presence"),
    UnitType.EO: _("Evaluation office"),
    UnitType.MINISTRY: _("Ministry"),
    UnitType.AGENCY: _("Agency"),
    UnitType.NGO: _("Non-governmental organisation"),
    UnitType.DONOR: _("Donor"),
}
ROLES = {
    Role.ADMINISTRATOR: _("Administrator"),
    Role.OVERSIGHT: _("Oversight"),
    Role.EVALUATION_FOCAL_POINT: _("Evaluation focal point"),
    Role.EVALUATION_MANAGER: _("Evaluation manager"),
    Role.PROGRAMME_OFFICER: _("Programme officer"),
    Role.PROJECT_MANAGER: _("Project manager"),
    Role.HEAD_OF_UNIT: _("Head of unit"),
    Role.BOARD_MEMBER: _("Member of a project board"),
    Role.CONTRIBUTOR: _("Contributor"),
    Role.READER: _("Reader"),
    Role.AUDITOR: _("Auditor"),
}
LANGUAGES = {"en": _("English"), "ru": _("Russian"), "kk": _("Kazakh")}


class Unit(models.Model):
    """An organisation or a part of one. ``path`` holds the ids from the root down: ``/1/4/9/``."""

    type = models.CharField(_("type"), max_length=10, choices=list(UNIT_TYPES.items()))
    code = models.CharField(_("code"), max_length=30, unique=True)
    name_en = models.CharField(_("name in English"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200, blank=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    path = models.CharField(max_length=400, editable=False, db_index=True, default="")

    class Meta:
        ordering = ["path"]
        verbose_name = _("unit")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page, or else in English."""
        return str(getattr(self, f"name_{(translation.get_language() or 'en')[:2]}", "") or self.name_en)

    @property
    def names(self) -> tuple[str, str, str]:
        """The names in all languages."""
        return self.name_en, self.name_ru, self.name_kk

    @property
    def depth(self) -> int:
        return self.path.count("/") - 2

    @property
    def steps(self) -> range:
        """As many steps as the unit lies below the root, for templates to indent by."""
        return range(self.depth)

    @property
    def unit_id(self) -> int | None:
        """A unit is guarded by the roles given for it; one not yet saved, by roles that hold everywhere."""
        return self.pk

    access_keys: ClassVar[tuple[tuple[str, int], ...]] = ()


class People(BaseUserManager["Person"]):
    """People are found by their mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in, or who is only named as responsible (then without mail address or password)."""

    email = models.EmailField(_("mail address"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    language = models.CharField(_("language"), max_length=2, choices=list(LANGUAGES.items()), default="en")
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("person")
        indexes = [models.Index(fields=["name", "id"], name="person_name")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @property
    def access_keys(self) -> tuple[tuple[str, int], ...]:
        return (("person", self.pk),)

    @property
    def is_invited(self) -> bool:
        """Whether an invitation is still to be accepted."""
        return bool(self.email) and self.is_active and not self.has_usable_password()


class RoleGrant(models.Model):
    """A role of a person: for a unit and what lies under it, for one record, or (neither) everywhere."""

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=30, choices=list(ROLES.items()))
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.CASCADE)
    record_kind = models.CharField(_("kind of record"), max_length=30, blank=True)
    record_id = models.BigIntegerField(_("record"), null=True, blank=True)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("role")
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=None) | Q(record_id=None),
                name="grant_for_unit_or_record",
                violation_error_message=_("Give a role for a unit or for one record, not for both."),
            ),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
                name="grant_ends_after_start",
                violation_error_message=_("The last day of a role cannot lie before its first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.person}"

    access_keys: ClassVar[tuple[tuple[str, int], ...]] = ()


class Unchangeable(models.QuerySet["JournalEntry"]):
    """Lines of the journal are added and read, never changed or taken away."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("The journal is append-only.")

    def delete(self) -> NoReturn:
        raise TypeError("The journal is append-only.")


class JournalEntry(models.Model):
    """Who did what to which record, with the changed fields before and after; chained by digests (P-04)."""

    number = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("time"), db_index=True)
    actor = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    verb = models.CharField(_("action"), max_length=40)
    record_kind = models.CharField(_("kind of record"), max_length=30)
    record_id = models.BigIntegerField(_("record"))
    record_label = models.CharField(_("record"), max_length=300)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = Unchangeable.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("journal line")
        indexes = [
            models.Index(fields=["record_kind", "record_id", "-number"], name="journal_record"),
            models.Index(fields=["verb", "-number"], name="journal_verb"),
            models.Index(fields=["actor", "-number"], name="journal_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.record_kind} {self.record_id}"

    def content(self) -> dict[str, Any]:
        """What the digest covers."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "actor": self.actor_id,
            "verb": self.verb,
            "record": [self.record_kind, self.record_id, self.record_label],
            "before": self.before,
            "after": self.after,
        }


class JournalHead(models.Model):
    """The one row that holds the number and digest of the last line; locked while a line is added."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)
