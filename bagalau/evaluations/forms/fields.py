"""Fields that the forms of evaluations share: lines, flags, amounts, dates with their precision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.forms import WhenField
from bagalau.lib.periods import When
from bagalau.lib.problems import Problem
from bagalau.reference.lists import term_lists
from bagalau.web.forms import mark_problem

LONGEST = 20_000  # letters of a text: what is longer is a document


def text(label: Any, length: int = 500, **given: Any) -> forms.CharField:
    """A line that may be empty."""
    return forms.CharField(label=label, max_length=length, required=False, **given)


def paragraphs(label: Any, rows: int = 3, **given: Any) -> forms.CharField:
    """A text that may be empty."""
    return forms.CharField(
        label=label, max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": rows}), **given
    )


class LinesField(forms.CharField):
    """Several values, one a line."""

    def __init__(self, label: Any, *, wide: bool = False, **given: Any) -> None:
        given.setdefault("help_text", _("One a line."))
        widget = forms.Textarea(attrs={"rows": 3, "class": "" if wide else "lines"})
        super().__init__(label=label, required=False, max_length=LONGEST, widget=widget, **given)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = (line.strip() for line in str(super().to_python(value) or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))


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


def mark_all(form: forms.Form, problem: Problem) -> None:
    """Show a refusal in a form with every detail: those that name no field of it stand above."""
    mark_problem(form, problem)
    for name, sentence in problem.details.items():
        if name not in form.fields:
            form.add_error(None, sentence)


def differing(typed: forms.Form, present: forms.Form) -> list[tuple[str, str]]:
    """The fields in which a record says something else than what was typed: label, and what the record says."""
    return [
        (str(field.label), said)
        for field in present.visible_fields()
        if (said := _said(field)) != _said(typed[field.name])
    ]


def _said(field: forms.BoundField) -> str:
    """The value of a field in words, as it is shown or typed."""
    value = field.value()
    rows = getattr(field.field, "queryset", None)
    if rows is not None and isinstance(field.field, forms.ModelMultipleChoiceField):
        keys = [str(getattr(one, "pk", one)) for one in value or ()]
        return "; ".join(sorted(str(row) for row in rows.filter(pk__in=keys)))
    if rows is not None:
        return str(rows.filter(pk=value).first() or "") if value else ""
    if isinstance(field.field, forms.ChoiceField):
        return str(dict(field.field.choices).get(str(value or ""), ""))  # type: ignore[arg-type]
    shown = field.field.prepare_value(value)
    return "" if shown is None else "\n".join(str(shown).split("\r\n")).strip()
