"""Forms: a change of stage, a rating, a file of an evaluation."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from bagalau.documents.actions import About
from bagalau.documents.forms import not_too_large
from bagalau.documents.models import DOCUMENT_TYPES, LANGUAGES, VISIBILITIES
from bagalau.documents.rules import DocumentType, Visibility
from bagalau.evaluations.forms.fields import amount, when, words
from bagalau.evaluations.models import QUALITY_RATINGS, STAGES, Evaluation
from bagalau.evaluations.rules import Stage
from bagalau.evaluations.rules.life import ways
from bagalau.people.models import Unit
from bagalau.web.formfields import paragraphs, text
from bagalau.web.forms import HouseForm


class StageForm(HouseForm):
    """Where an evaluation goes next, with what that asks for."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("Next status"))
    completed = when(_("Completed"), _("For completion: a day as 2024-12-31 or a month as 2024-12."))
    expenditure = amount(_("Expenditure"))
    variance_note = paragraphs(
        _("Note on the variance"), help_text=_("Why more was spent than planned, or why it took longer.")
    )
    reason = paragraphs(_("Reason"), 2, help_text=_("To cancel, to go back, or to take up again what had ended."))

    def __init__(self, *args: Any, of: Evaluation, **kwargs: Any) -> None:
        at = Stage(of.stage)
        initial = {
            "seen": of.seen,
            "completed": words(of.completed),
            "expenditure": of.expenditure,
            "variance_note": of.variance_note,
        }
        super().__init__(*args, initial=initial, **kwargs)
        cast(forms.ChoiceField, self.fields["to"]).choices = [(to, STAGES[to]) for to in ways(at)]
        if Stage.COMPLETED not in ways(at):
            for name in ("completed", "expenditure", "variance_note"):
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        """What is said with a completion; with another step only a note, if there is one."""
        if self.cleaned_data["to"] != Stage.COMPLETED:
            return {}
        return {name: self.cleaned_data[name] for name in ("completed", "expenditure", "variance_note")}


class RatingForm(HouseForm):
    """How well an evaluation was done."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    rating = forms.ChoiceField(
        label=_("Rating of quality"), required=False, choices=[("", _("not rated")), *QUALITY_RATINGS.items()]
    )
    reason = paragraphs(_("Reason"), 2, help_text=_("For a rating that takes the place of another."))


class ListFileForm(HouseForm):
    """A file of an evaluation, to be kept and listed."""

    TYPES = tuple(
        DocumentType(name)
        for name in "tor report summary annex inception-report draft-report audit-trail related-document other".split()
    )

    file = forms.FileField(label=_("File"), validators=[not_too_large], help_text=_("Up to 50 MB; PDF is best."))
    type = forms.ChoiceField(label=_("Type"), choices=[(kind, DOCUMENT_TYPES[kind]) for kind in TYPES])
    title = text(_("Title"), help_text=_("Empty: the name of the file."))
    language = forms.ChoiceField(label=_("Language"), required=False, choices=list(LANGUAGES.items()))
    visibility = forms.ChoiceField(
        label=_("Visibility"), choices=list(VISIBILITIES.items()), initial=Visibility.INTERNAL,
        help_text=_("Inception reports, drafts and audit trails stay internal."),
    )  # fmt: skip

    def about(self, unit: Unit) -> About:
        """What is said of the file."""
        names = ("title", "type", "language", "visibility")
        return About(unit, **{name: self.cleaned_data[name] for name in names})
