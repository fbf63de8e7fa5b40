"""Fields of forms as the columns of the tables ask for them, so that no form of a project repeats what a model says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.forms import WhenField
from bagalau.lib.problems import Problem
from bagalau.projects.rules.money import amount
from bagalau.web import modelfields
from bagalau.web.formfields import LONGEST, LinesField, paragraphs
from bagalau.web.middleware import words

BLANKS = re.compile("[\\s\u00a0\u2007\u2009\u202f]+")
WHEN = _("As 2026-11-22, 22.11.2026 or 22 November 2026; or only 2026-11, 2026-Q4 or 2026.")
NO_DATE = _(
    "This is no date. Write it as 2026-11-22, 22.11.2026 or 22 November 2026; or only 2026-11, 2026-Q4 or 2026."
)
Suggested = Callable[[], Iterable[tuple[str, str]]]


def money_typed(value: Decimal) -> str:
    """An amount as people type it, and as it is read again: 30 000 or 30 000.50."""
    return f"{value:,.2f}".replace(",", " ").removesuffix(".00")


class MoneyField(forms.CharField):
    """An amount, as people write amounts; what cannot be one is refused in a sentence."""

    def __init__(self, label: Any, **given: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"})
        super().__init__(label=label, widget=widget, **given)
        self.currency: str | None = None

    def prepare_value(self, value: Any) -> Any:
        return money_typed(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        try:
            return amount(super().to_python(value) or "", currency_expected=self.currency)
        except Problem as problem:
            raise forms.ValidationError(words(problem)) from problem


class NumberField(forms.DecimalField):
    """A number that is no amount, with a comma or a point and blanks between thousands."""

    widget = forms.TextInput

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.widget.attrs |= {"inputmode": "decimal", "class": "num", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        return super().to_python(BLANKS.sub("", str(value)).replace(",", ".") if value is not None else value)


class Suggesting(forms.TextInput):
    """A line with suggestions; other words are as good."""

    def __init__(self, suggested: Suggested) -> None:
        super().__init__()
        self.suggested = suggested

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        of = f"{(attrs or {}).get('id', name)}-offered"
        line = super().render(name, value, {**(attrs or {}), "list": of}, renderer)
        offered = format_html_join("", '<option value="{}">{}</option>', self.suggested())
        return format_html('{}<datalist id="{}">{}</datalist>', line, of, offered)


def column(table: type[models.Model], name: str) -> models.Field[Any, Any]:
    """A column of a table."""
    found = table._meta.get_field(name)
    assert isinstance(found, models.Field)
    return found


def field_of(column: models.Field[Any, Any], suggested: Suggested | None = None, **given: Any) -> forms.Field:
    """The field in which a column is typed."""
    label = column.verbose_name
    if isinstance(column, modelfields.WhenField):
        hint = given.pop("help_text", "") or WHEN
        return WhenField(label=label, help_text=hint, error_messages={"invalid": NO_DATE}, **given)
    if isinstance(column, models.JSONField):
        return LinesField(label, **{key: value for key, value in given.items() if key != "required"})
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(label=label, **given | {"required": False})
    if isinstance(column, models.DecimalField):
        return _number(column, label, given)
    if isinstance(column, models.TextField):
        return paragraphs(label, 3, **given) if not given.pop("required", False) else _needed(label, given)
    if isinstance(column, models.CharField):
        return _line(column, label, suggested, given)
    made = column.formfield(**given)
    assert isinstance(made, forms.Field)
    return made


def _needed(label: Any, given: dict[str, Any]) -> forms.Field:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), **given)


def _number(column: models.DecimalField[Any, Any], label: Any, given: dict[str, Any]) -> forms.Field:
    if column.decimal_places == 2:
        return MoneyField(label, **given)
    digits = {"max_digits": column.max_digits, "decimal_places": column.decimal_places}
    return NumberField(label=label, validators=column.validators, **digits, **given)


def _line(
    column: models.CharField[Any, Any], label: Any, suggested: Suggested | None, given: dict[str, Any]
) -> forms.Field:
    if column.choices:
        needs = not column.blank
        empty = [] if needs else [("", "–")]
        return forms.ChoiceField(label=label, choices=[*empty, *column.choices], **given | {"required": needs})
    long = (column.max_length or 0) > 300 and suggested is None
    widget = Suggesting(suggested) if suggested else forms.Textarea(attrs={"rows": 2}) if long else forms.TextInput()
    return forms.CharField(label=label, max_length=column.max_length, widget=widget, **given)


def sections(form: forms.Form, parts: Sequence[tuple[Any, str]]) -> list[tuple[Any, list[forms.BoundField]]]:
    """The fields of a form under headings, in the order of a table."""
    return [(title, [form[name] for name in names.split() if name in form.fields]) for title, names in parts]
