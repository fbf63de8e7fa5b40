"""One form for the rows of a project, of whatever kind."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from bagalau.projects.forms.fields import MoneyField, column, field_of
from bagalau.projects.forms.kinds import Kind
from bagalau.projects.models import BudgetLine, Contribution, Link, Project, ProjectRow, Result
from bagalau.projects.models.words import RESULT_LEVELS
from bagalau.projects.rules.framework import levels_under
from bagalau.projects.rules.record import Level
from bagalau.web.forms import HouseForm, dress


class RowForm(HouseForm):
    """A row of any kind, with the fields that its kind names."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        row: ProjectRow,
        of: Project,
        sources: QuerySet[Contribution],
        ends: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        """``row`` is the one that is edited, or one not yet saved; ``sources`` of money may be chosen, and a causal
        link may join any two ``ends``."""
        self.kind, self.row, self.of, self.sources = kind, row, of, sources
        super().__init__(*args, initial=_initial(kind, row), **kwargs)
        for name in kind.plain_names:
            self._add(name, ends)
        dress(self)

    def _add(self, name: str, ends: Sequence[tuple[str, str]]) -> None:
        if name == "quarters" and self.kind.table is BudgetLine:
            made = {f"quarters_{at}": MoneyField(f"Q{at + 1}", required=False) for at in range(4)}
        else:
            made = {name: self._made(name, ends)}
        for called, one in made.items():
            if isinstance(one, MoneyField) and name != "agreed_amount":
                one.currency = self.of.currency or None
            self.fields[called] = one

    def _made(self, name: str, ends: Sequence[tuple[str, str]]) -> Any:
        kind, of = self.kind, column(self.kind.table, name)
        needs = name in kind.table.NEEDED or not of.blank
        given: dict[str, Any] = {"label": of.verbose_name, "help_text": kind.helps.get(name, "")}
        if name == "quarters":
            choices = [(str(at), f"Q{at + 1}") for at in range(4)]
            widget = forms.CheckboxSelectMultiple()
            return forms.MultipleChoiceField(choices=choices, required=False, widget=widget, **given)
        if name == "source":
            return forms.ModelChoiceField(queryset=self.sources, empty_label="–", required=needs, **given)
        if name in kind.choices:
            return forms.TypedChoiceField(
                choices=kind.choices[name], coerce=int, empty_value=None, required=False, **given
            )
        if kind.table is Link and name in {"cause", "effect"}:
            return forms.ChoiceField(choices=[("", "–"), *ends], **given)
        if kind.table is Result and name == "level":
            return forms.ChoiceField(choices=_levels(cast(Result, self.row)), **given)
        return field_of(of, kind.suggested.get(name), required=needs, help_text=given["help_text"])

    def values(self) -> dict[str, Any]:
        """What was typed, as the columns keep it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        if "quarters_0" in given:
            amounts = [given.pop(f"quarters_{at}") for at in range(4)]
            given["quarters"] = [None if one is None else str(one) for one in amounts] if any(amounts) else []
        elif "quarters" in given:
            marked = given["quarters"]
            given["quarters"] = [str(at) in marked for at in range(4)] if marked else []
        return given


def _initial(kind: Kind, row: ProjectRow) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in kind.plain_names if name != "source"}
    found["seen"] = row.seen if row.pk else ""
    if "source" in kind.plain_names:
        found["source"] = getattr(row, "source_id")  # noqa: B009 - not every row has one
    if "quarters" in found and kind.table is BudgetLine:
        amounts = list(found.pop("quarters")) + [None] * 4
        found |= {f"quarters_{at}": Decimal(amounts[at]) if amounts[at] else None for at in range(4)}
    elif "quarters" in found:
        found["quarters"] = [str(at) for at, marked in enumerate(found["quarters"]) if marked]
    return found


def _levels(row: Result) -> list[tuple[str, Any]]:
    """PE-01: the levels that a result may have where it lies, and the one it has."""
    fitting = levels_under(Level(row.parent.level) if row.parent else None)
    present = [Level(row.level)] if row.level and row.level not in fitting else []
    return [(level, RESULT_LEVELS[level]) for level in [*fitting, *present]]
