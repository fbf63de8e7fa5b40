"""Writes: units, people, invitations, roles. Each is one transaction with one line in the journal.

Whoever holds a role for a unit only acts on that unit and what lies under it: nobody can give more than they hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from bagalau.lib.problems import Problem
from bagalau.people import journal
from bagalau.people.access import EDIT_UNITS, GRANT_ROLES, INVITE_PEOPLE, Viewer, require
from bagalau.people.models import Person, RoleGrant, Unit
from bagalau.people.rules import Role

UNIT_FIELDS = ("type", "code", "name_en", "name_ru", "name_kk", "parent")
PERSON_FIELDS = ("name", "email", "position", "unit", "language", "is_active")
GRANT_FIELDS = ("role", "unit", "record_kind", "record_id", "starts", "ends")


@dataclass(frozen=True)
class UnitFields:
    """What can be said of a unit."""

    type: str
    code: str
    name_en: str
    name_ru: str = ""
    name_kk: str = ""
    parent: Unit | None = None


@dataclass(frozen=True)
class PersonFields:
    """What can be said of a person."""

    name: str
    email: str | None = None
    position: str = ""
    unit: Unit | None = None
    language: str = "en"


@journal.turn()
def add_unit(actor: Viewer, given: UnitFields) -> Unit:
    """Add a unit at its place in the tree; a new root needs a role that holds everywhere."""
    require(actor, EDIT_UNITS, given.parent or Unit())
    unit = Unit(**vars(given))
    unit.full_clean()
    unit.save()
    _place(unit)
    journal.write(actor.person, "add", unit, {}, journal.snapshot(unit, UNIT_FIELDS))
    return unit


@journal.turn()
def change_unit(actor: Viewer, unit: Unit, given: UnitFields) -> Unit:
    """Rename a unit or move it with all that lies under it; a unit cannot be moved below itself."""
    require(actor, EDIT_UNITS, unit)
    if given.parent != unit.parent:
        require(actor, EDIT_UNITS, given.parent or Unit())
    if given.parent is not None and given.parent.path.startswith(unit.path):
        raise Problem("unit-below-itself", _("A unit cannot be part of itself or of a unit below it."))
    before = journal.snapshot(unit, UNIT_FIELDS)
    for name, value in vars(given).items():
        setattr(unit, name, value)
    unit.full_clean()
    unit.save()
    old = unit.path
    _place(unit)
    for below in Unit.objects.filter(path__startswith=old).exclude(pk=unit.pk):
        below.path = unit.path + below.path.removeprefix(old)
        below.save(update_fields=["path"])
    journal.write(actor.person, "change", unit, before, journal.snapshot(unit, UNIT_FIELDS))
    return unit


def _place(unit: Unit) -> None:
    unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])


@journal.turn()
def add_person(actor: Viewer, given: PersonFields) -> Person:
    """Add a person, who cannot sign in until an invitation is accepted."""
    person = Person(**{**vars(given), "email": _address(given.email)})
    require(actor, INVITE_PEOPLE, person)
    person.set_unusable_password()
    person.full_clean()
    person.save()
    journal.write(actor.person, "add", person, {}, journal.snapshot(person, PERSON_FIELDS))
    return person


@journal.turn()
def change_person(actor: Viewer, person: Person, given: PersonFields, *, is_active: bool = True) -> Person:
    """Change what is known of a person, or end the right to sign in.

    Refused for a person with a role beyond the actor's reach: a changed mail address would hand over that role.
    """
    require(actor, INVITE_PEOPLE, person)
    for grant in person.grants.all():
        require(actor, INVITE_PEOPLE, grant)
    if person == actor.person and not is_active:
        raise Problem("own-sign-in", _("You cannot end your own right to sign in. Ask another administrator."))
    before = journal.snapshot(person, PERSON_FIELDS)
    for name, value in {**vars(given), "email": _address(given.email)}.items():
        setattr(person, name, value)
    require(actor, INVITE_PEOPLE, person)
    person.is_active = is_active
    person.full_clean()
    person.save()
    # The sign-in library may remember addresses of its own: an old one must not open the door any more.
    EmailAddress.objects.filter(user=person).exclude(email=person.email or "").delete()
    journal.write(actor.person, "change", person, before, journal.snapshot(person, PERSON_FIELDS))
    return person


def _address(given: str | None) -> str | None:
    return (given or "").strip().lower() or None


@journal.turn()
def invite(actor: Viewer, given: PersonFields, role: Role, unit: Unit | None) -> Person:
    """Add a person with a first role, for a unit or (None) everywhere; the invitation is mailed afterwards."""
    person = add_person(actor, given)
    grant_role(actor, person, role, unit=unit)
    return person


@journal.turn()
def renew_invitation(actor: Viewer, person: Person) -> None:
    """Make links of earlier invitations worthless, so that a new one can be sent."""
    require(actor, INVITE_PEOPLE, person)
    if not person.is_invited:
        raise Problem("not-invited", _("This person has a password already, or no mail address, or may not sign in."))
    person.set_unusable_password()
    person.save(update_fields=["password"])
    journal.write(actor.person, "invite again", person)


@journal.turn()
def accept_invitation(person: Person, password: str) -> None:
    """Give a person the first password, chosen from the page that the invitation opens; works once."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not person.is_invited:
        raise Problem("invitation-used", _("This invitation was used already. Sign in with your password."))
    person.set_password(password)
    person.save(update_fields=["password"])
    journal.write(person, "accept invitation", person)


@journal.turn()
def set_language(actor: Viewer, language: str) -> None:
    """Keep the language a person chose, for mails and the next visit."""
    if actor.person and actor.person.language != language:
        before = journal.snapshot(actor.person, ["language"])
        actor.person.language = language
        actor.person.save(update_fields=["language"])
        journal.write(actor.person, "change", actor.person, before, {"language": language})


@journal.turn()
def grant_role(
    actor: Viewer,
    person: Person,
    role: Role,
    *,
    unit: Unit | None = None,
    record: tuple[str, int] | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> RoleGrant:
    """Give a role for a unit, for one record, or everywhere; the last two need a role that holds everywhere."""
    kind, key = record or ("", None)
    grant = RoleGrant(person=person, role=role, unit=unit, record_kind=kind, record_id=key, starts=starts, ends=ends)
    require(actor, GRANT_ROLES, grant)
    grant.full_clean()
    grant.save()
    journal.write(actor.person, "grant role", person, {}, journal.snapshot(grant, GRANT_FIELDS))
    return grant


@journal.turn()
def end_role(actor: Viewer, grant: RoleGrant) -> None:
    """End a role at once; the journal keeps what it was."""
    require(actor, GRANT_ROLES, grant)
    if grant.person == actor.person and grant.role == Role.ADMINISTRATOR:
        raise Problem("own-role", _("You cannot end your own role as administrator. Ask another one."))
    before = journal.snapshot(grant, GRANT_FIELDS)
    grant.delete()
    journal.write(actor.person, "end role", grant.person, before, {})


@journal.turn()
def found_office(given: PersonFields, password: str) -> Person:
    """Make the first person, who administers everything. Refused once there is anybody."""
    if Person.objects.exists():
        raise Problem("office-founded", _("There are people here already. Ask an administrator for an invitation."))
    person = Person(**vars(given))
    person.set_password(password)
    person.full_clean()
    person.save()
    RoleGrant.objects.create(person=person, role=Role.ADMINISTRATOR)
    journal.write(None, "found office", person, {}, journal.snapshot(person, PERSON_FIELDS))
    return person
