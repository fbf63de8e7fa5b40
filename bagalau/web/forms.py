"""Forms with the look of the house, and the form above a list."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.http import QueryDict

from bagalau.lib.problems import Problem
from bagalau.web.middleware import words

CLASSES = {
    forms.CheckboxInput: "form-check-input",
    forms.Select: "form-select",
    forms.SelectMultiple: "form-select",
    forms.RadioSelect: "form-radio",
    forms.CheckboxSelectMultiple: "form-checks",
}


class HouseForm(forms.Form):
    """A form whose fields carry the classes of the look and tell assistive technology what is wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def _post_clean(self) -> None:
        """Lines end as in the record, or a text that nobody touched would come back from the browser as changed."""
        given = self.cleaned_data
        given |= {name: text.replace("\r\n", "\n") for name, text in given.items() if isinstance(text, str)}


def dress(form: forms.BaseForm) -> None:
    """Give the widgets of any form the classes of the look."""
    for field in form.fields.values():
        kind = next((css for widget, css in CLASSES.items() if type(field.widget) is widget), "form-control")
        field.widget.attrs["class"] = f"{field.widget.attrs.get('class', '')} {kind}".strip()
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs.setdefault("rows", 4)


class FilterForm(HouseForm):
    """The form above a list. A filter that makes no sense is left out, so a bookmarked address always works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    @property
    def chosen(self) -> dict[str, Any]:
        """The valid filters that are set."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}

    @property
    def in_use(self) -> bool:
        return bool(self.chosen)

    def condition(self) -> Q:
        """What the chosen filters ask of the rows: each filter ``x`` is answered by a method ``by_x``."""
        found = Q()
        for name, value in self.chosen.items():
            found &= getattr(self, f"by_{name}")(value)
        return found


def whole_number(text: str) -> int | None:
    """A number from an address or a hidden field; None for anything that is no number of a sane length."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def mark_problem(form: forms.BaseForm, problem: Problem) -> None:
    """Show a refusal in the form it came from: at the field it names, or above the form."""
    named = [name for name in problem.details if name in form.fields]
    for name in named:
        form.add_error(name, problem.details[name])
    if not named:
        form.add_error(None, words(problem))


def seen_now(form: forms.Form, seen: str) -> None:
    """Keep what was typed, for somebody who has now looked at what the record has become."""
    data = cast(QueryDict, form.data).copy()
    data["seen"] = seen
    form.data = data
