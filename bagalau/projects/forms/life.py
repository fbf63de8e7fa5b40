"""Forms: the steps of a project, papers that were signed, revisions and what the board decides on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bagalau.projects.actions.life import Answer
from bagalau.projects.models.words import REVISION_KINDS, STATUSES
from bagalau.projects.rules.life import Phase, RevisionKind
from bagalau.projects.rules.revisions import KINDS, Verdict
from bagalau.projects.rules.steps import REGISTERED_AS, Question
from bagalau.projects.tables.life import QUESTIONS, VERDICTS
from bagalau.web.formfields import paragraphs
from bagalau.web.forms import HouseForm


def day(label: Any, **given: Any) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **given)


class SeenForm(HouseForm):
    """A form that knows which state somebody looked at."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Asked:
    """A question of a closure with its two fields."""

    words: str
    source: str
    applies: forms.BoundField
    note: forms.BoundField


class StepForm(SeenForm):
    """A step of a project; a closure asks its questions beside."""

    to = forms.CharField(widget=forms.HiddenInput)
    on = day(_("Day"), help_text=_("The day of the decision."))
    reason = paragraphs(_("Reason"), 2)

    def __init__(self, *args: Any, questions: Sequence[tuple[Question, str]] = (), **kwargs: Any) -> None:
        self.questions = questions
        self.base_fields = dict(self.base_fields)  # type: ignore[misc]
        for number in range(len(questions)):
            choices = [("yes", _("yes")), ("no", _("there is nothing to do"))]
            self.base_fields[f"applies_{number}"] = forms.ChoiceField(label=_("The answer"), choices=choices)
            self.base_fields[f"note_{number}"] = forms.CharField(
                label=_("By what can it be seen?"), max_length=2000, required=False
            )
        super().__init__(*args, **kwargs)

    def main(self) -> list[forms.BoundField]:
        """The fields beside the questions."""
        return [self["on"], self["reason"]]

    def asked(self) -> Iterator[Asked]:
        """The questions, each with its answer and note."""
        for number, (question, source) in enumerate(self.questions):
            yield Asked(str(QUESTIONS[question]), source, self[f"applies_{number}"], self[f"note_{number}"])

    def answers(self) -> list[Answer]:
        """What was answered."""
        given = self.cleaned_data
        return [
            Answer(question, source, given[f"applies_{number}"] == "yes", given[f"note_{number}"])
            for number, (question, source) in enumerate(self.questions)
        ]


class RegisterForm(SeenForm):
    """That a project was signed on paper, with the days of the paper."""

    to = forms.ChoiceField(label=_("The project is now"), choices=[(one, STATUSES[one]) for one in REGISTERED_AS])
    signed = day(_("Signed on"), help_text=_("The day of the last signature on the paper."))
    active = day(_("Under way since"), required=False, help_text=_("Empty: since the day of the signature."))
    reason = paragraphs(_("Note"), 2, help_text=_("Where the signed paper is kept."))

    def days(self) -> dict[Phase, date]:
        """The days by status."""
        given = self.cleaned_data
        return {status: given[str(status)] for status in (Phase.SIGNED, Phase.ACTIVE) if given[str(status)]}


class RevisionForm(HouseForm):
    """What a revision is for, and why."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind, REVISION_KINDS[kind]) for kind in KINDS])
    reason = paragraphs(_("Reason"), 3, help_text=_("What happened, and what has to change."))

    def chosen(self) -> RevisionKind:
        return RevisionKind(self.cleaned_data["kind"])


class WithdrawForm(HouseForm):
    """Why a revision is given up."""

    reason = paragraphs(_("Reason"), 2)


class DecisionForm(SeenForm):
    """What the board decided on a revision."""

    verdict = forms.ChoiceField(label=_("Decision"), choices=list(VERDICTS.items()))
    decision = paragraphs(_("Words of the decision"), 3, help_text=_("As the minutes of the board have them."))
    decided_on = day(_("Decided on"))
    reason = paragraphs(
        _("Why you decide alone"), 2, help_text=_("Only if you opened or submitted this revision yourself.")
    )

    def chosen(self) -> Verdict:
        return Verdict(self.cleaned_data["verdict"])


class CompareForm(HouseForm):
    """Which two versions are compared, and which of the differences are shown."""

    SHOWN = (("", _("everything")), ("money", _("only money")), ("results", _("only results")))

    def __init__(self, *args: Any, versions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        self.base_fields = {  # type: ignore[misc]
            "from": forms.ChoiceField(label=_("Compare"), required=False, choices=list(versions)),
            "to": forms.ChoiceField(label=_("With"), required=False, choices=list(versions)),
            "only": forms.ChoiceField(label=_("Differences"), required=False, choices=self.SHOWN),
        }
        super().__init__(*args, **kwargs)
