"""Forms: what oversight of quality is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.people.access import Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.quality.forms.flat import ALL, OfAssessments
from bagalau.quality.models import LIGHTS, STAGES
from bagalau.quality.queries import completion
from bagalau.quality.queries.oversight import Asked
from bagalau.quality.rules.due import Light
from bagalau.quality.rules.questionnaire import Questionnaire, Stage
from bagalau.web.forms import FilterForm

STAGES_DUE = [ALL, *((stage, words) for stage, words in STAGES.items() if stage != Stage.ONCE)]


class OversightFilter(OfAssessments):
    """What oversight counts."""

    ASKED = ("unit", "year", "stage", "questionnaire")

    def __init__(self, data: Any, viewer: Viewer, questionnaires: Mapping[int, Questionnaire]) -> None:
        super().__init__(data, viewer, questionnaires)
        for name in set(self.fields) - set(self.ASKED):
            del self.fields[name]

    def asked(self) -> Asked:
        """What makes sense of it."""
        return Asked(**self.chosen)


class ProjectFilter(FilterForm):
    """Which projects are shown, by how they are assessed. ``stage`` says which assessments are looked at."""

    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    stage = forms.ChoiceField(label=_("Stage"), choices=STAGES_DUE)
    light = forms.ChoiceField(label=_("Light"), choices=[ALL, *LIGHTS.items()])
    complete = forms.ChoiceField(
        label=_("Complete"),
        choices=[ALL, ("yes", _("Complete")), ("no", _("Not complete")), ("none", _("Nothing was due"))],
    )

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.viewer = viewer
        self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """The unit and stage that are looked at."""
        return Asked(**{name: value for name, value in self.chosen.items() if name in ("unit", "stage")})

    def condition(self) -> Q:
        """What is asked of the projects beside."""
        found, chosen = Q(), self.chosen
        if light := chosen.get("light"):
            found &= completion.lit(self.viewer, Light(light))
        if how := chosen.get("complete"):
            found &= (
                completion.lit(self.viewer, Light.GREY)
                if how == "none"
                else completion.complete(self.viewer, yes=how == "yes")
            )
        return found
