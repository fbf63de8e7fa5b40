"""Forms: the steps of an assessment, another rating, who assesses and approves, and beginning one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bagalau.people.models import Person
from bagalau.quality.actions import Begun
from bagalau.quality.actions.steps import Named, Words
from bagalau.quality.models import Assessment
from bagalau.quality.queries.definitions import Version
from bagalau.quality.rules.life import WITH_REASON, Step
from bagalau.quality.rules.questionnaire import Questionnaire, Rates, said
from bagalau.quality.rules.schemes import Scheme
from bagalau.web.forms import HouseForm

LONGEST = 50_000


def long_text(label: Any, *, rows: int = 3, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A field for words of any length that a person may type."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=widget, help_text=help_text)


class Seen(HouseForm):
    """A form that knows which state was looked at."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class StepForm(Seen):
    """A step, with words where it needs them, and the decision where it is approved."""

    decision = forms.ChoiceField(label=_("Decision"), required=False)
    board_comment = long_text(_("Comment of the board"))
    comment = long_text(_("Reason"), rows=2)

    def __init__(self, *args: Any, step: Step, of: Assessment, **kwargs: Any) -> None:
        initial = {"seen": of.seen, "decision": of.decision, "board_comment": of.board_comment}
        super().__init__(*args, auto_id=f"{step}_%s", initial=initial, **kwargs)
        self.step, self.address = step, f"assessment_{step}"
        if step not in WITH_REASON:
            del self.fields["comment"]
        decisions = of.questionnaire.questionnaire.decisions
        offered = [("", _("Not decided")), *((code, said(words, get_language())) for code, words in decisions.items())]
        self.fields["decision"].choices = offered  # type: ignore[attr-defined]
        if step is not Step.APPROVE:
            del self.fields["decision"], self.fields["board_comment"]
        elif not decisions:
            del self.fields["decision"]

    @property
    def is_wordy(self) -> bool:
        return len(self.fields) > 1

    def words(self) -> Words:
        given = self.cleaned_data
        return Words(given.get("comment", ""), given.get("decision"), given.get("board_comment"))


class RatingForm(Seen):
    """Another rating than follows from the answers."""

    section = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    given = forms.ChoiceField(label=_("Rating"), required=False)
    reason = long_text(_("Reason"), rows=2)

    def __init__(self, *args: Any, scheme: Scheme, section: str = "", **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"rating_{section}_%s", **kwargs)
        language = get_language()
        named = [(one.code, said(one.name, language)) for one in scheme.labels]
        self.fields["given"].choices = [("", _("The one that follows")), *named]  # type: ignore[attr-defined]


class PeopleForm(HouseForm):
    """Who assesses and who approves."""

    assessor: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Assessor"),
        queryset=None,
        required=False,
        help_text=_("Independent of whoever manages what is assessed."),
    )
    approver: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Approver"), queryset=None, required=False, help_text=_("Not the assessor, and nobody who answers.")
    )

    def __init__(self, *args: Any, assessors: Any, approvers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assessor"].queryset = assessors  # type: ignore[attr-defined]
        self.fields["approver"].queryset = approvers  # type: ignore[attr-defined]


class AssignForm(PeopleForm, Seen):
    """Who assesses and who approves, of one that is under way."""

    def named(self) -> Named:
        return Named(self.cleaned_data["assessor"], self.cleaned_data["approver"])


class BeginForm(PeopleForm):
    """How an assessment is begun."""

    questionnaire = forms.ChoiceField(label=_("Questionnaire"))
    year = forms.IntegerField(label=_("Year"), min_value=1950, max_value=2200)
    about = forms.CharField(
        label=_("Partner"), required=False, max_length=300, help_text=_("Only where a partner is assessed: its name.")
    )
    due_on = forms.DateField(
        label=_("Due"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    field_order = ("questionnaire", "year", "about", "due_on", "assessor", "approver")

    def __init__(self, *args: Any, offered: Sequence[Version[Questionnaire]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {one.name: one for one in offered}
        self.fields["questionnaire"].choices = [  # type: ignore[attr-defined]
            (name, f"{said(one.told.name, get_language())} ({one.told.version})") for name, one in self.offered.items()
        ]
        if not any(one.told.rates is Rates.PARTNER for one in offered):
            del self.fields["about"]

    def chosen(self) -> Version[Questionnaire]:
        return self.offered[self.cleaned_data["questionnaire"]]

    def begun(self) -> Begun:
        given = self.cleaned_data
        return Begun(given["year"], given.get("about", ""), given["assessor"], given["approver"], given["due_on"])
