"""Fields that the forms of evaluations share: lines, flags, amounts, dates with their precision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.forms import WhenField
from bagalau.lib.periods import When
from bagalau.reference.lists import term_lists


class FlagField(forms.TypedChoiceField):
    """Yes, no, or not stated."""

    def __init__(self, label: Any) -> None:
        choices = [("", "–"), ("True", _("yes")), ("False", _("no"))]
        super().__init__(
            label=label, required=False, choices=choices, coerce=lambda one: one == "True", empty_value=None
        )


class TypeField(forms.ChoiceField):
    """A type of evaluation: the names of the value list, and the word that is there already."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False)

    def offer(self, present: str) -> None:
        language = get_language() or "en"
        names = {term.names["en"]: term.name(language) for term in term_lists()["evaluation-types"].terms}
        self.choices = [("", "–"), *names.items(), *([(present, present)] if present not in {"", *names} else [])]


def amount(label: Any, **given: Any) -> forms.DecimalField:
    """An amount of money that may be unknown."""
    return forms.DecimalField(label=label, required=False, min_value=0, max_digits=16, decimal_places=2, **given)


def day(label: Any, **given: Any) -> forms.DateField:
    """A day that may be unknown."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **given)


DAY_OR_MONTH = _("A day as 2024-12-31 or a month as 2024-12.")


def when(label: Any, help_text: Any = DAY_OR_MONTH) -> WhenField:
    """A date with the precision it has, that may be unknown."""
    return WhenField(label=label, required=False, help_text=help_text)


def chosen(label: Any, empty: Any = "–", **given: Any) -> forms.ModelChoiceField[Any]:
    """A record that may be chosen; the form says among which."""
    return forms.ModelChoiceField(label=label, queryset=None, required=False, empty_label=empty, **given)


def choose_among(form: forms.Form, **querysets: Any) -> None:
    """Say among which records each field of a form chooses."""
    for name, rows in querysets.items():
        form.fields[name].queryset = rows  # type: ignore[attr-defined]


def words(when: When | None) -> str:
    """A date as it is typed."""
    return when.iso if when else ""
