"""Forms: the filters above what was recommended before."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.models import FATES, SPANS
from bagalau.evaluations.queries.recurrences import with_agency
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.web.forms import FilterForm


class RecurrenceFilter(FilterForm):
    """The filters above the list. Unit, year and language are those of the later recommendation."""

    fate = forms.ChoiceField(label=_("What became of it before"), choices=[("", _("All")), *FATES.items()])
    span = forms.ChoiceField(label=_("Said again"), choices=[("", _("Everywhere")), *SPANS.items()])
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    year = forms.IntegerField(label=_("Year"), min_value=1950, max_value=2100)
    agency = forms.CharField(label=_("Agency"), max_length=100)
    language = forms.ChoiceField(label=_("Language"), choices=[("", _("All")), *settings.LANGUAGES])
    evaluation = forms.IntegerField(min_value=1, max_value=2**53, widget=forms.HiddenInput)

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]

    def by_fate(self, name: str) -> Q:
        return Q(became=name)

    def by_span(self, name: str) -> Q:
        return Q(span=name)

    def by_unit(self, unit: Unit) -> Q:
        return Q(later__evaluation__unit__path__startswith=unit.path)

    def by_year(self, year: int) -> Q:
        return Q(day__year=year)

    def by_agency(self, name: str) -> Q:
        return with_agency(name)

    def by_language(self, name: str) -> Q:
        return Q(language=name)

    def by_evaluation(self, pk: int) -> Q:
        return Q(later__evaluation=pk)
