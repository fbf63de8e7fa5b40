"""Forms of units, people, roles and the journal, and those of the sign-in library in our own words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bagalau.people import locks
from bagalau.people.actions import PersonFields, UnitFields
from bagalau.people.models import ROLES, Person, Unit
from bagalau.people.queries import acted_by, holding, in_tree_order, named
from bagalau.people.rules import Role
from bagalau.people.tables import kind_label, kinds, verb_label
from bagalau.web.forms import FilterForm, HouseForm, dress
from bagalau.web.records import record_at

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
EVERYWHERE = _("everywhere")
Units: TypeAlias = "forms.ModelChoiceField[Unit]"


def offer_units(field: forms.Field, units: QuerySet[Unit], empty: Any) -> None:
    """Let a field offer units as an indented tree."""
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = units
    choices = [(unit.pk, "\u2003" * unit.depth + unit.name) for unit in in_tree_order(units)]
    field.choices = [("", empty), *choices]


class UnitForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no type arguments at run time
    """What can be said of a unit."""

    class Meta:
        model = Unit
        fields = ["name_en", "name_ru", "name_kk", "type", "code", "parent"]

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self.fields["parent"], units, _("nothing: it stands at the top"))
        dress(self)

    def given(self) -> UnitFields:
        return UnitFields(**self.cleaned_data)


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """What can be said of a person."""

    class Meta:
        model = Person
        fields = ["name", "email", "position", "unit", "language", "is_active"]

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self.fields["unit"], units, "")
        dress(self)

    def clean_email(self) -> str | None:
        """One spelling of each address, so that none is given twice."""
        return (self.cleaned_data.get("email") or "").strip().lower() or None

    def given(self) -> PersonFields:
        return PersonFields(**{name: self.cleaned_data[name] for name in PersonFields.__dataclass_fields__})


class RoleForm(HouseForm):
    """A role with the unit and the days it holds for; offers the least first."""

    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()))
    role_unit: Units = forms.ModelChoiceField(
        label=_("Holds for"),
        queryset=None,
        required=False,
        help_text=_("A role for a unit holds for everything under it too."),
    )
    record = forms.CharField(
        label=_("Or for one record alone"),
        required=False,
        max_length=300,
        help_text=_("The address of its page, such as /evaluations/12/."),
    )
    starts = forms.DateField(label=_("First day"), required=False, widget=DAY)
    ends = forms.DateField(label=_("Last day"), required=False, widget=DAY)

    def __init__(self, *args: Any, units: QuerySet[Unit], home: int | None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"role": Role.READER, "role_unit": home}, **kwargs)
        offer_units(self.fields["role_unit"], units, EVERYWHERE)

    def clean_record(self) -> tuple[str, int] | None:
        address = self.cleaned_data["record"]
        found = record_at(address) if address else None
        if address and (found is None or found[0] not in settings.RECORD_ROLES):
            raise ValidationError(_("No record has this address. Open the record and copy the address of its page."))
        return found

    def clean(self) -> dict[str, Any]:
        days = {name: self.cleaned_data.get(name) for name in ("starts", "ends")}
        if days["starts"] and days["ends"] and days["ends"] < days["starts"]:
            raise ValidationError(_("The last day of a role cannot lie before its first day."))
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """Arguments of the action that grants a role."""
        found = self.cleaned_data
        return {
            "role": Role(found["role"]),
            "unit": None if found["record"] else found["role_unit"],
            "record": found["record"],
            "starts": found["starts"],
            "ends": found["ends"],
        }


class InviteForm(PersonForm):
    """A new person with the first role; offers the least first."""

    role = forms.ChoiceField(label=_("First role"), choices=list(ROLES.items()), initial=Role.READER)
    role_unit: Units = forms.ModelChoiceField(label=_("The role holds for"), queryset=None, required=False)

    class Meta(PersonForm.Meta):
        fields = ["name", "email", "position", "unit", "language"]

    def __init__(self, *args: Any, units: QuerySet[Unit], home: int | None, **kwargs: Any) -> None:
        super().__init__(*args, units=units, initial={"unit": home, "role_unit": home}, **kwargs)
        self.fields["email"].required = True
        offer_units(self.fields["role_unit"], units, EVERYWHERE)


class PeopleFilter(FilterForm):
    """The filters above the list of people."""

    name = forms.CharField(label=_("Name"), max_length=100)
    unit: Units = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("any")), *ROLES.items()])

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self.fields["unit"], units, _("any"))

    def by_name(self, value: str) -> Q:
        return named(value)

    def by_unit(self, value: Unit) -> Q:
        return Q(unit__path__startswith=value.path)

    def by_role(self, value: str) -> Q:
        return holding(Role(value))


class JournalFilter(FilterForm):
    """The filters above the journal."""

    person = forms.CharField(label=_("Person"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind of record"))
    verb = forms.ChoiceField(label=_("action"))

    def __init__(self, *args: Any, verbs: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {kind: kind_label(kind) for kind in kinds()}
        for name, choices in (("kind", named), ("verb", {verb: verb_label(verb) for verb in verbs})):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("any")), *sorted(choices.items(), key=lambda item: item[1].casefold())]

    def by_person(self, value: str) -> Q:
        return acted_by(value)

    def by_kind(self, value: str) -> Q:
        return Q(record_kind=value)

    def by_verb(self, value: str) -> Q:
        return Q(verb=value)


class LanguageForm(HouseForm):
    """The language of the pages and mails."""

    language = Person._meta.get_field("language").formfield()


# What stands beside a field of the sign-in library, whichever form it is in.
LABELS = {
    "login": _("Mail address"),
    "email": _("Mail address"),
    "password": _("Password"),
    "remember": _("Stay signed in on this device"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password once more"),
    "new_password1": _("Password"),
    "new_password2": _("Password once more"),
    "code": _("Code"),
}
HELP = {
    name: _("At least 10 characters, not only digits, no common password, and not like your name or mail address.")
    for name in ("password1", "new_password1")
}


class OwnWords:
    """Gives a form of a library our labels and our look."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS[name]
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)
        assert isinstance(self, forms.BaseForm)
        dress(self)


