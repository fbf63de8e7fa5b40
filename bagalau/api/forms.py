"""The form with which one makes a token."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from bagalau.api.models import SCOPES
from bagalau.api.rules import DAYS, Scope
from bagalau.web.forms import HouseForm

WRITING = [(scope.value, label) for scope, label in SCOPES.items() if scope is not Scope.READ]


class TokenForm(HouseForm):
    """What a token is called, what it may be used for, and how long."""

    name = forms.CharField(
        label=_("Name of the token"),
        max_length=100,
        help_text=_("What it is for: the program or the computer that will use it."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Besides reading, it may"),
        choices=WRITING,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never more than you may yourself."),
    )
    days = forms.TypedChoiceField(label=_("In force for"), coerce=int, initial=DAYS[1])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["days"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(days, ngettext_lazy("%d day", "%d days", days) % days) for days in DAYS]

    def given(self, today: date) -> dict[str, Any]:
        """The arguments of the action."""
        return {
            "name": self.cleaned_data["name"],
            "scopes": [Scope(scope) for scope in self.cleaned_data["scopes"]],
            "expires_on": today + timedelta(days=self.cleaned_data["days"]),
        }
