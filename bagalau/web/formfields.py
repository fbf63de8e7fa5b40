"""Fields that forms of several apps share, and what forms tell of a record that changed meanwhile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagalau.lib.problems import Problem
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
