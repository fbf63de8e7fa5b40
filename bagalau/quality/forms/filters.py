"""Forms: the filters above the lists of quality assurance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bagalau.people.access import VIEW_UNITS, Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.quality.models import RATES, STAGES, STATES
from bagalau.quality.queries import own, with_words
from bagalau.quality.rules.life import UNDER_WAY
from bagalau.quality.rules.questionnaire import said
from bagalau.quality.rules.schemes import Label
from bagalau.web.forms import FilterForm

ALL = ("", _("All"))
NONE = "none"


class AssessmentFilter(FilterForm):
    """Which assessments are shown."""

    words = forms.CharField(label=_("Words"), max_length=100)
    rates = forms.ChoiceField(label=_("What is assessed"), choices=[ALL, *RATES.items()])
    stage = forms.ChoiceField(label=_("Stage"), choices=[ALL, *STAGES.items()])
    status = forms.ChoiceField(label=_("Status"), choices=[ALL, ("under_way", _("Under way")), *STATES.items()])
    overall = forms.ChoiceField(label=_("Overall rating"))
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    year = forms.IntegerField(label=_("Year"), min_value=1950, max_value=2200)
    mine = forms.ChoiceField(
        label=_("Responsible"),
        choices=[
            ("", _("Everybody")),
            ("yes", _("Me")),
            ("assessor", _("Me, as assessor")),
            ("approver", _("Me, as approver")),
        ],
    )
    doubtful = forms.ChoiceField(
        label=_("Doubtful answers"), choices=[ALL, ("yes", _("With doubtful answers")), (NONE, _("Without any"))]
    )

    def __init__(self, data: Any, viewer: Viewer, labels: Mapping[str, Label]) -> None:
        super().__init__(data)
        self.viewer = viewer
        language = get_language()
        named = [(code, said(label.name, language)) for code, label in labels.items()]
        self.fields["overall"].choices = [ALL, *named, (NONE, _("Not rated"))]  # type: ignore[attr-defined]
        if viewer.can(VIEW_UNITS):
            self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]
        else:
            del self.fields["unit"]
        if viewer.is_public:
            del self.fields["mine"], self.fields["doubtful"]

    def by_words(self, text: str) -> Q:
        return with_words(text)

    def by_rates(self, name: str) -> Q:
        return Q(subject__kind=name)

    def by_stage(self, name: str) -> Q:
        return Q(stage=name)

    def by_status(self, name: str) -> Q:
        return Q(status__in=sorted(UNDER_WAY)) if name == "under_way" else Q(status=name)

    def by_overall(self, code: str) -> Q:
        return Q(overall="" if code == NONE else code)

    def by_unit(self, unit: Unit) -> Q:
        return Q(unit__path__startswith=unit.path)

    def by_year(self, year: int) -> Q:
        return Q(year=year)

    def by_mine(self, how: str) -> Q:
        return own(self.viewer, how)

    def by_doubtful(self, how: str) -> Q:
        return Q(doubtful=0) if how == NONE else Q(doubtful__gt=0)
