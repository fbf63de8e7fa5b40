"""Forms: which assessments another version of a rating scheme is tried on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bagalau.quality.models import Definition
from bagalau.quality.queries.definitions import Version
from bagalau.quality.rules.questionnaire import said
from bagalau.quality.rules.schemes import Scheme
from bagalau.web.forms import FilterForm


class RerateForm(FilterForm):
    """The questionnaire and the other version: the first of each, if nothing that is offered is asked for."""

    questionnaire = forms.ChoiceField(label=_("Questionnaire"))
    to = forms.ChoiceField(label=_("Other version"))

    def __init__(self, data: Any, asked: Sequence[Definition], versions: Sequence[Version[Scheme]]) -> None:
        super().__init__(data)
        self.asked = {str(row.pk): row for row in asked}
        self.versions = {one.told.version: one for one in versions}
        self.fields["questionnaire"].choices = [(key, _named(row)) for key, row in self.asked.items()]  # type: ignore[attr-defined]
        self.fields["to"].choices = [(version, version) for version in self.versions]  # type: ignore[attr-defined]

    def picked(self) -> tuple[Definition, Version[Scheme]] | None:
        """What is looked at; None if there is nothing to look at."""
        if not self.asked or not self.versions:
            return None
        key = self.chosen.get("questionnaire", next(iter(self.asked)))
        return self.asked[key], self.versions[self.chosen.get("to", next(iter(self.versions)))]


def _named(row: Definition) -> str:
    return f"{said(row.questionnaire.name, get_language())} ({row.version})"
