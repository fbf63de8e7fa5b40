"""Forms: the filters above the list of responses, the overall response, an answer, a key action, a step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.forms.one import WhenField
from bagalau.evaluations.actions.responses import StatedAnswer
from bagalau.evaluations.actions.responses_promised import Promised
from bagalau.evaluations.forms.content import LONGEST, Reshown, Terms, long_text
from bagalau.evaluations.models import APPROVALS, STANCES, KeyAction, ManagementResponse, RecommendationPart
from bagalau.evaluations.models.response import TIMINGS
from bagalau.evaluations.queries.responses import in_timing, overall_seen
from bagalau.evaluations.queries.responses_rows import Row, action_seen, terms_of_row
from bagalau.evaluations.rules import Stance
from bagalau.evaluations.rules.responses import NEEDS_WORDS, Step, Timing
from bagalau.people.access import VIEW_UNITS, Viewer
from bagalau.people.models import Unit
from bagalau.people.queries import units
from bagalau.web.forms import FilterForm, HouseForm
from bagalau.web.texts import holds

STANCE_CHOICES = [("", _("Not answered yet")), *STANCES.items()]
PART_CHOICES = [("", _("As the whole")), *STANCES.items()]


class ResponseFilter(FilterForm):
    """The filters above the list of responses."""

    words = forms.CharField(label=_("Words of the title"), max_length=100)
    approval = forms.ChoiceField(
        label=_("Status"), choices=[("", _("All")), *APPROVALS.items(), ("read", _("Read from a paper"))]
    )
    timing = forms.ChoiceField(label=_("In time"), choices=[("", _("All")), *TIMINGS.items()])
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    year = forms.IntegerField(label=_("Year of completion"), min_value=1950, max_value=2100)

    def __init__(self, data: Any, viewer: Viewer, within: int) -> None:
        super().__init__(data)
        self.viewer, self.within = viewer, within
        if viewer.can(VIEW_UNITS):
            self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]
        else:
            del self.fields["unit"]

    def by_words(self, text: str) -> Q:
        return holds("evaluation__title", text)

    def by_approval(self, name: str) -> Q:
        return Q(approval="" if name == "read" else name)

    def by_timing(self, name: str) -> Q:
        return in_timing(Timing(name), self.within, self.viewer.today)

    def by_unit(self, unit: Unit) -> Q:
        return Q(unit__path__startswith=unit.path)

    def by_year(self, year: int) -> Q:
        return Q(evaluation__completed_on__year=year)


class StartForm(HouseForm):
    """The unit that answers."""

    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=None)

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = offered  # type: ignore[attr-defined]


class OverallForm(Reshown):
    """The overall response."""

    description = long_text(_("Overall response"), rows=10)

    def __init__(self, *args: Any, of: ManagementResponse, **kwargs: Any) -> None:
        super().__init__(*args, initial={"description": of.description, "seen": overall_seen(of)}, **kwargs)


class AnswerForm(Terms):
    """The answer to a recommendation, with a stance on each part where it differs."""

    stance = forms.ChoiceField(label=_("The recommendation is"), required=False, choices=STANCE_CHOICES)
    reason = long_text(_("Reason"), rows=2, help_text=_("Needed where it is accepted only partially, or not at all."))
    text = long_text(_("Response"), rows=5)

    def __init__(self, *args: Any, row: Row, viewer: Viewer, **kwargs: Any) -> None:
        answer = row.answer
        initial: dict[str, Any] = {"seen": row.seen}
        if answer is not None:
            initial |= {"stance": answer.stance, "reason": answer.reason, "text": answer.text}
        super().__init__(
            *args, kind="recommendationresponse", chosen=terms_of_row(row), viewer=viewer, initial=initial, **kwargs
        )
        self.parts = [part for part, _told in row.parts]
        for part, told in row.parts:
            self.fields[f"stance_{part.pk}"] = forms.ChoiceField(
                label=_("This part is"), required=False, choices=PART_CHOICES, initial=told.stance if told else ""
            )
            self.fields[f"reason_{part.pk}"] = forms.CharField(
                label=_("Reason"), required=False, max_length=LONGEST, initial=told.reason if told else ""
            )
        for name in self.fields:
            if name.startswith(("stance_", "reason_")):
                kind = "form-select" if name.startswith("stance_") else "form-control"
                self.fields[name].widget.attrs["class"] = kind

    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("stance", "reason", "text")]

    def part_fields(self) -> list[tuple[RecommendationPart, forms.BoundField, forms.BoundField]]:
        return [(part, self[f"stance_{part.pk}"], self[f"reason_{part.pk}"]) for part in self.parts]

    def stated(self) -> StatedAnswer:
        given = self.cleaned_data
        parts = {
            part.pk: (Stance(given[f"stance_{part.pk}"]), given[f"reason_{part.pk}"])
            for part in self.parts
            if given[f"stance_{part.pk}"]
        }
        stance = Stance(given["stance"]) if given["stance"] else None
        return StatedAnswer(stance, given["reason"], given["text"], parts, self.terms())


class ActionForm(Reshown):
    """A key action that is promised in answer to a recommendation."""

    text = long_text(_("Key action"), rows=2, required=True)
    responsible = forms.CharField(
        label=_("Responsible"), required=False, max_length=500, help_text=_("Who does it: a unit, a post, a partner.")
    )
    due = WhenField(label=_("Due"), required=False, help_text=_("A day as 2024-12-31 or a month as 2024-12."))
    parts: forms.ModelMultipleChoiceField[RecommendationPart] = forms.ModelMultipleChoiceField(
        label=_("Parts it carries out"),
        required=False,
        queryset=None,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-checks"}),
        help_text=_("None: it carries out the whole recommendation."),
    )

    def __init__(self, *args: Any, row: Row, action: KeyAction | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        if action is not None:
            of = action.commitment
            initial = {"text": of.text, "responsible": of.responsible, "due": of.due.iso if of.due else ""}
            initial |= {"parts": action.parts.all(), "seen": action_seen(action)}
        super().__init__(*args, initial=initial, **kwargs)
        if row.parts:
            self.fields["parts"].queryset = row.recommendation.parts.all()  # type: ignore[attr-defined]
        else:
            del self.fields["parts"]

    def promised(self) -> Promised:
        given = self.cleaned_data
        parts: Sequence[RecommendationPart] = list(given.get("parts") or ())
        return Promised(given["text"], given["responsible"], given["due"], parts)


class StepForm(Reshown):
    """A step of a response, with words where it needs them."""

    words = long_text(_("Reason"), rows=2)

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{step}_%s", **kwargs)
        self.step, self.wordy = step, step in NEEDS_WORDS
        self.address = f"response_{step}"
