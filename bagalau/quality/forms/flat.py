"""Forms: the filters above the answers, ratings and management actions of all assessments.

What is asked of the assessment (``by_…`` of ``OfAssessments``) and what of the row are told apart, as the rows of an
assessment are looked for through it.
"""

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
from bagalau.quality.models import STAGES, STATES
from bagalau.quality.queries import flat
from bagalau.quality.queries.oversight import reached
from bagalau.quality.rules.questionnaire import Questionnaire, Words, said
from bagalau.quality.rules.schemes import Label
from bagalau.web.forms import FilterForm
from bagalau.web.texts import holds

ALL = ("", _("All"))
CODE = r"[\w.-]{1,60}"
OVERALL, NONE = "overall", "none"
YES_NO = [ALL, ("yes", _("With")), ("no", _("Without"))]


class OfAssessments(FilterForm):
    """Which assessments are looked at. What only figures lead by is shown where an address asks it."""

    LED_BY: tuple[str, ...] = ("scale", "reach")

    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    year = forms.IntegerField(label=_("Year"), min_value=1950, max_value=2200)
    stage = forms.ChoiceField(label=_("Stage"), choices=[ALL, *STAGES.items()])
    questionnaire = forms.ChoiceField(label=_("Questionnaire"))
    status = forms.ChoiceField(label=_("Status"), choices=[ALL, *STATES.items()])
    scale = forms.RegexField(label=_("Rating scheme"), regex=rf"^{CODE}$", max_length=60)
    reach = forms.ChoiceField(label=_("Whose"), choices=[ALL, ("roles", _("Units of my roles"))])

    def __init__(self, data: Any, viewer: Viewer, questionnaires: Mapping[int, Questionnaire]) -> None:
        super().__init__(data)
        self.viewer, self.questionnaires = viewer, questionnaires
        for name in self.LED_BY:
            if not data.get(name):
                del self.fields[name]
        if viewer.can(VIEW_UNITS):
            self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]
        else:
            del self.fields["unit"]
        self._offer("questionnaire", {one.code: one.name for one in questionnaires.values()})
        self._offer("section", {one.code: one.name for asked in questionnaires.values() for one in asked.sections})

    def _offer(self, name: str, words: Mapping[str, Words], *more: tuple[str, Any]) -> None:
        if name in self.fields:
            named = [(code, said(one, get_language())) for code, one in words.items()]
            self.fields[name].choices = [ALL, *more, *named]  # type: ignore[attr-defined]

    def of_assessments(self) -> Q:
        """What is asked of the assessments."""
        found = Q()
        for name, value in self.chosen.items():
            if name in OfAssessments.base_fields:
                found &= getattr(self, f"by_{name}")(value)
        return found

    def of_rows(self) -> Q:
        """What is asked of their rows."""
        found = Q()
        for name, value in self.chosen.items():
            if name not in OfAssessments.base_fields:
                found &= getattr(self, f"by_{name}")(value)
        return found

    def by_unit(self, unit: Unit) -> Q:
        return Q(unit__path__startswith=unit.path)

    def by_year(self, year: int) -> Q:
        return Q(year=year)

    def by_stage(self, name: str) -> Q:
        return Q(stage=name)

    def by_questionnaire(self, code: str) -> Q:
        return Q(questionnaire__code=code)

    def by_status(self, name: str) -> Q:
        return Q(status=name)

    def by_scale(self, code: str) -> Q:
        return Q(scheme__code=code)

    def by_reach(self, _how: str) -> Q:
        return reached(self.viewer)


class AnswerFilter(OfAssessments):
    """Which answers are shown."""

    LED_BY = (*OfAssessments.LED_BY, "claim", "question")

    section = forms.ChoiceField(label=_("Section"))
    question = forms.RegexField(label=_("Question"), regex=rf"^{CODE}$", max_length=60)
    score = forms.RegexField(label=_("Score"), regex=r"^(\d{1,3}(\.\d{1,2})?|none)$", max_length=6)
    words = forms.CharField(label=_("Words"), max_length=100)
    evidence = forms.ChoiceField(label=_("Evidence"), choices=YES_NO)
    document = forms.ChoiceField(label=_("Documents"), choices=YES_NO)
    claim = forms.ChoiceField(label=_("Asks for a document"), choices=[ALL, ("yes", _("Yes"))])

    def by_section(self, code: str) -> Q:
        return Q(section=code)

    def by_question(self, code: str) -> Q:
        return Q(question=code)

    def by_score(self, of: str) -> Q:
        return flat.scored(of)

    def by_words(self, text: str) -> Q:
        return holds("evidence", text)

    def by_evidence(self, how: str) -> Q:
        return flat.with_evidence(yes=how == "yes") & ~Q(value="")

    def by_document(self, how: str) -> Q:
        return flat.with_document(yes=how == "yes") & ~Q(value="")

    def by_claim(self, _answer: str) -> Q:
        return flat.claims(self.questionnaires)


class RatingFilter(OfAssessments):
    """Which ratings are shown."""

    section = forms.ChoiceField(label=_("Section"))
    rating = forms.ChoiceField(label=_("Rating"))
    differs = forms.ChoiceField(label=_("Differs"), choices=[ALL, ("yes", _("From what follows from the answers"))])

    def __init__(
        self, data: Any, viewer: Viewer, questionnaires: Mapping[int, Questionnaire], labels: Mapping[str, Label]
    ) -> None:
        super().__init__(data, viewer, questionnaires)
        sections = {one.code: one.name for asked in questionnaires.values() for one in asked.sections}
        self._offer("section", sections, (OVERALL, _("Overall")))
        self._offer("rating", {code: one.name for code, one in labels.items()}, (NONE, _("Not rated")))

    def by_section(self, code: str) -> Q:
        return Q(section="" if code == OVERALL else code)

    def by_rating(self, label: str) -> Q:
        return flat.stands("" if label == NONE else label)

    def by_differs(self, _answer: str) -> Q:
        return flat.differs()
