"""The form of a project's cover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bagalau.people.models import Person, Unit
from bagalau.projects.forms.fields import MoneyField, column, field_of, sections
from bagalau.projects.models import Project
from bagalau.web.forms import HouseForm, dress

COVER: Sequence[tuple[Any, str]] = (
    (_("What it is"), "unit title number award_id manager description country"),
    (_("Programme"), "undaf_outcome programme_outcome programme_output framework_outcome programme_period "
     "key_result_area framework_key_result_area strategic_plan partnership_strategy sdg_targets"),
    (_("Partners"), "implementing_partner responsible_parties modality"),
    (_("Dates"), "start end appraisal_meeting"),
    (_("Money"), "currency required allocated unfunded regular in_kind gms_rate gms_base budget_note"),
    (_("Management"), "board_meetings_a_year tolerance_weeks tolerance_percent"),
    (_("Languages"), "languages prevailing_language"),
)  # fmt: skip
MONEY_ON_COVER = ("required", "allocated", "unfunded", "regular", "in_kind")
HELPS = {
    "award_id": _("As in the accounts of the organisation."),
    "responsible_parties": _("One a line."),
    "sdg_targets": _("One a line, as 16.6."),
    "gms_base": _("Empty: it is not said; both are shown."),
    "tolerance_weeks": _("How late an activity may be before the board is asked."),
    "tolerance_percent": _("How far above the budget the cost may go before the board is asked."),
}


class ProjectForm(HouseForm):
    """The cover of a project with all its values. What is left empty is unknown; nothing is taken for zero."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    title = forms.CharField(label=_("Title"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    manager: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Project manager"), queryset=None, required=False, empty_label="–"
    )
    currency = forms.RegexField(
        r"^[A-Z]{3}$",
        label=_("Currency"),
        help_text=_("Three letters, as USD or KZT."),
        error_messages={"invalid": _("Write the three letters of the currency, as USD.")},
    )

    def __init__(
        self, *args: Any, of: Project, units: QuerySet[Unit] | None, managers: QuerySet[Person], **kwargs: Any
    ) -> None:
        """``of`` is the project that is edited, or one not yet saved; then there is a unit to choose."""
        names = [name for _title, listed in COVER for name in listed.split()]
        initial = {name: getattr(of, name) for name in names if not name.startswith(("unit", "manager"))}
        initial |= {"unit": of.unit_id, "manager": of.manager_id, "seen": of.seen if of.pk else ""}
        super().__init__(*args, initial=initial, **kwargs)
        for name, rows in (("unit", units), ("manager", managers)):
            cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows
        if of.pk:
            del self.fields["unit"]
        for name in set(names) - set(self.fields) - {"unit"}:
            self.fields[name] = field_of(column(Project, name), required=False, help_text=HELPS.get(name, ""))
        dress(self)

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return sections(self, COVER)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        start, end = given.get("start"), given.get("end")
        if start and end and end.last_day < start.first_day:
            self.add_error("end", _("A project cannot end before it starts: correct one of the two dates."))
        for name in MONEY_ON_COVER:
            cast(MoneyField, self.fields[name]).currency = given.get("currency") or None
        return given

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
