"""Forms: the filters above the list of evaluations, and the file that a listed document is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.documents.models import Document
from bagalau.evaluations.models import QUALITY_RATINGS, STAGES
from bagalau.evaluations.queries import answered, in_stage
from bagalau.evaluations.queries.life import managed_by_name, rated
from bagalau.people.access import VIEW_UNITS, Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.web.forms import FilterForm, HouseForm
from bagalau.web.texts import holds


class EvaluationFilter(FilterForm):
    """The filters above the list of evaluations."""

    words = forms.CharField(label=_("Words"), max_length=100)
    stage = forms.ChoiceField(label=_("Status"), choices=[("", _("All")), ("overdue", _("Overdue")), *STAGES.items()])
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    type = forms.CharField(label=_("Type"), max_length=100)
    year = forms.IntegerField(label=_("Year"), min_value=1950, max_value=2100)
    response = forms.ChoiceField(
        label=_("Response"), choices=[("", _("All")), ("yes", _("With response")), ("no", _("Without response"))]
    )

    joint = forms.ChoiceField(
        label=_("Joint evaluation"), choices=[("", _("All")), ("yes", _("Joint")), ("no", _("Not joint"))]
    )
    manager = forms.CharField(label=_("Manager"), max_length=100)
    rating = forms.ChoiceField(
        label=_("Rating of quality"),
        choices=[("", _("All")), *QUALITY_RATINGS.items(), ("none", _("Completed without a rating"))],
    )

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.viewer = viewer
        if viewer.can(VIEW_UNITS):
            self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]
        else:
            del self.fields["unit"], self.fields["manager"], self.fields["rating"]

    def by_words(self, text: str) -> Q:
        return holds("title", text)

    def by_stage(self, name: str) -> Q:
        return in_stage(name, self.viewer.today)

    def by_unit(self, unit: Unit) -> Q:
        return Q(unit__path__startswith=unit.path)

    def by_type(self, text: str) -> Q:
        return holds("type", text)

    def by_year(self, year: int) -> Q:
        return Q(end_sort__year=year)

    def by_response(self, answer: str) -> Q:
        return answered() if answer == "yes" else ~answered()

    def by_joint(self, answer: str) -> Q:
        return Q(joint_evaluation=True) if answer == "yes" else ~Q(joint_evaluation=True)

    def by_manager(self, name: str) -> Q:
        return managed_by_name(self.viewer, name)

    def by_rating(self, code: str) -> Q:
        return rated(self.viewer, code)


class AttachForm(HouseForm):
    """Which document of the office a listed one is."""

    document: forms.ModelChoiceField[Document] = forms.ModelChoiceField(label=_("Document"), queryset=None)

    def __init__(self, *args: Any, documents: Any, offered: Any, **kwargs: Any) -> None:
        """``documents`` are all that may be named; those ``offered`` are few enough for a list to choose from."""
        super().__init__(*args, **kwargs)
        field = self.fields["document"]
        field.queryset = documents  # type: ignore[attr-defined]
        field.widget.choices = [("", "–"), *((one.pk, str(one)) for one in offered)]
