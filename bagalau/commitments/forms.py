"""Forms: the filters above the list, an update, who is responsible."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bagalau.commitments.actions import Said
from bagalau.commitments.models import STATES, STATUSES
from bagalau.commitments.queries import in_state, owned_by_name
from bagalau.commitments.rules import Status
from bagalau.documents.forms import not_too_large
from bagalau.documents.models import Document
from bagalau.lib.periods import When
from bagalau.people.access import VIEW_UNITS, Viewer
from bagalau.people.models import Person, Unit
from bagalau.people.queries import units
from bagalau.web.forms import FilterForm, HouseForm
from bagalau.web.texts import holds

LONGEST = 10_000  # letters of a comment or a reason: what is longer is a document and comes in as evidence
GROUPS = [
    ("open", _("Open")),
    ("due_soon", _("Due within three months")),
    ("long_overdue", _("Overdue for over three years")),
]


class CommitmentFilter(FilterForm):
    """The filters above the list of commitments."""

    words = forms.CharField(label=_("Words"), max_length=100)
    state = forms.ChoiceField(label=_("Status"), choices=[("", _("All")), *GROUPS, *STATES.items()])
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None, empty_label=_("All"))
    responsible = forms.CharField(label=_("Responsible"), max_length=100)
    due_from = forms.DateField(label=_("Due from"), widget=forms.DateInput(attrs={"type": "date"}))
    due_to = forms.DateField(label=_("Due to"), widget=forms.DateInput(attrs={"type": "date"}))
    source = forms.CharField(label=_("Source"), max_length=100)

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.viewer = viewer
        if viewer.can(VIEW_UNITS):
            self.fields["unit"].queryset = units(viewer)  # type: ignore[attr-defined]
        else:
            del self.fields["unit"]

    def by_words(self, text: str) -> Q:
        return holds("text", text)

    def by_state(self, name: str) -> Q:
        return in_state(name, self.viewer.today)

    def by_unit(self, unit: Unit) -> Q:
        return Q(unit__path__startswith=unit.path)

    def by_responsible(self, text: str) -> Q:
        return holds("responsible", text) | owned_by_name(self.viewer, text)

    def by_due_from(self, day: date) -> Q:
        return Q(due_on__gte=day)

    def by_due_to(self, day: date) -> Q:
        return Q(due_on__lte=day)

    def by_source(self, text: str) -> Q:
        return holds("origin_title", text)


class WhenField(forms.CharField):
    """A date with the precision it has: 2024-12-31, 2024-12, 2024-Q4 or 2024."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return When.parse(text)
        except ValueError as error:
            raise forms.ValidationError(_now("Write a date as 2024-12-31, or a month as 2024-12.")) from error


class UpdateForm(HouseForm):
    """How a commitment stands now."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    status = forms.ChoiceField(label=_("Status"), choices=list(STATUSES.items()))
    due = WhenField(label=_("Due"), required=False, help_text=_("A day as 2024-12-31 or a month as 2024-12."))
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was done since."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For a new date, for opening again, or why it is no longer applicable."),
    )
    evidence: forms.ModelMultipleChoiceField[Document] = forms.ModelMultipleChoiceField(
        label=_("Evidence among the documents"), required=False, queryset=None
    )
    file = forms.FileField(label=_("Or a file as evidence"), required=False, validators=[not_too_large])

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = documents  # type: ignore[attr-defined]

    def said(self, before: When | None) -> Said:
        """What the form says; an emptied date takes the deadline away."""
        given = self.cleaned_data
        return Said(
            status=Status(given["status"]),
            comment=given["comment"],
            reason=given["reason"],
            due=given["due"],
            due_removed=given["due"] is None and before is not None,
            documents=list(given["evidence"]),
            files=[(given["file"].read(), given["file"].name)] if given["file"] else [],
            seen=given["seen"],
        )

    def show_again(self, seen: str) -> None:
        """Keep what was typed, for somebody who has now looked at what the commitment has become."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = seen
        self.data = data


class ResponsibleForm(HouseForm):
    """Who is responsible for a commitment."""

    responsible = forms.CharField(label=_("As the paper has it"), max_length=500, required=False)
    people: forms.ModelMultipleChoiceField[Person] = forms.ModelMultipleChoiceField(
        label=_("People"), required=False, queryset=None
    )
    units: forms.ModelMultipleChoiceField[Unit] = forms.ModelMultipleChoiceField(
        label=_("Units"), required=False, queryset=None
    )

    def __init__(self, *args: Any, people: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]
        self.fields["units"].queryset = units  # type: ignore[attr-defined]