class SignInForm(OwnWords, account.LoginForm):  # type: ignore[misc]  # the library has no types, here and below
    """Mail address and password."""


class ResetForm(OwnWords, account.ResetPasswordForm):  # type: ignore[misc]
    """Asks for a mail with which a forgotten password is replaced; who was only invited has none to forget."""

    users: list[Person]

    def clean_email(self) -> str:
        email: str = super().clean_email()
        self.users = [person for person in self.users if person.has_usable_password()]
        return email


class NewPasswordForm(OwnWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The page that such a mail leads to."""


class ChangePasswordForm(OwnWords, account.ChangePasswordForm):  # type: ignore[misc]
    """A new password for somebody who knows the old one."""


class ConfirmForm(OwnWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""


class InvitationForm(OwnWords, SetPasswordForm):  # type: ignore[type-arg]
    """The first password."""


class CountedCode(OwnWords):
    """Wrong codes count towards the same lock as wrong passwords."""

    user: Person

    def clean_code(self) -> str:
        if locks.is_locked(context.request, self.user):
            raise ValidationError(_("Too many attempts failed. Try again in a few minutes."))
        code: str = super().clean_code()  # type: ignore[misc]
        return code

    def _emit_authentication_failed(self, authenticator: Model) -> None:
        super()._emit_authentication_failed(authenticator)  # type: ignore[misc]
        locks.count_failure(context.request, self.user)


class CodeForm(CountedCode, mfa.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class ConfirmCodeForm(CountedCode, mfa.ReauthenticateForm):  # type: ignore[misc]
    """A code, before something that matters."""


class FirstCodeForm(OwnWords, ActivateTOTPForm):  # type: ignore[misc]
    """The code that shows that an authenticator app was set up."""
