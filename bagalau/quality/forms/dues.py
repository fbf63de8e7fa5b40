"""Forms: the filters above the list of what is due, and an exemption."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.lib.periods import months_after
from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.quality.actions.dues import Exempting
from bagalau.quality.forms.steps import long_text
from bagalau.quality.models import DUE_STATES, STAGES
from bagalau.quality.queries import due_with_words
from bagalau.quality.rules.due import OPEN
from bagalau.quality.rules.questionnaire import Stage
from bagalau.web.forms import FilterForm, HouseForm

ALL = ("", _("All"))
DUE_STAGES = [(stage, words) for stage, words in STAGES.items() if stage is not Stage.ONCE]


class DueFilter(FilterForm):
    """Which of what is due is shown; what is open, if nothing else is asked."""

    words = forms.CharField(label=_("Words"), max_length=100)
    stage = forms.ChoiceField(label=_("Stage"), choices=[ALL, *DUE_STAGES])
    state = forms.ChoiceField(
        label=_("Status"),
        choices=[
            ("", _("Open")),
            ("overdue", _("Overdue")),
            ("soon", _("Due within three months")),
            *DUE_STATES.items(),
            ("all", _("All")),
        ],
    )
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.viewer = viewer
        self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]

    def condition(self) -> Q:
        """What is open, unless another state is asked for."""
        found = super().condition()
        return found if "state" in self.chosen else found & Q(state__in=sorted(OPEN))

    def by_words(self, text: str) -> Q:
        return due_with_words(text)

    def by_stage(self, name: str) -> Q:
        return Q(stage=name)

    def by_state(self, name: str) -> Q:
        today = self.viewer.today
        open_ones = Q(state__in=sorted(OPEN))
        asked = {
            "all": Q(),
            "overdue": open_ones & Q(due_on__lt=today),
            "soon": open_ones & Q(due_on__gte=today, due_on__lte=months_after(today, 3)),
        }
        return asked.get(name, Q(state=name))

    def by_unit(self, unit: Unit) -> Q:
        return Q(unit__path__startswith=unit.path)


class ExemptForm(HouseForm):
    """Why and when something need not be assessed."""

    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("All stages")), *DUE_STAGES])
    starts = forms.DateField(label=_("From"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    reason = long_text(_("Reason"), required=True)

    def given(self) -> Exempting:
        given = self.cleaned_data
        stage = Stage(given["stage"]) if given["stage"] else None
        return Exempting(given["reason"], given["starts"], given["until"], stage)
